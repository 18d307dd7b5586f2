"""Which column of a table is which field: each can be changed, and its first cells are shown as they would be read."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk
from typing import TYPE_CHECKING

from forms import theme
from forms.dialogs.import_rows import sheet_width
from forms.sheet_preview import ImportPreview
from forms.tables.columns import SKIP, Column, TwiceChosen, as_read
from forms.tables.heads import importable
from forms.widgets.choice_box import ChoiceBox
from forms.widgets.scroll_area import ScrollArea
from forms.widgets.sentence import Sentence
from ledger.fields import Choice
from ledger.kinds import Kind

if TYPE_CHECKING:
    from forms.app import App

_HOW = "左边是表里的列，中间选登记到哪一栏，右边是前几行读出来的样子；不要的列选“不导入”。下次表头相同，照这次选。"
_NO_HEAD = "表里没有认出“{title}”的表头。看作表头的是“{head}”这一行，它本身不导入；请逐列选登记到哪一栏。"
_HEADS = ("表里的列", "登记到", "前几行读出来是")
_LEFT, _MIDDLE = 190, 200
"""Pixels of the columns of heads and of choices."""
_HIGH = 400
_CELL, _HEAD = 18, 40
"""Characters of a cell and of a head that are shown."""


class ColumnsSheet:
    """The sheet with a line for each column."""

    def __init__(self, app: App, kind: Kind, preview: ImportPreview, chosen: Callable[[Sequence[str]], object]) -> None:
        self._app, self._kind, self._preview, self._chosen = app, kind, preview, chosen
        self._labels = {SKIP: "", **{field.label: field.name for field in importable(kind)}}
        self._width = sheet_width(app)
        self._lines: list[_Line] = []
        buttons = (("done", "按此核对各行", "main"), ("", "取消", "plain"))
        title = f"栏目对应：{preview.source}"
        self._sheet = app.overlay.show(title, self._fill, buttons, self._answered, width=self._width)
        self._told()

    def _fill(self, body: ttk.Frame) -> tk.Misc:
        head = "、".join(column.head for column in self._preview.columns)
        said = _NO_HEAD.format(title=self._kind.title, head=head[:_HEAD]) if self._preview.unmatched else _HOW
        wide = theme.px(self._width - 20)
        Sentence(body, text=said, style="Panel.TLabel", wraplength=wide).pack(anchor="w")
        self._fault = Sentence(body, style="PanelMuted.TLabel", wraplength=wide)
        self._fault.pack(anchor="w", side="bottom", pady=(theme.px(8), 0))
        area = ScrollArea(body)
        area.configure(height=theme.px(_HIGH), width=theme.px(self._width))
        area.grid_propagate(False)
        area.pack(fill="both", expand=True, pady=(theme.px(8), 0))
        for place, (words, least) in enumerate(zip(_HEADS, (_LEFT, _MIDDLE, 0), strict=True)):
            area.body.columnconfigure(place, minsize=theme.px(least), weight=int(not least))
            label = ttk.Label(area.body, text=words, style="PanelSmallMuted.TLabel")
            label.grid(row=0, column=place, sticky="w", padx=(0, theme.px(12)))
        room = theme.px(self._width - _LEFT - _MIDDLE - 60)
        for row, column in enumerate(self._preview.columns, 1):
            self._lines.append(_Line(area.body, row, column, self, room))
        return self._lines[0].box.inner

    def labels(self) -> tuple[str, ...]:
        """What can be chosen for a column."""
        return tuple(self._labels)

    def label_of(self, name: str) -> str:
        """What is written for a field."""
        return self._kind.field(name).label if name else SKIP

    def read(self, column: Column, label: str) -> tuple[tuple[str, ...], str]:
        """The first cells of a column as the field of this label shows them, and a fault."""
        return as_read(column, self._labels.get(label, ""), self._kind, self._app.desk.context())

    def changed(self) -> None:
        """Another field was chosen for a column."""
        if len(self._lines) == len(self._preview.columns):
            self._told()

    def _told(self) -> None:
        """Say what stands in the way, or what is still missing; nothing goes on before."""
        fault = self._problem()
        names = [self._labels.get(line.label) for line in self._lines]
        missing = [field.label for field in importable(self._kind) if field.essential and field.name not in names]
        hint = f"还没有哪一列登记到“{'、'.join(missing)}”，缺了它每一行都不能导入。" if missing else ""
        self._fault.configure(text=fault or hint, style="PanelBad.TLabel" if fault else "PanelWarn.TLabel")
        self._sheet.buttons["done"].enable(not fault)

    def _problem(self) -> str:
        labels = [line.label for line in self._lines]
        for line in self._lines:
            if line.label not in self._labels:
                return f"{line.column.place}“{line.column.head}”：没有“{line.label}”这一栏，请从列出的里面选。"
        given = [label for label in labels if label != SKIP]
        twice = next((label for label in given if given.count(label) > 1), "")
        return str(TwiceChosen(twice)) if twice else "" if given else "请至少给一列选登记到哪一栏。"

    def _answered(self, key: str) -> bool:
        """Whether the sheet closes."""
        if key and not self._problem():
            self._sheet.close()
            self._chosen([self._labels[line.label] for line in self._lines])
        return not key


class _Line:
    """One column: its head, the choice of its field, and its first cells."""

    def __init__(self, body: ttk.Frame, row: int, column: Column, sheet: ColumnsSheet, room: int) -> None:
        self.column, self._sheet = column, sheet
        gap = theme.px(12)
        head = column.head if len(column.head) <= _HEAD else f"{column.head[:_HEAD]}……"
        label = Sentence(body, text=f"{column.place}　{head}", style="Panel.TLabel", wraplength=theme.px(_LEFT) - gap)
        label.grid(row=row, column=0, sticky="w", padx=(0, gap), pady=theme.px(3))
        field = Choice(name="field", label=column.head, choices=sheet.labels())
        self.box = ChoiceBox(body, field, lambda: sheet._app.desk.context())
        self.box.put(sheet.label_of(column.field))
        self.box.grid(row=row, column=1, sticky="ew", padx=(0, gap), pady=theme.px(3))
        self._shown = Sentence(body, style="PanelMuted.TLabel", wraplength=room)
        self._shown.grid(row=row, column=2, sticky="w", pady=theme.px(3))
        self.box.on_change(self._changed)
        self._show()

    @property
    def label(self) -> str:
        """What is chosen; blank is not to be imported."""
        return str(self.box.typed() or "").strip() or SKIP

    def _changed(self) -> None:
        self._show()
        self._sheet.changed()

    def _show(self) -> None:
        shown, why = self._sheet.read(self.column, self.label)
        cells = "｜".join(words if len(words) <= _CELL else f"{words[:_CELL]}……" for words in shown if words)
        style = "PanelBad.TLabel" if why else "PanelMuted.TLabel" if self.label == SKIP else "Panel.TLabel"
        self._shown.configure(text=f"{cells}\n{why}" if why else cells or "（空）", style=style)
