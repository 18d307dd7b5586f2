"""Finding records from the window's search box: every word anywhere in a record, the likeliest records first."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice

from ledger.fields import People, Person, Rows
from ledger.kinds import Kind
from ledger.records import Record
from ledger.search import folded, place_of, words_of
from ledger.snapshot import day_of

MOST = 50
"""Hits given at once."""
SLICE = 500
"""Records taken in between two rests while an index is built."""
FILES, TITLE = "附件", "标题"
"""Where a word stands when it is in no field."""

_NUMBERS = ("doc_no", "archive_no", "item_no")
"""Fields by which papers are called: 文号, 档号, 件号."""
_BEFORE, _LONG = 12, 60
"""Characters of an excerpt in front of the match, and of all of it."""
_PARTED, _BEGUN = "\x00", "\x01"
"""What stands between the words of a record and in front of them; no word holds either."""


@dataclass(frozen=True)
class Hit:
    """A record that was found; `excerpt[begin:end]` is the word that was sought, as it is written there.

    `sort` is the title of its kind. `where` is the label of the field that the excerpt is from, or FILES or TITLE.
    """

    uid: str
    kind: str
    sort: str
    title: str
    where: str
    excerpt: str
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class _Entry:
    """A record with its words folded, once for each of _SCOPES."""

    record: Record
    day: int
    """The day that dates it, otherwise that of its last change; proleptic Gregorian ordinal."""
    words: tuple[str, str, str]


_TITLE, _CALLED, _ALL = range(3)
_SCOPES = (_TITLE, _CALLED, _ALL)
"""What words are sought in: the title; with the names of people and files and 文号; all that a record shows."""


class _Day:
    """The records of one day, their words joined, so that a look through all of them is one look for a string."""

    def __init__(self) -> None:
        self.entries: dict[str, _Entry] = {}
        self._rows: list[_Entry] = []
        self._texts: tuple[str, ...] = ()
        self._starts: tuple[list[int], ...] = ()
        """Where the words of each row begin in a text, and where the last ends."""

    def put(self, entry: _Entry) -> None:
        """Take in an entry, in place of what its record was."""
        self.entries[entry.record.uid] = entry
        self._texts = ()

    def drop(self, uid: str) -> None:
        """Take an entry out."""
        del self.entries[uid]
        self._texts = ()

    def holding(self, scope: int, sought: str, others: Sequence[str]) -> Iterator[_Entry]:
        """The entries that hold all of the words in `scope`; `sought` is looked for first."""
        self.join()
        text, starts = self._texts[scope], self._starts[scope]
        at = text.find(sought)
        while at >= 0:
            row = bisect_right(starts, at) - 1
            begin, end = starts[row], starts[row + 1]
            if all(text.find(word, begin, end) >= 0 for word in others):
                yield self._rows[row]
            at = text.find(sought, end)

    def join(self) -> None:
        """Join the words anew after a change; the next look does it otherwise."""
        if self._texts:
            return
        self._rows = [self.entries[uid] for uid in sorted(self.entries)]
        pieces = [[f"{_BEGUN}{entry.words[scope]}{_PARTED}" for entry in self._rows] for scope in _SCOPES]
        self._texts = tuple("".join(each) for each in pieces)
        self._starts = tuple(list(accumulate(map(len, each), initial=0)) for each in pieces)


class SearchIndex:
    """The records of a ledger by their words. Secret kinds are left out. One thread uses it.

    What was taken in is found at once, also while the rest is still to come.
    """

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self._days: dict[int, _Day] = {}
        self._day_of: dict[str, int] = {}
        self.replace(records)

    def __len__(self) -> int:
        return len(self._day_of)

    def fill(self, records: Iterable[Record]) -> Iterator[int]:
        """Take in records, a slice with each step; gives how many have been taken in. For big ledgers."""
        left = iter(records)
        while portion := tuple(islice(left, SLICE)):
            self.replace(portion)
            yield len(self)
        for day in tuple(self._days.values()):
            day.join()
            yield len(self)

    def follow(self, records: Iterable[Record]) -> None:
        """Hold just these records, all of a ledger's: what changed since is taken in anew, what has gone goes."""
        living = {record.uid: record for record in records}
        self.remove([uid for uid in self._day_of if uid not in living])
        self.replace(record for record in living.values() if not self._holds(record))

    def replace(self, records: Iterable[Record]) -> None:
        """Take in new records, and changed ones in place of what they were; deleted ones go."""
        for record in records:
            self.remove((record.uid,))
            kind = record.declared
            if not kind.secret and not record.deleted:
                entry = _entry(kind, record)
                self._day_of[record.uid] = entry.day
                self._days.setdefault(entry.day, _Day()).put(entry)

    def remove(self, uids: Iterable[str]) -> None:
        """Take records out; what is not in is passed over."""
        for uid in uids:
            day = self._day_of.pop(uid, None)
            if day is not None:
                self._days[day].drop(uid)

    def _holds(self, record: Record) -> bool:
        """Whether a record is in as it is now."""
        day = self._day_of.get(record.uid)
        if day is None:
            return False
        held = self._days[day].entries[record.uid].record
        return held is record or (held.revision, held.attachments) == (record.revision, record.attachments)

    def find(self, text: str, most: int = MOST) -> tuple[Hit, ...]:
        """The likeliest records in which every word of `text` stands, at most `most`; none for a blank text.

        First those with all words in a title that begins with one of them, then with all in the title, then in title,
        names of people and files or 文号; among alike ones the later day stands first.
        """
        words = tuple(sorted(words_of(text), key=len, reverse=True))
        if not words or _PARTED in text or _BEGUN in text:
            return ()
        found: dict[str, Record] = {}
        for entry in self._ranked(words):
            found.setdefault(entry.record.uid, entry.record)
            if len(found) >= most:
                break
        order = words_of(text)
        return tuple(_hit(record, order) for record in found.values())

    def _ranked(self, words: tuple[str, ...]) -> Iterator[_Entry]:
        """The entries that hold all words, the likeliest first; some come several times."""
        days = [self._days[day] for day in sorted(self._days, reverse=True)]
        for day in days:
            for number, word in enumerate(words):
                yield from day.holding(_TITLE, _BEGUN + word, words[:number] + words[number + 1 :])
        for scope in _SCOPES:
            for day in days:
                yield from day.holding(scope, words[0], words[1:])


