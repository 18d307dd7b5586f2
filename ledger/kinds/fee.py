"""Charges of a month by item (收费统计), the amount kept as it was reported: 12800, 3.6万, 2546万余元."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from ledger.fields import BoundedNumber, Choice, Context, Date, LongText, Money, Month, MonthValue, Person, Text, Whole
from ledger.kinds.kind import Form, Kind, Values

YUAN, WAN = "元", "万元"
_TEN_THOUSAND = 10_000
_FEN = Decimal("0.01")


def yuan(values: Values) -> Decimal | None:
    """The amount in yuan as far as it is known, its bound left out; None when it is blank or masked (1*3万元)."""
    amount = values.get("amount")
    if amount is None or amount.value is None:
        return None
    value: Decimal = amount.value
    written_wan = "万" in amount.written or "亿" in amount.written
    return (value * _TEN_THOUSAND if values.get("unit") == WAN and not written_wan else value).quantize(_FEN)


def _fill(values: Values, context: Context) -> Mapping[str, Any]:
    """The unit as written in the amount, the month of the day, and the amount in yuan."""
    amount, day = values.get("amount"), values.get("date")
    unit = WAN if amount is not None and "万" in amount.written else YUAN
    inferred = {**values, "unit": values.get("unit") or unit}
    worked: dict[str, Any] = {"unit": unit} if amount is not None else {}
    if day:
        worked["month"] = MonthValue(day.year, day.month)
    value = yuan(inferred)
    return worked if value is None else {**worked, "yuan": value}


def _doubts(values: Values) -> Iterable[str]:
    amount, told, value = values.get("amount"), values.get("yuan"), yuan(values)
    if told is not None and value is not None and told != value:
        yield f"“折合金额”填{told:,.2f}，按金额和单位折算是{value:,.2f}"
    if (
        amount is not None
        and amount.written.endswith("元")
        and values.get("unit") == WAN
        and "万" not in amount.written
    ):
        yield f"金额写作“{amount.written}”，单位却选“万元”"
    day, month = values.get("date"), values.get("month")
    if day and month and (day.year, day.month) < (month.year, month.month):
        yield f"统计日期早于所统计的{month}"


KIND = Kind(
    slug="fee",
    title="收费统计",
    paper="收费统计台帐",
    form=Form.REGISTER,
    number="R56",
    group="办件服务",
    date="date",
    subject="{month}{item}",
    fill=_fill,
    doubts=_doubts,
    note="按月分项目记；金额照原文写，可写“2546万余元”，没有写单位的按“单位”一栏理解。",
    fields=(
        Whole(name="number", label="序号", required=True, sample=1, width=5),
        Month(name="month", label="月份", required=True, hint="留空按统计日期填写", sample="2015年7月", width=9),
        Date(name="date", label="统计日期", required=True, sample="2015年7月31日", width=11),
        Text(name="item", label="收费项目", required=True, essential=True, sample="证照工本费", width=20),
        Text(name="basis", label="收费依据", sample="收费许可证所列项目和标准", width=20),
        Choice(name="window", label="窗口", source="windows", other=True, sample="一号综合窗口", width=14),
        Whole(name="count", label="笔数", sample=64),
        BoundedNumber(
            name="amount", label="金额", required=True, hint="照原文，可带“余、约”和“万元”", sample="1.28万元", width=12
        ),
        Choice(
            name="unit",
            label="单位",
            required=True,
            choices=(YUAN, WAN),
            hint="金额里没有写“万”时按这里理解；留空照金额的写法",
            sample=WAN,
            width=6,
        ),
        Money(name="yuan", label="折合金额", hint="留空由程序折算；带“余”的是下限", sample="12800", width=12),
        Person(name="owner", label="统计人", required=True, sample="周启明", width=8),
        LongText(name="note", label="备注", sample="由银行窗口代收，与对帐单相符"),
    ),
)
