"""Something required that is not there (缺项), as a value."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Gap:
    """Something required that is not there.

    `code` is "missing", "due" (not there, but its stage is not over), "incomplete", "unsigned", "unproven" (nothing
    attached that proves it), "outside" (dated before its stage), "late" or "open" (a matter not closed). `node` is the
    part of the formula it can cost, `risk` the most it can cost in points of the campaign's result, None when no part
    can be named; `risk_words` say how that is known. `required` and `duty` are keys of the scheme: what demands it.
    """

    code: str
    name: str
    stage: str
    sentence: str
    next_step: str
    records: tuple[str, ...] = ()
    required: str = ""
    node: str = ""
    risk: Decimal | None = None
    risk_words: str = ""
    duty: str = ""
    by: dt.date | None = None
    """The day by which what recurs is to be done."""
