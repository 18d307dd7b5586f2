"""Records out of a spreadsheet or the clipboard: what would come of every row is shown before any is added."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Iterable, Sequence
from pathlib import Path
from tkinter import ttk
from typing import TYPE_CHECKING

from exports.errors import CannotWrite
from exports.names import safe_name
from forms import import_work, theme
from forms.actions import Add
from forms.background import FILES, THINK
from forms.choosing import SHEETS
from forms.clipboard_table import read_table
from forms.dialogs.exporting import offer_folder
from forms.import_work import Reading
from forms.sheet_export import write_list
from forms.sheet_preview import Accepted, ImportPreview, preview_pasted
from forms.sheet_template import template
from forms.shell.overlay import Sheet, words
from forms.widgets.listing import ListColumn, Listing, ListRow
from forms.widgets.sentence import Sentence
from ledger.durable import replace_file
from ledger.kinds import Kind, kind_of

if TYPE_CHECKING:
    from forms.app import App

_WIDTH = 900
_WIDEST = 14
"""Characters that a column of a table takes at first."""
_LOOKED_AT = 50
"""Rows by which columns are measured."""
_WHY = "不能导入的原因"
_HOW = (
    "从一张Excel表（.xlsx）里一次登记多条{title}。表的第一行写栏目名称，下面一行一条；栏目先后不限，多出的不导入。"
    "还没有表时，先下载空白表，照里面的“填写说明”填好再来导入。导入之前会先列出每一行行不行。"
)
_NOTHING = (
    "剪贴板里没有可以粘贴的内容。请在表格软件里选中要登记的行（连同写着栏目名称的那一行），按 Ctrl+C 复制，再来粘贴。"
)


def import_sheet(app: App, kind: Kind) -> None:
    """Ask for a workbook, and show what it would add."""

    def answered(key: str) -> bool:
        if key == "template":
            _save_template(app, kind)
            return False
        path = app.chooser.file(f"导入{kind.title}", SHEETS) if key == "file" else None
        if path is not None:
            sheet.close()
            _read(app, kind, path)
        return not key

    buttons = (("file", "选择文件", "main"), ("template", "下载空白表", "plain"), ("", "取消", "plain"))
    sheet = app.overlay.show(
        f"从 Excel 导入{kind.title}", lambda body: words(body, _HOW.format(title=kind.title)), buttons, answered
    )


def import_pasted(app: App, kind: Kind) -> None:
    """Show what the table on the clipboard would add."""
    try:
        text = str(app.root.clipboard_get())
    except tk.TclError:  # nothing there, or a picture
        text = ""
    if not text.strip():
        app.overlay.tell(f"粘贴{kind.title}", _NOTHING)
        return
    snapshot = app.desk.snapshot
    app.background.run(
        lambda: preview_pasted(read_table(text), kind, snapshot), lambda preview: Preview(app, preview), lane=THINK
    )


def _read(app: App, kind: Kind, path: Path) -> None:
    """Read a workbook in the process apart, which may take long; the clerk can think better of it."""
    sheet = app.overlay.show(
        "导入",
        lambda body: words(body, f"正在读“{path.name}”，表很大时要等一会儿……"),
        (("", "取消", "plain"),),
        lambda _: handle.drop(),
    )

    def done(preview: ImportPreview) -> None:
        sheet.close()
        Preview(app, preview)

    def failed(error: Exception) -> None:
        sheet.close()
        app.fail(error)

    handle = app.apart.run(import_work.read, Reading(path, kind.slug, app.desk.snapshot), done=done, failed=failed)


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


class Preview:
    """The sheet with the rows that can be imported, and those that cannot."""

    def __init__(self, app: App, preview: ImportPreview) -> None:
        self._app, self._preview = app, preview
        self._kind, self._adding = kind_of(preview.kind), False
        count = len(preview.accepted)
        buttons = [("add", f"导入{count}条", "main"), ("", "取消", "plain")]
        if preview.rejected:
            buttons.insert(1, ("save", "导出被拒的行", "plain"))
        title = f"导入{self._kind.title}：{preview.source}"
        self.sheet: Sheet = app.overlay.show(title, self._fill, buttons, self._answered, width=_WIDTH)
        self.sheet.buttons["add"].enable(count > 0)

    def _fill(self, body: ttk.Frame) -> ttk.Treeview:
        self._said = Sentence(body, text=told(self._preview), style="Panel.TLabel", wraplength=theme.px(_WIDTH - 20))
        self._said.pack(anchor="w", pady=(0, theme.px(8)))
        preview, lists = self._preview, []
        table = ttk.Frame(body, style="Panel.TFrame")
        table.columnconfigure(0, weight=1)
        table.pack(fill="both", expand=True)
        high = theme.px(200 if preview.accepted and preview.rejected else 400)
        for place, (rows, heading, listed) in enumerate(
            ((preview.accepted, "可以导入的行", _accepted), (preview.rejected, "不能导入的行", _rejected))
        ):
            if rows:
                label = ttk.Label(table, text=heading, style="PanelBold.TLabel")
                label.grid(row=place * 2, column=0, sticky="w", pady=theme.px(6))
                listing = listed(table, preview)
                listing.configure(width=theme.px(_WIDTH), height=high)
                listing.grid(row=place * 2 + 1, column=0, sticky="nsew")
                listing.select((listing.shown_rows()[0].uid,))
                # In a low window both lists give way alike.
                table.rowconfigure(place * 2 + 1, weight=1, uniform="lists")
                lists.append(listing)
        return lists[0].tree

    def _answered(self, key: str) -> bool:
        """Whether the sheet closes."""
        if key == "add":
            self._add()
        elif key == "save":
            self._save_rejected()
        return not key and not self._adding

    def _add(self) -> None:
        app, rows = self._app, tuple(row.data for row in self._preview.accepted)
        self._work(True)
        self._said.configure(text=f"正在导入{len(rows)}条，请稍候……", style="PanelBold.TLabel")

        def done(_: object) -> None:
            self._adding = False
            self.sheet.close()
            app.say(f"已导入{len(rows)}条{self._kind.title}，可按 Ctrl+Z 一次撤销", "good")

        def failed(error: Exception) -> None:
            self._work(False)
            self._said.configure(text=told(self._preview), style="Panel.TLabel")
            app.fail(error)

        app.desk.change(Add(self._kind.slug, rows), done, failed)

    def _work(self, on: bool) -> None:
        """While rows are added nothing is pressed."""
        self._adding = on
        for button in self.sheet.buttons.values():
            button.enable(not on)

    def _save_rejected(self) -> None:
        app, preview = self._app, self._preview
        name = f"{safe_name(self._kind.title)}没有导入的行.xlsx"
        path = app.chooser.save("导出被拒的行", name, SHEETS)
        if path is None:
            return
        labels = ("行号", *preview.labels, _WHY)
        rows = [(str(row.number), *row.cells, row.sentence) for row in preview.rejected]
        sentence = f"已导出没有导入的{len(rows)}行，改好后可以直接用它再导入"
        app.background.run(
            lambda: write_list(path, self._kind.title, labels, rows, replace=True),
            lambda _: offer_folder(app, path, sentence),
            lane=FILES,
        )


def told(preview: ImportPreview) -> str:
    """What would come of the table, in sentences."""
    doubts = sum(bool(row.doubt) for row in preview.accepted)
    parts = [f"可以导入{len(preview.accepted)}条" if preview.accepted else "没有可以导入的行"]
    if doubts:
        parts.append(f"其中{doubts}条请核对（见“提示”一栏）")
    if preview.rejected:
        parts.append(f"{len(preview.rejected)}行不能导入，原因见下")
    ignored = f"这些列不是“{kind_of(preview.kind).title}”的栏目，不导入：{'、'.join(preview.ignored)}。"
    return "，".join(parts) + "。" + (ignored if preview.ignored else "")


def _accepted(body: ttk.Frame, preview: ImportPreview) -> Listing:
    doubtful = any(row.doubt for row in preview.accepted)
    columns = [ListColumn("number", "行号", 4, "right")]
    columns += [ListColumn("doubt", "提示", 20, stretch=True)] if doubtful else []
    columns += _columns(preview.labels, [row.cells for row in preview.accepted[:_LOOKED_AT]], stretch=not doubtful)

    def row_of(row: Accepted) -> ListRow:
        cells = (str(row.number), *((row.doubt,) if doubtful else ()), *row.cells)
        return ListRow(str(row.number), cells, (row.number, *cells[1:]), "warn" if row.doubt else "")

    return _listed(body, columns, map(row_of, preview.accepted))


def _rejected(body: ttk.Frame, preview: ImportPreview) -> Listing:
    columns = [
        ListColumn("number", "行号", 4, "right"),
        ListColumn("why", "为什么", 26, stretch=True),
        *_columns(preview.labels, [row.cells for row in preview.rejected[:_LOOKED_AT]]),
    ]
    rows = (
        ListRow(str(row.number), (str(row.number), row.sentence, *row.cells), (row.number, row.sentence, *row.cells))
        for row in preview.rejected
    )
    return _listed(body, columns, rows)


def _listed(body: ttk.Frame, columns: Sequence[ListColumn], rows: Iterable[ListRow]) -> Listing:
    listing = Listing(body, columns, multiple=False)
    listing.put(list(rows))
    return listing


def _columns(labels: Sequence[str], rows: Sequence[Sequence[str]], *, stretch: bool = False) -> list[ListColumn]:
    """A column for each label, as broad as its first words need; those of many words stretch."""
    widths = [
        min(_WIDEST, max(len(label) + 1, *(len(row[place]) for row in rows))) for place, label in enumerate(labels)
    ]
    return [
        ListColumn(f"cell{place}", label, width, stretch=stretch and width == max(widths))
        for place, (label, width) in enumerate(zip(labels, widths, strict=True))
    ]
