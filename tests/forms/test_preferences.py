"""The window remembers what it is told, and starts with any file, or none."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import platformdirs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms import preferences
from forms.preferences import CannotKeepPreferences, Geometry, Preferences, RecentLibrary

FULL = Preferences(
    library=Path("/台帐/2015"),
    recent=(RecentLibrary(Path("/台帐/2015"), "创建活动", "第五税务分局", 2015),),
    who="沈文君",
    zoom=1.25,
    mode="dark",
    geometry=Geometry(-5, 20, 1280, 720, zoomed=True),
    widths={"meeting": {"title": 240}},
    panes={"meeting": 400},
    screens={"calendar": {"view": "month"}},
    unknown={"voice": [1, None]},
)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "设置" / "taizhang"
    monkeypatch.setenv(preferences.FOLDER_VARIABLE, str(place))
    return place


def test_the_first_start_has_defaults_and_writes_nothing(folder: Path) -> None:
    assert preferences.load() == Preferences()
    assert not folder.exists()


def test_everything_comes_back_as_it_was(folder: Path) -> None:
    preferences.save(FULL)
    assert preferences.load() == FULL
    assert [path.name for path in folder.iterdir()] == [preferences.NAME]


def test_the_file_is_written_only_when_something_changed(folder: Path) -> None:
    preferences.save(FULL)
    path = folder / preferences.NAME
    before = path.stat()
    preferences.save(preferences.load())
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    preferences.save(replace(FULL, who="林晓岚"))
    assert preferences.load().who == "林晓岚"


@pytest.mark.parametrize("data", [b"", b"{", b"[1]", b"\xff\xfe\x00", b"PK\x03\x04", b"[" * 100_000], ids=range(6))
def test_a_damaged_or_foreign_file_is_kept_aside(folder: Path, data: bytes) -> None:
    folder.mkdir(parents=True)
    for number in (1, 2):
        (folder / preferences.NAME).write_bytes(data)
        assert preferences.load() == Preferences()
        assert (folder / f"preferences-damaged-{number}.json").read_bytes() == data
        assert not (folder / preferences.NAME).exists()
    preferences.save(FULL)
    assert preferences.load() == FULL


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["folder", "year", "x", "width", "a"]) | st.text(max_size=3), inner, max_size=4
        )
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([*preferences._written(Preferences()), "later"]), JSON))
def test_values_that_make_no_sense_are_passed_over(kept: dict[str, object]) -> None:
    preferences.folder().mkdir(parents=True, exist_ok=True)
    (preferences.folder() / preferences.NAME).write_text(json.dumps(kept), encoding="utf-8")
    read = preferences.load()
    assert preferences.ZOOMS[0] <= read.zoom <= preferences.ZOOMS[1]
    assert read.mode in preferences.MODES
    assert len(read.recent) <= preferences.MOST_RECENT
    preferences.save(read)
    assert repr(preferences.load()) == repr(read)


def test_what_a_later_program_remembers_is_kept(folder: Path) -> None:
    preferences.save(FULL)
    preferences.update(lambda kept: kept.with_zoom(2.5))
    kept = json.loads((folder / preferences.NAME).read_text(encoding="utf-8"))
    assert (kept["voice"], kept["zoom"]) == ([1, None], 2.0)


def test_recent_libraries_stand_latest_first_each_once_and_ten_at_most() -> None:
    kept = Preferences()
    libraries = [RecentLibrary(Path(f"/{number}"), "创建活动", "分局", 2015) for number in range(12)]
    for each in libraries:
        kept = kept.with_opened(each)
    assert kept.recent == tuple(libraries[:1:-1])
    again = kept.with_opened(replace(libraries[5], campaign="改过的名称"))
    assert [each.folder.name for each in again.recent[:2]] == ["5", "11"]
    assert len(again.recent) == 10
    assert again.library == Path("/5")
    gone = again.without(Path("/5"))
    assert gone.library is None
    assert all(each.folder != Path("/5") for each in gone.recent)


def test_changed_preferences_leave_the_others_as_they_were() -> None:
    changed = FULL.with_widths("meeting", {"date": 90}).with_pane("finding", 300).with_screen("calendar", week=3)
    assert changed.widths == {"meeting": {"title": 240, "date": 90}}
    assert changed.panes == {"meeting": 400, "finding": 300}
    assert changed.screens == {"calendar": {"view": "month", "week": 3}}
    assert FULL.widths == {"meeting": {"title": 240}}


def test_two_windows_do_not_undo_each_others_changes() -> None:
    preferences.save(FULL)
    other = preferences.load()
    preferences.update(lambda kept: kept.with_pane("finding", 300))
    assert "finding" not in other.panes
    preferences.update(lambda kept: replace(kept, who="周启明"))
    assert (preferences.load().who, preferences.load().panes) == ("周启明", {"meeting": 400, "finding": 300})


def test_a_refusing_disk_is_told(folder: Path) -> None:
    folder.parent.mkdir()
    folder.write_bytes(b"")
    assert preferences.load() == Preferences()
    with pytest.raises(CannotKeepPreferences, match="窗口的设置没有存下"):
        preferences.save(FULL)


def test_without_another_folder_the_users_own_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(preferences.FOLDER_VARIABLE)
    assert preferences.folder() == platformdirs.user_config_path("taizhang", appauthor=False)


def test_numbers_and_names_that_no_window_can_take_are_none(folder: Path) -> None:
    kept = {"panes": {"meetings": 10**30, "people": 40}, "widths": {"people": {"name": 10**9}}, "who": "\udc80"}
    folder.mkdir(parents=True)
    (folder / preferences.NAME).write_text(json.dumps(kept), encoding="utf-8")
    read = preferences.load()
    assert read.panes == {"people": 40}
    assert read.widths == {"people": {}}
    assert read.who == ""
