"""Composed text: broken into lines and placed in a measure, each distinct piece only once."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import NamedTuple

from exports.page import Align
from exports.typeset.breaking import Line, Run, Setting, break_lines, place
from exports.typeset.faces import Faces, Role
from exports.typeset.sheets import Words

ASCENT = 0.88
"""The height of a Chinese em box above its baseline, in ems."""

_PLAIN = {code: None for code in (*range(32), 127)} | {ord("\t"): " ", ord("\n"): "\n"}

Composed = tuple[tuple[Run, ...], ...]
"""Lines of placed runs."""


class Style(NamedTuple):
    """How a piece of text is composed."""

    role: Role
    size: float
    align: Align = Align.LEFT


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, without control characters, which no face can draw."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_PLAIN).split("\n")


class Composer:
    """Composes text with one set of faces, and remembers what it composed: papers and registers repeat themselves."""

    def __init__(self, faces: Faces) -> None:
        self.faces = faces
        self._known = _known(faces)

    def lines(self, text: str, style: Style, measure: float) -> Composed:
        """A text composed in `measure` points, a line for each newline at least."""
        key = (text, style, measure)
        composed = self._known.get(key)
        if composed is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            composed = self._known[key] = tuple(self._lines(text, style, measure))
        return composed

    def _lines(self, text: str, style: Style, measure: float) -> Iterator[tuple[Run, ...]]:
        setting = Setting(style.role, style.size, style.size)
        for part in paragraphs(text):
            for line in self.broken(part, setting, measure):
                yield place(line, setting, self.faces, measure, style.align)

    def broken(self, text: str, setting: Setting, measure: float) -> tuple[Line, ...]:
        """One paragraph broken into lines; an empty one is an empty line."""
        return break_lines(text, setting, self.faces, measure)

    def width(self, text: str, style: Style) -> float:
        """The natural width of one line of text in points."""
        setting = Setting(style.role, style.size, style.size)
        return self.broken(text, setting, 10_000)[0].width


_REMEMBERED = 20_000
"""Texts kept between papers: the labels of forms, the cells of registers."""


@functools.lru_cache(maxsize=4)
def _known(faces: Faces) -> dict[tuple[str, Style, float], Composed]:
    """What was composed with these faces, whichever the paper."""
    return {}


def words(runs: tuple[Run, ...], size: float, x: float, top: float) -> Iterator[Words]:
    """The runs of a line whose em box has its upper left corner at `x`, `top`."""
    for run in runs:
        yield Words(x + run.dx, top - ASCENT * size, run.font, size, run.text, run.spacing)
