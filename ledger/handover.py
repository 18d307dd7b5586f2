"""A package that went out of a library or came into it, as the library remembers it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

OUT, IN = "out", "in"


@dataclass(frozen=True, kw_only=True)
class Handover:
    """A package: its uuid, when (UTC) and by whom it was made or taken in, what for, and what is in it.

    `purpose` is "archive", "colleague" or "branch"; `digest` the SHA-256 of its list of digests. `place` is where it
    was written to, or where it came from. `received_at` (UTC), `received_by` and `result` say what its receiver did
    with it; of a package that went out they are known by its receipt, and None and blank before.
    """

    package: str
    at: dt.datetime
    who: str
    purpose: str
    digest: str
    records: int
    files: int
    bytes: int
    place: str
    direction: str = OUT
    received_at: dt.datetime | None = None
    received_by: str = ""
    result: str = ""
