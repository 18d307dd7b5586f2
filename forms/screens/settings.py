"""设置: how the window looks, who is at the keyboard, where exports go, and what the program is."""

from __future__ import annotations

import tkinter as tk
from dataclasses import replace
from pathlib import Path
from tkinter import ttk
from typing import TYPE_CHECKING

from forms import destinations, faults, theme
from forms.background import FILES
from forms.dialogs.scheme_editor import edit_scheme
from forms.opening import open_folder, reveal
from forms.screens.settings_about import AboutCard
from forms.screens.settings_lock import LockCard
from forms.shell.page import Page
from forms.widgets.button import Button, Segments
from forms.widgets.cards import Card
from forms.widgets.line import Line
from forms.widgets.scroll_area import ScrollArea
from ledger.errors import LedgerError

if TYPE_CHECKING:
    from forms.app import App

_PAUSE = 700
"""Milliseconds after the last letter of the name before it is used."""
_LABELS = 92
"""The width of the labels, in pixels at zoom 1."""


class Settings(Page):
    """Everything takes effect at once and is remembered for this computer."""

    slug = "settings"
    title = "设置"
    help = (
        "这里的设置马上起作用，只记在这台电脑上，不写进台帐库。\n"
        "字号也可以随时用 Ctrl+加号、Ctrl+减号改，Ctrl+0 复原。\n"
        "操作人姓名记在修改历史里，看得出是谁改的。\n"
        "设了口令，台帐库的内容全部加密；一段时间没有人用，窗口自动锁定，输入口令就接着做，什么也不丢。\n"
        "“活动方案”写在台帐库里：阶段、必备资料、经常性工作、检查表和计分都能改，来源缺失的可以补录，每次要写理由。\n"
        "程序出差错时，经过记在日志里；需要时把它发给维护人员，里面没有登记的内容。"
    )

    def __init__(self, parent: tk.Misc, app: App) -> None:
        super().__init__(parent, app)
        self.configure(padding=theme.px(16))
        self._timer = ""
        ttk.Label(self, text=self.title, style="Title.TLabel").pack(anchor="w", pady=(0, theme.px(10)))
        area = ScrollArea(self, style="TFrame")
        area.pack(fill="both", expand=True)
        self.lock = LockCard(area.body, app, _LABELS)
        cards = (
            self._look(area.body),
            self._person(area.body),
            self.lock,
            self._scheme(area.body),
            self._places(area.body),
        )
        for card in cards:
            card.pack(fill="x", pady=(0, theme.px(10)), padx=(0, theme.px(4)))
        AboutCard(area.body, app).pack(fill="x", padx=(0, theme.px(4)))
        theme.listen(self, self._follow)
        self.bind("<Destroy>", self._gone, add="+")

    # Cards

    def _look(self, parent: tk.Misc) -> Card:
        card = Card(parent, "显示")
        preferences = self.app.preferences
        zooms = [(f"{zoom:g}", f"{zoom:.0%}") for zoom in theme.ZOOMS]
        self.zoom = Segments(card.body, zooms, self._zoomed, taken=_nearest(preferences.zoom))
        self.mode = Segments(card.body, list(theme.MODES.items()), self._turned, taken=preferences.mode)
        _row(card.body, 0, "字号", self.zoom)
        _row(card.body, 1, "颜色", self.mode)
        return card

    def _person(self, parent: tk.Misc) -> Card:
        card = Card(parent, "操作人")
        self.who = Line(card.body, width=200)
        self.who.put(self.app.preferences.who)
        self.who.on_change(self._typed)
        self.who.entry.bind("<FocusOut>", lambda _: self._named(), add="+")
        self.who.entry.bind("<Return>", lambda _: self._named(), add="+")
        _row(card.body, 0, "姓名", self.who.widget)
        self._said = ttk.Label(card.body, style="PanelSmallMuted.TLabel")
        self._said.grid(row=1, column=1, sticky="w")
        self._tell("记在修改历史里，看得出是谁改的。")
        return card

    def _scheme(self, parent: tk.Misc) -> Card:
        card = Card(parent, "活动方案", "写在台帐库里，换一台电脑也一样")
        row = ttk.Frame(card.body, style="Panel.TFrame")
        Button(row, "查看和修改", lambda: edit_scheme(self.app)).pack(side="left")
        ttk.Label(row, text="阶段、必备资料、经常性工作、检查表和计分", style="PanelMuted.TLabel").pack(
            side="left", padx=theme.px(12)
        )
        _row(card.body, 0, "方案内容", row)
        return card

    def _places(self, parent: tk.Misc) -> Card:
        card = Card(parent, "位置")
        row = ttk.Frame(card.body, style="Panel.TFrame")
        self._place = ttk.Label(row, style="Panel.TLabel")
        self._place.pack(side="left")
        self._usual = Button(row, "用原来的", self._usual_place)
        Button(row, "改一个", self._choose_place).pack(side="left", padx=(12, 8))
        _row(card.body, 0, "报送文件夹", row)
        self._log = self.app.desk.path / faults.NAME
        for number, (label, path, words, command) in enumerate(
            (
                ("台帐库", self.app.desk.path, "打开文件夹", self._show_library),
                ("日志", self._log, "打开文件夹", self._show_log),
            ),
            1,
        ):
            line = ttk.Frame(card.body, style="Panel.TFrame")
            ttk.Label(line, text=str(path), style="Panel.TLabel").pack(side="left")
            Button(line, words, command).pack(side="left", padx=(12, 0))
            _row(card.body, number, label, line)
        self._show_place()
        return card

    # Looks

    def _zoomed(self, key: str) -> None:
        self.app.zoom(float(key))

    def _turned(self, mode: str) -> None:
        self.app.remember(replace(self.app.preferences, mode=mode))
        theme.set_mode(mode)

    def _follow(self) -> None:
        """The zoom was changed by keys, maybe."""
        self.zoom.put(_nearest(self.app.preferences.zoom))

    # The name

    def _typed(self) -> None:
        self._cancel()
        self._timer = self.after(_PAUSE, self._named)

    def _named(self) -> None:
        """Use the name from now on."""
        self._cancel()
        name, app = self.who.text.strip(), self.app
        if name == app.preferences.who:
            return
        app.remember(replace(app.preferences, who=name))
        sentence = f"从现在起，修改历史里记“{name}”。" if name else "没有填姓名，修改历史里看不出是谁改的。"
        app.desk.read(lambda ledger: ledger.sign_as(name), lambda _: self._tell(sentence), self._refused)

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, LedgerError):
            raise error
        self._tell(str(error), "Bad")

    def _tell(self, sentence: str, tone: str = "Muted") -> None:
        if self.winfo_exists():
            self._said.configure(text=sentence, style=f"PanelSmall{tone}.TLabel")

    def leave(self) -> None:
        """Another screen comes: the name that was being typed is meant."""
        self._named()

    def _cancel(self) -> None:
        if self._timer:
            self.after_cancel(self._timer)
            self._timer = ""

    def _gone(self, event: tk.Event[tk.Misc]) -> None:
        if event.widget is self:
            self._cancel()

    # Places

    def _show_place(self) -> None:
        place = destinations.place_of(self.app.preferences)
        self._place.configure(text=str(place))
        if place == destinations.usual():
            self._usual.pack_forget()
        else:
            self._usual.pack(side="left")

    def _choose_place(self) -> None:
        folder = self.app.chooser.folder("报送文件夹平时放到哪里：请选择文件夹")
        if folder is not None:
            self._keep_place(folder)

    def _usual_place(self) -> None:
        self._keep_place(None)

    def _keep_place(self, folder: Path | None) -> None:
        self.app.remember(destinations.with_place(self.app.preferences, folder))
        self._show_place()

    def _show_library(self) -> None:
        folder = self.app.desk.path
        self.app.background.run(lambda: open_folder(folder), lane=FILES)

    def _show_log(self) -> None:
        log = self._log

        def shown() -> bool:
            if log.is_file():
                reveal(log)
            return log.is_file()

        def told(there: bool) -> None:
            if not there:
                self.app.say("还没有日志：程序没有出过差错")

        self.app.background.run(shown, told, lane=FILES)


def _row(parent: ttk.Frame, number: int, label: str, widget: tk.Widget) -> None:
    """A label with what is set beside it."""
    parent.columnconfigure(0, minsize=theme.px(_LABELS))
    ttk.Label(parent, text=label, style="Panel.TLabel").grid(row=number, column=0, sticky="w", pady=theme.px(6))
    widget.grid(row=number, column=1, sticky="w")


def _nearest(zoom: float) -> str:
    """The key of the step that is nearest to a zoom."""
    return f"{min(theme.ZOOMS, key=lambda step: abs(step - zoom)):g}"


PAGE = Settings
