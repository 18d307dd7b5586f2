"""The open ledger as the screens see it: the last snapshot, what is done and undone, and who wants to hear of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from forms.actions import Action, Outcome
from forms.background import THINK, Background, Job
from forms.garbage import none_in_bulk
from ledger.book import Ledger
from ledger.fields import Context
from ledger.kinds import KINDS
from ledger.lookup import Lookup
from ledger.own_registers import OWN_REGISTER
from ledger.records import Campaign
from ledger.renewal import renewed
from ledger.schemes.model import Scheme
from ledger.snapshot import Snapshot, day_of
from ledger.vault import Vault

if TYPE_CHECKING:
    from ledger.completeness import Gap
    from ledger.consistency import Problem
    from ledger.scoring.result import Result

T = TypeVar("T")
_MANY = 1000
"""Records that come by one action from which on they are so many that they should not be looked through as garbage."""

Changed = frozenset[str]
"""The kinds whose records changed; “scheme” when the scheme did."""


@dataclass(frozen=True)
class Figures:
    """What a snapshot amounts to, as of `day`: its result, and everything that is missing or contradictory."""

    day: dt.date
    result: Result
    gaps: tuple[Gap, ...]
    problems: tuple[Problem, ...]
    risk: Decimal


@dataclass(frozen=True)
class Done:
    """Something that was done and can be undone: in words, when, and by which action."""

    words: str
    at: dt.datetime
    inverse: Action


class NothingToUndo(Exception):
    """There is nothing left to undo, or to redo."""


class Desk:
    """An open library. All of it is used from the Tk thread; the ledger itself only ever runs on its lane.

    The snapshot has no records before they are read: `reading` is true until then, and who listens hears of it.
    """

    def __init__(self, ledger: Ledger, background: Background) -> None:
        self._ledger, self._background = ledger, background
        self.path: Path = ledger.path
        self.reading = True
        self.snapshot = Snapshot(ledger.campaign, ledger.scheme, (), ())
        self._latest = self.snapshot  # of the lane: after its last change, which the window may not have seen yet
        self.past: list[Done] = []
        self.future: list[Done] = []
        self.changing = 0
        self._listeners: list[Callable[[Changed], None]] = []
        self._lookup: Lookup | None = None
        self._figures: Figures | None = None
        self._waiting: list[Callable[[Figures], object]] = []

    @property
    def campaign(self) -> Campaign:
        """The campaign of the library."""
        return self.snapshot.campaign

    @property
    def scheme(self) -> Scheme:
        """The scheme in force."""
        return self.snapshot.scheme

    @property
    def vault(self) -> Vault | None:
        """The keys of a library with a passphrase, None for one without."""
        return self._ledger.vault

    @property
    def files_key(self) -> bytes:
        """The key of the files beside the database, empty without a passphrase."""
        return self.vault.files_key if self.vault is not None else b""

    @property
    def today(self) -> dt.date:
        """Today, where the ledger is kept."""
        return day_of(dt.datetime.now(dt.UTC))

    def context(self) -> Context:
        """What fields may ask, answered from the snapshot."""
        if self._lookup is None:
            self._lookup = Lookup(self.scheme, self.snapshot.of)
        return self._lookup.context()

    def load(self, failed: Callable[[Exception], object]) -> None:
        """Read the records; listeners are told that every kind changed."""

        def read() -> Snapshot:
            self._latest = _built(self._ledger.snapshot())
            none_in_bulk()
            return self._latest

        def known(snapshot: Snapshot) -> None:
            self.reading, self.snapshot, self._lookup = False, snapshot, None
            if self._waiting:
                self._work_out()
            for callback in list(self._listeners):
                callback(frozenset({kind.slug for kind in self.snapshot.kinds} | {"scheme"}))

        self._background.run(read, known, failed)

    def listen(self, callback: Callable[[Changed], None]) -> None:
        """Call `callback` after each change, with the kinds that changed."""
        self._listeners.append(callback)

    def read(
        self,
        question: Callable[[Ledger], T],
        done: Callable[[T], object],
        failed: Callable[[Exception], object] | None = None,
    ) -> Job:
        """Ask the ledger something, after the changes that were asked for before."""
        return self._background.run(lambda: question(self._ledger), done, failed)

    def change(
        self,
        action: Action,
        done: Callable[[Outcome], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Do `action` as one transaction; it can be undone then. `done` hears of it after the listeners."""

        def settled(outcome: Outcome) -> None:
            if outcome.inverse is not None:
                self.past.append(Done(outcome.words, dt.datetime.now(dt.UTC), outcome.inverse))
                self.future.clear()

        self._perform(action, settled, done, failed)

    def undo(
        self,
        done: Callable[[Outcome], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Undo the last change. Raises NothingToUndo."""
        self._turn_back(self.past, self.future, done, failed)

    def redo(
        self,
        done: Callable[[Outcome], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Do again what was undone last. Raises NothingToUndo."""
        self._turn_back(self.future, self.past, done, failed)

    def figures(self, done: Callable[[Figures], object]) -> None:
        """Call `done` with the figures of the present snapshot, as soon as they are worked out."""
        if self._figures is not None and self._figures.day == self.today:
            done(self._figures)
            return
        self._waiting.append(done)
        if len(self._waiting) == 1 and not self.reading:
            self._work_out()

    def close(self) -> None:
        """Close the ledger, after everything that was asked of it."""
        self._background.run(self._ledger.close)

    def _turn_back(
        self,
        source: list[Done],
        target: list[Done],
        done: Callable[[Outcome], object] | None,
        failed: Callable[[Exception], object] | None,
    ) -> None:
        if not source or self.changing:
            raise NothingToUndo
        last = source.pop()

        def settled(outcome: Outcome) -> None:
            if outcome.inverse is not None:
                target.append(Done(last.words, dt.datetime.now(dt.UTC), outcome.inverse))

        def refused(error: Exception) -> None:
            source.append(last)  # nothing was done: it can be tried again
            if failed is None:
                raise error
            failed(error)

        self._perform(last.inverse, settled, done, refused)

    def _perform(
        self,
        action: Action,
        settled: Callable[[Outcome], None],
        done: Callable[[Outcome], object] | None,
        failed: Callable[[Exception], object] | None,
    ) -> None:
        self.changing += 1

        def taken(answer: tuple[Outcome, Snapshot]) -> None:
            self.changing -= 1
            outcome, snapshot = answer
            changed = self._adopt(snapshot, outcome)
            settled(outcome)
            for callback in list(self._listeners):
                callback(changed)
            if done is not None:
                done(outcome)

        def refused(error: Exception) -> None:
            self.changing -= 1
            if failed is None:
                raise error
            failed(error)

        self._background.run(lambda: self._done(action), taken, refused)

    def _done(self, action: Action) -> tuple[Outcome, Snapshot]:
        """On the lane: the outcome, and the snapshot after it."""
        outcome = action.perform(self._ledger)
        if outcome.scheme:
            snapshot = self._ledger.snapshot()
        else:
            snapshot = renewed(self._latest, outcome.come, outcome.gone, self._ledger.records)
        self._latest = _built(snapshot)
        if len(outcome.come) > _MANY:
            none_in_bulk()
        return outcome, snapshot

    def _adopt(self, snapshot: Snapshot, outcome: Outcome) -> Changed:
        before = {uid: record.kind for uid in outcome.gone if (record := self.snapshot.get(uid))}
        kinds = {record.kind for record in outcome.come} | set(before.values())
        if OWN_REGISTER in kinds:  # what a definition says of its records has changed with it
            old, new = ({kind.slug: kind for kind in each.kinds} for each in (self.snapshot, snapshot))
            kinds |= {slug for slug in {*old, *new} if old.get(slug) != new.get(slug)}
        self.snapshot, self._lookup, self._figures = snapshot, None, None
        return frozenset(kinds | {"scheme"} if outcome.scheme else kinds)

    def _work_out(self) -> None:
        snapshot, day = self.snapshot, self.today

        def known(figures: Figures) -> None:
            if self.snapshot is not snapshot:
                self._work_out()
                return
            self._figures = figures
            waiting, self._waiting = self._waiting, []
            for callback in waiting:
                callback(figures)

        self._background.run(lambda: figures_of(snapshot, day), known, lane=THINK)


def _built(snapshot: Snapshot) -> Snapshot:
    """The snapshot with its tables made, which would else be made when the window first asks."""
    snapshot.of(KINDS[0].slug), snapshot.get("-")
    return snapshot


def figures_of(snapshot: Snapshot, day: dt.date) -> Figures:
    """Everything that is worked out from a snapshot as of `day`."""
    # Read on the lane, while the window is there already.
    from ledger.completeness import find_gaps, points_at_risk
    from ledger.consistency import find_problems
    from ledger.results import result_of

    gaps = find_gaps(snapshot, day)
    risk = points_at_risk(gaps, snapshot.scheme)
    return Figures(day, result_of(snapshot), gaps, find_problems(snapshot), risk)
