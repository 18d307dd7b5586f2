"""Comparing and merging two libraries of one campaign: in one transaction, files first, after a safety backup."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ledger.backup import MERGE, Backup, keep
from ledger.clean import clean_text
from ledger.kept_scheme import KeptScheme
from ledger.merging.branch_plan import BranchPlan, brought_along
from ledger.merging.comparison import Comparison, OtherCampaign, Undecided, refuse_bad, with_branches
from ledger.merging.draft import Choosing
from ledger.merging.plan import Plan, compared, missing_files, planned
from ledger.merging.scheme import merged_scheme
from ledger.merging.side import names_of, own, side_of
from ledger.merging.writing import write_plan, writing_files
from ledger.records import Campaign
from ledger.restoring import SUBJECT as LIBRARY
from ledger.safekeeping.course import Course
from ledger.session import Session
from ledger.store import merging, rows


@dataclass(frozen=True)
class Merged:
    """What merging did; `backup` is the safety copy made before, None when there was nothing to do."""

    comparison: Comparison
    backup: Backup | None


@dataclass(frozen=True)
class _Work:
    """What becomes of one's own campaign, given by the other side's, and of the branches that come along."""

    campaign: Campaign
    plan: Plan
    branches: tuple[BranchPlan, ...]

    def compared(self, choosing: Choosing) -> Comparison:
        """All of it, to be shown."""
        own_part = compared(self.plan, self.campaign, choosing)
        parts = (each.compared(choosing) for each in self.branches if each.changes)
        return with_branches(own_part, parts)

    def plans(self) -> tuple[Plan, ...]:
        """The plans of all."""
        return (self.plan, *(each.plan for each in self.branches))


def compare(
    mine: Session, theirs: Session, choices: Mapping[str, str] | None = None, otherwise: str = ""
) -> Comparison:
    """What merging `theirs` would do with these choices, by the keys of what is asked, and `otherwise` for all others.

    Nothing is written. Raises OtherCampaign, BadChoice, MixedUp, SchemeError, DamagedLibrary of either library.
    """
    choosing = Choosing(choices or {}, otherwise, "", dt.datetime.now(dt.UTC))
    return _planned(mine, theirs, choosing).compared(choosing)


def merge(
    mine: Session,
    theirs: Session,
    choices: Mapping[str, str],
    who: str,
    now: dt.datetime,
    *,
    otherwise: str = "",
    course: Course | None = None,
) -> Merged:
    """Bring everything in that `theirs` has and `mine` has not; all of it, or nothing.

    Merging the same again changes nothing. Raises Undecided while something has to be chosen, ReadOnlyLibrary, what
    compare and backup.keep raise, StorageError of the disk, and RestoreStopped when the `course` says so.
    """
    choosing = Choosing(choices, otherwise, clean_text(who, "姓名"), now)
    work = _planned(mine, theirs, choosing)
    comparison = work.compared(choosing)
    if comparison.open:
        raise Undecided(comparison)
    if not comparison.changes:
        return Merged(comparison, None)
    note = choosing.entry(LIBRARY, "merge", new=comparison.sentence, reason=f"并入“{work.campaign.unit}”的台帐")
    with mine.writing():  # tells at once that the library may only be read
        number = own(mine).number
    backup = keep(mine, now, why=MERGE)
    with writing_files(mine, theirs, work.plans(), course) as came, mine.writing():
        write_plan(mine.db, work.plan, number, "", came.files)
        if work.plan.scheme.words:
            rows.update_scheme_text(mine.db, work.plan.scheme.text)
            merging.replace_scheme_changes(mine.db, work.plan.scheme.changes)
        for each in work.branches:
            each.write(mine, came.files, now)
        merging.insert_entries(mine.db, [note])
    missing = tuple(file for plan in work.plans() for file in missing_files(plan, came.missing))
    return Merged(replace(comparison, missing=missing), backup)


def _planned(mine: Session, theirs: Session, choosing: Choosing) -> _Work:
    refuse_bad(choosing.choices, choosing.otherwise)
    here, there = own(mine), own(theirs)
    if here.campaign.uid != there.campaign.uid:
        raise OtherCampaign(there.campaign.unit, there.campaign.name)
    with theirs.reading():
        other, kinds = side_of(theirs, there), theirs.own_kinds(deleted=True)
        his = KeptScheme(theirs)
    with mine.reading():
        side = side_of(mine, here)
        names = names_of(side, other, (*kinds, *mine.own_kinds(deleted=True)))
        plan = planned(side, other, names, choosing, merged_scheme(side, other, KeptScheme(mine), his, choosing))
    return _Work(there.campaign, plan, tuple(brought_along(mine, theirs, choosing)))
