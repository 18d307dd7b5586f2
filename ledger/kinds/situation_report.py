"""A report on how things stand (情况报告), sent to a higher body: an upward official document."""

from __future__ import annotations

from dataclasses import replace

from ledger.fields import Choice, Date, LongText, Person, Text
from ledger.kinds.campaign_plan import ADDRESSEE, ANNEXES, ATTACHED, COPIES, SEALED
from ledger.kinds.kind import Kind

KIND = Kind(
    slug="situation_report",
    title="情况报告",
    paper="情况报告",
    number="R13",
    group="创建管理",
    date="issued",
    subject="{title}",
    signed=True,
    stage_field="stage",
    note="报送上级机关的情况报告；有文号时文头写签发人。",
    fields=(
        Text(
            name="title",
            label="标题",
            required=True,
            essential=True,
            sample="关于检查整改阶段工作情况的报告",
            width=30,
        ),
        Text(name="doc_no", label="文号", most=30, sample="海税五〔2015〕9号", width=14),
        Date(name="issued", label="成文日期", required=True, sample="2015年9月30日", width=12),
        Text(name="author", label="发文单位", most=120, sample="第五税务分局", width=14),
        replace(ADDRESSEE, required=True),
        Choice(name="stage", label="所属阶段", source="stages", indexed=False, sample="检查整改"),
        LongText(name="opening", label="报告缘由", sample="根据创建活动要求，现将检查整改阶段工作情况报告如下。"),
        LongText(name="achievements", label="主要工作", required=True, sample="组织自查四次，整改问题十八个。"),
        LongText(name="problems", label="存在问题", required=True, sample="停车位不足的问题尚未解决。"),
        LongText(name="next_steps", label="下一步打算", required=True, sample="继续跟踪督促，迎接民主评议。"),
        ATTACHED,
        ANNEXES,
        Person(name="signer", label="签发人", required=True, sample="林晓岚"),
        SEALED,
        COPIES,
    ),
)
