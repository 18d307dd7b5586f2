"""A statement of a window's figures (窗口统计月报/年报): what was reported, kept as it was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from ledger.fields import BoundedNumber, Choice, Context, Date, LongText, Percent, Person, Rows, Text
from ledger.fields.numbers import Bounded
from ledger.kinds.kind import Kind, Values
from ledger.survey_counts import exceeds

INDICATORS = Rows(
    name="indicators",
    label="专项指标",
    sample=[{"indicator": "给据邮件信息上传率", "part": "1960", "whole": "2000", "target": "98"}],
    columns=(
        Choice(
            name="indicator",
            label="指标",
            required=True,
            choices=("给据邮件信息上传率", "邮编地址匹配率"),
            other=True,
            width=30,
        ),
        BoundedNumber(name="part", label="符合数", width=12),
        BoundedNumber(name="whole", label="总数", width=12),
        Percent(name="target", label="要求（%）", width=10),
    ),
)

_LESS = (
    ("accepted", "received", "受理数多于接件数"),
    ("finished", "accepted", "办结数多于受理数"),
    ("instant", "accepted", "即办件多于受理数"),
    ("on_time", "finished", "按时办结数多于办结数"),
    ("early", "on_time", "提前办结数多于按时办结数"),
    ("on_spot", "finished", "当场办结数多于办结数"),
    ("returned", "finished", "退办数多于办结数"),
    ("overdue", "accepted", "超时数多于受理数"),
)
"""Counts that are part of another, and what is said when they are more."""


def _exact(value: Bounded | None) -> Decimal | None:
    """The number, None when it is blank, masked or half known."""
    return value.value if value is not None and value.bound == "exact" else None


def _fill(values: Values, context: Context) -> Values:
    """On-time cases: the finished ones less those over time, when both are exactly known (A04: none was over time)."""
    finished, overdue = _exact(values.get("finished")), _exact(values.get("overdue"))
    if finished is None or overdue is None or finished < overdue:
        return {}
    left = finished - overdue
    return {"on_time": Bounded(f"{left:f}", left, "exact")}


def _doubts(values: Values) -> Iterable[str]:
    first, last = values.get("first"), values.get("last")
    if first and last and last < first:
        yield "统计的止日早于起日"
    for part, whole, words in _LESS:
        if exceeds(values.get(part), values.get(whole)):
            yield words
    yield from _sums(values)
    rate = values.get("satisfaction")
    if rate is not None and rate.value is not None and rate.value > 100:
        yield "满意率超过100%"
    for number, row in enumerate(values.get("indicators") or (), 1):
        if exceeds(row["part"], row["whole"]):
            yield f"专项指标第{number}行的符合数多于总数"


def _sums(values: Values) -> Iterator[str]:
    """What came in is accepted or refused; more cannot have been (A27: 1170 = 1158 + 12)."""
    received, accepted, refused = (_exact(values.get(name)) for name in ("received", "accepted", "refused"))
    if received is not None and accepted is not None and refused is not None and accepted + refused > received:
        yield "受理数与不予受理数之和多于接件数"


def _number(name: str, label: str, sample: str, unit: str = "") -> BoundedNumber:
    hint = f"{unit}；报表写约数、余数的照写" if unit else "报表写约数、余数的照写"
    return BoundedNumber(name=name, label=label, sample=sample, hint=hint, width=8)


KIND = Kind(
    slug="window_statement",
    title="窗口统计报表",
    paper="窗口统计报表",
    number="R57",
    group="办件服务",
    date="date",
    subject="{title}",
    signed=True,
    note="报出的窗口统计月报、年报，照报表原样登记；按办件登记重新统计的另用“统计表”。",
    fill=_fill,
    doubts=_doubts,
    fields=(
        Text(name="title", label="报表名称", required=True, essential=True, sample="2015年6月窗口统计月报", width=24),
        Choice(
            name="sort",
            label="种类",
            required=True,
            choices=("月报", "季报", "半年报", "年报", "专项统计"),
            sample="月报",
            width=8,
        ),
        Choice(
            name="window",
            label="窗口",
            source="windows",
            other=True,
            hint="空着表示全部窗口",
            sample="综合窗口",
            width=12,
        ),
        Date(name="first", label="统计起日", required=True, sample="2015年6月1日", indexed=False),
        Date(name="last", label="统计止日", required=True, sample="2015年6月30日", indexed=False),
        Date(name="date", label="报出日期", required=True, sample="2015年7月3日", width=11),
        Text(name="receiver", label="报送对象", sample="某镇人民政府", indexed=False),
        _number("visitors", "接待人次", "520余", "人次"),
        _number("received", "接件", "390", "件"),
        _number("accepted", "受理", "386", "件"),
        _number("refused", "不予受理", "4", "件"),
        _number("finished", "办结", "380", "件"),
        _number("instant", "即办件", "320", "件"),
        _number("on_spot", "当场办结", "318", "件"),
        _number("on_time", "按时办结", "380", "件"),
        _number("early", "提前办结", "52", "件"),
        _number("overdue", "超时", "0", "件"),
        _number("returned", "退办", "2", "件"),
        _number("consultations", "咨询", "1200余", "人次"),
        _number("complaints", "投诉", "0", "件"),
        _number("praises", "表扬", "3", "件"),
        _number("charges", "收费", "12.6万余元", "元"),
        BoundedNumber(
            name="satisfaction",
            label="满意率",
            hint="照报表写，如100%；样本数写在说明里",
            sample="98.5%",
            indexed=False,
        ),
        INDICATORS,
        Person(name="compiler", label="制表人", required=True, sample="周启明"),
        Person(name="reviewer", label="审核人", sample="沈文君", indexed=False),
        LongText(name="note", label="说明", sample="满意率依据回收的66份问卷。"),
    ),
)
