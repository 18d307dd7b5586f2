"""Writing a plan into the database, inside a transaction that is open."""

from __future__ import annotations

from collections.abc import Iterable

from ledger.merging.comparison import MixedUp
from ledger.merging.plan import Plan
from ledger.merging.side import History
from ledger.store import files, merging
from ledger.store.database import Database
from ledger.store.merging import Entry


def write_plan(db: Database, plan: Plan, campaign: int, prefix: str, known: Iterable[files.StoredFile]) -> None:
    """Put everything in that becomes otherwise; `prefix` stands before what the histories of campaigns share.

    `known` are the facts of the files that come in. Raises MixedUp when something of another campaign is called alike.
    """
    _refuse_foreign(db, plan)
    for file in known:
        files.keep_file(db, file)
    drafts = plan.drafts.values()
    merging.insert_kept(db, campaign, [draft.record for draft in drafts if draft.before is None])
    for draft in drafts:
        if draft.before is not None and draft.record != draft.before:
            merging.update_kept(db, draft.record)
    for subject, history in plan.histories():
        name = subject if subject in plan.drafts else prefix + subject
        merging.insert_entries(db, _to_insert(db, name, plan.ours.history(subject), history))
    bound = list(plan.bound())
    merging.insert_bound(db, [each for before, each in bound if before is None])
    for before, each in bound:
        if before is not None:
            merging.update_bound(db, each)


def _to_insert(db: Database, name: str, before: History, after: History) -> list[Entry]:
    """The entries to add; where some stand between those that are there, all are put in anew, in their order."""
    entries = [entry._replace(subject=name) for entry in after.values()]
    if list(after)[: len(before)] == list(before):
        return entries[len(before) :]
    merging.delete_entries(db, name)
    return entries


def _refuse_foreign(db: Database, plan: Plan) -> None:
    """Raise MixedUp for a uid that comes in and stands for something else here already, or twice there."""
    records, entries, bound = merging.taken_uids(db)
    for uid, draft in plan.drafts.items():
        if draft.before is None and uid in records:
            raise MixedUp(uid)
    come: set[str] = set()
    for entry in plan.entries():
        if entry.uid in entries or entry.uid in come:
            raise MixedUp(entry.uid)
        come.add(entry.uid)
    for before, each in plan.bound():
        if before is None and each.uid in bound:
            raise MixedUp(each.uid)
