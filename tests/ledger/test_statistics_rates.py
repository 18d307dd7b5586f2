"""Rates of cases, by hand from the figures of the sources (digest D01, D05, D08) and from small ledgers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from ledger.records import Record
from ledger.statistics import Period, rates
from tests.ledger.cases import YEAR, case, instant, rate, reported, ruled
from tests.ledger.snapshots import record, snapshot


def copies(sample: Record, number: int, name: str) -> Iterator[Record]:
    for each in range(number):
        values = {**sample.values, "number": f"{name}{each}"}
        yield replace(sample, uid=f"{name}{each}", values=values)


def yanliang() -> tuple[Record, ...]:
    """D01: 3899 received, 3848 of them finished within their limits, the other 51 not yet due."""
    done = copies(case(1, "10月19日", finished="10月23日"), 3848, "done")
    under_way = copies(case(2, "12月30日"), 51, "open")
    return (*done, *under_way)


def test_of_3899_cases_3848_are_100_percent_on_time_of_the_finished_and_9869_of_the_received() -> None:
    of_finished = rate("on_time_rate", *yanliang())
    assert (of_finished.shown, of_finished.division) == ("100.00%", "3848÷3848")
    assert of_finished.denominator_words == "已办结的件数"
    assert "若以接件数为分母则为98.69%（3848÷3899）" in of_finished.note
    of_received = rate("on_time_rate", *yanliang(), scheme=ruled(on_time_base="received"))
    assert (of_received.shown, of_received.division) == ("98.69%", "3848÷3899")
    assert of_received.denominator_words == "接件数"
    assert "若以已办结的件数为分母则为100.00%（3848÷3848）" in of_received.note
    assert rate("finish_rate", *yanliang()).shown == "98.69%"
    assert rate("overdue", *yanliang()).value == 0


@pytest.mark.parametrize(
    ("base", "shown", "words"), [("finished", "100.00%", "已办结的件数"), ("received", "98.69%", "接件数")]
)
def test_the_same_comes_out_of_what_was_reported(base: str, shown: str, words: str) -> None:
    report = reported(received="3899", accepted="3899", finished="3848", on_time="3848", overdue="0")
    found = rate("on_time_rate", report, scheme=ruled(on_time_base=base))
    assert (found.shown, found.denominator_words) == (shown, words)
    assert "据报出的窗口统计报表1份（2015年1月1日至2015年12月31日）" in found.note
    assert rate("overdue", report).value == 0


def test_a_report_does_not_tell_how_many_were_due() -> None:
    report = reported(received="3899", finished="3848", on_time="3848")
    found = rate("on_time_rate", report, scheme=ruled(on_time_base="due"))
    assert found.value is None
    assert found.note.startswith("报出的窗口统计报表没有填齐所需的数；若以已办结的件数为分母则为100.00%")


def test_a_masked_number_is_shown_as_written_and_nothing_is_worked_out_of_it() -> None:
    """D08: 1170 received, 1158 accepted, 1*3 finished, 22 at once."""
    report = reported(received="1170", accepted="1158", refused="12", finished="1*3", instant="22", on_time="1*3")
    finished = rate("finish_rate", report)
    assert (finished.value, finished.shown, finished.division) == (None, "不能计算", "1*3÷1158")
    assert "“1*3”看不全" in finished.note
    assert rate("instant_share", report).shown == "1.90%"  # 22 / 1158
    assert rate("on_time_rate", report).value is None


@pytest.mark.parametrize(
    ("finished", "received", "shown"),
    [("3848", "5000余", "不高于76.96%"), ("3848余", "5000", "不低于76.96%"), ("约3848", "5000", "约76.96%")],
)
def test_a_half_known_number_makes_a_half_known_rate(finished: str, received: str, shown: str) -> None:
    found = rate("finish_rate", reported(finished=finished, received=received), scheme=ruled(finish_base="received"))
    assert (found.shown, found.bounded) == (shown, True)


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        ("78", "134", "58.21%"),  # D07: 134 = 78 + 40 + 16
        ("40", "134", "29.85%"),
        ("16", "134", "11.94%"),
        ("1158", "1170", "98.97%"),  # D08
        ("13", "14", "92.86%"),  # D09
        ("136", "169", "80.47%"),  # D10
    ],
)
def test_shares_of_the_sources_come_out_to_the_last_digit(part: str, whole: str, shown: str) -> None:
    assert rate("instant_share", reported(instant=part, accepted=whole)).shown == shown


def test_two_lower_bounds_make_no_rate() -> None:
    found = rate("finish_rate", reported(finished="40余", accepted="60余"))
    assert (found.value, found.note) == (None, "“40余”和“60余”都只知大概，不能计算")


def test_more_than_all_is_no_rate() -> None:
    found = rate("finish_rate", reported(finished="120", accepted="100"))
    assert (found.value, found.note) == (None, "120多于100，请核对登记")


def test_nothing_recorded_makes_no_rate_and_never_0_or_100() -> None:
    found = rates(snapshot(), YEAR)
    assert all(each.value is None and each.note for each in found)
    assert rate("on_time_rate").note == "这一时段没有登记办件，也没有报出的窗口统计报表"


def test_cases_none_of_which_is_finished_make_no_rate_of_the_finished() -> None:
    found = rate("on_time_rate", case(1, "12月30日"))
    assert (found.value, found.note) == (None, "已办结的件数为0，不能计算；若以接件数为分母则为0.00%（0÷1）")


LATE = case("late", "7月6日", finished="7月14日")  # due on 13 July
KEPT = case("kept", "7月6日", finished="7月13日")
EARLY = case("early", "7月6日", finished="7月10日")
STUCK = case("stuck", "7月6日")
REFUSED = case("refused", "7月6日", accepted=None, result="不予受理")
BACK = case("back", "7月6日", finished="7月9日", result="退办")
AT_ONCE = instant("at-once")
WEEK = (LATE, KEPT, EARLY, STUCK, REFUSED, BACK, AT_ONCE)
"""Seven received; six accepted; five ended, one of them late; one open, overdue since 13 July."""


@pytest.mark.parametrize(
    ("key", "rules", "division", "shown"),
    [
        ("on_time_rate", {"on_time_base": "finished"}, "4÷5", "80.00%"),
        ("on_time_rate", {"on_time_base": "received"}, "4÷7", "57.14%"),
        ("on_time_rate", {"on_time_base": "due"}, "4÷6", "66.67%"),
        ("finish_rate", {"finish_base": "accepted"}, "5÷6", "83.33%"),
        ("finish_rate", {"finish_base": "received"}, "5÷7", "71.43%"),
        ("on_spot_rate", {}, "1÷5", "20.00%"),
        ("early_rate", {"early_base": "limited"}, "2÷4", "50.00%"),
        ("early_rate", {"early_base": "finished"}, "2÷5", "40.00%"),
        ("instant_share", {}, "1÷6", "16.67%"),
        ("mean_promise", {}, "25÷5", "5.00个工作日"),
        ("overdue", {}, "2", "2件"),
    ],
)
def test_each_rate_of_a_week_of_cases(key: str, rules: dict[str, str], division: str, shown: str) -> None:
    found = rate(key, *WEEK, scheme=ruled(**rules))
    assert (found.division, found.shown) == (division, shown)


def test_overdue_cases_are_named() -> None:
    assert rate("overdue", *WEEK).note == "接件号：late、stuck"


def test_a_rate_looks_only_at_its_period_and_at_what_was_over_by_its_end() -> None:
    july, august = Period(2015, "month", 7), Period(2015, "month", 8)
    slow = case(1, "7月30日", finished="8月3日")
    assert rate("finish_rate", slow, period=july).division == "0÷1"
    assert rate("on_time_rate", slow, period=july).value is None
    assert rate("on_time_rate", slow, period=august).division == "1÷1"
    assert rate("finish_rate", slow, period=august).value is None


def test_an_open_case_is_overdue_from_the_day_after_its_due_day() -> None:
    open_case = case(1, "7月24日")  # five working days: due on Friday 31 July
    assert rate("overdue", open_case, period=Period(2015, "month", 7)).value == 0
    assert rate("overdue", open_case, period=Period(2015, "month", 8)).value == 1


def test_rates_of_a_window_and_of_a_person_count_only_theirs() -> None:
    here = case(1, finished="7月10日", window="一号窗口", handler="沈文君")
    there = case(2, finished="7月30日", window="二号窗口", handler="周启明")
    assert rate("on_time_rate", here, there, window="一号窗口").division == "1÷1"
    assert rate("on_time_rate", here, there, window="二号窗口").division == "0÷1"
    assert rate("on_time_rate", here, there, person="周启明").division == "0÷1"
    assert rate("on_time_rate", here, there).division == "1÷2"


def test_cases_go_before_reports() -> None:
    found = rate("on_time_rate", KEPT, reported(finished="3848", on_time="3848"))
    assert found.division == "1÷1"


def test_the_mean_promise_is_taken_over_cases_or_over_items_of_the_catalogue() -> None:
    items = [
        record("service_item", f"item-{days}", name=f"事项{days}", sort="限时件", days=days, window="综合窗口")
        for days in (3, 4, 8)
    ]
    at_once = record("service_item", "now", name="咨询", sort="即办件", window="综合窗口")
    cases = [case(number, days=3) for number in (1, 2)]
    by_case = rate("mean_promise", *items, at_once, *cases)
    assert (by_case.division, by_case.shown) == ("6÷2", "3.00个工作日")
    assert by_case.note == "若以承诺办理的事项数为分母则为5.00个工作日（15÷3）"
    by_item = rate("mean_promise", *items, at_once, *cases, scheme=ruled(promise_base="item"))
    assert (by_item.division, by_item.shown) == ("15÷3", "5.00个工作日")


def test_the_digits_and_the_rounding_are_the_schemes() -> None:
    eighths = [case(number, finished="7月10日") for number in range(7)] + [case(7, finished="7月31日")]  # 87.5 %
    assert rate("on_time_rate", *eighths, scheme=ruled(digits=0)).value == Decimal(88)
    assert rate("on_time_rate", *eighths, scheme=ruled(digits=0, rounding="half-even")).value == Decimal(88)
    sixteenth = [*eighths, *(case(number, finished="7月10日") for number in range(8, 16))]  # 93.75 %
    assert rate("on_time_rate", *sixteenth, scheme=ruled(digits=1)).value == Decimal("93.8")
    assert rate("on_time_rate", *sixteenth, scheme=ruled(digits=3)).shown == "93.750%"


def test_a_case_without_a_limit_is_not_over_time_and_the_note_says_so() -> None:
    found = rate("on_time_rate", case(1, finished="7月31日", days=None))
    assert found.shown == "100.00%"
    assert "其中1件没有时限，不作超时" in found.note


def test_a_period_that_is_not_over_is_looked_at_as_of_the_last_change() -> None:
    """The ledger was last changed on 20 July: what is due on the 27th is neither late nor due by then."""
    then = dt.datetime(2015, 7, 20, 4, 0, tzinfo=dt.UTC)
    late, later = (replace(case(day, f"7月{day}日"), created=then, changed=then) for day in (6, 20))
    done = replace(case("done", "7月7日", finished="7月30日"), created=then, changed=then)
    july = Period(2015, "month", 7)
    assert rate("overdue", late, later, done, period=july).note == "接件号：done、6"
    due = rate("on_time_rate", late, later, done, scheme=ruled(on_time_base="due"), period=july)
    assert due.division == "0÷2"
