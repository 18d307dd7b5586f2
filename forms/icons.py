"""Icons as lines of one weight, drawn from the strokes below when they are first shown."""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Iterator, Mapping

from PIL import Image, ImageColor, ImageDraw, ImageTk

from forms import theme
from forms.toolkit import ctk

GRID = 18
"""The side of the square that strokes are written for."""
_STROKE = 1.5
_FINE = 4
"""Every pixel of the screen is drawn as this many squared."""

Point = tuple[float, float]

STROKES: Mapping[str, str] = {
    "workbench": "R2.5,2.5,5.2,7.2,0.8 R10.3,2.5,5.2,3.6,0.8 R10.3,8.7,5.2,6.8,0.8 R2.5,12.3,5.2,3.2,0.8",
    "stages": "L3,2.5,3,15.5 L3,3.5,13.5,3.5,11.5,6,13.5,8.5,3,8.5 L8,12,15.5,12 L8,15.5,15.5,15.5",
    "meetings": "C9,4.4,1.9 C3.9,5.7,1.4 C14.1,5.7,1.4 R2.5,9.6,13,2.8,0.8 L4.5,12.6,4.5,15.5 L13.5,12.6,13.5,15.5",
    "checks": "L7.5,4.5,15.5,4.5 L7.5,9,15.5,9 L7.5,13.5,15.5,13.5 L2.2,4.5,3.4,5.7,5.4,3.2 L2.2,9,3.4,10.2,5.4,7.7"
    " L2.2,13.5,3.4,14.7,5.4,12.2",
    "findings": "A9,9.4,6.3,-322,-22 L15.7,2.7,15.2,7.1,10.9,6.8 L5.8,9.6,8,11.8,11.6,8.9",
    "review": "R2.5,8.5,13,7,1 L5.5,8.5,5.5,2.5,12.5,2.5,12.5,8.5 L7.3,5.4,8.6,6.7,10.8,4.4 L6.5,12,11.5,12",
    "registers": "R3.5,2.5,11,13,1 L6.5,2.5,6.5,15.5 L9,6,12,6 L9,9,12,9",
    "statistics": "L2.5,15.5,15.5,15.5 R3.5,9.5,2.8,6,0.3 R7.6,5.5,2.8,10,0.3 R11.7,2.5,2.8,13,0.3",
    "filing": "R2.5,2.5,13,3.5,0.8 L3.5,6,3.5,15.5,14.5,15.5,14.5,6 L7,9.2,11,9.2",
    "people": "C6.8,5.6,2.7 A6.8,14.8,4.6,180,360 L2.2,14.8,2.2,15.5,11.4,15.5,11.4,14.8 A11.6,5.6,2.7,-70,70"
    " P13,10.6,15,11.4,16,13.2,16,15.5",
    "submission": "L15.8,2.3,2.2,7.3,7.6,10.4,10.7,15.8,15.8,2.3 L7.6,10.4,15.8,2.3",
    "handover": "L2.5,5.8,15,5.8 L11.8,2.6,15,5.8,11.8,9 L15.5,12.4,3,12.4 L6.2,9.4,3,12.4,6.2,15.6",
    "bin": "L2.5,4.5,15.5,4.5 L6.5,4.5,6.5,2.5,11.5,2.5,11.5,4.5 L4,4.5,4.8,15.5,13.2,15.5,14,4.5 L7.4,7.5,7.4,12.5"
    " L10.6,7.5,10.6,12.5",
    "settings": "L2.5,4.5,8.2,4.5 C10.2,4.5,2 L12.2,4.5,15.5,4.5 L2.5,13,3.8,13 C5.8,13,2 L7.8,13,15.5,13",
    "search": "C7.8,7.8,5.2 L11.7,11.7,15.8,15.8",
    "add": "L9,3,9,15 L3,9,15,9",
    "copy": "R6,6,9.5,9.5,1 L3.4,12,2.5,11.6,2.5,2.5,11.6,2.5,12,3.4",
    "delete": "C9,9,6.5 L6,9,12,9",
    "save": "L2.5,2.5,12.3,2.5,15.5,5.7,15.5,15.5,2.5,15.5,2.5,2.5 L5.5,2.5,5.5,6,11,6,11,2.5"
    " L5.2,15.5,5.2,10,12.8,10,12.8,15.5",
    "print": "L5,6.5,5,2.5,13,2.5,13,6.5 L5,12.5,2.5,12.5,2.5,6.5,15.5,6.5,15.5,12.5,13,12.5 R5,10.5,8,5,0.3",
    "folder": "L2.5,14.5,2.5,3.5,7,3.5,9,5.7,15.5,5.7,15.5,14.5,2.5,14.5",
    "import": "L9,2.5,9,11 L5.5,7.7,9,11.2,12.5,7.7 L2.5,11,2.5,15.5,15.5,15.5,15.5,11",
    "export": "L9,11.5,9,2.8 L5.5,6.1,9,2.6,12.5,6.1 L2.5,11,2.5,15.5,15.5,15.5,15.5,11",
    "undo": "L6.2,3,2.7,6.5,6.2,10 L2.7,6.5,11.2,6.5 A11.2,10.5,4,-90,90 L11.2,14.5,6,14.5",
    "redo": "L11.8,3,15.3,6.5,11.8,10 L15.3,6.5,6.8,6.5 A6.8,10.5,4,90,270 L6.8,14.5,12,14.5",
    "history": "A9,9,6.5,-155,145 L2.2,3.2,3.1,6.7,6.6,5.8 L9,5.5,9,9.2,11.8,10.8",
    "help": "C9,9,6.6 A9,7.4,2,-180,55 P10.2,9,9.3,9.6,9,10,9,10.7 D9,13",
    "left": "L11,3.5,5.5,9,11,14.5",
    "right": "L7,3.5,12.5,9,7,14.5",
    "up": "L3.5,11,9,5.5,14.5,11",
    "down": "L3.5,7,9,12.5,14.5,7",
    "rotate": "A9,9.4,6.3,-322,-22 L15.7,2.7,15.2,7.1,10.9,6.8",
    "zoom_in": "C7.8,7.8,5.2 L11.7,11.7,15.8,15.8 L7.8,5.4,7.8,10.2 L5.4,7.8,10.2,7.8",
    "zoom_out": "C7.8,7.8,5.2 L11.7,11.7,15.8,15.8 L5.4,7.8,10.2,7.8",
    "calendar": "R2.5,3.5,13,12,1 L2.5,7.2,15.5,7.2 L5.8,2,5.8,5 L12.2,2,12.2,5 D6,10 D9,10 D12,10 D6,12.8 D9,12.8",
    "close": "L4,4,14,14 L14,4,4,14",
    "warning": "L9,2.5,16,15.3,2,15.3,9,2.5 L9,7,9,10.6 D9,13",
    "done": "C9,9,6.6 L5.8,9.2,8.1,11.5,12.3,6.7",
}
"""Strokes by icon, each a letter and numbers on a square of 18: L joins points, P is the Bézier curve of its points,
C a circle (centre, radius), A a part of one (and from which degree to which, clockwise from the right), R a box
(corner, width, height, radius of its corners), D a dot."""


