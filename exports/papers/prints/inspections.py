"""定置检查表 and 现场测时表: sheets to take along and fill in by hand at the window."""

from __future__ import annotations

from exports.page import Align, Block, Column, Grid, Pairs, Paper, Paragraph, Signature, Table, Title
from exports.papers.prints.form import Wishes
from ledger.kinds import kind_of
from ledger.kinds.tidiness import DESK
from ledger.kinds.timing import (
    BASE_NOTES,
    MAIL,
    PER_PIECE,
    REGISTRATION_SECONDS,
    REMITTANCE_MINUTES,
    STAMPS_MINUTES,
    STAMPS_MOST,
    WAIT_MINUTES,
)
from ledger.records import Record
from ledger.snapshot import Snapshot

DESK_SHEET, TIMING_SHEET = "定置检查表", "现场测时表"
_LINES = 17
"""Lines of a timing sheet: one page with its standards below."""


def desk(snapshot: Snapshot, record: Record | None, wishes: Wishes) -> tuple[Paper, ...]:
    """The eleven points of a desk (A21), to be ticked by hand; of a check only its head is filled in."""
    words = _words("tidiness", record)
    columns = (
        Column("序号", 3, Align.CENTER),
        Column("要点", 7.5),
        Column("要求", 16),
        Column("何时", 5.5, Align.CENTER),
        Column("合格", 3.2, Align.CENTER),
        Column("不合格", 4.2, Align.CENTER),
        Column("问题与整改", 8),
    )
    rows = tuple((str(number), name, what, when, "", "", "") for number, (name, when, what) in enumerate(DESK, 1))
    blocks: tuple[Block, ...] = (
        Title(DESK_SHEET, 18),
        Pairs(
            (
                (("检查区域", words["area"]), ("检查日期", words["date"])),
                (("窗口（岗位）", ""), ("检查人", words["checker"])),
            )
        ),
        Table(columns, rows, row_mm=13),
        Paragraph(f"共{len(DESK)}项，逐项在“合格”或“不合格”栏打“√”；当场整改的，在最后一栏写明。", 0),
        Signature(("检查人", "窗口人员"), dated=False),
    )
    return (_paper(snapshot, record, "desk-check", DESK_SHEET, blocks),)


def timing(snapshot: Snapshot, record: Record | None, wishes: Wishes) -> tuple[Paper, ...]:
    """A sheet for one window on one day: what was timed there already, blank lines, and the standards below."""
    words = _words("timing", record)
    columns = (
        Column("序号", 3, Align.CENTER),
        Column("时段", 3.2, Align.CENTER),
        Column("业务种类", 8),
        Column("件数", 3, Align.CENTER),
        Column("金额", 5.6, Align.RIGHT),
        Column("开始时间", 5, Align.CENTER),
        Column("结束时间", 5, Align.CENTER),
        Column("标准", 3.6, Align.CENTER),
        Column("用时", 3.6, Align.CENTER),
        Column("合格", 3.2, Align.CENTER),
    )
    done = [_words("timing", each) for each in _together(snapshot, record)]
    names = ("period", "business", "count", "amount", "started", "ended", "standard", "minutes", "passed")
    filled = [tuple(each[name] for name in names) for each in done]
    filled += [("",) * len(names)] * max(0, _LINES - len(filled))
    rows = tuple((str(number), *row) for number, row in enumerate(filled, 1))
    blocks: tuple[Block, ...] = (
        Title(TIMING_SHEET, 18),
        Pairs(((("窗口", words["window"]), ("日期", words["date"])),)),
        Table(columns, rows, row_mm=9),
        Paragraph("开始、结束记到秒，标准和用时以分钟计，金额以元计。", 0),
        Paragraph(_standards(), 0),
        Signature(("测时人", "窗口人员"), dated=False),
    )
    return (_paper(snapshot, record, "timing-sheet", TIMING_SHEET, blocks),)


def _together(snapshot: Snapshot, record: Record | None) -> list[Record]:
    """What was timed at the same window on the same day."""
    if record is None:
        return []
    return [each for each in snapshot.of("timing") if all(each[name] == record[name] for name in ("date", "window"))]


def _standards() -> str:
    """The standards in one paragraph (A02 5.1 and 7.1, A17)."""
    pieces = "，".join(
        f"{business}每{'件' if business == MAIL else '种'}{minutes}分钟" for business, minutes in PER_PIECE.items()
    )
    least, most = REGISTRATION_SECONDS
    return (
        f"标准：{pieces}，邮件不含验视和封装；预订邮票领取每种{STAMPS_MOST}套以下{STAMPS_MINUTES}分钟；"
        f"收兑汇款一万元以下、{BASE_NOTES}张以下{REMITTANCE_MINUTES}分钟，每超一万元加1分钟；"
        f"排队等候不超过{WAIT_MINUTES}分钟；挂号每笔{least}—{most}秒。"
    )


def _words(slug: str, record: Record | None) -> dict[str, str]:
    """What stands on paper for each field, blank without a record."""
    return {field.name: field.show(record[field.name]) if record else "" for field in kind_of(slug).fields}


def _paper(snapshot: Snapshot, record: Record | None, key: str, title: str, blocks: tuple[Block, ...]) -> Paper:
    day = (snapshot.day(record) if record else None) or snapshot.as_of
    named = f"{key}:{record.uid}" if record else key
    return Paper(named, title, blocks, Grid.FORM, snapshot.campaign.unit, day.isoformat(), numbered=False)
