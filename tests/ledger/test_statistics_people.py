from __future__ import annotations

from decimal import Decimal

import pytest

from ledger.records import Record
from ledger.schemes.load import load_scheme
from ledger.statistics import Period, bonus_gap, performances, points, quarter_top, stars
from tests.ledger.cases import rate
from tests.ledger.snapshots import record, snapshot

POST = load_scheme("post-counter-2011", 2015)
Q3 = Period(2015, "quarter", 3)
YEAR = Period(2015)


def star(month: int, person: str, **typed: object) -> Record:
    return record(
        "service_star", f"{month}-{person}", date=f"{month}月25日", month=f"{month}月", person=person, **typed
    )


def test_twelve_clerks_are_one_five_star_seven_four_star_and_four_three_star() -> None:
    """D06."""
    grades = ["五星"] * 1 + ["四星"] * 7 + ["三星"] * 4
    found = stars(snapshot(*(star(6, f"职工{n}", stars=grade) for n, grade in enumerate(grades))), YEAR)
    assert (found.people, found.grades) == (12, (("五星", 1), ("四星", 7), ("三星", 4)))
    assert found.words == "12人＝五星1人＋四星7人＋三星4人"


def test_a_person_counts_by_the_last_grade() -> None:
    found = stars(snapshot(star(11, "沈文君", stars="五星"), star(6, "沈文君", stars="四星")), YEAR)
    assert found.grades == (("五星", 1), ("四星", 0), ("三星", 0))


def test_one_star_is_won_each_month_and_what_is_not_so_is_told() -> None:
    entries = [
        star(7, "沈文君", won="当选"),
        star(7, "周启明", won="候选"),
        star(8, "沈文君", won="当选"),
        star(8, "周启明", won="当选"),
    ]
    months = stars(snapshot(*entries), Q3).months
    assert [(month.winners, month.note) for month in months] == [
        (("沈文君",), ""),
        (("沈文君", "周启明"), "当选2人，应为1人"),
        ((), "没有登记当选人"),
    ]


def judged(window: str, inspection: str, third: str, trade: str = "营业", day: str = "9月25日") -> Record:
    return record(
        "appraisal", f"{window}{day}", date=day, window=window, trade=trade, inspection=inspection, third_party=third
    )


def test_the_best_two_of_a_trade_are_by_the_composite_score_with_the_third_party_at_60_percent() -> None:
    windows = [
        judged("甲", "100", "80"),
        judged("乙", "80", "95"),
        judged("丙", "90", "90"),
        judged("丁", "70", "99", "投递"),
    ]
    tops = quarter_top(snapshot(*windows, scheme=POST), Q3)
    assert [top.trade for top in tops] == ["投递", "营业"]
    assert [(each.rank, each.name, each.score) for each in tops[1].best] == [(1, "丙", "90.00"), (2, "乙", "89.00")]
    assert tops[1].note == ""


def test_a_tie_at_the_line_is_told_and_nobody_is_dropped() -> None:
    windows = [judged("甲", "95", "95"), judged("乙", "90", "90"), judged("丙", "75", "100"), judged("丁", "80", "80")]
    (top,) = quarter_top(snapshot(*windows, scheme=POST), Q3)
    assert [(each.rank, each.name, each.tied) for each in top.best] == [
        (1, "甲", False),
        (2, "丙", True),
        (2, "乙", True),
    ]
    assert top.note == "第2名有2个并列，请按评定办法取舍"


def test_only_the_last_appraisal_of_the_quarter_counts() -> None:
    windows = [
        judged("甲", "60", "60", day="7月1日"),
        judged("甲", "90", "90"),
        judged("甲", "99", "99", day="6月30日"),
    ]
    (top,) = quarter_top(snapshot(*windows, scheme=POST), Q3)
    assert [(each.name, each.score) for each in top.best] == [("甲", "90.00")]


def test_nominations_with_a_trade_and_a_score_are_ranked_too() -> None:
    people = [
        record("nomination", name, candidate=name, trade="储蓄", score=score, date="9月28日", sort="标兵")
        for name, score in (("沈文君", "96.5"), ("周启明", "97"), ("林晓岚", "90"))
    ]
    (top,) = quarter_top(snapshot(*people), Q3)
    assert [(each.rank, each.name) for each in top.best] == [(1, "周启明"), (2, "沈文君")]


@pytest.mark.parametrize(("key", "division"), [("standard_rate", "3÷4"), ("model_rate", "2÷4")])
def test_windows_reach_85_by_the_plain_mean_and_90_with_the_third_party_at_60_percent(key: str, division: str) -> None:
    windows = [judged("甲", "90", "90"), judged("乙", "95", "75"), judged("丙", "84", "94"), judged("丁", "80", "80")]
    found = rate(key, *windows, scheme=POST, period=Q3)
    assert found.division == division
    assert found.note.endswith("未达到的有丁" if key == "standard_rate" else "未达到的有乙、丁")


def test_a_scheme_without_a_line_has_no_share_of_those_who_reach_it() -> None:
    found = rate("standard_rate", judged("甲", "90", "90"))
    assert (found.value, found.note) == (None, "活动方案没有写这条达标线")


def paid(person: str, month: int, score: str, bonus: str | None) -> Record:
    return record(
        "performance",
        f"{person}{month}",
        person=person,
        month=f"{month}月",
        date=f"{month}月28日",
        score=score,
        bonus=bonus,
    )


def test_the_gap_between_the_highest_and_the_lowest_bonus_is_700() -> None:
    """A06."""
    entries = [paid("沈文君", 7, "96", "1200"), paid("周启明", 7, "80", "500"), paid("林晓岚", 7, "85", "900")]
    gap = bonus_gap(snapshot(*entries), Q3)
    assert gap is not None and (gap.most, gap.least, gap.gap) == (Decimal(1200), Decimal(500), Decimal(700))
    assert bonus_gap(snapshot(entries[0]), Q3) is None


def test_assessments_are_added_up_by_person_the_most_points_first() -> None:
    entries = [paid("沈文君", 7, "80", "500"), paid("周启明", 7, "90.5", None), paid("沈文君", 8, "82", "520.5")]
    found = performances(snapshot(*entries, paid("周启明", 10, "99", "1")), Q3)
    assert [(each.person, each.entries, each.score, each.bonus) for each in found] == [
        ("沈文君", 2, Decimal(162), Decimal("1020.5")),
        ("周启明", 1, Decimal("90.5"), None),
    ]


def test_points_of_party_members_are_added_up_by_part_and_in_all() -> None:
    cards = [
        record("points_card", f"{person}{day}", person=person, date=day, duty=duty, life="9", campaign="10", help="6")
        for person, day, duty in (("周启明", "3月31日", "8"), ("周启明", "9月30日", "7.5"), ("沈文君", "9月30日", "10"))
    ]
    found = points(snapshot(*cards), YEAR)
    assert [(each.person, each.parts[0], each.total) for each in found] == [
        ("周启明", Decimal("15.5"), Decimal("65.5")),
        ("沈文君", Decimal(10), Decimal(35)),
    ]
