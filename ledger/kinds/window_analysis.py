"""The analysis of a window by the cadre who is in charge of it (包抓窗口分析报告), in five dimensions (A04)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ledger.fields import BoundedNumber, Choice, Choices, Date, LongText, Person, Text
from ledger.kinds.kind import Kind, Values
from ledger.kinds.service_item import WINDOW

DIMENSIONS = (
    ("process", "业务办理流程"),
    ("single_track", "单轨运行"),
    ("authorisation", "项目授权"),
    ("charging", "规范收费"),
    ("problems", "窗口存在问题"),
)
"""The five dimensions of A04: the names of their fields and their headings."""


def _doubts(values: Values) -> Iterable[str]:
    """A report from before the analysis began; a window without staff."""
    since, issued, staff = values.get("since"), values.get("issued"), values.get("staff")
    if since and issued and issued < since:
        yield "成文日期早于包抓开始日期"
    if staff and staff.value == 0:
        yield "窗口人员数是0"


KIND = Kind(
    slug="window_analysis",
    title="窗口分析报告",
    paper="包抓窗口分析报告",
    number="R14",
    group="创建管理",
    date="issued",
    subject="{window}运行情况分析报告",
    signed=True,
    stage_field="stage",
    doubts=_doubts,
    note="干部包抓窗口的分析报告，一个窗口一份，按五个方面写。",
    fields=(
        replace(WINDOW, sample="公证窗口", width=16),
        Person(name="cadre", label="包抓干部", required=True, sample="沈文君", width=8),
        Date(name="since", label="包抓开始日期", indexed=False, sample="2015年7月1日"),
        Date(
            name="issued",
            label="成文日期",
            required=True,
            hint="有的方案要求10月底前写成",
            sample="2015年9月25日",
            width=12,
        ),
        Text(name="author", label="报告单位", sample="某区政务服务中心", width=14),
        Choice(name="stage", label="所属阶段", source="stages", indexed=False, sample="检查整改"),
        BoundedNumber(name="staff", label="窗口人员数", sample="3", width=6),
        BoundedNumber(name="items", label="审批服务项目数", sample="6", width=6),
        Choices(
            name="methods", label="分析方式", choices=("看", "问", "听"), other=True, indexed=False, sample="看、问、听"
        ),
        *(
            LongText(name=name, label=label, required=True, sample=sample)
            for (name, label), sample in zip(
                DIMENSIONS,
                (
                    "申请、受理、审核、出证四步，手续齐全的当场办结。",
                    "六个项目都在中心受理，没有两头受理。",
                    "首席代表有受理权和审核权，出证仍要回单位盖章。",
                    "收费标准上墙，由银行窗口统一收取。",
                    "出证两头跑；午间只有一人值守。",
                ),
                strict=True,
            )
        ),
        LongText(name="suggestions", label="改进建议", sample="把印章授权给窗口；午间增加一人轮值。"),
    ),
)
