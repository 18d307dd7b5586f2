"""A notice (通知), above all of a meeting, an official document of the unit."""

from __future__ import annotations

from ledger.fields import Choice, Date, LinkTo, LongText, Person, Text
from ledger.kinds.campaign_plan import ADDRESSEE, ANNEXES, ATTACHED, COPIES, SEALED
from ledger.kinds.kind import Kind

KIND = Kind(
    slug="notice",
    title="通知",
    paper="通知",
    number="R02",
    group="创建管理",
    date="issued",
    subject="{title}",
    signed=True,
    topic="会议",
    stage_field="stage",
    note="会议通知和其他通知；会议通知写明对应的会议，就和会议记录放在一起。",
    fields=(
        Text(
            name="title",
            label="标题",
            required=True,
            essential=True,
            sample="关于召开创建活动动员会的通知",
            width=30,
        ),
        Text(name="doc_no", label="文号", most=30, sample="海税五〔2015〕4号", width=14),
        Date(name="issued", label="成文日期", required=True, sample="2015年5月12日", width=12),
        Text(name="author", label="发文单位", most=120, sample="第五税务分局", width=14),
        ADDRESSEE,
        LinkTo(name="meeting", label="对应的会议", kind="meeting", sample="创建活动动员会会议记录"),
        Choice(name="stage", label="所属阶段", source="stages", indexed=False, sample="宣传发动"),
        LongText(
            name="body",
            label="通知正文",
            required=True,
            hint="“一、”“（一）”开头的短行排成标题",
            sample="现将动员会有关事项通知如下。\n一、时间：2015年5月15日14:30\n二、地点：三楼会议室",
        ),
        ATTACHED,
        ANNEXES,
        Person(name="signer", label="签发", required=True, sample="林晓岚"),
        SEALED,
        COPIES,
    ),
)
