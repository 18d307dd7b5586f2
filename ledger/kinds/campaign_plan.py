"""The campaign plan (实施方案、实施细则), an official document of the unit."""

from __future__ import annotations

from ledger.fields import Choice, Date, LongText, Person, Rows, Text, Whole
from ledger.kinds.kind import Kind

ADDRESSEE = Text(
    name="addressee",
    label="主送机关",
    hint="几个机关之间用顿号或逗号，不写冒号",
    indexed=False,
    sample="望潮镇人民政府",
    width=14,
)
ATTACHED = LongText(name="attached", label="附件说明", hint="每行一个附件名称", sample="创建活动领导小组名单")
ANNEXES = Rows(
    name="annexes",
    label="附件正文",
    hint="随文印在后面的附件，每个附件一行，名称与附件说明一致",
    sample=[{"title": "创建活动领导小组名单", "text": "组长：林晓岚\n副组长：沈文君"}],
    columns=(
        Text(name="title", label="附件名称", required=True, width=20),
        LongText(name="text", label="附件内容", required=True, width=40),
    ),
)
SEALED = Choice(
    name="sealed",
    label="用印",
    choices=("是", "否"),
    hint="空着按加盖印章排署名和日期",
    indexed=False,
    sample="是",
)
COPIES = Text(
    name="copies",
    label="抄送",
    hint="印在最后一页的版记里",
    most=1000,
    indexed=False,
    sample="望潮镇人民政府，海滨市税务局",
)

KIND = Kind(
    slug="campaign_plan",
    title="实施方案",
    paper="实施方案",
    number="R02",
    group="创建管理",
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
        Text(name="doc_no", label="文号", most=30, sample="启地税五〔2015〕3号", width=14),
        Date(name="issued", label="成文日期", required=True, sample="2015年5月8日"),
        Text(name="author", label="发文单位", most=120, sample="第五税务分局", width=14),
        Choice(name="stage", label="所属阶段", source="stages", indexed=False, sample="宣传发动"),
        ADDRESSEE,
        LongText(name="basis", label="依据", sample="根据启发〔2015〕39号文件精神，结合本单位实际，制定本细则。"),
        LongText(name="guiding", label="指导思想", required=True, sample="以提高办事效率和服务质量为目标开展创建。"),
        LongText(name="scope", label="活动范围", sample="全体在编人员和窗口人员，办税服务厅各窗口。"),
        LongText(name="targets", label="活动目标", sample="评议总分进入全市前列，全年无有效投诉。"),
        LongText(name="content", label="创建内容与标准", required=True, sample="学习扎实深入\n办事高效快捷"),
        LongText(name="steps", label="创建步骤", required=True, sample="宣传发动阶段（5月份）。"),
        LongText(name="methods", label="评比办法", sample="日常考核占30%，民主评议占70%。"),
        LongText(name="requirements", label="工作要求", required=True, sample="指定专人收集整理台帐。"),
        ATTACHED,
        ANNEXES,
        Person(name="drafter", label="拟稿", indexed=False, sample="周启明"),
        Person(name="checker", label="核稿", indexed=False, sample="沈文君"),
        Person(name="signer", label="签发", required=True, sample="林晓岚"),
        Whole(
            name="printed",
            label="打印份数",
            hint="填了就在成文日期下面注明拟稿、核稿、签发和份数",
            unit="份",
            indexed=False,
            sample=20,
        ),
        SEALED,
        COPIES,
    ),
)
