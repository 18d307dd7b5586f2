"""What merging two sides makes of every record, before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ledger.kinds import KINDS
from ledger.merging import clashes
from ledger.merging.ballots import met_secretly
from ledger.merging.comparison import (
    DELETED,
    NEW,
    RESTORED,
    UPDATED,
    WHAT,
    Clash,
    Comparison,
    Conflict,
    Count,
    MissingFile,
    MixedUp,
    Shift,
)
from ledger.merging.draft import Choosing, Draft
from ledger.merging.records import joined_history, met
from ledger.merging.scheme import MergedScheme
from ledger.merging.side import History, Names, Side
from ledger.records import Campaign
from ledger.store.merging import Bound, Entry


@dataclass(frozen=True)
class Plan:
    """What becomes of the records, of the histories that no single record has, and of the scheme."""

    ours: Side
    theirs: Side
    names: Names
    drafts: Mapping[str, Draft]
    shared: Mapping[str, History]
    clashes: tuple[Clash, ...]
    scheme: MergedScheme

    def histories(self) -> Iterator[tuple[str, History]]:
        """Every subject whose history becomes longer."""
        for subject, history in (*((uid, draft.history) for uid, draft in self.drafts.items()), *self.shared.items()):
            if len(history) != len(self.ours.history(subject)):
                yield subject, history

    def entries(self) -> Iterator[Entry]:
        """Every entry that comes in."""
        for subject, history in self.histories():
            known = self.ours.history(subject)
            yield from (entry for uid, entry in history.items() if uid not in known)

    def bound(self) -> Iterator[tuple[Bound | None, Bound]]:
        """Every attachment that comes in or becomes otherwise: as it was, and as it will be."""
        for uid, draft in self.drafts.items():
            before = self.ours.bound.get(uid, {})
            for each in draft.bound.values():
                if each != before.get(each.uid):
                    yield before.get(each.uid), each

    @property
    def changes(self) -> bool:
        """Whether anything would be written."""
        written = any(draft.record != draft.before for draft in self.drafts.values())
        return (
            written or bool(self.scheme.words) or any(True for _ in self.histories()) or any(True for _ in self.bound())
        )


def planned(ours: Side, theirs: Side, names: Names, choosing: Choosing, scheme: MergedScheme) -> Plan:
    """What merging makes of both sides. Raises MixedUp."""
    drafts: dict[str, Draft] = {}
    shared = _shared(ours, theirs, names)
    for uid in {**ours.records, **theirs.records}:
        if uid not in theirs.records:
            drafts[uid] = Draft(ours.records[uid], ours.records[uid], ours.history(uid), ours.bound.get(uid, {}))
        elif uid not in ours.records:
            drafts[uid] = Draft(None, theirs.records[uid], theirs.history(uid), theirs.bound.get(uid, {}))
        elif ours.records[uid].kind != theirs.records[uid].kind:
            raise MixedUp(uid)
        elif names.secret(ours.records[uid].kind):
            ballot = met_secretly(uid, ours, theirs, names, choosing)
            drafts[uid] = ballot.draft
            if ballot.entry is not None:
                _add(shared, ballot.entry)
        else:
            drafts[uid] = met(uid, ours, theirs, names, choosing)
    found = clashes.settle(drafts, names, choosing)
    clashes.keep_registers(drafts, names)
    if scheme.entry is not None:
        _add(shared, scheme.entry)
    return Plan(ours, theirs, names, drafts, shared, found, scheme)


def _add(shared: dict[str, History], entry: Entry) -> None:
    shared[entry.subject] = {**shared.get(entry.subject, {}), entry.uid: entry}


def _shared(ours: Side, theirs: Side, names: Names) -> dict[str, History]:
    """The histories of what is no single record: the scheme, and secret kinds. What else there is, is kept too."""
    records = {**ours.records, **theirs.records}
    subjects = {**ours.histories, **theirs.histories}
    return {
        subject: joined_history(ours.history(subject), theirs.history(subject))
        for subject in subjects
        if subject not in records
    }


def compared(plan: Plan, campaign: Campaign, choosing: Choosing, missing: tuple[MissingFile, ...] = ()) -> Comparison:
    """The plan as what is shown before; `campaign` is the other side's."""
    conflicts = (*(asked for draft in plan.drafts.values() for asked in draft.asked),)
    conflicts += (plan.scheme.asked,) if plan.scheme.asked else ()
    shifts = [shift for draft in plan.drafts.values() if (shift := _shift(draft, plan.names)) is not None]
    told = tuple(shift for shift, secret in shifts if not secret)
    questions: tuple[Conflict | Clash, ...] = (*conflicts, *plan.clashes)
    return Comparison(
        unit=campaign.unit,
        campaign=campaign.name,
        counts=_counts(plan, [shift for shift, _ in shifts], conflicts),
        shifts=tuple(sorted(told, key=lambda shift: (list(WHAT).index(shift.what), shift.kind))),
        conflicts=conflicts,
        clashes=plan.clashes,
        open=tuple(each.key for each in questions if not choosing.of(each)),
        scheme=plan.scheme.words,
        entries=sum(1 for _ in plan.entries()),
        files=sum(1 for before, _ in plan.bound() if before is None),
        changes=plan.changes,
        missing=missing,
    )


def _shift(draft: Draft, names: Names) -> tuple[Shift, bool] | None:
    """What happens to a record here, None for nothing; and whether no more than the kind may be told of it."""
    before, record = draft.before, draft.record
    if before is None:
        what = NEW if draft.living else DELETED
    elif (before.deleted_at is None) != draft.living:
        what = RESTORED if draft.living else DELETED
    elif before.data != record.data or (before.kind, before.revision) != (record.kind, record.revision):
        what = UPDATED
    else:
        return None
    secret = names.secret(record.kind)
    old = before.data if before else {}
    changed = (
        []
        if secret or before is None
        else [key for key in {**old, **record.data} if old.get(key) != record.data.get(key)]
    )
    labels = tuple(names.label(record.kind, name) for name in changed)
    return Shift(record.uid, names.of_kind(record.kind), names.title(record), what, labels), secret


def _counts(plan: Plan, shifts: list[Shift], conflicts: tuple[Conflict, ...]) -> tuple[Count, ...]:
    """By kind, in the order in which kinds are listed; those that nothing happens to are counted too."""
    happened = Counter((shift.kind, shift.what) for shift in shifts)
    everything = Counter(plan.names.of_kind(draft.record.kind) for draft in plan.drafts.values())
    asked = Counter(conflict.kind for conflict in conflicts)
    order = [kind.title for kind in KINDS]
    kinds = sorted(everything, key=lambda kind: (order.index(kind) if kind in order else len(order), kind))
    return tuple(
        Count(
            kind,
            **{what: happened[kind, what] for what in WHAT},
            same=everything[kind] - sum(happened[kind, what] for what in WHAT),
            conflicts=asked[kind],
        )
        for kind in kinds
    )


def missing_files(plan: Plan, missing: Mapping[str, str]) -> tuple[MissingFile, ...]:
    """The attachments that came in without their files, given by content and what is wrong."""
    return tuple(
        MissingFile(plan.names.title(plan.drafts[each.record].record), each.name, missing[each.sha256])
        for _, each in plan.bound()
        if each.sha256 in missing
    )
