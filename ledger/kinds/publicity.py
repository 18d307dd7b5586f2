"""The record of publicity (宣传引导): what was put up, shown or handed out, where and how much."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from ledger.fields import BoundedNumber, Choice, Context, Date, LongText, Percent, Person, Text, Whole
from ledger.kinds.kind import Form, Kind, Values

FORMS = ("标语", "条幅", "展板", "宣传栏", "电子屏", "公益广告", "明白纸", "咨询活动", "推介", "其他")
"""The forms of publicity that the sources name (R09: A03, A04, A07, A09, A11, A18)."""


def _fill(values: Values, context: Context) -> Values:
    """The share of public-service advertisements among all (A09: 20%), in per cent to two places."""
    share = _share(values)
    return {} if share is None else {"share": share}


def _doubts(values: Values) -> Iterable[str]:
    """More public-service advertisements than advertisements, or a share that the counts deny (A09)."""
    own, total = values.get("advertisements"), values.get("all_advertisements")
    if own is not None and total is not None and own > total:
        yield f"公益广告{own}条，多于广告总数{total}条"
    share = _share(values)
    if share is not None and values.get("share") not in (None, share):
        yield f"公益广告占比与条数算出的{share:f}%不一致"


def _share(values: Values) -> Decimal | None:
    """The public-service ones in per cent of all advertisements; None without both counts, or more than all."""
    own, total = values.get("advertisements"), values.get("all_advertisements")
    if own is None or not total or own > total:
        return None
    share = (Decimal(100 * own) / Decimal(total)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return share.quantize(Decimal(1)) if share == share.to_integral_value() else share


KIND = Kind(
    slug="publicity",
    title="宣传引导",
    paper="宣传引导记录",
    number="R09",
    group="创建管理",
    form=Form.REGISTER,
    date="date",
    subject="{content}",
    proof="照片",
    fill=_fill,
    doubts=_doubts,
    note="标语、条幅、展板、公益广告、咨询活动等，一种形式一次一条，附照片。",
    fields=(
        Whole(name="number", label="序号", required=True, sample=1, width=4),
        Date(name="date", label="日期", required=True, sample="2015年6月18日", width=11),
        Choice(name="form", label="形式", required=True, choices=FORMS, sample="公益广告", width=8),
        Text(
            name="content",
            label="主题内容",
            required=True,
            essential=True,
            most=1000,
            sample="诚信服务公益广告",
            width=22,
        ),
        Text(name="place", label="地点", required=True, sample="办税服务厅", width=14),
        BoundedNumber(
            name="quantity", label="数量", required=True, hint="连单位写，如6块、150余块", sample="6块", width=8
        ),
        BoundedNumber(name="units", label="参加单位数", indexed=False, sample="30个"),
        BoundedNumber(name="people", label="参加人数", hint="咨询、推介等活动填写", sample="53人", width=8),
        Whole(
            name="advertisements", label="公益广告数", hint="同一时期投放的公益广告条数", unit="条", sample=6, width=6
        ),
        Whole(name="all_advertisements", label="广告总数", unit="条", sample=30, width=6),
        Percent(name="share", label="公益广告占比", hint="空着的，按条数自动计算", sample="20", width=7),
        Person(name="owner", label="责任人", required=True, sample="陆一鸣", width=8),
        LongText(name="note", label="备注", sample="同时发放明白纸"),
    ),
)
