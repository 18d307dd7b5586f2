"""Numbers that have been given for good: a 件号 or 档号 that stands on paper is not changed (DA/T 13-2022, 稳定性)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from ledger.filing_settings import filing_plan
from ledger.snapshot import Snapshot


@dataclass(frozen=True)
class FixedNumber:
    """The number of one paper: in which volume (by its folder number), under which key, and as what.

    `archive_no` is empty where a part of it was not yet known.
    """

    volume: str
    paper: str
    title: str
    number: int
    archive_no: str

    def row(self) -> dict[str, object]:
        """The row in which the filing plan keeps it."""
        return asdict(self)


def fixed_numbers(snapshot: Snapshot) -> Mapping[str, Mapping[str, FixedNumber]]:
    """The numbers that the filing plan keeps: by volume, then by the key of the paper.

    A paper that has been deleted or moved keeps its number too, so that no other ever gets it.
    """
    plan = filing_plan(snapshot)
    found: dict[str, dict[str, FixedNumber]] = {}
    for row in (plan["fixed"] if plan else None) or ():
        fixed = FixedNumber(row["volume"], row["paper"], row["title"] or "", row["number"], row["archive_no"] or "")
        found.setdefault(fixed.volume, {})[fixed.paper] = fixed
    return found
