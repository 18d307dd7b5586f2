"""What a spreadsheet leaves on the clipboard: rows of cells, parted by tabs and line ends."""

from __future__ import annotations

import csv
import io


def several(text: str) -> bool:
    """Whether `text` is more than one cell."""
    inside = text.rstrip("\r\n")
    return "\t" in inside or "\n" in inside


def cells_of(text: str) -> list[list[str]]:
    """The cells, row by row; a cell with line breaks inside comes in quotes, as Excel and WPS write it."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    if lines.count('"') % 2:  # a quote that was meant as a character
        return [line.split("\t") for line in lines.split("\n")]
    return [row or [""] for row in csv.reader(io.StringIO(lines, newline=""), dialect="excel-tab")]
