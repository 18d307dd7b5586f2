"""Libraries with many records for the window: a campaign's mixture, and opinions up to the number asked for."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from ledger.book import Ledger
from ledger.fields import chinese_date
from tests.bench import campaign
from tests.bench.words import Writer, day, names

_PEOPLE = names(40)
_MANY = 20_000
"""Records added by one action."""
KIND = "opinion"
"""The register that is long."""


def build(library: Path, records: int, *, papers: int = 50) -> None:
    """Make a library of exactly `records` records: a campaign of `papers` papers, and else opinions."""
    campaign.build(library, papers)
    with Ledger.open(library) as ledger:
        lacking = records - len(ledger.records())
        rows = opinions(lacking)
        for start in range(0, lacking, _MANY):
            ledger.add_many(KIND, rows[start : start + _MANY])


def opinions(count: int, name: str = "window") -> list[dict[str, object]]:
    """So many opinions as typed, the same every time."""
    writer = Writer(name)
    words = [writer.sentence() for _ in range(2000)]
    return [_opinion(number, count, words) for number in range(count)]


def _opinion(number: int, of: int, words: list[str]) -> dict[str, object]:
    came = day(number, of)
    return {
        "number": number + 1,
        "date": chinese_date(came),
        "source": ("座谈会", "走访", "意见箱", "电话")[number % 4],
        "who": _PEOPLE[number % 37],
        "content": f"{words[number * 31 % len(words)]}（第{number + 1}条）",
        "handler": _PEOPLE[number % 40],
        "deadline": chinese_date(came + dt.timedelta(days=15)),
        "reply": words[number * 17 % len(words)],
        "replied": chinese_date(came + dt.timedelta(days=2)),
        "status": "已答复" if number % 7 else "办理中",
    }
