"""A case that takes longer than promised (延期、超时): why, who agreed, and how the applicant was told."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.fields import Choice, Date, LinkTo, LongText, Person, Text, Whole
from ledger.kinds.kind import Form, Kind, Values

EXTENDED, LATE = "延期", "超时"


def _doubts(values: Values) -> Iterator[str]:
    """An extension told too late or by no day, a case over time without a report or an apology (A21, A24)."""
    due, extended, told = values.get("due"), values.get("extended"), values.get("told")
    sort = values.get("sort")
    if sort == EXTENDED and told and due and told > due:
        yield "延期应当提前告知，告知日却晚于应办结日"
    if sort == EXTENDED and not extended:
        yield "延期却没有填延期至哪一天"
    if extended and due and extended <= due:
        yield "延期至的日子不晚于应办结日"
    if values.get("approved") and told and told < values["approved"]:
        yield "告知日早于批准日"
    if sort == LATE and not values.get("reported"):
        yield "超时却没有填向领导报告的日期"
    if sort == LATE and not values.get("apology"):
        yield "超时却没有记下怎样致歉和说明"


KIND = Kind(
    slug="case_delay",
    title="延期与超时",
    paper="办件延期超时登记簿",
    number="R53",
    group="办件服务",
    form=Form.REGISTER,
    date="date",
    subject="{sort}：{reason}",
    doubts=_doubts,
    note="不能按承诺日办结的，延期要在应办结日以前告知申请人；已经超时的，向领导报告并致歉说明。",
    fields=(
        Whole(name="number", label="序号", required=True, sample=1, width=4),
        Date(name="date", label="登记日期", required=True, sample="2015年9月29日", indexed=False),
        LinkTo(
            name="case",
            label="所属办件",
            kind="case",
            required=True,
            indexed=True,
            sample="JJ2015-0087 减免税审批",
            width=11,
        ),
        Choice(name="sort", label="类别", required=True, choices=(EXTENDED, LATE), sample=EXTENDED, width=4),
        Text(
            name="reason",
            label="原因",
            required=True,
            essential=True,
            most=1000,
            sample="实地查验需要外单位配合",
            width=14,
        ),
        Date(name="due", label="应办结日", required=True, sample="2015年10月8日", width=9),
        Date(name="extended", label="延期至", sample="2015年10月15日", width=9),
        Person(name="approver", label="批准人", required=True, sample="林晓岚", width=5),
        Date(name="approved", label="批准日", sample="2015年9月29日", indexed=False),
        Date(
            name="told", label="告知日", required=True, sample="2015年9月30日", width=9, hint="延期须在应办结日以前告知"
        ),
        Choice(
            name="way",
            label="告知方式",
            choices=("书面", "电话", "短信", "当面"),
            other=True,
            sample="书面",
            indexed=False,
        ),
        Text(name="apology", label="致歉与说明", most=1000, sample="已当面致歉并说明原因", width=11),
        Date(name="reported", label="向领导报告日", sample="2015年9月29日", indexed=False),
        Choice(
            name="liability",
            label="有无正当理由",
            choices=("有正当理由", "无正当理由，已转责任追究"),
            sample="有正当理由",
            indexed=False,
        ),
        LongText(name="note", label="备注", sample="延期办结告知书已送达"),
    ),
)
