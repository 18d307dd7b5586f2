"""One person's quantified assessment for a month (工作量化考核): work done, points, and the bonus tied to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from ledger.fields import (
    Choice,
    Choices,
    Context,
    Date,
    LongText,
    Money,
    Month,
    MonthValue,
    Person,
    Row,
    Rows,
    Score,
    Text,
)
from ledger.fields.numbers import plain
from ledger.kinds.kind import Kind, Values

_MOST = Decimal(1_000_000)
WORKLOAD = Rows(
    name="workload",
    label="工作量与得分",
    required=True,
    hint="得分＝工作量×单位分值，扣分的单位分值写负数",
    sample=[
        {"indicator": "受理办件（件）", "quantity": "120", "unit": "0.5", "points": "60"},
        {"indicator": "电话回访（次）", "quantity": "40", "unit": "0.6", "points": "24"},
        {"indicator": "退回补正（件）", "quantity": "1", "unit": "-2", "points": "-2"},
    ],
    columns=(
        Text(name="indicator", label="考核指标", required=True, width=24),
        Score(name="quantity", label="工作量", most=_MOST, width=10),
        Score(name="unit", label="单位分值", least=-_MOST, most=_MOST, width=10),
        Score(name="points", label="得分", least=-_MOST, most=_MOST, places=8, width=10),
    ),
)


def earned(row: Row) -> Decimal | None:
    """The points of a row as written, or else 工作量×单位分值; None when neither is known."""
    if row.get("points") is not None:
        return Decimal(row["points"])
    quantity, unit = row.get("quantity"), row.get("unit")
    return None if quantity is None or unit is None else Decimal(quantity) * Decimal(unit)


def _summed(values: Values) -> Decimal | None:
    """What the rows come to; None without rows or while the points of one are not known."""
    each = [earned(row) for row in values.get("workload") or ()]
    known = [points for points in each if points is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(each) else None


def _fill(values: Values, context: Context) -> Mapping[str, Any]:
    day, score = values.get("date"), _summed(values)
    return {
        **({"month": MonthValue(day.year, day.month)} if day else {}),
        **({} if score is None or score < 0 else {"score": score}),
    }


def _doubts(values: Values) -> Iterable[str]:
    for row in values.get("workload") or ():
        worked = earned({**row, "points": None})
        if row.get("points") is not None and worked is not None and row["points"] != worked:
            yield f"“{row['indicator']}”得分填{plain(row['points'])}，工作量×单位分值是{plain(worked)}"
    score, summed = values.get("score"), _summed(values)
    if score is not None and summed is not None and score != summed:
        yield f"考核得分填{plain(score)}，各项得分相加是{plain(summed)}"
    day, month = values.get("date"), values.get("month")
    if day and month and (day.year, day.month) < (month.year, month.month):
        yield f"考核日期早于所考核的{month}"


KIND = Kind(
    slug="performance",
    title="工作量化考核",
    paper="工作量化考核表",
    number="R42",
    group="评议满意",
    date="date",
    subject="{month}{person}工作量化考核表",
    topic="量化考核",
    fill=_fill,
    doubts=_doubts,
    note="一人一期一条：各项工作量、得分和与之挂钩的奖金；指标和分值由单位自定，来源没有给出。",
    fields=(
        Person(name="person", label="考核对象", required=True, essential=True, sample="沈文君"),
        Text(name="post", label="岗位", sample="综合受理岗"),
        Month(
            name="month",
            label="考核月份",
            required=True,
            hint="按季考核的填末月；留空按考核日期填写",
            sample="2015年7月",
        ),
        Choice(name="span", label="考核周期", required=True, choices=("月度", "季度", "年度"), sample="月度"),
        Date(name="date", label="考核日期", required=True, sample="2015年7月31日"),
        WORKLOAD,
        Score(name="score", label="考核得分", required=True, most=_MOST, places=8, hint="留空由程序相加", sample="82"),
        Money(name="bonus", label="奖金", sample="480"),
        Choices(
            name="use",
            label="结果运用",
            choices=("个人绩效", "奖金", "岗位津贴", "年度考核"),
            indexed=False,
            sample="个人绩效、奖金",
        ),
        Text(name="source", label="数据来源", indexed=False, sample="业务软件统计"),
        Person(name="assessor", label="考核人", required=True, sample="林晓岚"),
        LongText(name="note", label="考核意见", sample="退回补正1件，已提醒。"),
    ),
)
