"""Settings take effect at once and are remembered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from forms import about, destinations, preferences, theme
from forms.actions import Add
from forms.app import App
from forms.screens.settings import Settings
from forms.screens.settings_about import AboutCard
from forms.widgets.reading import Reading
from tests.forms.window import driving
from tests.forms.window.sheets import Choosing, cells, settle, top


@pytest.fixture
def app(start: Callable[..., App], library: Path) -> App:
    return start(library)


def settings(app: App) -> Settings:
    page = app.go("settings")
    settle(app)
    assert isinstance(page, Settings)
    return page


def test_zoom_and_colours_change_at_once_and_are_remembered(app: App) -> None:
    page = settings(app)
    driving.click(driving.button(page.zoom, "125%"))
    driving.click(driving.button(page.mode, "深色"))
    settle(app)
    assert (theme.scale(), theme.is_dark()) == (1.25, True)
    kept = preferences.load()
    assert (kept.zoom, kept.mode) == (1.25, "dark")
    driving.press(app.root, "<Control-minus>")
    settle(app)
    assert page.zoom.taken == "1.1"
    driving.click(driving.button(page.mode, "浅色"))
    assert not theme.is_dark()


def test_the_name_is_that_of_the_next_change(app: App) -> None:
    page = settings(app)
    page.who.edit("周启明")
    driving.pump(app.root, lambda: app.preferences.who == "周启明")
    settle(app)
    assert any("从现在起，修改历史里记“周启明”" in text for text in driving.texts(page))
    app.desk.change(Add("person", ({"name": "新来的人"},)))
    settle(app)
    found: list[str] = []
    person = next(r for r in app.desk.snapshot.of("person") if app.desk.snapshot.title(r) == "新来的人")
    app.desk.read(lambda ledger: ledger.history(person.uid)[-1].who, found.append)
    settle(app)
    assert found == ["周启明"]
    assert preferences.load().who == "周启明"


def test_a_name_being_typed_is_used_when_the_screen_is_left(app: App) -> None:
    page = settings(app)
    page.who.edit("林晓岚")
    app.go("workbench")
    settle(app)
    assert app.preferences.who == "林晓岚"


def test_the_place_of_submissions_is_chosen_and_given_back(app: App, tmp_path: Path) -> None:
    page = settings(app)
    app.chooser = Choosing(inside=tmp_path)  # type: ignore[assignment]
    driving.click(driving.button(page, "改一个"))
    settle(app)
    assert destinations.place_of(preferences.load()) == tmp_path
    assert str(tmp_path) in driving.texts(page)
    driving.click(driving.button(page, "用原来的"))
    settle(app)
    assert destinations.place_of(preferences.load()) == destinations.usual()


def test_no_log_is_said_so(app: App) -> None:
    page = settings(app)
    page._show_log()
    settle(app)
    assert app.shell is not None and app.shell.status.said == "还没有日志：程序没有出过差错"


def test_version_and_licences_are_shown(app: App) -> None:
    page = settings(app)
    card = next(each for each in driving.below(page) if isinstance(each, AboutCard))
    labels = [str(each.cget("text")) for each in driving.below(card) if each.winfo_class() == "TLabel"]
    assert f"台帐　版本 {about.version()}" in labels
    assert about.version().count(".") == 2
    faces = about.typefaces(about.notice())
    assert [row[0] for row in cells(card.listing)] == [face.files for face in faces]
    shipped = {path.name for path in (Path(about.__file__).parent.parent / "assets" / "fonts").glob("*.ttf")}
    assert shipped <= {name for face in faces for name in face.files.split(", ")}
    card._show()
    settle(app)
    reading = next(each for each in driving.below(top(app)) if isinstance(each, Reading))
    assert reading.words.split() == about.notice().split()
