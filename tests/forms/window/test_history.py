"""The history of a record: who changed what, when, from which words to which."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from forms.actions import Delete, Edit
from forms.app import App
from forms.dialogs.history import cells_of, show_history
from forms.widgets.reading import Reading
from ledger.kinds import kind_of
from ledger.records import Change
from tests.forms.window import driving
from tests.forms.window.sheets import cells, lists, said, settle, top

LONG = "抽调到县局帮助工作，" * 20


def test_changes_are_listed_latest_first_and_read_in_full(start: Callable[..., App], library: Path) -> None:
    app = start(library)
    person = app.desk.snapshot.of("person")[0]
    app.desk.change(Edit(((person.uid, {"note": LONG}, None),)))
    settle(app)
    app.desk.change(Edit(((person.uid, {"post": ""}, None),)))
    settle(app)
    now = app.desk.snapshot.get(person.uid)
    assert now is not None
    show_history(app, now)
    settle(app)
    rows = cells(lists(app)[0])
    assert [row[1:] for row in rows[:2]] == [
        ("测试员", "修改", "职务", person["post"], "（空）"),
        ("测试员", "修改", "备注", "（空）", LONG),
    ]
    assert rows[-1][2] == "新增"
    detail = next(each for each in driving.below(top(app)) if isinstance(each, Reading))
    assert f"原来：{person['post']}" in detail.words
    driving.press(app.root, "<Down>")
    assert f"改成：{LONG}" in detail.words
    driving.press(app.root, "<Escape>")
    assert app.overlay.top is None


def test_of_ballots_only_counts_and_days_are_shown(start: Callable[..., App], library: Path) -> None:
    app = start(library)
    ballot = app.desk.snapshot.of("ballot")[0]
    app.desk.change(Delete((app.desk.snapshot.of("ballot")[1].uid,)))
    settle(app)
    show_history(app, ballot)
    settle(app)
    assert "无记名" in said(app)
    rows = cells(lists(app)[0])
    assert rows
    for at, _, done, field, old, new in rows:
        assert dt.date.fromisoformat(at)
        assert done in ("新增", "删除")
        assert (field, old) == ("", "")
        assert new.endswith("条")


def test_words_of_actions() -> None:
    at = dt.datetime(2015, 6, 11, 6, 30, tzinfo=dt.UTC)
    attached = Change("u", at, "", "attach", "签字扫描件", "", "扫描.pdf")
    assert cells_of(attached, kind_of("meeting"))[1:] == (
        "没有填姓名",
        "添加附件",
        "签字扫描件",
        "",
        "扫描.pdf",
    )
