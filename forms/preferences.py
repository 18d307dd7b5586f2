"""What the window remembers for the person at this computer; names of libraries and people, nothing out of records."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import platformdirs

from ledger.causes import reason
from ledger.clean import clean_text
from ledger.durable import replace_file
from ledger.errors import InputError, StorageError
from ledger.fields import Json

FOLDER_VARIABLE = "TAIZHANG_CONFIG"
"""The environment variable that names another folder for the file."""
NAME = "preferences.json"
ZOOMS = (0.8, 2.0)
"""The least and the greatest zoom."""
MODES = ("light", "dark", "system")
MOST_RECENT = 10
MOST_PIXELS = 20_000
"""Pixels that nothing on a screen is larger than; Tk does not even understand much larger ones."""
LEAST_SIZE = 200
"""Pixels below which a window's width or height is none that somebody chose."""


class CannotKeepPreferences(StorageError):
    """The disk refused the file."""

    def __init__(self, path: Path, cause: OSError) -> None:
        super().__init__(f"窗口的设置没有存下（“{path}”{reason(cause)}），台帐不受影响：请检查这个文件夹的权限和磁盘。")


@dataclass(frozen=True)
class RecentLibrary:
    """A library that was open, with what its campaign is called."""

    folder: Path
    campaign: str
    unit: str
    year: int


@dataclass(frozen=True)
class Geometry:
    """Where the window stood and how large it was, in pixels of 96 to the inch; `zoomed` when it filled the screen."""

    x: int
    y: int
    width: int
    height: int
    zoomed: bool = False


@dataclass(frozen=True)
class Preferences:
    """What is remembered. Mappings are never changed in place; the `with_…` methods give changed preferences."""

    library: Path | None = None
    """The library that was open last."""
    recent: tuple[RecentLibrary, ...] = ()
    """Latest first."""
    who: str = ""
    """The clerk's name, as histories tell it."""
    zoom: float = 1.0
    mode: str = "light"
    """One of MODES."""
    geometry: Geometry | None = None
    widths: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """Widths of columns by list and column."""
    panes: Mapping[str, int] = field(default_factory=dict)
    """Where dividers stand, by name."""
    screens: Mapping[str, Mapping[str, Json]] = field(default_factory=dict)
    """What screens remember besides, by slug and name."""
    unknown: Mapping[str, Json] = field(default_factory=dict)
    """What a later program remembered; kept as it is."""

    def with_opened(self, opened: RecentLibrary) -> Preferences:
        """`opened` is the last library, and the first of the recent ones."""
        others = [each for each in self.recent if each.folder != opened.folder]
        return replace(self, library=opened.folder, recent=(opened, *others)[:MOST_RECENT])

    def without(self, folder: Path) -> Preferences:
        """The library at `folder` is no longer told."""
        kept = tuple(each for each in self.recent if each.folder != folder)
        return replace(self, recent=kept, library=None if self.library == folder else self.library)

    def with_zoom(self, zoom: float) -> Preferences:
        """The zoom, brought between ZOOMS."""
        return replace(self, zoom=_zoom(zoom))

    def with_widths(self, name: str, widths: Mapping[str, int]) -> Preferences:
        """The widths of the list called `name`; those of columns that are not given stay."""
        return replace(self, widths={**self.widths, name: {**self.widths.get(name, {}), **widths}})

    def with_pane(self, name: str, place: int) -> Preferences:
        """Where the divider called `name` stands."""
        return replace(self, panes={**self.panes, name: place})

    def with_screen(self, slug: str, **values: Json) -> Preferences:
        """What the screen called `slug` remembers; what is not given stays."""
        return replace(self, screens={**self.screens, slug: {**self.screens.get(slug, {}), **values}})


def folder() -> Path:
    """Where the file lies: the user's folder for settings, or what TAIZHANG_CONFIG names."""
    named = os.environ.get(FOLDER_VARIABLE, "")
    return Path(named) if named else platformdirs.user_config_path("taizhang", appauthor=False)


