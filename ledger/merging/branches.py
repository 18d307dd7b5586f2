"""Libraries of branches, taken in beside one's own: each stays apart, with its records, history and scheme."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ledger.backup import MERGE, Backup, keep
from ledger.clean import clean_text
from ledger.errors import InputError
from ledger.kept_scheme import KeptScheme, read_kept
from ledger.listing import listed
from ledger.merging.branch_plan import BranchPlan, plan_branch, registers_of
from ledger.merging.comparison import Comparison, OwnCampaign, Undecided, refuse_bad
from ledger.merging.draft import Choosing
from ledger.merging.plan import missing_files
from ledger.merging.side import own, side_of
from ledger.merging.writing import writing_files
from ledger.records import Campaign, Change
from ledger.safekeeping.course import Course
from ledger.schemes.dump import text_of
from ledger.session import Session
from ledger.snapshot import Snapshot
from ledger.store import files, merging, rows
from ledger.store.merging import KeptCampaign


class NoBranch(InputError):
    """No branch of this campaign was taken in."""

    def __init__(self, uid: str) -> None:
        self.uid = uid
        super().__init__(f"没有收入过编号为“{uid}”的下级台帐：请核对编号，或先收入它的移交包。")


@dataclass(frozen=True)
class Taken:
    """What taking a branch in did: its campaign, what became otherwise, and the safety copy made before."""

    campaign: Campaign
    comparison: Comparison
    backup: Backup | None


def compare_branch(
    mine: Session, theirs: Session, choices: Mapping[str, str] | None = None, otherwise: str = ""
) -> Comparison:
    """What taking this library in as a branch, or bringing the branch up to date, would do. Nothing is written.

    Raises OwnCampaign, BadChoice, MixedUp, SchemeError, DamagedLibrary of either library.
    """
    choosing = Choosing(choices or {}, otherwise, "", dt.datetime.now(dt.UTC))
    return _compared(_planned(mine, theirs, choosing), theirs, choosing)


def take_branch(
    mine: Session,
    theirs: Session,
    who: str,
    now: dt.datetime,
    *,
    choices: Mapping[str, str] | None = None,
    otherwise: str = "",
    course: Course | None = None,
) -> Taken:
    """Take the library of another campaign in as a branch, or bring it up to date; taken in again nothing changes.

    An older library of the branch than the one taken in last changes nothing. Raises Undecided when two libraries of
    the branch were changed apart, ReadOnlyLibrary, what compare_branch, backup.keep and the disk raise,
    and RestoreStopped when the `course` says so.
    """
    choosing = Choosing(choices or {}, otherwise, clean_text(who, "姓名"), now)
    branch = _planned(mine, theirs, choosing)
    comparison = _compared(branch, theirs, choosing)
    if comparison.open:
        raise Undecided(comparison)
    if not branch.changes:
        return Taken(branch.campaign, comparison, None)
    with mine.writing():  # tells at once that the library may only be read
        pass
    backup = keep(mine, now, why=MERGE)
    with writing_files(mine, theirs, [branch.plan], course) as came, mine.writing():
        branch.write(mine, came.files, now)
    told = replace(comparison, missing=missing_files(branch.plan, came.missing))
    return Taken(branch.campaign, told, backup)


def _compared(branch: BranchPlan, theirs: Session, choosing: Choosing) -> Comparison:
    told = branch.compared(choosing)
    return replace(told, left_out=tuple(each.unit for each in branches(theirs)))


def _planned(mine: Session, theirs: Session, choosing: Choosing) -> BranchPlan:
    """What becomes of the branch. Its scheme in force comes as a text of its own, without the changes made to it."""
    refuse_bad(choosing.choices, choosing.otherwise)
    there = own(theirs)
    if own(mine).campaign.uid == there.campaign.uid:
        raise OwnCampaign(there.campaign.unit)
    with theirs.reading():
        side, kinds = side_of(theirs, there), theirs.own_kinds(deleted=True)
        text = text_of(KeptScheme(theirs).in_force())
    return plan_branch(mine, there.campaign, replace(side, scheme_text=text), kinds, choosing)


def branches(session: Session) -> tuple[Campaign, ...]:
    """The campaigns of the branches that were taken in, in the order in which they came first."""
    with session.reading():
        return tuple(each.campaign for each in merging.list_campaigns(session.db)[1:])


@dataclass(frozen=True)
class BranchFacts:
    """How many living records a campaign has, when any was changed last (None without one), and when it came here.

    Both times are UTC.
    """

    records: int
    changed: dt.datetime | None
    came: dt.datetime


def branch_facts(session: Session) -> dict[str, BranchFacts]:
    """The facts of one's own campaign and of every branch, by the campaign's uid."""
    with session.reading():
        found = merging.list_campaigns(session.db)
        facts = [merging.campaign_facts(session.db, each.number) for each in found]
    moment = dt.datetime.fromisoformat
    return {
        each.campaign.uid: BranchFacts(records, moment(changed) if changed else None, moment(came))
        for each, (records, changed, came) in zip(found, facts, strict=True)
    }


def branch_snapshot(session: Session, campaign_uid: str) -> Snapshot:
    """The whole ledger of a branch as one frozen value, as the last package of it had it.

    Its scheme is the one in force there, so that it has no changes of its own. Raises NoBranch, SchemeError.
    """
    with session.reading():
        found = _branch(session, campaign_uid)
        own_kinds = registers_of(session, found.number)
        stored = rows.list_records(session.db, None, deleted=False, campaign=found.number)
        bound = files.list_attachments(session.db, campaign=found.number)
        records = listed(session.library, stored, bound, own_kinds)
    scheme = read_kept(found.text, found.campaign.year, f"“{found.campaign.unit}”的活动方案", own_kinds)
    return Snapshot(found.campaign, scheme, (), records)


def branch_history(session: Session, campaign_uid: str, subject: str) -> tuple[Change, ...]:
    """The history of a branch's record, of its "scheme", or of a secret kind by its key. Raises NoBranch."""
    with session.reading():
        found = _branch(session, campaign_uid)
        entries = merging.list_entries(session.db, found.number, found.campaign.uid)
    return tuple(
        Change(subject, dt.datetime.fromisoformat(each.at), each.who, each.action, *each[5:])
        for each in entries
        if each.subject == subject
    )


def _branch(session: Session, uid: str) -> KeptCampaign:
    found = next((each for each in merging.list_campaigns(session.db)[1:] if each.campaign.uid == uid), None)
    if found is None:
        raise NoBranch(uid)
    return found
