"""Records of what a test typed, asked for what their kind fills in and what it doubts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ledger.entries import filled
from ledger.fields import Choice, Choices, Context
from ledger.kinds import kind_of
from ledger.records import Record
from tests.ledger.snapshots import record


def kept(slug: str, **typed: object) -> Record:
    """A record of what was typed, and of what it could not be told by without."""
    essential = {field.name: field.sample for field in kind_of(slug).fields if field.essential}
    return record(slug, "one", **{**essential, **typed})


def worked_out(slug: str, **typed: object) -> Mapping[str, Any]:
    """The values of what was typed, with those that the kind fills in."""
    return filled(kind_of(slug), kept(slug, **typed).values, Context(year=2015))


def doubted(slug: str, **typed: object) -> list[str]:
    """What the kind doubts in what was typed."""
    doubts = kind_of(slug).doubts
    assert doubts
    return list(doubts(kept(slug, **typed).values))


def words(slug: str, name: str) -> tuple[str, ...]:
    """The words to choose from in a field."""
    field = kind_of(slug).field(name)
    assert isinstance(field, Choice | Choices)
    return field.choices
