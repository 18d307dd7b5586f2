"""A daily assessment by the township (日常考核), scored out of 100."""

from __future__ import annotations

from ledger.fields import Choices, Date, LongText, Rows, Score, Text
from ledger.kinds.kind import Kind

KIND = Kind(
    slug="daily_assessment",
    title="日常考核",
    paper="日常考核评分表",
    number="R22",
    group="检查整改",
    date="date",
    subject="{title}日常考核评分表",
    signed=True,
    author="assessor",
    note="镇（乡）组织的日常考核得分及扣分情况。",
    fields=(
        Text(name="title", label="考核名称", required=True, essential=True, sample="2015年度", width=18),
        Date(name="date", label="考核日期", required=True, sample="2015年10月20日", width=12),
        Text(name="assessor", label="考核单位", required=True, sample="某镇人民政府", width=18),
        Choices(
            name="methods",
            label="考核方式",
            choices=("检查台帐资料", "现场察看", "明查暗访"),
            sample="检查台帐资料、现场察看",
            width=20,
        ),
        Score(name="score", label="得分", required=True, sample="92", width=8),
        Rows(
            name="deductions",
            label="扣分情况",
            sample=[{"item": "台帐资料", "reason": "走访记录缺企业签字", "points": "2"}],
            columns=(
                Text(name="item", label="扣分项目", required=True, width=20),
                Text(name="reason", label="扣分原因", required=True, most=1000, width=34),
                Score(name="points", label="扣分", required=True, width=8),
            ),
        ),
        LongText(name="comment", label="考核意见", sample="台帐较为齐全。"),
    ),
)
