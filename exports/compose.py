"""The whole submission laid out: every paper on its sheets, every scan in its place, every page number known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from exports.errors import NotWhole
from exports.job import FORMATS
from exports.names import safe_name, safe_path, unique_names
from exports.page import Paper, Table, pictures_of
from exports.papers import binding, paper_of
from exports.papers import gaps as gaps_paper
from exports.papers.binding import MASTER, Place
from exports.sniff import claimed_suffix
from exports.typeset.faces import Faces
from exports.typeset.layout import lay_out
from exports.typeset.sheets import Sheet
from ledger.completeness import Gap, find_gaps
from ledger.consistency import Problem, find_problems
from ledger.filing import Item, Volume, arrange
from ledger.kinds import Form, kind_of
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

    `item` is None for what is not filed as an item (cover, indexes, dividers, 备考表). `formats` are those it is
    written in; a leaf without a `file` is only bound, one with `bound` False is only a file.
    """

    paper: Paper
    sheets: tuple[Sheet, ...]
    file: str = ""
    formats: tuple[str, ...] = ()
    item: Item | None = None
    scans: tuple[Attachment, ...] = ()
    extras: tuple[tuple[str, Attachment], ...] = ()
    """The originals of all attachments, each with its place in the folder."""
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


def compose(
    snapshot: Snapshot,
    faces: Faces,
    formats: tuple[str, ...] = FORMATS,
    with_gaps: bool = True,
    step: Step = no_step,
) -> Composition:
    """Lay out the submission; `step` is called before each paper and may raise to stop.

    Page numbers stand in indexes and indexes take pages, so the indexes are set again until no number changes;
    columns have fixed widths, so the second round settles it and a third is the exception. Raises NotWhole when they
    never do, rather than print a wrong number.
    """
    volumes = arrange(snapshot)
    gaps, problems = find_gaps(snapshot), find_problems(snapshot)
    setter = _Setter(snapshot, faces, formats)
    items = {leaf.paper.key: leaf for volume in volumes for leaf in _items(setter, volume, step)}
    leaves, places = _settled(setter, volumes, items, gaps)
    pages = sum(leaf.pages for leaf in leaves)
    leaves = (setter.leaf(binding.cover(snapshot, volumes, pages)), *leaves[1:])
    if with_gaps:
        listed = setter.leaf(gaps_paper.paper(snapshot, gaps, problems), file="缺项与疑点")
        leaves = (*leaves, replace(listed, bound=False))
    return Composition(leaves, volumes, places, gaps, problems)


@dataclass(frozen=True)
class _Setter:
    """Sets papers: from which records, in which faces, for which formats."""

    snapshot: Snapshot
    faces: Faces
    formats: tuple[str, ...]

    def leaf(self, paper: Paper, *, file: str = "", item: Item | None = None, volume: Volume | None = None) -> Leaf:
        """The paper on its sheets; only a list is of use as a spreadsheet."""
        suited = tuple(each for each in self.formats if file and (each != "xlsx" or _is_list(paper, item)))
        return Leaf(paper, lay_out(paper, self.faces), file, suited, item, volume=volume)


def _is_list(paper: Paper, item: Item | None) -> bool:
    """Whether a paper is the master index or a register."""
    register = item is not None and item.kind != "" and kind_of(item.kind).form is Form.REGISTER
    return paper.key == MASTER or (register and any(isinstance(block, Table) for block in paper.blocks))


def folder_of(volume: Volume) -> str:
    """The folder of a volume, such as 01_组织领导."""
    return safe_name(f"{volume.no}_{volume.name}", 20)


def _items(setter: _Setter, volume: Volume, step: Step) -> Iterator[Leaf]:
    folder = folder_of(volume)
    # Two items that the clerk has given the same 件号 are reported as a contradiction, and each has files of its own.
    numbers = unique_names(f"{item.number:04d}" for item in volume.items)
    for item, number in zip(volume.items, numbers, strict=True):
        step(f"排版：{item.title}")
        file = safe_path(folder, f"{number}_{item.title}")
        leaf = setter.leaf(paper_of(setter.snapshot, item), file=file, item=item, volume=volume)
        attachments = _attachments(setter.snapshot, item)
        shown = {picture.data for picture in pictures_of(leaf.paper.blocks)}
        scans = tuple(each for each in attachments if not _stands_in(shown, each))
        extras = tuple(
            (f"{folder}/附件/{number}-{count:02d}_{_own_name(each)}", each) for count, each in enumerate(attachments, 1)
        )
        yield replace(leaf, scans=scans, extras=extras)


def _attachments(snapshot: Snapshot, item: Item) -> tuple[Attachment, ...]:
    """The files of an item: those of its record, or those of every entry of a register."""
    record = snapshot.get(item.record)
    records = (record,) if record else snapshot.of(item.kind)
    return tuple(attachment for each in records for attachment in each.attachments)


def _stands_in(shown: set[bytes], attachment: Attachment) -> bool:
    """Whether a photo stands in the paper itself; one that does not is bound behind it, so that none is lost."""
    if attachment.role != "photo" or attachment.normal is None or not shown:
        return False
    return attachment.normal.read_bytes() in shown


def _own_name(attachment: Attachment) -> str:
    """The name a file came with, shortened in front of its suffix; without one it gets that of its type."""
    suffix = claimed_suffix(Path(attachment.name))
    stem = attachment.name[: len(attachment.name) - len(suffix)]
    return safe_name(stem, 40, suffix=suffix or attachment.path.suffix)


def _settled(
    setter: _Setter, volumes: tuple[Volume, ...], items: dict[str, Leaf], gaps: tuple[Gap, ...]
) -> tuple[tuple[Leaf, ...], dict[str, Place]]:
    """Everything in binding order, and the places that its indexes print. Raises NotWhole."""
    places = {key: _place(leaf, 1) for key, leaf in items.items()}
    for _ in range(_ROUNDS):
        leaves = tuple(_bound(setter, volumes, items, places, gaps))
        settled = _places(leaves)
        if settled == places:
            return leaves, places
        places = settled
    raise NotWhole("各目录的页号没有排定")


def _bound(
    setter: _Setter,
    volumes: tuple[Volume, ...],
    items: dict[str, Leaf],
    places: dict[str, Place],
    gaps: tuple[Gap, ...],
) -> Iterator[Leaf]:
    """Everything in binding order, the indexes with the page numbers of `places`."""
    snapshot = setter.snapshot
    yield setter.leaf(binding.cover(snapshot, volumes, 0))
    yield setter.leaf(binding.master_index(snapshot, volumes, places), file="00_总目录")
    for volume in volumes:
        yield setter.leaf(binding.divider(snapshot, volume, places), volume=volume)
        index = binding.volume_index(snapshot, volume, places)
        yield setter.leaf(index, file=f"{folder_of(volume)}/00_卷内目录", volume=volume)
        yield from (items[item.key] for item in volume.items)
    yield setter.leaf(binding.notes(snapshot, volumes, places, gaps), file="99_备考表")


def _places(leaves: tuple[Leaf, ...]) -> dict[str, Place]:
    """Where each item stands: its pages and its first page, counted from the cover."""
    places, first = {}, 1
    for leaf in leaves:
        if leaf.item:
            places[leaf.paper.key] = _place(leaf, first)
        first += leaf.pages
    return places


def _place(leaf: Leaf, first: int) -> Place:
    """An index names no file that is not written: with spreadsheets alone most papers have none."""
    return Place(leaf.pages, first, leaf.file if leaf.formats else "")
