"""Records out of a file or the clipboard: read, the tables and columns chosen where that is needed, and looked at."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from exports.errors import CannotWrite
from exports.names import safe_name
from forms import import_work
from forms.background import FILES, THINK
from forms.choosing import SHEETS, TABLES
from forms.clipboard_table import read_table
from forms.dialogs.exporting import offer_folder
from forms.dialogs.import_columns import ColumnsSheet
from forms.dialogs.import_rows import Preview
from forms.dialogs.import_tables import TablesSheet
from forms.import_memory import remembered, with_choice
from forms.import_work import Reading
from forms.sheet_preview import ImportPreview, preview_pasted
from forms.sheet_template import template
from forms.shell.overlay import Sheet, words
from forms.tables.columns import Wishes
from ledger.durable import replace_file
from ledger.kinds import Kind

if TYPE_CHECKING:
    from forms.app import App

_HOW = (
    "从Excel表（.xlsx）、CSV文件或Word文档（.docx）的表里一次登记多条{title}。表头写栏目名称，下面一行一条；栏目先后不限，"
    "叫法不同的可以逐列改成对应的栏目。还没有表时，先下载空白表，照里面的“填写说明”填好再来导入。"
    "导入之前会先列出每一行行不行。"
)
_NOTHING = (
    "剪贴板里没有可以粘贴的内容。请在表格软件里选中要登记的行（连同写着栏目名称的那一行），按 Ctrl+C 复制，再来粘贴。"
)


def import_sheet(app: App, kind: Kind) -> None:
    """Ask for a file, and show what it would add."""

    def answered(key: str) -> bool:
        if key == "template":
            _save_template(app, kind)
            return False
        path = app.chooser.file(f"导入{kind.title}", TABLES) if key == "file" else None
        if path is not None:
            sheet.close()
            Course(app, kind, path).begin()
        return not key

    buttons = (("file", "选择文件", "main"), ("template", "下载空白表", "plain"), ("", "取消", "plain"))
    sheet = app.overlay.show(
        f"从表格导入{kind.title}", lambda body: words(body, _HOW.format(title=kind.title)), buttons, answered
    )


def import_pasted(app: App, kind: Kind) -> None:
    """Show what the table on the clipboard would add."""
    try:
        text = str(app.root.clipboard_get())
    except tk.TclError:  # nothing there, or a picture
        text = ""
    if not text.strip():
        app.overlay.tell(f"粘贴{kind.title}", _NOTHING)
    else:
        Course(app, kind, None, text).begin()


class Course:
    """One import, from reading the table to adding its rows; it is read anew whenever another choice is made."""

    def __init__(self, app: App, kind: Kind, path: Path | None, text: str = "") -> None:
        self._app, self._kind, self._path, self._text = app, kind, path, text

    def begin(self) -> None:
        """Read the table as its heads say, or as the clerk chose for such heads before."""
        self._read(Wishes(remembered=remembered(self._app.preferences), asking=True))

    def _read(self, wishes: Wishes) -> None:
        if self._path is None:
            self._read_text(wishes)
        else:
            self._read_file(self._path, wishes)

    def _read_text(self, wishes: Wishes) -> None:
        app, text, kind, snapshot = self._app, self._text, self._kind, self._app.desk.snapshot
        app.background.run(
            lambda: preview_pasted(read_table(text), kind, snapshot, wishes),
            lambda preview: self._show(preview, wishes),
            lane=THINK,
        )

    def _read_file(self, path: Path, wishes: Wishes) -> None:
        """Read a file in the process apart, which may take long; the clerk can think better of it."""
        app = self._app
        sheet = app.overlay.show(
            "导入",
            lambda body: words(body, f"正在读“{path.name}”，表很大时要等一会儿……"),
            (("", "取消", "plain"),),
            lambda _: handle.drop(),
        )

        def done(preview: ImportPreview) -> None:
            sheet.close()
            self._show(preview, wishes)

        def failed(error: Exception) -> None:
            sheet.close()
            app.fail(error)

        reading = Reading(path, self._kind.slug, app.desk.snapshot, wishes)
        handle = app.apart.run(import_work.read, reading, done=done, failed=failed)

    def _show(self, preview: ImportPreview, wishes: Wishes) -> None:
        """The rows; before that which table is meant, or which column is which, when the file does not tell."""
        if preview.unsure:
            self._ask_table(preview, wishes, None)
        elif preview.unmatched or (wishes.chosen is None and preview.hopeless):
            self._ask_columns(preview, wishes, None)
        else:
            asks = {"columns": self._ask_columns, "tables": self._ask_table}
            Preview(self._app, self._kind, preview, lambda key, below: asks[key](preview, wishes, below))

    def _ask_table(self, preview: ImportPreview, wishes: Wishes, below: Sheet | None) -> None:
        def chosen(number: int) -> None:
            self._again(replace(wishes, table=number, chosen=None), below)

        TablesSheet(self._app, preview, chosen)

    def _ask_columns(self, preview: ImportPreview, wishes: Wishes, below: Sheet | None) -> None:
        def chosen(names: Sequence[str]) -> None:
            fields = {column.number: name for column, name in zip(preview.columns, names, strict=True)}
            self._app.remember(with_choice(self._app.preferences, preview.key, names))
            self._again(replace(wishes, table=preview.table, chosen=fields), below)

        ColumnsSheet(self._app, self._kind, preview, chosen)

    def _again(self, wishes: Wishes, below: Sheet | None) -> None:
        if below is not None:
            below.close()
        self._read(wishes)


def _save_template(app: App, kind: Kind) -> None:
    path = app.chooser.save("下载空白表", f"{safe_name(kind.title)}空白表.xlsx", SHEETS)
    if path is None:
        return

    def write() -> None:
        try:
            replace_file(path, template(kind))  # the dialog of the system has asked about a file that is there
        except OSError as error:
            raise CannotWrite(path, error) from error

    app.background.run(write, lambda _: offer_folder(app, path, "空白表已写好"), lane=FILES)
