"""The attachments of a record that both sides have: which of them stand, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ledger.attachments import ROLES
from ledger.store.merging import Bound, Entry

Standing = Mapping[str, Bound]
"""The attachments of a record by uid, those taken off too."""


def all_of(ahead: Standing, behind: Standing) -> Standing:
    """Those of the side that is ahead, with what only the other has: nothing is lost."""
    return {**behind, **ahead}


def united(ours: Standing, theirs: Standing, here: Iterable[Entry], there: Iterable[Entry]) -> Standing:
    """Those of both sides, where each has entries (`here`, `there`) that the other lacks.

    Taken off on one side only, an attachment is off; where both sides changed it, or none, it stands: nothing is lost.
    They are in order of time; of two that hold the same only the first stands.
    """
    touched = (_touched(here), _touched(there))
    both = {uid: _one(ours.get(uid), theirs.get(uid), touched) for uid in {**ours, **theirs}}
    ordered = sorted(both.values(), key=lambda each: (each.added, each.position, each.uid))
    seen: set[str] = set()
    found = {}
    for place, each in enumerate(ordered, 1):
        removed_at = each.removed_at
        if removed_at is None and each.sha256 in seen:
            removed_at = each.added
        if removed_at is None:
            seen.add(each.sha256)
        found[each.uid] = each._replace(position=place, removed_at=removed_at)
    return found


def _one(mine: Bound | None, other: Bound | None, touched: tuple[set[tuple[str, str]], set[tuple[str, str]]]) -> Bound:
    """An attachment as it stands after merging."""
    if mine is None or other is None:
        only = mine or other
        assert only is not None  # it came from one of the sides
        return only
    place = min(mine.position, other.position)
    if mine.removed_at is None and other.removed_at is None:
        return mine._replace(position=place)
    if mine.removed_at is not None and other.removed_at is not None:
        return mine._replace(position=place, removed_at=max(mine.removed_at, other.removed_at))
    what = (ROLES.get(mine.role, mine.role), mine.name)
    ours, theirs = what in touched[0], what in touched[1]
    if ours == theirs:
        return mine._replace(position=place, removed_at=None)
    return (mine if ours else other)._replace(position=place)


def _touched(entries: Iterable[Entry]) -> set[tuple[str, str]]:
    """What these entries attached or took off: the role in words, and the name."""
    return {(each.field, each.old or each.new) for each in entries if each.action in {"attach", "detach"}}
