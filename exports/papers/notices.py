"""The notices of a case (办件文书) in the form in which they are handed out: by sort, with their stubs and copies."""

from __future__ import annotations

import math
from collections.abc import Iterator

from exports.breadth import characters
from exports.page import Align, Block, Column, CutLine, PageBreak, Pairs, Paragraph, Signature, Space, Table, Title
from exports.papers.notices_facts import LABELS, Facts, facts_of
from exports.papers.notices_words import FORMS, Copies, Form, Listed
from exports.papers.parts import kept
from ledger.fields import chinese_date
from ledger.records import Record
from ledger.snapshot import Snapshot

SLIP, PLEDGE = "税务文书传递单", "告知承诺书"
_GAP = 0.4
_BLANK_LINES = 2
"""Lines of an empty cell in which something longer is written by hand."""
_LONG = ("reasons", "materials")
_ROWS, _STEPS = 5, 8
"""Rows at least of a list of papers, and of the table of steps, that are written in by hand."""
_ACROSS, _IN_CELL = 38, 34
"""Characters to a line of running text, and of a cell of the ruled part."""
_TABLE, _SERIAL = 44, 7
"""Characters across a list of papers, and the share of the column of its serial numbers."""
_ABOVE = {Copies.STUB: 15, Copies.RETURNED: 13}
"""Lines and rows of a notice that leave room for what is cut off below it; with more that has a page of its own."""


def case_notice(snapshot: Snapshot, record: Record) -> tuple[Block, ...]:
    """The notice that a record says was issued."""
    return blocks_of(snapshot, record["sort"], record, snapshot.get(record["case"]))


def blocks_of(snapshot: Snapshot, sort: str, notice: Record | None, case: Record | None) -> tuple[Block, ...]:
    """The notice of this sort, filled from its record, else from the case, else blank."""
    form, facts = FORMS[sort], facts_of(snapshot, notice, case)
    if form.copies is Copies.PAIR:
        return (
            *_sheet(snapshot, sort, form, facts, "第一联　交申请人"),
            PageBreak(),
            *_sheet(snapshot, sort, form, facts, "第二联　受理单位留存，办结时由申请人签收"),
            *_finished(),
        )
    return (*_sheet(snapshot, sort, form, facts, ""), *_below(sort, form, facts))


def _sheet(snapshot: Snapshot, sort: str, form: Form, facts: Facts, copy: str) -> tuple[Block, ...]:
    """The notice itself: head, to whom, what, its ruled part, and who issued it when."""
    inside = sort in (SLIP, PLEDGE)
    return (
        *((Paragraph(copy, 0, Align.RIGHT),) if copy else ()),
        Paragraph(facts.cell("unit"), 0, Align.CENTER, keep_with_next=True),
        Title(sort, 20),
        Paragraph(f"编号：{facts.cell('number') or '＿＿＿＿＿＿'}", 0, Align.RIGHT, keep_with_next=True),
        *(() if inside else (Paragraph(facts.said("{to}："), 0),)),
        *(Paragraph(facts.said(text)) for text in form.opening),
        Space(_GAP),
        ruled(form, facts),
        *_tables(snapshot, sort, form, facts),
        Space(_GAP),
        *kept([Paragraph(facts.said(text)) for text in form.closing]),
        *(_pledged(facts) if sort == PLEDGE else () if sort == SLIP else _closing(facts)),
    )


def ruled(form: Form, facts: Facts) -> Pairs:
    """The cells of the form; longer ones that are blank have room to write in."""
    own = dict(form.labels)
    return Pairs(
        tuple(tuple((own.get(name, LABELS[name]), _cell(name, facts)) for name in row) for row in form.rows),
        label_chars=7,
    )


def _cell(name: str, facts: Facts) -> str:
    words = facts.cell(name)
    return words or ("\n" * (_BLANK_LINES - 1) if name in _LONG else "")


def _tables(snapshot: Snapshot, sort: str, form: Form, facts: Facts) -> Iterator[Block]:
    """The list of papers, or the steps of the case."""
    if form.listed:
        yield Space(_GAP)
        yield _list(form.listed, facts)
    if sort == SLIP:
        yield Space(_GAP)
        yield _steps(snapshot, facts)


def _list(listed: Listed, facts: Facts) -> Table:
    """The papers a line each, and rows to add to by hand."""
    columns = (
        Column("序号", _SERIAL, Align.CENTER),
        *(Column(head, width) for head, width in zip(listed.heads, listed.widths, strict=True)),
    )
    lines = facts.lines("materials")
    names = (*lines, *("" for _ in range(_ROWS - len(lines))))
    free = ("",) * (len(listed.heads) - 1)
    return Table(columns, tuple((str(number), name, *free) for number, name in enumerate(names, 1)), row_mm=8)


