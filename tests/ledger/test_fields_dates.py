"""Dates, months and times of day: every way clerks write them, and what is no day at all."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.fields import Context, Date, FieldError, Month, MonthValue, Time

IN_2015 = Context(year=2015)
DIGITS = str.maketrans("0123456789", "０１２３４５６７８９")
DATE = Date(name="date", label="会议日期")


@pytest.mark.parametrize(
    "typed",
    [
        "20150611", 20150611, "2015.6.11", "2015-6-11", "2015-06-11", "2015/06/11", "2015年6月11日", "2015年06月11号",
        "6月11日", "6.11", "6-11", "6/11", "二〇一五年六月十一日", "二○一五年六月十一日", "二零一五年六月十一日",
        "二O一五年六月十一日", "六月十一日", "２０１５．６．１１", "２０１５年６月１１日", " 2015 年 6 月 11 日 ",
        dt.date(2015, 6, 11), dt.datetime(2015, 6, 11, 9, 30),
    ],
)  # fmt: skip
def test_a_day_is_understood_in_every_way_clerks_write_it(typed: object) -> None:
    assert DATE.parse(typed, IN_2015) == dt.date(2015, 6, 11)


@given(st.dates(dt.date(1949, 10, 1), dt.date(2099, 12, 31)))
def test_every_day_is_read_back_from_all_its_forms(day: dt.date) -> None:
    forms = [f"{day:%Y%m%d}", f"{day.year}.{day.month}.{day.day}", f"{day:%Y/%m/%d}", DATE.show(day), han(day)]
    for form in [*forms, *(form.translate(DIGITS) for form in forms)]:
        assert DATE.parse(form, Context()) == day


def han(day: dt.date) -> str:
    digits = "〇一二三四五六七八九"

    def number(n: int) -> str:
        tens, ones = divmod(n, 10)
        return ("" if tens < 2 else digits[tens]) + ("十" if tens else "") + (digits[ones] if ones else "")

    return "".join(digits[int(c)] for c in str(day.year)) + f"年{number(day.month)}月{number(day.day)}日"


@pytest.mark.parametrize(
    "typed",
    [
        "2015年2月30日", "20150230", "2.30", "2015-13-01", "六月三十一日", "十十月一日", "六月十一二日", "一二月一日",
        "2015.6", "明天", "15.6.11", 6.11, True, "2015061", "201506111", "2015年6月11日上午",
    ],
)  # fmt: skip
def test_what_is_no_day_is_refused_with_the_name_of_the_field(typed: object) -> None:
    with pytest.raises(FieldError, match="“会议日期”不能填") as caught:
        DATE.parse(typed, IN_2015)
    assert caught.value.exit_code == 2
    assert str(typed) in str(caught.value)


def test_a_day_without_a_year_needs_the_year_of_the_campaign() -> None:
    assert DATE.parse("2月29日", Context(year=2016)) == dt.date(2016, 2, 29)
    for context in (Context(), Context(year=2015)):
        with pytest.raises(FieldError):
            DATE.parse("2月29日", context)


def test_a_day_stands_on_paper_without_leading_zeros() -> None:
    assert DATE.show(dt.date(2015, 6, 1)) == "2015年6月1日"


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("2015年6月", MonthValue(2015, 6)),
        ("201506", MonthValue(2015, 6)),
        ("2015-06", MonthValue(2015, 6)),
        ("6月份", MonthValue(2015, 6)),
        ("６月上旬", MonthValue(2015, 6, 1)),
        ("2016年12月下旬", MonthValue(2016, 12, 3)),
    ],
)
def test_a_month_or_ten_days_of_it_is_understood(typed: str, value: MonthValue) -> None:
    assert Month(name="m", label="月份").parse(typed, IN_2015) == value


@pytest.mark.parametrize("typed", ["13月", "0月", "201500", "上旬", "6月初旬", "2015"])
def test_what_is_no_month_is_refused(typed: str) -> None:
    with pytest.raises(FieldError, match="月份"):
        Month(name="m", label="月份").parse(typed, IN_2015)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("14:30", "14:30"), ("14：30", "14:30"), ("1430", "14:30"), (1430, "14:30"), ("14时30分", "14:30"),
        ("下午2点半", "14:30"), ("下午2:30", "14:30"), ("下午14:30", "14:30"), ("上午9时", "09:00"), ("9点", "09:00"),
        ("下午12点", "12:00"), ("１４：３０", "14:30"), (dt.time(14, 30, 15), "14:30"),
    ],
)  # fmt: skip
def test_a_time_of_day_is_understood(typed: object, shown: str) -> None:
    field = Time(name="t", label="时间")
    assert field.show(field.parse(typed, IN_2015)) == shown


@pytest.mark.parametrize("typed", ["25:00", "14:60", "24:00", "晚上12点", "上午14:30", "930", "下午", True, 14.3])
def test_what_is_no_time_of_day_is_refused(typed: object) -> None:
    with pytest.raises(FieldError, match="时间"):
        Time(name="t", label="时间").parse(typed, IN_2015)
