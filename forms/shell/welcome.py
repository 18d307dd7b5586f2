"""What is shown when no library is open: what the program is, and what can be begun."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from tkinter import ttk
from typing import TYPE_CHECKING

import platformdirs

from forms import theme
from forms.background import FILES
from forms.preferences import RecentLibrary
from forms.widgets.button import Button
from forms.widgets.line import Line
from forms.widgets.listing import ListColumn, Listing, ListRow
from forms.widgets.sentence import Sentence
from ledger.errors import LedgerError

if TYPE_CHECKING:
    from forms.app import App

_WHAT = (
    "这里记下创建活动一年里的会议、检查、整改和评议，随时看得出还缺什么、现在几分，到时排成整本台帐报送。\n"
    "所有内容都在本机的一个文件夹（台帐库）里，不需要联网。"
)
_WIDTH = 720
_EXAMPLE = "示例台帐库"
_COLUMNS = (
    ListColumn("campaign", "最近打开的台帐库", 16, stretch=True),
    ListColumn("unit", "单位", 9),
    ListColumn("year", "年度", 4, "right"),
    ListColumn("folder", "位置", 14, stretch=True),
)


class Welcome(ttk.Frame):
    """A card in the middle of the window."""

    def __init__(self, app: App) -> None:
        super().__init__(app.root)
        self._app, self._busy = app, False
        card = ttk.Frame(self, style="Panel.TFrame", padding=theme.px(28))
        card.place(relx=0.5, rely=0.48, anchor="center")
        ttk.Label(card, text="创建活动台帐", style="PanelTitle.TLabel").pack(anchor="w")
        Sentence(card, text=_WHAT, style="Panel.TLabel", wraplength=theme.px(_WIDTH)).pack(
            anchor="w", pady=(theme.px(10), theme.px(16))
        )
        self._ask_name(card)
        self._offer(card)
        self._recent(card)
        self._said = Sentence(card, style="PanelMuted.TLabel", wraplength=theme.px(_WIDTH))
        self._said.pack(anchor="w", pady=(theme.px(10), 0))
        self.lower()  # what went wrong may be told above it already
        app.root.after_idle(self._focus)

    def _ask_name(self, card: ttk.Frame) -> None:
        row = ttk.Frame(card, style="Panel.TFrame")
        row.pack(anchor="w", pady=(0, theme.px(16)))
        ttk.Label(row, text="你的姓名", style="Panel.TLabel").pack(side="left", padx=(0, theme.px(8)))
        self._name = Line(row, width=180)
        self._name.put(self._app.preferences.who)
        self._name.widget.pack(side="left")
        ttk.Label(row, text="记在修改历史里，看得出是谁改的", style="PanelSmallMuted.TLabel").pack(
            side="left", padx=theme.px(10)
        )

    def _offer(self, card: ttk.Frame) -> None:
        row = ttk.Frame(card, style="Panel.TFrame")
        row.pack(anchor="w", pady=(0, theme.px(16)))
        tools = (
            ("新建台帐库", self._new, "main"),
            ("打开已有的台帐库", self._open, "plain"),
            ("接收移交包", self._receive, "plain"),
            ("打开示例", self._example, "plain"),
        )
        self._buttons = [Button(row, words, command, role=role) for words, command, role in tools]
        for place, button in enumerate(self._buttons):
            button.pack(side="left", padx=(0 if place == 0 else 8, 0))

    def _recent(self, card: ttk.Frame) -> None:
        self._listing: Listing | None = None
        recent = self._app.preferences.recent
        if not recent:
            return
        self._listing = Listing(card, _COLUMNS, multiple=False, on_open=lambda uid: self._go(Path(uid)))
        self._listing.configure(width=theme.px(_WIDTH), height=theme.px(210))
        self._listing.pack(fill="x")
        self._listing.put([_row(each) for each in recent])
        self._listing.select((str(recent[0].folder),))

    def _focus(self) -> None:
        if not self.winfo_exists() or self._app.overlay.top is not None:
            return
        if self._listing is not None:
            self._listing.focus_set()
        elif not self._name.text:
            self._name.entry.focus_set()
        else:
            self._buttons[0].focus()

    def _keep_name(self) -> None:
        self._app.remember(replace(self._app.preferences, who=self._name.text.strip()))

    def _new(self) -> None:
        from forms.dialogs.wizard import begin

        self._keep_name()
        begin(self._app)

    def _open(self) -> None:
        folder = self._app.chooser.folder("打开台帐库：请选择台帐库文件夹")
        if folder is not None:
            self._go(folder)

    def _receive(self) -> None:
        from forms.dialogs.receiving import ReceivingSheet

        self._keep_name()
        ReceivingSheet(self._app)

    def _go(self, folder: Path) -> None:
        self._keep_name()
        self._app.open(folder)

    def _example(self) -> None:
        if self._busy:
            return
        self._busy = True
        self._said.configure(text="正在准备示例台帐库，需要几秒钟……")
        self._app.background.run(example, self._go, self._not_made, lane=FILES)

    def _not_made(self, error: Exception) -> None:
        self._busy = False
        self._said.configure(text="")
        self._app.fail(error)


class CannotMakeExample(LedgerError):
    """The user's folder takes no example."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"示例台帐库没有建成：“{folder}”写不进去。请检查磁盘和权限后再试。")


def example() -> Path:
    """The example library in the user's folder of documents, made at the first time. Raises CannotMakeExample."""
    from forms.sample import build

    library = platformdirs.user_documents_path() / "台帐" / _EXAMPLE
    if library.is_dir():
        return library
    scratch = library.with_name(f".{library.name}.part")
    try:
        shutil.rmtree(scratch, ignore_errors=True)  # of an earlier one that was killed
        build(scratch)
        scratch.rename(library)
    except OSError as error:
        raise CannotMakeExample(library) from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return library


def _row(recent: RecentLibrary) -> ListRow:
    return ListRow(str(recent.folder), (recent.campaign, recent.unit, str(recent.year), str(recent.folder)), tone="")
