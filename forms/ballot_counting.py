"""The counting of a review's ballots in this window: which group is at hand, its sitting, and its second entry."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from forms.background import FILES
from forms.ballot_comparing import Decided, Difference, amended, by_count, by_order, correction
from forms.ballot_counts import GroupCount, ballots_of, counts_of
from forms.ballot_drafts import SecondPile, SecondPiles
from forms.ballot_entry import Cast, Sitting
from ledger.errors import LedgerError
from ledger.library import Library
from ledger.records import Record
from ledger.results import last_review

if TYPE_CHECKING:
    from forms.actions import Outcome
    from forms.app import App
    from ledger.snapshot import Snapshot

Key = tuple[str, str]


class Counting:
    """Review, group, sittings and second entries, shared by the views; who listens is told of every change.

    The order of a pile lives here and, of a second entry under way, in its draft: never in the ledger.
    """

    def __init__(self, app: App) -> None:
        self.app, self.desk = app, app.desk
        self.review: Record | None = None
        self.group = ""
        self.counts: tuple[GroupCount, ...] = ()
        self.notes: dict[Key, str] = {}
        """What came of the comparison that was closed last, by group."""
        self._counted: tuple[Snapshot, Record] | None = None
        self._sittings: dict[Key, Sitting] = {}
        self._seconds: dict[Key, SecondPile] = {}
        self._drafts = SecondPiles(Library(app.desk.path).drafts, app.desk.files_key)
        self._saving: set[Key] = set()
        self._listeners: list[Callable[[], object]] = []
        app.background.run(self._drafts.all, self._found, lane=FILES)

    def listen(self, callback: Callable[[], object]) -> None:
        """Call `callback` after every change."""
        self._listeners.append(callback)

    def close(self) -> None:
        """The views are gone; what is on its way is stored all the same."""
        self._listeners.clear()

    def refresh(self) -> None:
        """Follow the ledger: the review chosen before, else the one that counts."""
        snapshot = self.desk.snapshot
        chosen = snapshot.get(self.review.uid) if self.review is not None else None
        self.review = chosen or last_review(snapshot)
        self._count()
        names = [each.name for each in self.counts]
        if self.group not in names:
            unfinished = (each.name for each in self.counts if each.left is None or each.left > 0)
            self.group = next(unfinished, names[0] if names else "")
        for sitting in self._sittings.values():
            sitting.follow(snapshot)
        self._tell()

    def choose(self, review: Record) -> None:
        """Count another review."""
        self.review, self.group = review, ""
        self.refresh()

    def take(self, group: str) -> None:
        """Go to a group."""
        if group != self.group:
            self.group = group
            self._tell()

    def step(self, by: int) -> None:
        """Go to the group before or after."""
        names = [each.name for each in self.counts]
        if self.group in names:
            self.take(names[max(0, min(len(names) - 1, names.index(self.group) + by))])

    @property
    def key(self) -> Key:
        """Review and group at hand."""
        return (self.review.uid if self.review is not None else "", self.group)

    @property
    def count(self) -> GroupCount | None:
        """The numbers of the group at hand, None when there is none."""
        return next((each for each in self.counts if each.name == self.group), None)

    @property
    def ballots(self) -> list[Record]:
        """The ballots of the group in the ledger, in no order."""
        return ballots_of(self.desk.snapshot, *self.key)

    # The first entry

    @property
    def sitting(self) -> Sitting:
        """The sitting of the group at hand."""
        if self.key not in self._sittings:
            self._sittings[self.key] = Sitting(self.desk.change, *self.key, self._tell)
        return self._sittings[self.key]

    def send(self) -> None:
        """Hand over to the ledger what still waits: the window may be about to close."""
        for sitting in self._sittings.values():
            sitting.send(all_of_it=True)

    @property
    def in_order(self) -> list[Record] | None:
        """The ballots in the order of the pile; None when some were entered elsewhere or before."""
        snapshot = self.desk.snapshot
        records = [snapshot.get(each.uid) for each in self.sitting.lines if each.kept]
        known = [record for record in records if record is not None]
        return known if len(known) == len(records) == len(self.ballots) else None

    # The second entry

    @property
    def second(self) -> SecondPile | None:
        """The second entry of the group at hand, None when it was not begun."""
        return self._seconds.get(self.key)

    def second_of(self, group: str) -> SecondPile | None:
        """The second entry of a group of this review."""
        return self._seconds.get((self.key[0], group))

    def begin(self, who: str) -> None:
        """Begin the second entry of the group."""
        self.notes.pop(self.key, None)
        self._put(SecondPile(*self.key, who))

    def lay_second(self, cast: Cast) -> None:
        """Take a ballot of the second entry."""
        if self.second is not None:
            self._put(replace(self.second, casts=(*self.second.casts, cast)))

    def take_second_back(self) -> None:
        """Take the last ballot of the second entry back."""
        if self.second is not None:
            self._put(replace(self.second, casts=self.second.casts[:-1]))

    def close_second(self, note: str = "") -> None:
        """The second entry is not wanted any more: its draft goes."""
        key = self.key
        if self._seconds.pop(key, None) is not None:
            self.app.background.run(lambda: self._drafts.drop(key), lane=FILES)
        if note:
            self.notes[key] = note
        self._tell()

    def differences(self, *, ordered: bool, partly: bool) -> tuple[Difference, ...]:
        """Where the two entries differ; by the order of the pile only when it is known."""
        casts = self.second.casts if self.second is not None else ()
        pile = self.in_order if ordered else None
        return by_count(self.ballots, casts) if pile is None else by_order(pile, casts, partly=partly)

    def correct(self, decided: Sequence[Decided], done: Callable[[], object]) -> None:
        """Bring the ledger, and the second entry, to what is right; one action that can be undone."""
        second = self.second
        action = correction(decided, *self.key)

        def corrected(outcome: Outcome | None = None) -> None:
            if second is not None and self.second is second:
                self._put(replace(second, casts=amended(second.casts, decided)))
            done()

        if action is None:
            corrected()
        else:
            self.desk.change(action, corrected, self.app.fail)

    # Inside

    def _put(self, pile: SecondPile) -> None:
        self._seconds[pile.key] = pile
        self._save(pile.key)
        self._tell()

    def _save(self, key: Key) -> None:
        """Keep the draft; what is typed while the disk is busy goes with the next time."""
        if key in self._saving or key not in self._seconds:
            return
        self._saving.add(key)
        pile = self._seconds[key]

        def saved(_: object) -> None:
            self._saving.discard(key)
            if self._seconds.get(key, pile) is not pile:
                self._save(key)

        def failed(error: Exception) -> None:
            self._saving.discard(key)
            self.app.fail(error)

        self.app.background.run(lambda: self._drafts.keep(pile), saved, failed, lane=FILES)

    def _found(self, found: tuple[tuple[SecondPile, ...], tuple[str, ...]]) -> None:
        piles, faults = found
        for pile in piles:
            self._seconds.setdefault(pile.key, pile)
            # What was left in the middle is gone on with.
            self.group = pile.group if self.review is None or pile.review == self.review.uid else self.group
        if faults:
            self.app.fail(_Damaged("".join(faults)))
        self._tell()

    def _count(self) -> None:
        """Count again when the ledger or the review is another than when it was counted last."""
        snapshot, review = self.desk.snapshot, self.review
        if review is None:
            self.counts, self._counted = (), None
        elif self._counted is None or self._counted[0] is not snapshot or self._counted[1] is not review:
            self.counts = counts_of(snapshot, snapshot.get(review.uid) or review)
            self._counted = (snapshot, review)

    def _tell(self) -> None:
        self._count()
        for callback in list(self._listeners):
            callback()


class _Damaged(LedgerError):
    """Drafts of second entries that cannot be read."""
