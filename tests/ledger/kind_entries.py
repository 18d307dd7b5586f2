"""Records of a kind as values: typed, filled, and asked what contradicts itself in them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ledger.entries import read_entry
from ledger.fields import Context
from ledger.kinds import kind_of
from ledger.records import Record
from ledger.workdays import Calendar
from tests.ledger.books import new_book
from tests.ledger.samples import add_sample, sample_of


def added(folder: Path, slug: str, **changes: object) -> Record:
    """The sample of a kind with these changes, as a ledger keeps it: its blanks worked out."""
    with new_book(folder) as book:
        return add_sample(book, slug, **changes)


def partly_doubted(slug: str, **typed: object) -> list[str]:
    """What contradicts itself in what was typed, nothing being worked out."""
    kind = kind_of(slug)
    assert kind.doubts
    return list(kind.doubts(read_entry(kind, typed, Context(year=2015), partly=True)))


def entry(
    slug: str, *, rules: Mapping[str, str] | None = None, own_days: Calendar | None = None, **typed: object
) -> Any:
    """The values of what was typed in 2015, blanks filled by the kind's rule."""
    given = dict(rules or {})
    context = Context(year=2015, calendar=own_days or Calendar(), rule=lambda key: given.get(key, ""))
    return read_entry(kind_of(slug), typed, context)


def doubts(slug: str, **typed: object) -> list[str]:
    """What contradicts itself in what was typed."""
    rule = kind_of(slug).doubts
    assert rule is not None, f"{slug} has no doubts"
    return list(rule(entry(slug, **typed)))


def shown(slug: str, name: str, typed: Mapping[str, object]) -> str:
    """The words of one field of what was typed."""
    words: str = kind_of(slug).field(name).show(entry(slug, **typed)[name])
    return words


def sample_doubts(slug: str) -> list[str]:
    """What contradicts itself in the record of the kind's own samples; nothing where the kind has no doubts."""
    return doubts(slug, **sample_of(slug)) if kind_of(slug).doubts else []


def unfilled(slug: str, *without: str) -> Any:
    """The record of the kind's samples with some fields left blank, to be filled by its rule."""
    return entry(slug, **{name: value for name, value in sample_of(slug).items() if name not in without})
