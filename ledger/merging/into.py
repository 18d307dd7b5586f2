"""Merging into a ledger that is open, as in the window: what it knew by heart is looked up anew afterwards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from ledger.book import Ledger
from ledger.kept_scheme import KeptScheme
from ledger.merging.merge import Merged, merge
from ledger.session import Session


def merge_into(
    ledger: Ledger, theirs: Session, choices: Mapping[str, str], who: str, now: dt.datetime, *, otherwise: str = ""
) -> Merged:
    """Merge `theirs` into the open ledger; see merge.merge, which says what it raises."""
    made = merge(ledger.session, theirs, choices, who, now, otherwise=otherwise)
    with ledger.together():  # forgets what fields were told before
        ledger.scheme = KeptScheme(ledger.session).in_force()
    return made
