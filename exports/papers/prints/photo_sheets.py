"""照片页: the photos of a meeting four or six to a sheet, each with time, place, people, theme and occasion."""

from __future__ import annotations

from exports.page import Block, Grid, PageBreak, Paper, Photos, Picture, Title
from exports.papers.meeting import photo_caption
from exports.papers.prints.form import NothingToPrint, Wishes
from ledger.records import Record
from ledger.snapshot import Snapshot

TITLE = "照片页"


def photo_sheets(snapshot: Snapshot, record: Record | None, wishes: Wishes) -> tuple[Paper, ...]:
    """The sheets of one meeting, or of every meeting that has photos. Raises NothingToPrint when there are none."""
    meetings = (record,) if record else snapshot.of("meeting")
    papers = [_paper(snapshot, each, wishes.per) for each in meetings if _photos(each)]
    if not papers:
        raise NothingToPrint(TITLE, "会议还没有照片，请先给会议添加照片")
    return tuple(papers)


def _photos(record: Record) -> list[tuple[str, bytes]]:
    """Name and bytes of each photo, in the order in which they were added."""
    return [
        (each.name, each.normal.read_bytes()) for each in record.attachments if each.role == "photo" and each.normal
    ]


def _paper(snapshot: Snapshot, record: Record, per: int) -> Paper:
    title = f"{record['title']}照片"
    pictures = [Picture(data, photo_caption(record, name)) for name, data in _photos(record)]
    blocks: list[Block] = [Title(title, 18)]
    for first in range(0, len(pictures), per):
        blocks += [Photos(tuple(pictures[first : first + per]), per), PageBreak()]
    day = snapshot.day(record) or snapshot.as_of
    return Paper(f"photos:{record.uid}", title, tuple(blocks[:-1]), Grid.FORM, snapshot.campaign.unit, day.isoformat())
