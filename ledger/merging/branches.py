"""Libraries of branches, taken in beside one's own: each stays apart, with its records, history and scheme."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ledger.backup import MERGE, Backup, keep
from ledger.clean import clean_text
from ledger.definitions import read_definitions
from ledger.entries import loaded
from ledger.errors import InputError
from ledger.kept_scheme import KeptScheme, read_kept
from ledger.kinds import Kind, kind_of
from ledger.listing import listed
from ledger.merging.comparison import Comparison, OwnCampaign, Undecided, refuse_bad
from ledger.merging.draft import Choosing
from ledger.merging.merge import own, writing_files
from ledger.merging.plan import Plan, compared, missing_files, planned
from ledger.merging.scheme import SCHEME, MergedScheme
from ledger.merging.side import NOTHING, Side, names_of, side_of
from ledger.merging.writing import write_plan
from ledger.own_registers import OWN_REGISTER
from ledger.records import Campaign, Change
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
    plan, there, _ = _planned(mine, theirs, choosing)
    return compared(plan, there.campaign, choosing)


def take_branch(
    mine: Session,
    theirs: Session,
    who: str,
    now: dt.datetime,
    *,
    choices: Mapping[str, str] | None = None,
    otherwise: str = "",
) -> Taken:
    """Take the library of another campaign in as a branch, or bring it up to date; taken in again nothing changes.

    An older library of the branch than the one taken in last changes nothing. Raises Undecided when two libraries of
    the branch were changed apart, ReadOnlyLibrary, and what compare_branch, backup.keep and the disk raise.
    """
    choosing = Choosing(choices or {}, otherwise, clean_text(who, "姓名"), now)
    plan, there, number = _planned(mine, theirs, choosing)
    comparison = compared(plan, there.campaign, choosing)
    if comparison.open:
        raise Undecided(comparison)
    if number is not None and not comparison.changes:
        return Taken(there.campaign, comparison, None)
    with mine.writing():  # tells at once that the library may only be read
        pass
    backup = keep(mine, now, why=MERGE)
    with writing_files(mine, theirs, plan) as (known, missing), mine.writing():
        if number is None:
            number = merging.insert_branch(mine.db, there.campaign, plan.scheme.text, now)
        elif plan.scheme.words:
            merging.update_branch(mine.db, number, there.campaign, plan.scheme.text)
        write_plan(mine.db, plan, number, f"{there.campaign.uid}{rows.BRANCH}", known)
    told = replace(comparison, missing=missing_files(plan, missing))
    return Taken(there.campaign, told, backup)


def _planned(mine: Session, theirs: Session, choosing: Choosing) -> tuple[Plan, KeptCampaign, int | None]:
    """What becomes of the branch, its campaign there, and its number here, None when it comes for the first time."""
    refuse_bad(choosing.choices, choosing.otherwise)
    there = own(theirs)
    if own(mine).campaign.uid == there.campaign.uid:
        raise OwnCampaign(there.campaign.unit)
    with theirs.reading():
        other, kinds = side_of(theirs, there), list(theirs.own_kinds(deleted=True))
        text = text_of(KeptScheme(theirs).in_force())
    with mine.reading():
        here = next((each for each in merging.list_campaigns(mine.db) if each.campaign.uid == there.campaign.uid), None)
        side = side_of(mine, here) if here else NOTHING
        if here:
            kinds = [*_own_kinds(mine, here.number, deleted=True), *kinds]
        scheme = _scheme(side, other, text)
        if here and here.campaign != there.campaign and not scheme.words:
            scheme = replace(scheme, words="名称更新")
        plan = planned(side, other, names_of(side, other, reversed(kinds)), choosing, scheme)
    return plan, there, here.number if here else None


def _scheme(ours: Side, theirs: Side, text: str) -> MergedScheme:
    """The branch's scheme in force, unless the library taken in last was ahead."""
    ahead = theirs.history(SCHEME).keys() < ours.history(SCHEME).keys()
    if ahead or ours.scheme_text == text:
        return MergedScheme(ours.scheme_text, ())
    return MergedScheme(text, (), "下级台帐的活动方案更新" if ours.records else "")


def branches(session: Session) -> tuple[Campaign, ...]:
    """The campaigns of the branches that were taken in, in the order in which they came first."""
    with session.reading():
        return tuple(each.campaign for each in merging.list_campaigns(session.db)[1:])


def branch_snapshot(session: Session, campaign_uid: str) -> Snapshot:
    """The whole ledger of a branch as one frozen value, as the last package of it had it.

    Its scheme is the one in force there, so that it has no changes of its own. Raises NoBranch, SchemeError.
    """
    with session.reading():
        found = _branch(session, campaign_uid)
        own_kinds = _own_kinds(session, found.number)
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


def _own_kinds(session: Session, number: int, *, deleted: bool = False) -> tuple[Kind, ...]:
    """The registers that the clerk of a branch defined himself."""
    definition = kind_of(OWN_REGISTER)
    stored = rows.list_records(session.db, OWN_REGISTER, deleted=False, campaign=number)
    if deleted:
        stored += rows.list_records(session.db, OWN_REGISTER, deleted=True, campaign=number)
    return read_definitions((each.uid, loaded(definition, each.data)) for each in stored)[0]
