"""Backups that are made without being asked for, and what the status line tells about the last one."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from ledger.backup import Backup, backups, is_needed
from ledger.book import Ledger
from ledger.library import Library

if TYPE_CHECKING:
    from forms.app import App


def opened(app: App) -> None:
    """After the opening: make up for a backup that was not made at the last close, and tell when the last one was.

    The last session may have been cut off, or its backup may have failed: then this one says why.
    """
    app.desk.read(_made_up, lambda last: _tell(app, last), app.fail)


def closing(app: App) -> None:
    """Before the ledger is closed: make a backup when something was written after the last one.

    Where it fails the next opening makes up for it, and tells.
    """
    if not app.desk.reading:  # a ledger that could not be read is not backed up over a good one
        app.desk.read(_made_up, lambda _: None, app.fail)


def told(app: App) -> None:
    """Tell in the status line when the last backup was."""
    app.desk.read(_last, lambda last: _tell(app, last), app.fail)


def words(last: Backup | None, now: dt.datetime) -> str:
    """When the last backup was made, as one says it at `now`, on the clock of this computer."""
    if last is None:
        return "还没有备份"
    at, today = last.at.astimezone(now.tzinfo), now.date()
    days = (today - at.date()).days
    day = {0: "今天", 1: "昨天"}.get(days, f"{at.month}月{at.day}日" if at.year == today.year else f"{at:%Y-%m-%d}")
    return f"上次备份：{day} {at:%H:%M}"


def _made_up(ledger: Ledger) -> Backup | None:
    library = Library(ledger.path)
    return ledger.backup() if is_needed(library) else _last(ledger)


def _last(ledger: Ledger) -> Backup | None:
    return next(iter(backups(Library(ledger.path))), None)


def _tell(app: App, last: Backup | None) -> None:
    if app.shell is not None:
        app.shell.status.backup(words(last, dt.datetime.now().astimezone()))
