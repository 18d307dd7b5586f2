"""The head of the window: which campaign is open, the search box, and what undoes and explains."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk
from typing import TYPE_CHECKING, Any

from forms import theme
from forms.shell.search_box import SearchBox
from forms.widgets.button import Button

if TYPE_CHECKING:
    from forms.app import App


class Header(ttk.Frame):
    """One row: campaign and unit at the left, the search box, undo, redo, history and help at the right."""

    def __init__(self, parent: tk.Misc, app: App) -> None:
        super().__init__(parent, style="Panel.TFrame", padding=(theme.px(12), theme.px(6)))
        self._app = app
        self._campaign = Button(self, "", self._choose, role="quiet", key="换一个台帐库，或新建")
        self._unit = ttk.Label(self, style="PanelSmallMuted.TLabel")
        self.box = SearchBox(self, app)
        tools = ttk.Frame(self, style="Panel.TFrame")
        for words, command, key in (
            ("撤销", app.undo, "Ctrl+Z"),
            ("重做", app.redo, "Ctrl+Y"),
            ("操作记录", self._history, "看做过什么，一次撤销几步"),
            ("帮助", self._help, "F1"),
        ):
            Button(tools, words, command, role="quiet", key=key).pack(side="left")
        # Where room is short the search box gives way first, then the words of the unit.
        parts: tuple[tuple[Any, int, str], ...] = (
            (self._campaign, 0, "w"),
            (self._unit, 1, "w"),
            (self.box, 8, "ew"),
            (tools, 0, "e"),
        )
        for place, (part, weight, stick) in enumerate(parts):
            part.grid(row=0, column=place, sticky=stick, padx=(0, theme.px(12) if place in (1, 2) else 0))
            self.columnconfigure(place, weight=weight)
        self.refresh()

    def refresh(self) -> None:
        """Show the open campaign."""
        campaign = self._app.desk.campaign
        name = campaign.name if len(campaign.name) <= 22 else f"{campaign.name[:22]}……"
        self._campaign.configure(text=f"{name} ▾")
        self._unit.configure(text=f"{campaign.unit}　{campaign.year}年度")

    def search(self) -> None:
        """Put the cursor into the search box."""
        self.box.focus()

    def _choose(self) -> None:
        app = self._app
        menu = tk.Menu(self, tearoff=False)
        for recent in app.preferences.recent:
            if recent.folder != app.desk.path:
                words = f"{recent.campaign}　{recent.unit}　{recent.year}年度"
                menu.add_command(label=words, command=lambda folder=recent.folder: app.open(folder))  # type: ignore[misc]
        if menu.index("end") is not None:
            menu.add_separator()
        menu.add_command(label="打开别的台帐库", command=self._open)
        menu.add_command(label="新建台帐库", command=self._new)
        menu.tk_popup(self._campaign.winfo_rootx(), self._campaign.winfo_rooty() + self._campaign.winfo_height())

    def _open(self) -> None:
        folder = self._app.chooser.folder("打开台帐库：请选择台帐库文件夹")
        if folder is not None:
            self._app.open(folder)

    def _new(self) -> None:
        from forms.dialogs.wizard import begin

        begin(self._app)

    def _history(self) -> None:
        from forms.dialogs.undo_list import show_done

        show_done(self._app)

    def _help(self) -> None:
        from forms.dialogs.help import show_help

        if self._app.shell is not None and self._app.shell.front is not None:
            show_help(self._app, self._app.shell.front)