def _entry(kind: Kind, record: Record) -> _Entry:
    title = kind.title_of(dict(record.values))
    names = [words for _, words in _named(kind, record)]
    told = [words for _, words in _told(kind, record)]
    day = record[kind.date] if kind.date else None
    scopes = ((title,), (title, *names), (title, *told))
    title, called, everything = (folded(_PARTED.join(each)) for each in scopes)
    return _Entry(record, (day or day_of(record.changed)).toordinal(), (title, called, everything))


def _named(kind: Kind, record: Record) -> Iterator[tuple[str, str]]:
    """What a record is called by besides its title: people, 文号 and the like, and its files, with where they stand."""
    for field in kind.fields:
        if field.name in _NUMBERS or isinstance(field, Person | People):
            yield field.label, field.show(record[field.name])
        elif isinstance(field, Rows):
            yield from ((field.label, words) for words in _people_in(field, record))
    for attachment in record.attachments:
        yield FILES, attachment.name


def _people_in(field: Rows, record: Record) -> Iterator[str]:
    """The people in the rows of a table."""
    columns = [column for column in field.columns if isinstance(column, Person | People)]
    for row in (record[field.name] or ()) if columns else ():
        yield from (column.show(row.get(column.name)) for column in columns)


def _told(kind: Kind, record: Record) -> Iterator[tuple[str, str]]:
    """All that the fields show and the names of the files, with where it stands."""
    for field in kind.fields:
        yield field.label, field.show(record[field.name])
    for attachment in record.attachments:
        yield FILES, attachment.name


def _hit(record: Record, words: tuple[str, ...]) -> Hit:
    """The hit with an excerpt of the first word that the title does not show already."""
    kind = record.declared
    title = kind.title_of(dict(record.values))
    lacking = [word for word in words if place_of(title, word) is None]
    places = ((TITLE, title), *_named(kind, record), *_told(kind, record))
    for where, text in places:
        place = place_of(text, (lacking or words)[0])
        if place is not None:
            return Hit(record.uid, record.kind, kind.title, title, where, *_excerpt(text, *place))
    raise AssertionError(f"{record.uid} was found but holds no word of {words!r}")


def _excerpt(text: str, begin: int, end: int) -> tuple[str, int, int]:
    """The words around a match on one line, an ellipsis for what is left out, and where the match stands there."""
    start = 0 if begin <= _BEFORE or len(text) <= _LONG else begin - _BEFORE
    stop = max(end, start + _LONG)
    before, after = "…" if start else "", "…" if stop < len(text) else ""
    line = "".join(" " if char in "\n\t" else char for char in text[start:stop])
    moved = len(before) - start
    return f"{before}{line}{after}", begin + moved, end + moved
