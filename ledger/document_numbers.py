"""Numbers of official documents (文号) in all shapes that offices write them, those with masked digits among them."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator

_OPEN, _CLOSE = "[〔(【", "]〕)】"
_YEAR = re.compile(rf"[{re.escape(_OPEN)}](\d{{4}})年?[{re.escape(_CLOSE)}]")


def year_of(number: str) -> int | None:
    """The year that a number such as 启发[2015]39号 bears; None where it bears none, or a masked one (20*)."""
    found = _YEAR.search(_compact(number))
    return int(found[1]) if found else None


def number_doubts(number: str | None, issued: dt.date | None) -> Iterator[str]:
    """What cannot be true of a number of a document of that day: an unpaired bracket, another year.

    Brackets may be of any kind ([ ], 〔 〕, 【 】, round ones), and a masked year is never compared (R01).
    """
    words = _compact(number or "")
    if sum(map(words.count, _OPEN)) != sum(map(words.count, _CLOSE)):
        yield f"文号{number}的括号不成对"
    year = year_of(words)
    if year and issued and year != issued.year:
        yield f"文号{number}是{year}年的，成文日期却在{issued.year}年"


def _compact(number: str) -> str:
    return "".join(unicodedata.normalize("NFKC", number).split())
