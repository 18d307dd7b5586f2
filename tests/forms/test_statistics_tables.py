"""What the screen of statistics lists: of all, side by side, of one, and where nothing can be told."""

from __future__ import annotations

import datetime as dt

from forms.screens.statistics_figures import Asked, Figures, Reader
from forms.screens.statistics_flow import by_hours, said
from forms.screens.statistics_rates import in_words
from forms.screens.statistics_rule import reading_of
from forms.screens.statistics_tables import items, part_rates, parts, targets, timings
from ledger.records import Record
from ledger.schemes.load import load_scheme
from ledger.schemes.model import Scheme
from ledger.statistics import By, Period
from tests.ledger.cases import case, instant, reported, ruled
from tests.ledger.snapshots import QIDONG, record, snapshot

Q3 = Period(2015, "quarter", 3)
CASES = (
    case(1, "6月1日", finished="6月5日", window="一号窗口", handler="沈文君"),
    case(2, "7月6日", finished="7月10日", window="一号窗口", handler="沈文君"),
    case(3, "8月3日", finished="8月20日", window="二号窗口", handler="周启明"),
    instant(4, "8月4日"),
)


def read(*records: Record, by: By = "", name: str = "", period: Period = Q3, scheme: Scheme = QIDONG) -> Figures:
    return Reader().read(snapshot(*records, scheme=scheme), Asked(period, by, name))


def test_windows_persons_and_what_names_none_stand_side_by_side() -> None:
    windows = parts(read(*CASES, by="window"))
    assert windows.heads[:3] == ("窗口", "接待人次", "接件")
    assert [(row[0], row[2]) for row in windows.rows] == [("一号窗口", "1"), ("二号窗口", "1"), ("没有填窗口", "1")]
    persons = parts(read(*CASES, by="person"))
    assert persons.heads[:2] == ("经办人", "接件")
    assert [row[0] for row in persons.rows] == ["周启明", "沈文君", "没有填人员"]
    assert persons.title == "2015年第3季度窗口服务统计（各经办人）"


def test_one_of_them_alone_has_the_same_counts() -> None:
    for name in ("一号窗口", "二号窗口", "没有填窗口"):
        figures = read(*CASES, by="window", name=name)
        beside = next(each for each in read(*CASES, by="window").parts if each.name == name)
        assert (figures.section, figures.rates, figures.parts) == (beside.section, beside.rates, ())
    assert items(read(*CASES, by="window", name="一号窗口")).title == "2015年第3季度窗口服务统计（一号窗口）"


def test_a_person_has_no_rates_of_the_window() -> None:
    catalogue = record("service_item", "i", name="减免税审批", sort="限时件", legal_days="20", days="5")
    assert "承诺时限压缩率" in part_rates(read(*CASES, catalogue, by="window")).heads
    found = part_rates(read(*CASES, catalogue, by="person"))
    assert found.heads == ("经办人", "按时办结率", "办结率", "当场办结率", "提前办结率", "即办件比例", "超时件数")
    assert found.rows[0] == ("周启明", "0.00%", "100.00%", "0.00%", "0.00%", "0.00%", "1件")


def test_a_part_without_a_rate_has_a_dash_and_never_a_number() -> None:
    waiting = case(5, "7月6日", window="三号窗口", due="2016年1月5日")
    row = next(row for row in part_rates(read(*CASES, waiting, by="window")).rows if row[0] == "三号窗口")
    assert row[1] == "—"


def test_a_year_before_the_ledger_is_unknown_and_the_quarter_before_is_not() -> None:
    assert items(read(*CASES, period=Period(2015))).rows[1] == ("接件", "件", "4", "—", "—")
    assert items(read(*CASES)).rows[1] == ("接件", "件", "3", "1", "+2")


def test_what_was_reported_is_marked_and_has_a_column() -> None:
    found = items(read(reported(received="1170"), period=Period(2015)))
    assert found.heads[-1] == "报出数"
    assert found.rows[1] == ("接件", "件", "1170*", "—", "—", "1170")


def test_nothing_to_count_has_no_rows_and_no_percentages() -> None:
    figures = read(period=Q3)
    assert items(figures).rows == () and set(figures.trends.values()) == {None}
    assert all(rate.value is None for rate in figures.rates)
    assert said(figures.flow).startswith("这一时段没有登记分时段的客流") and by_hours(figures.flow).most == 0


def test_targets_are_reached_missed_or_cannot_be_computed() -> None:
    scheme = load_scheme("yanliang-2009")
    ended = [instant(number, "2009年7月6日", finished="2009年7月6日", on_spot="是") for number in range(12)]
    late = case(9, "2009年7月6日", finished="2009年9月1日")
    found = targets(read(*ended, late, period=Period(2009), scheme=scheme))
    verdicts = {row[0]: (row[2], tone) for row, tone in zip(found.rows, found.tones, strict=True)}
    assert set(verdicts.values()) == {("达到", "good"), ("未达到", "bad"), ("不能计算", "muted")}
    assert verdicts["按时办结率"] == ("未达到", "bad")


def test_the_reading_in_force_is_told_with_the_others() -> None:
    assert reading_of(ruled(on_time_base="due"), "on_time_base") == (
        "现在的读法：按时办结率的分母为“已到期的件数”；也可以取“已办结的件数”、“接件数”。"
    )
    assert reading_of(QIDONG, "") == ""
    rates = {each.key: each for each in read(*CASES, scheme=ruled(on_time_base="received")).rates}
    assert in_words(rates["on_time_rate"]) == "2 ÷ 3（接件数）＝ 66.67%"
    assert in_words(rates["overdue"]) == "1件（不作除法）"
    assert in_words(rates["ad_share"]) == "不能计算"


def test_timings_of_the_period_are_listed_and_failed_ones_stand_out() -> None:
    timing = record(
        "timing", "t", date="7月8日", window="一号窗口", business="收寄", standard="3", minutes="5", passed="不合格"
    )
    other = record("timing", "o", date="1月8日", window="一号窗口", business="收寄")
    found = timings(read(timing, other))
    assert found.rows == (("2015年7月8日", "一号窗口", "收寄", "5", "3", "不合格"),)
    assert found.tones == ("bad",)


def test_the_cases_are_looked_at_once_for_all_periods() -> None:
    reader, given = Reader(), snapshot(*CASES)
    first = reader.read(given, Asked(Q3))
    facts = reader._facts
    assert reader.read(given, Asked(Period(2015))).section.row("received").now.value == 4
    assert reader._facts is facts and first.section.row("received").now.value == 3
    reader.read(snapshot(*CASES[:1]), Asked(Q3))
    assert reader._facts is not facts


def test_the_flow_tells_the_busiest_hour() -> None:
    visits = [
        record("visitor_flow", f"v{day}", date=f"7月{day}日", hour=hour, count=count, window="一号窗口")
        for day, hour, count in ((6, "8", "3"), (7, "14", "9"))
    ]
    found = read(*visits).flow
    assert said(found) == "共12人次，最忙的是周二14:00—15:00（9人次）。上午占25.00%（3÷12）。"
    assert by_hours(found).heads == ("8时", "14时") and dt.date(2015, 7, 7).weekday() == 1
