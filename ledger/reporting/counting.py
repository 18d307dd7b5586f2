"""Sentences that count the records of a kind, by the table of tellings or plainly where it has no line there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from ledger.fields import Choices, PersonName
from ledger.kinds import Kind
from ledger.records import Record
from ledger.reporting.scope import Scope
from ledger.reporting.sentences import Figure, Sentence, amount, counted, days_words, in_order, joined, open_place
from ledger.reporting.tellings import TELLINGS, Telling
from ledger.statistics import total

_PARTS = 6
"""Parts of a breakdown that are named."""


def counting(scope: Scope, slug: str) -> tuple[Sentence, ...]:
    """What can be counted of a kind's records; nothing when the period has none."""
    kind, records = scope.snapshot.kind(slug), scope.of(slug)
    if not records:
        return ()
    telling = TELLINGS.get(slug, Telling(done=f"登记{kind.title}{{}}条", unit="条"))
    return (joined(_clauses(scope, kind, records, telling)),)


def left_out(scope: Scope, slug: str) -> tuple[Sentence, ...]:
    """What could not be counted because it bears no day."""
    undated = scope.undated(slug)
    if not undated:
        return ()
    kind = scope.snapshot.kind(slug)
    return (open_place(f"另有{undated}条{kind.title}没有填{kind.field(kind.date).label}，没有计入"),)


def _clauses(scope: Scope, kind: Kind, records: Sequence[Record], telling: Telling) -> Iterator[Sentence]:
    slug, year = kind.slug, scope.period.year
    days = days_words(scope.days(records), year) if telling.dated else ""
    words = telling.done.format(len(records))
    yield Sentence(f"{words}{days}", (Figure(words, slug, len(records)),))
    if telling.by and len(records) > 1:
        yield _broken_down(kind, records, telling)
    yield from _counted_cases(slug, records, telling)
    name, pattern = telling.distinct
    if name and len(records) > 1:
        different = {_word(each[name]) for each in records if each[name]}
        yield counted(pattern.format(len(different)), slug, len(records)) if different else Sentence("")
    yield from _added(slug, records, telling)


def _broken_down(kind: Kind, records: Sequence[Record], telling: Telling) -> Sentence:
    """其中动员会1次、工作例会4次: the most first; nothing where all are of one sort."""
    field = kind.field(telling.by)
    many = isinstance(field, Choices)
    found = Counter(word for each in records for word in (each[telling.by] or () if many else (each[telling.by],)))
    found.pop(None, None)
    names = tuple(getattr(field, "choices", ()) or ())
    if not found or many:
        return Sentence("")
    parts = in_order(names, dict(found), _PARTS)
    if len(found) == 1:
        only, number = parts[0]
        return counted(f"均为{only}", kind.slug, number) if number == len(records) else Sentence("")
    clauses = [counted(f"{word}{number}{telling.unit}", kind.slug, number) for word, number in parts]
    whole = joined(clauses, "、", "等" if len(found) > _PARTS else "")
    return Sentence(f"其中{whole.text}", whole.figures)


def _counted_cases(slug: str, records: Sequence[Record], telling: Telling) -> Iterator[Sentence]:
    for name, wanted, pattern in telling.cases:
        number = sum(each[name] in wanted for each in records)
        if number:
            yield counted(pattern.format(number), slug, number)


def _added(slug: str, records: Sequence[Record], telling: Telling) -> Iterator[Sentence]:
    """How many people took part in all, how many lines the tables have, and sums; what is blank everywhere is left."""
    name, before = telling.people
    present = [each[name] for each in records if each[name]] if name else []
    if present:
        yield counted(f"{before}{sum(len(each) for each in present)}人次", slug, len(present))
    for name, pattern in telling.rows:
        filled = [each[name] for each in records if each[name]]
        if filled:
            yield counted(pattern.format(sum(len(rows) for rows in filled)), slug, len(filled))
    for name, before, unit in telling.sums:
        given = [each[name] for each in records if each[name] is not None]
        if given:
            yield counted(f"{before}{amount(total(given), unit)}", slug, len(given))


def _word(value: Any) -> str:
    return value.name if isinstance(value, PersonName) else str(value)
