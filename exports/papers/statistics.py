"""Statements of a period as paper: the counts beside those before, month by month, and by window or person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from exports.page import Align, Block, Column, Content, Paragraph, Space, Table, Title
from ledger.fields import chinese_date
from ledger.snapshot import Snapshot
from ledger.statistics import Facts, Period, Rate, Row, Section, Statement, Sum, statement_of

NAME = "窗口服务统计表"
_GAP = 0.3
_REPORT, _MARK = "报表", "*"
"""Where a count was taken from a report, and what stands behind it then."""


def head(snapshot: Snapshot, period: Period, title: str) -> tuple[Block, ...]:
    """The title, and under it the unit with the days that are counted."""
    days = f"{chinese_date(period.first)}至{chinese_date(period.last)}"
    under = Paragraph(f"{snapshot.campaign.unit}　{days}", indent=0, align=Align.CENTER)
    return (Title(title, 18), under, Space(_GAP))


def counts(made: Statement, year: int) -> tuple[Block, ...]:
    """The counts of all windows: this period, the one before, the change, and what was reported.

    A period before the `year` of the ledger of which nothing is known is left out: its zeros would mean nothing.
    """
    whole, before = made.whole, made.period.previous
    strange = before.year < year and not any(row.before.value != 0 for row in whole.rows)
    told = any(row.reported is not None for row in whole.rows)
    kept = (0, 1, 2, *(() if strange else (3, 4)), *((5,) if told else ()))
    cells = (*map(_cells, whole.rows), _satisfied(whole))
    table = Table(
        tuple(_COLUMNS[place] for place in kept),
        tuple(tuple(line[place] for place in kept) for line in cells),
        caption="各项合计",
    )
    first = f"{before.name}不在本台帐的年度内，没有上期数。" if strange else f"上期是{before.name}。"
    shown = [row.now for row in whole.rows] + [row.before for row in whole.rows]
    reported = any(_REPORT in (row.source, row.before_source) for row in whole.rows)
    return (table, _notes(shown, reported=reported, first=first))


def _number(head: str, width: float) -> Column:
    return Column(head, width, Align.RIGHT, Content.NUMBER)


_COLUMNS = (
    Column("项目", 14),
    Column("单位", 6, Align.CENTER),
    _number("本期", 13),
    _number("上期", 13),
    _number("增减", 8),
    _number("报出数", 13),
)


def _cells(row: Row) -> tuple[str, ...]:
    reported = row.reported.written if row.reported else ""
    return (row.label, row.unit, now(row), _marked(row.before, row.before_source), row.change, reported)


def _satisfied(whole: Section) -> tuple[str, ...]:
    shown, before = _percent(whole.satisfaction), _percent(whole.satisfaction_before)
    return ("满意率", "%", shown, before, whole.satisfaction_change, "")


def _percent(rate: Rate) -> str:
    """A rate without its sign, which stands in the head; — for one that cannot be told."""
    return rate.shown.removesuffix("%") if rate.value is not None else "—"


def now(row: Row) -> str:
    """The count of this period, marked where it comes from a report."""
    return _marked(row.now, row.source)


def _marked(number: Sum, source: str) -> str:
    return number.written + (_MARK if source == _REPORT else "")


def _notes(shown: Iterable[Sum], *, reported: bool, first: str = "") -> Paragraph:
    """How to read the table."""
    words = [first, "各项按发生的日子计入当期。"]
    if reported:
        words.append(f"带“{_MARK}”的台帐没有逐件登记，照报出的窗口统计报表抄录。")
    if any(number.bound != "exact" for number in shown):
        words.append("约数、余数照原文，不当作准数相加。")
    return Paragraph("".join(words), indent=0)


_BRIEF = {
    "finished": "办结",
    "praises": "表扬",
    "consultations": "咨询",
    "services": "特色\n服务",
    "visitors": "接待\n人次",
    "refused": "不予\n受理",
    "instant": "即办",
    "on_spot": "当场\n办结",
    "on_time": "按时\n办结",
    "early": "提前\n办结",
    "charges": "收费\n（元）",
}
"""Heads of narrow columns."""
_WIDE = {"charges": 8, "consultations": 6}
"""Columns of numbers that are often half known, and so are written with words."""
OF_CASES = {
    "received",
    "accepted",
    "refused",
    "finished",
    "instant",
    "on_spot",
    "on_time",
    "early",
    "overdue",
    "returned",
}
"""What is counted of a person's cases; the rest names the window, not the person."""


def by_month(facts: Facts) -> tuple[Block, ...]:
    """A row for each month of the period and one of all of it.

    Months are taken from where the whole is taken from, the register or the reports, so that they make up the whole.
    """
    whole = statement_of(facts).whole
    months = [(f"{month.part}月", statement_of(facts.of_period(month)).whole) for month in facts.period.months]
    lines = [(name, tuple(_same_source(row, whole) for row in month.rows)) for name, month in months]
    table, notes = _grid("月份", [*lines, ("合计", whole.rows)], rates=())
    late = any(row.key == "overdue" and row.now.value for row in whole.rows)
    return (table, notes, *((Paragraph(_OPEN, indent=0),) if late else ()))


_OPEN = "超时包括各月末逾期未办结的，同一件可以在几个月里都算，所以各月之和会多于合计。"


def _same_source(row: Row, whole: Section) -> Row:
    """The row with the register's own count, where the register tells the whole."""
    if whole.row(row.key).source == _REPORT or row.source != _REPORT:
        return row
    return Row(row.key, row.label, row.unit, row.counted, row.before, row.counted)


def by_parts(made: Statement) -> tuple[Block, ...]:
    """A row for each window or person that has anything in the period, and all of them at the end."""
    keys = {row.key for row in made.whole.rows} if made.by == "window" else OF_CASES
    shown = [replace(each, rows=tuple(row for row in each.rows if row.key in keys)) for each in made.sections]
    own = [section for section in shown[1:] if any(row.now.value != 0 for row in section.rows)]
    sections = [*own, replace(shown[0], name="合计")]
    lines = [(each.name, each.rows) for each in sections]
    head = {"window": "窗口", "person": "经办人", "": ""}[made.by]
    table, notes = _grid(head, lines, rates=[_percent(each.satisfaction) for each in sections])
    return (table, notes, Paragraph("满意率分列的按评价器或办件评议，合计有问卷的按问卷。", indent=0))


def _grid(first: str, lines: Sequence[tuple[str, tuple[Row, ...]]], rates: Sequence[str]) -> tuple[Table, Paragraph]:
    """Counts across and the 满意率 behind them, what they are counted of down; the last line is the total."""
    columns = (
        Column(first, 6 if first == "月份" else 11),
        *(_number(_BRIEF.get(row.key, row.label), _WIDE.get(row.key, 3.4)) for row in lines[-1][1]),
    )
    cells = [(name, *(now(row) for row in rows)) for name, rows in lines]
    if rates:
        columns = (*columns, _number("满意率\n（%）", 4.6))
        cells = [(*line, rate) for line, rate in zip(cells, rates, strict=True)]
    every = [row for _, rows in lines for row in rows]
    reported = any(row.source == _REPORT for row in every)
    notes = _notes((row.now for row in every), reported=reported, first="办结包括退办；表扬不包括锦旗。")
    return (Table(columns, tuple(cells), total=True), notes)
