"""How many ballots of each group were issued, came back and have been entered."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from ledger.records import Record
from ledger.schemes.model import Scheme
from ledger.snapshot import Snapshot

_FULL = Decimal(100)


@dataclass(frozen=True)
class GroupCount:
    """A group of a review: its full mark, the identities that ballots are counted by (none where they are not).

    `issued`, `returned` and `void` are as registered, None when they are not.
    """

    name: str
    full: Decimal
    identities: tuple[str, ...]
    issued: int | None
    returned: int | None
    void: int | None
    entered: int
    entered_void: int

    @property
    def left(self) -> int | None:
        """How many that came back are not entered yet; negative when there are too many; None when not registered."""
        return None if self.returned is None else self.returned - self.entered

    @property
    def words(self) -> str:
        """The numbers as they are told."""
        if self.returned is None or self.left is None:
            return f"没有登记收回数，已录 {self.entered}"
        state = f"还差 {self.left}" if self.left > 0 else "已齐" if self.left == 0 else f"多录 {-self.left}"
        return f"收回 {self.returned}　已录 {self.entered}　{state}"

    @property
    def warning(self) -> str:
        """What does not fit although it may be entered; "" when nothing."""
        if self.left is not None and self.left < 0:
            return f"已录{self.entered}张，多于登记收回的{self.returned}张：请核对是不是录重了，或改正收回数。"
        if self.void is not None and self.entered_void > self.void:
            return f"已录无效票{self.entered_void}张，多于登记的{self.void}张：请核对，或改正无效票数。"
        return ""


def ballots_of(snapshot: Snapshot, review: str, group: str) -> list[Record]:
    """The ballots of a group, in no order."""
    return [each for each in snapshot.of("ballot") if each["review"] == review and each["group"] == group]


def counts_of(snapshot: Snapshot, review: Record) -> tuple[GroupCount, ...]:
    """The groups of the scheme, then those that only the review names."""
    rows = {row["group"]: row for row in review["groups"] or ()}
    ballots = [each for each in snapshot.of("ballot") if each["review"] == review.uid]
    entered = Counter(each["group"] for each in ballots)
    void = Counter(each["group"] for each in ballots if each["mark"] == "无效")
    by_identity = snapshot.scheme.rule("pooling") == "identity"
    known = _groups(snapshot.scheme)
    found = []
    for name in dict.fromkeys((*known, *rows, *entered)):
        full, members = known.get(name, (_FULL, ()))
        row = rows.get(name, {})
        numbers = (row.get("issued"), row.get("returned"), row.get("void"))
        found.append(GroupCount(name, full, members if by_identity else (), *numbers, entered[name], void[name]))
    return tuple(found)


def _groups(scheme: Scheme) -> dict[str, tuple[Decimal, tuple[str, ...]]]:
    return {group.name: (node.full, group.members) for node in scheme.nodes for group in node.groups}
