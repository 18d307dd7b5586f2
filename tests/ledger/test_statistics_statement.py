from __future__ import annotations

import pytest

from ledger.records import Record
from ledger.statistics import Period, Section, Statement, statement
from tests.ledger.cases import case, instant, reported
from tests.ledger.snapshots import record, snapshot

JULY = Period(2015, "month", 7)


def made(*records: Record, period: Period = JULY) -> Section:
    return statement(snapshot(*records), period).whole


def numbers(section: Section, *keys: str) -> tuple[str, ...]:
    return tuple(section.row(key).now.written for key in keys)


def test_everything_is_counted_in_the_period_in_which_it_happened() -> None:
    cases = [
        case(1, "6月29日", finished="7月2日"),  # received in June, finished early in July
        case(2, "7月6日", finished="7月13日"),
        case(3, "7月6日", finished="7月14日"),
        case(4, "7月27日", finished="8月3日"),
        case(5, "7月6日", accepted=None, result="不予受理"),
        case(6, "7月6日", finished="7月9日", result="退办"),
        instant(7, "7月8日"),
    ]
    counted = made(*cases)
    assert numbers(counted, "received", "accepted", "refused") == ("6", "5", "1")
    assert numbers(counted, "finished", "instant", "on_spot", "returned") == ("5", "1", "1", "1")
    assert numbers(counted, "on_time", "early", "overdue") == ("4", "2", "1")


def test_the_period_before_stands_beside_with_the_change() -> None:
    june = [case(number, "6月1日") for number in range(3)]
    row = made(*june, case("new", "7月1日")).row("received")
    assert (row.now.written, row.before.written, row.change) == ("1", "3", "-2")


def test_consultations_fees_praise_and_complaints_are_counted() -> None:
    others = [
        record("consultation", "c1", date="7月1日", content="问", count="4000余人次"),
        record("consultation", "c2", date="7月2日", content="问", count="3"),
        record("fee", "f1", month="7月", date="8月3日", item="工本费", amount="1.28万元", unit="万元"),
        record("fee", "f2", month="7月", date="8月3日", item="公证费", amount="36", unit="元"),
        record("praise", "p1", date="7月3日", content="好", sort="表扬卡", count=36),
        record("praise", "p2", date="7月3日", content="好", sort="锦旗", count=2),
        record("complaint", "k", date="7月3日", content="等候过久"),
        record("visitor_flow", "v", date="7月6日", hour="9", window="一号窗口", count=40),
        record("special_service", "s", date="7月6日", applicant="某公司"),
    ]
    counted = made(*others)
    assert numbers(counted, "consultations", "charges") == ("至少4003", "12836")
    assert numbers(counted, "praises", "pennants", "complaints", "visitors", "services") == ("36", "2", "1", "40", "1")
    assert counted.row("consultations").change == "—"


def test_a_single_half_known_amount_stays_as_it_was_written() -> None:
    """D03: 2546万余元."""
    fee = record("fee", "f", month="7月", date="7月31日", item="各项收费", amount="2546万余元", unit="万元")
    assert numbers(made(fee), "charges") == ("2546万余元",)


def test_where_the_register_is_silent_the_report_is_taken_as_written_and_named() -> None:
    """D08: 1170 received, 1158 accepted, 1*3 finished, 22 at once, 4000余 consultations."""
    report = reported(received="1170", accepted="1158", finished="1*3", instant="22", consultations="4000余")
    counted = made(report, period=Period(2015))
    assert numbers(counted, "received", "accepted", "finished", "instant", "consultations") == (
        "1170",
        "1158",
        "1*3",
        "22",
        "4000余",
    )
    assert counted.row("finished").source == "报表"
    assert counted.row("overdue").source == "登记"


def test_what_was_reported_stands_beside_what_the_register_says() -> None:
    report = reported(received="3899")
    row = made(case(1), report, period=Period(2015)).row("received")
    assert row.reported is not None
    assert (row.now.written, row.source, row.reported.written) == ("1", "登记", "3899")


def by_window() -> Statement:
    cases = [
        case(1, window="二号窗口"),
        case(2, window="一号窗口", handler="沈文君"),
        case(3, window="一号窗口", handler="周启明"),
        case(4),
    ]
    return statement(snapshot(*cases), JULY, "window")


def test_each_window_has_a_section_and_what_names_none_is_last() -> None:
    assert [section.name for section in by_window().sections] == ["全部", "一号窗口", "二号窗口", "没有填窗口"]
    assert [section.row("received").now.written for section in by_window().sections] == ["4", "2", "1", "1"]


def test_a_window_of_the_period_before_has_a_section_too() -> None:
    before = case(1, "6月1日", window="三号窗口")
    sections = statement(snapshot(before), JULY, "window").sections
    assert [section.name for section in sections] == ["全部", "三号窗口"]
    assert sections[1].row("received").before.written == "1"


def test_each_person_has_a_section() -> None:
    cases = [case(1, handler="沈文君"), case(2, handler="周启明"), case(3, handler="周启明")]
    sections = statement(snapshot(*cases), JULY, "person").sections
    assert [(section.name, section.row("received").now.written) for section in sections] == [
        ("全部", "3"),
        ("周启明", "2"),
        ("沈文君", "1"),
    ]


def test_no_row_has_an_unknown_key() -> None:
    with pytest.raises(KeyError):
        made().row("colour")


def test_a_window_that_only_reported_has_no_count_where_the_register_tells_the_whole() -> None:
    report = reported(window="二号窗口", received="330", first="7月1日", last="7月31日")
    found = statement(snapshot(case(1, window="一号窗口"), report), JULY, "window")
    rows = [section.row("received") for section in found.sections]
    assert [(row.now.written, row.source) for row in rows] == [("1", "登记"), ("1", "登记"), ("0", "登记")]
    assert rows[2].reported is not None and rows[2].reported.written == "330"


def test_reports_of_windows_make_up_a_whole_that_only_they_tell() -> None:
    reports = [
        reported(name, window=name, received=number, first="7月1日", last="7月31日")
        for name, number in (("一号窗口", "330"), ("二号窗口", "1*3"), ("三号窗口", "20"))
    ]
    found = statement(snapshot(*reports), JULY, "window")
    assert [section.row("received").now.written for section in found.sections] == [
        "至少350（另有1*3未计入）",
        "330",
        "1*3",
        "20",
    ]
