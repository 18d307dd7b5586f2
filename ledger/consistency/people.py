"""People on papers who do not stand on the roster, and a leading group without a leader."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.consistency.problem import Problem
from ledger.records import Record
from ledger.snapshot import Snapshot


def not_on_roster(snapshot: Snapshot) -> Iterator[Problem]:
    """A name signed or listed on a paper that is not on the roster; one problem per name."""
    roster = {record["name"] for record in snapshot.of("person")}
    strangers: dict[str, dict[str, Record]] = {}
    for record in snapshot.records:
        for person in snapshot.people_of(record):
            if person.name not in roster:
                strangers.setdefault(person.name, {})[record.uid] = record
    for name, named in strangers.items():
        records = list(named.values())
        where = "、".join(f"{snapshot.named(record, 20)}" for record in records[:3])
        more = f"等{len(records)}处" if len(records) > 3 else ""
        yield Problem(
            "not-on-roster",
            f"人员名册里没有{name}，却出现在{where}{more}。",
            "核对姓名有没有写错；外单位人员请以“外单位”加进人员名册。",
            tuple(record.uid for record in records),
        )


def leader(snapshot: Snapshot) -> Iterator[Problem]:
    """A leading group has exactly one 组长."""
    for group in snapshot.of("leading_group"):
        heads = [row["person"].name for row in group["members"] or () if row["role"] == "组长"]
        if group["members"] and len(heads) != 1:
            words = f"有{len(heads)}名组长（{'、'.join(heads)}）" if heads else "没有组长"
            yield Problem(
                "leader",
                f"{snapshot.named(group)}{words}。",
                "领导小组应当有而且只有一名组长，请改正。",
                (group.uid,),
            )
