"""A post, who holds it and who stands in (AB岗), its duties and powers (岗位职责表, R30)."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.fields import Choice, Date, LongText, Person, Text, Whole
from ledger.kinds.kind import Form, Kind, Values


def _doubts(values: Values) -> Iterator[str]:
    first, second = values.get("holder"), values.get("deputy")
    if first and second and first.name == second.name:
        yield "A岗和B岗是同一个人"


KIND = Kind(
    slug="post_duty",
    title="岗位职责与AB岗",
    paper="AB岗与岗位职责表",
    number="R30",
    group="检查整改",
    form=Form.REGISTER,
    date="date",
    subject="{post}",
    note="一个岗位记一条：A岗不在时由B岗代办，两人不能相同。",
    doubts=_doubts,
    fields=(
        Whole(name="number", label="序号", required=True, sample=1, width=5),
        Text(name="post", label="岗位", required=True, essential=True, sample="综合受理岗", width=12),
        Person(name="holder", label="A岗", required=True, sample="周启明", width=8),
        Person(name="deputy", label="B岗", required=True, sample="沈文君", width=8),
        Text(
            name="duties",
            label="岗位职责",
            required=True,
            most=4000,
            sample="受理申请，核对材料，一次告知，录入系统",
            width=28,
        ),
        Text(name="powers", label="权限", required=True, most=4000, sample="即办件当场办结", width=18),
        Choice(name="chief", label="首席代表", required=True, choices=("是", "否"), sample="否", width=6),
        Date(name="date", label="公布日期", required=True, sample="2015年6月8日", width=11),
        LongText(name="note", label="备注", indexed=True, sample="职责已上墙公布", width=14),
    ),
)
