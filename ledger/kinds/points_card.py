"""The points card of a party member (党员积分卡): points of a quarter for duty, meetings, campaign and help."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from ledger.fields import Choice, Context, Date, LongText, Person, Score, Whole
from ledger.fields.numbers import plain
from ledger.kinds.kind import Form, Kind, Values

QUARTERS = ("一季度", "二季度", "三季度", "四季度")
PARTS = ("duty", "life", "campaign", "help")
_MOST = Decimal(1000)
"""The source gives no scale (A28), so that none is imposed."""


def _total(values: Values) -> Decimal | None:
    parts = [values[name] for name in PARTS if values.get(name) is not None]
    return sum(parts, Decimal(0)) if parts else None


def _fill(values: Values, context: Context) -> Mapping[str, Any]:
    day, total = values.get("date"), _total(values)
    return {
        **({"period": QUARTERS[(day.month - 1) // 3]} if day else {}),
        **({} if total is None else {"total": total}),
    }


def _doubts(values: Values) -> Iterable[str]:
    written, total = values.get("total"), _total(values)
    if written is not None and total is not None and written != total:
        yield f"合计填{plain(written)}，四项积分相加是{plain(total)}"


def _part(name: str, label: str, sample: str) -> Score:
    return Score(name=name, label=label, required=True, most=_MOST, places=1, sample=sample)


KIND = Kind(
    slug="points_card",
    title="党员积分",
    paper="党员积分登记簿",
    form=Form.REGISTER,
    number="R43",
    group="评议满意",
    date="date",
    subject="{person}{period}积分",
    fill=_fill,
    doubts=_doubts,
    note="一名党员一季度一条，年底印成每人一张积分卡；来源没有给出分值标准，由党组织自定。",
    fields=(
        Whole(name="number", label="序号", required=True, sample=1, width=5),
        Date(name="date", label="记分日期", required=True, sample="2015年9月30日", width=11),
        Person(name="person", label="党员", required=True, essential=True, sample="周启明", width=8),
        Choice(
            name="period",
            label="季度",
            required=True,
            choices=QUARTERS,
            hint="留空按记分日期填写",
            sample="三季度",
            width=7,
        ),
        _part("duty", "履行义务", "8"),
        _part("life", "组织生活", "9"),
        _part("campaign", "参与创建", "10"),
        _part("help", "助难帮困", "6"),
        Score(
            name="total",
            label="合计",
            required=True,
            most=4 * _MOST,
            places=1,
            hint="四项相加；留空由程序计算",
            sample="33",
        ),
        Person(name="scorer", label="记分人", required=True, sample="林晓岚", width=8),
        LongText(name="note", label="备注", indexed=True, width=20, sample="三季度结对帮扶2户"),
    ),
)
