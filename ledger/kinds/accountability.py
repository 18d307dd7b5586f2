"""A decision that somebody answers for a breach of service rules (责任追究, R47)."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.fields import Choice, Date, LinkTo, LongText, Person, Text
from ledger.kinds.kind import Kind, Values

TREATMENTS = ("行政处理", "行政处分")
"""The two sorts of consequences (A21, 责任追究)."""

_ORDER = (
    ("happened", "date", "决定日期早于事情发生的日期"),
    ("heard", "date", "决定日期早于听取申辩的日期"),
    ("date", "delivered", "送达日期早于决定日期"),
)


def _doubts(values: Values) -> Iterator[str]:
    for first, second, words in _ORDER:
        if values.get(first) and values.get(second) and values[second] < values[first]:
            yield words
    person, approver = values.get("person"), values.get("approver")
    if person and approver and person.name == approver.name:
        yield "批准人就是被追究的人"


KIND = Kind(
    slug="accountability",
    title="责任追究",
    paper="责任追究决定",
    number="R47",
    group="投诉监督",
    date="date",
    subject="{title}",
    signed=True,
    note="超时、违诺、违反首问责任等需要追究的，一件一份决定；与投诉有关的，连上那件投诉。",
    doubts=_doubts,
    fields=(
        Text(
            name="title",
            label="标题",
            required=True,
            essential=True,
            sample="关于三号窗口午间离岗的责任追究决定",
            width=30,
        ),
        Text(name="doc_no", label="文号", sample="海税五〔2015〕12号", width=14),
        Date(name="date", label="决定日期", required=True, sample="2015年7月17日", width=12),
        Person(name="person", label="被追究人", required=True, sample="周启明", width=8),
        Text(name="post", label="岗位", required=True, sample="三号窗口", width=12),
        Choice(
            name="reason",
            label="追究事由",
            required=True,
            choices=("超时", "违诺", "首问", "其他"),
            hint="首问：违反首问责任",
            sample="违诺",
            width=8,
        ),
        Date(name="happened", label="发生日期", required=True, sample="7月6日", indexed=False),
        LongText(
            name="facts",
            label="事实经过",
            required=True,
            sample="7月6日午间值班时擅自离岗，致使一家企业等候超过半小时，违反公开承诺。",
        ),
        Choice(name="treatment", label="处理种类", required=True, choices=TREATMENTS, sample="行政处理", width=8),
        Text(
            name="decision", label="处理决定", required=True, most=2000, sample="批评教育，取消当月评先资格", width=24
        ),
        Text(name="basis", label="处理依据", required=True, most=1000, sample="本单位窗口工作责任追究办法", width=24),
        LinkTo(name="complaint", label="对应的投诉", kind="complaint", sample="午间窗口无人，等候超过半小时"),
        Text(name="case_number", label="涉及办件号", sample="2015070601", indexed=False),
        LongText(name="statement", label="本人陈述申辩", sample="对事实没有异议。"),
        Date(name="heard", label="听取申辩日期", sample="7月10日", indexed=False),
        Person(name="approver", label="批准人", required=True, sample="林晓岚", width=8),
        Date(name="delivered", label="送达日期", sample="7月17日", indexed=False),
        LongText(name="note", label="备注", sample="处理结果已在单位通报"),
    ),
)
