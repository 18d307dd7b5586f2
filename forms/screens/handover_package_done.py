"""What came of making a handover package, in sentences, and what can be done with it."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk
from typing import TYPE_CHECKING

from exports.handover.layout import REGISTER, REPORT
from forms import spool, theme
from forms.background import FILES
from forms.opening import reveal
from forms.package_words import to_look_at, told
from forms.widgets.button import Button
from forms.widgets.sentence import Sentence

if TYPE_CHECKING:
    from exports.handover.job import Made
    from forms.app import App

_REGISTER = "登记表一式两份，移交单位和接收单位各留一份，检验结果、签字和日期当场手填。现在打印吗？"


class PackageDone(ttk.Frame):
    """Stands on a panel; `again()` is called for another package."""

    def __init__(self, parent: tk.Misc, app: App, again: Callable[[], object]) -> None:
        super().__init__(parent, style="Panel.TFrame")
        self._app = app
        self.made: Made | None = None
        self._words = Sentence(self, style="Panel.TLabel")
        self._digest = Sentence(self, style="PanelSmallMuted.TLabel")
        self._look = Sentence(self, style="PanelWarn.TLabel")
        self._note = Sentence(self, style="PanelWarn.TLabel")
        self._sentences = (self._words, self._look, self._note, self._digest)
        self._buttons = ttk.Frame(self, style="Panel.TFrame")
        self._buttons.pack(side="bottom", anchor="w", pady=(theme.px(10), 0))
        self._folder = Button(self._buttons, "打开文件夹", self._open, role="main")
        self._checked = Button(self._buttons, "查看核验报告", self.look)
        self._paper = Button(self._buttons, "打印登记表", self.print)
        for place, button in enumerate(
            (self._folder, self._checked, self._paper, Button(self._buttons, "再做一个", again))
        ):
            button.pack(side="left", padx=(0 if place == 0 else 8, 0))
        self.bind("<Configure>", self._wrap)

    @property
    def words(self) -> str:
        """The sentences that are shown."""
        return "\n".join(each.words for each in self._sentences if each.words)

    def show(self, made: Made, note: str, *, encrypted: bool) -> None:
        """Show a package that stands; `note` says what besides could not be done."""
        self.made = made
        said = (
            "\n".join(told(made, encrypted=encrypted)),
            "\n".join(to_look_at(made)),
            note,
            f"校验值（SHA-256）：{made.manifest}",
        )
        for sentence in self._sentences:
            sentence.pack_forget()
        for sentence, words in zip(self._sentences, said, strict=True):
            sentence.configure(text=words)
            if words:
                sentence.pack(anchor="w", pady=(0, theme.px(6)))

    def hide(self) -> None:
        """Forget the package and its papers."""
        self.made = None

    def focus_set(self) -> None:
        """Put the keys on the first button."""
        self._folder.focus_set()

    def look(self) -> None:
        """Show the report of what was checked."""
        if self.made is not None:
            from forms.dialogs.package_paper import PaperSheet  # reads what prints

            PaperSheet(self._app, f"{REPORT}.pdf", self.made.papers[REPORT])

    def print(self) -> None:
        """Print the form that both sides sign, when the clerk agrees."""
        if self.made is None:
            return
        papers: Sequence[tuple[str, spool.Content]] = ((f"{REGISTER}.pdf", self.made.papers[REGISTER]),)
        app, library = self._app, self._app.desk.path

        def answered(key: str) -> None:
            if key == "print":
                app.say("正在交给打印机……")
                app.background.run(
                    lambda: spool.send_all(library, papers), lambda words: app.say(words, "good"), lane=FILES
                )

        app.ask("打印登记表", _REGISTER, (("print", "打印", "main"), ("", "不打印", "plain")), answered)

    def _open(self) -> None:
        if self.made is not None:
            path = self.made.paths[0]
            self._app.background.run(lambda: reveal(path), lane=FILES)

    def _wrap(self, event: tk.Event[tk.Misc]) -> None:
        for label in self._sentences:
            label.configure(wraplength=max(event.width - theme.px(4), 120))
