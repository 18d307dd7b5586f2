"""The program with its window: opening, undoing, what goes wrong, one window for a library, and what is kept."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tkinter import ttk
from typing import Any

import pytest

from forms.preferences import load
from forms.screens import SCREENS
from forms.shell.page import Target
from forms.single import ask_to_front
from ledger.book import Ledger
from ledger.library import Library
from tests.forms.window import driving
from tests.forms.window.conftest import alive
from tests.forms.window.faults import Faults
from tests.forms.window.sheets import laid

Start = Callable[..., Any]


def idle(app: Any) -> None:
    driving.pump(app.root, lambda: not app.background.busy, 20, "做完手头的事")


def test_the_first_screen_shows_the_score_and_what_is_missing(start: Start, library: Path) -> None:
    app = start(library)
    page = app.shell.front
    assert page.slug == "workbench"
    driving.pump(app.root, lambda: page.worklist.count > 0, what="工作单列出来")
    assert any("分" in words for words in driving.texts(page))
    assert str(library) in app.shell.status._library.cget("text")
    assert load().library == library


def test_every_screen_opens_by_its_key_and_has_a_help(start: Start, library: Path) -> None:
    app = start(library)
    for screen in SCREENS:
        driving.press(app.root, f"<Alt-Key-{screen.key}>")
        idle(app)
        page = app.shell.front
        assert (page.slug, page.title) == (screen.slug, screen.title)
        assert len(page.help) > 30
        driving.press(app.root, "<F1>")
        assert app.overlay.top is not None
        driving.press(app.root, "<Escape>")
        assert app.overlay.top is None


def test_a_line_of_the_worklist_opens_the_form_that_mends_it(start: Start, library: Path) -> None:
    app = start(library)
    page = app.shell.front
    driving.pump(app.root, lambda: page.worklist.count > 0)
    entry = next(entry for entry in page._entries.values() if entry.code == "incomplete")
    uid = next(uid for uid, each in page._entries.items() if each is entry)
    page.worklist.select((uid,))
    driving.focus(page.worklist)
    driving.press(app.root, "<Return>")
    idle(app)
    assert app.shell.front.slug == entry.slug
    assert app.shell.front.panel.pane.record.uid == entry.target.uid


def test_what_is_saved_is_undone_and_redone_by_keys(start: Start, library: Path) -> None:
    app = start(library)
    app.go("registers", Target("opinion", preset={"number": "99", "date": "7.2", "content": "增设午间窗口"}))
    driving.press(app.root, "<Control-s>")
    idle(app)
    made = next(record for record in app.desk.snapshot.of("opinion") if record["content"] == "增设午间窗口")
    driving.focus(app.shell.front.panel.listing)
    driving.press(app.root, "<Control-z>")
    idle(app)
    assert app.desk.snapshot.get(made.uid) is None
    assert "已撤销" in app.shell.status.said
    driving.press(app.root, "<Control-y>")
    idle(app)
    assert app.desk.snapshot.get(made.uid) is not None
    driving.press(app.root, "<Control-y>")
    assert "没有可以重做" in app.shell.status.said


def test_undo_in_a_text_undoes_the_text(start: Start, library: Path) -> None:
    app = start(library)
    app.go("registers", Target("opinion"))
    idle(app)
    panel = app.shell.front.panel
    entry = panel.pane.form.editor("content")
    entry.focus()
    driving.write(app.root, "abc")
    driving.press(app.root, "<Control-z>")
    assert "abc" not in str(entry.typed())
    assert app.desk.future == []


def test_an_unforeseen_error_is_told_logged_and_the_window_goes_on(start: Start, library: Path, faults: Faults) -> None:
    app = start(library)
    app.go("people")
    phones = {"沈文君": "0513-00000000"}
    app.root.after(1, lambda: phones.pop("周启明"))
    driving.pump(app.root, lambda: app.overlay.top is not None, what="出错的说明")
    assert "KeyError" in "".join(driving.texts(app.overlay.top.frame))
    driving.click(driving.button(app.overlay.top.frame, "复制"))
    copied = app.root.clipboard_get()
    assert "KeyError" in copied and "Error: '周启明'" not in copied and "0513" not in copied
    assert copied.strip() in (library / "taizhang.log").read_text(encoding="utf-8")
    driving.press(app.root, "<Escape>")
    assert app.overlay.top is None
    app.go("meetings")
    assert app.shell.front.slug == "meetings"
    assert faults.take()


def test_what_is_typed_is_kept_when_the_window_closes_and_offered_again(start: Start, library: Path) -> None:
    app = start(library)
    app.go("people", Target("person"))
    idle(app)
    driving.write(app.root, "王小明")
    app.quit()
    drafts = list((library / "drafts").glob("*.json"))
    assert [json.loads(draft.read_text(encoding="utf-8"))["typed"] for draft in drafts] == [{"name": "王小明"}]
    app = start(library)
    laid(app, "上次没有保存的内容")
    driving.press(app.root, "<Return>")
    idle(app)
    pane = app.shell.front.panel.pane
    assert pane.form.typed() == {"name": "王小明"}
    driving.press(app.root, "<Control-s>")
    idle(app)
    assert "王小明" in [record["name"] for record in app.desk.snapshot.of("person")]
    driving.pump(app.root, lambda: not list((library / "drafts").glob("*.json")), what="草稿删去")


def test_a_library_that_somebody_else_holds_is_told(start: Start, library: Path) -> None:
    holder = """
