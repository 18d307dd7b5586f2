"""A round of checking (自查、日常考核、暗访) against the standards of the scheme."""

from __future__ import annotations

from ledger.fields import Choice, Date, LongText, People, Rows, Score, Text
from ledger.kinds.kind import Kind

KIND = Kind(
    slug="check_round",
    title="自查与检查",
    paper="自查表",
    number="R20",
    group="检查整改",
    date="date",
    subject="{title}自查表",
    signed=True,
    stage_field="stage",
    note="按创建标准逐条检查一次；不合格的要点另记“整改台帐”，措施、责任人和时限从那里印到自查表上。",
    fields=(
        Text(name="title", label="名称", required=True, essential=True, sample="第一次自查自纠", width=20),
        Date(name="date", label="检查日期", required=True, sample="2015年6月25日", width=12),
        Choice(
            name="method",
            label="方式",
            required=True,
            choices=("自查", "检查台帐资料", "现场察看", "明查暗访", "跟踪督查"),
            sample="自查",
            width=10,
        ),
        Choice(name="stage", label="所属阶段", source="stages", indexed=False, sample="检查整改"),
        People(name="checkers", label="检查人", required=True, sample="沈文君、周启明"),
        Rows(
            name="rows",
            label="检查情况",
            required=True,
            sample=[{"point": "政务公开栏", "result": "不符合", "found": "公开栏内容更新不及时"}],
            columns=(
                Choice(name="point", label="检查要点", required=True, source="points", other=True, width=34),
                Choice(
                    name="result",
                    label="结果",
                    required=True,
                    choices=("符合", "基本符合", "不符合", "未检查"),
                    width=9,
                ),
                Text(name="found", label="发现的问题", most=2000, width=26),
            ),
        ),
        Score(
            name="score",
            label="自评分",
            hint="照验收标准自己评的分，满分100；方案没有分值的不填",
            indexed=False,
            sample="96",
            width=6,
        ),
        LongText(name="summary", label="小结", required=True, sample="总体符合标准，公示栏更新不及时。"),
    ),
)
