"""What was typed and not saved is offered when the library is opened again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from forms.app import App
from forms.dialogs.drafts import CHANGED, GONE, NEW, SAME, state_of, when
from forms.drafts import Draft, Drafts
from forms.records_panel import RecordsPanel
from ledger.book import Ledger
from ledger.library import Library
from tests.forms.window import driving
from tests.forms.window.sheets import cells, lists, push, said, settle

NOW = dt.datetime(2015, 6, 11, 6, 30, tzinfo=dt.UTC)


def kept(library: Path) -> tuple[Drafts, list[Draft]]:
    """Drafts of a person, of one that was changed since, of one that was deleted, and of a new opinion."""
    with Ledger.open(library) as ledger:
        same, changed, gone = ledger.records("person")[:3]
        ledger.edit(changed.uid, {"post": "科长"})
        ledger.delete(gone.uid)
    drafts = [
        Draft("person", same.uid, same.revision, {"post": "局长"}, str(same["name"]), NOW),
        Draft("person", changed.uid, changed.revision, {"post": "股长"}, str(changed["name"]), NOW),
        Draft("person", gone.uid, gone.revision, {"post": "主任"}, str(gone["name"]), NOW),
        Draft("opinion", "", None, {"content": "多放几把椅子"}, "新的意见建议", NOW),
    ]
    folder = Drafts(Library(library).drafts)
    for draft in drafts:
        folder.keep(draft)
    return folder, drafts


def choose(app: App, draft: Draft) -> None:
    """Put the keyboard on the row of a draft."""
    lists(app)[0].select((draft.key,))
    driving.pump(app.root)


def panel(app: App) -> RecordsPanel:
    """The records of the screen in front."""
    assert app.shell is not None
    return next(each for each in driving.below(app.shell.front) if isinstance(each, RecordsPanel))  # type: ignore[arg-type]


def test_drafts_are_offered_with_how_their_records_stand(start: Callable[..., App], library: Path) -> None:
    _, drafts = kept(library)
    broken = Library(library).drafts / "person-broken.json"
    broken.write_bytes(b"{")
    app = start(library)
    settle(app)
    states = {row[1]: row[3] for row in cells(lists(app)[0])}
    assert states == {
        drafts[0].title: SAME,
        drafts[1].title: CHANGED,
        drafts[2].title: GONE,
        "新的意见建议": NEW,
    }
    assert "person-broken.json”已经损坏" in said(app)
    choose(app, drafts[0])
    driving.focus(lists(app)[0].tree)
    driving.press(app.root, "<Return>")
    settle(app)
    assert app.overlay.top is None
    pane = panel(app).pane
    assert pane.record is not None
    assert pane.record.uid == drafts[0].uid
    assert pane.form is not None
    assert pane.form.typed() == {"post": "局长"}


def test_a_draft_is_discarded_only_after_a_second_question(start: Callable[..., App], library: Path) -> None:
    folder, drafts = kept(library)
    app = start(library)
    settle(app)
    choose(app, drafts[1])
    push(app, "丢弃")
    assert "丢弃以后找不回来" in said(app)
    push(app, "留着")
    assert len(folder.all().drafts) == 4
    push(app, "丢弃")
    push(app, "丢弃")
    assert {draft.key for draft in folder.all().drafts} == {draft.key for draft in drafts} - {drafts[1].key}
    assert drafts[1].title not in [row[1] for row in cells(lists(app)[0])]
    assert app.drafting.of("person", drafts[1].uid) is None
    lists(app)[0].choose_all()
    push(app, "丢弃")
    push(app, "丢弃")
    assert folder.all().drafts == ()
    assert app.overlay.top is None


def test_the_deleted_record_of_a_draft_is_restored_first(start: Callable[..., App], library: Path) -> None:
    _, drafts = kept(library)
    app = start(library)
    settle(app)
    choose(app, drafts[2])
    push(app, "继续填写")
    assert "已经删除" in said(app)
    push(app, "恢复并继续填写")
    assert app.desk.snapshot.get(drafts[2].uid) is not None
    form = panel(app).pane.form
    assert form is not None
    assert form.typed() == {"post": "主任"}


def test_later_keeps_everything_and_a_new_one_goes_on_where_it_was(start: Callable[..., App], library: Path) -> None:
    folder, drafts = kept(library)
    app = start(library)
    settle(app)
    driving.focus(lists(app)[0].tree)
    driving.press(app.root, "<Escape>")
    assert app.overlay.top is None
    assert len(folder.all().drafts) == 4
    app.quit()
    app = start(library)
    settle(app)
    choose(app, drafts[3])
    push(app, "继续填写")
    form = panel(app).pane.form
    assert form is not None
    assert form.typed()["content"] == "多放几把椅子"


def test_states_and_days_of_secret_drafts() -> None:
    ballot = Draft("ballot", "", None, {}, "新的评议票", NOW.replace(hour=0, minute=0))
    assert state_of(ballot, None) == NEW
    assert when(ballot) == "2015-06-11"
    opinion = Draft("opinion", "", None, {}, "新的意见建议", NOW)
    assert when(opinion) == f"{NOW.astimezone():%Y-%m-%d %H:%M}"