def _steps(snapshot: Snapshot, facts: Facts) -> Table:
    """The steps of the case that are on record, and rows for those to come (A24)."""
    columns = (
        Column("序号", 7, Align.CENTER),
        Column("环节", 10, Align.CENTER),
        Column("岗位（窗口）", 13),
        Column("接收时间", 19, Align.CENTER),
        Column("工作日", 9, Align.CENTER),
        Column("转出时间", 19, Align.CENTER),
        Column("办理意见", 14),
        Column("签名", 9, Align.CENTER),
    )
    steps = [each for each in snapshot.of("case_transfer") if facts.case and each["case"] == facts.case.uid]
    rows = [
        (
            each["step"] or "",
            each["post"] or "",
            chinese_date(each["received"]) if each["received"] else "",
            "" if each["days"] is None else str(each["days"]),
            chinese_date(each["sent"]) if each["sent"] else "",
            each["opinion"] or "",
            "",
        )
        for each in sorted(steps, key=lambda each: each["number"] or 0)
    ]
    rows += [("",) * 7] * max(_STEPS - len(rows), 1)
    return Table(columns, tuple((str(number), *row) for number, row in enumerate(rows, 1)), row_mm=14)


def _closing(facts: Facts) -> tuple[Block, ...]:
    """Who issued it, where the seal goes, and when."""
    day = facts.cell("date") or "年　　月　　日"
    return (
        Space(0.6),
        Paragraph(f"{facts.cell('unit')}（盖章）", 0, Align.RIGHT, right=2, keep_with_next=True),
        Paragraph(day, 0, Align.RIGHT, right=4),
    )


def _pledged(facts: Facts) -> tuple[Block, ...]:
    """What the applicant pledges under a notice of conditions, and both signatures."""
    return (
        Paragraph("一、我单位已将办理条件、应交材料、办理时限和不实承诺的后果告知申请人。", 2),
        Paragraph(
            "二、申请人承诺：已经知道告知的全部内容；符合上列条件；提交的材料真实，尚缺的材料在约定期限内补齐；"
            "接受核查，承诺不实的，愿意承担撤销决定等法律后果。"
        ),
        Paragraph("三、本书一式两份，申请人和办理单位各执一份，双方签名（盖章）后生效。"),
        Signature(("申请人", "办理单位")),
    )


def _finished() -> tuple[Block, ...]:
    """The place where the applicant writes on the second copy that all is done (A24)."""
    return (
        Space(_GAP),
        Pairs((((("办结签收", "（请申请人写明“已办结”）\n\n")),),), label_chars=7),
        Signature(("申请人", "经办人")),
    )


def _below(sort: str, form: Form, facts: Facts) -> tuple[Block, ...]:
    """What is cut off: the stub that the recipient signs, or the answer of the window that was asked."""
    fits = _length(form, facts) <= _ABOVE.get(form.copies, 0)
    parted: tuple[Block, ...] = (Space(_GAP), CutLine()) if fits else (PageBreak(),)
    if form.copies is Copies.STUB:
        return (*parted, Title(f"{sort}存根", 16), _stub(facts), Signature(("签收人", "送达人")))
    if form.copies is Copies.RETURNED:
        answer = Pairs(((("办理意见", "□同意　　□不同意　　□需补正\n"),),), label_chars=7)
        return (*parted, Title(f"{sort}反馈单", 16), _told(facts), answer, Signature(("办理人", "负责人")))
    return ()


def _length(form: Form, facts: Facts) -> int:
    """About how many lines the notice takes above its closing."""
    texts = [facts.said(text) for text in (*form.opening, *form.closing)]
    lines = sum(math.ceil((characters(text) + 2) / _ACROSS) for text in texts)
    for row in form.rows:
        cells = [_cell(name, facts).split("\n") for name in row]
        room = _IN_CELL / (1 if len(row) == 1 else 3)
        lines += max(sum(max(math.ceil(characters(line) / room), 1) for line in cell) for cell in cells)
    if form.listed:
        entries = facts.lines("materials")
        room = _TABLE * form.listed.widths[0] / (_SERIAL + sum(form.listed.widths))
        lines += sum(math.ceil(characters(line) / room) for line in entries) + max(_ROWS - len(entries), 0) + 3
    return lines


def _stub(facts: Facts) -> Pairs:
    """What the stub says, so that it can stand alone."""
    rows = (("number", "case_no"), ("applicant", "item"), ("way", "delivered"))
    return Pairs(tuple(tuple((LABELS[name], facts.cell(name)) for name in row) for row in rows), label_chars=7)


def _told(facts: Facts) -> Pairs:
    """What the answer is about."""
    rows = (("number", "case_no"), ("applicant", "item"))
    return Pairs(tuple(tuple((LABELS[name], facts.cell(name)) for name in row) for row in rows), label_chars=7)
