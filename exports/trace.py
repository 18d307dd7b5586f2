"""What an export put on each side of each paper, so that a later one can say which sheets to exchange."""

from __future__ import annotations

import hashlib
from pathlib import Path

from exports.bound_file import Bound
from exports.compose import Composition, Leaf
from exports.filing_stamp import stamp_values
from ledger.exported import BoundPaper, BoundVolume
from ledger.filing_settings import settings_of
from ledger.snapshot import Snapshot


def traces(composition: Composition, bound: Bound, snapshot: Snapshot) -> tuple[BoundPaper, ...]:
    """Every paper of the bound PDF, in its order."""
    return tuple(
        BoundPaper(
            key=leaf.paper.key,
            mark=leaf.paper.mark,
            title=leaf.paper.title,
            first=composition.places[leaf.item.key].first if leaf.item else 0,
            place=bound.first[leaf.paper.key],
            sides=_sides(leaf),
            stamp=_stamp(bound, leaf, snapshot),
            stamp_side=bound.stamped.get(leaf.paper.key, 1),
        )
        for leaf in composition.leaves
        if leaf.bound
    )


def bound_volume(file: Path, sides: int, papers: tuple[BoundPaper, ...], snapshot: Snapshot) -> BoundVolume:
    """The bound PDF at `file` as a library remembers it. Raises OSError when it cannot be read."""
    settings = settings_of(snapshot)
    corner = settings.corner.value
    return BoundVolume(sha256_of(file), sides, settings.duplex, settings.fresh_sheet, corner, papers)


def sha256_of(file: Path) -> str:
    """The SHA-256 of a file in hex. Raises OSError."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _sides(leaf: Leaf) -> tuple[str, ...]:
    digests = []
    for side in leaf.made.sides:
        if side.blank:
            digests.append("")
            continue
        digest = hashlib.sha256(side.drawn.content)
        for name in sorted(side.drawn.pictures):
            digest.update(name.encode())
        digests.append(digest.hexdigest()[:32])
    for scan in leaf.scans:
        digests += (f"{scan.sha256[:24]}-{page}" for page in range(1, scan.pages + 1))
    return tuple(digests)


def _stamp(bound: Bound, leaf: Leaf, snapshot: Snapshot) -> str:
    """The words in the filing stamp of a paper, "" where it has none."""
    if leaf.paper.key not in bound.stamped or not leaf.item or not leaf.volume:
        return ""
    values = stamp_values(snapshot, leaf.volume, leaf.item, leaf.pages)
    return " ".join((values.fonds, values.year, values.item_no, values.subject, values.term, values.pages))
