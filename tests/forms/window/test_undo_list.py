"""What was done since the library was opened; going back several steps and forth again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from forms.actions import Add, Delete, Edit
from forms.app import App
from forms.dialogs.undo_list import show_done
from ledger.book import Ledger
from tests.forms.window import driving
from tests.forms.window.sheets import cells, lists, push, said, settle, top


def worked(app: App) -> str:
    """Three changes; the uid of the person that was added."""
    app.desk.change(Add("person", ({"name": "新来的"},)))
    settle(app)
    person = next(each for each in app.desk.snapshot.of("person") if each["name"] == "新来的")
    app.desk.change(Edit(((person.uid, {"post": "科员"}, None),)))
    settle(app)
    app.desk.change(Delete((app.desk.snapshot.of("opinion")[0].uid,)))
    settle(app)
    return person.uid


def test_steps_are_undone_to_a_point_and_redone(start: Callable[..., App], library: Path) -> None:
    app = start(library)
    opinions = len(app.desk.snapshot.of("opinion"))
    uid = worked(app)
    show_done(app)
    settle(app)
    rows = cells(lists(app)[0])
    assert len(rows) == 3
    assert rows[0][1].startswith("删除意见建议")
    assert rows[2][1] == "新增人员“新来的”"
    driving.press(app.root, "<Down>")
    push(app, "撤销到这里")
    assert len(app.desk.snapshot.of("opinion")) == opinions
    person = app.desk.snapshot.get(uid)
    assert person is not None
    assert person["post"] is None
    assert [row[2] for row in cells(lists(app)[0])] == ["已撤销", "已撤销", ""]
    assert not driving.button(top(app), "重做到这里").enabled  # type: ignore[attr-defined]
    driving.focus(lists(app)[0].tree)
    driving.press(app.root, "<Home>")
    push(app, "重做到这里")
    assert len(app.desk.snapshot.of("opinion")) == opinions - 1
    assert app.desk.snapshot.get(uid)["post"] == "科员"  # type: ignore[index]
    assert [row[2] for row in cells(lists(app)[0])] == ["", "", ""]
    driving.press(app.root, "<End>", "<Return>")
    settle(app)
    assert app.desk.snapshot.get(uid) is None
    app.quit()
    with Ledger.open(library, read_only=True) as ledger:
        assert "新来的" not in [person["name"] for person in ledger.records("person")]


def test_nothing_done_yet_is_said(start: Callable[..., App], library: Path) -> None:
    app = start(library)
    show_done(app)
    settle(app)
    assert "还没有改动过" in said(app)
    assert not driving.button(top(app), "撤销到这里").enabled  # type: ignore[attr-defined]
    driving.press(app.root, "<Return>", "<Escape>")
    assert app.overlay.top is None
