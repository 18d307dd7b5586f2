"""A public pledge (公开承诺书、承诺卡) and whether it was kept."""

from __future__ import annotations

from collections.abc import Iterable

from ledger.fields import Choice, Choices, Date, LongText, Person, Text
from ledger.kinds.kind import Kind, Values

KEPT, PART, BROKEN = "已兑现", "部分兑现", "未兑现"


def _doubts(values: Values) -> Iterable[str]:
    """A pledge said to be kept without when and how, or kept before it was made."""
    date, deadline, kept = values.get("date"), values.get("deadline"), values.get("fulfilled")
    status = values.get("status")
    if date and deadline and deadline < date:
        yield "完成时限早于承诺日期"
    if date and kept and kept < date:
        yield "兑现日期早于承诺日期"
    blank = [label for name, label in (("fulfilled", "兑现日期"), ("outcome", "兑现情况")) if not values.get(name)]
    if status == KEPT and blank:
        yield f"兑现结果是{KEPT}，却没有填{'和'.join(blank)}"
    if status == BROKEN and kept:
        yield f"兑现结果是{BROKEN}，却填了兑现日期"
    if status == KEPT and kept and deadline and kept > deadline:
        yield "兑现日期晚于完成时限"


KIND = Kind(
    slug="pledge",
    title="公开承诺",
    paper="公开承诺书",
    number="R17",
    group="创建管理",
    date="date",
    subject="{person}{sort}",
    signed=True,
    stage_field="stage",
    doubts=_doubts,
    note="每人一份承诺书，签字后扫描；兑现后补填结果。",
    fields=(
        Person(name="person", label="承诺人", required=True, essential=True, sample="周启明", width=8),
        Text(name="post", label="岗位", required=True, sample="综合窗口", width=12),
        Choice(
            name="sort",
            label="种类",
            required=True,
            choices=("公开承诺书", "承诺卡", "品质服务承诺书", "服务改善承诺书"),
            sample="公开承诺书",
            width=9,
        ),
        Date(name="date", label="承诺日期", required=True, sample="2015年6月2日", width=12),
        Choice(name="stage", label="所属阶段", source="stages", indexed=False, sample="检查整改"),
        LongText(
            name="content",
            label="承诺内容",
            required=True,
            hint="每行一条，不写序号",
            sample="来有迎声，问有答声，去有送声\n资料齐全的当场办结\n接到意见三天内答复",
        ),
        Date(name="deadline", label="完成时限", required=True, sample="2015年9月30日", width=12),
        Choices(
            name="publicity",
            label="公开方式",
            required=True,
            choices=("公示栏", "电子屏", "网站", "桌牌", "承诺卡", "会议宣读"),
            other=True,
            sample="公示栏、承诺卡",
            width=14,
        ),
        Choice(
            name="status",
            label="兑现结果",
            required=True,
            choices=("兑现中", KEPT, PART, BROKEN),
            sample=KEPT,
            width=8,
        ),
        Date(name="fulfilled", label="兑现日期", sample="9月25日", width=12),
        LongText(name="outcome", label="兑现情况", sample="三个月无投诉，意见均按时答复。"),
        Person(name="witness", label="核实人", sample="沈文君", indexed=False),
    ),
)
