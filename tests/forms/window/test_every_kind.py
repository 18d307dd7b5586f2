"""Every kind of record in the window: new, filled in, saved, listed, found, copied, deleted, put back, on paper."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from forms.app import App
from forms.form_editors import typed_form
from forms.paper_making import RECORD, REGISTER, PaperWish, make
from forms.records_panel import RecordsPanel
from forms.screens import home_of
from forms.shell.page import Target
from ledger.book import Ledger
from ledger.fields import LinkTo
from ledger.kinds import KINDS, Form, Kind
from ledger.records import Record
from tests.forms.window import driving
from tests.forms.window.conftest import Stage
from tests.forms.window.sheets import settle, top
from tests.ledger.samples import add_sample

PEOPLE = ("沈文君", "周启明", "陆一鸣", "顾清和")
KEPT = tuple(kind for kind in KINDS if kind.number and not kind.secret)
"""Ballots are entered on the pad of their review, and are found by nobody."""
PREVIEWED = ("meeting", "complaint", "case_notice", "shift", "performance")
of_every_kind = pytest.mark.parametrize("kind", KEPT, ids=lambda kind: kind.slug)


def linked() -> list[str]:
    """The kinds that others link to."""
    return [field.kind for kind in KEPT for field in kind.fields if isinstance(field, LinkTo) and field.sample]


@pytest.fixture(scope="module")
def app(stage: Stage, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """One window over a library with a roster and what the samples link to."""
    folder = tmp_path_factory.mktemp("every")
    library: Path = folder / "台帐库"
    with Ledger.create(library, unit="第五税务分局", year=2015, scheme_id="qidong-2015", who="沈文君") as book:
        book.add("person", {"name": "林晓岚"})
        for name in PEOPLE:
            book.add("person", {"name": name})
        for slug in dict.fromkeys(linked()):
            if not book.records(slug):
                add_sample(book, slug)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TAIZHANG_CONFIG", str(folder / "config"))
        yield stage.start(library)
        stage.clear()


def panel_of(app: App, kind: Kind) -> RecordsPanel:
    """The list and form of a kind, in front on its screen with a blank form."""
    app.go(home_of(kind.slug), Target(kind=kind.slug))
    settle(app)
    assert app.shell is not None and app.shell.front is not None
    shown = [
        each for each in driving.below(app.shell.front) if isinstance(each, RecordsPanel) and each.winfo_ismapped()
    ]
    (panel,) = (each for each in shown if each.kind.slug == kind.slug)
    return panel


def fill_in(app: App, panel: RecordsPanel, changes: dict[str, str]) -> None:
    """Put the samples of a kind into the editors of its form."""
    form, context = panel.pane.form, app.desk.context()
    assert form is not None and panel.pane.record is None
    for field in panel.kind.fields:
        typed = changes.get(field.name, field.sample)
        if isinstance(field, LinkTo) and typed:
            typed = app.desk.snapshot.of(field.kind)[0].uid  # there are several of this title by now
        if typed not in ("", None, []):
            form.editor(field.name).put(typed_form(field, field.parse(typed, context)))
    assert form.dirty


def saved(app: App, panel: RecordsPanel) -> Record:
    """Save with the keyboard; the record that is new."""
    before = {record.uid for record in app.desk.snapshot.records}
    assert panel.pane.form is not None
    panel.pane.form.focus_field()
    driving.press(app.root, "<Control-s>")
    settle(app)
    assert app.overlay.top is None, driving.texts(top(app))
    (new,) = [record for record in app.desk.snapshot.records if record.uid not in before]
    assert panel.pane.record is not None and panel.pane.record.uid == new.uid and not panel.pane.dirty
    return new


def only_once(app: App, kind: Kind, ending: str) -> dict[str, str]:
    """A sample of its own for the field whose value may stand only once."""
    return {kind.unique: f"{kind.field(kind.unique).sample}{ending}"} if kind.unique else {}


def find(app: App, record: Record) -> None:
    """Type the beginning of a record's title into the search box until it is found there."""
    assert app.shell is not None
    box = app.shell.header.box
    driving.press(app.root, "<Control-f>")
    driving.write(app.root, app.desk.snapshot.title(record)[:8].strip())
    driving.pump(app.root, lambda: record.uid in [hit.uid for hit in box.hits], what="找到这一条")
    driving.press(app.root, "<Control-a>", "<BackSpace>", "<Escape>")
    settle(app)


@of_every_kind
def test_a_record_goes_through_the_window(app: App, kind: Kind) -> None:
    panel = panel_of(app, kind)
    fill_in(app, panel, only_once(app, kind, "甲"))
    record = saved(app, panel)
    blank = [field.name for field in kind.fields if field.sample not in ("", None, []) and record[field.name] is None]
    assert blank == []
    assert record.uid in [row.uid for row in panel.listing.shown_rows()]
    find(app, record)

    driving.focus(panel.listing)
    driving.press(app.root, "<Control-d>")
    settle(app)
    assert panel.pane.record is None and panel.pane.form is not None
    for name, words in only_once(app, kind, "乙").items():
        panel.pane.form.editor(name).put(words)
    twin = saved(app, panel)
    left_out = {kind.unique}
    assert {n: v for n, v in twin.values.items() if n not in left_out} == {
        n: v for n, v in record.values.items() if n not in left_out
    }

    driving.focus(panel.listing)
    driving.press(app.root, "<Delete>")
    settle(app)
    assert app.desk.snapshot.get(twin.uid) is None and app.desk.snapshot.get(record.uid) is not None
    driving.press(app.root, "<Control-z>")
    settle(app)
    assert app.desk.snapshot.get(twin.uid) is not None
    assert twin.uid in [row.uid for row in panel.listing.shown_rows()]


@pytest.mark.parametrize("kind", [each for each in KEPT if each.form is not Form.DATA], ids=lambda kind: kind.slug)
def test_its_paper_is_made_from_what_the_window_holds(app: App, kind: Kind) -> None:
    snapshot = app.desk.snapshot
    record = snapshot.of(kind.slug)[-1]
    what = RECORD if kind.form is Form.EACH else REGISTER
    wish = PaperWish(snapshot, what, record.uid if what == RECORD else "", kind.slug, formats=("pdf",))
    made = make(wish, lambda done, total, words: None, threading.Event())
    assert made.pages > 0
    assert made.title == (snapshot.title(record) if what == RECORD else kind.paper)


@pytest.mark.parametrize("slug", PREVIEWED)
def test_its_paper_is_looked_at_in_the_window(app: App, slug: str) -> None:
    record = app.desk.snapshot.of(slug)[-1]
    app.go(home_of(slug), Target(kind=slug, uid=record.uid))
    settle(app)
    driving.press(app.root, "<Control-p>")
    settle(app)
    driving.pump(app.root, lambda: driving.button(top(app), "打印").enabled, 60, "排好版")  # type: ignore[attr-defined]
    driving.press(app.root, "<Escape>")
    settle(app)
    assert app.overlay.top is None
