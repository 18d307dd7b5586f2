"""A library that does not open because it is damaged, missing or emptied comes back from a backup, at the start."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from forms.app import App
from forms.dialogs.rescue import remains_of
from forms.screens.handover import Handover
from forms.screens.handover_backups import Backups
from ledger.book import Ledger
from ledger.identity import utc_now
from ledger.protection import protect
from ledger.restoring import ASIDE
from tests.forms.window import driving
from tests.forms.window.sheets import Choosing, cells, lists, push, said, settle

WORDS = "qiao shi deng"
Damage = Callable[[Path], object]

DAMAGES: tuple[tuple[str, Damage, str], ...] = (
    ("emptied", lambda database: database.write_bytes(b""), "ledger.db 是空的"),
    ("cut", lambda database: database.write_bytes(database.read_bytes()[:5000]), "已损坏"),
    ("missing", lambda database: database.unlink(), "里面没有 ledger.db"),
)


def begin(start: Callable[..., App], library: Path) -> App:
    """Start on a library that does not open, and wait for what is told."""
    app = start(None)
    app.open(library)
    driving.pump(app.root, lambda: app.overlay.top is not None and not app.background.busy, 20, "打不开的说明")
    return app


def opened(app: App) -> None:
    driving.pump(app.root, lambda: app.shell is not None and not app.background.busy, 30, "台帐库打开")
    settle(app)


def backed_up(library: Path, passphrase: str = "") -> int:
    """Make a backup; how many records it holds."""
    with Ledger.open(library, passphrase=passphrase) as ledger:
        ledger.backup()
        return len(ledger.records())


@pytest.mark.parametrize(("name", "damage", "why"), DAMAGES, ids=[each[0] for each in DAMAGES])
def test_a_damaged_library_comes_back_from_its_backup(
    start: Callable[..., App], library: Path, name: str, damage: Damage, why: str
) -> None:
    records = backed_up(library)
    damage(library / "ledger.db")
    there = (library / "ledger.db").read_bytes() if (library / "ledger.db").is_file() else b""
    app = begin(start, library)
    assert why in said(app) and "从备份恢复" in said(app)
    driving.screenshot(app.root, f"rescue-{name}")
    push(app, "从备份恢复")
    driving.screenshot(app.root, f"rescue-list-{name}")
    assert [row[1:4:2] for row in cells(lists(app)[0])] == [("平时备份", "台帐库里")]
    push(app, "恢复到这个备份")
    driving.pump(app.root, lambda: "共" in said(app) and "比较" in said(app), 20, "比较")
    driving.screenshot(app.root, f"rescue-preview-{name}")
    push(app, "恢复到这个备份")
    opened(app)
    assert len(app.desk.snapshot.records) == records
    assert app.overlay.top is None
    page = app.shell.front if app.shell is not None else None
    assert isinstance(page, Handover) and isinstance(page.front, Backups)
    assert page.front.words.startswith(f"已恢复：现在有{records}条记录")
    driving.screenshot(app.root, f"rescued-{name}")
    aside = [path for path in (library / "backups").iterdir() if path.name.startswith(ASIDE)]
    assert [(path / "ledger.db").read_bytes() for path in aside] == ([there] if name != "missing" else [])


def test_a_damaged_library_is_examined_and_repaired_without_opening_it(
    start: Callable[..., App], library: Path, tmp_path: Path
) -> None:
    records = backed_up(library)
    database = library / "ledger.db"
    data = bytearray(database.read_bytes())
    data[8192:12288] = bytes(4096)
    database.write_bytes(bytes(data))
    app = begin(start, library)
    push(app, "体检")
    driving.click(driving.button(app.overlay.top.frame, "开始体检"))  # type: ignore[union-attr]
    driving.pump(app.root, lambda: "处损坏" in said(app), 60, "体检")
    settle(app)
    driving.screenshot(app.root, "rescue-doctor")
    assert cells(lists(app)[0])[0][0] == "损坏"
    (tmp_path / "修复").mkdir()
    app.chooser = Choosing(inside=tmp_path / "修复")  # type: ignore[assignment]
    push(app, "在副本上修复……")
    driving.pump(app.root, lambda: "修复好的副本" in said(app), 60, "修复")
    driving.screenshot(app.root, "rescue-repaired")
    push(app, "换到原来的位置")
    opened(app)
    assert app.desk.path == library
    assert len(app.desk.snapshot.records) == records
    assert app.overlay.top is None


@pytest.mark.usefixtures("cheap_passphrases")
def test_a_damaged_library_with_a_passphrase_comes_back_with_it(start: Callable[..., App], library: Path) -> None:
    protect(library, WORDS, who="", now=utc_now())
    records = backed_up(library, WORDS)
    database = library / "ledger.db"
    data = bytearray(database.read_bytes())
    data[:4096] = b"x" * 4096
    database.write_bytes(bytes(data))
    app = begin(start, library)
    driving.write(app.root, WORDS)
    driving.press(app.root, "<Return>")
    driving.pump(app.root, lambda: app.overlay.top and "从备份恢复" in said(app), 20, "打不开的说明")
    push(app, "从备份恢复")
    push(app, "恢复到这个备份")
    driving.pump(app.root, lambda: "共" in said(app) and "比较" in said(app), 20, "比较")
    push(app, "恢复到这个备份")
    opened(app)
    assert len(app.desk.snapshot.records) == records
    assert app.desk.vault is not None


def test_a_folder_that_is_no_library_is_only_told(start: Callable[..., App], tmp_path: Path) -> None:
    (tmp_path / "照片").mkdir()
    assert not remains_of(tmp_path / "照片").any
    app = begin(start, tmp_path / "照片")
    assert "里面没有 ledger.db" in said(app)
    assert "从备份恢复" not in driving.texts(app.overlay.top.frame)  # type: ignore[union-attr]


def test_without_a_backup_in_the_library_one_from_elsewhere_is_taken(
    start: Callable[..., App], library: Path, tmp_path: Path
) -> None:
    records = backed_up(library)
    (library / "backups").rename(tmp_path / "U盘")
    (library / "ledger.db").write_bytes(b"")
    app = begin(start, library)
    push(app, "从备份恢复")
    assert "没有找到备份" in said(app)
    driving.screenshot(app.root, "rescue-none")
    app.chooser = Choosing(next((tmp_path / "U盘").glob("*.db")))  # type: ignore[assignment]
    push(app, "别处的备份……")
    driving.pump(app.root, lambda: "共" in said(app) and "比较" in said(app), 20, "比较")
    push(app, "恢复到这个备份")
    opened(app)
    assert len(app.desk.snapshot.records) == records
