"""What recurs: periods of the year, what was missed, what is to be done now."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.completeness import find_gaps
from ledger.duties import every_words, turns, undone
from ledger.schemes.errors import BadSpan, SchemeError, UnknownReference
from ledger.schemes.load import read_scheme
from ledger.workdays import Calendar
from tests.ledger.light_scheme import LIGHT, duty, light
from tests.ledger.snapshots import record, snapshot

YEAR = (dt.date(2015, 1, 1), dt.date(2015, 12, 31))


@pytest.mark.parametrize(
    ("every", "lines", "count", "first", "last"),
    [
        ("month", (), 12, ("1月", "2015-01-31"), ("12月", "2015-12-31")),
        ("quarter", (), 4, ("第1季度", "2015-03-31"), ("第4季度", "2015-12-31")),
        ("half-year", (), 2, ("上半年", "2015-06-30"), ("下半年", "2015-12-31")),
        ("year", (), 1, ("2015年", "2015-12-31"), ("2015年", "2015-12-31")),
        ("year", ('by = "12-20"',), 1, ("2015年", "2015-12-20"), ("2015年", "2015-12-20")),
        ("once", ('by = "10-31"',), 1, ("一次", "2015-10-31"), ("一次", "2015-10-31")),
        ("month", ('span = "3—11月"',), 9, ("3月", "2015-03-31"), ("11月", "2015-11-30")),
        ("workday", ('span = "10月上旬"',), 3, ("10月8日", "2015-10-08"), ("10月10日", "2015-10-10")),
        ("always", (), 0, None, None),
    ],
)
def test_the_periods_of_a_duty(
    every: str, lines: tuple[str, ...], count: int, first: tuple[str, str] | None, last: tuple[str, str] | None
) -> None:
    scheme = light(duty(every, *lines))
    found = turns(scheme.duties[0], 2015, Calendar(), *YEAR)
    assert len(found) == count
    if found:
        assert (found[0].name, found[0].last.isoformat()) == first
        assert (found[-1].name, found[-1].last.isoformat()) == last


@pytest.mark.parametrize(
    ("every", "lines", "names"),
    [
        ("month", (), ["11月", "12月", "2016年1月", "2016年2月"]),
        ("quarter", (), ["第4季度"]),
        ("month", ('span = "12月—次年1月"',), ["12月", "2016年1月"]),
        ("once", ('by = "02-29"',), ["一次"]),
        ("once", ('by = "11-30"',), ["一次"]),
        ("year", (), ["2015年"]),
        ("workday", ('span = "次年2月29日—次年2月29日"',), ["2016年2月29日"]),
        ("week", ('span = "12月28日—次年1月10日"',), ["12月28日—12月31日这一周", "2016年1月4日—1月10日这一周"]),
    ],
)
def test_a_campaign_beyond_the_new_year_has_the_periods_of_the_next_year_too(
    every: str, lines: tuple[str, ...], names: list[str]
) -> None:
    (asked,) = light(duty(every, *lines)).duties
    found = turns(asked, 2015, Calendar(), dt.date(2015, 11, 1), dt.date(2016, 2, 29))
    assert [turn.name for turn in found] == names
    if "02-29" in "".join(lines):
        assert found[0].last == dt.date(2016, 2, 29)


def test_weeks_run_from_monday_and_one_without_a_working_day_has_nothing_to_do() -> None:
    scheme = light(duty("week", 'span = "9月下旬—10月上旬"'))
    names = [turn.name for turn in turns(scheme.duties[0], 2015, Calendar(), *YEAR)]
    assert names == ["9月21日—9月27日这一周", "9月28日—10月4日这一周"]
    whole_week = frozenset(dt.date(2015, 9, 21) + dt.timedelta(days=step) for step in range(7))
    names = [turn.name for turn in turns(scheme.duties[0], 2015, Calendar(off=whole_week), *YEAR)]
    assert names == ["9月28日—10月4日这一周"]


@given(st.integers(2004, 2026), st.sampled_from(["week", "month", "quarter", "half-year", "year", "workday"]))
def test_periods_follow_one_another_within_the_year(year: int, every: str) -> None:
    scheme = light(duty(every), year=year)
    found = turns(scheme.duties[0], year, Calendar(), dt.date(year, 1, 1), dt.date(year, 12, 31))
    assert all(turn.first <= turn.last and turn.last.year == year for turn in found)
    assert all(before.last < after.first for before, after in itertools.pairwise(found))


def test_what_was_missed_is_told_once_and_what_is_to_be_done_beside_it() -> None:
    call = record("meeting", "m", title="一季度例会", type="动员会", date="2015年2月3日")
    book = snapshot(call, scheme=light(duty("quarter")))
    assert [each.turn.name for each in undone(book, dt.date(2015, 8, 1))] == ["第2季度", "第3季度"]
    gaps = [gap for gap in find_gaps(book, dt.date(2015, 8, 1)) if gap.duty]
    assert [(gap.code, gap.by) for gap in gaps] == [
        ("late", dt.date(2015, 6, 30)),
        ("due", dt.date(2015, 9, 30)),
    ]
    assert gaps[0].sentence == "“例会”（每季度）：第2季度没有记录。"
    assert "最迟2015年9月30日" in gaps[1].sentence


def test_several_in_a_period_and_only_those_that_are_asked_for() -> None:
    scheme = light(duty("year", "least = 2", 'where = { type = "工作例会" }'))
    others = record("meeting", "m", title="动员", type="动员会", date="2015年2月3日")
    one = record("meeting", "n", title="例会", type="工作例会", date="2015年2月4日")
    (only,) = undone(snapshot(others, one, scheme=scheme), dt.date(2015, 3, 1))
    assert only.have == 1
    assert every_words(only.duty) == "每年至少2次"


CALLS = 'where = { type = "动员会" }'
"""What the scheme's only required paper asks for too."""


