"""The tables of a file, of which the clerk takes one."""

from __future__ import annotations

from collections.abc import Callable
from tkinter import ttk
from typing import TYPE_CHECKING

from forms import theme
from forms.dialogs.import_rows import sheet_width
from forms.sheet_preview import ImportPreview, TableName
from forms.widgets.listing import ListColumn, Listing, ListRow
from forms.widgets.sentence import Sentence

if TYPE_CHECKING:
    from forms.app import App

_HOW = "这个文件里有{count}张表，请选要导入的一张；其余的可以过后再导入。"

_COLUMNS = (
    ListColumn("number", "第几张", 5, "right"),
    ListColumn("title", "标题", 16, stretch=True),
    ListColumn("first", "第一行", 26, stretch=True),
    ListColumn("rows", "行数", 5, "right"),
)


class TablesSheet:
    """The sheet with the tables: what stands above each, and its first row."""

    def __init__(self, app: App, preview: ImportPreview, chosen: Callable[[int], object]) -> None:
        self._preview, self._chosen, self._width = preview, chosen, sheet_width(app)
        buttons = (("take", "选这张表", "main"), ("", "取消", "plain"))
        title = f"选择表：{preview.source}"
        self._sheet = app.overlay.show(title, self._fill, buttons, self._answered, width=self._width)

    def _fill(self, body: ttk.Frame) -> ttk.Treeview:
        tables = self._preview.tables
        told = Sentence(
            body,
            text=_HOW.format(count=len(tables)),
            style="Panel.TLabel",
            wraplength=theme.px(self._width - 20),
        )
        told.pack(anchor="w", pady=(0, theme.px(8)))
        self._listing = Listing(body, _COLUMNS, multiple=False, on_open=lambda _: self._sheet.answer("take"))
        self._listing.put(list(map(_row, tables)))
        self._listing.configure(width=theme.px(self._width), height=theme.px(320))
        self._listing.pack(fill="both", expand=True)
        self._listing.select((str(self._preview.table),))
        return self._listing.tree

    def _answered(self, key: str) -> bool:
        """Whether the sheet closes."""
        if key and self._listing.selection:
            self._sheet.close()
            self._chosen(int(self._listing.selection[0]))
        return not key


def _row(table: TableName) -> ListRow:
    cells = (str(table.number), table.title or "（无标题）", table.first, str(table.rows))
    return ListRow(str(table.number), cells, (table.number, table.title, table.first, table.rows))
