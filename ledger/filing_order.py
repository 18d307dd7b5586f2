"""The order in which the unit wants the papers of a volume, where it is another than that of subject and time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ledger.filing_settings import filing_plan
from ledger.fixed_numbers import fixed_numbers
from ledger.snapshot import Snapshot


def own_order(snapshot: Snapshot) -> Mapping[str, tuple[str, ...]]:
    """The keys of papers by volume (its folder number), as the filing plan keeps them; none for other volumes."""
    plan = filing_plan(snapshot)
    found: dict[str, list[str]] = {}
    for row in (plan["order"] if plan else None) or ():
        found.setdefault(row["volume"], []).append(row["paper"])
    return {volume: tuple(papers) for volume, papers in found.items()}


def in_own_order(papers: Iterable[str], order: Sequence[str]) -> list[str]:
    """The keys `papers`, given in their own order, as `order` wants them.

    A key that `order` does not have stays behind the one it would follow without it, or comes first.
    """
    given = list(papers)
    present, wanted = set(given), dict.fromkeys(order)
    following: dict[str, list[str]] = {}
    leader = ""
    for key in given:
        if key in wanted:
            leader = key
        else:
            following.setdefault(leader, []).append(key)
    placed = following.get("", [])
    for key in wanted:
        if key in present:
            placed += [key, *following.get(key, ())]
    return placed


def movable(snapshot: Snapshot, volume: str, papers: Iterable[str]) -> tuple[str, ...]:
    """The papers of a volume that have no number yet: an order of one's own moves those only."""
    fixed = fixed_numbers(snapshot).get(volume, {})
    return tuple(key for key in papers if key not in fixed and not _typed(snapshot, key))


def order_rows(snapshot: Snapshot, volume: str, papers: Iterable[str]) -> list[dict[str, str]]:
    """What the filing plan keeps when the papers of `volume` shall stand in this order, and those of others as now."""
    order = {**own_order(snapshot), volume: tuple(papers)}
    return [{"volume": no, "paper": key} for no, keys in sorted(order.items()) for key in keys]


def _typed(snapshot: Snapshot, key: str) -> bool:
    """Whether a 件号 was typed for the paper."""
    record = snapshot.get(key.removeprefix("record:"))
    return record is not None and bool(record["item_no"])
