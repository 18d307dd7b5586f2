"""Where a ledger takes its times and uids from, unless a caller gives its own for the same result every time."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable

Clock = Callable[[], dt.datetime]
"""Tells the time, in UTC."""


def utc_now() -> dt.datetime:
    """This second, in UTC."""
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


def random_uid() -> str:
    """A uid that no other library makes."""
    return uuid.uuid4().hex
