"""What is shown without a library: what can be begun, the example, and the libraries of the last times."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import platformdirs
import pytest

from forms import preferences
from forms.app import App
from forms.preferences import Preferences, RecentLibrary
from forms.shell import welcome
from forms.shell.welcome import CannotMakeExample, Welcome, example
from forms.widgets.listing import Listing
from ledger.book import Ledger
from tests.forms.window import driving
from tests.forms.window.sheets import Choosing, cells, said, settle


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The clerk's folder of documents."""
    folder = tmp_path / "文档"
    folder.mkdir()
    monkeypatch.setattr(platformdirs, "user_documents_path", lambda: folder)
    return folder


def screen(app: App) -> Welcome:
    """What is shown without a library."""
    return next(each for each in app.root.winfo_children() if isinstance(each, Welcome))


def test_the_example_is_made_once_and_opened(start: Callable[..., App], documents: Path) -> None:
    app = start(None)
    name = next(each for each in driving.below(screen(app)) if each.winfo_class() == "Entry")
    driving.focus(name)
    driving.press(app.root, "<Control-a>", "<BackSpace>")
    driving.write(app.root, "周启明")
    driving.click(driving.button(screen(app), "打开示例"))
    driving.pump(app.root, lambda: app.shell is not None, 60)
    settle(app)
    library = documents / "台帐" / "示例台帐库"
    assert app.desk.path == library
    assert app.desk.snapshot.of("meeting")
    assert preferences.load().who == "周启明"
    assert [each.name for each in library.parent.iterdir()] == [library.name]
    app.quit()
    with Ledger.open(library) as ledger:
        ledger.add("person", {"name": "自己加的"})
    assert example() == library
    with Ledger.open(library, read_only=True) as ledger:
        assert "自己加的" in [person["name"] for person in ledger.records("person")]


def test_an_example_that_cannot_be_made_is_told(documents: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(library: Path) -> None:
        library.mkdir(parents=True)
        raise PermissionError(13, "no")

    monkeypatch.setattr("forms.sample.build", refused)
    with pytest.raises(CannotMakeExample, match="没有建成"):
        example()
    assert list((documents / "台帐").iterdir()) == []


def test_recent_libraries_are_opened_by_the_keyboard_and_lost_ones_told(
    start: Callable[..., App], library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recent = (
        RecentLibrary(tmp_path / "没有了", "旧活动", "旧单位", 2014),
        RecentLibrary(library, "创建活动", "分局", 2015),
    )
    monkeypatch.setattr("tests.forms.window.conftest.Preferences", lambda who: Preferences(recent=recent, who=who))
    app = start(None)
    listing = next(each for each in driving.below(screen(app)) if isinstance(each, Listing))
    assert [row[0] for row in cells(listing)] == ["旧活动", "创建活动"]
    driving.focus(listing.tree)
    driving.press(app.root, "<Return>")
    settle(app)
    assert "没有这个文件夹" in said(app)
    driving.press(app.root, "<Escape>")
    listing = next(each for each in driving.below(screen(app)) if isinstance(each, Listing))
    driving.focus(listing.tree)
    driving.press(app.root, "<Down>", "<Return>")
    settle(app)
    assert app.desk.path == library


def test_a_folder_that_is_no_library_is_told(start: Callable[..., App], tmp_path: Path) -> None:
    app = start(None)
    app.chooser = Choosing(inside=tmp_path)  # type: ignore[assignment]
    driving.click(driving.button(screen(app), "打开已有的台帐库"))
    settle(app)
    assert "不是台帐库" in said(app)
    assert welcome.Welcome is type(screen(app))
