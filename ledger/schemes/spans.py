"""A stage's period as a scheme writes it (5月, 8月中旬, 6—9月, 10月中旬以后), turned into days of a year."""

from __future__ import annotations

import calendar
import datetime as dt
import re
import unicodedata

DASHES = re.compile(r"—+|–|~|-|至|到")
ENDPOINT = re.compile(
    r"(?P<next>次年)?(?P<month>\d{1,2})月(?:份)?(?:(?P<third>[上中下])旬|(?P<day>\d{1,2})日)?"
    r"|(?P<iso>\d{4}-\d{1,2}-\d{1,2})|(?P<cn>\d{4}年\d{1,2}月\d{1,2}日)"
)
THIRDS = {"上": (1, 10), "中": (11, 20), "下": (21, 31)}


def days_of(span: str, year: int) -> tuple[dt.date, dt.date | None]:
    """The first and last day of `span` in `year`; the last is None for an open end (以后, 起).

    A 旬 is ten days: 1—10, 11—20, and 21 to the month's end. A full date keeps its own year. Raises ValueError with a
    Chinese reason when the words give no days or end before they begin.
    """
    words = unicodedata.normalize("NFKC", span).replace(" ", "").replace("－", "-")
    whole = re.sub(r"(以后|起)$", "", words)
    if whole != words:
        return _endpoint(whole, year, span)[0], None
    first, last = _closed(words, year, span)
    if last < first:
        raise ValueError(f"“{span}”的结束早于开始")
    return first, last


def _closed(words: str, year: int, span: str) -> tuple[dt.date, dt.date]:
    """First and last day of a period that has an end."""
    if ENDPOINT.fullmatch(words):
        return _endpoint(words, year, span)
    for dash in DASHES.finditer(words):
        left, right = words[: dash.start()], words[dash.end() :]
        if left.isdigit():
            left += "月"
        if ENDPOINT.fullmatch(left) and ENDPOINT.fullmatch(right):
            return _endpoint(left, year, span)[0], _endpoint(right, year, span)[1]
    raise _unreadable(span)


def _endpoint(words: str, year: int, span: str) -> tuple[dt.date, dt.date]:
    """First and last day of a month, a 旬 or a day."""
    found = ENDPOINT.fullmatch(words)
    if not found:
        raise _unreadable(span)
    try:
        if full := found["iso"] or found["cn"]:
            numbers = [int(part) for part in re.findall(r"\d+", full)]
            if not 1900 <= numbers[0] <= 2999:
                raise ValueError(numbers[0])
            day = dt.date(numbers[0], numbers[1], numbers[2])
            return day, day
        return _month_part(found, year + 1 if found["next"] else year)
    except ValueError:
        raise ValueError(f"“{span}”不是实有的日期") from None


def _month_part(found: re.Match[str], year: int) -> tuple[dt.date, dt.date]:
    """First and last day of what is named inside a month of `year`; raises ValueError when there is no such day."""
    month = int(found["month"])
    if found["day"]:
        day = dt.date(year, month, int(found["day"]))
        return day, day
    if not 1 <= month <= 12:
        raise ValueError(month)
    first, last = THIRDS[found["third"]] if found["third"] else (1, 31)
    return dt.date(year, month, first), dt.date(year, month, min(last, calendar.monthrange(year, month)[1]))


def _unreadable(span: str) -> ValueError:
    return ValueError(f"“{span}”看不懂，可写成“5月”“6—9月”“8月中旬”“10月中旬以后”或“2015-06-11”")
