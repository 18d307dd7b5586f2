"""The row above a document: its title, the number of the page, and the buttons of zoom and turning."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk

from forms import theme
from forms.toolkit import ctk
from forms.widgets.button import Button
from forms.widgets.viewer_pages import PAGE, WIDTH, PageView

_GAP = 4
_TITLE = 160
"""The least width of a title beside the buttons."""


class ViewerBar(ttk.Frame):
    """Shows the state of a PageView and changes it; `tell()` after it changed by other means."""

    def __init__(self, parent: tk.Misc, pages: PageView) -> None:
        super().__init__(parent)
        self._pages = pages
        self._told: tuple[bool, str] | None = None
        # With a width the label asks for one character and takes what room there is.
        self._title = ttk.Label(self, style="Bold.TLabel", width=1)
        self._number = tk.StringVar(self)
        self._numbers, self._views = ttk.Frame(self), ttk.Frame(self)
        self._entry = self._number_entry()
        self._count = ttk.Label(self._numbers, style="TLabel")
        self._percent = ttk.Label(self._numbers, style="TLabel", anchor="center", width=6)
        self._buttons = self._make_buttons()
        self._place()
        self.bind("<Configure>", self._fit, add="+")

    def _number_entry(self) -> ctk.CTkEntry:
        entry = ctk.CTkEntry(
            self._numbers,
            textvariable=self._number,
            width=56,
            height=30,
            justify="center",
            font=theme.ctk_font("input"),
            bg_color=theme.pair("ground"),
            border_width=1,
        )
        entry.bind("<Return>", self._go)
        entry.bind("<KP_Enter>", self._go)
        entry.bind("<Escape>", self._leave)
        entry.bind("<FocusIn>", lambda event: entry.select_range(0, "end"))
        entry.bind("<FocusOut>", lambda event: self.tell())
        return entry

    def _make_buttons(self) -> dict[str, Button]:
        pages, numbers, views = self._pages, self._numbers, self._views
        return {
            "smaller": Button(numbers, "－", lambda: pages.step_zoom(-1), key="缩小（Ctrl+减号）", width=32),
            "larger": Button(numbers, "＋", lambda: pages.step_zoom(1), key="放大（Ctrl+加号）", width=32),
            WIDTH: Button(views, "适合宽度", lambda: pages.set_fit(WIDTH), key="页面与窗口一样宽"),
            PAGE: Button(views, "整页", lambda: pages.set_fit(PAGE), key="一屏看一整页"),
            "turn": Button(views, "旋转", pages.turn, key="只转着看，不改动文件（Ctrl+R）"),
        }

    def _place(self) -> None:
        self.columnconfigure(0, weight=1)
        buttons = self._buttons
        word = ttk.Label(self._numbers, text="第", style="TLabel")
        numbers = (word, self._entry, self._count, buttons["smaller"], self._percent, buttons["larger"])
        views = (buttons[WIDTH], buttons[PAGE], buttons["turn"])
        for row in (numbers, views):
            for column, widget in enumerate(row):
                before = 3 * theme.px(_GAP) if widget in (buttons["smaller"], buttons["turn"]) else 0
                widget.grid(row=0, column=column, padx=(before, theme.px(_GAP)), pady=theme.px(_GAP))
        self._rows = 0
        self._arrange(1)

    def _arrange(self, rows: int) -> None:
        """Everything in one row; or the title above the rest; or the views below, too."""
        if rows != self._rows:
            self._rows = rows
            self._title.grid(row=0, column=0, columnspan=1 if rows == 1 else 3, sticky="ew", padx=(0, theme.px(_GAP)))
            self._numbers.grid(row=min(rows - 1, 1), column=1 if rows == 1 else 0, sticky="w")
            indent = 0 if rows == 3 else 2 * theme.px(_GAP)
            self._views.grid(row=rows - 1, column=(2, 1, 0)[rows - 1], sticky="w", padx=(indent, 0))

    def show_title(self, title: str) -> None:
        """Name what is shown."""
        self._title.configure(text=title)

    def tell(self) -> None:
        """Show the page, the zoom and what can be done now."""
        pages, document = self._pages, self._pages.document
        self._number.set(str(pages.page + 1) if document else "")
        self._count.configure(text=f"/ {len(document.sizes)} 页" if document else "页")
        self._percent.configure(text=f"{pages.zoom * 100:.0f}%" if document else "")
        self._entry.configure(state="normal" if document else "disabled")
        state = document is not None, pages.fit
        if state != self._told:  # drawing buttons is slow, and pages go by quickly
            self._told = state
            self._tell_buttons(*state)

    def _tell_buttons(self, enabled: bool, fit: str) -> None:
        for key, button in self._buttons.items():
            button.enable(enabled)
            if key in (WIDTH, PAGE):
                button.configure(fg_color=theme.pair("accent_soft" if enabled and fit == key else "field"))

    def _go(self, event: object) -> str:
        """To the page that was typed; what is no number is put back."""
        try:
            page = int(self._number.get().strip())
        except ValueError:
            page = self._pages.page + 1
        self._pages.go(page - 1)
        return self._leave()

    def _leave(self, event: object = None) -> str:
        self.tell()
        self._pages.canvas.focus_set()
        return "break"

    def _fit(self, event: object) -> None:
        """Take as many rows as the width of the window wants."""
        numbers, views = self._numbers.winfo_reqwidth(), self._views.winfo_reqwidth() + 2 * theme.px(_GAP)
        if self.winfo_width() >= numbers + views + theme.px(_TITLE):
            self._arrange(1)
        else:
            self._arrange(2 if self.winfo_width() >= numbers + views else 3)
