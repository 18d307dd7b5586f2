"""How a moment of the ledger is written on the screen."""

from __future__ import annotations

import datetime as dt


def minute(at: dt.datetime) -> str:
    """Day and minute on the clock of this computer: 2015-06-11 14:30. `at` is in UTC."""
    return f"{at.astimezone():%Y-%m-%d %H:%M}"


def second(at: dt.datetime) -> str:
    """The time of day to the second, for what was done today. `at` is in UTC."""
    return f"{at.astimezone():%H:%M:%S}"


def day(at: dt.datetime) -> str:
    """The day alone, of moments that are kept without a time of day."""
    return f"{at:%Y-%m-%d}"
