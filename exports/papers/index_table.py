"""The table of an index of filed papers: the columns that the unit chose, as broad as what stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exports.page import Align, Column, Content, Grid, Link, Table
from exports.papers.parts import index_date
from ledger.filing import Item, Volume
from ledger.index_columns import IndexColumn

_ACROSS = {Grid.FORM: 170.0, Grid.REGISTER: 257.0}
"""The measure of a table in mm."""
_NEEDS = {
    IndexColumn.SERIAL: 11.0,
    IndexColumn.ORDER: 14.0,
    IndexColumn.ITEM_NO: 13.0,
    IndexColumn.DATE: 19.0,
    IndexColumn.SECRECY: 11.0,
    IndexColumn.PAGES: 11.0,
    IndexColumn.PAGE_NO: 17.0,
    IndexColumn.FIRST_PAGE: 13.0,
    IndexColumn.PAGE_SPAN: 19.0,
    IndexColumn.TERM: 21.0,
    IndexColumn.BOX: 11.0,
    IndexColumn.NOTE: 16.0,
}
"""Columns of a known breadth, in mm of five号 with the white beside it."""
_ARCHIVE_NO = {Grid.FORM: 34.0, Grid.REGISTER: 59.0}
"""A 档号 stands on one line of a landscape page, and on two of a portrait one."""
_SHARES = {IndexColumn.DOC_NO: 1.1, IndexColumn.AUTHOR: 1.1, IndexColumn.TITLE: 2.0}
"""How the other columns share what is left."""
_LEAST = 0.3
"""The share of the table that they have at least; then the columns of a known breadth are narrowed alike."""
_MANY = 8
"""Columns that still stand on a portrait page."""
_LEFT = {*_SHARES, IndexColumn.ARCHIVE_NO, IndexColumn.NOTE}
_NUMBERS = (
    IndexColumn.SERIAL,
    IndexColumn.ORDER,
    IndexColumn.ITEM_NO,
    IndexColumn.PAGES,
    IndexColumn.PAGE_NO,
    IndexColumn.FIRST_PAGE,
    IndexColumn.BOX,
)
_CONTENTS = {IndexColumn.DATE: Content.DATE, **dict.fromkeys(_NUMBERS, Content.NUMBER)}
"""What a spreadsheet sorts and sums; the 件号 keeps its zeros, a span of pages stays words."""


@dataclass(frozen=True)
class IndexRow:
    """An item in an index: its running number there, its pages, its first page in 合订本.pdf, and its 盒号.

    `closes` says that it is the last of its volume.
    """

    serial: int
    item: Item
    volume: Volume
    pages: int
    first: int
    box: int = 0
    closes: bool = False


def index_grid(columns: Sequence[IndexColumn]) -> Grid:
    """Landscape for an index with 档号 (DA/T 22-2015 prefers it), portrait for one like that of GB/T 9705-2008."""
    return Grid.REGISTER if IndexColumn.ARCHIVE_NO in columns or len(columns) > _MANY else Grid.FORM


def index_table(
    columns: Sequence[IndexColumn], rows: Sequence[IndexRow], page: Grid, caption: str = "", *, linked: bool = False
) -> Table:
    """The rows as a table on `page`; with `linked` each leads to its paper in the bound PDF."""
    links = tuple(Link(row.item.key) for row in rows) if linked else ()
    cells = tuple(tuple(_cell(column, row) for column in columns) for row in rows)
    return Table(index_heads(columns, page), cells, caption, links)


def index_heads(columns: Sequence[IndexColumn], page: Grid) -> tuple[Column, ...]:
    """The heads with their widths, which follow from the columns and the page and never from the rows."""
    needs = {**_NEEDS, IndexColumn.ARCHIVE_NO: _ARCHIVE_NO[page]}
    free = max(_ACROSS[page] - sum(needs.get(column, 0) for column in columns), _LEAST * _ACROSS[page])
    share = free / sum(_SHARES.get(column, 0) for column in columns)
    return tuple(
        Column(
            column.value,
            needs.get(column) or share * _SHARES[column],
            Align.LEFT if column in _LEFT else Align.CENTER,
            _CONTENTS.get(column, Content.TEXT),
        )
        for column in columns
    )


def _cell(column: IndexColumn, row: IndexRow) -> str:
    item = row.item
    span = f"{row.first}-{row.first + row.pages - 1}" if row.pages > 1 else str(row.first)
    match column:
        case IndexColumn.SERIAL:
            return str(row.serial)
        case IndexColumn.ORDER | IndexColumn.ITEM_NO:
            return f"{item.number:04d}"
        case IndexColumn.ARCHIVE_NO:
            return item.archive_no
        case IndexColumn.DOC_NO:
            return item.doc_no
        case IndexColumn.AUTHOR:
            return item.author
        case IndexColumn.TITLE:
            return item.title
        case IndexColumn.DATE:
            return index_date(item.date)
        case IndexColumn.SECRECY:
            return item.secrecy
        case IndexColumn.PAGES:
            return str(row.pages)
        case IndexColumn.PAGE_NO:
            return span if row.closes else str(row.first)
        case IndexColumn.FIRST_PAGE:
            return str(row.first)
        case IndexColumn.PAGE_SPAN:
            return span
        case IndexColumn.TERM:
            return row.volume.term
        case IndexColumn.BOX:
            return str(row.box) if row.box else ""
        case IndexColumn.NOTE:
            return item.note
