"""Ballots for tests: a pile as it would be typed, and a ledger with a review of one group."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

from forms.ballot_counts import ballots_of
from forms.ballot_entry import Cast, cast_of, read_cast
from ledger.book import Ledger

GROUP = "党政领导班子"
FULL = Decimal(100)
NOON = dt.datetime(2015, 11, 6, 4, 30, tzinfo=dt.UTC)


def cast(typed: object) -> Cast:
    """The ballot that is typed so."""
    return read_cast(str(typed), FULL)


def casts(*typed: object) -> tuple[Cast, ...]:
    """A pile."""
    return tuple(cast(each) for each in typed)


@contextmanager
def opened(folder: Path) -> Iterator[Ledger]:
    """A new ledger, whose clock stands at noon of the day of the review."""
    made = Ledger.create(
        folder / "库", unit="某分局", year=2015, scheme_id="qidong-2015", who="林晓岚", clock=lambda: NOON
    )
    with made:
        yield made


def reviewed(ledger: Ledger) -> str:
    """A review of which five ballots of one group came back, one of them void; its uid."""
    rows = [{"group": GROUP, "issued": "6", "returned": "5", "void": "1"}]
    return ledger.add("review", {"title": "2015年度", "date": "11.6", "groups": rows}).uid


def kept(ledger: Ledger, review: str) -> list[str]:
    """What stands on the ballots in the ledger."""
    return sorted(cast_of(each).words for each in ballots_of(ledger.snapshot(), review, GROUP))
