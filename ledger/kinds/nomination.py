"""The recommendation of a model window or person (典型、先进推荐表), its result and its bonus."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from ledger.fields import Choice, Context, Date, LongText, Money, Score, Text, Whole
from ledger.kinds.contest import quarter_of
from ledger.kinds.kind import Kind, Values
from ledger.kinds.work_report import OPEN

SORTS = (
    "示范窗口",
    "标杆窗口",
    "标兵",
    "明星",
    "先进个人",
    "服务之星",
    "双星窗口",
    "先进典型",
    "其他",
)
"""What the sources recommend for (R18: A02, A03, A06)."""
_QUARTERLY, _MONTHLY = ("标兵", "明星"), ("服务之星",)
WON = "当选"


def _fill(values: Values, context: Context) -> Values:
    """The period, by the date: a quarter (A02), a month (A06) or the year; the bonus of all heads (A02)."""
    day = values.get("date")
    bonus = _bonus(values)
    period = {"period": _period(day, values.get("sort"))} if isinstance(day, dt.date) else {}
    return {**period, **({} if bonus is None else {"bonus": bonus})}


def _doubts(values: Values) -> Iterable[str]:
    """Days in an order that cannot be, and a bonus without an award or of another amount."""
    date, reported, decided = values.get("date"), values.get("reported"), values.get("decided")
    if date and reported and reported < date:
        yield "上报日期早于推荐日期"
    if reported and decided and decided < reported:
        yield "评定日期早于上报日期"
    bonus, reckoned = values.get("bonus"), _bonus(values)
    if bonus and values.get("result") != WON:
        yield "填了奖金，结果却不是当选"
    if bonus is not None and reckoned is not None and bonus != reckoned:
        yield f"奖金不是人均奖金乘人数（{reckoned:,.2f}元）"
    if values.get("heads") == 0:
        yield "受奖人数是0"


def _period(day: dt.date, sort: object) -> str:
    if sort in _QUARTERLY:
        return f"{day.year}年{quarter_of(day)}"
    return f"{day.year}年{day.month}月" if sort in _MONTHLY else f"{day.year}年度"


def _bonus(values: Values) -> Decimal | None:
    """The bonus of each head times the heads, one where their number is blank; None unless the award was won."""
    each = values.get("per_head")
    if not isinstance(each, Decimal) or values.get("result") != WON:
        return None
    heads = values.get("heads")
    return each * (1 if heads is None else heads)


KIND = Kind(
    slug="nomination",
    title="典型推荐",
    paper="典型（先进）推荐表",
    number="R18",
    group="创建管理",
    date="date",
    subject="{candidate}{sort}推荐表",
    signed=True,
    stage_field="stage",
    fill=_fill,
    doubts=_doubts,
    unfinished=lambda values: ("“主要事迹”",) if OPEN in (values.get("deeds") or "") else (),
    note="推荐示范窗口、标兵、明星、先进个人、服务之星等，一个对象一份；评定后补填结果和奖金。",
    fields=(
        Choice(name="sort", label="推荐类别", required=True, choices=SORTS, sample="标兵", width=8),
        Text(name="candidate", label="推荐对象", required=True, essential=True, sample="周启明", width=14),
        Text(name="post", label="岗位或职务", sample="综合窗口", indexed=False),
        Choice(name="trade", label="工种", choices=("营业", "储蓄", "投递", "综合"), sample="综合", width=6),
        Text(
            name="period",
            label="推荐期",
            hint="空着的，标兵和明星按季度，服务之星按月，其他按年度填写",
            sample="2015年第三季度",
            width=12,
        ),
        Text(name="author", label="推荐单位", required=True, sample="第五税务分局", width=14),
        Date(name="date", label="推荐日期", required=True, hint="按季推荐的在季末", sample="2015年9月25日", width=12),
        Choice(name="stage", label="所属阶段", source="stages", indexed=False, sample="检查整改"),
        Score(
            name="score", label="综合得分", required=True, hint="照上级规定的综合评定得分填写", sample="96.5", width=7
        ),
        Whole(name="rank", label="同工种名次", hint="有的方案只上报各工种前2名", sample=1, width=6),
        LongText(
            name="deeds",
            label="主要事迹",
            required=True,
            sample="三季度办件无差错、无投诉，带教两名新人，技能考试第一名。",
        ),
        LongText(name="opinion", label="推荐单位意见", sample="经集体研究，同意推荐。"),
        Text(name="recipient", label="报送对象", sample="海滨市税务局", indexed=False),
        Date(name="reported", label="上报日期", required=True, sample="2015年9月28日", width=12),
        Choice(name="result", label="评定结果", required=True, choices=("评定中", WON, "未当选"), sample=WON, width=8),
        Date(name="decided", label="评定日期", sample="2015年9月30日", indexed=False),
        Money(name="per_head", label="人均奖金", hint="照方案的奖励标准填写", sample="500", indexed=False),
        Whole(name="heads", label="受奖人数", hint="奖给窗口的填人数，奖给个人的空着", unit="人", sample=1, width=6),
        Money(name="bonus", label="奖金合计", hint="空着的，当选后按人均奖金乘人数计算", sample="500", width=9),
    ),
)
