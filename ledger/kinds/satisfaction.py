"""The half-yearly social satisfaction survey (社会满意度测评): its score, not a rate."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from ledger.fields import BoundedNumber, Choice, Context, Date, LongText, Score, Text, Whole
from ledger.fields.numbers import plain
from ledger.kinds.kind import Form, Kind, Values

LEAST = Decimal(86)
"""Least score of the social satisfaction survey, once each half-year (A02, target 3)."""
_HALVES = ("上半年", "下半年")
_MET, _FAILED = "达到", "未达到"
_JULY = 7


def _fill(values: Values, context: Context) -> Mapping[str, Any]:
    worked: dict[str, Any] = {}
    if values.get("date"):
        worked["period"] = _HALVES[values["date"].month >= _JULY]
    if values.get("score") is not None:
        worked["passed"] = _MET if values["score"] >= LEAST else _FAILED
    return worked


def _doubts(values: Values) -> Iterable[str]:
    score, passed = values.get("score"), values.get("passed")
    if score is not None and passed is not None and (score >= LEAST) != (passed == _MET):
        yield f"测评得分{plain(score)}，目标{plain(LEAST)}分，结论却是“{passed}”"


KIND = Kind(
    slug="satisfaction",
    title="社会满意度测评",
    paper="社会满意度测评登记簿",
    form=Form.REGISTER,
    number="R33",
    group="评议满意",
    date="date",
    subject="{name}",
    fill=_fill,
    doubts=_doubts,
    note="每半年测评一次，得分86分以上为达到；记的是得分，不是满意率。",
    fields=(
        Whole(name="number", label="序号", required=True, sample=1, width=5),
        Date(name="date", label="测评日期", required=True, sample="2015年6月24日", width=11),
        Text(name="name", label="测评名称", required=True, essential=True, sample="综合满意度测评", width=20),
        Choice(
            name="period",
            label="期别",
            required=True,
            choices=_HALVES,
            hint="留空按测评日期填写",
            sample="上半年",
            width=7,
        ),
        Text(name="agency", label="测评单位", sample="某市场调查公司", width=16),
        Text(name="method", label="测评方式", sample="电话访问", width=16),
        BoundedNumber(name="sample", label="样本数", required=True, sample="300"),
        Score(name="score", label="得分", required=True, sample="88.5"),
        Choice(
            name="passed",
            label="是否达标",
            choices=(_MET, _FAILED),
            hint="得分86分以上为达到；留空由程序比较",
            sample=_MET,
            width=7,
        ),
        Text(name="findings", label="反映的问题", most=2000, sample="等候时间偏长", width=22),
        LongText(name="note", label="备注", sample="测评报告随件存放"),
    ),
)
