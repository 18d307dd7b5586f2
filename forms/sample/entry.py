"""What the clerk of the sample library enters: a record of a kind, the files scanned for it, and the day of entry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ledger.fields import Date, read_date
from ledger.kinds import kind_of

YEAR = 2015
UNIT = "海滨市税务局第五税务分局"
TOWN = "望潮镇人民政府"

_LATER = ("deadline", "due")
"""Date fields that lie ahead of the day on which they are written down."""


@dataclass(frozen=True)
class Scan:
    """A file that belongs to a record: its name, what draws its bytes, and its role (see ledger.attachments)."""

    name: str
    draw: Callable[[], bytes]
    role: str = "signed"


@dataclass(frozen=True)
class Entry:
    """A record as it is typed in. `entered` names the day of entry where the data's last day is not it."""

    kind: str
    data: Mapping[str, object]
    scans: tuple[Scan, ...] = ()
    entered: str = ""

    @property
    def day(self) -> dt.date:
        """The day of entry: nothing is written down before it has happened."""
        if self.entered:
            return _read(self.entered)
        names = (field.name for field in kind_of(self.kind).fields if isinstance(field, Date))
        typed = (self.data.get(name) for name in names if name not in _LATER)
        return max((_read(each) for each in typed if isinstance(each, str) and each), default=dt.date(YEAR, 5, 4))


def prose(text: str) -> str:
    """The paragraphs of `text`, which stand apart by a blank line; the lines of a paragraph are joined."""
    return "\n".join("".join(line.strip() for line in part.split("\n")) for part in text.strip().split("\n\n"))


def _read(text: str) -> dt.date:
    day = read_date(text, YEAR)
    if day is None:
        raise ValueError(text)
    return day
