"""Inspection and third-party appraisal of a window (综合检查与第三方测评): the two scores and whether it meets them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from ledger.fields import Choice, Context, Date, LongText, Person, Score, Text, Whole
from ledger.fields.numbers import plain
from ledger.kinds.kind import Form, Kind, Values
from ledger.kinds.service_item import WINDOW
from ledger.scoring.numbers import rounded

INSPECTION_SHARE, THIRD_PARTY_SHARE = Decimal("0.4"), Decimal("0.6")
"""Shares of the weighted score of a model window (A02, target 2: 第三方测评 weighs 60%)."""
STANDARD, MODEL = Decimal(85), Decimal(90)
"""Least mean of a window that meets the standard (达标), least weighted score of a model window (示范) (A02)."""
_MET, _FAILED = "达到", "未达到"
_ROUNDED_UP = Decimal("0.5")
"""By how much a score can be rounded up at most before it is held against its line."""


def _worked(values: Values) -> dict[str, Decimal]:
    """The plain mean and the weighted score, unrounded; nothing while one of the two scores is blank."""
    inspection, third = values.get("inspection"), values.get("third_party")
    if inspection is None or third is None:
        return {}
    return {
        "mean": (inspection + third) / 2,
        "weighted": inspection * INSPECTION_SHARE + third * THIRD_PARTY_SHARE,
    }


def _fill(values: Values, context: Context) -> Mapping[str, Any]:
    """Both means and how they stand to 85 and 90; the source gives weights for the second only (E7)."""
    worked: dict[str, Any] = dict(_worked(values))
    mean, weighted = (_given(values, worked, name) for name in ("mean", "weighted"))
    if mean is not None:
        worked["standard"] = _MET if _compared(mean, context) >= STANDARD else _FAILED
    if weighted is not None:
        worked["model"] = _MET if _compared(weighted, context) >= MODEL else _FAILED
    return worked


def _compared(score: Decimal, context: Context) -> Decimal:
    """The score as it is held against a line: exact, or as shown where the scheme's rule threshold_value says so."""
    if context.rule("threshold_value") != "shown":
        return score
    return Decimal(rounded(Fraction(score), int(context.rule("digits")), context.rule("rounding")))


def _given(values: Values, worked: Mapping[str, Any], name: str) -> Decimal | None:
    value: Decimal | None = worked.get(name) if values.get(name) is None else values[name]
    return value


def _doubts(values: Values) -> Iterable[str]:
    labels = {"mean": "平均得分", "weighted": "加权得分"}
    for name, value in _worked(values).items():
        typed = values.get(name)
        if typed is not None and typed != value.quantize(typed, ROUND_HALF_UP):
            yield f"{labels[name]}填{plain(typed)}，按两项得分算出的是{plain(value)}"
    for name, least, verdict, words in (
        ("mean", STANDARD, "standard", "达标"),
        ("weighted", MODEL, "model", "示范"),
    ):
        score, said = values.get(name), values.get(verdict)
        if score is None or said is None:
            continue
        if (score >= least and said == _FAILED) or (score < least - _ROUNDED_UP and said == _MET):
            yield f"{labels[name]}{plain(score)}，{words}线{plain(least)}，结论却是“{said}”"


KIND = Kind(
    slug="appraisal",
    title="综合检查与第三方测评",
    paper="综合检查与第三方测评登记簿",
    form=Form.REGISTER,
    number="R32",
    group="评议满意",
    date="date",
    subject="{window}综合检查与第三方测评",
    fill=_fill,
    doubts=_doubts,
    note="窗口的综合检查分和第三方测评分；平均得分达85分为达标，加权得分（综合检查40%、第三方测评60%）达90分为示范。",
    fields=(
        Whole(name="number", label="序号", required=True, sample=1, width=5),
        Date(name="date", label="日期", required=True, sample="2015年6月26日", width=11),
        replace(WINDOW, sample="一号营业窗口", width=14),
        Choice(
            name="trade",
            label="种类",
            required=True,
            choices=("营业", "储蓄", "投递", "综合"),
            sample="营业",
            width=6,
        ),
        Score(name="inspection", label="综合检查分", required=True, sample="88"),
        Score(name="third_party", label="第三方测评分", required=True, sample="92"),
        Score(
            name="mean",
            label="平均得分",
            places=6,
            hint="两项分数的平均，85分以上为达标；留空由程序计算",
            sample="90",
        ),
        Choice(name="standard", label="达标", choices=(_MET, _FAILED), hint="平均得分85分以上", sample=_MET, width=6),
        Score(
            name="weighted",
            label="加权得分",
            places=6,
            hint="综合检查40%＋第三方测评60%，90分以上为示范；留空由程序计算",
            sample="90.4",
        ),
        Choice(name="model", label="示范", choices=(_MET, _FAILED), hint="加权得分90分以上", sample=_MET, width=6),
        Person(name="inspector", label="检查人", sample="林晓岚", width=8),
        Text(name="agency", label="第三方机构", sample="某市场调查公司", width=14),
        LongText(name="note", label="备注", sample="检查表和测评报告随件存放"),
    ),
)
