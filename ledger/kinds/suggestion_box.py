"""An opening of the box, or a look into the book, for opinions (意见箱、意见簿检查): what was in it (R46)."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.fields import Choice, Context, Date, LongText, People, Text, Whole
from ledger.kinds.kind import Form, Kind, Values

PARTS = (("opinions", "意见建议"), ("complaints", "投诉"), ("praises", "表扬"), ("others", "其他"))
"""What the sheets found are about; together they are all of them."""


def _fill(values: Values, context: Context) -> Values:
    parts = [values.get(name) for name, _ in PARTS]
    known = [part for part in parts if part is not None]
    return {"count": sum(known)} if known else {}


def _doubts(values: Values) -> Iterator[str]:
    count = values.get("count")
    known = {words: values[name] for name, words in PARTS if values.get(name) is not None}
    total = sum(known.values())
    if count is not None and known and (total > count or (len(known) == len(PARTS) and total != count)):
        told = "、".join(f"{words}{number}份" for words, number in known.items())
        yield f"{told}合计{total}份，与取出的{count}份不符"


KIND = Kind(
    slug="suggestion_box",
    title="意见箱开箱",
    paper="意见箱意见簿检查登记簿",
    number="R46",
    group="投诉监督",
    form=Form.REGISTER,
    date="date",
    subject="{place}{sort}",
    note="每次开箱或查看意见簿记一条，没有意见的也记；意见和投诉分别登记到意见台帐、投诉登记簿。",
    fill=_fill,
    doubts=_doubts,
    fields=(
        Whole(name="number", label="序号", required=True, sample=1, width=5),
        Date(name="date", label="开箱日期", required=True, sample="2015年7月13日", width=11),
        Choice(name="sort", label="种类", required=True, choices=("意见箱", "意见簿"), sample="意见箱", width=7),
        Text(name="place", label="位置", required=True, essential=True, sample="办税服务厅入口", width=14),
        People(name="openers", label="开箱人", required=True, sample="沈文君、周启明", indexed=True, width=10),
        Whole(name="count", label="份数", required=True, unit="份", hint="没有的填0", sample=4, width=6),
        Whole(name="opinions", label="意见建议", unit="份", sample=2, width=6),
        Whole(name="complaints", label="投诉", unit="份", sample=1, width=6),
        Whole(name="praises", label="表扬", unit="份", sample=1, width=6),
        Whole(name="others", label="其他", unit="份", sample=0, width=6),
        Text(name="content", label="主要内容", most=4000, sample="增设填单台；午间值班", width=20),
        Text(
            name="handling",
            label="处理情况",
            required=True,
            hint="没有意见的写无",
            most=4000,
            sample="登记意见2条、投诉1条，已转承办人",
            width=22,
        ),
        LongText(name="note", label="备注", sample="开箱后已重新上锁"),
    ),
)
