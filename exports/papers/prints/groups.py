"""The groups of the review as its forms name them: each by a code that tells the tellers the group and no voter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from exports.page import Pairs
from exports.papers.prints.form import NothingToPrint
from ledger.fields import chinese_date
from ledger.records import Record
from ledger.results import last_review
from ledger.schemes.model import Group, Node
from ledger.snapshot import Snapshot

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Coded:
    """A group with the code (票式) that stands on its ballots, and its row of the review: None before the review."""

    code: str
    group: Group
    row: Mapping[str, int] | None

    def number(self, name: str) -> int | None:
        """The number of ballots “issued”, “returned” or “void”, None before the review."""
        return self.row[name] if self.row is not None else None


def review_node(snapshot: Snapshot, form: str) -> Node:
    """The part of the formula that is a review. Raises NothingToPrint for the form of that title."""
    for node in snapshot.scheme.nodes:
        if node.kind == "review":
            return node
    raise NothingToPrint(form, "本活动的方案不以民主评议计分，请改用方案规定的表")


def coded_groups(node: Node, record: Record | None) -> tuple[Coded, ...]:
    """The groups in the scheme's order, coded A, B, C; beyond the alphabet A2, B2 and so on."""
    rows = {row["group"]: row for row in (record["groups"] if record else None) or ()}
    return tuple(Coded(_code(number), group, rows.get(group.name)) for number, group in enumerate(node.groups))


def _code(number: int) -> str:
    again, place = divmod(number, len(_LETTERS))
    return _LETTERS[place] + (str(again + 1) if again else "")


def head(snapshot: Snapshot, record: Record | None) -> Pairs:
    """What the forms of a review begin with; blank but for the unit before the review is recorded."""
    day = chinese_date(record["date"]) if record and record["date"] else ""
    return Pairs(
        (
            (("评议名称", record["title"] if record else ""), ("评议日期", day)),
            (("被评单位", snapshot.campaign.unit), ("地点", (record["place"] or "") if record else "")),
        )
    )


def dated_by(snapshot: Snapshot, record: Record | None) -> str:
    """The day in the properties of a form's file: that of the review, else that of the ledger."""
    day = snapshot.day(record) if record else None
    return (day or snapshot.as_of).isoformat()


def reviewed(snapshot: Snapshot, record: Record | None) -> Record | None:
    """The review named, or else the last one."""
    return record or last_review(snapshot)
