"""A list with the form beside it: going from record to record, what is not saved, copying, deleting, remembering."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from forms.app import App
from forms.preferences import load
from forms.records_panel import RecordsPanel
from tests.forms.window import driving
from tests.forms.window.sheets import push, said, settle


@pytest.fixture
def app(start: Callable[..., App], library: Path) -> App:
    return start(library)


def panel_of(app: App, slug: str) -> RecordsPanel:
    page: Any = app.go(slug)
    settle(app)
    return page.panel  # type: ignore[no-any-return]


def chosen(app: App, panel: RecordsPanel, place: int) -> Any:
    """Go to a row of the list; the record that is shown then."""
    driving.focus(panel.listing)
    driving.press(app.root, "<Home>", *["<Down>"] * place)
    settle(app)
    return panel.pane.record


def test_the_form_follows_the_list(app: App) -> None:
    panel = panel_of(app, "registers")
    first, second = chosen(app, panel, 0), chosen(app, panel, 1)
    assert first.uid != second.uid
    assert panel.pane.form is not None
    assert panel.pane.form.everything()["content"] == second["content"]


def test_a_changed_form_is_asked_about_before_another_record(app: App) -> None:
    panel = panel_of(app, "registers")
    record = chosen(app, panel, 0)
    assert panel.pane.form is not None
    driving.typing(panel.pane.form.editor("who").inner, "某商户")
    driving.focus(panel.listing)
    driving.press(app.root, "<Down>")
    assert "还没有保存" in said(app)
    push(app, "继续填写")
    assert panel.pane.record is not None and panel.pane.record.uid == record.uid
    assert panel.listing.focused == record.uid, "光标回到正在填的那一条"
    driving.focus(panel.listing)
    driving.press(app.root, "<Down>")
    push(app, "保存")
    changed = app.desk.snapshot.get(record.uid)
    assert changed is not None and "某商户" in changed["who"]
    assert panel.pane.record.uid != record.uid


def test_what_cannot_be_saved_is_said_at_its_field(app: App) -> None:
    panel = panel_of(app, "registers")
    driving.press(app.root, "<Control-n>")
    settle(app)
    assert panel.pane.form is not None
    driving.typing(panel.pane.form.editor("date").inner, "2月30日")
    driving.press(app.root, "<Control-s>")
    settle(app)
    assert panel.pane.form.editor("date").sentence
    assert panel.pane.form.editor("content").sentence
    assert "有2处要改" in app.shell.status.said  # type: ignore[union-attr]


def test_a_copy_is_a_new_record_with_the_same_contents(app: App) -> None:
    panel = panel_of(app, "registers")
    record = chosen(app, panel, 3)
    driving.press(app.root, "<Control-d>")
    settle(app)
    assert panel.pane.record is None
    driving.press(app.root, "<Control-s>")
    settle(app)
    twins = [each for each in app.desk.snapshot.of("opinion") if each["content"] == record["content"]]
    assert len(twins) == 2
    assert dict(twins[0].values) == dict(twins[1].values)


def test_deleting_goes_to_the_next_and_is_undone(app: App) -> None:
    panel = panel_of(app, "registers")
    chosen(app, panel, 1)
    record, following = panel.listing.shown_rows()[1:3]
    driving.press(app.root, "<Delete>")
    settle(app)
    assert app.desk.snapshot.get(record.uid) is None
    assert panel.pane.record is not None and panel.pane.record.uid == following.uid
    driving.press(app.root, "<Control-z>")
    settle(app)
    assert app.desk.snapshot.get(record.uid) is not None


def test_several_are_deleted_only_after_a_question(app: App) -> None:
    panel = panel_of(app, "registers")
    chosen(app, panel, 0)
    driving.press(app.root, "<Shift-Down>", "<Shift-Down>", "<Delete>")
    assert "3条意见建议" in said(app)
    before = len(app.desk.snapshot.of("opinion"))
    push(app, "不删除")
    assert len(app.desk.snapshot.of("opinion")) == before
    driving.focus(panel.listing)
    driving.press(app.root, "<Delete>")
    push(app, "放进回收站")
    assert len(app.desk.snapshot.of("opinion")) == before - 3
    driving.press(app.root, "<Control-z>")
    settle(app)
    assert len(app.desk.snapshot.of("opinion")) == before


def test_a_filter_narrows_the_list_without_losing_the_form(app: App) -> None:
    panel = panel_of(app, "registers")
    record = chosen(app, panel, 0)
    driving.press(app.root, "<Control-l>")
    driving.write(app.root, "停车")
    driving.pump(app.root, lambda: 0 < panel.listing.count < panel.listing.total, what="筛选")
    assert panel.pane.record is not None and panel.pane.record.uid == record.uid
    assert f"共{panel.listing.total}条" in "".join(driving.texts(panel))


def test_another_kind_has_its_own_list_and_form(app: App) -> None:
    panel = panel_of(app, "meetings")
    driving.click(driving.button(panel, "会议纪要"))
    settle(app)
    assert panel.kind.slug == "minutes"
    record = chosen(app, panel, 0)
    assert record.kind == "minutes"


def test_the_divider_and_the_widths_are_remembered(app: App) -> None:
    panel = panel_of(app, "registers")
    halves = panel.halves
    at = halves.sashpos(0)
    driving.drag(halves, (at + 2, 200), (at - 118, 200))
    settle(app)
    kept = load().panes["registers"]
    assert abs(kept - (at - 120) * 1000 // halves.winfo_width()) < 20
    panel.listing.set_widths({"content": 333})
    panel.listing.event_generate("<<Widths>>")
    settle(app)
    assert load().widths["registers.opinion"]["content"] == 333


def test_halves_that_go_before_they_are_divided_leave_nothing_to_do(app: App) -> None:
    panel = panel_of(app, "registers")
    panel.halves.event_generate("<Configure>", width=640, height=300)
    assert panel.halves._soon
    app.close_library()  # the harness fails where something is still to be done with what has gone
    driving.pump(app.root)


def test_rows_are_pasted_into_the_list(app: App) -> None:
    panel = panel_of(app, "people")
    chosen(app, panel, 0)
    app.root.clipboard_clear()
    app.root.clipboard_append("姓名\t职务\n王小明\t科员\n")
    driving.press(app.root, "<Control-v>")
    settle(app)
    push(app, "导入1条")
    assert "王小明" in [each["name"] for each in app.desk.snapshot.of("person")]
