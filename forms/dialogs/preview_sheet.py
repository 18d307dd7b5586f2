"""A sheet as large as the window with a document in it, and printing and saving below."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from pathlib import Path
from tkinter import ttk
from typing import TYPE_CHECKING

from forms import spool, theme
from forms.background import FILES
from forms.shell.overlay import Buttons
from forms.widgets.line import Line
from forms.widgets.sentence import Sentence
from forms.widgets.viewer import Viewer
from ledger.errors import LedgerError

if TYPE_CHECKING:
    from forms.app import App


class PreviewSheet:
    """Shows a document; `buttons` beside 打印 and 关闭 go to `pressed`. What happens is told in its own line.

    Those who make sheets of this class add to `head`, the row above the document, and say what is printed; `last` is
    what Tab comes to last in that row.
    """

    def __init__(self, app: App, title: str, buttons: Buttons, pressed: Callable[[str], object]) -> None:
        self.app, self._pressed = app, pressed
        self._printing = False
        all_buttons = (("print", "打印", "main"), *buttons, ("", "关闭", "plain"))
        self.sheet = app.overlay.show(title, self._fill, all_buttons, self._answered, full=True)

    def printed(self) -> Sequence[tuple[str, spool.Content]]:
        """What goes to the printer, by name; nothing while there is none."""
        return ()

    def closed(self) -> None:
        """The sheet is about to be closed."""

    def say(self, sentence: str, tone: str = "") -> None:
        """Tell in the sheet's own line; nobody is told when the sheet is closed."""
        if self.line.winfo_exists():
            self.line.configure(text=sentence, style=f"Panel{tone.title() or 'Muted'}.TLabel")
        elif sentence:
            self.app.say(sentence, tone)

    def enable(self, on: bool = True) -> None:
        """Let the document be printed and saved, or not."""
        for key, button in self.sheet.buttons.items():
            if key:
                button.enable(on)

    def print(self) -> None:
        """Hand the document over to the printer, off the Tk thread, and tell what happened."""
        papers = self.printed()
        copies = self._copies_wanted()
        if not papers or copies is None or self._printing:
            return
        self._printing = True
        self.sheet.buttons["print"].enable(False)
        self.say("正在交给打印机……")
        library = self.app.desk.path
        self.app.background.run(lambda: spool.send_all(library, papers, copies), self._sent, self._unsent, lane=FILES)

    def save_as(self, path: Path | None, content: spool.Content) -> None:
        """Put the document at a path that was chosen, None when the clerk thought better of it."""
        if path is None:
            return
        self.say(f"正在存为“{path.name}”……")
        self.app.background.run(
            lambda: spool.copy_to(path, content),
            lambda _: self.say(f"已存为“{path}”", "good"),
            self.refused,
            lane=FILES,
        )

    def refused(self, error: Exception) -> None:
        """What could not be done is told in the line; errors of the program where they always are."""
        if not isinstance(error, LedgerError):
            raise error
        self.say(str(error), "bad")

    # Inside

    def _fill(self, body: ttk.Frame) -> tk.Misc:
        self.head = ttk.Frame(body, style="Panel.TFrame")
        self.head.pack(fill="x", pady=(0, theme.px(6)))
        self.line = Sentence(body, style="PanelMuted.TLabel", justify="left")
        self.line.pack(side="bottom", anchor="w", pady=(theme.px(6), 0))
        body.bind("<Configure>", lambda event: self.line.configure(wraplength=event.width))
        self.viewer = Viewer(body, self.app.background)
        self.viewer.pack(fill="both", expand=True)
        copies = self.last = ttk.Frame(self.head, style="Panel.TFrame")
        copies.pack(side="right")
        ttk.Label(copies, text="份数", style="Panel.TLabel").grid(row=0, column=0, padx=(theme.px(16), theme.px(6)))
        self.copies = Line(copies, right=True, width=52)
        self.copies.widget.grid(row=0, column=1)
        self.copies.put("1")
        canvas = self.viewer.pages.canvas
        for key in ("<Control-p>", "<Control-P>"):
            canvas.bind(key, lambda _: self.print())
        return canvas

    def _copies_wanted(self) -> int | None:
        """The number that was typed; None, told, when it is none."""
        text = self.copies.text.strip()
        self.copies.mark(not text.isdecimal())
        if text.isdecimal():
            return int(text)
        self.say("份数请填整数，例如 1", "bad")
        self.copies.entry.focus_set()
        return None

    def _sent(self, words: str) -> None:
        self._over()
        self.say(words, "good")

    def _unsent(self, error: Exception) -> None:
        self._over()
        self.refused(error)

    def _over(self) -> None:
        self._printing = False
        if self.line.winfo_exists():
            self.sheet.buttons["print"].enable(True)

    def _answered(self, key: str) -> bool:
        if key == "print":
            self.print()
        elif key:
            self._pressed(key)
        else:
            self.closed()
        return not key
