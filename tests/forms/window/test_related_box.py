"""Under a form: what is linked with the record, and new records begun from it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from forms.records_panel import RecordsPanel
from forms.shell.page import Target
from forms.widgets import related_box
from forms.widgets.related_box import RelatedBox
from ledger.follow_ons import linked
from ledger.records import Record
from tests.forms.window.sheets import settle

if TYPE_CHECKING:
    from forms.app import App


@pytest.fixture
def app(start: Callable[..., App], library: Path) -> App:
    return start(library)


def front(app: App, slug: str, record: Record) -> tuple[RecordsPanel, RelatedBox]:
    """The panel that shows a record, and the line under its form."""
    page: Any = app.go(slug, Target(record.kind, record.uid))
    settle(app)
    return page.panel, page.panel.pane._related


def test_an_opinion_is_listed_for_rectification_without_typing_it_again(app: App) -> None:
    opinion = app.desk.snapshot.of("opinion")[0]
    _, box = front(app, "registers", opinion)
    ((words, follow_on, row),) = box.offers()
    assert words == "列入整改"
    box.follow(follow_on, row)
    settle(app)
    page: Any = app.go("findings")
    pane = page.panel.pane
    assert pane.kind.slug == "finding" and pane.record is None
    assert pane.form.typed()["problem"] == opinion["content"]
    assert pane.form.typed()["opinion"] == opinion.uid
    pane.save()
    settle(app)
    made = pane.record
    assert made is not None
    assert [target.uid for _, target in pane._related.entries()] == [opinion.uid]
    _, box = front(app, "registers", app.desk.snapshot.get(opinion.uid))
    assert made.uid in [target.uid for _, target in box.entries()]


def test_each_decision_of_a_meeting_is_offered_as_a_task(app: App) -> None:
    meeting = next(each for each in app.desk.snapshot.of("meeting") if each["decisions"])
    _, box = front(app, "meetings", meeting)
    tasks = [words for words, follow_on, _ in box.offers() if follow_on.target == "stage_task"]
    assert len(tasks) == len(meeting["decisions"])
    assert tasks[0].startswith("议定事项转为任务：")


def test_a_person_has_nothing_of_the_kind(app: App) -> None:
    _, box = front(app, "people", app.desk.snapshot.of("person")[0])
    assert not box.button.winfo_ismapped()


def test_among_many_records_it_is_looked_for_in_the_background(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(related_box, "_FEW", 0)
    meeting = next(each for each in app.desk.snapshot.of("meeting") if linked(app.desk.snapshot, each))
    app.desk.snapshot.__dict__.pop("_naming")
    _, box = front(app, "meetings", meeting)
    assert [target.uid for _, target in box.entries()] == [each.uid for each in linked(app.desk.snapshot, meeting)]
