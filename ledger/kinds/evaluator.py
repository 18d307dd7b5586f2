"""Counts of the electronic evaluator (电子评价器) at a window: every finished case is asked about (A21)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from ledger.fields import Context, Date, LongText, Percent, Whole
from ledger.kinds.kind import Form, Kind, Values
from ledger.kinds.service_item import WINDOW

GRADES = ("excellent", "satisfied", "fairly", "unsatisfied")


def _counted(values: Values) -> int | None:
    """How many evaluations there are; None while all grades are blank."""
    counts = [values[grade] for grade in GRADES if values.get(grade) is not None]
    return sum(counts) if counts else None


def _rate(values: Values, fairly: str) -> Decimal | None:
    """满意 among the evaluations in percent; 基本满意 counts unless `fairly`, the rule fairly_satisfied, is "no"."""
    counted = _counted(values)
    good = GRADES[:2] if fairly == "no" else GRADES[:3]
    if not counted:
        return None
    rate = Decimal(100 * sum(values.get(grade) or 0 for grade in good)) / counted
    return rate.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _fill(values: Values, context: Context) -> Mapping[str, Any]:
    worked: dict[str, Any] = {}
    counted, finished = _counted(values), values.get("finished")
    if counted is not None:
        worked["total"] = counted
        if finished is not None and finished >= counted:
            worked["unrated"] = finished - counted
    rate = _rate(values, context.rule("fairly_satisfied"))
    return worked if rate is None else {**worked, "rate": rate}


def _doubts(values: Values) -> Iterable[str]:
    counted, finished, unrated = _counted(values), values.get("finished"), values.get("unrated")
    if counted is None:
        return
    if values.get("total") is not None and values["total"] != counted:
        yield f"评价合计填{values['total']}，四个等次相加是{counted}"
    if finished is not None and counted > finished:
        yield f"评价{counted}次，多于办结的{finished}件"
    elif finished is not None and unrated is not None and counted + unrated != finished:
        yield f"评价{counted}次加未评价{unrated}件，不等于办结的{finished}件"
    readings = {_rate(values, fairly) for fairly in ("yes", "no")}
    if values.get("rate") is not None and values["rate"] not in readings:
        yield f"满意率{values['rate']}%与按评价次数算出的不符"


KIND = Kind(
    slug="evaluator",
    title="电子评价器统计",
    paper="电子评价器统计台帐",
    form=Form.REGISTER,
    number="R36",
    group="评议满意",
    date="date",
    subject="{window}评价统计",
    fill=_fill,
    doubts=_doubts,
    note="每个窗口每天（或每期）一条；每件办结的业务都请对方评价，没有评价的也要记数。",
    fields=(
        Whole(name="number", label="序号", required=True, sample=1, width=5),
        Date(name="date", label="统计日期", required=True, sample="2015年7月6日", width=11),
        replace(WINDOW, sample="一号综合窗口", width=16),
        Whole(name="finished", label="办结件数", required=True, sample=42),
        Whole(name="excellent", label="非常满意", required=True, sample=30),
        Whole(name="satisfied", label="满意", required=True, sample=8),
        Whole(name="fairly", label="基本满意", required=True, sample=2),
        Whole(name="unsatisfied", label="不满意", required=True, sample=0),
        Whole(name="total", label="评价合计", hint="留空由程序相加", sample=40),
        Whole(name="unrated", label="未评价", hint="办结件数减去评价合计；留空由程序计算", sample=2),
        Percent(name="rate", label="满意率", hint="“基本满意”算不算，按方案的读法；留空由程序计算", sample="100%"),
        LongText(name="note", label="备注", indexed=True, width=18, sample="下午停用半小时"),
    ),
)
