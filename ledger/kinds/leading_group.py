"""The leading group of the campaign (领导小组) and who does what in it."""

from __future__ import annotations

from ledger.fields import Choice, Date, LongText, Person, Rows, Text
from ledger.kinds.kind import Kind

KIND = Kind(
    slug="leading_group",
    title="领导小组",
    paper="领导小组名册",
    number="R03",
    group="创建管理",
    date="established",
    subject="{name}名册",
    signed=True,
    stage_field="stage",
    note="创建活动领导小组（工作组）的成员和分工；一个人可以担任几种职务。",
    fields=(
        Text(name="name", label="名称", required=True, essential=True, sample="创建活动领导小组", width=24),
        Text(name="doc_no", label="文号", sample="启地税五〔2015〕2号", width=14),
        Date(name="established", label="成立日期", required=True, sample="2015年5月6日"),
        Choice(name="stage", label="所属阶段", source="stages", indexed=False, sample="宣传发动"),
        Rows(
            name="members",
            label="成员",
            required=True,
            sample=[{"role": "组长", "person": "林晓岚", "post": "分局长", "duty": "负总责"}],
            columns=(
                Choice(
                    name="role",
                    label="组内职务",
                    required=True,
                    other=True,
                    choices=(
                        "组长",
                        "副组长",
                        "成员",
                        "办公室主任",
                        "办公室组长",
                        "办公室副组长",
                        "办公室成员",
                        "检查组组长",
                        "检查组成员",
                        "兼职监察员",
                        "首席代表",
                        "台帐专人",
                    ),
                    width=12,
                ),
                Person(name="person", label="姓名", required=True, width=10),
                Text(name="post", label="行政职务", width=14),
                Text(name="duty", label="职责分工", most=500, width=34),
            ),
        ),
        LongText(name="duties", label="工作职责", sample="研究部署创建工作，督促检查措施落实。"),
        Person(name="signer", label="签发", sample="林晓岚"),
    ),
)
