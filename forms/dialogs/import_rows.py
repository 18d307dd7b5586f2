"""What would come of every row of a table is shown before any is added; the refused rows can be kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from tkinter import ttk
from typing import TYPE_CHECKING

from exports.names import safe_name
from forms import theme
from forms.actions import Add
from forms.background import FILES
from forms.backups import Guarded
from forms.choosing import SHEETS
from forms.dialogs.exporting import offer_folder
from forms.sheet_export import write_list
from forms.sheet_preview import Accepted, ImportPreview
from forms.shell.overlay import Sheet
from forms.widgets.listing import ListColumn, Listing, ListRow
from forms.widgets.sentence import Sentence
from ledger.backup import IMPORT
from ledger.kinds import Kind

if TYPE_CHECKING:
    from forms.app import App

Turn = Callable[[str, Sheet], object]
"""Called with "columns" or "tables", and the sheet that lies below, when these shall be chosen anew."""

_WIDTH = 900
_LEAST = 300
_WIDEST = 14
"""Characters that a column of a table takes at first."""
_LOOKED_AT = 50
"""Rows by which columns are measured."""
_TOLD = 3
"""Rows left out that are told one by one."""
_WHY = "不能导入的原因"


def sheet_width(app: App) -> int:
    """How wide a sheet of tables is, in unscaled pixels: no wider than the window."""
    seen = app.root.winfo_width() * 100 // theme.px(100) - 90
    return min(_WIDTH, seen) if seen > _LEAST else _WIDTH


class Preview:
    """The sheet with the rows that can be imported, and those that cannot."""

    def __init__(self, app: App, kind: Kind, preview: ImportPreview, turn: Turn) -> None:
        self._app, self._preview, self._turn = app, preview, turn
        self._kind, self._adding = kind, False
        count = len(preview.accepted)
        self._width = sheet_width(app)
        buttons = [("add", f"导入{count}条", "main"), ("columns", "改栏目对应", "plain"), ("", "取消", "plain")]
        if len(preview.tables) > 1:
            buttons.insert(2, ("tables", "换一张表", "plain"))
        if preview.rejected:
            buttons.insert(1, ("save", "导出被拒的行", "plain"))
        title = f"导入{self._kind.title}：{preview.source}"
        self.sheet: Sheet = app.overlay.show(title, self._fill, buttons, self._answered, width=self._width)
        self.sheet.buttons["add"].enable(count > 0)

    def _fill(self, body: ttk.Frame) -> ttk.Treeview:
        self._said = Sentence(
            body, text=told(self._preview, self._kind), style="Panel.TLabel", wraplength=theme.px(self._width - 20)
        )
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
                listing.configure(width=theme.px(self._width), height=high)
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
        elif key:
            self._turn(key, self.sheet)
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
            self._said.configure(text=told(self._preview, self._kind), style="Panel.TLabel")
            app.fail(error)

        app.desk.change(Guarded(IMPORT, Add(self._kind.slug, rows)), done, failed)

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


def told(preview: ImportPreview, kind: Kind) -> str:
    """What would come of the table, in sentences."""
    doubts = sum(bool(row.doubt) for row in preview.accepted)
    parts = [f"可以导入{len(preview.accepted)}条" if preview.accepted else "没有可以导入的行"]
    if doubts:
        parts.append(f"其中{doubts}条请核对（见“提示”一栏）")
    if preview.rejected:
        parts.append(f"{len(preview.rejected)}行不能导入，原因见下")
    ignored = f"这些列不是“{kind.title}”的栏目，不导入：{'、'.join(preview.ignored)}。"
    said = "，".join(parts) + "。" + (ignored if preview.ignored else "")
    if preview.left_out:
        more = f"等{len(preview.left_out)}行" if len(preview.left_out) > _TOLD else ""
        said += f"{'，'.join(preview.left_out[:_TOLD])}{more}，不导入。"
    if preview.remembered:
        said += "各列照上次的选择对应栏目。"
    title = next((each.title for each in preview.tables if each.number == preview.table), "")
    if len(preview.tables) > 1:
        said += (
            f"这是文件里的第{preview.table}张表{f'“{title[:_WIDEST]}”' if title else ''}，共{len(preview.tables)}张。"
        )
    return said


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
