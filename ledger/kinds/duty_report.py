"""A report on duty and integrity before the public (述职述廉) and what those present, or the net, said of it (评廉)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ledger.fields import BoundedNumber, Choice, Context, Date, LongText, Percent, Person, Text, Whole
from ledger.kinds.kind import Kind, Values
from ledger.survey_counts import exceeds, forms_doubts, rate_doubts, satisfied_rate


def _fill(values: Values, context: Context) -> Mapping[str, Any]:
    rate = satisfied_rate(values, context.rule("fairly_satisfied"))
    return {} if rate is None else {"rate": rate}


def _doubts(values: Values) -> Iterable[str]:
    yield from forms_doubts(values)
    yield from rate_doubts(values)
    if values.get("way") == "会议" and exceeds(values.get("issued"), values.get("attended")):
        yield "发放的测评票多于参加人数"


KIND = Kind(
    slug="duty_report",
    title="述职述廉与评廉",
    paper="述职述廉记录",
    number="R40",
    group="评议满意",
    date="date",
    subject="{person}述职述廉记录",
    signed=True,
    topic="述职述廉",
    proof="测评票",
    fill=_fill,
    doubts=_doubts,
    note="每年向服务对象述职述廉并接受测评；一人一次记一条，网上评廉另记参评人次。",
    fields=(
        Person(name="person", label="述职人", required=True, essential=True, sample="林晓岚"),
        Text(name="post", label="职务", sample="分局长"),
        Date(name="date", label="日期", required=True, sample="2015年10月20日", width=11),
        Choice(name="way", label="方式", required=True, choices=("会议", "书面", "网上"), sample="会议"),
        Text(name="place", label="地点", sample="三楼会议室"),
        BoundedNumber(name="attended", label="参加人数", sample="50余人"),
        Text(
            name="audience",
            label="参加人员",
            most=1000,
            indexed=False,
            sample="人大代表、政协委员、机关和企业代表、普通群众",
        ),
        LongText(name="duty", label="述职内容", required=True, sample="报告了一年来的办税服务和创建工作。"),
        LongText(name="integrity", label="述廉内容", required=True, sample="报告了本人和分管范围执行廉政规定的情况。"),
        Whole(name="issued", label="发放测评票", required=True, sample=50),
        Whole(name="returned", label="收回测评票", required=True, sample=48),
        Whole(name="valid", label="有效票", required=True, hint="不多于收回的票数", sample=48),
        Whole(name="satisfied", label="满意", required=True, sample=42),
        Whole(name="fairly", label="基本满意", required=True, sample=5),
        Whole(name="unsatisfied", label="不满意", required=True, sample=0),
        Whole(name="unknown", label="不了解", sample=1),
        Percent(name="rate", label="满意率", hint="“基本满意”算不算，按方案的读法；留空由程序计算", sample="97.92%"),
        BoundedNumber(name="online", label="网上评廉人次", sample="120余人次"),
        LongText(name="opinions", label="意见建议", sample="希望多到企业辅导。"),
        LongText(name="result", label="评廉结果与整改", required=True, sample="测评结果已公布，意见列入整改台帐。"),
        Person(name="recorder", label="记录人", required=True, sample="周启明"),
    ),
)
