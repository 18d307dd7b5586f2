"""Chinese line breaking: 禁则 at both ends of a line, nothing lost, and every line made to fit its measure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from exports.page import Align
from exports.typeset.faces import Faces, Role


@dataclass(frozen=True)
class Setting:
    """How text is set: role, type size in points, and the advance of a full-width character in points."""

    role: Role
    size: float
    pitch: float


@dataclass(frozen=True)
class Line:
    """One line: its text, its natural width in points, and whether it ends the paragraph."""

    text: str
    width: float
    last: bool


@dataclass(frozen=True)
class Run:
    """A piece drawn in one font, `dx` points from the line's start, `spacing` points added after each character."""

    dx: float
    font: str
    text: str
    spacing: float


def break_lines(
    text: str, setting: Setting, faces: Faces, widths: Callable[[int], float] | float
) -> tuple[Line, ...]:
    """Break one paragraph (no newlines) into lines; `widths` is the measure in points, or that of the i-th line."""
    raise NotImplementedError


def place(line: Line, setting: Setting, faces: Faces, measure: float, align: Align) -> tuple[Run, ...]:
    """The runs of a line, aligned in `measure` points; a justified last line is not stretched."""
    raise NotImplementedError
