"""The campaign plan (实施方案、实施细则), an official document of the unit."""

from __future__ import annotations

from ledger.fields import Choice, Date, LongText, Person, Text
from ledger.kinds.kind import Kind

KIND = Kind(
    slug="campaign_plan",
    title="实施方案",
    paper="实施方案",
    date="issued",
    subject="{title}",
    signed=True,
    stage_field="stage",
    note="本单位制定的创建活动实施方案或实施细则。",
    fields=(
        Text(
            name="title",
            label="标题",
            required=True,
            essential=True,
            sample="“人民满意服务示范窗口”创建活动实施细则",
            width=30,
        ),
        Text(name="doc_no", label="文号", sample="启地税五〔2015〕3号", width=14),
        Date(name="issued", label="成文日期", required=True, sample="2015年5月8日"),
        Text(name="author", label="发文单位", sample="第五税务分局", width=14),
        Choice(name="stage", label="所属阶段", source="stages", indexed=False, sample="宣传发动"),
        LongText(name="basis", label="依据", sample="根据启发〔2015〕39号文件精神，结合本单位实际，制定本细则。"),
        LongText(name="guiding", label="指导思想", required=True, sample="以提高办事效率和服务质量为目标开展创建。"),
        LongText(name="content", label="创建内容与标准", required=True, sample="学习扎实深入\n办事高效快捷"),
        LongText(name="steps", label="创建步骤", required=True, sample="宣传发动阶段（5月份）。"),
        LongText(name="methods", label="评比办法", sample="日常考核占30%，民主评议占70%。"),
        LongText(name="requirements", label="工作要求", required=True, sample="指定专人收集整理台帐。"),
        LongText(name="attached", label="附件说明", hint="每行一个附件名称", sample="创建活动领导小组名单"),
        Person(name="drafter", label="拟稿", indexed=False, sample="周启明"),
        Person(name="checker", label="核稿", indexed=False, sample="沈文君"),
        Person(name="signer", label="签发", required=True, sample="林晓岚"),
    ),
)
