"""A library gets its passphrase in the window, is opened with it, locked when nobody is there, and unlocked again."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Iterator
from pathlib import Path
from tkinter import ttk
from typing import TYPE_CHECKING

import pytest

from forms import locking
from forms.dialogs import passphrase
from forms.screens.settings import Settings
from ledger.identity import utc_now
from ledger.library import Library
from ledger.protection import protect
from ledger.unlocking import is_protected
from tests.forms.window.driving import click, press, pump, screenshot, write

if TYPE_CHECKING:
    from forms.app import App

pytestmark = pytest.mark.usefixtures("cheap_passphrases")
WORDS, OTHER = "qiao shi deng", "lao shu jie ti"


def settings(app: App) -> Settings:
    page = app.go("settings")
    assert isinstance(page, Settings)
    pump(app.root)
    return page


def ready(app: App) -> None:
    pump(app.root, lambda: app.shell is not None and not app.background.busy, 30, "台帐库打开")


def title(app: App) -> str:
    """The title of the sheet on top, "" when there is none."""
    top = app.overlay.top
    return "".join(str(each.cget("text")) for each in labels(top.frame)) if top is not None else ""


def labels(widget: tk.Misc) -> Iterator[ttk.Label]:
    for child in widget.winfo_children():
        if isinstance(child, ttk.Label) and str(child.cget("style")) == "PanelHead.TLabel":
            yield child
        yield from labels(child)


def locked_library(library: Path) -> Path:
    protect(library, WORDS, who="", now=utc_now())
    return library


def test_a_passphrase_is_set_exchanged_and_removed_in_the_settings(
    start: Callable[..., App], library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = start(library)
    click(settings(app).lock.buttons["set"])
    screenshot(app.root, "passphrase-set")
    write(app.root, "short")
    press(app.root, "<Return>")
    write(app.root, "short")
    press(app.root, "<Return>")
    assert title(app) == "设置口令", "a short one is refused in the sheet"
    app.overlay.dismiss()
    form = passphrase.set_passphrase(app)
    write(app.root, WORDS)
    press(app.root, "<Return>")
    write(app.root, WORDS + "x")
    press(app.root, "<Return>")
    assert "不一样" in form._told.words
    form.lines[1].again()
    write(app.root, WORDS)
    press(app.root, "<Return>")
    pump(app.root, lambda: title(app) == "抄下恢复码", 30, "恢复码")
    ready(app)
    screenshot(app.root, "passphrase-code")
    assert is_protected(Library(library))
    press(app.root, "<Escape>")
    assert title(app) == "抄下恢复码", "the code is not put away by accident"
    app.overlay.top.answer("done")
    pump(app.root)

    click(settings(app).lock.buttons["change"])
    for typed in (WORDS, OTHER, OTHER):
        write(app.root, typed)
        press(app.root, "<Return>")
    pump(app.root, lambda: app.shell is not None and "口令已更换" in app.shell.status.said, 30, "口令更换")
    ready(app)

    click(settings(app).lock.buttons["remove"])
    write(app.root, OTHER)
    press(app.root, "<Return>")
    pump(app.root, lambda: app.shell is not None and "口令已取消" in app.shell.status.said, 30, "口令取消")
    ready(app)
    assert not is_protected(Library(library))
    assert not (library / "ledger.key").exists()


def test_opening_asks_until_the_passphrase_is_right(start: Callable[..., App], library: Path) -> None:
    locked_library(library)
    app = start(None)
    app.open(library)
    pump(app.root, lambda: title(app) == "输入口令", 10, "输入口令")
    screenshot(app.root, "unlock")
    write(app.root, "not this one")
    press(app.root, "<Return>")
    pump(app.root, lambda: not app.background.busy, 10)
    screenshot(app.root, "unlock-wrong")
    assert title(app) == "输入口令"
    write(app.root, WORDS)
    press(app.root, "<Return>")
    ready(app)
    assert app.overlay.top is None
    assert app.desk.vault is not None
    assert len(app.desk.snapshot.records) > 10


def test_who_does_not_know_it_can_choose_another_library(start: Callable[..., App], library: Path) -> None:
    locked_library(library)
    app = start(None)
    app.open(library)
    pump(app.root, lambda: title(app) == "输入口令", 10, "输入口令")
    click(app.overlay.top.buttons["other"])
    assert app.overlay.top is None
    assert app.shell is None


def test_nobody_there_locks_the_window_and_nothing_of_what_was_typed_is_lost(
    start: Callable[..., App], library: Path
) -> None:
    locked_library(library)
    app = start(None)
    app.open(library, passphrase=WORDS)
    ready(app)
    app.go("meetings")
    pump(app.root)
    app._idle.last -= locking.USUAL * 60
    app._idle.look()
    assert title(app) == "已锁定"
    screenshot(app.root, "locked")
    press(app.root, "<Escape>")
    press(app.root, "<Alt-Key-1>")
    assert title(app) == "已锁定"
    app.overlay.tell("导出好了", "一件事在锁定时做完了")
    pump(app.root)
    assert title(app) == "已锁定", "what is told meanwhile lies below"
    write(app.root, "not this one")
    press(app.root, "<Return>")
    pump(app.root, lambda: not app.background.busy, 10)
    assert title(app) == "已锁定"
    write(app.root, WORDS)
    press(app.root, "<Return>")
    pump(app.root, lambda: title(app) == "导出好了", 10, "解锁")
    app.overlay.dismiss()
    assert app.shell.front.slug == "meetings"


def test_a_library_without_a_passphrase_is_never_locked(opened: App) -> None:
    opened._idle.last -= 100_000
    opened._idle.look()
    assert opened.overlay.top is None


def test_drafts_of_a_locked_library_are_sealed(start: Callable[..., App], library: Path) -> None:
    locked_library(library)
    app = start(None)
    app.open(library, passphrase=WORDS)
    ready(app)
    page = app.go("meetings")
    page.commands()["new"]()
    pump(app.root)
    write(app.root, "1380000")
    app.close_library()
    pump(app.root, lambda: not app.background.busy, 10)
    drafts = list((library / "drafts").glob("*.json"))
    assert drafts and all(path.read_bytes().startswith(b"TZSEAL") for path in drafts)


def test_the_minutes_are_kept(opened: App) -> None:
    kept = locking.with_minutes(opened.preferences, 5)
    assert locking.minutes_of(kept) == 5
    assert locking.minutes_of(opened.preferences) == locking.USUAL
    assert locking.minutes_of(kept.with_screen("settings", lock_after="soon")) == locking.USUAL


def test_go_on_is_asked_once(start: Callable[..., App], library: Path) -> None:
    locked_library(library)
    app = start(None)
    app.open(library, passphrase=WORDS)
    ready(app)
    app.lock()
    first = app.overlay.top
    app.lock()
    assert app.overlay.top is first
