"""The roster: names are pasted in one go, and the rest works as on every screen of records."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from forms.app import App
from forms.screens.people import People
from tests.forms.window import driving
from tests.forms.window.sheets import cells, push, said, settle


def test_names_are_pasted_and_one_is_added_by_hand(start: Callable[..., App], library: Path) -> None:
    app = start(library)
    page = app.go("people")
    settle(app)
    assert isinstance(page, People)
    before = page.panel.listing.total
    app.root.clipboard_clear()
    app.root.clipboard_append("张三、李四、王五")
    driving.click(driving.button(page, "粘贴姓名"))
    settle(app)
    assert "可以导入3条" in said(app)
    push(app, "导入3条")
    assert page.panel.listing.total == before + 3
    assert {"张三", "李四", "王五"} <= {row[0] for row in cells(page.panel.listing)}
    driving.press(app.root, "<Control-n>")
    settle(app)
    driving.write(app.root, "赵六")
    driving.press(app.root, "<Control-s>")
    settle(app)
    assert "赵六" in [person["name"] for person in app.desk.snapshot.of("person")]
    assert page.panel.listing.total == before + 4
