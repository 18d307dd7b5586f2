"""The rules of checks: 四结合, desks left empty, stocktaking, facilities, books, timing, attendance, posts."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.kinds import kind_of
from ledger.kinds.business_book import BOOKS
from ledger.kinds.patrol import PAIRS, WAYS, pair_of
from ledger.kinds.tidiness import DESK, absence_faults
from ledger.kinds.timing import elapsed, minutes_of, standard_minutes
from tests.ledger.books import new_book
from tests.ledger.kind_entries import added
from tests.ledger.kind_entries import partly_doubted as doubts
from tests.ledger.samples import add_sample

CHECKS = ("patrol", "tidiness", "stocktaking", "amenity", "business_book", "timing", "attendance", "post_duty")


@pytest.mark.parametrize("slug", CHECKS)
def test_a_sample_is_whole_and_contradicts_nothing(slug: str, tmp_path: Path) -> None:
    kind, sample = kind_of(slug), added(tmp_path, slug)
    assert [field.name for field in kind.fields if sample[field.name] in (None, "", ())] == []
    assert kind.doubts and list(kind.doubts(sample.values)) == []


@pytest.mark.parametrize(
    ("sort", "pair"),
    [
        ("实地察看", "察看与暗访"),
        ("暗访检查", "察看与暗访"),
        ("查阅内部资料", "资料与投诉"),
        ("投诉举报查处", "资料与投诉"),
        ("领导抽查", "领导与监督"),
        ("监督员检查", "领导与监督"),
        ("日常检查", "日常与专项"),
        ("专项检查", "日常与专项"),
        ("不定期抽查", None),
    ],
)
def test_a_way_of_checking_belongs_to_one_of_the_four_pairs(sort: str, pair: str | None, tmp_path: Path) -> None:
    assert added(tmp_path, "patrol", sort=sort, pair="")["pair"] == pair


def test_the_four_pairs_join_eight_ways() -> None:
    assert len(PAIRS) == 4 and len(set(WAYS)) == 8
    assert pair_of(None) == ""


@pytest.mark.parametrize(
    ("typed", "clause"),
    [
        (
            {"sort": "暗访检查", "pair": "日常与专项"},
            "“暗访检查”属于察看与暗访，四结合一栏却填日常与专项",
        ),
        ({"outcome": "未发现问题", "handling": "当日补岗"}, "填了处理情况，结论却是未发现问题"),
        ({"outcome": "发现问题"}, "结论是发现问题，却没有填处理情况"),
        ({"date": "7月14日", "handled": "7月13日"}, "处理日期早于检查日期"),
    ],
)
def test_a_patrol_that_contradicts_itself_is_told(typed: dict[str, object], clause: str) -> None:
    assert doubts("patrol", **typed) == [clause]


@pytest.mark.parametrize(
    ("minutes", "sign", "cleared", "faults"),
    [
        (20, "否", "否", 0),
        (21, "否", "否", 1),
        (21, "是", "否", 0),
        (30, "是", "否", 0),
        (31, "是", "否", 1),
        (31, "否", "否", 2),
        (31, "是", "是", 0),
    ],
)
def test_after_twenty_minutes_a_sign_stands_and_after_half_an_hour_the_desk_is_cleared(
    minutes: int, sign: str, cleared: str, faults: int
) -> None:
    assert len(absence_faults(minutes, sign, cleared)) == faults


def test_a_check_of_tidiness_counts_what_failed_and_concludes(tmp_path: Path) -> None:
    rows = [{"item": "桌面物品", "result": "不合格"}, {"item": "抽屉", "result": "不适用"}]
    away = [{"post": "五号窗口", "minutes": 40, "sign": "是", "cleared": "否"}]
    check = added(tmp_path, "tidiness", rows=rows, absences=away, failed="", conclusion="")
    assert (check["failed"], check["conclusion"]) == (2, "不合格")


def test_a_check_without_a_fault_passes(tmp_path: Path) -> None:
    rows = [{"item": name, "result": "合格"} for name, _, _ in DESK]
    check = added(tmp_path, "tidiness", rows=rows, absences=[], failed="", conclusion="")
    assert (len(rows), check["failed"], check["conclusion"]) == (11, 0, "合格")


@pytest.mark.parametrize(
    ("typed", "clauses"),
    [
        ({"rows": [{"item": "抽屉", "result": "不合格"}], "failed": 0}, ["登记不合格0项，逐项数下来是1项"]),
        ({"rows": [{"item": "抽屉", "result": "不合格"}], "conclusion": "合格"}, ["有1项不合格，检查结论却是合格"]),
        ({"rows": [{"item": "抽屉", "result": "合格", "problem": "杂乱"}]}, ["“抽屉”写了问题，结果却是合格"]),
        (
            {"date": "7月20日", "rows": [{"item": "抽屉", "result": "不合格", "done": "7月19日"}]},
            ["“抽屉”的整改日期早于检查日期"],
        ),
    ],
)
def test_a_check_of_tidiness_that_contradicts_itself_is_told(typed: dict[str, object], clauses: list[str]) -> None:
    assert doubts("tidiness", **typed) == clauses


def test_what_is_not_needed_is_the_rest_and_the_month_that_of_the_day(tmp_path: Path) -> None:
    taken = added(tmp_path, "stocktaking", date="2015年8月31日", total=120, needed=84, unneeded="", month="")
    assert (taken["unneeded"], str(taken["month"])) == (36, "2015年8月")


@pytest.mark.parametrize(
    ("typed", "clause"),
    [
        ({"total": 10, "electronic": 11}, "其中电子文件11件，多于文件总数10件"),
        ({"total": 10, "needed": 11}, "必要的11件，多于文件总数10件"),
        ({"unneeded": 3, "destroyed": 4}, "销毁的4件，多于不要的3件"),
        ({"needed": 3, "filed": 4}, "归档的4件，多于必要的3件"),
        ({"total": 10, "needed": 6, "unneeded": 3}, "必要的6件加不要的3件，不等于文件总数10件"),
        ({"transferred": 2}, "有移交转办的文件，却没有填接收人"),
    ],
)
def test_a_stocktaking_that_does_not_add_up_is_told(typed: dict[str, object], clause: str) -> None:
    assert doubts("stocktaking", **typed) == [clause]


@pytest.mark.parametrize(
    ("count", "intact", "state"), [(3, 3, "完好"), (3, 1, "部分损坏"), (3, 0, "全部损坏"), (0, 0, None)]
)
def test_the_state_of_a_facility_follows_from_its_numbers(
    count: int, intact: int, state: str | None, tmp_path: Path
) -> None:
    assert added(tmp_path, "amenity", count=count, intact=intact, state="")["state"] == state


@pytest.mark.parametrize(
    ("typed", "clause"),
    [
        ({"count": 2, "intact": 3}, "完好3件，多于数量2件"),
        ({"count": 2, "intact": 1, "state": "完好"}, "数量2件，完好1件，状况却填完好"),
    ],
)
def test_a_facility_that_contradicts_itself_is_told(typed: dict[str, object], clause: str) -> None:
    assert doubts("amenity", **typed) == [clause]


def books(**faults: object) -> list[dict[str, object]]:
    """Rows of the seven books, the first of them with faults."""
    rows = [{"book": book, "present": "有", "standard": "是", "legible": "是"} for book in BOOKS]
    return [{**rows[0], **faults}, *rows[1:]]


@pytest.mark.parametrize(("failing", "points"), [(0, "0"), (1, "1"), (5, "5"), (6, "5"), (7, "5")])
def test_each_failing_book_costs_a_point_and_all_of_them_five(failing: int, points: str, tmp_path: Path) -> None:
    rows = [{"book": book, "present": "无" if place < failing else "有"} for place, book in enumerate(BOOKS)]
    check = added(tmp_path, "business_book", rows=rows, failed="", deducted="")
    assert (check["failed"], check["deducted"]) == (failing, Decimal(points))


@pytest.mark.parametrize("faults", [{"present": "无", "standard": "", "legible": ""}, {"legible": "否"}])
def test_a_book_fails_that_is_not_there_or_not_legible(faults: dict[str, object], tmp_path: Path) -> None:
    assert added(tmp_path, "business_book", rows=books(**faults), failed="", deducted="")["failed"] == 1


@pytest.mark.parametrize(
    ("typed", "clause"),
    [
        ({"rows": books()[:-1]}, "七种簿册里还没有检查业务摘抄登记簿"),
        ({"rows": [*books(), books()[0]]}, "“台账”查了不止一行"),
        ({"rows": books(present="无")}, "“台账”没有这本簿册，却填了登记情况"),
        ({"date": "7月22日", "rows": books(last="7月23日")}, "“台账”的最近登记日期晚于检查日期"),
        ({"rows": books(legible="否"), "failed": 2}, "不合格簿册数填2，逐本数下来是1"),
        ({"rows": books(legible="否"), "deducted": "0"}, "扣分填0，逐本数下来是1"),
    ],
)
def test_a_check_of_books_that_contradicts_itself_is_told(typed: dict[str, object], clause: str) -> None:
    assert doubts("business_book", **typed) == [clause]


@pytest.mark.parametrize(
    ("business", "facts", "minutes"),
    [
        ("邮件收寄", {}, "2"),
        ("邮件收寄", {"count": 4}, "8"),
        ("预订邮票领取", {"count": 5}, "3"),
        ("预订邮票领取", {"count": 6}, None),
        ("报刊收订（计算机）", {"count": 1}, "3"),
        ("报刊收订（计算机）", {"count": 3}, "9"),
        ("报刊收订（手工）", {"count": 1}, "5"),
        ("收兑汇款", {"amount": "10000", "notes": 300}, "5"),
        ("收兑汇款", {"amount": "10000", "notes": 301}, None),
        ("收兑汇款", {"amount": "19999.99"}, "5"),
        ("收兑汇款", {"amount": "20000"}, "6"),
        ("收兑汇款", {"amount": "45000", "notes": 450}, "8"),
        ("收兑汇款", {"amount": "5000", "count": 2}, None),
        ("收兑汇款", {}, None),
        ("排队等候", {}, "15"),
        ("挂号", {}, "0.67"),
        ("挂号", {"count": 3}, "2"),
        ("证明开具", {"count": 1}, None),
    ],
)
def test_the_standard_of_a_business_is_that_of_the_sources(
    business: str, facts: dict[str, Any], minutes: str | None, tmp_path: Path
) -> None:
    blank = {"count": "", "amount": "", "notes": "", "standard": "", "passed": ""}
    timed = added(tmp_path, "timing", business=business, **{**blank, **facts})
    assert timed["standard"] == (Decimal(minutes) if minutes else None)
    assert (timed["passed"] is None) == (minutes is None)


@pytest.mark.parametrize(
    ("business", "measured", "minutes", "passed"),
    [
        ("邮件收寄", {"seconds": 120}, "2", "合格"),
        ("邮件收寄", {"seconds": 121}, "2.02", "不合格"),
        ("挂号", {"seconds": 24}, "0.4", "合格"),
        ("挂号", {"seconds": 40}, "0.67", "合格"),
        ("挂号", {"seconds": 41}, "0.68", "不合格"),
        ("排队等候", {"started": "9:50", "ended": "10:05"}, "15", "合格"),
        ("排队等候", {"started": "9:50", "ended": "10:06"}, "16", "不合格"),
    ],
)
def test_minutes_are_taken_and_judged(
    business: str, measured: dict[str, object], minutes: str, passed: str, tmp_path: Path
) -> None:
    blank = {"started": "", "ended": "", "seconds": "", "count": "", "standard": "", "minutes": "", "passed": ""}
    timed = added(tmp_path, "timing", business=business, **{**blank, **measured})
    assert (timed["minutes"], timed["passed"]) == (Decimal(minutes), passed)


def test_a_standard_set_by_hand_decides_and_a_changed_time_is_judged_anew(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        own = {"business": "证明开具", "standard": "10", "started": "9:00", "ended": "9:10", "seconds": ""}
        timed = add_sample(book, "timing", minutes="", passed="", **own)
        assert (timed["minutes"], timed["passed"]) == (10, "合格")
        later = book.edit(timed.uid, {"ended": "9:11"})
        assert (later["standard"], later["minutes"], later["passed"]) == (10, 11, "不合格")


@pytest.mark.parametrize(
    ("typed", "clause"),
    [
        ({"started": "10:00", "ended": "9:59"}, "结束时间早于开始时间"),
        ({"started": "9:00", "ended": "9:05", "minutes": "7"}, "从开始到结束是5分钟，用时却填7分钟"),
        ({"seconds": 90, "minutes": "2"}, "秒表计90秒，用时却填2分钟"),
        ({"minutes": "6", "standard": "5", "passed": "合格"}, "用时6分钟，标准5分钟，却记合格"),
        ({"minutes": "5", "standard": "5", "passed": "不合格"}, "用时5分钟，标准5分钟，却记不合格"),
    ],
)
def test_a_timing_that_contradicts_itself_is_told(typed: dict[str, object], clause: str) -> None:
    assert doubts("timing", **typed) == [clause]


@given(
    amount=st.decimals(min_value=Decimal("0.01"), max_value=10**7, places=2),
    more=st.integers(min_value=1, max_value=50),
)
def test_each_further_ten_thousand_yuan_adds_one_minute(amount: Decimal, more: int) -> None:
    at_least = max(amount, Decimal(10_000))
    before, after = (standard_minutes("收兑汇款", amount=each) for each in (at_least, at_least + 10_000 * more))
    assert before is not None and after == before + more


@given(st.times(), st.integers(min_value=0, max_value=1439))
def test_from_a_time_to_a_later_one_are_the_minutes_between(started: dt.time, minutes: int) -> None:
    begin = dt.datetime.combine(dt.date(2015, 7, 16), started.replace(second=0, microsecond=0))
    end = begin + dt.timedelta(minutes=minutes)
    assert elapsed(begin.time(), end.time()) == (minutes if end.date() == begin.date() else None)


@given(st.integers(min_value=0, max_value=36_000))
def test_seconds_in_minutes_are_true_to_half_a_hundredth(seconds: int) -> None:
    assert abs(minutes_of(seconds) * 60 - seconds) <= Decimal("0.3")


def test_time_away_is_counted_from_the_clock(tmp_path: Path) -> None:
    assert added(tmp_path, "attendance", started="9:10", ended="9:41", minutes="")["minutes"] == 31


@pytest.mark.parametrize(
    ("typed", "clauses"),
    [
        ({"person": "周启明", "substitute": "周启明"}, ["代班人就是本人"]),
        ({"started": "9:35", "ended": "9:10"}, ["结束时间早于开始时间"]),
        ({"started": "9:10", "ended": "9:35", "minutes": 20}, ["从开始到结束是25分钟，时长却填20分钟"]),
        ({"state": "请假"}, ["请假没有填批准人", "请假没有填代班人，岗位会空岗"]),
        ({"state": "请假", "approver": "林晓岚", "substitute": "沈文君"}, []),
        ({"state": "空岗", "substitute": "沈文君"}, ["有代班人，却记空岗"]),
    ],
)
def test_attendance_that_contradicts_itself_is_told(typed: dict[str, object], clauses: list[str]) -> None:
    assert doubts("attendance", **typed) == clauses


def test_who_stands_in_for_a_post_is_somebody_else() -> None:
    assert doubts("post_duty", holder="周启明", deputy="周启明") == ["A岗和B岗是同一个人"]
    assert doubts("post_duty", holder="周启明", deputy="沈文君") == []
