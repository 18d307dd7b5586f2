"""A visit to an enterprise (走访台帐): what it asked for and what it was told."""

from __future__ import annotations

from ledger.fields import BoundedNumber, Choice, Date, LongText, People, Text, Whole
from ledger.kinds.kind import Form, Kind

KIND = Kind(
    slug="visit",
    title="走访企业",
    paper="走访台帐",
    number="R38",
    group="评议满意",
    form=Form.REGISTER,
    date="date",
    subject="走访{company}",
    note="走访辖区重点企业、听取意见的记录。",
    fields=(
        Whole(name="number", label="序号", required=True, sample=1, width=5),
        Date(name="date", label="走访日期", required=True, sample="2015年7月8日", width=11),
        Text(
            name="company",
            label="走访对象",
            aliases=("企业名称", "走访企业", "走访单位", "单位名称"),
            required=True,
            essential=True,
            sample="某机械制造公司",
            width=16,
        ),
        Choice(
            name="sort",
            label="类别",
            choices=("重点企业", "中小企业", "个体工商户", "党政机关", "其他"),
            sample="重点企业",
            width=8,
        ),
        Text(name="contact", label="接待人", sample="财务负责人", width=9),
        Text(name="phone", label="联系电话", private=True, indexed=False, sample="0513-00000000"),
        People(
            name="visitors",
            label="走访人",
            aliases=("走访人员", "走访干部"),
            required=True,
            sample="林晓岚、周启明",
            indexed=True,
            width=10,
        ),
        BoundedNumber(name="attended", label="参加人数", sample="10余人", indexed=False),
        Text(
            name="content",
            label="走访内容",
            aliases=("走访情况",),
            required=True,
            most=4000,
            sample="宣传创建活动，听取意见",
            width=22,
        ),
        Text(
            name="request",
            label="诉求",
            aliases=("企业诉求", "意见建议", "反映问题"),
            most=4000,
            sample="希望集中辅导新申报系统",
            width=20,
        ),
        Text(
            name="reply",
            label="答复与落实",
            aliases=("答复情况", "落实情况", "办理情况"),
            most=4000,
            sample="7月底前组织一次辅导",
            width=20,
        ),
        Date(name="replied", label="答复日期", sample="7月10日", indexed=False),
        LongText(name="note", label="备注", sample="同行的还有镇工业办负责人"),
    ),
)
