"""The examination lists what is wrong and leads to the record; the repaired copy takes the library's place."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from forms import preferences
from forms.app import App
from forms.examination_words import last_examined
from forms.screens.handover import Handover
from forms.screens.handover_backups import Backups
from forms.screens.handover_doctor import Doctor
from ledger import kept_files
from ledger.backup import REPLACE, backups
from ledger.book import Ledger
from ledger.doctor.findings import Severity
from ledger.identity import utc_now
from ledger.library import Library
from ledger.protection import protect
from tests.forms.window import driving
from tests.forms.window.sheets import Choosing, cells, lists, push, said, settle

WORDS = "qiao shi deng"


def part(app: App) -> Doctor:
    page = app.go("handover")
    assert isinstance(page, Handover)
    front = page.part("doctor")
    settle(app)
    assert isinstance(front, Doctor)
    return front


def examined(app: App, front: Doctor) -> None:
    """Press the button, and wait for the findings."""
    driving.click(driving.button(front, "开始体检"))
    driving.pump(app.root, lambda: not front.examining.work.running and not app.background.busy, 60, "体检")


def spoil(library: Path) -> tuple[str, str]:
    """A person was changed before being added, and a file is gone: the name of the person, the name of the file."""
    with Ledger.open(library) as ledger:
        ledger.backup()
        person = ledger.records("person")[0]
        attachment = next(each for record in ledger.records() for each in record.attachments)
    with closing(sqlite3.connect(library / "ledger.db")) as db, db:
        db.execute("UPDATE record SET changed = '2001-01-01T00:00:00+00:00' WHERE uid = ?", (person.uid,))
    db.close()
    attachment.file.path.unlink()
    return str(person["name"]), attachment.name


def test_findings_lead_to_the_record_and_a_repaired_copy_takes_its_place(
    start: Callable[..., App], library: Path, tmp_path: Path
) -> None:
    name, file = spoil(library)
    app = start(library)
    front = part(app)
    panel = front.examining
    assert panel.words == "还没有体检过。"
    examined(app, front)
    assert "处问题" in panel.words and "附件文件42" in panel.words
    rows = cells(panel.listing)
    assert [row[0] for row in rows] == sorted((row[0] for row in rows), key=["损坏", "问题", "提示"].index)
    assert any(f"附件“{file}”" in row[1] and "不见了" in row[1] for row in rows)
    assert not any("正由" in row[1] for row in rows), "that this window has it open is no news"
    assert not any("--repair" in "".join(row) for row in rows)
    driving.screenshot(app.root, "doctor")
    finding = next(place for place, row in enumerate(rows) if name in row[1])
    panel.listing.go(finding)
    assert name in panel._detail.words
    panel.listing.open_focused()
    settle(app)
    assert app.shell is not None and app.shell.front is not None and app.shell.front.slug == "people"

    front = part(app)
    assert "上次体检" in last_examined(app.preferences, library)
    (tmp_path / "修复").mkdir()
    app.chooser = Choosing(inside=tmp_path / "修复")  # type: ignore[assignment]
    driving.click(driving.button(front, "在副本上修复……"))
    driving.pump(app.root, lambda: app.overlay.top and "修复好的副本" in said(app), 60, "修复")
    driving.screenshot(app.root, "repaired")
    assert "原来的台帐库没有改动" in said(app) and "副本完好" in said(app)
    assert any(row[0] == "找回" and file in row[2] for row in cells(lists(app)[0]))
    push(app, "换到原来的位置")
    driving.pump(app.root, lambda: app.shell is not None and not app.background.busy, 30, "重新打开")
    settle(app)
    page = app.shell.front
    assert isinstance(page, Handover) and isinstance(page.front, Backups)
    assert page.front.words.startswith("已恢复")
    assert app.desk.path == library
    assert any(each.why == REPLACE for each in backups(Library(library)))
    front = part(app)
    examined(app, front)
    assert front.examining.found is not None
    assert front.examining.found.worst is Severity.NOTE, [each.sentence for each in front.examining.found.findings]
    app.quit()
    assert last_examined(preferences.load(), library).startswith("上次体检：")


def test_an_examination_and_a_repair_can_be_stopped(
    start: Callable[..., App], library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = start(library)
    front = part(app)
    panel = front.examining
    monkeypatch.setattr(kept_files, "_BLOCK", 1)  # so many blocks that it cannot be over before it is stopped
    panel.examine()
    driving.press(app.root, "<Escape>")
    driving.pump(app.root, lambda: not panel.work.running, 60, "停下")
    assert panel.words.startswith("已停止检查，台帐库没有任何改动")
    driving.screenshot(app.root, "doctor-stopped")
    (tmp_path / "修复").mkdir()
    app.chooser = Choosing(inside=tmp_path / "修复")  # type: ignore[assignment]
    panel.repair()
    driving.pump(app.root, lambda: panel.work.running, 10, "修复开始")
    driving.press(app.root, "<Escape>")
    driving.pump(app.root, lambda: not panel.work.running, 60, "停下")
    assert panel.words.startswith("已停止修复")
    assert list((tmp_path / "修复").iterdir()) == []
    panel.examine()
    app.quit()


@pytest.mark.usefixtures("cheap_passphrases")
def test_a_library_with_a_passphrase_is_examined_and_its_copy_keeps_the_passphrase(
    start: Callable[..., App], library: Path, tmp_path: Path
) -> None:
    protect(library, WORDS, who="", now=utc_now())
    app = start(None)
    app.open(library, passphrase=WORDS)
    driving.pump(app.root, lambda: app.shell is not None and not app.background.busy, 30, "打开")
    front = part(app)
    examined(app, front)
    assert "附件文件42" in front.examining.words
    (tmp_path / "修复").mkdir()
    app.chooser = Choosing(inside=tmp_path / "修复")  # type: ignore[assignment]
    front.examining.repair()
    driving.pump(app.root, lambda: app.overlay.top and "修复好的副本" in said(app), 60, "修复")
    push(app, "打开这个副本看看")
    driving.pump(app.root, lambda: app.shell is not None and not app.background.busy, 30, "打开")
    (copy,) = (tmp_path / "修复").iterdir()
    assert app.desk.path == copy and app.desk.vault is not None
    assert app.overlay.top is None
