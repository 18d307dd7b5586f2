"""Pieces that several papers share: official body text, forms of fields, signature places, dates of indexes."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from exports.breadth import characters
from exports.page import Align, Block, Heading, Pairs, Paragraph
from ledger.fields import Field, LongText, chinese_date
from ledger.kinds import Kind
from ledger.phones import Phones, masked
from ledger.records import Record
from ledger.snapshot import Snapshot

HAN = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五")
_LEVEL2 = re.compile(r"（[一二三四五六七八九十]+）[^。；]{1,36}。?")


def index_date(day: dt.date | None) -> str:
    """A date of an index: eight digits (DA/T 22-2015)."""
    return f"{day.year:04d}{day.month:02d}{day.day:02d}" if day else ""


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


def closing(author: str, day: dt.date | None, *, sealed: bool = True, keep: bool = False) -> tuple[Block, ...]:
    """署名 and 成文日期 (GB/T 9704-2012, 7.3.5).

    Sealed: the date four characters from the right edge, the author centred over it. Unsealed: the author two
    characters from the edge, and the date begins two characters right of where the author does; a date that is longer
    than the author stands two from the edge, and the author moves with it. An author broader than that leaves room for
    moves as far as the edge. `keep` holds the last of them to what follows.
    """
    date = chinese_date(day) if day else ""
    broad, dated = characters(author), characters(date)
    if sealed:
        over, under = (_DATE_RIGHT + (dated - broad) / 2 if day else _DATE_RIGHT), _DATE_RIGHT
    elif dated > broad:
        over, under = _UNSEALED_RIGHT + dated + _STEP - broad, _UNSEALED_RIGHT
    else:
        over, under = _UNSEALED_RIGHT, _UNSEALED_RIGHT + broad - _STEP - dated
    over, under = (max(right, 0) for right in (over, under))
    if not day:
        return (_signed(author, over, keep=keep),)
    return (_signed(author, over, keep=True), _signed(date, under, keep=keep))


_DATE_RIGHT, _UNSEALED_RIGHT, _STEP = 4.0, 2.0, 2.0


def _signed(text: str, right: float, *, keep: bool) -> Paragraph:
    return Paragraph(text, indent=0, align=Align.RIGHT, right=right, keep_with_next=keep)


def kept(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with the last two lines of text held to what follows.

    No seal or signature stands on a page without text (GB/T 9704-2012, 7.3.5.5); where paragraphs are short, it takes
    more than one of them to have two lines. Headings hold themselves.
    """
    held = list(blocks)
    lines = 0
    for place in range(len(held) - 1, -1, -1):
        block = held[place]
        if not isinstance(block, Paragraph) or lines >= _WITH_SEAL:
            break
        held[place] = replace(block, keep_with_next=True)
        lines += math.ceil((characters(block.lead + block.text) + block.indent) / _LINE)
    return tuple(held)


_WITH_SEAL, _LINE = 2, 28
"""Lines of text that stand with a seal, and the characters of a line."""


def attached(text: str | None) -> tuple[Block, ...]:
    """附件说明: “附件：” with Arabic numbers, no punctuation after the names (GB/T 9704-2012 7.3.4).

    A name that wraps goes on under its first character, and all names stay on the page of what follows.
    """
    names = [line.strip() for line in (text or "").split("\n") if line.strip()]
    leads = ["附件："] if len(names) == 1 else [f"{number}." for number in range(1, len(names) + 1)]
    if len(names) > 1:
        leads[0] = "附件：" + leads[0]
    return tuple(
        Paragraph(name, 5 if number else 2, lead=lead, lead_plain=True, hang=True, keep_with_next=True)
        for number, (lead, name) in enumerate(zip(leads, names, strict=True))
    )


def form(fields: Sequence[Field], record: Record) -> Pairs:
    """Short fields two to a row, long ones alone; blank values stay blank, to be seen and filled in by hand."""
    rows: list[tuple[tuple[str, str], ...]] = []
    waiting: tuple[str, str] | None = None
    for field in fields:
        pair = (field.label, field.show(record[field.name]))
        if isinstance(field, LongText) or characters(pair[1]) > _HALF or len(field.label) > _LABEL:
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


_HALF, _LABEL = 12, 8
"""Characters that a value takes in half a row of a form, and that a label takes."""


def linked_title(snapshot: Snapshot, uid: str | None) -> str:
    """The title of a linked record, empty when there is none."""
    record = snapshot.get(uid)
    return snapshot.title(record) if record else ""


def printed(kind: Kind, phones: Phones = Phones.OUT) -> tuple[Field, ...]:
    """The fields that stand on paper: private ones only when they are asked for (design §4.12)."""
    return tuple(field for field in kind.fields if phones is not Phones.OUT or not field.private)


def shown(field: Field, value: Any, phones: Phones) -> str:
    """The words of a field on paper; of a private one only what `phones` lets be seen."""
    words = field.show(value)
    return masked(words) if field.private and phones is Phones.MASKED else words
