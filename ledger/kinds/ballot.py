"""A single ballot of a review: no voter, only a group and a score or “不了解”."""

from __future__ import annotations

from ledger.fields import Choice, LinkTo, LongText, Score
from ledger.kinds.kind import Form, Kind

KIND = Kind(
    slug="ballot",
    title="评议票",
    paper="评议票",
    number="R31",
    group="评议满意",
    form=Form.DATA,
    secret=True,
    note="无记名；得分和“不了解”“弃权”“无效”只填一种。",
    fields=(
        LinkTo(
            name="review", label="评议", kind="review", required=True, essential=True, sample="2015年度民主评议汇总表"
        ),
        Choice(
            name="group", label="组别", required=True, essential=True, source="groups", width=20, sample="党政领导班子"
        ),
        Choice(
            name="identity",
            label="身份类别",
            source="identities",
            hint="只在按身份类别计分时填写",
            indexed=False,
            sample="党政领导班子",
        ),
        Score(name="score", label="得分", sample="88"),
        # No sample: the sample ballot has a score, and a ballot has one or the other.
        Choice(name="mark", label="不计分的票", choices=("不了解", "弃权", "无效"), width=8),
        LongText(name="comment", label="意见", sample="窗口服务热情，希望再简化一次性告知单。"),
    ),
)
