"""Plates as Word tables: exact row heights and cell widths, the same millimetres as in the PDF."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from exports.docx.paragraphs import Settings, paragraph
from exports.docx.runs import Runs, lines
from exports.docx.tables import JUSTIFICATION
from exports.page import Align
from exports.plates import Plate, PlateCell, PlateRow
from exports.typeset.faces import Role
from exports.typeset.layout.plates import LINE, PAD, ROLES

_MM = 1440 / 25.4
_RULE = 'w:val="{kind}" w:sz="4" w:space="0" w:color="000000"'
_CUT = 'w:val="dotted" w:sz="2" w:space="0" w:color="7F7F7F"'
_SIDES = {"t": "top", "l": "left", "b": "bottom", "r": "right"}


def plate_xml(plate: Plate, runs: Runs) -> str:
    """The labels of a plate side by side in one table; a dotted line goes where the PDF has marks to cut along."""
    if not plate.labels:
        return ""
    rows = [_across(plate, number) for number in range(len(plate.labels[0]))]
    edges = sorted({edge for row in rows for edge in _edges(row)})
    grid = "".join(f'<w:gridCol w:w="{end - start}"/>' for start, end in itertools.pairwise(edges))
    pad = round(PAD * 20)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{edges[-1]}" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="{pad}" w:type="dxa"/>'
        f'<w:bottom w:w="0" w:type="dxa"/><w:right w:w="{pad}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
        + "".join(_row(row, height, edges, runs) for row, height in zip(rows, _heights(plate), strict=True))
        + "</w:tbl>"
    )


def _heights(plate: Plate) -> Iterator[float]:
    return (row.height_mm for row in plate.labels[0])


def _across(plate: Plate, number: int) -> tuple[tuple[PlateCell, str], ...]:
    """The cells of a row with the sides on which they are cut, those of all labels with a gap between each two."""
    cells: list[tuple[PlateCell, str]] = []
    for label in plate.labels:
        if cells:
            cells.append((PlateCell("", plate.gap_mm, ruled=""), ""))
        cells += zip(label[number].cells, _cut_sides(plate, label, number), strict=True)
    return tuple(cells)


def _cut_sides(plate: Plate, label: Sequence[PlateRow], number: int) -> Iterator[str]:
    count = len(label[number].cells)
    for place in range(count):
        sides = {"t": number == 0, "b": number == len(label) - 1, "l": place == 0, "r": place == count - 1}
        yield "".join(side for side, is_edge in sides.items() if is_edge and plate.cut)


def _edges(row: Sequence[tuple[PlateCell, str]]) -> tuple[int, ...]:
    """The places of the cells' sides in twips, rounded from the left so that no error adds up."""
    return tuple(round(edge * _MM) for edge in itertools.accumulate((cell.width_mm for cell, _ in row), initial=0.0))


def _row(row: Sequence[tuple[PlateCell, str]], height_mm: float, edges: Sequence[int], runs: Runs) -> str:
    own = _edges(row)
    cells = (
        _cell(cell, cut, end - start, edges.index(end) - edges.index(start), runs)
        for (cell, cut), (start, end) in zip(row, itertools.pairwise(own), strict=True)
    )
    height = f'<w:trHeight w:val="{round(height_mm * _MM)}" w:hRule="exact"/>'
    return f"<w:tr><w:trPr><w:cantSplit/>{height}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(cell: PlateCell, cut: str, width: int, span: int, runs: Runs) -> str:
    role, align = ROLES[cell.letters], JUSTIFICATION[Align.LEFT if cell.left else Align.CENTER]
    settings = Settings(line=round(LINE * cell.size * 20), align=align)
    content = "".join(
        paragraph("TableText", runs.xml(line, role, Role.BODY, cell.size), settings) for line in lines(cell.text)
    )
    borders = "".join(f"<w:{_SIDES[side]} {_border(cell, side)}/>" for side in "tlbr" if side in cell.ruled + cut)
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
        + (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "")
        + (f"<w:tcBorders>{borders}</w:tcBorders>" if borders else "")
        + f'<w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>'
    )


def _border(cell: PlateCell, side: str) -> str:
    if side not in cell.ruled:
        return _CUT
    return _RULE.format(kind="double" if side == "b" and cell.double else "single")
