"""What an export put on paper, as the library remembers it, and how one export differs from another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ledger.errors import InputError


class UnknownExport(InputError):
    """No export of this number was noted."""

    def __init__(self, number: int, known: int) -> None:
        if known:
            super().__init__(f"没有第{number}次导出，记下的是第1次到第{known}次：请用 taizhang exports 查看后再试。")
        else:
            super().__init__("台帐库里还没有记下任何一次导出：请先用 taizhang export 导出一次。")


class BoundPaper(NamedTuple):
    """A paper in the bound PDF: its key, title and number in the ledger (“02-0003”; "" for what is no item).

    `first` is its first printed page number (0 when none is printed), `place` where its first side stands in the file
    (from 1, blank sides counted). `sides` has a digest of what stands on each side, page numbers left out, and "" for
    a side left blank; `stamp` the words in its 归档章, "" without one, and `stamp_side` the side that has it.
    """

    key: str
    mark: str
    title: str
    first: int
    place: int
    sides: tuple[str, ...]
    stamp: str = ""
    stamp_side: int = 1

    @property
    def last(self) -> int:
        """The last of its sides, counted from 1, on which something stands; 0 when there is none."""
        return max((place for place, digest in enumerate(self.sides, 1) if digest), default=0)


@dataclass(frozen=True)
class BoundVolume:
    """The bound PDF of an export: its SHA-256, how many sides it has (blank ones too), and its papers in order.

    `duplex`, `fresh_sheet` and `corner` are the settings of the filing plan it was made with.
    """

    sha256: str
    sides: int
    duplex: bool
    fresh_sheet: bool
    corner: str
    papers: tuple[BoundPaper, ...]


@dataclass(frozen=True)
class Export:
    """A finished export: its number (from 1), when (UTC), by whom, to which folder, and what was bound."""

    number: int
    at: dt.datetime
    who: str
    folder: str
    bound: BoundVolume


class Pair(NamedTuple):
    """A paper as it was and as it is."""

    old: BoundPaper
    new: BoundPaper


@dataclass(frozen=True)
class Difference:
    """How the items of an export differ from those of an earlier one; each item stands in one of the lists at most.

    `retitled` have another title, `changed` another content or filing stamp, `moved` the same content under another
    number in the ledger or at other page numbers.
    """

    new: tuple[BoundPaper, ...]
    gone: tuple[BoundPaper, ...]
    retitled: tuple[Pair, ...]
    changed: tuple[Pair, ...]
    moved: tuple[Pair, ...]

    def __bool__(self) -> bool:
        return any((self.new, self.gone, self.retitled, self.changed, self.moved))


def difference(old: Iterable[BoundPaper], new: Iterable[BoundPaper]) -> Difference:
    """What is new, gone or otherwise in `new`, each list in the order of the papers."""
    before, after = ({paper.key: paper for paper in papers if paper.mark} for papers in (old, new))
    pairs = [Pair(before[key], paper) for key, paper in after.items() if key in before]
    retitled = [pair for pair in pairs if pair.old.title != pair.new.title]
    rest = [pair for pair in pairs if pair.old.title == pair.new.title]
    changed = [pair for pair in rest if not _alike(pair)]
    moved = [pair for pair in rest if _alike(pair) and pair.old[:4] != pair.new[:4]]
    return Difference(
        new=tuple(paper for key, paper in after.items() if key not in before),
        gone=tuple(paper for key, paper in before.items() if key not in after),
        retitled=tuple(retitled),
        changed=tuple(changed),
        moved=tuple(moved),
    )


def _alike(pair: Pair) -> bool:
    """Whether both have the same content; another 件号 alone, which the stamp repeats, is no other content."""
    old, new = pair
    same_stamp = old.stamp == new.stamp or old.mark != new.mark
    return old.sides == new.sides and same_stamp


def export_of(exports: Sequence[Export], number: int) -> Export:
    """The export of this number. Raises UnknownExport."""
    found = next((each for each in exports if each.number == number), None)
    if found is None:
        raise UnknownExport(number, exports[-1].number if exports else 0)
    return found
