"""Reports drafted from the records on the GB/T 9704-2012 page: chapters numbered, open places in 黑体."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from exports.page import Block, Heading, Paragraph
from exports.papers.official_parts import addressed, annexes, end, foot, head, running
from exports.papers.parts import HAN, body
from ledger.kinds.work_report import OPEN
from ledger.records import Record
from ledger.snapshot import Snapshot

_NUMBERED = re.compile(r"^[一二三四五六七八九十]+、\s*")


def work_report(snapshot: Snapshot, record: Record) -> tuple[Block, ...]:
    """A report to a higher body: title, 主送机关, text under numbered headings, 附件说明, 署名 and 成文日期.

    Where its figures come from is not printed.
    """
    author = record["author"] or snapshot.campaign.unit
    text = (
        *addressed(record),
        *open_seen(running(record["opening"])),
        *_chapters(record),
        *open_seen(body(record["ending"])),
    )
    return (*head(record, author, upward=True), *end(record, author, *text), *annexes(record), *foot(record, author))


def _chapters(record: Record) -> Iterator[Block]:
    """Each chapter under its heading; a number that the clerk wrote himself gives way to the right one."""
    for number, row in enumerate(record["chapters"] or ()):
        lead = HAN[number] if number < len(HAN) else str(number + 1)
        yield Heading(f"{lead}、{_NUMBERED.sub('', row['title'] or '')}", 1)
        yield from open_seen(body(row["text"]))


def open_seen(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Paragraphs with an open place set in 黑体, so that nobody signs over it."""
    for block in blocks:
        opened = isinstance(block, Paragraph) and OPEN in block.text
        yield replace(block, strong=True) if opened and isinstance(block, Paragraph) else block
