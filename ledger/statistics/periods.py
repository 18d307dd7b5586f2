"""The periods that statistics are made for: a month, a quarter, half a year or a year."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import cached_property

from ledger.errors import InputError

MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
"""Months of each span."""
_HALVES = ("上半年", "下半年")
_WIDE = str.maketrans("０１２３４５６７８９－", "0123456789-")
_FORMS = (
    ("month", re.compile(r"(\d{4})(?:-|年)(0?[1-9]|1[0-2])月?")),
    ("month", re.compile(r"(\d{4})(0[1-9]|1[0-2])")),
    ("quarter", re.compile(r"(\d{4})(?:-?[Qq]|年第?)([1-4一二三四])(?:季度?)?")),
    ("half", re.compile(r"(\d{4})-?[Hh]([12])")),
    ("half", re.compile(r"(\d{4})年([上下])半年")),
    ("year", re.compile(r"(\d{4})(年度?|)")),
)
_NUMBERS = {"一": 1, "二": 2, "三": 3, "四": 4, "上": 1, "下": 2, "年": 1, "年度": 1, "": 1}


class BadPeriod(InputError):
    """The words name no period."""

    def __init__(self, words: str) -> None:
        super().__init__(
            f"“{words}”不是统计的时段：请写成2015-07（月）、2015-Q3（季度）、2015-H2（半年）或2015（年）。"
        )


@dataclass(frozen=True, order=True)
class Period:
    """A month, quarter, half-year or year; `part` counts those of the year from 1 (1 for the year itself)."""

    year: int
    span: str = "year"
    """One of MONTHS."""
    part: int = 1

    def __post_init__(self) -> None:
        """Raises ValueError for a part that no year has."""
        if not 1 <= self.part <= 12 // MONTHS[self.span] or not 1 < self.year < dt.MAXYEAR:
            raise ValueError(self)

    @classmethod
    def read(cls, words: str) -> Period:
        """The period of 2015-07, 2015-Q3, 2015-H2, 2015, 2015年7月 or 2015年第3季度. Raises BadPeriod."""
        text = "".join(words.translate(_WIDE).split())
        for span, form in _FORMS:
            found = form.fullmatch(text)
            if found and 1 < int(found[1]) < dt.MAXYEAR:
                part = _NUMBERS[found[2]] if found[2] in _NUMBERS else int(found[2])
                return cls(int(found[1]), span, part)
        raise BadPeriod(words)

    @classmethod
    def of(cls, day: dt.date, span: str) -> Period:
        """The period of that span in which `day` lies."""
        return cls(day.year, span, (day.month - 1) // MONTHS[span] + 1)

    @cached_property
    def first(self) -> dt.date:
        """The first day."""
        return dt.date(self.year, (self.part - 1) * MONTHS[self.span] + 1, 1)

    @cached_property
    def last(self) -> dt.date:
        """The last day."""
        month = self.part * MONTHS[self.span]
        return dt.date(self.year, month, calendar.monthrange(self.year, month)[1])

    def holds(self, day: dt.date | None) -> bool:
        """Whether `day` lies in the period; what bears no day lies in none."""
        return day is not None and self.first <= day <= self.last

    @property
    def previous(self) -> Period:
        """The period of the same span before this one."""
        if self.part > 1:
            return Period(self.year, self.span, self.part - 1)
        return Period(self.year - 1, self.span, 12 // MONTHS[self.span])

    @property
    def months(self) -> tuple[Period, ...]:
        """The months in it, in order."""
        first = (self.part - 1) * MONTHS[self.span] + 1
        return tuple(Period(self.year, "month", first + step) for step in range(MONTHS[self.span]))

    @property
    def name(self) -> str:
        """2015年7月, 2015年第3季度, 2015年下半年 or 2015年."""
        words = {
            "month": f"{self.part}月",
            "quarter": f"第{self.part}季度",
            "half": _HALVES[self.part > 1],
            "year": "",
        }
        return f"{self.year}年{words[self.span]}"

    @property
    def short(self) -> str:
        """2015-07, 2015-Q3, 2015-H2 or 2015, as `read` takes it."""
        words = {"month": f"-{self.part:02d}", "quarter": f"-Q{self.part}", "half": f"-H{self.part}", "year": ""}
        return f"{self.year:04d}{words[self.span]}"
