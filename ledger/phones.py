"""Phone numbers on what leaves the ledger: left out, masked, or as they are when somebody asks for that."""

from __future__ import annotations

import enum
import re

_NUMBER = re.compile(r"(?<!\d)(\+?86[- ]?)?(?:(1[3-9]\d)[- ]?(\d{4})[- ]?(\d{4})|((?:0\d{2,3}[- ]?)?)(\d{7,8}))(?!\d)")
"""A mobile number (3, 4 and 4 digits) or one of a landline, with its area or without; shorter ones such as 12366 are
those of an office, and known to everybody."""


class Phones(enum.Enum):
    """What becomes of the fields of a record that are private (design §4.12)."""

    OUT = "out"
    MASKED = "masked"
    FULL = "full"


def masked(words: str) -> str:
    """`words` with four digits of every phone number hidden: 138****5678, 0513-8321****."""
    return _NUMBER.sub(_hidden, words)


def _hidden(found: re.Match[str]) -> str:
    land, first, _, last, area, number = found.groups(default="")
    return f"{land}{first}****{last}" if first else f"{land}{area}{number[:-4]}****"
