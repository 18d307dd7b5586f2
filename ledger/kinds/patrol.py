"""A look round, secret or announced, a patrol or a spot check (明察暗访、巡查、抽查), in the ways of 四结合 (R23)."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.fields import Choice, Context, Date, LongText, Text, Whole
from ledger.kinds.kind import Form, Kind, Values

PAIRS = (
    ("察看与暗访", ("实地察看", "暗访检查")),
    ("资料与投诉", ("查阅内部资料", "投诉举报查处")),
    ("领导与监督", ("领导抽查", "监督员检查")),
    ("日常与专项", ("日常检查", "专项检查")),
)
"""The four pairs of 四结合, each with the two ways of checking that it joins (A03, third activity)."""

WAYS = tuple(way for _, ways in PAIRS for way in ways)
"""The eight ways of checking of 四结合."""

NONE, SOME = "未发现问题", "发现问题"


def pair_of(way: str | None) -> str:
    """The pair of 四结合 that a way of checking belongs to; empty for a way outside of it, such as 不定期抽查 (A08)."""
    return next((pair for pair, ways in PAIRS if way in ways), "")


def _fill(values: Values, context: Context) -> Values:
    pair = pair_of(values.get("sort"))
    return {"pair": pair} if pair else {}


def _doubts(values: Values) -> Iterator[str]:
    pair = pair_of(values.get("sort"))
    if pair and values.get("pair") not in (None, pair):
        yield f"“{values['sort']}”属于{pair}，四结合一栏却填{values['pair']}"
    if values.get("outcome") == NONE and values.get("handling"):
        yield f"填了处理情况，结论却是{NONE}"
    if values.get("outcome") == SOME and not values.get("handling"):
        yield f"结论是{SOME}，却没有填处理情况"
    day, handled = values.get("date"), values.get("handled")
    if day and handled and handled < day:
        yield "处理日期早于检查日期"


KIND = Kind(
    slug="patrol",
    title="明察暗访与巡查",
    paper="明察暗访巡查登记簿",
    number="R23",
    group="检查整改",
    form=Form.REGISTER,
    date="date",
    subject="{object}{sort}",
    note="每次明察、暗访、巡查、抽查记一条；发现的问题另记“整改台帐”，跟踪到整改完成。",
    fill=_fill,
    doubts=_doubts,
    fields=(
        Whole(name="number", label="序号", required=True, sample=1, width=5),
        Date(name="date", label="检查日期", required=True, sample="2015年7月14日", width=11),
        Choice(
            name="sort",
            label="检查方式",
            required=True,
            choices=(*WAYS, "不定期抽查", "其他"),
            sample="暗访检查",
            width=9,
        ),
        Choice(
            name="pair",
            label="四结合",
            choices=tuple(pair for pair, _ in PAIRS),
            hint="按检查方式自动填写；四结合以外的检查留空",
            sample="察看与暗访",
            width=9,
        ),
        Choice(
            name="by",
            label="检查主体",
            required=True,
            choices=("本单位", "上级单位", "政风行风监督员", "效能监督员", "人大代表", "政协委员", "其他"),
            sample="政风行风监督员",
            width=8,
        ),
        Text(name="inspectors", label="检查人", required=True, sample="监督员二人", width=10),
        Text(name="object", label="检查对象", required=True, essential=True, sample="办税服务厅", width=11),
        Text(
            name="found",
            label="发现的情况",
            required=True,
            most=4000,
            hint="没有发现问题的，写看到了什么",
            sample="导税台无人值守，便民药箱缺药品",
            width=24,
        ),
        Choice(
            name="outcome",
            label="结论",
            required=True,
            choices=(NONE, SOME),
            sample=SOME,
            width=8,
        ),
        Text(name="handling", label="处理情况", most=4000, sample="当日补岗，次日补齐药品", width=18),
        Date(name="handled", label="处理日期", sample="7月15日", indexed=False),
        LongText(name="note", label="备注", sample="检查前未通知窗口"),
    ),
)
