"""A round of democratic review (民主评议): ballots issued, returned and void per group."""

from __future__ import annotations

from ledger.fields import Choice, Date, LongText, People, Rows, Text, Whole
from ledger.kinds.kind import Kind

KIND = Kind(
    slug="review",
    title="民主评议",
    paper="民主评议汇总表",
    number="R31",
    group="评议满意",
    date="date",
    subject="{title}民主评议汇总表",
    signed=True,
    author="organiser",
    note="一次评议的组织情况和各组票数；每张票另记“评议票”，票上没有姓名。",
    fields=(
        Text(name="title", label="评议名称", required=True, essential=True, sample="2015年度", width=20),
        Date(name="date", label="评议日期", required=True, sample="2015年11月6日", width=12),
        Text(name="place", label="地点", sample="镇政府大会堂", width=14),
        Text(name="organiser", label="组织单位", required=True, sample="某镇人民政府", width=16),
        Rows(
            name="groups",
            label="各组票数",
            required=True,
            sample=[{"group": "党政领导班子", "issued": "10", "returned": "10", "void": "0"}],
            columns=(
                Choice(name="group", label="组别", required=True, source="groups", width=34),
                Whole(name="issued", label="发出", required=True),
                Whole(name="returned", label="收回", required=True),
                Whole(name="void", label="无效", required=True),
            ),
        ),
        People(name="tellers", label="计票人", sample="周启明、沈文君"),
        People(name="callers", label="唱票人", sample="陆一鸣"),
        People(name="scrutineers", label="监票人", sample="顾清和"),
        LongText(name="note", label="情况说明", sample="当场发放、当场收回、当众计票。"),
    ),
)
