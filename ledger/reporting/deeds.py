"""The deeds of a recommendation (主要事迹), drafted from what the ledger knows of a person or a window."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from ledger.fields.numbers import plain
from ledger.records import Record
from ledger.reporting.chapters import Drafted
from ledger.reporting.draft import sources_of
from ledger.reporting.scope import Scope
from ledger.reporting.sentences import Figure, Sentence, amount, counted, day_words, joined, open_place
from ledger.reporting.service import MODEST, RATES
from ledger.snapshot import Snapshot
from ledger.statistics import By, Period, rates, statement, total

_COUNTS = (
    ("finished", "办结", "件"),
    ("on_spot", "其中当场办结", "件"),
    ("early", "提前办结", "件"),
    ("overdue", "超时", "件"),
)
_JOINED = {
    "training": "参加学习培训{}次",
    "meeting": "参加会议{}次",
    "morning_meeting": "参加晨会（班前会）{}次",
    "visit": "走访企业和群众{}次",
    "special_service": "提供特色服务{}次",
    "case": "经办办件{}件",
    "consultation": "首问接待咨询{}条",
    "volunteering": "带队志愿服务{}次",
}
"""What taking part is called, for the kinds in which it is a merit."""
_DONE = {"stage_task": "完成阶段任务{}项", "finding": "负责整改问题{}个"}
"""What somebody answered for and finished."""


def draft_deeds(snapshot: Snapshot, candidate: str, period: Period, today: dt.date | None = None) -> str:
    """The deeds of a person or window in a period, for `nomination.deeds`: counts, then what the clerk adds."""
    return deeds(snapshot, candidate, period, today).text


def deeds_sources(
    snapshot: Snapshot, candidate: str, period: Period, today: dt.date | None = None
) -> list[dict[str, str]]:
    """Where the figures of the deeds come from, as the sources of a report."""
    return sources_of(snapshot, [Drafted("主要事迹", (deeds(snapshot, candidate, period, today),))])


def deeds(snapshot: Snapshot, candidate: str, period: Period, today: dt.date | None = None) -> Sentence:
    """The same with the figures in it, to be traced."""
    scope = Scope(snapshot, period, today or snapshot.as_of)
    is_window = candidate in _windows(snapshot)
    clauses = [*_served(scope, candidate, is_window)]
    clauses += _of_window(scope, candidate) if is_window else _of_person(scope, candidate)
    span = Sentence(f"{day_words(period.first, 0)}至{day_words(scope.until, period.year)}，")
    told = joined([span, joined(clauses, "；")], "", "") if clauses else Sentence("")
    asked = "突出的事例、工作方法和群众反映" if clauses else f"{candidate}的主要事迹，台帐在这一时段没有登记"
    return joined([told, open_place(asked)], "\n", "")


def _windows(snapshot: Snapshot) -> set[str]:
    slugs = ("service_item", "case", "appraisal", "evaluator", "window_analysis", "consultation", "praise")
    return {each["window"] for slug in slugs for each in snapshot.of(slug) if each["window"]}


def _served(scope: Scope, name: str, is_window: bool) -> Iterator[Sentence]:
    """Cases and rates of the candidate alone."""
    window, person = (name, "") if is_window else ("", name)
    by: By = "window" if is_window else "person"
    sections = statement(scope.snapshot, scope.period, by).sections[1:]
    rows = {row.key: row for section in sections if section.name == name for row in section.rows}
    if "finished" not in rows or not rows["finished"].now.value:
        return
    origin = "window_statement" if rows["finished"].source == "报表" else "case"
    number = len(scope.of(origin))
    told = [(rows[key].now, words, unit) for key, words, unit in _COUNTS if rows[key].now.value or key == "overdue"]
    yield joined([counted(f"{words}{amount(now, unit)}", origin, number) for now, words, unit in told], "，", "")
    found = {rate.key: rate for rate in rates(scope.snapshot, scope.period, window=window, person=person)}
    for key in (*RATES["case"], "satisfaction_rate"):
        rate = found[key]
        if rate.value is not None and (rate.value or key not in MODEST):
            yield Sentence(
                f"{rate.name}{rate.shown}（{rate.division}）", (Figure(f"{rate.name}{rate.shown}", origin, number),)
            )


def _of_window(scope: Scope, window: str) -> Iterator[Sentence]:
    """Scores and praise of a window."""
    last = [each for each in scope.of("appraisal") if each["window"] == window][-1:]
    for each in last:
        for name, words in (("inspection", "综合检查"), ("third_party", "第三方测评")):
            if each[name] is not None:
                yield counted(f"{words}得{plain(each[name])}分", "appraisal", 1)
    yield from _praised([each for each in scope.of("praise") if each["window"] == window])


def _of_person(scope: Scope, name: str) -> Iterator[Sentence]:
    """What a person took part in, won, and was praised for."""
    for slug, pattern in _JOINED.items():
        met = sum(_names(scope, each, name) for each in scope.of(slug))
        if met:
            yield counted(pattern.format(met), slug, met)
    for slug, pattern in _DONE.items():
        done = sum(_is(each["owner"], name) and each["status"] == "已完成" for each in scope.of(slug))
        if done:
            yield counted(pattern.format(done), slug, done)
    yield from _contests(scope, name)
    stars = sum(_is(each["person"], name) and each["won"] == "当选" for each in scope.of("service_star"))
    if stars:
        yield counted(f"当选服务之星{stars}次", "service_star", stars)
    yield from _assessed([each for each in scope.of("performance") if _is(each["person"], name)])
    yield from _praised([each for each in scope.of("praise") if any(_is(one, name) for one in each["people"] or ())])


def _names(scope: Scope, record: Record, name: str) -> bool:
    return any(person.name == name for person in scope.snapshot.people_of(record))


def _is(person: object, name: str) -> bool:
    return getattr(person, "name", None) == name


def _contests(scope: Scope, name: str) -> Iterator[Sentence]:
    for each in scope.of("contest"):
        for row in each["results"] or ():
            if _is(row["person"], name) and (row["rank"] or row["award"]):
                place = f"第{row['rank']}名" if row["rank"] else row["award"]
                yield counted(f"“{each['title']}”{row['event'] or ''}{place}", "contest", 1)


def _assessed(records: list[Record]) -> Iterator[Sentence]:
    scores = [each["score"] for each in records if each["score"] is not None]
    if scores:
        yield counted(f"工作量化考核{len(scores)}次，共{plain(sum(scores, Decimal(0)))}分", "performance", len(scores))


def _praised(records: list[Record]) -> Iterator[Sentence]:
    found: dict[str, list[int]] = {}
    for each in records:
        found.setdefault(each["sort"] or "表扬", []).append(1 if each["count"] is None else each["count"])
    for sort, counts in found.items():
        yield counted(f"收到{sort}{amount(total(counts), '件')}", "praise", len(counts))
