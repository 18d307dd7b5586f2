"""Questions answered (咨询登记): who was first asked answers for it, and how many people it was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from ledger.fields import Bounded, BoundedNumber, Choice, Context, Date, LongText, Person, Text, Whole, chinese_date
from ledger.kinds.kind import Form, Kind, Values


def _fill(values: Values, context: Context) -> Mapping[str, Any]:
    """An entry of one question is one person."""
    return {"count": Bounded("1", Decimal(1), "exact")}


def _doubts(values: Values) -> Iterable[str]:
    day, replied = values.get("date"), values.get("replied")
    if day and replied and replied < day:
        yield f"答复日期{chinese_date(replied)}早于咨询日期{chinese_date(day)}"
    if replied and not values.get("answer"):
        yield "有答复日期，却没有写答复内容"


KIND = Kind(
    slug="consultation",
    title="咨询",
    paper="咨询登记簿",
    form=Form.REGISTER,
    number="R55",
    group="办件服务",
    date="date",
    subject="{content}",
    fill=_fill,
    doubts=_doubts,
    note="一问一条，也可以把一天的咨询合记一条并写明人次；首问责任人负责答复或引导。",
    fields=(
        Whole(name="number", label="序号", required=True, sample=1, width=5),
        Date(name="date", label="日期", required=True, sample="2015年7月6日", width=11),
        Choice(
            name="method",
            label="方式",
            required=True,
            choices=("窗口", "电话", "网上", "上门", "其他"),
            sample="窗口",
            width=6,
        ),
        Choice(name="window", label="窗口", source="windows", other=True, sample="一号综合窗口", width=12),
        BoundedNumber(name="count", label="人次", required=True, hint="可写“4000余人次”；留空为1", sample="1", width=7),
        Text(name="asker", label="咨询人", sample="个体经营者", width=12),
        Text(name="phone", label="联系电话", private=True, indexed=False, sample="0513-00000000"),
        Text(
            name="content",
            label="咨询内容",
            required=True,
            essential=True,
            most=4000,
            sample="停业登记需要哪些材料",
            width=24,
        ),
        Text(name="answer", label="答复", most=4000, sample="已一次性告知材料和时限", width=24),
        Date(name="replied", label="答复日期", indexed=False, sample="7月6日"),
        Person(name="first", label="首问责任人", required=True, sample="沈文君", width=8),
        LongText(name="note", label="备注", sample="已附一次性告知单"),
    ),
)
