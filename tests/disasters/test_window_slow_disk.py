"""The disk is slow, or another program holds the file: the clerk goes on before what he saved is stored."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from forms.app import App
from forms.shell.page import Target
from ledger.book import Ledger
from tests.forms.window import driving
from tests.forms.window.sheets import said, settle, top


@pytest.fixture
def app(start: Callable[..., App], library: Path) -> App:
    return start(library)


@pytest.fixture
def held(app: App) -> Iterator[Callable[[], Callable[[], None]]]:
    """Called, it lets the disk stand still until what it gives is called."""
    gates: list[threading.Event] = []

    def hold() -> Callable[[], None]:
        gate = threading.Event()
        gates.append(gate)
        app.background.run(gate.wait)
        return gate.set

    yield hold
    for gate in gates:
        gate.set()


def pane_of(app: App) -> Any:
    """A blank form of a meeting, and what it lies in."""
    page: Any = app.go("meetings", Target("meeting"))
    settle(app)
    return page.panel.pane


def titles(app: App) -> list[str]:
    return [record["title"] for record in app.desk.snapshot.of("meeting")]


def test_what_is_typed_while_it_is_saved_stays_and_is_kept(app: App, held: Any, library: Path) -> None:
    pane = pane_of(app)
    driving.write(app.root, "慢慢存的会")
    let_go = held()
    driving.press(app.root, *["<Control-s>"] * 20)
    driving.typing(pane.form.editor("content").inner, "存的时候又写的话")
    let_go()
    settle(app)
    assert titles(app).count("慢慢存的会") == 1
    assert pane.record["title"] == "慢慢存的会"
    assert pane.form.typed() == {"content": "存的时候又写的话"}
    app.drafting.flush()
    settle(app)
    (draft,) = (library / "drafts").glob("*.json")
    assert draft.stem == f"meeting-{pane.record.uid}"
    driving.press(app.root, "<Control-s>")
    settle(app)
    assert pane.record["content"] == "存的时候又写的话"
    assert not list((library / "drafts").glob("*.json"))


def test_the_cursor_stays_where_one_was_writing(app: App) -> None:
    pane = pane_of(app)
    driving.write(app.root, "边写边存的会")
    driving.typing(pane.form.editor("content").inner, "第一句。")
    driving.press(app.root, "<Control-s>")
    settle(app)
    assert not pane.dirty
    driving.write(app.root, "第二句。")
    assert pane.form.everything()["content"] == "第一句。第二句。"


def test_another_record_begun_meanwhile_is_not_replaced(app: App, held: Any) -> None:
    pane = pane_of(app)
    driving.write(app.root, "先存的会")
    let_go = held()
    driving.press(app.root, "<Control-s>", "<Control-n>")
    driving.click(driving.button(top(app), "不保存"))
    driving.write(app.root, "后写的会")
    let_go()
    settle(app)
    assert "先存的会" in titles(app)
    assert pane.record is None
    assert pane.form.typed() == {"title": "后写的会"}
    assert app.shell is not None and app.shell.status.said.startswith("已保存")


def test_going_on_after_saving_waits_for_the_save_that_is_under_way(app: App, held: Any) -> None:
    pane = pane_of(app)
    driving.write(app.root, "要存的会")
    let_go = held()
    driving.press(app.root, "<Control-s>", "<Control-n>")
    assert "还没有保存" in said(app)
    driving.click(driving.button(top(app), "保存"))
    assert pane.form.typed() == {"title": "要存的会"}
    let_go()
    settle(app)
    assert titles(app).count("要存的会") == 1
    assert pane.record is None and pane.form.typed() == {}


def test_a_window_closed_while_it_saves_leaves_no_draft_of_what_was_saved(app: App, held: Any, library: Path) -> None:
    pane_of(app)
    driving.write(app.root, "关窗时存的会")
    let_go = held()
    driving.press(app.root, "<Control-s>")
    threading.Timer(0.2, let_go).start()
    app.quit()
    with Ledger.open(library, read_only=True) as book:
        assert [each["title"] for each in book.records("meeting")].count("关窗时存的会") == 1
    assert not list((library / "drafts").glob("*.json"))
