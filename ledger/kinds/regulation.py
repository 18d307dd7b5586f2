"""The list of rules (规章制度目录): each with its class, the day it takes effect, and whether it still holds."""

from __future__ import annotations

from collections.abc import Iterable

from ledger.document_numbers import number_doubts
from ledger.fields import Choice, Date, LongText, Text, Whole
from ledger.kinds.kind import Form, Kind, Values


def _doubts(values: Values) -> Iterable[str]:
    """Days in an order that cannot be, and a state that they deny."""
    effective, revised, repealed = values.get("effective"), values.get("revised"), values.get("repealed")
    yield from number_doubts(values.get("doc_no"), None)
    if effective and revised and revised < effective:
        yield "修订日期早于生效日期"
    if effective and repealed and repealed < effective:
        yield "废止日期早于生效日期"
    if repealed and values.get("status") not in (None, "已废止"):
        yield "填了废止日期，状态却不是已废止"
    if values.get("status") == "已修订" and not revised:
        yield "状态是已修订，却没有修订日期"


KIND = Kind(
    slug="regulation",
    title="规章制度",
    paper="规章制度目录",
    number="R16",
    group="创建管理",
    form=Form.REGISTER,
    date="effective",
    subject="{title}",
    doubts=_doubts,
    note="本单位的规章制度，一项一条；总纲也列一条，其余写明归在哪个总纲之下。",
    fields=(
        Whole(name="number", label="序号", required=True, sample=1, width=4),
        Text(name="title", label="名称", required=True, essential=True, most=500, sample="首问负责制度", width=26),
        Text(name="doc_no", label="文号", sample="海税五〔2015〕5号", width=20),
        Choice(
            name="category",
            label="类别",
            required=True,
            choices=(
                "总纲",
                "受理办理",
                "首问负责",
                "服务承诺",
                "限时办结",
                "政务公开",
                "人员考核",
                "考勤值班",
                "廉政纪律",
                "责任追究",
                "应急安全",
                "档案管理",
                "其他",
            ),
            sample="首问负责",
            width=8,
        ),
        Text(name="master", label="所属总纲", sample="窗口服务管理办法", width=18),
        Date(name="effective", label="生效日期", required=True, sample="2015年6月1日", width=11),
        Date(name="revised", label="修订日期", sample="2015年8月20日", width=11),
        Date(name="repealed", label="废止日期", indexed=False),
        Choice(
            name="status",
            label="状态",
            required=True,
            choices=("现行", "已修订", "试行", "已废止"),
            sample="已修订",
            width=7,
        ),
        Text(name="keeper", label="责任部门", sample="办公室", width=10),
        LongText(name="note", label="备注", sample="已上墙公示"),
    ),
)
