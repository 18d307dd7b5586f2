"""Writing a plan into the database, inside a transaction that is open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from ledger.attachments import original_file
from ledger.merging.comparison import MixedUp
from ledger.merging.incoming import Brought, brought
from ledger.merging.plan import Plan
from ledger.merging.side import History
from ledger.safekeeping.course import Course
from ledger.session import Session
from ledger.store import files, merging
from ledger.store.boundary import boundary
from ledger.store.database import Database
from ledger.store.files import StoredFile
from ledger.store.merging import Entry


@contextmanager
def writing_files(
    mine: Session, theirs: Session, plans: Iterable[Plan], course: Course | None = None
) -> Iterator[Brought]:
    """Copy the files in that the plans need; the facts of all that come, and what is wrong with the missing ones."""
    needed: dict[str, StoredFile] = {}
    for plan in plans:
        coming = (each.sha256 for _, each in plan.bound())
        needed |= {sha256: plan.theirs.files[sha256] for sha256 in coming if sha256 in plan.theirs.files}
    with mine.reading():
        here = {file.sha256 for file in files.list_files(mine.db)}
    wanted = [
        file for sha256, file in needed.items() if sha256 not in here or not original_file(mine.library, file).is_file()
    ]
    with boundary(mine.library.folder), brought(mine.library, theirs.library, wanted, course) as came:
        told = {file.sha256: file for file in came.files}
        yield Brought(tuple(told.get(sha256, file) for sha256, file in needed.items()), came.missing)


def write_plan(db: Database, plan: Plan, campaign: int, prefix: str, known: Iterable[StoredFile]) -> None:
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
