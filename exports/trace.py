"""What an export put on each side of each item, so that a later one can say which sheets to exchange."""

from __future__ import annotations

import hashlib

from exports.bound_file import Trace
from exports.compose import Composition, Leaf


def traces(composition: Composition) -> tuple[Trace, ...]:
    """Every item of the bound PDF, in its order."""
    return tuple(
        Trace(leaf.item.key, leaf.paper.mark, leaf.paper.title, composition.places[leaf.item.key].first, _sides(leaf))
        for leaf in composition.leaves
        if leaf.item
    )


def _sides(leaf: Leaf) -> tuple[str, ...]:
    digests = []
    for side in leaf.made.sides:
        if not side.blank:
            digest = hashlib.sha256(side.drawn.content)
            for name in sorted(side.drawn.pictures):
                digest.update(name.encode())
            digests.append(digest.hexdigest()[:32])
    for scan in leaf.scans:
        digests += (f"{scan.sha256[:24]}-{page}" for page in range(1, scan.pages + 1))
    return tuple(digests)
