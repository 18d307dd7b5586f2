"""Going back to a backup and forward again, trying one, the second place, and acts that stop where no copy is kept."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from forms.actions import Add, Delete, Edit
from forms.app import App
from forms.backups import MANY, guarded
from forms.dialogs.bulk import edit_many
from forms.dialogs.importing import import_pasted
from forms.screens.handover import Handover
from forms.screens.handover_backups import Backups
from ledger import backup as keeping
from ledger import kept_files
from ledger.backup import Backup, backups, second_backups
from ledger.book import Ledger
from ledger.identity import utc_now
from ledger.kinds import kind_of
from ledger.library import DiskFull, Library
from ledger.protection import protect
from ledger.records import Record
from tests.forms.window import driving
from tests.forms.window.sheets import Choosing, cells, laid, lists, push, said, settle, top

WORDS = "qiao shi deng"


def part(app: App) -> Backups:
    page = app.go("handover")
    settle(app)
    assert isinstance(page, Handover) and isinstance(page.front, Backups)
    return page.front


def opened(app: App) -> None:
    """Wait until a library is open again, and nothing lies over it."""
    driving.pump(app.root, lambda: app.shell is not None and not app.background.busy, 30, "台帐库重新打开")
    settle(app)


def front(app: App) -> Backups:
    page = app.shell.front if app.shell is not None else None
    assert isinstance(page, Handover) and isinstance(page.front, Backups)
    return page.front


def names(app: App) -> dict[str, Record]:
    return {str(each["name"]): each for each in app.desk.snapshot.of("person")}


def clipboard(app: App, text: str) -> None:
    app.root.clipboard_clear()
    app.root.clipboard_append(text)


def full(*_: object, **__: object) -> Backup:
    assert threading.current_thread() is not threading.main_thread(), "no copy is made while the window waits"
    raise DiskFull(Path("台帐库"))


def test_going_back_shows_what_changes_and_can_itself_be_undone(start: Callable[..., App], library: Path) -> None:
    app = start(library)
    page = part(app)
    page.back_up()
    settle(app)
    before = dict(names(app))
    gone, changed = list(before.values())[:2]
    app.desk.change(Add("person", ({"name": "后来的人"},)))
    app.desk.change(Delete((gone.uid,)))
    app.desk.change(Edit(((changed.uid, {"post": "调研员"}, changed.revision),)))
    settle(app)
    driving.screenshot(app.root, "backups")
    driving.click(driving.button(page, "恢复到这个备份"))
    driving.pump(app.root, lambda: app.overlay.top and "恢复到这个备份" in said(app), 20, "恢复前的比较")
    driving.screenshot(app.root, "restore-preview")
    assert "1条会消失，1条会回来，1条变回当时的样子" in said(app)
    assert "恢复错了，再恢复到那一份就回来了" in said(app)
    assert cells(lists(app)[0]) == [
        ("会消失", "人员", "后来的人"),
        ("会回来", "人员", str(gone["name"])),
        ("变回原样", "人员", str(changed["name"])),
    ]
    driving.press(app.root, "<Escape>")
    assert "后来的人" in names(app), "nothing is done without the button"
    page.restore()
    driving.pump(app.root, lambda: lists(app), 20, "恢复前的比较")
    push(app, "恢复到这个备份")
    opened(app)
    assert names(app).keys() == before.keys()
    assert names(app)[str(changed["name"])]["post"] == changed["post"]
    assert front(app).words.startswith(f"已恢复：现在有{len(app.desk.snapshot.records)}条记录")
    assert app.shell is not None and app.shell.status.said.startswith("已恢复")
    driving.screenshot(app.root, "restored")

    rows = front(app).listing.shown_rows()
    safety = next(row for row in rows if row.cells[1] == "恢复之前")
    front(app).listing.select((safety.uid,))
    front(app).listing.focus_set()
    driving.press(app.root, "<Return>")
    driving.pump(app.root, lambda: lists(app), 20, "恢复前的比较")
    push(app, "恢复到这个备份")
    opened(app)
    assert "后来的人" in names(app)
    assert str(gone["name"]) not in names(app)
    assert names(app)[str(changed["name"])]["post"] == "调研员"


def test_a_restore_whose_safety_copy_fails_is_not_done_and_the_library_opens_again(
    start: Callable[..., App], library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = start(library)
    page = part(app)
    app.desk.change(Add("person", ({"name": "后来的人"},)))
    settle(app)
    page.restore()
    driving.pump(app.root, lambda: lists(app), 20, "恢复前的比较")
    with monkeypatch.context() as broken:
        broken.setattr(keeping, "keep", full)
        broken.setattr(Ledger, "backup", full)
        push(app, "恢复到这个备份")
        opened(app)
        assert "磁盘已满" in said(app)
        assert "后来的人" in names(app)
        driving.screenshot(app.root, "restore-refused")
        app.overlay.clear()
    # Stopped by the clerk it is not done either.
    monkeypatch.setattr(kept_files, "_BLOCK", 64)  # so many blocks that it cannot be over before it is stopped
    part(app).restore()
    driving.pump(app.root, lambda: app.overlay.top and "恢复到这个备份" in said(app), 20, "恢复前的比较")
    driving.click(driving.button(top(app), "恢复到这个备份"))
    driving.pump(app.root, lambda: "正在恢复" in said(app), 10, "恢复开始")
    driving.screenshot(app.root, "restoring")
    driving.press(app.root, "<Escape>")
    opened(app)
    assert "已停止，台帐库的记录没有改动" in said(app)
    assert "后来的人" in names(app)


def test_imports_and_changes_of_many_stop_where_no_copy_is_kept(
    start: Callable[..., App], library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = start(library)
    settle(app)
    kept = {each.why for each in backups(Library(library))}
    assert kept == {keeping.PLAIN}
    before = dict(names(app))
    person = kind_of("person")

    def paste() -> None:
        clipboard(app, "姓名\t职务\n新来甲\t科员\n新来乙\t科员\n")
        import_pasted(app, person)
        settle(app)
        push(app, "导入2条")

    def bulk() -> None:
        edit_many(app, person, [each.uid for each in names(app).values()])
        settle(app)
        laid(app, "批量修改")
        driving.write(app.root, "职务")
        driving.press(app.root, "<Return>")
        if driving.focused(app.root).winfo_class() == "Entry" and "清空" not in said(app):
            driving.press(app.root, "<Return>")
        driving.write(app.root, "调研员")
        driving.press(app.root, "<Tab>")
        settle(app)
        push(app, "修改")

    def delete() -> None:
        action = guarded(keeping.BULK, Delete(tuple(each.uid for each in names(app).values())), MANY)
        app.desk.change(action)
        settle(app)

    assert len(before) >= MANY
    with monkeypatch.context() as broken:
        broken.setattr(Ledger, "backup", full)
        for act in (paste, bulk, delete):
            act()
            assert "磁盘已满" in said(app), act.__name__
            assert names(app) == before, act.__name__
            app.overlay.clear()
    paste()
    bulk()
    assert names(app).keys() == before.keys() | {"新来甲", "新来乙"}
    assert {each.why for each in backups(Library(library))} == {keeping.PLAIN, keeping.IMPORT, keeping.BULK}


def test_a_backup_is_tried_and_a_spoilt_one_is_told(
    start: Callable[..., App], library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = start(library)
    page = part(app)
    driving.click(driving.button(page, "验证能不能恢复"))
    driving.pump(app.root, lambda: not page.trying.running, 30, "演练")
    assert "全部读出并核对无误，这份备份能用。" in page.words
    driving.screenshot(app.root, "rehearsed")
    file = next(path for path in (library / "backups" / "files").rglob("*.pdf"))
    file.write_bytes(b"spoilt")
    page.rehearse()
    driving.pump(app.root, lambda: not page.trying.running, 30, "演练")
    assert "处不对" in page.words and "不在备份里，或者内容变了" in page.words
    monkeypatch.setattr(kept_files, "_BLOCK", 1)  # so many blocks that it cannot be over before it is stopped
    page.rehearse()
    driving.press(app.root, "<Escape>")
    driving.pump(app.root, lambda: not page.trying.running, 60, "停下")
    assert page.words.startswith("已停止，台帐库的记录没有改动")


def test_a_second_place_is_chosen_missed_and_given_up(start: Callable[..., App], library: Path, tmp_path: Path) -> None:
    app = start(library)
    page = part(app)
    assert "会一起丢" in page.second.words
    app.chooser = Choosing(inside=library / "backups")  # type: ignore[assignment]
    page.second.choose()
    settle(app)
    assert "在台帐库" in said(app) and "里面" in said(app)
    app.overlay.dismiss()
    stick = tmp_path / "U盘"
    stick.mkdir()
    app.chooser = Choosing(inside=stick)  # type: ignore[assignment]
    driving.click(driving.button(page.second, "选择位置……"))
    settle(app)
    assert len(second_backups(Library(library))) == 1
    assert "1份，最近一份" in page.second.words
    assert [row[3] for row in cells(page.listing)].count("第二处") == 1
    driving.screenshot(app.root, "second-place")
    shutil.move(stick, tmp_path / "拔走")
    page.back_up()
    settle(app)
    assert "现在找不到" in page.words and "现在找不到" in page.second.words
    assert any(text.endswith("（第二处还没有）") for text in driving.texts(app.root))
    driving.screenshot(app.root, "second-place-away")
    driving.click(driving.button(page.second, "不再用"))
    push(app, "不再用第二处")
    assert "会一起丢" in page.second.words
    assert (tmp_path / "拔走").is_dir()


@pytest.mark.usefixtures("cheap_passphrases")
def test_a_backup_with_a_passphrase_asks_for_it(start: Callable[..., App], library: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(library, tmp_path / "有口令"))
    protect(other, WORDS, who="", now=utc_now())
    with Ledger.open(other, passphrase=WORDS) as ledger:
        locked = ledger.backup().path
    app = start(library)
    page = part(app)
    app.chooser = Choosing(locked)  # type: ignore[assignment]
    driving.click(driving.button(page, "别处的备份……"))
    settle(app)
    assert "设有口令" in said(app)
    for typed, after in (("not this one", "口令不对"), (WORDS, "恢复错了")):
        driving.write(app.root, typed)
        driving.press(app.root, "<Return>")
        driving.pump(app.root, lambda after=after: app.overlay.top and after in said(app), 20, after)
    push(app, "恢复到这个备份")
    opened(app)
    assert app.desk.vault is not None, "the library is locked as the backup was"
    assert names(app)
    safety = next(row for row in front(app).listing.shown_rows() if row.cells[1] == "恢复之前")
    front(app).listing.select((safety.uid,))
    front(app).restore()
    driving.pump(app.root, lambda: lists(app) or "完全一样" in said(app), 20, "恢复前的比较")
    push(app, "恢复到这个备份")
    opened(app)
    assert app.desk.vault is None


def test_closing_the_window_during_a_restore_leaves_one_state_or_the_other(
    start: Callable[..., App], library: Path
) -> None:
    app = start(library)
    page = part(app)
    app.desk.change(Add("person", ({"name": "后来的人"},)))
    settle(app)
    page.listing.go(page.listing.count - 1)
    page.restore()
    driving.pump(app.root, lambda: lists(app), 20, "恢复前的比较")
    driving.click(driving.button(top(app), "恢复到这个备份"))
    begun = library / "backups"
    driving.pump(app.root, lambda: any(begun.glob(f"{keeping.RESTORE}_*")), 10, "恢复开始")
    app.quit()
    with Ledger.open(library) as ledger:
        found = {str(each["name"]) for each in ledger.records("person")}
        assert ledger.file_faults(hashed=True) == ()
    assert "后来的人" not in found, "what was begun is done to its end"
    assert not [path.name for path in library.iterdir() if path.name.startswith(".")]
