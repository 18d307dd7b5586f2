"""Stocktaking of documents, what was destroyed, filed or handed over (文件盘点、销毁、移交, R25)."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.fields import Choice, Context, Date, LongText, Month, MonthValue, Person, Text, Whole
from ledger.kinds.kind import Form, Kind, Values

MONTHLY, DAILY, HANDOVER = "月盘点", "日盘点", "月底移交"
"""Of documents each month, of clients' papers each day (A21, 6.1.1), of case files at the end of each month (A24)."""


def _fill(values: Values, context: Context) -> Values:
    found: dict[str, object] = {}
    if values.get("date"):
        found["month"] = MonthValue(values["date"].year, values["date"].month)
    total, needed = values.get("total"), values.get("needed")
    if total is not None and needed is not None and needed <= total:
        found["unneeded"] = total - needed
    return found


_PARTS = (
    ("electronic", "total", "其中电子文件", "文件总数"),
    ("needed", "total", "必要的", "文件总数"),
    ("destroyed", "unneeded", "销毁的", "不要的"),
    ("filed", "needed", "归档的", "必要的"),
    ("transferred", "total", "移交转办的", "文件总数"),
)
"""A part, the whole it is taken of, and the words for both."""


def _doubts(values: Values) -> Iterator[str]:
    for part, whole, part_words, whole_words in _PARTS:
        some, every = values.get(part), values.get(whole)
        if some is not None and every is not None and some > every:
            yield f"{part_words}{some}件，多于{whole_words}{every}件"
    total, needed, unneeded = (values.get(name) for name in ("total", "needed", "unneeded"))
    if total is not None and needed is not None and unneeded is not None and needed + unneeded != total:
        yield f"必要的{needed}件加不要的{unneeded}件，不等于文件总数{total}件"
    if values.get("transferred") and not values.get("receiver"):
        yield "有移交转办的文件，却没有填接收人"


KIND = Kind(
    slug="stocktaking",
    title="文件盘点",
    paper="文件盘点销毁移交登记簿",
    number="R25",
    group="检查整改",
    form=Form.REGISTER,
    date="date",
    subject="{month}文件{sort}",
    note="文件（含电子文件）每月盘点一次，申请人的资料每日盘点，办件档案月底移交；不要的销毁，必要的归档。",
    fill=_fill,
    doubts=_doubts,
    fields=(
        Whole(name="number", label="序号", required=True, sample=1, width=3),
        Date(name="date", label="盘点日期", required=True, sample="2015年7月31日", width=8.8),
        Choice(
            name="sort",
            label="盘点种类",
            required=True,
            essential=True,
            choices=(MONTHLY, DAILY, HANDOVER),
            sample=MONTHLY,
            width=5,
        ),
        Month(name="month", label="所属月份", hint="留空时按盘点日期", sample="2015年7月", width=6),
        Whole(name="total", label="文件总数", required=True, unit="件", sample=120, width=3.6),
        Whole(name="electronic", label="其中电子文件", unit="件", sample=45, width=6, indexed=False),
        Whole(name="needed", label="必要", required=True, unit="件", sample=84, width=3),
        Whole(name="unneeded", label="不要", unit="件", hint="留空时用总数减去必要的", sample=36, width=3),
        Whole(name="destroyed", label="销毁", unit="件", sample=36, width=3),
        Whole(name="filed", label="归档", unit="件", sample=80, width=3),
        Whole(name="transferred", label="移交转办", unit="件", sample=4, width=3.6),
        Text(name="receiver", label="接收人", hint="档案室或转办单位的接收人", sample="档案室管理员", width=7.4),
        Person(name="handler", label="经办人", required=True, sample="周启明", width=4.2),
        Person(name="witness", label="监销人", sample="沈文君", width=4.2),
        LongText(name="note", label="备注", indexed=True, sample="销毁清单附后", width=10),
    ),
)
