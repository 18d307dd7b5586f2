"""Giving the open library a passphrase, another one, or none again: the sheets, and the work behind them."""

from __future__ import annotations

from collections.abc import Callable
from tkinter import ttk
from typing import TYPE_CHECKING, TypeVar

from forms import theme
from forms.closed_library import closed
from forms.dialogs.passphrase_lines import PassphraseLine
from forms.shell.overlay import Sheet
from forms.widgets.sentence import Sentence
from ledger.identity import utc_now
from ledger.protection import Protected, change_passphrase, protect, unprotect
from ledger.vault import LEAST, WeakPassphrase

if TYPE_CHECKING:
    from forms.app import App

T = TypeVar("T")
_WIDTH = 520
_SET = (
    "设了口令，数据库、附件、备份和草稿全部加密，没有口令谁也看不到内容；导出的资料和打印的纸面不加密。\n"
    f"至少{LEAST}个字符，最好是几个词连起来的一句话，写下来锁好。程序不保存口令，忘了没有人能找回。"
)
_CODE = (
    "忘了口令时，用这个恢复码打开。它只显示这一次：请抄在纸上，锁进柜子，不要和电脑放在一起。\n"
    "口令和恢复码都丢了，台帐库就再也打不开。"
)


class PassphraseForm:
    """A sheet with lines for passphrases; `work` gets what was typed once it makes sense."""

    def __init__(self, app: App, title: str, sentence: str, labels: tuple[str, ...], verb: str) -> None:
        self._app, self._sentence, self._labels = app, sentence, labels
        self.lines: list[PassphraseLine] = []
        self._work: Callable[[list[str]], object] = lambda _: None
        self.sheet: Sheet = app.overlay.show(
            title, self._fill, (("do", verb, "main"), ("cancel", "取消", "plain")), self._answered, width=_WIDTH
        )
        self.sheet.commands["confirm"] = self._next

    def then(self, work: Callable[[list[str]], object]) -> None:
        """Do `work` with what was typed; the sheet is away by then."""
        self._work = work

    def _fill(self, body: ttk.Frame) -> ttk.Widget:
        wide = theme.px(_WIDTH - 20)
        Sentence(body, text=self._sentence, style="Panel.TLabel", wraplength=wide).pack(
            anchor="w", pady=(0, theme.px(10))
        )
        for label in self._labels:
            line = PassphraseLine(body, label, labels=84)
            line.pack(fill="x", pady=theme.px(4))
            self.lines.append(line)
        self._told = Sentence(body, style="PanelSmallBad.TLabel", wraplength=wide)
        self._told.pack(anchor="w", pady=(theme.px(6), 0))
        return self.lines[0].entry  # type: ignore[return-value]

    def _next(self) -> None:
        """Enter goes to the next empty line, and from the last one does it."""
        empty = next((line for line in self.lines if not line.text), None)
        if empty is not None:
            empty.entry.focus_set()
        else:
            self.sheet.answer("do")

    def _answered(self, key: str) -> bool:
        typed = [line.text for line in self.lines]
        fault = self._fault(typed) if key == "do" else ""
        if fault:
            self._told.configure(text=fault)
            return False
        for line in self.lines:
            line.forget()
        if key == "do":
            # Not when Tk is idle: whatever lays itself out at that moment would lose its screen.
            self._app.root.after(1, lambda: self._work(typed))
        return True

    def _fault(self, typed: list[str]) -> str:
        if not all(typed):
            return "还有一行没有填。"
        if len(typed) > 1 and typed[-1] != typed[-2]:
            return "两次输入的新口令不一样，请重新输入。"
        return str(WeakPassphrase()) if len(typed) > 1 and len(typed[-1]) < LEAST else ""


def set_passphrase(app: App) -> PassphraseForm:
    """Ask for a new passphrase and encrypt the library with it."""
    form = PassphraseForm(app, "设置口令", _SET, ("新口令", "再输一遍"), "加密台帐库")

    def work(typed: list[str]) -> None:
        def done(made: Protected) -> None:
            _reopen(app, typed[0], lambda: show_code(app, made))

        library = app.desk.path
        _closed(app, "正在加密", lambda: protect(library, typed[0], who=app.preferences.who, now=utc_now()), done)

    form.then(work)
    return form


def exchange_passphrase(app: App) -> PassphraseForm:
    """Ask for the present and the new passphrase and exchange them."""
    sentence = "先输现在的口令（或恢复码），再输新口令两遍。恢复码不变。"
    form = PassphraseForm(app, "更换口令", sentence, ("现在的口令", "新口令", "再输一遍"), "更换口令")

    def work(typed: list[str]) -> None:
        library = app.desk.path

        def change() -> None:
            change_passphrase(library, typed[0], typed[1], who=app.preferences.who, now=utc_now())

        _closed(app, "正在更换", change, lambda _: _reopen(app, typed[1], lambda: app.say("口令已更换", "good")))

    form.then(work)
    return form


def remove_passphrase(app: App) -> PassphraseForm:
    """Ask for the passphrase and decrypt the library."""
    sentence = "取消以后，谁打开这台电脑都能看到台帐的内容。"
    form = PassphraseForm(app, "取消口令", sentence, ("现在的口令",), "取消口令")

    def work(typed: list[str]) -> None:
        library = app.desk.path

        def done(unread: tuple[str, ...]) -> None:
            _reopen(app, "", lambda: _tell_unread(app, "口令已取消。", unread))

        _closed(app, "正在解密", lambda: unprotect(library, typed[0], who=app.preferences.who, now=utc_now()), done)

    form.then(work)
    return form


def show_code(app: App, made: Protected) -> Sheet:
    """Show the recovery code, once."""

    def fill(body: ttk.Frame) -> None:
        wide = theme.px(_WIDTH - 20)
        Sentence(body, text=_CODE, style="Panel.TLabel", wraplength=wide).pack(anchor="w")
        ttk.Label(body, text=made.recovery, style="PanelTitle.TLabel").pack(pady=theme.px(16))

    def after(key: str) -> bool:
        if not key:
            return False  # not by Esc: it is shown only once
        _tell_unread(app, "台帐库已加密。", made.unread)
        return True

    return app.overlay.show("抄下恢复码", fill, (("done", "已经抄下", "main"),), after, width=_WIDTH)


def _tell_unread(app: App, sentence: str, unread: tuple[str, ...]) -> None:
    if not unread:
        app.say(sentence, "good")
        return
    names = "、".join(unread[:5]) + ("等" if len(unread) > 5 else "")
    told = f"{sentence}有{len(unread)}个文件没有改写成：{names}。请做一次体检，从备份补回后再做。"
    app.overlay.tell("有文件保持原样", told)


def _closed(app: App, words: str, work: Callable[[], T], done: Callable[[T], object]) -> None:
    """Do `work` on the library while it is closed; a refusal is told, and the library opened again."""
    sentence = f"“{app.desk.path.name}”的每个文件都要改写一遍，请稍等。中途断电也不要紧，下次打开会接着做。"
    closed(app, words, sentence, lambda tell, stopped: work(), done)


def _reopen(app: App, passphrase: str, then: Callable[[], object]) -> None:
    library = app.preferences.library

    def opened() -> None:
        app.go("settings")
        then()

    if library is not None:
        app.open(library, opened, passphrase=passphrase)
