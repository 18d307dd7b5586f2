"""Which record a scan belongs to, as far as its name tells: by 文号, by date and by the words of a title."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ledger.kinds import Form
from ledger.records import Record
from ledger.search import folded
from ledger.snapshot import Snapshot

_DOC_NO = re.compile(r"([\u4e00-\u9fff]{1,12})\s*[〔\[（(【]\s*(20\d\d)\s*[〕\]）)】]\s*(?:第\s*)?(\d{1,5})\s*号?")
_DAYS = (
    re.compile(r"(?<!\d)(20\d\d)\s*[-._/年]\s*(\d{1,2})\s*[-._/月]\s*(\d{1,2})(?!\d)\s*日?"),
    re.compile(r"(?<!\d)(20\d\d)([01]\d)([0-3]\d)(?!\d)"),
)
_DAY_OF_YEAR = re.compile(r"(?<!\d)(\d{1,2})月(\d{1,2})[日号]")
_NOISE = re.compile(
    r"扫描件|签字版|盖章版|正式版|最终版|定稿|扫描|副本|(?:img|scan|dsc|wx|mmexport)(?=[\W\d_]|$)", re.I
)
_COUNTED = re.compile(r"[\(（\[]\s*\d{1,3}\s*[\)）\]]\s*$")
_SERIAL = re.compile(r"^\s*\d{1,4}(?=[\s._、\-—）)])")
_EDGE = " _-—.、，,·（）()[]【】《》"
_KEPT = re.compile(r"[^\u3400-\u9fffa-z]")
_LEAST = 2.4
"""Points that a record must have: such as 60 % of the title's words, or the day and a word."""
_AHEAD = 0.3
"""Points that it must be ahead of the next, or the name fits both."""
_WORDS, _DAY, _NUMBER = 4.0, 2.0, 5.0
"""Points of all words alike, of the same day, and of the same 文号; another day costs 1.5 of them."""


@dataclass(frozen=True)
class Guess:
    """A file, the record it most likely belongs to ("" for none), and why; the clerk must look if `doubtful`.

    `title`, `day` and `number` (文号) are those that a paper of its own would have.
    """

    path: Path
    uid: str
    why: str
    title: str
    day: dt.date | None
    number: str = ""
    doubtful: bool = False


@dataclass(frozen=True)
class _Known:
    """A record as names are compared with it."""

    uid: str
    pairs: frozenset[str]
    day: dt.date | None
    number: str
    handicap: float


def guess(files: Sequence[Path], snapshot: Snapshot) -> tuple[Guess, ...]:
    """A guess for each file, in the order given; nothing is read but the names."""
    known = tuple(_known(snapshot))
    return tuple(_guessed(path, known, snapshot.campaign.year) for path in files)


def title_of(path: Path) -> str:
    """What a paper in this file is called: its name without day, 文号, serial number and words about scanning."""
    name = path.stem
    for pattern in (*_DAYS, _DOC_NO, _COUNTED, _NOISE, _SERIAL):
        name = pattern.sub(" ", name)
    title = " ".join(name.strip(_EDGE).split())
    return title if re.search(r"[^\W\d_]", title) else path.stem


def day_in(name: str, year: int) -> dt.date | None:
    """The first day that a name tells, one without a year in `year`; None without any."""
    for pattern in _DAYS:
        for found in pattern.finditer(name):
            day = _day(int(found[1]), int(found[2]), int(found[3]))
            if day is not None:
                return day
    short = _DAY_OF_YEAR.search(name)
    return _day(year, int(short[1]), int(short[2])) if short else None


def number_in(name: str) -> str:
    """The 文号 in a name with the brackets that it is written with; "" without one."""
    found = _DOC_NO.search(name)
    return f"{found[1]}〔{found[2]}〕{int(found[3])}号" if found else ""


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _known(snapshot: Snapshot) -> Iterator[_Known]:
    for record in snapshot.records:
        kind = record.declared
        if kind.form is Form.DATA or kind.secret:
            continue
        words = _bare(snapshot.title(record))
        # Of an entry in a register the title is all its text, which has something in common with much.
        handicap = 0.4 if kind.form is Form.REGISTER else 0.0
        yield _Known(record.uid, _pairs(words), snapshot.day(record), _number(record), handicap)


def _number(record: Record) -> str:
    number = record["doc_no"]
    return number_in(number) if isinstance(number, str) else ""


def _guessed(path: Path, known: Sequence[_Known], year: int) -> Guess:
    day, number = day_in(path.stem, year), number_in(path.stem)
    words = _pairs(_bare(_DAY_OF_YEAR.sub("", title_of(path))))
    best = sorted(((_points(each, words, day, number), each) for each in known), key=lambda pair: -pair[0])[:2]
    title = title_of(path)
    if not best or best[0][0] < _LEAST:
        return Guess(path, "", "", title, day, number)
    if len(best) > 1 and best[0][0] - best[1][0] < _AHEAD:
        return Guess(path, "", "有几条都像，请核对", title, day, number, doubtful=True)
    found = best[0][1]
    other_day = day is not None and found.day is not None and day != found.day
    reasons = [
        *(["文号相同"] if number and number == found.number else []),
        *(["日期相同"] if day is not None and day == found.day else []),
        *(["题名相近"] if _alike(words, found.pairs) >= 0.3 else []),
        *(["日期不同"] if other_day else []),
    ]
    return Guess(path, found.uid, "、".join(reasons), title, day, number, doubtful=other_day)


def _points(each: _Known, words: frozenset[str], day: dt.date | None, number: str) -> float:
    points = _WORDS * _alike(words, each.pairs) - each.handicap
    if day is not None and each.day is not None:
        points += _DAY if day == each.day else -1.5
    if number and each.number:
        points += _NUMBER if number == each.number else -_DAY
    return points


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    """How alike two texts are by their pairs of characters, 0 to 1; one that lies within the other nearly wholly so."""
    shared = len(one & other)
    if not shared:
        return 0.0
    both = 2 * shared / (len(one) + len(other))
    fewer = min(len(one), len(other))
    return max(both, 0.85 * shared / fewer if fewer >= 3 else 0.0)


def _bare(text: str) -> str:
    return _KEPT.sub("", folded(text))


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))
