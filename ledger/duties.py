"""What recurs (经常性工作): the periods of a duty in the campaign's year, and those in which it was not done."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ledger.fields import chinese_date
from ledger.gap import Gap
from ledger.kinds import Kind
from ledger.schemes.provisions import EVERY, Duty
from ledger.schemes.spans import days_of
from ledger.snapshot import Snapshot
from ledger.workdays import Calendar

_YEARS = 10
"""Years beyond the first that a campaign is followed; a later end is a slip of the hand."""
_MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}


@dataclass(frozen=True)
class Turn:
    """One period of a duty, from `first` to `last` (the day by which it is to be done), and what it is called."""

    name: str
    first: dt.date
    last: dt.date


@dataclass(frozen=True)
class Undone:
    """A turn of a duty with fewer records than it demands: `have` of them."""

    duty: Duty
    turn: Turn
    have: int


def turns(duty: Duty, year: int, days: Calendar, first: dt.date, last: dt.date) -> tuple[Turn, ...]:
    """The periods of a duty within a campaign that lasts from `first` to `last`, in order of time.

    A period belongs to the campaign when it ends in it; for a day or a week that is the same as lying in it. A campaign
    that goes on beyond the New Year has the periods of the next year too, which are called by it (2016年1月). What is
    done “always” has none.
    """
    if duty.span:
        begin, end = days_of(duty.span, year)
        first, last = max(first, begin), min(last, end or last)
    years = range(first.year, min(last.year, first.year + _YEARS) + 1)
    found = (_in_year(duty, each, year, days) for each in years)
    within = tuple(turn for each in found for turn in each if first <= turn.last <= last)
    return within[:1] if duty.every == "once" else within


def _in_year(duty: Duty, year: int, own: int, days: Calendar) -> Iterator[Turn]:
    """The periods of a duty in a year, named by it when that is not the `own` year of the scheme."""
    for turn in _turns(duty, year, days):
        plain = year == own or duty.every in ("once", "year")
        yield turn if plain else replace(turn, name=f"{year}年{turn.name}")


def _turns(duty: Duty, year: int, days: Calendar) -> Iterator[Turn]:
    """Every period of a duty in a year."""
    new_year = dt.date(year, 1, 1)
    match duty.every:
        case "always":
            return
        case "once":
            yield Turn("一次", new_year, _by(duty, year))
        case "workday":
            for day in (new_year + dt.timedelta(days=step) for step in range(366)):
                if day.year == year and days.is_workday(day):
                    yield Turn(f"{day.month}月{day.day}日", day, day)
        case "week":
            yield from _weeks(new_year, days)
        case _:
            length = _MONTHS[duty.every]
            for month in range(1, 13, length):
                yield _months(duty, year, month, length)


def _by(duty: Duty, year: int) -> dt.date:
    month, day = (int(part) for part in duty.by.split("-"))
    return dt.date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _weeks(new_year: dt.date, days: Calendar) -> Iterator[Turn]:
    """Weeks from Monday to Sunday; one without a working day has nothing to do in it."""
    monday = new_year - dt.timedelta(days=new_year.weekday())
    for _ in range(54):
        week = [monday + dt.timedelta(days=step) for step in range(7)]
        monday += dt.timedelta(days=7)
        within = [day for day in week if day.year == new_year.year]
        if within and any(days.is_workday(day) for day in within):
            first, last = within[0], within[-1]
            yield Turn(f"{first.month}月{first.day}日—{last.month}月{last.day}日这一周", first, last)


def _months(duty: Duty, year: int, month: int, length: int) -> Turn:
    last_month = month + length - 1
    last = dt.date(year, last_month, calendar.monthrange(year, last_month)[1])
    number = (month - 1) // length
    names = {"month": f"{month}月", "quarter": f"第{number + 1}季度", "half-year": ("上半年", "下半年")[number % 2]}
    end = _by(duty, year) if duty.by and duty.every == "year" else last
    return Turn(names.get(duty.every, f"{year}年"), dt.date(year, month, 1), end)


def undone(snapshot: Snapshot, day: dt.date) -> tuple[Undone, ...]:
    """The turns that have begun by `day` and do not hold the records they demand: those to do, and those missed."""
    scheme = snapshot.scheme
    end = scheme.last or dt.date(scheme.year, 12, 31)
    found = []
    for duty in scheme.duties:
        if not duty.kind:
            continue
        done = sorted(_days(snapshot, duty))
        for turn in turns(duty, scheme.year, snapshot.calendar, scheme.first, end):
            have = sum(turn.first <= each <= turn.last for each in done) if turn.first <= day else duty.least
            if have < duty.least:
                found.append(Undone(duty, turn, have))
    return tuple(found)


def gaps_of_duties(snapshot: Snapshot, turned: Iterable[Undone], day: dt.date) -> Iterator[Gap]:
    """Of the undone turns of each duty, one gap for what was missed, and one for what is to be done now."""
    found: dict[tuple[str, bool], list[Undone]] = {}
    for each in turned:
        found.setdefault((each.duty.key, each.turn.last < day), []).append(each)
    for (_, missed), several in found.items():
        yield _gap(several, snapshot.kind(several[0].duty.kind), missed=missed)


_TOLD = 3
"""Periods that a sentence names."""


def _gap(turned: list[Undone], kind: Kind, *, missed: bool) -> Gap:
    duty, last = turned[0].duty, turned[-1]
    names = "、".join(each.turn.name for each in turned[:_TOLD]) + ("等" if len(turned) > _TOLD else "")
    count = f"共{len(turned)}期" if len(turned) > 1 else ""
    lacking = f"还差{duty.least - last.have}次" if duty.least > 1 else "还没有做"
    if missed:
        sentence = f"“{duty.name}”（{every_words(duty)}）：{names}{count}没有记录。"
        step = f"当时做过的，补登记“{kind.title}”；没有做的，在情况说明里写明原因，不要补造记录。"
    else:
        sentence = f"“{duty.name}”（{every_words(duty)}）：{names}{lacking}，最迟{chinese_date(last.turn.last)}。"
        step = f"办理后新增一条“{kind.title}”。"
    words = "方案没有规定这项工作的分值，不直接扣分"
    code = "late" if missed else "due"
    return Gap(code, duty.name, "", sentence, step, risk_words=words, duty=duty.key, by=last.turn.last)


def _days(snapshot: Snapshot, duty: Duty) -> Iterable[dt.date]:
    """The days on which the duty was done."""
    kind = snapshot.kind(duty.kind)
    for record in snapshot.of(duty.kind):
        day = snapshot.day(record)
        if day and all(kind.field(name).show(record[name]) == words for name, words in duty.where.items()):
            yield day


def every_words(duty: Duty) -> str:
    """How often, in words: 每季度至少2次."""
    least = f"至少{duty.least}次" if duty.least > 1 else ""
    return f"{EVERY[duty.every]}{least}"
