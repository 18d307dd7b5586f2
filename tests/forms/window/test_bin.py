"""The recycle bin: what lies in it, what stood in it, and taking it back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from forms.actions import Add, Delete
from forms.app import App
from forms.screens.bin import Bin
from forms.shell.page import Page
from tests.forms.window import driving
from tests.forms.window.sheets import cells, push, said, settle


def opened(app: App) -> Bin:
    """The bin in front."""
    page: Page | None = app.go("bin")
    settle(app)
    assert isinstance(page, Bin)
    return page


def test_deleted_records_are_shown_restored_and_undone(start: Callable[..., App], library: Path) -> None:
    app = start(library)
    first, second = app.desk.snapshot.of("opinion")[:2]
    page = opened(app)
    assert "回收站是空的" in "\n".join(driving.texts(page))
    assert not driving.button(page, "恢复").enabled  # type: ignore[attr-defined]
    app.desk.change(Delete((first.uid,)))
    settle(app)
    app.desk.change(Delete((second.uid,)))
    settle(app)
    assert {row[1] for row in cells(page.listing)} == {first["content"], second["content"]}
    assert {(row[0], row[3]) for row in cells(page.listing)} == {("意见建议", "0")}
    page.listing.select((first.uid,))
    driving.focus(page.listing.tree)
    driving.press(app.root, "<Down>", "<Home>")
    shown = page.listing.focused
    kept = first if shown == first.uid else second
    assert f"意见建议内容：{kept['content']}" in page.detail.words
    driving.press(app.root, "<Return>")
    push(app, "恢复")
    assert app.desk.snapshot.get(kept.uid) is not None
    assert len(cells(page.listing)) == 1
    app.undo()
    settle(app)
    assert len(cells(page.listing)) == 2
    page.listing.choose_all()
    page.restore()
    settle(app)
    assert cells(page.listing) == []
    assert app.desk.snapshot.get(first.uid) is not None
    assert app.desk.snapshot.get(second.uid) is not None


def test_a_restored_record_is_opened_where_it_is_kept(start: Callable[..., App], library: Path) -> None:
    app = start(library)
    person = app.desk.snapshot.of("person")[3]
    app.desk.change(Delete((person.uid,)))
    settle(app)
    page = opened(app)
    driving.focus(page.listing.tree)
    driving.press(app.root, "<Return>")
    push(app, "恢复并打开")
    assert app.shell is not None
    assert app.shell.front is not None
    assert app.shell.front.slug == "people"
    assert app.desk.snapshot.get(person.uid) is not None


def test_a_name_that_is_taken_is_told_and_the_filter_finds(start: Callable[..., App], library: Path) -> None:
    app = start(library)
    person, opinion = app.desk.snapshot.of("person")[3], app.desk.snapshot.of("opinion")[0]
    app.desk.change(Delete((person.uid, opinion.uid)))
    app.desk.change(Add("person", ({"name": person["name"]},)))
    settle(app)
    page = opened(app)
    page._filter.put(str(person["name"]))
    assert [row[1] for row in cells(page.listing)] == [person["name"]]
    page.listing.select((person.uid,))
    page.restore()
    settle(app)
    assert "请先给现有的改名再恢复" in said(app)
    driving.press(app.root, "<Escape>")
    assert app.desk.snapshot.get(person.uid) is None
