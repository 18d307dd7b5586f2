"""The results of an exam, a contest or a drill match (考试、竞赛、比武)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from ledger.fields import BoundedNumber, Choice, Context, Date, LongText, People, Person, Rows, Text, Whole
from ledger.kinds.kind import Kind, Values

QUARTERS = ("第一季度", "第二季度", "第三季度", "第四季度")
RESULTS = Rows(
    name="results",
    label="成绩",
    required=True,
    sample=[
        {"event": "业务政策", "person": "周启明", "score": "96", "rank": "1", "award": "一等奖"},
        {"event": "业务政策", "person": "陆一鸣", "score": "91", "rank": "2", "award": "二等奖"},
    ],
    columns=(
        Text(name="event", label="项目", required=True, width=14),
        Person(name="person", label="姓名", required=True, width=8),
        BoundedNumber(name="score", label="成绩", required=True, width=8),
        Whole(name="rank", label="名次", width=6),
        Text(name="award", label="奖项", width=10),
    ),
)


def quarter_of(day: dt.date) -> str:
    """The quarter of a day, such as 第三季度."""
    return QUARTERS[(day.month - 1) // 3]


def _fill(values: Values, context: Context) -> Values:
    """The quarter, by the date: exams are held every quarter (A06)."""
    day = values.get("date")
    return {"quarter": quarter_of(day)} if isinstance(day, dt.date) else {}


def _doubts(values: Values) -> Iterable[str]:
    """A quarter that the date is not in; a person twice in an event; ranks that do not go with the scores."""
    day, quarter = values.get("date"), values.get("quarter")
    if day and quarter and quarter != quarter_of(day):
        yield f"所属季度是{quarter}，日期却在{quarter_of(day)}"
    events: dict[str, list[Any]] = {}
    for row in values.get("results") or ():
        events.setdefault(row["event"], []).append(row)
    for event, rows in events.items():
        times = Counter(row["person"].name for row in rows)
        twice = [name for name, count in times.items() if count > 1]
        if twice:
            yield f"“{event}”里{'、'.join(twice)}登记了两次"
        if not _ordered(rows):
            yield f"“{event}”的名次与成绩的高低不符"


def _ordered(rows: Sequence[Any]) -> bool:
    """Whether better ranks have scores all higher or all lower (a time), and equal ranks equal scores."""
    ranked = sorted(
        (row["rank"], row["score"].value)
        for row in rows
        if row["rank"] is not None and row["score"] and row["score"].value is not None
    )
    steps = [(better[0] == worse[0], better[1] - worse[1]) for better, worse in pairwise(ranked)]
    if any(same and step for same, step in steps):
        return False
    apart = [step for same, step in steps if not same]
    return all(step > 0 for step in apart) or all(step < 0 for step in apart)


KIND = Kind(
    slug="contest",
    title="考试竞赛",
    paper="考试竞赛成绩表",
    number="R08",
    group="创建管理",
    date="date",
    subject="{title}成绩表",
    topic="学习培训",
    stage_field="stage",
    fill=_fill,
    doubts=_doubts,
    note="技能考试、业务考试、竞赛和比武的成绩，一次一份。",
    fields=(
        Text(name="title", label="名称", required=True, essential=True, sample="三季度业务技能考试", width=24),
        Choice(
            name="sort",
            label="类别",
            required=True,
            choices=("技能考试", "业务政策考试", "文明服务竞赛", "技能比赛", "技术比武", "演讲比赛", "其他"),
            sample="业务政策考试",
            width=9,
        ),
        Date(name="date", label="日期", required=True, sample="2015年9月18日", width=12),
        Choice(
            name="quarter",
            label="所属季度",
            choices=QUARTERS,
            hint="空着的，按日期自动填写",
            sample="第三季度",
            width=9,
        ),
        Choice(name="stage", label="所属阶段", source="stages", indexed=False, sample="检查整改"),
        Text(name="place", label="地点", sample="三楼会议室", width=12),
        Text(name="organiser", label="组织单位", required=True, sample="第五税务分局", width=14),
        People(name="judges", label="评委（监考）", sample="林晓岚、沈文君"),
        RESULTS,
        LongText(name="summary", label="小结", sample="政策条文掌握较好，系统操作还要多练。"),
    ),
)
