"""A satisfaction questionnaire (满意率问卷): forms handed out, come back and valid, and what they say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from ledger.fields import BoundedNumber, Choice, Context, Date, LongText, Percent, Person, Text, Whole
from ledger.kinds.kind import Form, Kind, Values
from ledger.survey_counts import forms_doubts, rate_doubts, satisfied_rate

TARGET = Decimal(85)
"""Least rate of satisfaction by questionnaire, in percent (A02 8.2)."""
_YES, _NO = "是", "否"


def _fill(values: Values, context: Context) -> Mapping[str, Any]:
    """The rate by the scheme's reading of 基本满意, only from exact numbers, and how it stands to 85%."""
    rate = satisfied_rate(values, context.rule("fairly_satisfied"))
    known = rate if values.get("rate") is None else values["rate"]
    return {
        **({} if rate is None else {"rate": rate}),
        **({} if known is None else {"reached": _YES if known >= TARGET else _NO}),
    }


def _doubts(values: Values) -> Iterable[str]:
    yield from forms_doubts(values)
    yield from rate_doubts(values)
    rate, reached = values.get("rate"), values.get("reached")
    if rate is not None and reached is not None and (rate >= TARGET) != (reached == _YES):
        yield f"满意率{rate}%，“85%以上”一栏却填“{reached}”"


KIND = Kind(
    slug="questionnaire",
    title="满意率问卷",
    paper="满意率问卷统计台帐",
    form=Form.REGISTER,
    number="R34",
    group="评议满意",
    date="date",
    subject="{name}",
    fill=_fill,
    doubts=_doubts,
    note="一次问卷记一条：发放、收回、有效和各等次的份数；份数可以写“40余”，写准了才能算满意率。",
    fields=(
        Whole(name="number", label="序号", required=True, sample=1, width=5),
        Date(name="date", label="日期", required=True, sample="2015年6月30日", width=11),
        Text(name="name", label="问卷名称", required=True, essential=True, sample="上半年服务满意率问卷", width=20),
        Text(name="target", label="调查对象", sample="办事群众和企业", width=14),
        BoundedNumber(name="issued", label="发放", required=True, sample="210"),
        BoundedNumber(name="returned", label="收回", required=True, hint="不多于发放份数", sample="205"),
        BoundedNumber(name="valid", label="有效", required=True, hint="不多于收回份数", sample="200"),
        BoundedNumber(name="satisfied", label="满意", required=True, sample="168"),
        BoundedNumber(name="fairly", label="基本满意", sample="26", width=12),
        BoundedNumber(name="unsatisfied", label="不满意", sample="4"),
        BoundedNumber(name="unknown", label="不了解", sample="2"),
        Percent(
            name="rate",
            label="满意率",
            hint="满意÷有效；“基本满意”算不算，按方案的读法；留空由程序计算",
            sample="97%",
        ),
        Choice(
            name="reached",
            label="85%以上",
            choices=(_YES, _NO),
            hint="留空由程序比较",
            indexed=False,
            sample=_YES,
        ),
        Person(name="owner", label="经办人", indexed=False, sample="沈文君"),
        LongText(name="findings", label="主要意见", sample="希望延长午间值班"),
        LongText(name="note", label="备注", sample="问卷原件按批次装袋"),
    ),
)
