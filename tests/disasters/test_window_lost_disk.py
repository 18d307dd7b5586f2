"""The disk is full, read-only, or gone while the window is open: told in words, and nothing typed is lost."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from forms import drafts, preferences
from forms.app import App
from forms.shell.page import Target
from ledger import kept_files
from ledger.book import Ledger
from tests.forms.window import driving
from tests.forms.window.sheets import push, said, settle


@pytest.fixture
def app(start: Callable[..., App], library: Path) -> App:
    return start(library)


def no_room(*arguments: object, **options: object) -> None:
    """What a write does on a full disk."""
    raise OSError(errno.ENOSPC, "No space left on device")


def pane_of(app: App) -> Any:
    """A blank form of a meeting, and what it lies in."""
    page: Any = app.go("meetings", Target("meeting"))
    settle(app)
    return page.panel.pane


def status(app: App) -> str:
    assert app.shell is not None
    return app.shell.status.said


def test_a_draft_that_cannot_be_kept_is_told_without_taking_the_keyboard(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "replace_file", no_room)
    pane = pane_of(app)
    for words in ("盘满了", "还在写"):
        driving.write(app.root, words)
        app.drafting.flush()
        settle(app)
    assert app.overlay.top is None
    assert status(app) == "“新的会议记录”的草稿没有存下（磁盘空间不足）：请先保存这一条，再检查磁盘。"
    assert pane.form.typed() == {"title": "盘满了还在写"}


def test_settings_that_cannot_be_kept_are_told_in_the_status_line(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preferences, "replace_file", no_room)
    driving.press(app.root, "<Control-plus>")
    settle(app)
    assert app.overlay.top is None
    assert "台帐不受影响" in status(app)


def test_a_library_that_is_gone_is_told_and_saves_again_when_it_is_back(app: App, library: Path) -> None:
    pane = pane_of(app)
    driving.write(app.root, "盘拔掉了")
    away = library.rename(library.with_name("拿走了"))
    driving.press(app.root, "<Control-s>")
    settle(app)
    assert "找不到台帐库" in said(app)
    push(app, "知道了")
    assert pane.form.typed() == {"title": "盘拔掉了"}
    assert not library.exists(), "没有在原处另建一个空库"
    away.rename(library)
    driving.press(app.root, "<Control-s>")
    settle(app)
    assert pane.record["title"] == "盘拔掉了"


def test_a_window_whose_library_is_gone_can_be_closed(app: App, library: Path) -> None:
    pane_of(app)
    driving.write(app.root, "写到一半")
    library.rename(library.with_name("拿走了"))
    app.quit()
    assert not library.exists()


def test_a_record_that_cannot_be_written_stays_in_the_form(app: App) -> None:
    pane = pane_of(app)
    driving.write(app.root, "只能读")
    app.desk.read(lambda ledger: ledger._db.execute_sql("PRAGMA query_only = 1"), lambda _: None)
    driving.press(app.root, "<Control-s>")
    settle(app)
    assert "只能读，不能写" in said(app)
    push(app, "知道了")
    assert pane.form.typed() == {"title": "只能读"}
    app.desk.read(lambda ledger: ledger._db.execute_sql("PRAGMA query_only = 0"), lambda _: None)
    driving.press(app.root, "<Control-s>")
    settle(app)
    assert pane.record["title"] == "只能读"


def test_a_file_that_does_not_fit_is_not_attached(
    app: App, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = app.desk.snapshot.of("meeting")[0]
    page: Any = app.go("meetings", Target(uid=meeting.uid))
    settle(app)
    scan = tmp_path / "照片.png"
    Image.new("RGB", (60, 40), "white").save(scan)
    before = {path for path in library.rglob("attachments/**/*") if path.is_file()}
    monkeypatch.setattr(kept_files.os, "fsync", no_room)
    page.panel.pane._files._take((scan,))
    settle(app)
    push(app, "添加")
    assert "磁盘已满" in said(app)
    push(app, "知道了")
    assert {path for path in library.rglob("attachments/**/*") if path.is_file()} == before
    monkeypatch.undo()
    app.quit()
    with Ledger.open(library, read_only=True) as book:
        assert book.get(meeting.uid).attachments == meeting.attachments
