"""A notice of a case (办件文书): what was written to the applicant or passed on inside, and who received it."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.fields import Choice, Date, LinkTo, LongText, Person, Text, Whole
from ledger.kinds.kind import Form, Kind, Values

SORTS = (
    "受理通知书",
    "办理通知书",
    "不予受理通知书",
    "退办通知书",
    "并联审批受理通知书",
    "并联审批办理通知书",
    "接件通知书",
    "一次性告知单",
    "全程办税服务事项承诺书",
    "否定备案书",
    "税务文书传递单",
    "项目审批承诺件",
    "联合审批通知书",
    "告知承诺书",
    "延期办结告知书",
)
"""Every paper named by A19, A21, A23, A24 and A27."""

REASONED = ("不予受理通知书", "退办通知书", "否定备案书", "延期办结告知书")
"""Notices that are nothing without their reasons."""
LISTED = ("接件通知书", "一次性告知单")
"""Notices that list papers: those handed in, or those missing."""


def _doubts(values: Values) -> Iterator[str]:
    """Delivered before it was written, refused without a reason, finished copies of papers that have none."""
    date, delivered = values.get("date"), values.get("delivered")
    if date and delivered and delivered < date:
        yield "送达日早于出具日"
    if delivered and values.get("signed_off") and values["signed_off"] < delivered:
        yield "办结签收日早于送达日"
    if values.get("sort") in REASONED and not values.get("reasons"):
        yield f"{values['sort']}没有写明理由"
    if values.get("sort") in LISTED and not values.get("materials"):
        yield f"{values['sort']}没有列出材料"


KIND = Kind(
    slug="case_notice",
    title="办件文书",
    paper="办件文书",
    number="R50",
    group="办件服务",
    form=Form.EACH,
    date="date",
    subject="{sort}（{number}）",
    proof="有签收的存根、回执或第二联",
    doubts=_doubts,
    note="办件中出具的通知书、告知单、承诺书等，一份一条；登记后打印，连同签收联归档。",
    fields=(
        Choice(
            name="sort",
            label="文书种类",
            required=True,
            essential=True,
            choices=SORTS,
            sample="全程办税服务事项承诺书",
            width=14,
        ),
        Text(name="number", label="文书编号", required=True, most=40, sample="2015第87号", width=10),
        LinkTo(
            name="case", label="所属办件", kind="case", required=True, indexed=True, sample="JJ2015-0087 减免税审批"
        ),
        Date(name="date", label="出具日期", required=True, sample="2015年9月15日", width=9),
        Text(
            name="addressee",
            label="发给",
            sample="某纺织公司",
            width=12,
            hint="申请人，或者办理的窗口、科室；留空的，对外文书写办件的申请人",
        ),
        Choice(name="copies", label="联次", choices=("一联", "一式两联", "一式三联"), sample="一式两联", indexed=False),
        Whole(
            name="days", label="时限（工作日）", most=1000, sample=10, indexed=False, hint="承诺、办理或补正的工作日数"
        ),
        Date(name="deadline", label="办结（补正）期限", sample="2015年10月8日", indexed=False),
        LongText(
            name="materials",
            label="材料",
            sample="减免税申请表\n营业执照复印件\n财务会计报表",
            hint="一行一份；缺件的写明要求",
        ),
        LongText(
            name="reasons", label="理由与说明", sample="材料齐全，符合法定形式", hint="不予受理、退办、延期须一次写清"
        ),
        Text(
            name="departments",
            label="并联部门",
            sample="税政科、征管科",
            indexed=False,
            hint="并联办件的各窗口，用顿号隔开",
        ),
        Text(name="hotline", label="咨询监督方式", sample="12366，服务大厅监督台", indexed=False),
        Person(name="issuer", label="经办人", required=True, sample="沈文君", width=7),
        Date(name="delivered", label="送达日", required=True, sample="2015年9月15日", width=9),
        Choice(
            name="way",
            label="送达方式",
            choices=("当面送达", "邮寄", "电子", "转交", "公告"),
            other=True,
            sample="当面送达",
            indexed=False,
        ),
        Text(name="received_by", label="签收人", required=True, sample="某纺织公司财务负责人", width=8),
        Date(
            name="signed_off",
            label="“已办结”签收日",
            sample="2015年10月12日",
            indexed=False,
            hint="承诺书第二联上的日期",
        ),
        LongText(name="note", label="备注", sample="第二联由服务大厅留存"),
    ),
)
