"""The record of a meeting (会议记录): who was expected, who came, what was said and decided."""

from __future__ import annotations

from ledger.fields import Choice, Date, LongText, People, Person, Rows, Text, Time
from ledger.kinds.kind import Kind

DECISIONS = Rows(
    name="decisions",
    label="议定事项",
    sample=[{"item": "5月底前完成实施细则学习", "owner": "沈文君", "deadline": "5月29日"}],
    columns=(
        Text(name="item", label="事项", required=True, most=1000, width=36),
        Person(name="owner", label="责任人", width=10),
        Date(name="deadline", label="完成时限", width=14),
    ),
)
PHOTOS = Rows(
    name="photos",
    label="照片说明",
    sample=[{"file": "动员会1.jpg", "time": "5月15日", "place": "三楼会议室", "people": "全体干部", "theme": "动员会"}],
    columns=(
        Text(name="file", label="照片文件", required=True, width=14),
        Date(name="time", label="时间", width=12),
        Text(name="place", label="地点", width=12),
        Text(name="people", label="人物", width=14),
        Text(name="theme", label="主题", width=18),
    ),
)

TYPES = (
    "动员会",
    "专题学习动员会",
    "干部大会",
    "领导小组会",
    "局党组会",
    "工作例会",
    "学习会",
    "沟通联系会",
    "座谈会",
    "用户座谈会",
    "面对面三公开征询意见大会",
    "述职述廉会",
    "服务对象民主测评会",
    "中心运行情况分析会",
    "并联（前置）审批协调会",
    "初步设计会审",
    "汇报会",
    "督查会",
    "自查讲评会",
    "评议会",
    "总结会",
    "其他",
)
"""All kinds of meeting that the sources name (R05: A01, A03, A04, A05, A23, A27, A28)."""
MOBILISING = ("动员会", "专题学习动员会")
"""The kinds of meeting with which a campaign is begun."""

KIND = Kind(
    slug="meeting",
    title="会议记录",
    paper="会议记录",
    number="R05",
    group="创建管理",
    date="date",
    subject="{title}会议记录",
    signed=True,
    topic="会议",
    stage_field="stage",
    note="会议的原始记录；会议纪要另记一条。应到人员从人员名册里选。",
    fields=(
        Text(
            name="title",
            label="会议名称",
            aliases=("会议主题", "会议议题"),
            required=True,
            essential=True,
            sample="创建活动动员会",
            width=24,
        ),
        Choice(
            name="type",
            label="会议种类",
            required=True,
            choices=TYPES,
            sample="动员会",
            width=9,
        ),
        Date(
            name="date", label="日期", aliases=("会议日期", "会议时间"), required=True, sample="2015年5月15日", width=12
        ),
        Time(name="start", label="开始时间", sample="14:30", indexed=False),
        Time(name="end", label="结束时间", sample="16:00", indexed=False),
        Text(name="place", label="地点", aliases=("会议地点",), required=True, sample="三楼会议室", width=12),
        Person(name="host", label="主持人", aliases=("主持",), required=True, sample="林晓岚"),
        Person(name="recorder", label="记录人", aliases=("记录",), required=True, sample="周启明"),
        Choice(name="stage", label="所属阶段", source="stages", indexed=False, sample="宣传发动"),
        Date(name="notice_date", label="通知日期", sample="5月12日", indexed=False),
        People(
            name="expected",
            label="应到人员",
            aliases=("参会人员", "参加人员"),
            required=True,
            sample="林晓岚、沈文君、周启明",
        ),
        People(
            name="present", label="实到人员", aliases=("出席人员", "到会人员"), required=True, sample="林晓岚、沈文君"
        ),
        People(name="leave", label="请假人员", sample="周启明"),
        Text(name="guests", label="列席人员", most=1000, indexed=False, sample="镇党政办公室负责人"),
        LongText(name="agenda", label="议程", required=True, sample="传达文件\n部署任务"),
        LongText(name="content", label="会议内容", required=True, sample="会议传达了创建活动的文件精神。"),
        DECISIONS,
        PHOTOS,
    ),
)
