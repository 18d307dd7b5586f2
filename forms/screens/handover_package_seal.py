"""Encryption for the way: whether, with which passphrase, and in volumes of which size."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk

from exports.handover.errors import PackageError
from exports.handover.job import LARGEST_VOLUME
from forms import theme
from forms.dialogs.passphrase_lines import PassphraseLine
from forms.widgets.button import Check, Segments
from forms.widgets.sentence import Sentence

LABELS = 108
"""Pixels, unscaled, of the column of labels."""
_VOLUMES = {
    "4g": ("4GB（U盘）", LARGEST_VOLUME),
    "2g": ("2GB", 2 << 30),
    "700m": ("700MB（光盘）", 700 << 20),
}
_WHY = (
    "档案室（馆）要求不加密：加了密的，交存以前要解密、解压。接收人用本程序或7-Zip（16以上）输口令打开，"
    "Windows自带的解压打不开。\n口令用8个以上的字母、数字或英文标点，不存在任何地方，忘了只能重做一个包。"
)


class Seal(ttk.Frame):
    """Stands on a panel; `entered()` is called by Enter in the last line."""

    def __init__(self, parent: tk.Misc, entered: Callable[[], object]) -> None:
        super().__init__(parent, style="Panel.TFrame")
        self.columnconfigure(1, weight=1)
        ttk.Label(self, text="加密", style="Panel.TLabel").grid(row=0, column=0, sticky="w")
        self.check = Check(self, "为路上安全加密", self._turned)
        self.check.grid(row=0, column=1, sticky="w")
        self._why = Sentence(self, text=_WHY, style="PanelSmallMuted.TLabel")
        self.lines = [PassphraseLine(self, label, labels=64) for label in ("口令", "再输一遍")]
        for line in self.lines:
            line.line.widget.configure(width=320)
        self._volumes = ttk.Frame(self, style="Panel.TFrame")
        ttk.Label(self._volumes, text="每卷最大", style="Panel.TLabel").pack(side="left", padx=(0, theme.px(14)))
        self.volumes = Segments(self._volumes, [(key, words) for key, (words, _) in _VOLUMES.items()], lambda _: None)
        self.volumes.pack(side="left")
        self.lines[0].entry.bind("<Return>", lambda _: self._next(self.lines[1].entry.focus_set), add="+")
        self.lines[1].entry.bind("<Return>", lambda _: self._next(entered), add="+")
        self.bind("<Configure>", self._wrap)
        theme.listen(self, self._scaled)
        self._scaled()

    @property
    def on(self) -> bool:
        """Whether it shall be encrypted."""
        return self.check.on

    @property
    def passphrase(self) -> str:
        """What was typed, "" when it shall not be encrypted."""
        return self.lines[0].text if self.on else ""

    @property
    def volume(self) -> int:
        """Bytes of a volume at most."""
        return _VOLUMES[self.volumes.taken][1]

    def fault(self) -> str:
        """What is wrong with the passphrase, "" when nothing is; the keyboard goes where it has to be mended."""
        if not self.on:
            return ""
        first, second = (line.text for line in self.lines)
        fault = _weak(first)
        if fault:
            self.lines[0].entry.focus_set()
        elif first != second:
            fault = "两次输入的口令不一样，请重新输入。" if second else "请把口令再输一遍，以免输错。"
            self.lines[1].entry.focus_set()
        return fault

    def forget(self) -> None:
        """Empty the lines."""
        for line in self.lines:
            line.forget()

    def _next(self, act: Callable[[], object]) -> str:
        act()
        return "break"

    def _scaled(self) -> None:
        self.columnconfigure(0, minsize=theme.px(LABELS))

    def _wrap(self, event: tk.Event[tk.Misc]) -> None:
        self._why.configure(wraplength=max(event.width - theme.px(LABELS + 20), 120))

    def _turned(self, on: bool) -> None:
        parts: tuple[tk.Widget, ...] = (self._why, *self.lines, self._volumes)
        for row, part in enumerate(parts, 1):
            if on:
                part.grid(row=row, column=1, sticky="w", pady=(theme.px(4), 0))
            else:
                part.grid_forget()
        if on:
            # The box takes the keyboard once more when the click that turned it is over.
            self.lines[0].entry.after_idle(self.lines[0].entry.focus_set)
        else:
            self.forget()


def _weak(passphrase: str) -> str:
    """Why it is no passphrase for a package, "" when it is one."""
    from exports.handover.sealing import check_passphrase  # reads what encrypts

    try:
        check_passphrase(passphrase)
    except PackageError as error:
        return str(error)
    return ""
