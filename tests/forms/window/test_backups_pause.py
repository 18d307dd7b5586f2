"""A backup is made when nobody has changed anything for a while; the close then has nothing left to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from forms import backups
from forms.actions import Add
from forms.app import App
from ledger.backup import backups as backups_of
from ledger.book import Ledger
from ledger.library import DiskFull, Library
from tests.forms.window.driving import pump
from tests.forms.window.sheets import settle


def change(app: App, name: str) -> None:
    app.desk.change(Add("person", ({"name": name},)))
    settle(app)


def test_a_pause_makes_the_backup_and_the_close_makes_none(
    start: Callable[..., App], library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "PAUSE", 30)
    app = start(library)
    settle(app)
    before = len(backups_of(Library(library)))
    change(app, "新来的人")
    pump(app.root, lambda: len(backups_of(Library(library))) == before + 1, 10, "停下来以后的备份")
    settle(app)
    app.quit()
    assert len(backups_of(Library(library))) == before + 1


def test_every_change_begins_the_pause_anew_and_the_close_ends_it(
    start: Callable[..., App], library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = start(library)
    settle(app)
    first = app._pause._timer
    change(app, "新来的人")
    second = app._pause._timer
    assert first and second and first != second
    waiting = app.root.tk.splitlist(app.root.tk.call("after", "info"))
    assert second in waiting and first not in waiting
    app.close_library()
    assert app._pause._timer == ""
    settle(app)


def test_a_backup_that_fails_in_the_pause_is_told_in_the_status_line(
    start: Callable[..., App], library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = start(library)
    settle(app)

    def full(ledger: Ledger, *_: object, **__: object) -> None:
        raise DiskFull(library)

    monkeypatch.setattr(backups, "PAUSE", 30)
    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "backup", full)
        change(app, "新来的人")
        pump(app.root, lambda: app.shell is not None and "磁盘已满" in app.shell.status.said, 10, "状态栏的话")
        app._pause.stop()
        settle(app)
    assert app.overlay.top is None, "a sheet would take the keyboard from who is typing"
