"""Forms of service: the approval slip of service after hours or at the door, and the table of visitors by hour."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from exports.page import Align, Bar, Bars, Block, Column, Content, Grid, Pairs, Paper, Paragraph, Space, Table, Title
from exports.papers.prints.form import Wishes
from exports.papers.slips import GAP, boxes, day_of, room, signing, words
from ledger.kinds.special_service import AFTER_HOURS, APPROVERS, AT_THE_DOOR, CONDITIONS
from ledger.kinds.visitor_flow import NOON, WEEKDAYS, hour_words
from ledger.records import Record
from ledger.snapshot import Snapshot

SLIP, FLOW = "服务审批单", "客流时段分布表"
_CENT = Decimal("0.01")
_OPEN = tuple(str(hour) for hour in range(8, 18))
"""Hours of a blank table."""


def approvals(snapshot: Snapshot, record: Record | None, wishes: Wishes) -> tuple[Paper, ...]:
    """The slip of one service, or a blank one for each of the two sorts that are approved beforehand."""
    sorts = (record["sort"] or "特色",) if record else (AFTER_HOURS, AT_THE_DOOR)
    return tuple(_slip(snapshot, record, sort) for sort in sorts)


def _slip(snapshot: Snapshot, record: Record | None, sort: str) -> Paper:
    """What is asked for and why, who approves it, what came of it, and the applicant's word."""
    title = f"{sort}{SLIP}"
    hours = "—".join(each for each in (words(record, "start"), words(record, "end")) if each)
    asked = [
        (("申请人", words(record, "applicant")), ("联系电话", "")),
        (("办理事项", words(record, "item")),),
        (("服务日期", words(record, "date")), ("起止时间", hours)),
        (("申请原因", room(words(record, "reason"), 4)),),
    ]
    if sort == AT_THE_DOOR:
        asked.append((("上门条件", f"{boxes(CONDITIONS, words(record, 'condition'))}\n（符合其中一项即可）"),))
    if sort == "代办":
        asked.append((("委托情况", room(words(record, "entrusted"), 2)),))
    approver = boxes(APPROVERS, words(record, "approver_role"))
    done = (
        (("经办人", words(record, "handlers")), ("时长（分）", words(record, "minutes"))),
        (("办理结果", room(words(record, "result"), 4)),),
        (("服务对象意见", signing(lines=3)),),
    )
    blocks: tuple[Block, ...] = (
        Title(title, 20),
        Paragraph(f"{snapshot.campaign.unit}　{snapshot.campaign.year}年度", 0, Align.CENTER),
        Space(GAP),
        Pairs(tuple(asked)),
        Space(GAP),
        Pairs(((("窗口意见", signing(lines=4)),), (("审批意见", f"{approver}\n{signing(lines=4)}"),))),
        Space(GAP),
        Pairs(done),
        Paragraph("审批在服务之前办理；服务结束后由服务对象签字，随登记簿存放。", 0),
    )
    key = f"approval:{record.uid if record else sort}"
    named = f"{title}（{words(record, 'applicant')}）" if record else title
    return Paper(key, named, blocks, Grid.FORM, snapshot.campaign.unit, day_of(snapshot, record), numbered=False)


def flow(snapshot: Snapshot, record: Record | None, wishes: Wishes) -> tuple[Paper, ...]:
    """Visitors by hour and day of the week: of the record's window, or of all; blank before any are counted."""
    counted = [
        each for each in snapshot.of("visitor_flow") if each["hour"] and each["weekday"] and each["count"] is not None
    ]
    if record:
        counted = [each for each in counted if each["window"] == record["window"]]
    window = words(record, "window") or "全部窗口"
    blocks: tuple[Block, ...] = (
        Title(FLOW, 20),
        Paragraph(f"{snapshot.campaign.unit}　{window}　{_days(counted)}", 0, Align.CENTER),
        Space(GAP),
        _table(counted),
        Paragraph(f"时段“7”指{hour_words('7')}，依此类推。{_morning(counted)}", 0),
        *_bars(counted),
    )
    title = f"{FLOW}（{window}）" if record else FLOW
    key = f"flow:{window if record else ''}"
    return (Paper(key, title, blocks, Grid.FORM, snapshot.campaign.unit, day_of(snapshot, record)),)


def _days(counted: Sequence[Record]) -> str:
    days = {each["date"] for each in counted}
    return f"统计{len(days)}天" if days else "统计＿＿天"


def _table(counted: Sequence[Record]) -> Table:
    """A row for every hour from the first to the last that was counted, with sums on both edges."""
    hours = _hours(counted)
    columns = (
        Column("时段", 14, Align.CENTER),
        *(Column(day, 18, Align.CENTER, Content.NUMBER) for day in WEEKDAYS),
        Column("合计", 20, Align.CENTER, Content.NUMBER),
        Column("占比", 22, Align.CENTER, Content.NUMBER),
    )
    whole = _sum(counted)
    rows = []
    for hour in hours:
        of = [each for each in counted if each["hour"] == hour]
        days = [[each for each in of if each["weekday"] == day] for day in WEEKDAYS]
        rows.append((hour, *(_said(each) for each in days), _said(of), _share(_sum(of), whole) if of else ""))
    sums = [[each for each in counted if each["weekday"] == day] for day in WEEKDAYS]
    rows.append(("合计", *(_said(each) for each in sums), _said(counted), "100%" if whole else ""))
    return Table(columns, tuple(rows), total=True, row_mm=8)


def _hours(counted: Sequence[Record]) -> tuple[str, ...]:
    known = [int(each["hour"]) for each in counted]
    return tuple(str(hour) for hour in range(min(known), max(known) + 1)) if known else _OPEN


def _sum(records: Sequence[Record]) -> int:
    return sum(each["count"] for each in records)


def _said(records: Sequence[Record]) -> str:
    """The sum; nothing where nothing was counted, which is not 0."""
    return str(_sum(records)) if records else ""


def _share(part: int, whole: int) -> str:
    return f"{(Decimal(100 * part) / whole).quantize(_CENT, ROUND_HALF_UP)}%" if whole else ""


def _morning(counted: Sequence[Record]) -> str:
    """How many of the visitors come before noon (A17: 67%)."""
    whole = _sum(counted)
    if not whole:
        return "上午（12:00以前）＿＿人次，占全天的＿＿%。"
    part = _sum([each for each in counted if int(each["hour"]) < NOON])
    return f"上午（12:00以前）{part}人次，占全天{whole}人次的{_share(part, whole)}。"


def _bars(counted: Sequence[Record]) -> tuple[Block, ...]:
    sums = [(hour, _sum([each for each in counted if each["hour"] == hour])) for hour in _hours(counted)]
    most = max((number for _, number in sums), default=0)
    if not counted or not most:
        return ()
    bars = tuple(Bar(hour_words(hour), number, str(number)) for hour, number in sums)
    return (Space(GAP), Bars("各时段人次", bars, most))
