"""The whole submission laid out: every paper on its sheets, every scan in its place, every page number known."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from exports.job import FORMATS
from exports.names import safe_name, safe_path, unique_names
from exports.page import Paper, Table, pictures_of
from exports.papers import binding, paper_of
from exports.papers import gaps as gaps_paper
from exports.papers.archive import archive_papers, is_sheet
from exports.papers.binding import INDEX, MASTER, Place
from exports.press import Deliver, Press
from exports.rendering import Rendered
from exports.sniff import claimed_suffix
from ledger.completeness import Gap, find_gaps
from ledger.consistency import Problem, find_problems
from ledger.filing import Item, Volume, arrange
from ledger.filing_settings import FilingSettings, settings_of
from ledger.records import Attachment
from ledger.snapshot import Snapshot

Step = Callable[[str], None]
"""Called before each piece of work with what it is; raises Cancelled when the clerk has stopped the export."""

ARCHIVE = "归档"
"""The folder of the archive's own papers: indexes of the year, covers, 备考表 and labels of boxes."""


def no_step(words: str) -> None:
    """A step that nobody watches."""


@dataclass(frozen=True)
class Leaf:
    """A made paper with the scans that follow it; `file` is its place in the folder without suffix.

    `item` is None for what is not filed as an item (cover, indexes, dividers, 备考表). `formats` are those it is
    written in; a leaf without a `file` is only bound, one with `bound` False is only a file.
    """

    paper: Paper
    made: Rendered
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
        """Sides with content: of the paper, and scanned ones; a side left blank does not count."""
        return sum(not side.blank for side in self.made.sides) + sum(scan.pages for scan in self.scans)


@dataclass(frozen=True)
class Composition:
    """All leaves in binding order, and where each item stands."""

    leaves: tuple[Leaf, ...]
    volumes: tuple[Volume, ...]
    places: dict[str, Place]
    gaps: tuple[Gap, ...]
    problems: tuple[Problem, ...]
    settings: FilingSettings

    @property
    def pages(self) -> int:
        """The last page number of 合订本.pdf: the sides with content of all items."""
        return sum(place.pages for place in self.places.values())


def no_delivery(name: str, data: bytes) -> None:
    """Files that nobody wants."""


def compose(
    snapshot: Snapshot,
    press: Press,
    formats: tuple[str, ...] = FORMATS,
    with_gaps: bool = True,
    step: Step = no_step,
    deliver: Deliver = no_delivery,
) -> Composition:
    """Make every paper of the submission; `step` is called before each and may raise to stop.

    `deliver` is given each file of each paper as soon as it is made, with its place in the folder.

    Only the sides of items are counted, so that the numbers in the indexes do not depend on the length of the indexes.
    """
    volumes = arrange(snapshot)
    gaps, problems = find_gaps(snapshot), find_problems(snapshot)
    setter = _Setter(press, formats, step, deliver)
    items = setter.leaves([draft for volume in volumes for draft in _items(snapshot, volume)])
    places, first = {}, 1
    for leaf in items:
        places[leaf.paper.key] = Place(leaf.pages, first, leaf.file if leaf.formats else "")
        first += leaf.pages
    drafts = [*_around(snapshot, volumes, places, gaps), *_apart(snapshot, volumes, places)]
    if with_gaps:
        drafts.append(_Draft(gaps_paper.paper(snapshot, gaps, problems), "缺项与疑点", bound=False))
    leaves = _in_order(volumes, items, setter.leaves(drafts))
    return Composition(leaves, volumes, places, gaps, problems, settings_of(snapshot))


def _in_order(volumes: tuple[Volume, ...], items: Sequence[Leaf], others: Sequence[Leaf]) -> tuple[Leaf, ...]:
    """Everything in binding order: each volume's items behind its index, and last what is not bound."""
    by_volume: dict[str, list[Leaf]] = {volume.no: [] for volume in volumes}
    for leaf in items:
        if leaf.volume:
            by_volume[leaf.volume.no].append(leaf)
    leaves: list[Leaf] = []
    for leaf in others:
        leaves.append(leaf)
        if leaf.volume and leaf.paper.key.startswith(INDEX):
            leaves += by_volume[leaf.volume.no]
    return tuple(leaves)