@pytest.mark.parametrize(
    ("lines", "day", "code", "by", "words"),
    [
        (("once", 'by = "05-20"'), (5, 20), "due", dt.date(2015, 5, 20), "最迟2015年5月20日，还可以按时补上"),
        (("once", 'by = "05-20"'), (5, 21), "missing", dt.date(2015, 5, 20), "最迟2015年5月20日，已经过期"),
        (("year",), (6, 30), "due", None, "该阶段尚未结束，还可以按时补上"),
        (("year",), (7, 1), "missing", None, "该阶段已经结束"),
    ],
)
def test_a_duty_that_asks_once_for_a_required_paper_is_told_as_that_paper(
    lines: tuple[str, ...], day: tuple[int, int], code: str, by: dt.date | None, words: str
) -> None:
    every, *more = lines
    book = snapshot(scheme=light(duty(every, CALLS, *more)))
    (gap,) = find_gaps(book, dt.date(2015, *day))
    assert (gap.code, gap.required, gap.duty, gap.by) == (code, "call", "", by)
    assert gap.sentence == f"上半年阶段缺“动员会议记录”；{words}。"


def test_a_duty_that_asks_for_other_words_is_told_besides() -> None:
    book = snapshot(scheme=light(duty("year", 'where = { type = "工作例会" }')))
    assert [(gap.required, gap.duty) for gap in find_gaps(book, dt.date(2016, 1, 1))] == [("call", ""), ("", "d")]


@pytest.mark.parametrize(("node", "told"), [("", [("", "d")]), ("daily", [("call", ""), ("", "d")])])
def test_too_few_papers_are_told_by_the_period_that_lacks_one_unless_they_cost_points(
    node: str, told: list[tuple[str, str]]
) -> None:
    scheme = light(duty("quarter", CALLS, 'span = "1—6月"'))
    (call,) = scheme.required
    scheme = replace(scheme, required=(replace(call, least=2, node=node),))
    one = record("meeting", "m", files=("signed:扫描件.pdf",), title="一季度", type="动员会", date="2015年2月3日")
    gaps = find_gaps(snapshot(one, scheme=scheme), dt.date(2015, 7, 1))
    assert [(gap.required, gap.duty) for gap in gaps if gap.code != "incomplete"] == told
    none = find_gaps(snapshot(scheme=scheme), dt.date(2015, 7, 1))
    assert [(gap.required, gap.duty) for gap in none] == [("call", ""), ("", "d")], "of none at all both are told"


def test_a_month_of_a_record_stands_for_its_first_day() -> None:
    scheme = light(duty("month", kind="stage_task"))
    assert undone(snapshot(scheme=scheme), dt.date(2015, 1, 1))[0].turn.name == "1月"


@pytest.mark.parametrize(
    ("lines", "error", "words"),
    [
        (duty("daily"), UnknownReference, "指向“daily”"),
        (duty("once"), SchemeError, "要写明哪一天之前"),
        (duty("once", 'by = "13-40"'), SchemeError, "月-日"),
        (duty("month", "least = 0"), SchemeError, "至少为 1"),
        (duty("month", 'span = "年底"'), BadSpan, "看不懂"),
        (duty("month") + duty("month"), SchemeError, "“d”重复"),
        (duty("month", "colour = 1"), SchemeError, "colour"),
        ('[[targets]]\nkey = "t"\nname = "率"\n', SchemeError, "value"),
        ('[[targets]]\nkey = "t"\nname = "率"\nop = "约"\nvalue = 1\n', UnknownReference, "指向“约”"),
    ],
)
def test_a_duty_that_cannot_be_is_named(lines: str, error: type[SchemeError], words: str) -> None:
    with pytest.raises(error, match=words):
        read_scheme(LIGHT + lines, 2015, "light.toml")


def test_kinds_and_fields_of_duties_and_outlines_must_exist() -> None:
    kinds = {"meeting": ("type",)}
    with pytest.raises(UnknownReference, match="party"):
        read_scheme(LIGHT + duty("month", kind="party"), 2015, "light.toml", kinds)
    with pytest.raises(UnknownReference, match="colour"):
        read_scheme(LIGHT + duty("month", 'where = { colour = "红" }'), 2015, "light.toml", kinds)
    outline = '[[outlines]]\nkey = "o"\nname = "总结"\nheadings = [{ title = "一", kinds = ["party"] }]\n'
    with pytest.raises(UnknownReference, match="party"):
        read_scheme(LIGHT + outline, 2015, "light.toml", kinds)
