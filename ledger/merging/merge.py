"""Comparing and merging two libraries of one campaign: in one transaction, files first, after a safety backup."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace

from ledger.attachments import original_file
from ledger.backup import MERGE, Backup, keep
from ledger.clean import clean_text
from ledger.kept_scheme import KeptScheme
from ledger.library import DamagedLibrary
from ledger.merging.comparison import Comparison, OtherCampaign, Undecided, refuse_bad
from ledger.merging.draft import Choosing
from ledger.merging.incoming import brought
from ledger.merging.plan import Plan, compared, missing_files, planned
from ledger.merging.scheme import MergedScheme, merged_scheme
from ledger.merging.side import names_of, side_of
from ledger.merging.writing import write_plan
from ledger.restoring import SUBJECT as LIBRARY
from ledger.session import Session
from ledger.store import files, merging, rows
from ledger.store.boundary import boundary
from ledger.store.merging import KeptCampaign


@dataclass(frozen=True)
class Merged:
    """What merging did; `backup` is the safety copy made before, None when there was nothing to do."""

    comparison: Comparison
    backup: Backup | None


def compare(
    mine: Session, theirs: Session, choices: Mapping[str, str] | None = None, otherwise: str = ""
) -> Comparison:
    """What merging `theirs` would do with these choices, by the keys of what is asked, and `otherwise` for all others.

    Nothing is written. Raises OtherCampaign, BadChoice, MixedUp, SchemeError, DamagedLibrary of either library.
    """
    choosing = Choosing(choices or {}, otherwise, "", dt.datetime.now(dt.UTC))
    plan, campaign = _planned(mine, theirs, choosing)
    return compared(plan, campaign.campaign, choosing)


def merge(
    mine: Session,
    theirs: Session,
    choices: Mapping[str, str],
    who: str,
    now: dt.datetime,
    *,
    otherwise: str = "",
) -> Merged:
    """Bring everything in that `theirs` has and `mine` has not; all of it, or nothing.

    Merging the same again changes nothing. Raises Undecided while something has to be chosen, ReadOnlyLibrary, what
    compare and backup.keep raise, and StorageError of the disk.
    """
    choosing = Choosing(choices, otherwise, clean_text(who, "姓名"), now)
    plan, campaign = _planned(mine, theirs, choosing)
    comparison = compared(plan, campaign.campaign, choosing)
    if comparison.open:
        raise Undecided(comparison)
    if not comparison.changes:
        return Merged(comparison, None)
    note = choosing.entry(LIBRARY, "merge", new=comparison.sentence, reason=f"并入“{campaign.campaign.unit}”的台帐")
    with mine.writing():  # tells at once that the library may only be read
        number = own(mine).number
    backup = keep(mine, now, why=MERGE)
    with writing_files(mine, theirs, plan) as (known, missing), mine.writing():
        write_plan(mine.db, plan, number, "", known)
        if plan.scheme.words:
            rows.update_scheme_text(mine.db, plan.scheme.text)
            merging.replace_scheme_changes(mine.db, plan.scheme.changes)
        merging.insert_entries(mine.db, [note])
    return Merged(replace(comparison, missing=missing_files(plan, missing)), backup)


def own(session: Session) -> KeptCampaign:
    """The library's own campaign. Raises DamagedLibrary when there is none."""
    with session.reading():
        found = merging.list_campaigns(session.db)
    if not found:
        raise DamagedLibrary(session.library.folder, "没有创建活动的登记")
    return found[0]


@contextmanager
def writing_files(
    mine: Session, theirs: Session, plan: Plan
) -> Iterator[tuple[tuple[files.StoredFile, ...], Mapping[str, str]]]:
    """Copy the files in that the plan needs; what is known of all of them, and what is wrong with the missing ones."""
    needed = dict.fromkeys(each.sha256 for _, each in plan.bound() if each.sha256 in plan.theirs.files)
    wanted = [
        plan.theirs.files[sha256]
        for sha256 in needed
        if sha256 not in plan.ours.files or not original_file(mine.library, plan.ours.files[sha256]).is_file()
    ]
    known = tuple(plan.theirs.files[sha256] for sha256 in needed)
    with boundary(mine.library.folder), brought(mine.library, theirs.library, wanted) as came:
        told = {file.sha256: file for file in came.files}
        yield tuple(told.get(file.sha256, file) for file in known), came.missing


def _planned(mine: Session, theirs: Session, choosing: Choosing) -> tuple[Plan, KeptCampaign]:
    refuse_bad(choosing.choices, choosing.otherwise)
    here, there = own(mine), own(theirs)
    if here.campaign.uid != there.campaign.uid:
        raise OtherCampaign(there.campaign.unit, there.campaign.name)
    with theirs.reading():
        other, kinds = side_of(theirs, there), theirs.own_kinds(deleted=True)
        his = KeptScheme(theirs)
    with mine.reading():
        side, names_kinds = side_of(mine, here), (*mine.own_kinds(deleted=True), *kinds)
        scheme: MergedScheme = merged_scheme(side, other, KeptScheme(mine), his, choosing)
        plan = planned(side, other, names_of(side, other, reversed(names_kinds)), choosing, scheme)
    return plan, there
