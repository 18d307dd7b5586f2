"""Which backups are kept: enough of each age, never none, and a wrong clock makes no good one go."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from ledger.safekeeping.keeping import DAYS, LAST, MONTHS, kept

START = dt.datetime(2015, 6, 1, 4, tzinfo=dt.UTC)  # noon in China
FAR = dt.datetime(2999, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Made:
    """A backup as the rule sees it."""

    at: dt.datetime
    why: str = "备份"


MOMENTS = st.datetimes(dt.datetime(2012, 1, 1), dt.datetime(2018, 1, 1), timezones=st.just(dt.UTC))
POOLS = st.lists(st.builds(Made, MOMENTS, st.sampled_from(["备份", "导入前", "合并前"])), unique=True, max_size=90)


def daily(days: int, each: int = 1) -> list[Made]:
    """So many backups on each of so many days, minutes apart."""
    return [Made(START + dt.timedelta(days=day, minutes=number)) for day in range(days) for number in range(each)]


def test_the_last_ten_stay_however_near_they_are() -> None:
    pool = daily(1, each=25)
    assert kept(pool, FAR) == tuple(reversed(pool[-LAST:]))


def test_a_day_keeps_its_last_for_thirty_days_and_a_month_its_last_for_a_year() -> None:
    pool = daily(800, each=2)
    stay = kept(pool, FAR)
    days = {each.at.date() for each in stay}
    newest = START.date() + dt.timedelta(days=799)
    assert {newest - dt.timedelta(days=back) for back in range(DAYS)} <= days
    assert len({(day.year, day.month) for day in days}) == MONTHS
    assert all(each.at.minute == 1 for each in stay[LAST:])
    assert len(stay) <= LAST + DAYS + MONTHS


def test_the_last_before_each_risky_act_of_a_day_stays_for_thirty_days() -> None:
    risky = Made(START + dt.timedelta(minutes=5), "合并前")
    bulk = [Made(START + dt.timedelta(minutes=6 + number), "批量修改前") for number in range(3)]
    same_day = [Made(START + dt.timedelta(minutes=20 + number)) for number in range(30)]
    later = daily(29)[1:]
    assert {risky, bulk[-1]} <= set(kept([risky, *bulk, *same_day, *later], FAR))
    assert not set(bulk[:-1]) & set(kept([risky, *bulk, *same_day, *later], FAR))
    assert risky not in kept([risky, *bulk, *same_day, *daily(40)[1:]], FAR)


def test_a_day_is_a_day_in_china() -> None:
    evening, night = (START.replace(hour=hour, minute=30) for hour in (15, 16))  # 23:30 and 0:30 there
    filler = [Made(START + dt.timedelta(days=1, minutes=number)) for number in range(LAST)]
    assert {Made(evening), Made(night)} & set(kept([Made(evening), Made(night), *filler], FAR)) == {Made(evening)}


@given(POOLS, MOMENTS)
def test_some_of_some_stay_the_newest_among_them(pool: list[Made], now: dt.datetime) -> None:
    stay = kept(pool, now)
    assert set(stay) <= set(pool) and len(set(stay)) == len(stay)
    assert len(stay) >= min(len(pool), LAST)
    if pool:
        assert max(pool, key=lambda each: each.at).at in {each.at for each in stay}


@given(POOLS, MOMENTS)
def test_what_was_kept_is_kept_when_asked_again(pool: list[Made], now: dt.datetime) -> None:
    assert kept(kept(pool, now), now) == kept(pool, now)


@given(POOLS, MOMENTS)
def test_a_clock_set_back_makes_none_go_that_a_right_one_keeps(pool: list[Made], now: dt.datetime) -> None:
    assert set(kept(pool, FAR)) <= set(kept(pool, now))


@given(POOLS, POOLS, MOMENTS)
def test_backups_from_the_future_make_none_go(pool: list[Made], others: list[Made], now: dt.datetime) -> None:
    present = [each for each in pool if each.at <= now]
    future = [each for each in others if each.at > now]
    assert set(kept(present, now)) <= set(kept([*present, *future], now))


@given(POOLS, MOMENTS)
def test_a_clock_set_forward_alone_makes_none_go(pool: list[Made], now: dt.datetime) -> None:
    present = [each for each in pool if each.at <= now]
    assert kept(present, now) == kept(present, FAR)
