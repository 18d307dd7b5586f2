"""The tables of the screen of statistics: what is listed, exported and copied, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from exports.diagrams import HeatMap
from exports.page import Content
from exports.papers.statistics import OF_CASES
from forms.screens.statistics_figures import Figures, Part, People
from forms.widgets.list_model import ListColumn, ListRow
from ledger.fields import chinese_date
from ledger.fields.numbers import plain
from ledger.records import Record
from ledger.statistics import Compression, Rate, Row, Section, TargetResult

_REPORTED = "*"
"""Behind a count that was taken from a report."""


@dataclass(frozen=True)
class Tabled:
    """A table: its title, its columns, and rows of words; `keys` sort and `tones` colour them where there are any."""

    title: str
    columns: tuple[ListColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    keys: tuple[tuple[Any, ...], ...] = ()
    tones: tuple[str, ...] = ()

    @property
    def heads(self) -> tuple[str, ...]:
        """The words of the heads."""
        return tuple(column.label for column in self.columns)

    @property
    def contents(self) -> tuple[Content, ...]:
        """What the columns hold, for a spreadsheet."""
        return tuple(Content.NUMBER if column.align == "right" else Content.TEXT for column in self.columns)

    def listed(self) -> list[ListRow]:
        """The rows of a list, known by their first cell and their place."""
        found = []
        for place, row in enumerate(self.rows):
            keys = self.keys[place] if self.keys else ()
            found.append(ListRow(f"{place}:{row[0]}", row, keys, self.tones[place] if self.tones else ""))
        return found


def _number(name: str, label: str, width: int = 5) -> ListColumn:
    return ListColumn(name, label, width, "right")


ITEMS = (
    ListColumn("item", "项目", 8, stretch=True),
    ListColumn("unit", "单位", 3),
    _number("now", "本期"),
    _number("before", "上期"),
    _number("change", "增减"),
    _number("reported", "报出数"),
)
RATES = (
    ListColumn("rate", "指标", 8),
    _number("shown", "结果", 8),
    _number("division", "算式", 7),
    ListColumn("words", "除以", 10),
    ListColumn("note", "说明", 16, stretch=True),
)
TARGETS = (
    ListColumn("target", "目标", 14, stretch=True),
    ListColumn("wanted", "要求", 8),
    ListColumn("verdict", "结论", 5),
    ListColumn("words", "说明", 16, stretch=True),
)
LIMITS = (
    ListColumn("item", "事项", 12, stretch=True),
    ListColumn("window", "窗口", 6),
    _number("legal", "法定工作日", 6),
    _number("days", "承诺工作日", 6),
    _number("share", "压缩率", 5),
)
TIMINGS = (
    ListColumn("date", "日期", 6),
    ListColumn("window", "窗口", 6),
    ListColumn("business", "测时内容", 10, stretch=True),
    _number("minutes", "分钟", 4),
    _number("standard", "标准", 4),
    ListColumn("passed", "结论", 4),
)
STARS = (ListColumn("month", "月份", 6), ListColumn("winners", "当选", 8, stretch=True), ListColumn("note", "说明", 9))
PERFORMANCES = (
    ListColumn("person", "姓名", 6, stretch=True),
    _number("entries", "考核次数"),
    _number("score", "得分合计", 6),
    _number("bonus", "奖金合计（元）", 7),
)
POINTS = (
    ListColumn("person", "党员", 6, stretch=True),
    *(_number(name, label, 4) for name, label in zip("abcde", ("义务", "组织", "创建", "帮困", "合计"), strict=True)),
)
TOPS = (
    ListColumn("trade", "工种", 4),
    _number("rank", "名次", 3),
    ListColumn("name", "窗口或人员", 8, stretch=True),
    _number("score", "得分", 5),
    ListColumn("tied", "并列", 3),
)


def items(figures: Figures) -> Tabled:
    """The counts of the period and of the one before, with the 满意率; no rows when there is nothing to count.

    What was reported has a column only when something was.
    """
    rows = [_item(row, known=not figures.before_ledger) for row in figures.rows]
    if rows:
        rows.append(_satisfied(figures.section))
    kept = len(ITEMS) if any(row.reported is not None for row in figures.rows) else len(ITEMS) - 1
    return Tabled(_title(figures, "窗口服务统计"), ITEMS[:kept], tuple(row[:kept] for row in rows))


def _item(row: Row, *, known: bool) -> tuple[str, ...]:
    reported = row.reported.written if row.reported else ""
    now, before = _marked(row.now.written, row.source), _marked(row.before.written, row.before_source)
    return row.label, row.unit, now, *((before, row.change) if known else ("—", "—")), reported


def _marked(written: str, source: str) -> str:
    return written + (_REPORTED if source == "报表" else "")


def _satisfied(section: Section) -> tuple[str, ...]:
    now, before = _percent(section.satisfaction), _percent(section.satisfaction_before)
    return "满意率", "%", now, before, section.satisfaction_change, ""


def _percent(rate: Rate) -> str:
    return rate.shown.removesuffix("%") if rate.value is not None else "—"


def parts(figures: Figures) -> Tabled:
    """A row for each window or person that has anything, with every count and the 满意率."""
    keys = [row.key for row in figures.section.rows if figures.asked.by == "window" or row.key in OF_CASES]
    counted = [(each, [each.section.row(key) for key in keys]) for each in figures.parts]
    shown = [(each, rows) for each, rows in counted if any(row.now.value != 0 for row in rows)]
    labels = [(key, _short(figures.section.row(key).label)) for key in keys]
    columns = (
        _named(figures),
        *(_number(key, label, max(4, len(label) + 1)) for key, label in labels),
        _number("satisfaction", "满意率（%）", 6),
    )
    return Tabled(
        _title(figures, "窗口服务统计"),
        columns,
        tuple(_part_row(each, rows) for each, rows in shown),
        tuple(_part_keys(each, rows) for each, rows in shown),
    )


def _short(label: str) -> str:
    return label.partition("（")[0]


def _named(figures: Figures) -> ListColumn:
    return ListColumn("name", "经办人" if figures.asked.by == "person" else "窗口", 7)


def _part_row(part: Part, rows: Sequence[Row]) -> tuple[str, ...]:
    counts = (_marked(row.now.written, row.source) for row in rows)
    return (part.name, *counts, _percent(part.section.satisfaction))


def _part_keys(part: Part, rows: Sequence[Row]) -> tuple[Any, ...]:
    return (part.name, *(row.now.value for row in rows), part.section.satisfaction.value)


def rates(figures: Figures) -> Tabled:
    """Every rate with its division and what it is divided by, or why it cannot be told."""
    rows = tuple((each.name, each.shown, each.division, each.denominator_words, each.note) for each in figures.rates)
    tones = tuple("muted" if each.value is None else "" for each in figures.rates)
    return Tabled(_title(figures, "各项指标"), RATES, rows, (), tones)


def part_rates(figures: Figures) -> Tabled:
    """A row for each window or person with its rates; those that none of them has are left out."""
    shown = [each for each in figures.parts if any(rate.value is not None for rate in each.rates)]
    every = figures.parts[0].rates if figures.parts else ()
    places = [place for place in range(len(every)) if any(each.rates[place].value is not None for each in shown)]
    named = [(every[place].key, every[place].name) for place in places]
    columns = (_named(figures), *(_number(key, name, max(7, len(name) + 1)) for key, name in named))
    rows = tuple((each.name, *(_or_dash(each.rates[place]) for place in places)) for each in shown)
    keys = tuple((each.name, *(each.rates[place].value for place in places)) for each in shown)
    return Tabled(_title(figures, "各项指标"), columns, rows, keys)


def _or_dash(rate: Rate) -> str:
    return rate.shown if rate.value is not None else "—"


def targets(figures: Figures) -> Tabled:
    """The targets of the scheme, each met or not or not computable."""
    rows = tuple((each.target.name, each.wanted, each.verdict, each.words) for each in figures.targets)
    tones = tuple(_target_tone(each) for each in figures.targets)
    return Tabled(f"{figures.asked.period.name}活动方案的目标", TARGETS, rows, (), tones)


def _target_tone(result: TargetResult) -> str:
    return {True: "good", False: "bad", None: "muted"}[result.met]


def flow(figures: Figures, drawn: HeatMap) -> Tabled:
    """Visitors by hour and weekday, with their sums."""
    heads, *rows = drawn.lines
    columns = (ListColumn("hour", heads[0], 6), *(_number(head, head, 4) for head in heads[1:]))
    return Tabled(_title(figures, "客流分布（人次）"), columns, tuple(rows))


def limits(figures: Figures) -> Tabled:
    """Items with both limits, and how much shorter the promise is than the law."""
    return Tabled("承诺时限压缩情况", LIMITS, tuple(map(_limit, figures.compressions)))


def _limit(each: Compression) -> tuple[str, ...]:
    return each.name, each.window, str(each.legal), str(each.promised), each.shown


def timings(figures: Figures) -> Tabled:
    """The timings of the period."""
    rows = tuple(map(_timing, figures.timings))
    tones = tuple("bad" if row[-1] == "不合格" else "" for row in rows)
    return Tabled(_title(figures, "测时记录"), TIMINGS, rows, (), tones)


def _timing(each: Record) -> tuple[str, ...]:
    numbers = ("" if each[name] is None else plain(each[name]) for name in ("minutes", "standard"))
    return chinese_date(each["date"]), each["window"] or "", each["business"] or "", *numbers, each["passed"] or ""


def stars(people: People, title: str) -> Tabled:
    """Who won each month; nothing when no star was recorded."""
    found = people.stars
    known = found.people or any(month.winners for month in found.months)
    rows = [(month.month.name, "、".join(month.winners), month.note) for month in found.months] if known else []
    return Tabled(f"{title}每月服务之星", STARS, tuple(rows))


def performances(people: People, title: str) -> Tabled:
    """Each person's assessments, points and bonus."""
    rows = tuple(
        (each.person, str(each.entries), plain(each.score), "" if each.bonus is None else f"{each.bonus:,.2f}")
        for each in people.performances
    )
    keys = tuple((each.person, each.entries, each.score, each.bonus) for each in people.performances)
    return Tabled(f"{title}工作量化考核", PERFORMANCES, rows, keys)


def points(people: People, title: str) -> Tabled:
    """Each party member's points by part and in all."""
    rows = tuple((each.person, *map(plain, each.parts), plain(each.total)) for each in people.points)
    keys = tuple((each.person, *each.parts, each.total) for each in people.points)
    return Tabled(f"{title}党员积分", POINTS, rows, keys)


def tops(people: People, title: str) -> Tabled:
    """The best two of each trade of a quarter."""
    rows = tuple(
        (top.trade, str(each.rank), each.name, each.score, "并列" if each.tied else "")
        for top in people.tops
        for each in top.best
    )
    return Tabled(f"{title}末各工种前2名", TOPS, rows)


def _title(figures: Figures, words: str) -> str:
    """What the table is called in a file: its period, and of whom it is."""
    asked = figures.asked
    return f"{asked.period.name}{words}" + (f"（{asked.words}）" if asked.by else "")
