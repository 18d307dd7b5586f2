"""Pieces that several papers share: official body text, forms of fields, signature places, dates of indexes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from exports.page import Align, Block, Column, Heading, Pairs, Paragraph, Table
from ledger.fields import Field, LongText, Rows, chinese_date
from ledger.kinds import Kind
from ledger.records import Record
from ledger.snapshot import Snapshot

HAN = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五")
_LEVEL2 = re.compile(r"（[一二三四五六七八九十]+）[^。；]{1,36}。?")


def index_date(day: dt.date | None) -> str:
    """A date of an index: eight digits (DA/T 22-2015)."""
    return day.strftime("%Y%m%d") if day else ""


def body(text: str | None) -> tuple[Block, ...]:
    """Running text of an official document; a short line that starts with （一） is a heading of level 2."""
    blocks: list[Block] = []
    for line in (text or "").split("\n"):
        words = line.strip()
        if words and _LEVEL2.fullmatch(words):
            blocks.append(Heading(words, 2))
        elif words:
            blocks.append(Paragraph(words))
    return tuple(blocks)


def chapters(parts: Iterable[tuple[str, str | None]]) -> tuple[Block, ...]:
    """Chapters numbered 一、二、三 with their body text; parts without text are left out."""
    blocks: list[Block] = []
    for number, (name, text) in enumerate(((name, text) for name, text in parts if text), 0):
        blocks += [Heading(f"{HAN[number]}、{name}", 1), *body(text)]
    return tuple(blocks)


def closing(author: str, day: dt.date | None) -> tuple[Block, ...]:
    """署名 and 成文日期, the date four characters from the right edge (GB/T 9704-2012 7.3.5, sealed form)."""
    if day is None:
        return (Paragraph(author, indent=0, align=Align.RIGHT, right=4),)
    return (
        Paragraph(author, indent=0, align=Align.RIGHT, right=4, keep_with_next=True),
        Paragraph(chinese_date(day), indent=0, align=Align.RIGHT, right=4),
    )


def kept(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with the last paragraph held to what follows: no seal or signature stands on a page without text."""
    last = blocks[-1] if blocks else None
    if not isinstance(last, Paragraph):
        return tuple(blocks)
    return (*blocks[:-1], replace(last, keep_with_next=True))


def attached(text: str | None) -> tuple[Block, ...]:
    """附件说明: “附件：” with Arabic numbers, no punctuation after the names (GB/T 9704-2012 7.3.4)."""
    names = [line.strip() for line in (text or "").split("\n") if line.strip()]
    if len(names) == 1:
        return (Paragraph(f"附件：{names[0]}"),)
    return tuple(
        Paragraph(f"附件：{number}. {name}" if number == 1 else f"　　　{number}. {name}")
        for number, name in enumerate(names, 1)
    )


def form(fields: Sequence[Field], record: Record) -> Pairs:
    """Short fields two to a row, long ones alone; blank values stay blank, to be seen and filled in by hand."""
    rows: list[tuple[tuple[str, str], ...]] = []
    waiting: tuple[str, str] | None = None
    for field in fields:
        pair = (field.label, field.show(record[field.name]))
        if isinstance(field, LongText) or len(pair[1]) > 14 or len(field.label) > 8:
            rows += [(waiting,)] if waiting else []
            rows.append((pair,))
            waiting = None
        elif waiting:
            rows.append((waiting, pair))
            waiting = None
        else:
            waiting = pair
    rows += [(waiting,)] if waiting else []
    return Pairs(tuple(rows))


def grid(field: Rows, record: Record, *, numbered: bool = True) -> Table:
    """A rows field as a table, numbered in the first column."""
    columns = tuple(Column(column.label, column.width) for column in field.columns)
    cells = field.cells(record[field.name])
    if numbered:
        columns = (Column("序号", 5, Align.CENTER), *columns)
        cells = tuple((str(number), *row) for number, row in enumerate(cells, 1))
    return Table(columns, cells, caption=field.label)


def linked_title(snapshot: Snapshot, uid: str | None) -> str:
    """The title of a linked record, empty when there is none."""
    record = snapshot.get(uid)
    return snapshot.title(record) if record else ""


def printed(kind: Kind) -> tuple[Field, ...]:
    """The fields that stand on paper: private ones do not (design §4.12)."""
    return tuple(field for field in kind.fields if not field.private)
