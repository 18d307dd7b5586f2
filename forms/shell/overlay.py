"""Sheets that lie over the window: questions, messages and dialogs, without a window of their own."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk

from forms import theme
from forms.shell.focus import first_in
from forms.widgets.button import Button
from forms.widgets.sentence import Sentence

Buttons = Sequence[tuple[str, str, str]]
"""Key, words and role (see Button) of each button; the first one is on the right, where the eye ends."""

Fill = Callable[[ttk.Frame], tk.Misc | None]
"""Puts the content into a frame, and gives the widget that gets the focus."""

_SETTLED = 200
"""Milliseconds after which the system has given the keyboard to a new window."""


class Sheet:
    """One sheet that is shown; `close` takes it away."""

    def __init__(self, frame: tk.Frame, answered: Callable[[str], None], back: tk.Misc | None) -> None:
        self.frame, self.answer, self._back = frame, answered, back
        self.buttons: dict[str, Button] = {}
        self.first: tk.Misc | None = None
        """What has the keyboard first."""
        self.above_all = False
        self.commands: dict[str, Callable[[], object]] = {}
        """What the keys of the window do while it lies on top: those of a screen, and "confirm" for Enter in a line."""

    def close(self) -> None:
        """Take the sheet away and give the focus back."""
        if not self.frame.winfo_exists():
            return
        self.frame.destroy()
        if self._back is not None and self._back.winfo_exists() and self._back.winfo_viewable():
            self._back.focus_set()


class Overlay:
    """The sheets of one window, the last shown on top; keys and Tab stay within it."""

    def __init__(self, root: tk.Tk) -> None:
        self._root = root
        self._sheets: list[Sheet] = []
        root.bind("<FocusIn>", self._regain, add="+")

    @property
    def top(self) -> Sheet | None:
        """The sheet on top, None when there is none."""
        self._sheets = [sheet for sheet in self._sheets if sheet.frame.winfo_exists()]
        return self._sheets[-1] if self._sheets else None

    def show(
        self,
        title: str,
        fill: Fill,
        buttons: Buttons,
        then: Callable[[str], object] | None = None,
        *,
        width: int = 560,
        full: bool = False,
        above_all: bool = False,
    ) -> Sheet:
        """Show a sheet. A button calls `then` with its key, Esc with ""; the sheet closes unless `then` gives False.

        It is `width` pixels wide, or as large as the window when `full`. One `above_all`, of which there is one at a
        time, stays on top of those that are shown after it: what they say is seen when it is gone.
        """
        back = self._root.focus_get()
        cover = tk.Frame(self._root, background=theme.colour("ground"))
        sheet = Sheet(cover, lambda key: self._answered(sheet, key, then), back)
        sheet.above_all = above_all
        edge = ttk.Frame(cover, style="Line.TFrame", padding=1)
        card = ttk.Frame(edge, style="Panel.TFrame", padding=theme.px(20))
        card.pack(fill="both", expand=True)
        ttk.Label(card, text=title, style="PanelHead.TLabel").pack(anchor="w", pady=(0, theme.px(10)))
        self._row(card, sheet, buttons)
        body = ttk.Frame(card, style="Panel.TFrame", width=theme.px(width))
        body.pack(fill="both", expand=True)
        focus = fill(body)
        ttk.Frame(body, style="Panel.TFrame", width=theme.px(width)).pack()
        cover.place(x=0, y=0, relwidth=1, relheight=1)
        edge.place(relx=0.5, rely=0.5, anchor="center")
        if full:
            # The sizes are added to those relative to the window, which it follows.
            edge.place_configure(relwidth=1, relheight=1, width=-theme.px(24), height=-theme.px(24))
        else:
            self._fit(edge)
        self._sheets.append(sheet)
        # Python sorts stably: only one that is above all changes its place.
        self._sheets.sort(key=lambda each: each.above_all)
        top = self.top
        if top is not None and top is not sheet:
            top.frame.lift()
        cover.update_idletasks()
        sheet.first = focus or next(iter(sheet.buttons.values()), None) or first_in(cover)
        if sheet.first is not None and top is sheet:
            sheet.first.focus_set()
            # The system may give the keyboard to a window that opens only now, and to the window itself.
            self._root.after(_SETTLED, self._regain)
        return sheet

    def tell(self, title: str, sentence: str, then: Callable[[], object] | None = None) -> Sheet:
        """Show a sentence that has only to be read."""
        return self.show(
            title, lambda body: words(body, sentence), (("ok", "知道了", "main"),), lambda _: then and then()
        )

    def ask(self, title: str, sentence: str, buttons: Buttons, then: Callable[[str], object]) -> Sheet:
        """Ask a question that one of the buttons answers."""
        return self.show(title, lambda body: words(body, sentence), buttons, then)

    def dismiss(self) -> bool:
        """Answer the sheet on top with nothing, as Esc does; False when there is none."""
        sheet = self.top
        if sheet is not None:
            sheet.answer("")
        return sheet is not None

    def clear(self) -> None:
        """Take all sheets away, unanswered: what they were about has come to its end."""
        for sheet in reversed(self._sheets):
            if not sheet.above_all:
                sheet.close()

    def confirm(self) -> bool:
        """Press the first button of the sheet on top, as Enter does; False when there is none."""
        button = next(iter(self.top.buttons.values()), None) if self.top is not None else None
        if button is not None and button.enabled:
            button.invoke()
        return button is not None

    def _regain(self, event: object = None) -> None:
        """The keyboard is at the window itself, as happens while it opens: the sheet on top has it."""
        sheet = self.top
        if sheet is None or sheet.first is None or str(self._root.tk.call("focus")) != str(self._root):
            return
        if sheet.first.winfo_exists():
            sheet.first.focus_set()

    def _answered(self, sheet: Sheet, key: str, then: Callable[[str], object] | None) -> None:
        if sheet is not self.top:
            return
        if then is None or then(key) is not False:
            sheet.close()

    def _row(self, card: ttk.Frame, sheet: Sheet, buttons: Buttons) -> None:
        row = ttk.Frame(card, style="Panel.TFrame")
        row.pack(side="bottom", fill="x", pady=(theme.px(16), 0))
        # Made from left to right, so that Tab goes so too; the first of `buttons` is the rightmost.
        for key, text, role in reversed(list(buttons)):
            button = Button(row, text, lambda key=key: sheet.answer(key), role=role)  # type: ignore[misc]
            sheet.buttons = {key: button, **sheet.buttons}
        for place, button in enumerate(sheet.buttons.values()):
            button.pack(side="right", padx=(8 if place < len(buttons) - 1 else 0, 0))

    def _fit(self, card: ttk.Frame) -> None:
        """No sheet is larger than the window."""
        card.update_idletasks()
        high = self._root.winfo_height() - theme.px(40)
        wide = self._root.winfo_width() - theme.px(40)
        if high > 100 and card.winfo_reqheight() > high:
            card.place_configure(height=high)
        if wide > 100 and card.winfo_reqwidth() > wide:
            card.place_configure(width=wide)


def words(body: ttk.Frame, sentence: str) -> None:
    """Put a sentence into a sheet, broken to its width."""
    Sentence(body, text=sentence, style="Panel.TLabel", wraplength=theme.px(540)).pack(anchor="w")
