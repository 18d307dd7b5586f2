"""What taking in a branch makes of it: its campaign, its records, and the text of its scheme in force."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ledger.definitions import read_definitions
from ledger.entries import loaded
from ledger.kinds import Kind, kind_of
from ledger.merging.comparison import Comparison
from ledger.merging.draft import Choosing
from ledger.merging.plan import Plan, compared, planned
from ledger.merging.scheme import SCHEME, MergedScheme
from ledger.merging.side import NOTHING, Side, names_of, own, side_of
from ledger.merging.writing import write_plan
from ledger.own_registers import OWN_REGISTER
from ledger.records import Campaign
from ledger.session import Session
from ledger.store import merging, rows
from ledger.store.files import StoredFile


@dataclass(frozen=True)
class BranchPlan:
    """The plan of a branch, and the number of its campaign here, None when it comes for the first time."""

    plan: Plan
    campaign: Campaign
    number: int | None

    @property
    def changes(self) -> bool:
        """Whether anything would be written."""
        return self.number is None or self.plan.changes

    def compared(self, choosing: Choosing) -> Comparison:
        """The plan as what is shown before; one that comes for the first time changes something in any case."""
        return replace(compared(self.plan, self.campaign, choosing), changes=self.changes, first=self.number is None)

    def write(self, session: Session, known: Iterable[StoredFile], now: dt.datetime) -> None:
        """Put the branch in, or bring it up to date, inside a transaction that is open. Raises MixedUp."""
        number = self.number
        if number is None:
            number = merging.insert_branch(session.db, self.campaign, self.plan.scheme.text, now)
        elif self.plan.scheme.words:
            merging.update_branch(session.db, number, self.campaign, self.plan.scheme.text)
        write_plan(session.db, self.plan, number, f"{self.campaign.uid}{rows.BRANCH}", known)


def plan_branch(
    mine: Session, campaign: Campaign, other: Side, kinds: Iterable[Kind], choosing: Choosing
) -> BranchPlan:
    """What becomes of the branch of this campaign, of which `other` is what comes and `kinds` its own registers.

    Raises MixedUp, DamagedLibrary.
    """
    with mine.reading():
        here = next((each for each in merging.list_campaigns(mine.db) if each.campaign.uid == campaign.uid), None)
        side = side_of(mine, here) if here else NOTHING
        known = registers_of(mine, here.number, deleted=True) if here else ()
    scheme = _scheme(side, other)
    if here and here.campaign != campaign and not scheme.words:
        scheme = replace(scheme, words="名称更新")
    names = names_of(side, other, (*kinds, *known))
    return BranchPlan(planned(side, other, names, choosing, scheme), campaign, here.number if here else None)


def brought_along(mine: Session, theirs: Session, choosing: Choosing) -> Iterator[BranchPlan]:
    """What becomes of the branches that the other library took in; one's own campaign is no branch."""
    ours = own(mine).campaign.uid
    with theirs.reading():
        found = [
            (there.campaign, side_of(theirs, there), registers_of(theirs, there.number, deleted=True))
            for there in merging.list_campaigns(theirs.db)[1:]
            if there.campaign.uid != ours
        ]
    for campaign, side, kinds in found:
        yield plan_branch(mine, campaign, side, kinds, choosing)


def _scheme(ours: Side, theirs: Side) -> MergedScheme:
    """The branch's scheme in force, unless what was taken in last was ahead."""
    ahead = theirs.history(SCHEME).keys() < ours.history(SCHEME).keys()
    if ahead or ours.scheme_text == theirs.scheme_text:
        return MergedScheme(ours.scheme_text, ())
    return MergedScheme(theirs.scheme_text, (), "下级台帐的活动方案更新" if ours.records else "")


def registers_of(session: Session, number: int, *, deleted: bool = False) -> tuple[Kind, ...]:
    """The registers that the clerk of a branch defined himself."""
    definition = kind_of(OWN_REGISTER)
    stored = rows.list_records(session.db, OWN_REGISTER, deleted=False, campaign=number)
    if deleted:
        stored += rows.list_records(session.db, OWN_REGISTER, deleted=True, campaign=number)
    return read_definitions((each.uid, loaded(definition, each.data)) for each in stored)[0]
