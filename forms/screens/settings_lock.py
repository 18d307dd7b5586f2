"""The card of the settings that has to do with the passphrase of the library."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk
from typing import TYPE_CHECKING

from forms import locking, theme
from forms.dialogs.passphrase import exchange_passphrase, remove_passphrase, set_passphrase
from forms.widgets.button import Button, Segments
from forms.widgets.cards import Card

if TYPE_CHECKING:
    from forms.app import App


class LockCard(Card):
    """Sets, exchanges and removes the passphrase; says after how many minutes the window locks itself."""

    def __init__(self, parent: tk.Misc, app: App, labels: int) -> None:
        locked = app.desk.vault is not None
        super().__init__(parent, "口令", "已设口令，内容全部加密" if locked else "没有设口令，能用这台电脑的人都能看")
        self._app = app
        self.body.columnconfigure(0, minsize=theme.px(labels))
        row = ttk.Frame(self.body, style="Panel.TFrame")
        self.buttons: dict[str, Button] = {}
        tools = (
            (("change", "更换口令", exchange_passphrase), ("remove", "取消口令", remove_passphrase))
            if locked
            else (("set", "设置口令", set_passphrase),)
        )
        for key, words, act in tools:
            self.buttons[key] = Button(row, words, lambda act=act: act(app))  # type: ignore[misc]
            self.buttons[key].pack(side="left", padx=(0, 8))
        self._put(0, "台帐库", row)
        if locked:
            self._put(1, "自动锁定", self._minutes())

    def _minutes(self) -> ttk.Frame:
        row = ttk.Frame(self.body, style="Panel.TFrame")
        choices = [(str(each), f"{each}分钟" if each else "不锁") for each in locking.MINUTES]
        taken = str(locking.minutes_of(self._app.preferences))
        self.minutes = Segments(row, choices, self._chosen, taken=taken)
        self.minutes.pack(side="left")
        self.buttons["lock"] = Button(row, "现在锁定", self._app.lock)
        self.buttons["lock"].pack(side="left", padx=(12, 0))
        ttk.Label(row, text="没有人动键盘和鼠标时", style="PanelSmallMuted.TLabel").pack(side="left", padx=theme.px(10))
        return row

    def _chosen(self, key: str) -> None:
        self._app.remember(locking.with_minutes(self._app.preferences, int(key)))

    def _put(self, number: int, label: str, widget: tk.Widget) -> None:
        ttk.Label(self.body, text=label, style="Panel.TLabel").grid(row=number, column=0, sticky="w", pady=theme.px(6))
        widget.grid(row=number, column=1, sticky="w")
