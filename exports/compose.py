"""The whole submission laid out: every paper on its sheets, every scan in its place, every page number known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from exports.names import safe_name, safe_path
from exports.page import Paper
from exports.papers import binding, paper_of
from exports.papers import gaps as gaps_paper
from exports.papers.binding import Place
from exports.typeset.faces import Faces
from exports.typeset.layout import lay_out
from exports.typeset.sheets import Sheet
from ledger.completeness import Gap, find_gaps
from ledger.consistency import Problem, find_problems
from ledger.filing import Item, Volume, arrange
from ledger.records import Attachment
from ledger.snapshot import Snapshot

_ROUNDS = 8

Step = Callable[[str], None]
"""Called before each piece of work with what it is; raises Cancelled when the clerk has stopped the export."""


def no_step(words: str) -> None:
    """A step that nobody watches."""


@dataclass(frozen=True)
class Leaf:
    """A paper on its sheets with the scans that follow it; `file` is its place in the folder without suffix.

    `item` is None for what is not filed as an item (cover, indexes, dividers, 备考表). A leaf without a `file` is only
    bound, one with `bound` False is only a file.
    """

    paper: Paper
    sheets: tuple[Sheet, ...]
    file: str = ""
    item: Item | None = None
    scans: tuple[Attachment, ...] = ()
    extras: tuple[Attachment, ...] = ()
    volume: Volume | None = None
    bound: bool = True

    @property
    def pages(self) -> int:
        """Sides with content: sheets and scanned pages."""
        return len(self.sheets) + sum(scan.pages for scan in self.scans)


@dataclass(frozen=True)
class Composition:
    """All leaves in binding order, and where each item stands."""

    leaves: tuple[Leaf, ...]
    volumes: tuple[Volume, ...]
    places: dict[str, Place]
    gaps: tuple[Gap, ...]
    problems: tuple[Problem, ...]

    @property
    def pages(self) -> int:
        """Pages of 合订本.pdf."""
        return sum(leaf.pages for leaf in self.leaves if leaf.bound)


def compose(snapshot: Snapshot, faces: Faces, with_gaps: bool = True, step: Step = no_step) -> Composition:
    """Lay out the submission; `step` is called before each paper and may raise to stop.

    Page numbers stand in indexes and indexes take pages, so the indexes are set again until no number changes;
    columns have fixed widths, so the second round settles it and a third is the exception.
    """
    volumes = arrange(snapshot)
    gaps, problems = find_gaps(snapshot), find_problems(snapshot)
    items = {}
    for volume in volumes:
        for leaf in _items(snapshot, volume, faces):
            step(f"排版：{leaf.paper.title}")
            items[leaf.paper.key] = leaf
    places = {key: Place(leaf.pages, 1, leaf.file) for key, leaf in items.items()}
    for _ in range(_ROUNDS):
        leaves = tuple(_bound(snapshot, volumes, items, places, gaps, faces))
        settled = _places(leaves)
        if settled == places:
            break
        places = settled
    pages = sum(leaf.pages for leaf in leaves)
    leaves = (_leaf(binding.cover(snapshot, volumes, pages), faces), *leaves[1:])
    if with_gaps:
        listed = _leaf(gaps_paper.paper(snapshot, gaps, problems), faces, file="缺项与疑点")
        leaves = (*leaves, replace(listed, bound=False))
    return Composition(leaves, volumes, places, gaps, problems)


def folder_of(volume: Volume) -> str:
    """The folder of a volume, such as 01_组织领导."""
    return safe_name(f"{volume.no}_{volume.name}", 20)


def _items(snapshot: Snapshot, volume: Volume, faces: Faces) -> Iterator[Leaf]:
    for item in volume.items:
        record = snapshot.get(item.record)
        attachments = record.attachments if record else ()
        yield _leaf(
            paper_of(snapshot, item),
            faces,
            file=safe_path(folder_of(volume), f"{item.number:04d}_{item.title}"),
            item=item,
            scans=tuple(each for each in attachments if each.role != "photo"),
            extras=attachments,
            volume=volume,
        )


def _bound(
    snapshot: Snapshot,
    volumes: tuple[Volume, ...],
    items: dict[str, Leaf],
    places: dict[str, Place],
    gaps: tuple[Gap, ...],
    faces: Faces,
) -> Iterator[Leaf]:
    """Everything in binding order, the indexes with the page numbers of `places`."""
    yield _leaf(binding.cover(snapshot, volumes, 0), faces)
    yield _leaf(binding.master_index(snapshot, volumes, places), faces, file="00_总目录")
    for volume in volumes:
        yield _leaf(binding.divider(snapshot, volume, places), faces, volume=volume)
        index = binding.volume_index(snapshot, volume, places)
        yield _leaf(index, faces, file=f"{folder_of(volume)}/00_卷内目录", volume=volume)
        yield from (items[item.key] for item in volume.items)
    yield _leaf(binding.notes(snapshot, volumes, places, gaps), faces, file="99_备考表")


def _places(leaves: tuple[Leaf, ...]) -> dict[str, Place]:
    """Where each item stands: its pages and its first page, counted from the cover."""
    places, first = {}, 1
    for leaf in leaves:
        if leaf.item:
            places[leaf.paper.key] = Place(leaf.pages, first, leaf.file)
        first += leaf.pages
    return places


def _leaf(
    paper: Paper,
    faces: Faces,
    *,
    file: str = "",
    item: Item | None = None,
    scans: tuple[Attachment, ...] = (),
    extras: tuple[Attachment, ...] = (),
    volume: Volume | None = None,
) -> Leaf:
    return Leaf(paper, lay_out(paper, faces), file, item, scans, extras, volume)
