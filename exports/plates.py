"""Plates: what is printed at its true size to be cut out or pasted on, every cell at its place in millimetres."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Letters(enum.Enum):
    """How a cell of a plate is lettered."""

    PLAIN = "plain"
    """仿宋."""
    HEAD = "head"
    """黑体."""
    NAME = "name"
    """小标宋, for the name of a fonds or a volume."""


@dataclass(frozen=True)
class PlateCell:
    """A cell `width_mm` broad with its text in the middle of its height; `size` in points.

    `ruled` names the sides that have a rule (“tblr”: top, bottom, left, right); with `double` the lower one is double.
    """

    text: str
    width_mm: float
    size: float = 10.5
    letters: Letters = Letters.PLAIN
    left: bool = False
    """Whether the text stands at the left side instead of the middle."""
    ruled: str = "tblr"
    double: bool = False


@dataclass(frozen=True)
class PlateRow:
    """Cells side by side, exactly `height_mm` high."""

    height_mm: float
    cells: tuple[PlateCell, ...]

    @property
    def width_mm(self) -> float:
        """The width of all cells."""
        return sum(cell.width_mm for cell in self.cells)


@dataclass(frozen=True)
class Plate:
    """Labels side by side, `gap_mm` apart, centred in the page; each label is a tuple of rows of one width.

    The labels of a plate have rows of the same heights. With `cut` there are marks to cut along at their corners.
    """

    labels: tuple[tuple[PlateRow, ...], ...]
    gap_mm: float = 6
    cut: bool = False

    @property
    def height_mm(self) -> float:
        """The height of its labels."""
        return sum(row.height_mm for row in self.labels[0]) if self.labels else 0

    @property
    def width_mm(self) -> float:
        """The width of its labels and the gaps between them."""
        return sum(rows[0].width_mm for rows in self.labels) + self.gap_mm * max(len(self.labels) - 1, 0)

    @property
    def texts(self) -> tuple[str, ...]:
        """The words of all cells, row by row across the labels."""
        rows = zip(*self.labels, strict=True)
        return tuple(cell.text for across in rows for row in across for cell in row.cells)
