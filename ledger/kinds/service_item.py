"""A matter that the unit handles (事项目录): what is asked for, how long it takes, and what it costs."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.clocks import INSTANT
from ledger.fields import Choice, Choices, Date, LongText, Text, Whole
from ledger.kinds.kind import Form, Kind, Values

PUBLIC = ("服务内容", "办事程序", "政策依据", "申报材料", "承诺时限", "收费标准", "办理结果", "投诉渠道")
"""What is made public of a matter: the eight of A04, of which A19 and A26 name the first six with other words."""


def _doubts(values: Values) -> Iterator[str]:
    """A promise longer than the law allows, or limits that the sort contradicts."""
    legal, days = values.get("legal_days"), values.get("days")
    if legal is not None and days is not None and days > legal:
        yield "承诺时限长于法定时限"
    if values.get("sort") == INSTANT and days:
        yield "即办件不应另有承诺时限"
    if values.get("sort") not in (None, INSTANT) and days == 0:
        yield "承诺时限是0个工作日，类别却不是即办件"


WINDOW = Choice(
    name="window",
    label="窗口",
    required=True,
    essential=True,
    source="windows",
    other=True,
    sample="一号综合窗口",
)
"""The window that a record tells of: one that matters are handled at, or any other."""

KIND = Kind(
    slug="service_item",
    title="办理事项",
    paper="事项目录",
    number="R48",
    group="办件服务",
    form=Form.REGISTER,
    date="date",
    subject="{name}",
    unique="name",
    doubts=_doubts,
    note="对外办理的事项一项一条：材料、程序、时限、收费和依据；办件登记时从这里选。",
    fields=(
        Whole(name="number", label="序号", required=True, sample=1, width=5),
        Text(name="name", label="项目名称", required=True, essential=True, most=120, sample="减免税审批", width=14),
        Choice(
            name="sort", label="类别", required=True, choices=(INSTANT, "限时件", "并联件"), sample="限时件", width=6
        ),
        Text(name="window", label="窗口", required=True, sample="综合窗口", width=7),
        Whole(name="legal_days", label="法定时限（工作日）", most=1000, sample=20, width=5.5),
        Whole(name="days", label="承诺时限（工作日）", most=1000, sample=10, width=5.5, hint="即办件不填"),
        LongText(
            name="materials",
            label="申报材料",
            required=True,
            indexed=True,
            width=20,
            hint="一行一份",
            sample="减免税申请表\n营业执照复印件\n财务会计报表",
        ),
        LongText(name="procedure", label="办理程序", required=True, sample="申请、受理、审核、审批、送达"),
        Text(name="charge", label="收费标准", sample="不收费", indexed=False),
        Text(name="fee_basis", label="收费依据", required=True, sample="不收费", width=8, hint="不收费的写“不收费”"),
        Text(name="basis", label="项目依据", required=True, sample="税收征收管理法第三十三条", width=14),
        Choices(
            name="public",
            label="公开要素",
            choices=PUBLIC,
            other=True,
            indexed=False,
            sample="服务内容、办事程序、政策依据、申报材料、承诺时限、收费标准",
        ),
        Date(name="date", label="公布日期", required=True, sample="2015年6月1日", width=8),
        LongText(name="note", label="备注", sample="时限由20个工作日压缩为10个工作日"),
    ),
)
