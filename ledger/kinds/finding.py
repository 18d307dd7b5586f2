"""A finding and its rectification (整改台帐), followed until it is closed."""

from __future__ import annotations

from ledger.fields import Choice, Date, LinkTo, LongText, Person, Text, Whole
from ledger.kinds.kind import Form, Kind

KIND = Kind(
    slug="finding",
    title="问题整改",
    paper="整改台帐",
    number="R21",
    group="检查整改",
    form=Form.REGISTER,
    date="found",
    subject="{problem}",
    note="一个问题记一条：原因、措施、责任人、时限、结果、复查，闭环才算完。",
    fields=(
        Whole(name="number", label="序号", required=True, sample=1, width=5),
        Date(
            name="found",
            label="发现日期",
            aliases=("检查日期", "检查时间"),
            required=True,
            sample="2015年6月25日",
            width=11,
        ),
        Choice(
            name="source",
            label="来源",
            required=True,
            choices=("自查", "日常考核", "明查暗访", "民主评议", "意见建议", "走访", "投诉", "跟踪督查"),
            sample="自查",
            width=8,
        ),
        LinkTo(name="round", label="对应的检查", kind="check_round", sample="第一次自查自纠自查表"),
        Choice(name="point", label="检查要点", source="points", other=True, indexed=False, sample="政务公开"),
        Choice(name="standard", label="对应标准", source="standards", indexed=False, sample="执法严明公正"),
        Text(
            name="problem",
            label="问题",
            aliases=("问题", "存在问题", "发现问题", "发现的问题", "问题描述"),
            required=True,
            essential=True,
            most=2000,
            sample="政务公开栏内容更新不及时",
            width=22,
        ),
        Text(name="cause", label="原因", required=True, most=2000, sample="没有指定更新责任人", width=16),
        Text(name="measure", label="整改措施", required=True, most=4000, sample="指定专人，每周一更新", width=22),
        Person(name="owner", label="责任人", required=True, sample="周启明", width=8),
        Date(
            name="deadline",
            label="整改时限",
            aliases=("整改期限", "完成时限"),
            required=True,
            sample="7月10日",
            width=11,
        ),
        Date(
            name="closed",
            label="完成日期",
            aliases=("整改完成日期", "整改完成时间", "销号日期"),
            sample="7月6日",
            width=11,
        ),
        Text(
            name="result",
            label="整改结果",
            aliases=("整改情况", "整改落实情况", "完成情况"),
            most=2000,
            sample="已更新，并建立更新登记",
            width=16,
        ),
        Text(name="proof", label="佐证材料", sample="公开栏照片", indexed=False),
        Date(name="rechecked", label="复查日期", sample="7月15日", indexed=False),
        Person(name="rechecker", label="复查人", sample="沈文君", indexed=False),
        Choice(
            name="status", label="状态", required=True, choices=("未整改", "整改中", "已完成"), sample="已完成", width=8
        ),
        LinkTo(name="acceptance", label="对应的验收", kind="acceptance", sample="第三季度验收评分表"),
        LinkTo(name="opinion", label="对应的意见", kind="opinion", sample="建议增加午间值班窗口"),
        LinkTo(name="complaint", label="对应的投诉", kind="complaint", sample="午间窗口无人，等候超过半小时"),
        LinkTo(name="patrol", label="对应的巡查", kind="patrol", sample="办税服务厅暗访检查"),
        LongText(name="note", label="备注", sample="涉及房管部门的事项已去函"),
    ),
)
