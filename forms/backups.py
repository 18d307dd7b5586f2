"""Backups that are made without being asked for, before risky actions too; what the status line tells of the last."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from forms.actions import Action, Outcome
from ledger.backup import Backup, backups, is_needed, tidy_up
from ledger.book import Ledger
from ledger.library import Library
from ledger.safekeeping.second_place import second_place

if TYPE_CHECKING:
    from forms.app import App


PAUSE = 180_000
"""Milliseconds without a change after which a backup is made."""
MANY = 10
"""Records from which on an action of several is kept a backup of first."""


@dataclass(frozen=True)
class Guarded:
    """A risky action, before which everything is kept; where that fails it is not done."""

    why: str
    action: Action

    def perform(self, ledger: Ledger) -> Outcome:
        """Keep everything, then do it; raises what either raises."""
        ledger.backup(self.why)
        return self.action.perform(ledger)


@dataclass(frozen=True)
class Lasts:
    """The last backup, and whether the second place, where one was chosen, lacks it: the stick was not there."""

    backup: Backup | None
    lacking: bool


class AfterPause:
    """Makes the backup of the close once nobody has changed anything for PAUSE: a day's work is not left to the close.

    Where it fails the status line tells, and the close tries again.
    """

    def __init__(self, app: App) -> None:
        self._app, self._timer = app, ""

    def changed(self) -> None:
        """Something was changed just now."""
        self.stop()
        self._timer = self._app.root.after(PAUSE, self._due)

    def stop(self) -> None:
        """The library is being closed."""
        if self._timer:
            self._app.root.after_cancel(self._timer)
            self._timer = ""

    def _due(self) -> None:
        app, self._timer = self._app, ""
        if app.desk.changing or app.desk.reading:
            self.changed()
        else:
            app.desk.read(_made_up, lambda lasts: _tell(app, lasts), lambda error: app.mention(error))


def guarded(why: str, action: Action, records: int) -> Action:
    """`action` with a backup before it when it is of MANY `records`; Ctrl+Z alone is enough for fewer."""
    return Guarded(why, action) if records >= MANY else action


def opened(app: App) -> None:
    """After the opening: make up for a backup that was not made at the last close, and tell when the last one was.

    The last session may have been cut off, or its backup may have failed: then this one says why.
    """
    app.desk.read(_made_up, lambda lasts: _tell(app, lasts), app.fail)


def closing(app: App) -> None:
    """Before the ledger is closed: make a backup when something was written after the last one.

    Where it fails the next opening makes up for it, and tells.
    """
    if not app.desk.reading:  # a ledger that could not be read is not backed up over a good one
        app.desk.read(_kept, lambda _: None, app.fail)


def told(app: App) -> None:
    """Tell in the status line when the last backup was."""
    app.desk.read(_lasts, lambda lasts: _tell(app, lasts), app.fail)


def words(last: Backup | None, now: dt.datetime) -> str:
    """When the last backup was made, as one says it at `now`, on the clock of this computer."""
    if last is None:
        return "还没有备份"
    at, today = last.at.astimezone(now.tzinfo), now.date()
    days = (today - at.date()).days
    day = {0: "今天", 1: "昨天"}.get(days, f"{at.month}月{at.day}日" if at.year == today.year else f"{at:%Y-%m-%d}")
    return f"上次备份：{day} {at:%H:%M}"


def _made_up(ledger: Ledger) -> Lasts:
    library = Library(ledger.path, ledger.vault)
    if is_needed(library):
        ledger.backup()
    else:
        tidy_up(library, dt.datetime.now(dt.UTC))
    return _lasts(ledger)


def _kept(ledger: Ledger) -> None:
    """At the close: what need not be kept any longer goes at the next opening, when nobody waits for it."""
    if is_needed(Library(ledger.path)):
        ledger.backup(tidy=False)


def _lasts(ledger: Ledger) -> Lasts:
    last = next(iter(backups(Library(ledger.path))), None)
    place = second_place(Library(ledger.path))
    return Lasts(last, last is not None and place is not None and not (place.folder / last.path.name).is_file())


def _tell(app: App, lasts: Lasts) -> None:
    if app.shell is not None:
        told = words(lasts.backup, dt.datetime.now().astimezone())
        app.shell.status.backup(f"{told}（第二处还没有）" if lasts.lacking else told)
