"""Breaking sentences into lines: Tk by itself begins lines with a full stop and ends them with a quote."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

NOT_FIRST = "，。、；：？！）》〉”’】〕…—·％%)]}"
NOT_LAST = "（《〈“‘【〔([{"

_PIECES = re.compile(r"[A-Za-z0-9_./\\:@~+-]+|.", re.DOTALL)
"""Latin words, numbers and paths stay whole; everything else may be broken between any two characters."""


def broken(text: str, width: int, measure: Callable[[str], int]) -> str:
    """`text` with line ends so that no line is wider than `width`, as `measure` tells it; its own line ends stay."""
    return "\n".join(line for paragraph in text.split("\n") for line in _lines(paragraph, width, measure))


def _lines(paragraph: str, width: int, measure: Callable[[str], int]) -> Iterator[str]:
    line = ""
    for unit in _units(paragraph):
        if line and measure((line + unit).rstrip()) > width:
            yield line.rstrip()
            line = ""
            unit = unit.lstrip()
        while measure(unit) > width and len(unit) > 1:
            most = _fitting(unit, width, measure)
            yield unit[:most]
            unit = unit[most:]
        line += unit
    yield line.rstrip()


def _units(paragraph: str) -> Iterator[str]:
    """Pieces that must not be parted: a mark with what it closes, a bracket with what it opens."""
    unit = ""
    for found in _PIECES.finditer(paragraph):
        piece = found[0]
        if unit and piece not in NOT_FIRST and unit[-1] not in NOT_LAST:
            yield unit
            unit = ""
        unit += piece
    if unit:
        yield unit


def _fitting(unit: str, width: int, measure: Callable[[str], int]) -> int:
    """How many characters of a unit that is too wide stand in one line; one at least."""
    return next((most for most in range(len(unit) - 1, 1, -1) if measure(unit[:most]) <= width), 1)
