"""Two books kept at a window: what was made public (政务公开登记簿) and what supervisors said (民主评议监督簿).

One kind with a `sort`: both are entries of one line, kept by the same person at the same desk. Each is printed as a
book of its own (exports/papers/prints/disclosures.py).
"""

from __future__ import annotations

from collections.abc import Iterable

from ledger.fields import Choice, Date, LongText, Person, Text, Whole
from ledger.kinds.kind import Form, Kind, Values

PUBLIC, REVIEWED = "政务公开", "民主评议监督"
SORTS = (PUBLIC, REVIEWED)
_OWN = {
    PUBLIC: {"form": "公开形式", "term": "公开期限"},
    REVIEWED: {"reviewer": "评议人", "handling": "处理情况"},
}
"""The columns that only one of the two books has (A08)."""


def _doubts(values: Values) -> Iterable[str]:
    """A line has what its own book asks for and nothing of the other."""
    for sort, names in _OWN.items():
        for name, label in names.items():
            if values.get("sort") == sort and not values.get(name):
                yield f"登记在“{sort}”里，却没有填“{label}”"
            elif values.get("sort") and values["sort"] != sort and values.get(name):
                yield f"登记在“{values['sort']}”里，却填了“{label}”"


KIND = Kind(
    slug="disclosure",
    title="政务公开与评议监督",
    paper="政务公开与民主评议监督登记簿",
    form=Form.REGISTER,
    number="R39",
    group="评议满意",
    date="date",
    subject="{content}",
    doubts=_doubts,
    note="政务公开登记簿和民主评议监督簿合登一处，用“簿别”分开；可以分别印成两本。",
    fields=(
        Whole(name="number", label="序号", required=True, sample=1, width=5),
        Date(name="date", label="日期", required=True, hint="公开日期或评议日期", sample="2015年7月1日", width=11),
        Choice(name="sort", label="簿别", required=True, choices=SORTS, sample=PUBLIC, width=8),
        Text(
            name="content",
            label="公开事项或评议内容",
            required=True,
            essential=True,
            most=2000,
            hint="公开的写事项名称，评议监督的写意见内容",
            sample="办事依据、程序和时限",
            width=26,
        ),
        Choice(
            name="form",
            label="公开形式",
            choices=("公开栏", "上墙", "电子屏", "网站", "办事指南", "公开卡"),
            other=True,
            hint="只填政务公开的",
            sample="公开栏",
            width=10,
        ),
        Text(name="term", label="公开期限", hint="只填政务公开的，如“长期”", sample="长期", width=9),
        Text(name="reviewer", label="评议人", hint="只填评议监督的", width=12),
        Text(name="handling", label="处理情况", most=2000, hint="只填评议监督的", width=20),
        Person(name="owner", label="登记人", required=True, sample="沈文君", width=8),
        LongText(name="note", label="备注", sample="公开栏照片随件存放"),
    ),
)
