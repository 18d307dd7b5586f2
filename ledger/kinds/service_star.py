"""Candidates of the monthly service star (每月服务之星) with their votes, and the stars that a person holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ledger.fields import Choice, Context, Date, LongText, Month, MonthValue, Person, Score, Text, Whole
from ledger.kinds.kind import Form, Kind, Values

WON, CANDIDATE = "当选", "候选"
STARS = ("三星", "四星", "五星")
"""Grades of stars from the lowest; how many of each a window has is its own affair (A06: 12 = 1 + 7 + 4)."""


def _fill(values: Values, context: Context) -> Mapping[str, Any]:
    day = values.get("date")
    return {"month": MonthValue(day.year, day.month)} if day else {}


def _doubts(values: Values) -> Iterable[str]:
    day, month = values.get("date"), values.get("month")
    if day and month and (day.year, day.month) < (month.year, month.month):
        yield f"评定日期早于所评的{month}"
    votes, ballots = values.get("votes"), values.get("ballots")
    if votes is not None and ballots is not None and votes > ballots:
        yield f"得票{votes}张，多于收回的{ballots}张"
    if values.get("won") == WON and votes == 0:
        yield "当选而得票是0"


KIND = Kind(
    slug="service_star",
    title="每月服务之星",
    paper="每月服务之星评议登记簿",
    form=Form.REGISTER,
    number="R41",
    group="评议满意",
    date="date",
    subject="{month}服务之星{won}：{person}",
    fill=_fill,
    doubts=_doubts,
    note="每月评一名；候选人各记一条，结果填“当选”或“候选”。星级评定的结果填在“星级”里。",
    fields=(
        Whole(name="number", label="序号", required=True, sample=1, width=5),
        Month(name="month", label="月份", required=True, hint="留空按评定日期填写", sample="2015年7月", width=9),
        Date(name="date", label="评定日期", required=True, sample="2015年7月31日", width=11),
        Person(name="person", label="候选人", required=True, essential=True, sample="沈文君", width=8),
        Choice(name="window", label="窗口", source="windows", other=True, sample="一号综合窗口", width=12),
        Score(name="score", label="评定得分", sample="96.5", width=7),
        Whole(name="votes", label="得票", hint="不多于收回的评议票", sample=32),
        Whole(name="ballots", label="收回票数", sample=40),
        Choice(name="won", label="结果", required=True, choices=(WON, CANDIDATE), sample=WON, width=6),
        Choice(name="stars", label="星级", choices=STARS, hint="方案没有星级评定的不填", sample="五星", width=6),
        Text(name="deeds", label="主要事迹", most=2000, sample="业务办理零差错，回访评分全月最高", width=24),
        LongText(name="note", label="备注", sample="评议票随件存放"),
    ),
)
