"""Bound PDFs for tests, from nothing but the digests of their papers' sides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from ledger.exported import BoundPaper, BoundVolume

Made = tuple[str, str, tuple[str, ...]]
"""A paper to be bound: its key, its mark ("" for none) and its sides."""


def bound(papers: Sequence[Made], *, duplex: bool = True, fresh_sheet: bool = True, stamp: str = "") -> BoundVolume:
    """The papers bound as the binder does it: on fresh sheets, sides with content of items numbered throughout."""
    done, place, number = [], 1, 1
    for key, mark, sides in papers:
        if duplex and fresh_sheet and place % 2 == 0:
            place += 1
        done.append(BoundPaper(key, mark, f"题名{key}", number if mark else 0, place, sides, stamp if mark else ""))
        place += len(sides)
        number += sum(map(bool, sides)) if mark else 0
    return BoundVolume("0" * 64, place - 1, duplex, fresh_sheet, "upper", tuple(done))


@st.composite
def volumes(draw: Any, **settings: bool) -> BoundVolume:
    """A cover, up to eight items out of ten in any order with any sides, and an index somewhere."""
    keys = draw(st.lists(st.sampled_from("abcdefghij"), unique=True, max_size=8))
    sides = st.lists(st.sampled_from(["x", "y", ""]), min_size=1, max_size=4).map(tuple)
    papers: list[Made] = [("cover", "", ("c",)), ("index", "", draw(sides))]
    papers += [(key, f"01-{number:04d}", draw(sides)) for number, key in enumerate(keys, 1)]
    return bound(papers, **settings)