def load() -> Preferences:
    """What was remembered, defaults for the rest and for what makes no sense.

    A file that is damaged, or of something else, is kept under another name and all is default; nothing is raised.
    """
    try:
        data = (folder() / NAME).read_bytes()
    except OSError:  # none yet, or none that may be read: it is left as it is
        return Preferences()
    try:
        kept = json.loads(data.decode("utf-8", "surrogatepass"))
    except (ValueError, RecursionError):
        kept = None
    if not isinstance(kept, dict):
        _set_aside(folder() / NAME)
        return Preferences()
    return _read(kept)


def save(preferences: Preferences) -> None:
    """Write the file, whole or not at all, unless it says the same already. Raises CannotKeepPreferences."""
    path = folder() / NAME
    data = (json.dumps(_written(preferences), ensure_ascii=False, indent=1) + "\n").encode("utf-8", "surrogatepass")
    try:
        if path.is_file() and path.read_bytes() == data:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, data)
    except OSError as error:
        raise CannotKeepPreferences(path, error) from error


def update(change: Callable[[Preferences], Preferences]) -> Preferences:
    """What stands in the file now, changed by `change` and saved, so that windows do not undo each other's changes.

    Raises CannotKeepPreferences.
    """
    changed = change(load())
    save(changed)
    return changed


def _written(preferences: Preferences) -> dict[str, Any]:
    geometry = preferences.geometry
    return {
        **preferences.unknown,
        "library": str(preferences.library) if preferences.library else "",
        "recent": [{**vars(each), "folder": str(each.folder)} for each in preferences.recent],
        "who": preferences.who,
        "zoom": preferences.zoom,
        "mode": preferences.mode,
        "geometry": vars(geometry) if geometry else None,
        "widths": preferences.widths,
        "panes": preferences.panes,
        "screens": preferences.screens,
    }


def _read(kept: dict[str, Any]) -> Preferences:
    known = _written(Preferences()).keys()
    library, who, mode = kept.get("library"), kept.get("who"), kept.get("mode")
    recent = [each for each in map(_recent, _list(kept.get("recent"))) if each]
    return Preferences(
        library=Path(library) if isinstance(library, str) and library else None,
        recent=tuple({each.folder: each for each in reversed(recent)}.values())[::-1][:MOST_RECENT],
        who=_name(who),
        zoom=_zoom(kept.get("zoom")),
        mode=mode if mode in MODES else "light",
        geometry=_geometry(kept.get("geometry")),
        widths={name: _numbers(widths) for name, widths in _dict(kept.get("widths")).items()},
        panes=_numbers(kept.get("panes")),
        screens={slug: _dict(values) for slug, values in _dict(kept.get("screens")).items()},
        unknown={name: value for name, value in kept.items() if name not in known},
    )


def _recent(value: Any) -> RecentLibrary | None:
    match value:
        case {"folder": str(place), "campaign": str(campaign), "unit": str(unit), "year": int(year)} if place:
            return RecentLibrary(Path(place), campaign, unit, year)
    return None


def _geometry(value: Any) -> Geometry | None:
    match value:
        case {"x": int(x), "y": int(y), "width": int(width), "height": int(height)}:
            large = min(width, height) >= LEAST_SIZE
            return Geometry(x, y, width, height, value.get("zoomed") is True) if large else None
    return None


def _name(value: Any) -> str:
    """The name of a person that a history takes, else none."""
    try:
        return clean_text(value, "姓名") if isinstance(value, str) else ""
    except InputError:
        return ""


def _zoom(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
        return 1.0
    return float(min(max(value, ZOOMS[0]), ZOOMS[1]))


def _numbers(value: Any) -> dict[str, int]:
    return {name: number for name, number in _dict(value).items() if type(number) is int and 0 <= number <= MOST_PIXELS}


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _set_aside(path: Path) -> None:
    """Give a damaged file a name of its own, next to those set aside before."""
    number = 1
    while (aside := path.with_name(f"{path.stem}-damaged-{number}{path.suffix}")).exists():
        number += 1
    with suppress(OSError):  # a folder that takes no new name takes no new file either
        path.rename(aside)
