"""Records made of the samples that kinds declare, with what they link to."""

from __future__ import annotations

from collections.abc import Mapping

from ledger.book import Ledger
from ledger.fields import LinkTo
from ledger.kinds import kind_of
from ledger.records import Record


def sample_of(slug: str) -> dict[str, object]:
    """What the fields of a kind give as samples, blank ones left out."""
    return {field.name: field.sample for field in kind_of(slug).fields if field.sample not in ("", None, [])}


def add_sample(ledger: Ledger, slug: str, **changes: object) -> Record:
    """Add a record of the kind's samples with these `changes`; what it links to is added first, once."""
    for field in kind_of(slug).fields:
        if isinstance(field, LinkTo) and field.name not in changes and field.sample and not ledger.records(field.kind):
            add_sample(ledger, field.kind)
    return ledger.add(slug, _with(sample_of(slug), changes))


def _with(data: dict[str, object], changes: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in {**data, **changes}.items() if value not in ("", None)}
