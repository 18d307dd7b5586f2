"""One field of several records at once: previewed, done as one change, undone as one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from forms.app import App
from forms.dialogs.bulk import changed_by, edit_many, settable
from ledger.errors import InputError
from ledger.kinds import KINDS, kind_of
from tests.forms.window import driving
from tests.forms.window.sheets import push, said, settle, top

PERSON = kind_of("person")


def fill(app: App, field: str, words: str) -> None:
    """Name the field and type its new value by the keyboard alone."""
    driving.write(app.root, field)
    driving.press(app.root, "<Return>")
    if driving.focused(app.root).winfo_class() == "Entry" and "清空" not in said(app):
        driving.press(app.root, "<Return>")
    driving.write(app.root, words)
    driving.press(app.root, "<Tab>")
    settle(app)


def test_a_field_of_several_records_is_set_and_undone_as_one(start: Callable[..., App], library: Path) -> None:
    app = start(library)
    people = app.desk.snapshot.of("person")[:4]
    assert {person["state"] for person in people} == {"在岗"}
    edit_many(app, PERSON, [person.uid for person in people])
    settle(app)
    fill(app, "在岗状态", "在岗")
    assert "将修改选中的4条中的0条" in said(app)
    assert not driving.button(top(app), "修改").enabled  # type: ignore[attr-defined]
    driving.press(app.root, "<Escape>")
    edit_many(app, PERSON, [person.uid for person in people])
    settle(app)
    fill(app, "在岗状态", "调离")
    assert "将修改选中的4条中的4条。" in said(app)
    push(app, "修改")
    assert app.overlay.top is None
    assert [app.desk.snapshot.get(each.uid)["state"] for each in people] == ["调离"] * 4  # type: ignore[index]
    assert len(app.desk.past) == 1
    app.undo()
    settle(app)
    assert [app.desk.snapshot.get(each.uid)["state"] for each in people] == ["在岗"] * 4  # type: ignore[index]


def test_clearing_a_field_is_asked_about(start: Callable[..., App], library: Path) -> None:
    app = start(library)
    people = app.desk.snapshot.of("person")[:3]
    edit_many(app, PERSON, [person.uid for person in people])
    settle(app)
    fill(app, "职务", "")
    assert "（清空）" in said(app)
    push(app, "修改")
    assert "要把3条记录的“职务”清空吗" in said(app)
    push(app, "不清空")
    assert app.desk.past == []
    push(app, "修改")
    push(app, "清空")
    assert app.overlay.top is None
    assert [app.desk.snapshot.get(each.uid)["post"] for each in people] == [None] * 3  # type: ignore[index]


def test_without_a_selection_it_says_how_to_select(start: Callable[..., App], library: Path) -> None:
    app = start(library)
    edit_many(app, PERSON, ())
    assert "Ctrl+A 全选" in said(app)


def test_unique_long_and_tabled_fields_are_not_offered() -> None:
    assert "name" not in [field.name for field in settable(PERSON)]
    assert "note" not in [field.name for field in settable(PERSON)]
    assert all(settable(kind) for kind in KINDS)


def test_what_is_no_value_of_the_field_is_refused(start: Callable[..., App], library: Path) -> None:
    app = start(library)
    people = app.desk.snapshot.of("person")
    with pytest.raises(InputError, match="在岗状态"):
        changed_by(people, PERSON, PERSON.field("state"), "出差", app.desk.context())
