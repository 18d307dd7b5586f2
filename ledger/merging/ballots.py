"""A record of a secret kind that both sides have: it has no history of its own, only how often it was changed.

Nothing is told of what it holds. That a choice was made is known by an entry under the kind's key whose uid is made of
the record and the two versions: it says neither what was on either nor who cast it.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from ledger.merging.attachments import Standing
from ledger.merging.comparison import OURS, THEIRS, Conflict, Version
from ledger.merging.draft import Choosing, Draft
from ledger.merging.side import Names, Side
from ledger.store.merging import Entry, Kept

WHOLE = "*"
"""Stands for the field in the key of the question which version of a ballot counts."""


@dataclass(frozen=True)
class Ballot:
    """A merged ballot, and the entry that a choice makes under the kind's key."""

    draft: Draft
    entry: Entry | None = None


def met_secretly(uid: str, ours: Side, theirs: Side, names: Names, choosing: Choosing) -> Ballot:
    """The record of this uid, which both sides have and which is of a secret kind."""
    mine, other = ours.records[uid], theirs.records[uid]
    bound = _all(ours.bound.get(uid, {}), theirs.bound.get(uid, {}))
    draft = Draft(mine, mine, {}, bound)
    if _state(mine) == _state(other):
        return Ballot(draft)
    known = {*ours.history(mine.kind), *theirs.history(mine.kind)}
    settled = [answer for answer in (OURS, THEIRS) if _mark(mine, other, answer) in known]
    if mine.revision == 1 < other.revision or settled == [THEIRS]:
        draft.record = other
        return Ballot(draft)
    if other.revision == 1 < mine.revision or settled == [OURS]:
        return Ballot(draft)
    return _chosen(draft, other, names, choosing)


def _chosen(draft: Draft, other: Kept, names: Names, choosing: Choosing) -> Ballot:
    mine = draft.record
    words = ("已改动", "已改动，与本台帐不同")
    versions = [Version("已删除" if each.deleted_at else told) for each, told in zip((mine, other), words, strict=True)]
    draft.asked.append(
        Conflict(f"{mine.uid}/{WHOLE}", names.of_kind(mine.kind), names.title(mine), "整张", versions[0], versions[1])
    )
    answer = choosing.of(draft.asked[0])
    if not answer:
        return Ballot(draft)
    kept = mine if answer == OURS else other
    draft.record = kept._replace(
        revision=max(mine.revision, other.revision) + 1, changed=max(mine.changed, other.changed)
    )
    day = choosing.at.replace(hour=0, minute=0, second=0, microsecond=0)  # no time of day, as in all of its history
    entry = choosing.entry(mine.kind, "edit", new="1条", reason=choosing.chosen(answer))
    return Ballot(draft, entry._replace(uid=_mark(mine, other, answer), at=day.isoformat()))


def _state(record: Kept) -> tuple[object, bool]:
    return (record.data, record.deleted_at is None)


def _mark(mine: Kept, other: Kept, answer: str) -> str:
    """The uid of the entry that says that of these two versions this one was chosen, whichever side asks."""
    digests = [_digest(mine), _digest(other)]
    chosen = digests[0] if answer == OURS else digests[1]
    return hashlib.sha256("\n".join([*sorted(digests), chosen]).encode("ascii")).hexdigest()


def _digest(record: Kept) -> str:
    said = json.dumps([record.uid, record.data, record.deleted_at is None], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode("utf-8")).hexdigest()


def _all(ours: Standing, theirs: Standing) -> Standing:
    """The attachments of both; one that stands on either side stands, as nothing tells who took it off."""
    found = dict(ours)
    for uid, each in theirs.items():
        if uid not in found:
            found[uid] = each
        elif each.removed_at is None:
            found[uid] = found[uid]._replace(removed_at=None)
    return found