@dataclass(frozen=True)
class _Draft:
    """A leaf before its paper is made (see Leaf)."""

    paper: Paper
    file: str = ""
    item: Item | None = None
    scans: tuple[Attachment, ...] = ()
    extras: tuple[tuple[str, Attachment], ...] = ()
    volume: Volume | None = None
    bound: bool = True


@dataclass(frozen=True)
class _Setter:
    """Makes leaves: with which press, for which formats."""

    press: Press
    formats: tuple[str, ...]
    step: Step
    deliver: Deliver

    def leaves(self, drafts: Sequence[_Draft]) -> list[Leaf]:
        """The drafts with their papers made."""
        formats = [self._suited(draft) for draft in drafts]
        orders = [(draft.paper, suited, draft.file) for draft, suited in zip(drafts, formats, strict=True)]
        made = self.press.print(orders, self.step, self.deliver)
        return [
            Leaf(made=paper, formats=suited, **{field.name: getattr(draft, field.name) for field in fields(draft)})
            for draft, suited, paper in zip(drafts, formats, made, strict=True)
        ]

    def _suited(self, draft: _Draft) -> tuple[str, ...]:
        """The formats of a paper: only a list is of use as a spreadsheet."""
        return tuple(each for each in self.formats if draft.file and (each != "xlsx" or _is_list(draft)))


def _is_list(draft: _Draft) -> bool:
    """Whether a paper is an index or a register."""
    key, kind = draft.paper.key, draft.item.kind if draft.item else ""
    register = draft.item is not None and draft.item.key == f"register:{kind}"
    index = key == MASTER or key.startswith(INDEX) or is_sheet(key)
    return index or (register and any(isinstance(block, Table) for block in draft.paper.blocks))


def folder_of(volume: Volume) -> str:
    """The folder of a volume, such as 01_组织领导."""
    return safe_name(f"{volume.no}_{volume.name}", 20)


def _items(snapshot: Snapshot, volume: Volume) -> Iterator[_Draft]:
    """The items of a volume."""
    folder = folder_of(volume)
    # Two items that the clerk has given the same 件号 are reported as a contradiction, and each has files of its own.
    numbers = unique_names(f"{item.number:04d}" for item in volume.items)
    for item, number in zip(volume.items, numbers, strict=True):
        file = safe_path(folder, f"{number}_{item.title}")
        paper = paper_of(snapshot, item)
        attachments = _attachments(snapshot, item)
        shown = {picture.data for picture in pictures_of(paper.blocks)}
        scans = tuple(each for each in attachments if not _stands_in(shown, each))
        extras = tuple(
            (f"{folder}/附件/{number}-{count:02d}_{_own_name(each)}", each) for count, each in enumerate(attachments, 1)
        )
        paper = replace(paper, mark=f"{volume.no}-{number}", follows=sum(scan.pages for scan in scans))
        yield _Draft(paper, file, item, scans, extras, volume)


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
    return safe_name(stem, 40, suffix=suffix or attachment.file.suffix)


def _around(
    snapshot: Snapshot, volumes: tuple[Volume, ...], places: dict[str, Place], gaps: tuple[Gap, ...]
) -> Iterator[_Draft]:
    """What is bound with the items: cover, indexes, dividers, 备考表."""
    pages = sum(place.pages for place in places.values())
    yield _Draft(binding.cover(snapshot, volumes, pages))
    yield _Draft(binding.master_index(snapshot, volumes, places), "00_总目录")
    for volume in volumes:
        yield _Draft(binding.divider(snapshot, volume, places), volume=volume)
        index = binding.volume_index(snapshot, volume, places)
        yield _Draft(index, f"{folder_of(volume)}/00_卷内目录", volume=volume)
    yield _Draft(binding.notes(snapshot, volumes, places, gaps), "99_备考表")


def _apart(snapshot: Snapshot, volumes: tuple[Volume, ...], places: dict[str, Place]) -> Iterator[_Draft]:
    """The archive's own papers, which go to the boxes and not into the bound PDF."""
    for name, paper in archive_papers(snapshot, volumes, places):
        yield _Draft(paper, f"{ARCHIVE}/{name}", bound=False)