import sys, pathlib
from ledger.book import Ledger
with Ledger.open(pathlib.Path(sys.argv[1]), who="隔壁的人"):
    print("open", flush=True)
    sys.stdin.read()
"""
    other = subprocess.Popen(
        [sys.executable, "-c", holder, str(library)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert other.stdout is not None
        other.stdout.readline()
        app = start(None)
        app.open(library)
        driving.pump(app.root, lambda: app.overlay.top is not None, what="谁在用")
        assert "隔壁的人" in "".join(driving.texts(app.overlay.top.frame))
        assert app.shell is None
    finally:
        other.communicate("")


def test_a_second_start_brings_the_window_to_the_front(start: Start, library: Path) -> None:
    app = start(library)
    app.root.withdraw()
    code = """
import sys, pathlib
from forms.single import ask_to_front
sys.exit(0 if ask_to_front(pathlib.Path(sys.argv[1]), 8) else 1)
"""
    second = subprocess.Popen([sys.executable, "-c", code, str(library)])
    driving.pump(app.root, lambda: second.poll() is not None, 12, "第二次启动得到回答")
    assert second.returncode == 0
    driving.pump(app.root, app.root.winfo_viewable, what="窗口回到前面")


def test_a_closed_window_answers_nobody_and_leaves_no_lock(start: Start, library: Path) -> None:
    app = start(library)
    assert Library(library).lock.exists()
    app.quit()
    assert not Library(library).lock.exists()
    assert not ask_to_front(library, 0.2)
    with Ledger.open(library) as book:
        assert book.records("person")


def test_another_library_takes_the_place_of_the_first(start: Start, library: Path, tmp_path: Path) -> None:
    other = tmp_path / "另一个库"
    Ledger.create(other, unit="第六税务分局", year=2016, scheme_id="qidong-2015").close()
    app = start(library)
    app.go("meetings")
    app.open(other)
    driving.pump(app.root, lambda: app.desk.path == other and not app.background.busy, what="换了台帐库")
    assert app.shell.front.slug == "workbench"
    assert app.desk.campaign.unit == "第六税务分局"
    assert not Library(library).lock.exists()
    assert [recent.folder for recent in app.preferences.recent] == [other, library]


@pytest.mark.parametrize("damage", ["", "not a database"])
def test_a_damaged_library_is_told_and_the_open_one_stays(
    start: Start, library: Path, tmp_path: Path, damage: str
) -> None:
    broken = tmp_path / "坏库"
    broken.mkdir()
    (broken / "ledger.db").write_text(damage, encoding="utf-8")
    app = start(library)
    app.open(broken)
    driving.pump(app.root, lambda: app.overlay.top is not None, what="打不开的说明")
    driving.press(app.root, "<Escape>")
    assert app.desk.path == library
    assert app.shell.front.slug == "workbench"


def test_zoom_and_mode_are_remembered(start: Start, library: Path) -> None:
    app = start(library)
    driving.press(app.root, "<Control-plus>", "<Control-plus>")
    idle(app)
    assert load().zoom == pytest.approx(1.25)
    driving.press(app.root, "<Control-Key-0>")
    idle(app)
    assert load().zoom == 1.0


def test_the_window_closes_while_a_sheet_waits_for_something(start: Start, library: Path) -> None:
    app = start(library)

    def fill(body: ttk.Frame) -> None:
        waiting = ttk.Label(body, text="正在排版……")
        waiting.pack()
        waiting.after(60_000, waiting.destroy)

    app.overlay.show("打印预览", fill, (("", "关闭", "plain"),))
    app.quit()
    assert not alive(app.root)
