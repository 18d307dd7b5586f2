"""The archive's own papers: indexes of the year, covers, 备考表 and labels of boxes."""

from __future__ import annotations

from collections.abc import Iterator

from exports.page import Paper
from exports.papers.archive.box_notes import box_notes
from exports.papers.archive.frame import UNSET, by_term
from exports.papers.archive.indexes import box_list, index_of_term, whole_index
from exports.papers.archive.labels import front_labels, spine_labels
from exports.papers.archive.volume_cover import volume_covers
from exports.papers.binding import Places
from ledger.boxes import Box, pack
from ledger.filing import Volume
from ledger.filing_settings import settings_of
from ledger.snapshot import Snapshot

_SHEETS = ("archive:index:", "archive:whole", "archive:boxes")


def archive_papers(snapshot: Snapshot, volumes: tuple[Volume, ...], places: Places) -> tuple[tuple[str, Paper], ...]:
    """Every paper of the folder 归档 with its file stem, in the order of their names; none without an item.

    Raises UnusableIndex when the filing plan's own columns make no index.
    """
    if not any(volume.items for volume in volumes):
        return ()
    return tuple(_papers(snapshot, volumes, places, boxes_of(snapshot, volumes, places)))


def boxes_of(snapshot: Snapshot, volumes: tuple[Volume, ...], places: Places) -> tuple[Box, ...]:
    """The boxes that hold the volumes."""
    return pack(volumes, {key: place.pages for key, place in places.items()}, settings_of(snapshot))


def _papers(
    snapshot: Snapshot, volumes: tuple[Volume, ...], places: Places, boxes: tuple[Box, ...]
) -> Iterator[tuple[str, Paper]]:
    settings = settings_of(snapshot)
    where = {item.key: box for box in boxes for item in box.items}
    for term, group in by_term(volumes).items():
        yield f"01_归档文件目录_{term or UNSET}", index_of_term(snapshot, term, group, places, where, settings)
    yield "02_全引目录", whole_index(snapshot, boxes, places, settings)
    yield "03_装盒表", box_list(snapshot, boxes, places, settings)
    yield "04_案卷封面", volume_covers(snapshot, volumes, places)
    yield "05_盒内备考表", box_notes(snapshot, boxes, places)
    yield "06_盒面签", front_labels(snapshot, boxes)
    yield "07_盒脊签", spine_labels(snapshot, boxes)


def count(volumes: tuple[Volume, ...]) -> int:
    """How many papers `archive_papers` will give."""
    return len(by_term(volumes)) + 6 if any(volume.items for volume in volumes) else 0


def is_sheet(key: str) -> bool:
    """Whether the paper of this key is a list that is of use as a spreadsheet too."""
    return key.startswith(_SHEETS)
