"""The tables of a Word document (.docx) as the clerk sees them, each with the words that stand above it."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree

from forms.sheet_cells import Cell, Grid, NotASpreadsheet, Table

_BROKEN = (
    zipfile.BadZipFile, etree.LxmlError, OpcError, zlib.error, struct.error, OSError, KeyError, ValueError, TypeError,
    AttributeError, IndexError, EOFError, RuntimeError, NotImplementedError, RecursionError,
)  # fmt: skip
"""What python-docx raises for bytes in memory, depending on where they are damaged."""
_WRAPPERS = {qn(f"w:{name}") for name in ("sdt", "sdtContent", "ins", "customXml", "moveTo", "smartTag")}
"""What may stand around blocks, rows and cells without being seen."""
_UNSEEN = {qn(f"w:{name}") for name in ("pPr", "rPr", "del", "moveFrom", "txbxContent", "instrText", "delText")}
_MARKS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_P, _R, _T, _TBL, _TR, _TC, _VAL = (qn(f"w:{name}") for name in ("p", "r", "t", "tbl", "tr", "tc", "val"))
_WIDEST = 100
"""Columns of a table: Word has no more than 63."""
_TITLES = ("heading", "title", "caption", "标题", "题注")
_UNCOUNTED = ("bullet", "none", None)


def document_tables(path: Path, data: bytes) -> tuple[Table, ...]:
    """Every table in the document of these bytes, those inside cells too. Raises NotASpreadsheet."""
    try:
        document = docx.Document(io.BytesIO(data))
        found: list[Table] = []
        _collect(document.element.body, _styles(document), _numbers(document), found)
    except _BROKEN as error:
        raise NotASpreadsheet(path, "文件已损坏或不完整", "请用Word或WPS打开，另存为新的docx文件后再导入") from error
    if not found:
        raise NotASpreadsheet(path, "文档里没有表格", "请核对是否选对了文件")
    return tuple(found)


def _collect(parent: Any, titles: set[str], numbers: dict[Any, str], found: list[Table]) -> None:
    """Add the tables in `parent` to `found`, in their order; a heading above one counts before any other words."""
    heading = nearest = ""
    for block in _inside(parent, _P, _TBL):
        if block.tag == _P:
            words = " ".join(_text(block).split())
            nearest = words or nearest
            heading = words if words and _value(block, "w:pPr", "w:pStyle") in titles else heading
            continue
        place = len(found)
        found.append(Table(place + 1, heading or nearest, {}, numbered=True))
        grid, cells = _grid(block, numbers)
        found[place] = Table(place + 1, heading or nearest, grid, numbered=True)
        for cell in cells:
            _collect(cell, titles, numbers, found)
        heading = nearest = ""


def _inside(parent: Any, *tags: str) -> Iterator[Any]:
    """The children of these tags, whatever is wrapped around them."""
    for child in parent:
        if child.tag in tags:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _inside(child, *tags)


def _grid(table: Any, numbers: dict[Any, str]) -> tuple[Grid, list[Any]]:
    """The cells of a table, what is merged standing in each of its places, and the elements of the cells."""
    grid: Grid = {}
    elements: list[Any] = []
    above: dict[int, Cell | None] = {}
    for number, row in enumerate(_inside(table, _TR), 1):
        held: dict[int, Cell | None] = {}
        column = 1 + _whole(row, "w:trPr", "w:gridBefore")
        for element in _inside(row, _TC):
            elements.append(element)
            if _continues(element, "w:vMerge"):
                cell = above.get(column)
            elif _continues(element, "w:hMerge"):
                cell = held.get(column - 1)
            else:
                words = _cell_words(element, numbers)
                cell = Cell(words, False) if words.strip() else None
            span = max(1, _whole(element, "w:tcPr", "w:gridSpan"))
            held.update(dict.fromkeys(range(column, min(column + span, _WIDEST + 1)), cell))
            column += span
        filled = {place: cell for place, cell in held.items() if cell is not None}
        if filled and row.find(f"{qn('w:trPr')}/{qn('w:del')}") is None:  # a row deleted while changes were tracked
            grid[number] = filled
        above = held
    return grid, elements


def _continues(element: Any, tag: str) -> bool:
    """Whether a cell goes on with the one above or before it."""
    merge = element.find(f"{qn('w:tcPr')}/{qn(tag)}")
    return merge is not None and merge.get(_VAL, "continue") == "continue"


def _cell_words(element: Any, numbers: dict[Any, str]) -> str:
    """The paragraphs of a cell; a cell without words that is numbered by Word holds that number."""
    paragraphs = list(_inside(element, _P))
    said = list(map(_text, paragraphs))
    nested = next(_inside(element, _TBL), None) is not None
    words = "\n".join(filter(str.strip, said) if nested else said)  # Word ends a cell that holds a table with nothing
    return words if words.strip() else next((numbers[each] for each in paragraphs if each in numbers), "")


def _text(element: Any) -> str:
    """The words that are seen in a paragraph, without text boxes, what is deleted, and what is hidden."""
    parts = []
    for child in element:
        if child.tag == _T:
            parts.append(child.text or "")
        elif child.tag in _MARKS:
            parts.append(_MARKS[child.tag])
        elif isinstance(child.tag, str) and child.tag not in _UNSEEN and not child.tag.endswith("}Fallback"):
            hidden = child.find(f"{qn('w:rPr')}/{qn('w:vanish')}") if child.tag == _R else None
            if hidden is None or hidden.get(_VAL) in ("0", "false", "off"):
                parts.append(_text(child))
    return "".join(parts)


def _value(element: Any, *tags: str) -> str | None:
    """What the property at the end of `tags` says, None when it is not there."""
    found = element.find("/".join(map(qn, tags)))
    return None if found is None else found.get(_VAL)


def _whole(element: Any, *tags: str) -> int:
    """A property that is a number, 0 when it is none."""
    words = _value(element, *tags) or ""
    return min(int(words), _WIDEST) if words.isdecimal() else 0


def _styles(document: Any) -> set[str]:
    """The ids of the styles of headings and captions."""
    return {style.style_id for style in document.styles if str(style.name).lower().startswith(_TITLES)}


def _numbers(document: Any) -> dict[Any, str]:
    """The number that Word writes before each paragraph of a numbered list, as digits."""
    if not document.element.body.findall(f".//{qn('w:numPr')}"):
        return {}
    numbering = document.part.numbering_part.element
    models = {each.get(qn("w:abstractNumId")): each for each in numbering.findall(qn("w:abstractNum"))}
    lists = {
        each.get(qn("w:numId")): models.get(_value(each, "w:abstractNumId")) for each in numbering.findall(qn("w:num"))
    }
    counts: dict[tuple[str, str], int] = {}
    numbers: dict[Any, str] = {}
    for paragraph in document.element.body.iter(_P):
        number, level_of = (_value(paragraph, "w:pPr", "w:numPr", tag) or "0" for tag in ("w:numId", "w:ilvl"))
        place = (number, level_of)
        model = lists.get(place[0])
        levels = model.findall(qn("w:lvl")) if model is not None else ()
        level = next((each for each in levels if each.get(qn("w:ilvl")) == place[1]), None)
        if level is None or _value(level, "w:numFmt") in _UNCOUNTED:
            continue
        counts[place] = counts.get(place, (_whole(level, "w:start") or 1) - 1) + 1
        counts = {each: count for each, count in counts.items() if each[0] != place[0] or each[1] <= place[1]}
        numbers[paragraph] = str(counts[place])
    return numbers
