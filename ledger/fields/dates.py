"""Dates as clerks write them, months and 旬, and times of day."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import ClassVar

from ledger.fields.base import Context, Field, FieldError, Json

_HAN = str.maketrans("〇○零OＯ一二三四五六七八九", "00000123456789")
_WIDE = str.maketrans("０１２３４５６７８９．－／：", "0123456789.-/:")
_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})",
        r"(?P<y>\d{4})[.\-/](?P<m>\d{1,2})[.\-/](?P<d>\d{1,2})",
        r"(?P<y>\d{4})年(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号]?",
        r"(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号]?",
        r"(?P<m>\d{1,2})[.\-/](?P<d>\d{1,2})",
    )
)
_HAN_NUMBER = "[二三]?十[一二三四五六七八九]?|[一二三四五六七八九]"
_HAN_DAY = re.compile(rf"([〇○零OＯ一二三四五六七八九]{{4}}年)?({_HAN_NUMBER})月({_HAN_NUMBER})[日号]")


def read_date(text: str, year: int | None = None) -> dt.date | None:
    """The day that `text` names, with `year` for a date written without one; None when it names none.

    Takes 20150611, 2015.6.11, 2015-6-11, 2015/6/11, 2015年6月11日, 6月11日, 6.11 and 二〇一五年六月十一日, with
    full-width digits too.
    """
    compact = "".join(text.translate(_WIDE).split())
    han = _HAN_DAY.fullmatch(compact)
    if han:
        compact = f"{(han[1] or '').translate(_HAN)}{_tens(han[2])}月{_tens(han[3])}日"
    for form in _FORMS:
        match = form.fullmatch(compact)
        if match is None:
            continue
        parts = match.groupdict()
        full_year = int(parts["y"]) if parts.get("y") else year
        if full_year is None:
            return None
        try:
            return dt.date(full_year, int(parts["m"]), int(parts["d"]))
        except ValueError:
            return None
    return None


def _tens(han: str) -> int:
    """The number up to 99 written as 十一, 二十 or 三十一."""
    tens, ten, ones = han.rpartition("十")
    if not ten:
        return int(han.translate(_HAN))
    return (int(tens.translate(_HAN)) if tens else 1) * 10 + (int(ones.translate(_HAN)) if ones else 0)


def chinese_date(day: dt.date) -> str:
    """`day` as documents write it, without leading zeros: 2015年6月11日 (GB/T 9704-2012)."""
    return f"{day.year}年{day.month}月{day.day}日"


@dataclass(frozen=True, kw_only=True)
class Date(Field):
    """A day."""

    type_name: ClassVar[str] = "日期"
    width: float = 9

    def read(self, raw: object, context: Context) -> dt.date:
        """The day typed in any of the forms of `read_date`."""
        if isinstance(raw, dt.datetime):
            return raw.date()
        if isinstance(raw, dt.date):
            return raw
        text = str(raw) if isinstance(raw, int) and not isinstance(raw, bool) else raw
        day = read_date(text, context.year) if isinstance(text, str) else None
        if day is None:
            want = "没有这一天，或写法不认识；请写成20150611、2015.6.11、2015年6月11日或6月11日，并核对月份和日子"
            raise FieldError(self.label, raw, want)
        return day

    def show(self, value: dt.date | None) -> str:
        """2015年6月11日."""
        return chinese_date(value) if value else ""

    def dump(self, value: dt.date | None) -> Json:
        """ISO date."""
        return value.isoformat() if value else None

    def load(self, stored: Json) -> dt.date | None:
        """The day of an ISO date. Raises ValueError, TypeError for what was never stored."""
        return None if stored is None else dt.date.fromisoformat(stored)  # type: ignore[arg-type]  # spoilt if not


_TENS = ("上旬", "中旬", "下旬")
_MONTH = re.compile(r"(?:(?P<y>\d{4})[年.\-/])?(?P<m>\d{1,2})(?:月份?)?(?P<t>[上中下]旬)?")
_MONTH6 = re.compile(r"(?P<y>\d{4})(?P<m>\d{2})")


@dataclass(frozen=True, order=True)
class MonthValue:
    """A month, or one of its three 旬 (`ten` 1 to 3; 0 for the whole month)."""

    year: int
    month: int
    ten: int = 0

    def __str__(self) -> str:
        return f"{self.year}年{self.month}月" + (_TENS[self.ten - 1] if self.ten else "")

    @property
    def first(self) -> dt.date:
        """Its first day, by which it is put in order."""
        return dt.date(self.year, self.month, 1 + 10 * max(self.ten - 1, 0))


@dataclass(frozen=True, kw_only=True)
class Month(Field):
    """A month or a 旬."""

    type_name: ClassVar[str] = "月份或旬"
    width: float = 8

    def read(self, raw: object, context: Context) -> MonthValue:
        """Takes 2015年6月, 201506, 2015-06, 6月, 6月上旬."""
        text = "".join(str(raw).translate(_WIDE).split())
        match = _MONTH6.fullmatch(text) or _MONTH.fullmatch(text)
        parts = match.groupdict() if match else {}
        year = int(parts["y"]) if parts.get("y") else context.year
        if not parts or year is None or not 1 <= int(parts["m"]) <= 12:
            raise FieldError(self.label, raw, "请写成2015年6月、201506、6月或6月上旬")
        ten = parts.get("t")
        return MonthValue(year, int(parts["m"]), _TENS.index(ten) + 1 if ten else 0)

    def load(self, stored: Json) -> MonthValue | None:
        """The month that was stored as its words."""
        return self.read(stored, Context()) if stored is not None else None


_TIME = re.compile(r"(?P<half>上午|下午|晚上)?(?P<h>\d{1,2})(?:[:时点](?P<m>\d{1,2}|半)?分?)?")
_TIME4 = re.compile(r"(?P<h>\d{2})(?P<m>\d{2})")


@dataclass(frozen=True, kw_only=True)
class Time(Field):
    """A time of day."""

    type_name: ClassVar[str] = "时间"
    width: float = 6

    def read(self, raw: object, context: Context) -> dt.time:
        """Takes 14:30, 1430, 14时30分, 下午2点半."""
        if isinstance(raw, dt.time):
            return dt.time(raw.hour, raw.minute)
        text = "".join(str(raw).translate(_WIDE).replace("：", ":").split())
        match = _TIME4.fullmatch(text) or _TIME.fullmatch(text)
        parts = match.groupdict() if match else {}
        if parts:
            hour = _hour(parts.get("half"), int(parts["h"]))
            minute = 30 if parts["m"] == "半" else int(parts["m"] or 0)
            if hour is not None and hour < 24 and minute < 60:
                return dt.time(hour, minute)
        raise FieldError(self.label, raw, "请写成14:30、14时30分或下午2点半")

    def show(self, value: dt.time | None) -> str:
        """14:30."""
        return value.strftime("%H:%M") if value else ""

    def dump(self, value: dt.time | None) -> Json:
        """ISO time to the minute."""
        return self.show(value) or None

    def load(self, stored: Json) -> dt.time | None:
        """The time of an ISO time."""
        return dt.time.fromisoformat(stored) if isinstance(stored, str) else None


def _hour(half: str | None, hour: int) -> int | None:
    """The hour of 24; None where the words contradict the number (上午14时) or leave the day open (晚上12点)."""
    if (half == "上午" and hour > 12) or (half == "晚上" and hour == 12):
        return None
    return hour + 12 if half in ("下午", "晚上") and hour < 12 else hour


def day_in(value: object) -> dt.date | None:
    """The day that a value of a date or a month stands for in an order of time; None for any other."""
    if isinstance(value, MonthValue):
        return value.first
    return value if isinstance(value, dt.date) else None
