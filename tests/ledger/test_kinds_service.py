"""Rules of the kinds of service to applicants (B5 beside cases), each with what was typed beside what comes of it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from ledger.kinds import Form, kind_of
from ledger.kinds.special_service import CONDITIONS
from ledger.kinds.visitor_flow import HOURS, hour_words
from ledger.workdays import Calendar
from tests.ledger.kind_entries import doubts, entry, sample_doubts, shown, unfilled

KINDS = {
    "special_service": "R54",
    "consultation": "R55",
    "fee": "R56",
    "visitor_flow": "R58",
    "shift": "R59",
    "site_visit": "R60",
}


@pytest.mark.parametrize(("slug", "number"), KINDS.items())
def test_each_is_numbered_and_grouped_and_its_sample_has_no_doubt(slug: str, number: str) -> None:
    kind = kind_of(slug)
    assert (kind.number, kind.group) == (number, "办件服务")
    assert sample_doubts(slug) == []


@pytest.mark.parametrize(
    ("slug", "names"),
    [
        ("special_service", ("minutes",)),
        ("consultation", ("count",)),
        ("fee", ("month", "unit", "yuan")),
        ("visitor_flow", ("weekday",)),
        ("shift", ("until", "off")),
    ],
)
def test_what_is_left_blank_is_filled_as_the_sample_has_it(slug: str, names: tuple[str, ...]) -> None:
    filled, whole = unfilled(slug, *names), unfilled(slug)
    assert {name: filled[name] for name in names} == {name: whole[name] for name in names}


@pytest.mark.parametrize("slug", KINDS)
def test_registers_have_columns_that_fit_a_landscape_sheet(slug: str) -> None:
    kind = kind_of(slug)
    columns = [field for field in kind.fields if field.indexed and not field.private]
    assert kind.form is Form.EACH or len(columns) <= 13


@pytest.mark.parametrize("condition", CONDITIONS)
def test_any_one_of_three_conditions_opens_service_at_the_door(condition: str) -> None:
    assert doubts("special_service", applicant="某公司", sort="上门", condition=condition) == []


def test_there_are_three_conditions_and_no_fourth() -> None:
    assert len(CONDITIONS) == 3
    with pytest.raises(Exception, match="“上门条件”不能填“路远”"):
        entry("special_service", applicant="某公司", sort="上门", condition="路远")


BOTH = {"approver": "林晓岚", "approver_role": "大厅负责人"}


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"sort": "上门"}, ["上门服务没有写明符合三个条件中的哪一个"]),
        ({"sort": "预约", "condition": CONDITIONS[2]}, ["填了上门条件，服务种类却是“预约”"]),
        ({"sort": "延时"}, ["延时服务没有写明由窗口单位负责人还是大厅负责人批准"]),
        (
            {"sort": "延时", "approver": "林晓岚"},
            ["延时服务没有写明由窗口单位负责人还是大厅负责人批准"],
        ),
        ({"sort": "延时", **BOTH}, []),
        ({"sort": "延时", **BOTH, "approver_role": "窗口单位负责人"}, []),
        ({"sort": "代办"}, ["代办服务没有写明委托情况"]),
        ({"sort": "代办", "entrusted": "申请人委托沈文君"}, []),
        ({"sort": "绿色通道"}, []),
        ({"start": "16:50", "end": "9:00"}, ["结束时间早于开始时间"]),
        ({"start": "16:50", "end": "17:40", "minutes": 40}, ["时长填40分钟，按起止时间是50分钟"]),
        (
            {"date": "9.1", "approved": "9.2"},
            ["批准日期2015年9月2日晚于服务日期2015年9月1日"],
        ),
        ({"date": "9.1", "approved": "9.1"}, []),
    ],
)
def test_special_service_without_what_its_sort_asks_for_is_told(typed: dict[str, object], told: list[str]) -> None:
    assert doubts("special_service", applicant="某公司", **typed) == told


@pytest.mark.parametrize(
    ("start", "end", "minutes"), [("16:50", "17:30", 40), ("12:30", "12:30", 0), ("17:30", "16:50", None)]
)
def test_how_long_it_took_follows_from_its_hours(start: str, end: str, minutes: int | None) -> None:
    assert entry("special_service", applicant="某公司", start=start, end=end)["minutes"] == minutes


def test_a_way_of_about_100_kilometres_is_kept_as_written() -> None:
    typed = {"applicant": "某公司", "kilometres": "100多公里"}
    assert shown("special_service", "kilometres", typed) == "100多公里"
    assert entry("special_service", **typed)["kilometres"].bound == "least"


def test_one_question_is_one_person_and_a_years_are_kept_as_written() -> None:
    assert shown("consultation", "count", {"content": "停业登记"}) == "1"
    whole = entry("consultation", content="全年咨询", count="4000余人次")["count"]
    assert (whole.written, whole.value, whole.bound) == ("4000余人次", Decimal(4000), "least")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"date": "7.6", "replied": "7.5", "answer": "已答"}, ["答复日期2015年7月5日早于咨询日期2015年7月6日"]),
        ({"date": "7.6", "replied": "7.6"}, ["有答复日期，却没有写答复内容"]),
        ({"date": "7.6", "replied": "7.6", "answer": "已答"}, []),
    ],
)
def test_an_answer_stands_behind_its_question(typed: dict[str, str], told: list[str]) -> None:
    assert doubts("consultation", content="停业登记", **typed) == told


@pytest.mark.parametrize(
    ("amount", "unit", "filled", "yuan"),
    [
        ("2546万余元", None, "万元", "25460000.00"),
        ("270万元", None, "万元", "2700000.00"),
        ("270", "万元", "万元", "2700000.00"),
        ("1.28万元", "元", "元", "12800.00"),
        ("12800", None, "元", "12800.00"),
        ("12800.5元", None, "元", "12800.50"),
        ("约3万", None, "万元", "30000.00"),
        ("1.2亿元", None, "元", "120000000.00"),
        ("1*3万元", None, "万元", None),
    ],
)
def test_an_amount_is_kept_as_written_and_known_in_yuan(
    amount: str, unit: str | None, filled: str, yuan: str | None
) -> None:
    values = entry("fee", item="工本费", amount=amount, unit=unit)
    assert values["amount"].written == amount
    assert values["unit"] == filled
    assert values["yuan"] == (None if yuan is None else Decimal(yuan))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"amount": "1.28万元", "yuan": "1280"}, ["“折合金额”填1,280.00，按金额和单位折算是12,800.00"]),
        ({"amount": "12800元", "unit": "万元"}, ["金额写作“12800元”，单位却选“万元”"]),
        ({"date": "7.31", "month": "8月"}, ["统计日期早于所统计的2015年8月"]),
        ({"date": "8.3", "month": "7月", "amount": "2546万余元"}, []),
    ],
)
def test_an_amount_that_its_unit_or_its_sum_contradicts_is_told(typed: dict[str, str], told: list[str]) -> None:
    assert doubts("fee", item="工本费", **typed) == told


def test_an_hour_is_named_by_its_beginning() -> None:
    assert hour_words("7") == "7:00—8:00"
    assert hour_words("13") == "13:00—14:00"
    assert {"7", "8", "17"} <= set(HOURS)


@pytest.mark.parametrize(
    ("date", "weekday"), [("7.6", "周一"), ("7.10", "周五"), ("7.11", "周六"), ("2015.7.12", "周日")]
)
def test_the_day_of_the_week_follows_from_the_date(date: str, weekday: str) -> None:
    assert entry("visitor_flow", window="一号", date=date)["weekday"] == weekday


def test_a_day_of_the_week_that_the_date_contradicts_is_told() -> None:
    assert doubts("visitor_flow", window="一号", date="7.6", weekday="周二") == ["这一天是周一，星期却填“周二”"]


@pytest.mark.parametrize("count", ["-1", "36.5", "30余"])
def test_people_are_counted_in_whole_numbers(count: str) -> None:
    with pytest.raises(Exception, match="“人次”不能填"):
        entry("visitor_flow", window="一号", count=count)


def plan(**days: str) -> dict[str, str]:
    return {"slot": "上午", "window": "一号", **days}


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"date": "7.7"}, ["排班从周二开始，表却从周一排起"]),
        ({"date": "7.6", "until": "7.10"}, ["截止日期不是起始日期之后的第6天"]),
        ({"reserves": "赵一、钱二、孙三"}, ["机动人员3名，应留1至2名"]),
        ({"reserves": "赵一、钱二"}, []),
        ({"plan": [plan(monday="赵一"), plan(monday="赵一")]}, ["周一上午赵一排在2个窗口"]),
        ({"plan": [plan(monday="赵一"), {**plan(monday="赵一"), "slot": "下午"}]}, []),
        ({"plan": [plan(monday="赵一"), plan(tuesday="赵一")]}, []),
        ({"plan": [plan(friday="赵一")], "reserves": "赵一"}, ["机动人员赵一又排在窗口"]),
        ({"plan": [plan(friday="赵一")], "reserves": "钱二", "date": "7.6"}, []),
    ],
)
def test_a_plan_keeps_one_or_two_free_and_puts_nobody_at_two_windows(typed: dict[str, object], told: list[str]) -> None:
    assert doubts("shift", title="一周窗口", **typed) == told


@pytest.mark.parametrize(
    ("date", "until", "off"),
    [
        ("7.6", dt.date(2015, 7, 12), "周六、周日"),
        ("6.22", dt.date(2015, 6, 28), "周一、周六、周日"),  # Dragon Boat Festival
        ("10.5", dt.date(2015, 10, 11), "周一、周二、周三、周日"),  # National Day; the Saturday was worked
    ],
)
def test_a_week_ends_on_its_sunday_and_knows_its_days_off(date: str, until: dt.date, off: str) -> None:
    values = entry("shift", title="一周窗口", date=date)
    assert (values["until"], values["off"]) == (until, off)


def test_the_units_own_days_off_are_days_off_of_the_week() -> None:
    own = Calendar(off=frozenset({dt.date(2015, 7, 8)}))
    assert entry("shift", own_days=own, title="一周窗口", date="7.6")["off"] == "周三、周六、周日"


@pytest.mark.parametrize("method", ["动态排班法", "梯形排班法", "累积工时法"])
def test_the_ways_to_plan_are_those_of_the_acceptance_table(method: str) -> None:
    assert entry("shift", title="一周窗口", methods=method)["methods"] == (method,)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"start": "11:00", "end": "9:30"}, ["结束时间早于开始时间"]),
        ({"date": "7.22", "due": "7.21"}, ["反馈时限2015年7月21日早于踏勘或会议日期2015年7月22日"]),
        (
            {"opinions": [{"department": "建设局", "opinion": "同意"}, {"department": "建设局", "opinion": "不同意"}]},
            ["建设局的意见写了2行"],
        ),
        ({"date": "7.22", "due": "7.24", "start": "9:30", "end": "11:00"}, []),
    ],
)
def test_a_look_on_the_site_contradicts_itself_nowhere(typed: dict[str, object], told: list[str]) -> None:
    assert doubts("site_visit", project="某项目", **typed) == told