class Icon(ctk.CTkImage):  # type: ignore[misc]
    """An icon drawn anew for every size that the zoom asks for, so that its lines stay sharp."""

    def __init__(self, name: str, size: int, tone: str) -> None:
        self._name, self._tone = name, tone
        self._photos: dict[tuple[int, str], ImageTk.PhotoImage] = {}
        super().__init__(Image.new("RGBA", (1, 1)), size=(size, size))

    def create_scaled_photo_image(self, widget_scaling: float, appearance_mode: str) -> ImageTk.PhotoImage:
        """What customtkinter shows at this scale, when "light" or "dark"."""
        side = max(1, round(self._size[0] * widget_scaling))
        key = (side, theme.pair(self._tone)[appearance_mode == "dark"])
        if key not in self._photos:
            self._photos[key] = ImageTk.PhotoImage(drawn(self._name, *key))
        return self._photos[key]


def icon(name: str, size: int = GRID, tone: str = "text") -> Icon:
    """The icon called `name` for the `image` of a widget of customtkinter, `size` pixels high at zoom 1.

    `tone` is a colour of the theme. Raises KeyError for an unknown name or tone.
    """
    _ = STROKES[name], theme.pair(tone)  # an unknown one is refused here and not when it is first shown
    return Icon(name, size, tone)


def drawn(name: str, side: int, colour: str) -> Image.Image:
    """The icon called `name` as a picture of `side` pixels; `colour` as #rrggbb."""
    picture = Image.new("RGBA", (side, side), ImageColor.getrgb(colour))
    picture.putalpha(_mask(name, side))
    return picture


@functools.lru_cache(maxsize=256)
def _mask(name: str, side: int) -> Image.Image:
    """How much of each pixel the strokes cover; the same for every colour."""
    fine = Image.new("L", (side * _FINE, side * _FINE))
    pen = ImageDraw.Draw(fine)
    scale = side * _FINE / GRID
    for stroke in STROKES[name].split():
        _stroke(pen, [(x * scale, y * scale) for x, y in _course(stroke)], _STROKE * scale)
    return fine.reduce(_FINE)


def _stroke(pen: ImageDraw.ImageDraw, points: list[Point], width: float) -> None:
    """A line with round ends and joints, or a dot."""
    if len(points) > 1:
        pen.line(points, fill=255, width=round(width), joint="curve")
    radius = width / 2 if len(points) > 1 else width * 0.65
    for x, y in (points[0], points[-1]):
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=255)


def _course(stroke: str) -> list[Point]:
    """The points that a stroke joins."""
    given = [float(number) for number in stroke[1:].split(",")]
    points = list(zip(given[::2], given[1::2], strict=False))
    match stroke[0]:
        case "L" | "D":
            return points
        case "P":
            return list(_curve(points))
        case "C":
            return list(_arc(given[0], given[1], given[2], 0, 360))
        case "A":
            return list(_arc(*given))
        case "R":
            return list(_box(*given))
    raise ValueError(f"没有“{stroke[0]}”这种笔画：{stroke}")


def _arc(x: float, y: float, radius: float, start: float, end: float) -> Iterator[Point]:
    steps = max(4, round(abs(end - start) / 10))
    for step in range(steps + 1):
        angle = math.radians(start + (end - start) * step / steps)
        yield x + radius * math.cos(angle), y + radius * math.sin(angle)


def _box(x: float, y: float, width: float, height: float, radius: float) -> Iterator[Point]:
    left, top, right, bottom = x + radius, y + radius, x + width - radius, y + height - radius
    yield from _arc(right, top, radius, -90, 0)
    yield from _arc(right, bottom, radius, 0, 90)
    yield from _arc(left, bottom, radius, 90, 180)
    yield from _arc(left, top, radius, 180, 270)
    yield right, top - radius


def _curve(controls: list[Point]) -> Iterator[Point]:
    """The Bézier curve of the control points."""
    for step in range(13):
        share = step / 12
        level = controls
        while len(level) > 1:
            level = [(a + (c - a) * share, b + (d - b) * share) for (a, b), (c, d) in itertools.pairwise(level)]
        yield level[0]
