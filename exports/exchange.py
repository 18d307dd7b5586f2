"""抽换页: which sheets of a stack printed before are taken out, and which new ones are put in, sheet by sheet."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from ledger.exported import BoundPaper, BoundVolume
from ledger.rising import longest_rising


class Page(NamedTuple):
    """A side of a printed sheet: of which paper, which of its sides (from 1), and the page number on it (0 without).

    `print` is all else that is printed on it: the digest of its content, the tiny number, corner and stamp.
    """

    paper: BoundPaper
    place: int
    number: int
    print: tuple[str, ...]

    @property
    def blank(self) -> bool:
        """Whether nothing is printed on it."""
        return not self.print


Sheet = tuple[Page, ...]
"""The sides of a sheet of paper: two in duplex, else one."""


class Why(enum.Enum):
    """Why sheets of a paper are exchanged."""

    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"
    RENUMBERED = "renumbered"
    """The content is the same, but the paper's number in the ledger, which is printed on each side, is not."""
    INDEX = "index"
    """No item: cover, index, divider or 备考表."""
    NUMBERS = "numbers"
    """Only the page numbers at the foot are others."""


@dataclass(frozen=True)
class Swap:
    """Sheets of one paper to be taken out of the old stack (`out`) and put in from the new one (`into`).

    Both are places in their stack, from 0. `after` is the last page with content before the first new sheet, None at
    the very front.
    """

    why: Why
    paper: BoundPaper
    out: tuple[int, ...]
    into: tuple[int, ...]
    after: Page | None = None


@dataclass(frozen=True)
class Exchange:
    """How the stack `old` becomes the stack `new`.

    `swaps` are done; `moved` are sheets on which only page numbers changed and that stay, with their old numbers.
    """

    old: tuple[Sheet, ...]
    new: tuple[Sheet, ...]
    swaps: tuple[Swap, ...]
    moved: tuple[Swap, ...]

    @property
    def printed(self) -> tuple[int, ...]:
        """The new sheets to be printed: their places, rising."""
        return tuple(sorted(place for swap in self.swaps for place in swap.into))


def stack_of(bound: BoundVolume) -> tuple[Sheet, ...]:
    """The sheets of a bound PDF as they come out of the printer."""
    pages: list[Page] = []
    following = [*(paper.place for paper in bound.papers[1:]), bound.sides + 1]
    for paper, end in zip(bound.papers, following, strict=True):
        pages += _pages(paper, end - paper.place, bound.corner)
    if not bound.duplex:
        return tuple((page,) for page in pages)
    if len(pages) % 2:
        pages.append(Page(pages[-1].paper, pages[-1].place + 1, 0, ()))
    return tuple(zip(pages[::2], pages[1::2], strict=True))


def _pages(paper: BoundPaper, sides: int, corner: str) -> Iterable[Page]:
    """All sides of a paper, those too that are left blank so that the next one starts on a fresh sheet."""
    number = paper.first
    for place in range(1, sides + 1):
        digest = paper.sides[place - 1] if place <= len(paper.sides) else ""
        if not digest:
            yield Page(paper, place, 0, ())
            continue
        tiny = f"{paper.mark} {place}/{len(paper.sides)} {corner}" if paper.mark else ""
        yield Page(paper, place, number, (digest, tiny, paper.stamp if place == paper.stamp_side else ""))
        number += 1 if number else 0


def plan(old: BoundVolume, new: BoundVolume, *, numbers: bool = False) -> Exchange:
    """The fewest sheets to exchange; with `numbers` also those on which only the page numbers at the foot changed."""
    before, after = stack_of(old), stack_of(new)
    kept = _kept(before, after)
    renumbered = {there: here for there, here in kept.items() if _numbers(before[here]) != _numbers(after[there])}
    stay = {here for there, here in kept.items()}
    out = [place for place in range(len(before)) if place not in stay]
    into = [place for place in range(len(after)) if place not in kept]
    swaps = _swaps(before, after, out, into)
    moved = _swaps(before, after, list(renumbered.values()), list(renumbered), only_numbers=True)
    if not numbers:
        return Exchange(before, after, swaps, moved)
    order = {key: place for place, key in enumerate(_merged(list(_papers(before)), list(_papers(after))))}
    return Exchange(before, after, tuple(sorted((*swaps, *moved), key=lambda swap: order[swap.paper.key])), ())


def _kept(before: tuple[Sheet, ...], after: tuple[Sheet, ...]) -> dict[int, int]:
    """New places of the sheets that stay, with their old ones: as many as can stay in their order."""
    places = {_identity(sheet): place for place, sheet in enumerate(before)}
    common = [(there, places[_identity(sheet)]) for there, sheet in enumerate(after) if _identity(sheet) in places]
    return {common[at][0]: common[at][1] for at in longest_rising([here for _, here in common])}


def _identity(sheet: Sheet) -> tuple[object, ...]:
    return tuple((page.paper.key, page.place, page.print) for page in sheet)


def _numbers(sheet: Sheet) -> tuple[int, ...]:
    return tuple(page.number for page in sheet)


def _swaps(
    before: tuple[Sheet, ...], after: tuple[Sheet, ...], out: list[int], into: list[int], *, only_numbers: bool = False
) -> tuple[Swap, ...]:
    """The sheets of each paper together, in the order of the new stack; a sheet goes with the paper on its front."""
    old_papers, new_papers = _papers(before), _papers(after)
    merged = _merged(list(old_papers), list(new_papers))
    given: dict[str, tuple[list[int], list[int]]] = {key: ([], []) for key in merged}
    for place in out:
        given[before[place][0].paper.key][0].append(place)
    for place in into:
        given[after[place][0].paper.key][1].append(place)
    return tuple(
        Swap(
            Why.NUMBERS if only_numbers else _why(old_papers.get(key), new_papers.get(key)),
            new_papers.get(key) or old_papers[key],
            tuple(taken),
            tuple(put),
            _before(after, put[0]) if put else None,
        )
        for key, (taken, put) in given.items()
        if taken or put
    )


def _papers(stack: tuple[Sheet, ...]) -> dict[str, BoundPaper]:
    return {page.paper.key: page.paper for sheet in stack for page in sheet}


def _merged(old: list[str], new: list[str]) -> list[str]:
    """The keys of the new stack, and those that are gone behind the one that they followed."""
    gone: dict[str, list[str]] = {"": [], **{key: [] for key in new}}
    last = ""
    for key in old:
        if key in gone:
            last = key
        else:
            gone[last].append(key)
    return [key for place in gone for key in (place, *gone[place]) if key]


def _why(old: BoundPaper | None, new: BoundPaper | None) -> Why:
    if new is None:
        return Why.GONE
    if not new.mark:
        return Why.INDEX
    if old is None:
        return Why.NEW
    return Why.RENUMBERED if old.mark != new.mark and old.sides == new.sides else Why.CHANGED


def _before(stack: tuple[Sheet, ...], place: int) -> Page | None:
    """The last page with content in front of a sheet."""
    return next((page for sheet in reversed(stack[:place]) for page in reversed(sheet) if not page.blank), None)
