"""A sheet to draw charts on with matplotlib: pixels of zoom 1 from the upper left corner, Chinese in the bundled face.

Only loaded through `forms.charts.render`, on the lane of charts.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from typing import Any

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontEntry, FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.transforms import Affine2D
from PIL import Image

from exports.palette import SERIES, Pattern, pattern_of
from forms.charts import Look
from ledger import assets

_FACES = {
    "GW Hei": "GwHei-Medium.ttf",
    "GW Song": "GwSong-Regular.ttf",
    "GW Song More": "GwMore-Regular.ttf",
    "GW Rare": "GwRare-Regular.ttf",
}
"""By name; the later ones draw the characters that the first one lacks."""
_HATCHES = {Pattern.RISING: "///", Pattern.CROSSED: "xxx"}
_HAIR = 1e-4
"""How much higher a thing lies than the one drawn before it; words lie above all."""
_INCH = 72
"""Points, which are pixels here."""


def _load_faces() -> None:
    folder = assets.folder() / "fonts"
    # All as of one weight: matplotlib remarks upon a face that has not the weight asked for.
    font_manager.fontManager.ttflist = [
        FontEntry(fname=str(folder / file), name=name, weight=400, size="scalable") for name, file in _FACES.items()
    ]
    font_manager.fontManager.defaultFamily["ttf"] = "GW Hei"
    mpl.rcParams.update(
        {"font.family": list(_FACES), "hatch.linewidth": 1.0, "text.parse_math": False, "text.hinting": "default"}
    )


_load_faces()


class Sheet:
    """One picture while it is drawn; its height is told at the end."""

    def __init__(self, look: Look) -> None:
        # A character that no face has is drawn as a box; the clerk cannot help it, and nobody reads the warning.
        warnings.filterwarnings("ignore", "Glyph .* missing from", UserWarning)
        self.colours = look.colours
        self.width = look.width / look.scale
        self._scale = look.scale
        self._figure = Figure(figsize=(1, 1), dpi=_INCH * look.scale, facecolor=look.colours["panel"])
        self._canvas = FigureCanvasAgg(self._figure)
        self._pixels = Affine2D()
        self._order = 0.0

    def measure(self, words: str, size: float = 14) -> float:
        """How wide words are."""
        face = FontProperties(family=list(_FACES), size=size)
        broad, _, _ = self._canvas.get_renderer().get_text_width_height_descent(_plain(words), face, False)
        return float(broad) / self._scale

    def cut(self, words: str, room: float, size: float = 14) -> str:
        """The words, or as much of them as fits with … at the end."""
        if self.measure(words, size) <= room:
            return words
        kept = words
        while kept and self.measure(kept + "…", size) > room:
            kept = kept[:-1]
        return kept + "…"

    def lines(self, words: str, room: float, most: int = 3) -> list[str]:
        """The words in lines that fit, `most` of them; what is left over then is cut off."""
        done: list[str] = []
        rest = words
        while rest and len(done) < most - 1:
            count = next((n for n in range(len(rest), 1, -1) if self.measure(rest[:n]) <= room), 1)
            done.append(rest[:count])
            rest = rest[count:]
        return [*done, self.cut(rest, room)] if rest or not done else done

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = 14,
        tone: str = "text",
        at: str = "left",
        ground: str = "",
    ) -> None:
        """Words whose middle line is `y`; `at` tells which end or the middle of them is at `x`.

        `ground` is a colour behind them, so that they can be read on a hatching.
        """
        box = {"facecolor": ground, "edgecolor": "none", "pad": 1.5} if ground else None
        self._figure.text(
            x,
            y,
            _plain(words),
            fontsize=size,
            color=self.colours.get(tone, tone),
            ha=at,
            va="center_baseline",
            transform=self._pixels,
            bbox=box,
        )

    def box(self, x: float, y: float, width: float, height: float, number: int) -> None:
        """A box in the colour and pattern of the legend's entry `number`."""
        colour, panel, pattern = self.series(number), self.colours["panel"], pattern_of(number)
        fill = {Pattern.DARK: colour, Pattern.PALE: blend(colour, panel, 0.6)}.get(pattern, panel)
        self._add(
            Rectangle(
                (x, y),
                width,
                height,
                facecolor=fill,
                edgecolor=colour,
                hatch=_HATCHES.get(pattern),
                linewidth=1,
                snap=True,
                transform=self._pixels,
            )
        )

    def written(self, x: float, y: float, words: str, number: int, room: float, size: float = 12) -> None:
        """Words in the middle of a box of the entry `number`, where they fit into `room`."""
        if self.measure(words, size) + 8 > room:
            return
        panel, text = self.colours["panel"], self.colours["text"]
        if pattern_of(number) is Pattern.DARK:
            self.text(x, y, words, size=size, tone=_readable(self.series(number), panel, text), at="center")
        else:
            fill = blend(self.series(number), panel, 0.6) if pattern_of(number) is Pattern.PALE else panel
            self.text(x, y, words, size=size, at="center", ground=fill)

    def tile(self, box: tuple[float, float, float, float], share: float, words: str) -> None:
        """A box (left, top, width, height) in a shade of the first colour, 0 for none of it, with words in it."""
        x, y, width, height = box
        panel, line = self.colours["panel"], self.colours["line"]
        fill = blend(panel, self.series(0), share)
        self._add(
            Rectangle((x, y), width, height, facecolor=fill, edgecolor=line, linewidth=1, snap=True, **self._there())
        )
        tone = _readable(fill, panel, self.colours["text"]) if share else "muted"
        self.text(x + width / 2, y + height / 2, words, size=13, tone=tone, at="center")

    def frame(self, x: float, y: float, width: float, height: float) -> None:
        """A box with nothing in it."""
        line = self.colours["line"]
        self._add(Rectangle((x, y), width, height, fill=False, edgecolor=line, linewidth=1, snap=True, **self._there()))

    def line(
        self,
        points: Sequence[tuple[float, float]],
        tone: str,
        *,
        wide: float = 1,
        dash: bool = False,
        dots: bool = False,
    ) -> None:
        """A line through points, broken when `dash`, with dots at the points when `dots`."""
        self._add(
            Line2D(
                [x for x, _ in points],
                [y for _, y in points],
                color=self.colours.get(tone, tone),
                linewidth=wide,
                linestyle="" if dots else (0, (4, 3)) if dash else "-",
                marker="o" if dots else None,
                markersize=6,
                snap=None if dots else True,
                **self._there(),
            )
        )

    def series(self, number: int) -> str:
        """The colour of the legend's entry `number`."""
        return self.colours[f"series{number % len(SERIES) + 1}"]

    def picture(self, height: float) -> Image.Image:
        """What was drawn, `height` high."""
        high = max(1, round(height * self._scale))
        self._pixels.clear().scale(self._scale, -self._scale).translate(0, high)
        dots = _INCH * self._scale
        self._figure.set_size_inches(round(self.width * self._scale) / dots, high / dots)
        self._canvas.draw()
        size = self._canvas.get_width_height(physical=True)
        return Image.frombuffer("RGBA", size, self._canvas.buffer_rgba(), "raw", "RGBA", 0, 1).convert("RGB")

    def _there(self) -> dict[str, Any]:
        return {"transform": self._pixels}

    def _add(self, artist: Rectangle | Line2D) -> None:
        # What is drawn later lies above; by itself matplotlib lays every line above every box.
        self._order += _HAIR
        artist.set_zorder(1 + self._order)
        self._figure.add_artist(artist)


def blend(one: str, other: str, share: float) -> str:
    """The colour `one` with a `share` of 0 to 1 of `other`, all as #rrggbb."""
    pairs = zip(_parts(one), _parts(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _readable(ground: str, *inks: str) -> str:
    """Which of the inks stands out most from the ground."""
    return max(inks, key=lambda ink: abs(_light(ink) - _light(ground)))


def _light(colour: str) -> float:
    red, green, blue = _parts(colour)
    return 0.299 * red + 0.587 * green + 0.114 * blue


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _plain(words: str) -> str:
    """With the minus sign that the bundled faces have, and on one line."""
    return words.replace("−", "-").replace("\n", " ")
