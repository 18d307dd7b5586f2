"""The sheet that asks for the passphrase of a library: to open it, or to go on after the window was locked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tkinter import ttk
from typing import TYPE_CHECKING

from forms import theme
from forms.dialogs import rescue
from forms.dialogs.passphrase_lines import PassphraseLine
from forms.place import Place
from forms.shell.overlay import Sheet
from forms.widgets.sentence import Sentence
from ledger.errors import LedgerError
from ledger.identity import utc_now
from ledger.library import Library
from ledger.unlocking import unlock

if TYPE_CHECKING:
    from forms.app import App

_WIDTH = 460
_FORGOT = "忘了口令，可以输入设口令时抄下的恢复码。"

Try = Callable[[str, Callable[[Exception], object]], object]
"""Tries a passphrase; what it is given second hears of a refusal."""


class UnlockSheet:
    """Asks until the passphrase is right or the clerk gives up; `attempt` closes the sheet when it is right."""

    def __init__(
        self, app: App, title: str, sentence: str, attempt: Try, give_up: tuple[str, str, Callable[[], object]]
    ) -> None:
        self._app, self._attempt, self._sentence, self._leave = app, attempt, sentence, give_up[2]
        self.busy = False
        buttons = (("open", "打开", "main"), (give_up[0], give_up[1], "plain"))
        self.sheet: Sheet = app.overlay.show(
            title, self._fill, buttons, self._answered, width=_WIDTH, above_all=give_up[0] == "quit"
        )
        self.sheet.commands["confirm"] = self._try

    @property
    def said(self) -> str:
        """What is told of the last try."""
        return self._told.words

    @property
    def shown(self) -> bool:
        """Whether it still lies over the window."""
        return bool(self.sheet.frame.winfo_exists())

    def close(self) -> None:
        """Take the sheet away."""
        self.line.forget()
        self.sheet.close()

    def _fill(self, body: ttk.Frame) -> ttk.Widget:
        wide = theme.px(_WIDTH - 20)
        Sentence(body, text=self._sentence, style="Panel.TLabel", wraplength=wide).pack(anchor="w")
        self.line = PassphraseLine(body, "口令")
        self.line.pack(fill="x", pady=theme.px(10))
        self._told = Sentence(body, text=_FORGOT, style="PanelSmallMuted.TLabel", wraplength=wide)
        self._told.pack(anchor="w")
        return self.line.entry  # type: ignore[return-value]

    def _answered(self, key: str) -> bool:
        if key == "open":
            self._try()
        elif key:
            self.line.forget()
            self._leave()
            return True
        return False

    def _try(self) -> None:
        typed = self.line.text
        if self.busy or not typed:
            return
        self.busy = True
        self._tell("正在核对……", "Muted")
        self._attempt(typed, self._refused)

    def _refused(self, error: Exception) -> None:
        self.busy = False
        if not self.sheet.frame.winfo_exists():
            return
        if not isinstance(error, LedgerError):
            self._app.fail(error)
            return
        self._tell(str(error), "Bad")
        self.line.again()

    def _tell(self, sentence: str, tone: str) -> None:
        self._told.configure(text=sentence, style=f"PanelSmall{tone}.TLabel")


def ask_to_open(app: App, library: Path, then: Callable[[], object] | None = None) -> UnlockSheet:
    """Ask for the passphrase of `library` and open it; the clerk may choose another library instead."""

    def attempt(typed: str, refused: Callable[[Exception], object]) -> None:
        def told(error: Exception) -> None:
            if rescue.may_be_damaged(error):  # no other passphrase would help
                asking.close()
                rescue.offer(app, Place(library, typed), error)
                app.leave_locked()
            else:
                refused(error)

        app.open(library, lambda: opened(), passphrase=typed, refused=told)

    def opened() -> None:
        asking.close()
        if then is not None:
            then()

    sentence = f"台帐库“{library.name}”设有口令。\n位置：{library.parent}"
    asking = UnlockSheet(app, "输入口令", sentence, attempt, ("other", "不打开", lambda: app.leave_locked()))
    return asking


def ask_to_go_on(app: App) -> UnlockSheet:
    """Cover the window until the passphrase of the open library is typed; what was being done stays as it is."""
    library = Library(app.desk.path)

    def attempt(typed: str, refused: Callable[[Exception], object]) -> None:
        app.background.run(lambda: unlock(library, typed, utc_now()), lambda _: asking.close(), refused)

    sentence = "窗口已锁定。正在登记的内容都在，输入口令就接着做。"
    asking = UnlockSheet(app, "已锁定", sentence, attempt, ("quit", "关闭程序", app.quit))
    return asking
