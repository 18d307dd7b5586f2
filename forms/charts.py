"""What a chart says, and how it becomes a picture off the Tk thread; matplotlib is loaded with the first one."""

from __future__ import annotations

import datetime as dt
import json
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import platformdirs
from PIL import Image

from exports.diagrams import HeatMap, UprightBars
from exports.page import StackedBars

LANE = "charts"
"""The lane of the background that draws charts: matplotlib is never used from two threads."""


@dataclass(frozen=True)
class ScoreBar:
    """The score of a group: its label, its weight in words (“权重 40%”), the score (None without one) and as shown."""

    label: str
    weight: str
    value: float | None
    shown: str


@dataclass(frozen=True)
class ScoreBars:
    """Scores beside each other, from 0 to `full`, with the score to be reached when there is one."""

    caption: str
    bars: tuple[ScoreBar, ...]
    full: float = 100
    threshold: float | None = None
    mark: str = "达标线"


@dataclass(frozen=True)
class Assessed:
    """A score on a day, and as shown."""

    day: dt.date
    value: float
    shown: str


@dataclass(frozen=True)
class Course:
    """Scores over time: each holds until the next; with the score to be reached when there is one."""

    caption: str
    points: tuple[Assessed, ...]
    full: float = 100
    threshold: float | None = None
    mark: str = "达标线"


@dataclass(frozen=True)
class Loss:
    """Points of the result lost under a part of the formula, those that can still be regained, and both as shown."""

    label: str
    lost: float
    regainable: float
    shown: str


@dataclass(frozen=True)
class Losses:
    """Where points are lost, in the order to be shown."""

    caption: str
    bars: tuple[Loss, ...]
    legend: tuple[str, str] = ("已失去", "还可补回")


ChartData = StackedBars | ScoreBars | Course | Losses | UprightBars | HeatMap
"""Shares, upright bars and maps of hours are the blocks that are printed, too."""


@dataclass(frozen=True)
class Look:
    """How a chart is to look: its width in pixels of the screen, how many of them a pixel of zoom 1 is, its colours.

    `colours` has "panel", "text", "muted", "line" and "series1" to "series6" as #rrggbb.
    """

    width: int
    scale: float
    colours: Mapping[str, str]


def is_empty(data: ChartData) -> bool:
    """Whether there is nothing to draw."""
    match data:
        case Course(points=points):
            return not points
        case StackedBars(legend=legend, bars=bars):
            return not bars or not legend
        case UprightBars() | HeatMap():
            return data.most <= 0
    return not data.bars


def height(data: ChartData) -> int:
    """About how many pixels of zoom 1 the picture will be high; the picture itself knows exactly."""
    match data:
        case Course() | UprightBars():
            return 250
        case HeatMap(rows=rows):
            return 110 + len(rows) * 26
    return 60 + len(data.bars) * (42 if isinstance(data, ScoreBars) else 30)


def render(data: ChartData, look: Look) -> Image.Image:
    """The picture of a chart that is not empty, `look.width` wide and as high as it needs; for the lane of charts."""
    with _configured():
        from forms.chart_drawing import drawn  # matplotlib is loaded with the first picture, not with the program
    return drawn(data, look)


FONT_LIST = "3.11.0"
"""The version that matplotlib gives to its list of fonts; with another one it looks through all fonts of the system."""


@contextmanager
def _configured() -> Iterator[None]:
    """Where matplotlib finds its settings and its list of fonts while it is loaded: in a folder of ours.

    The list that it finds is empty, so that it does not spend seconds on the fonts of the system; the faces of the
    program are added by path afterwards. Other programs started later do not see the folder.
    """
    before = os.environ.get("MPLCONFIGDIR")
    os.environ["MPLCONFIGDIR"] = str(_folder())
    try:
        yield
    finally:
        if before is None:
            del os.environ["MPLCONFIGDIR"]
        else:
            os.environ["MPLCONFIGDIR"] = before


def _folder() -> Path:
    """The folder with the list of fonts; one that lasts for the session when the cache cannot be written."""
    text = json.dumps(
        {
            "__class__": "FontManager",
            "_version": FONT_LIST,
            "_FontManager__default_weight": "normal",
            "default_size": None,
            "defaultFamily": {"ttf": "DejaVu Sans", "afm": "Helvetica"},
            "afmlist": [],
            "ttflist": [],
        }
    )
    folder = platformdirs.user_cache_path("taizhang", appauthor=False) / "matplotlib"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _listed(folder, text)
    except OSError:  # a home that cannot be written: charts are wanted all the same
        return _listed(Path(tempfile.mkdtemp(prefix="taizhang-")), text)


def _listed(folder: Path, text: str) -> Path:
    file = folder / f"fontlist-v{FONT_LIST}.json"
    if not file.is_file() or file.read_text(encoding="utf-8") != text:
        file.write_text(text, encoding="utf-8")
    return folder
