"""The four steps by which a new library is made: unit, scheme, year and place, people."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from tkinter import ttk
from typing import TYPE_CHECKING, Any, ClassVar

import platformdirs

from exports.names import safe_name
from forms import theme
from forms.local_disk import must_hold_library
from forms.widgets.button import Button
from forms.widgets.line import Line
from forms.widgets.sentence import Sentence
from ledger.clean import typed_text
from ledger.errors import InputError
from ledger.founding import BadYear, BlankUnit, new_campaign
from ledger.schemes.files import SchemeFile
from ledger.schemes.model import Scheme

if TYPE_CHECKING:
    from forms.app import App
    from forms.sheet_preview import ImportPreview

WIDTH = 720
"""Pixels at zoom 1."""
_FOLDER = "台帐"


class NoFolder(InputError):
    """The clerk went on without a place for the library."""

    def __init__(self) -> None:
        super().__init__("还没有填台帐库放在哪里：请填一个文件夹，或按“选择”。")


@dataclass(frozen=True)
class Wish:
    """What the clerk has said so far; `people` are to be added to the roster, `file` is where the scheme is from."""

    who: str = ""
    unit: str = ""
    scheme: Scheme | None = None
    file: SchemeFile | None = None
    year: int = 0
    name: str = ""
    folder: Path | None = None
    people: ImportPreview | None = None

    @property
    def given(self) -> str | SchemeFile:
        """The scheme as a library is made with it: its file, else the id of one shipped."""
        assert self.scheme is not None
        return self.file or self.scheme.id


class Step(ttk.Frame):
    """One step: shows a wish, and gives what the clerk made of it."""

    title: ClassVar[str] = ""

    def __init__(self, parent: tk.Misc, app: App, onwards: Callable[[], object]) -> None:
        super().__init__(parent, style="Panel.TFrame")
        self.app, self.onwards = app, onwards
        self.build()

    def build(self) -> None:
        """Make the widgets, once."""

    def enter(self, wish: Wish) -> tk.Misc:
        """Show `wish`; the widget that gets the focus."""
        raise NotImplementedError

    def read(self, wish: Wish) -> Wish:
        """`wish` with what stands here now. Raises InputError."""
        raise NotImplementedError

    def work(self, wish: Wish) -> Callable[[], Wish]:
        """What must be looked at off the Tk thread before the next step; it raises LedgerError."""
        return lambda: wish

    def told(self, sentence: str) -> None:
        """Put an explaining sentence under what was put before."""
        label = Sentence(self, text=sentence, style="PanelMuted.TLabel", wraplength=theme.px(WIDTH - 20))
        label.pack(anchor="w", pady=(0, theme.px(10)))

    def line(self, label: str, note: str = "") -> Line:
        """Put a labelled line under what was put before."""
        row = ttk.Frame(self, style="Panel.TFrame")
        row.pack(fill="x", pady=(0, theme.px(10)))
        ttk.Label(row, text=label, style="Panel.TLabel", width=11).pack(side="left")
        line = Line(row, width=380)
        line.widget.pack(side="left")
        if note:
            ttk.Label(row, text=note, style="PanelSmallMuted.TLabel").pack(side="left", padx=theme.px(10))
        return line


class UnitStep(Step):
    """Whose ledger it is, and who keeps it."""

    title = "单位"

    def build(self) -> None:
        """See Step."""
        self.told("台帐库按单位和年度各建一个，放在本机的一个文件夹里。单位请写全称，会印在封面和每份资料上。")
        self._unit = self.line("单位全称")
        self._who = self.line("你的姓名", "记在修改历史里，可以不填")

    def enter(self, wish: Wish) -> tk.Misc:
        """See Step."""
        self._unit.put(wish.unit)
        self._who.put(wish.who)
        return self._unit.entry

    def read(self, wish: Wish) -> Wish:
        """See Step. Raises BlankUnit."""
        unit = typed_text(self._unit.text, "单位全称").strip()
        if not unit:
            raise BlankUnit
        return replace(wish, unit=unit, who=typed_text(self._who.text, "姓名").strip())


class PlaceStep(Step):
    """The year and name of the campaign, and where the library is put."""

    title = "年度、名称和存放位置"

    def build(self) -> None:
        """See Step."""
        self._unit, self._suggested = "", ""
        self._year = self.line("年度", "四位年份")
        self._name = self.line("活动名称", "空着就用方案的名称")
        row = ttk.Frame(self, style="Panel.TFrame")
        row.pack(fill="x", pady=(0, theme.px(6)))
        ttk.Label(row, text="台帐库位置", style="Panel.TLabel", width=11).pack(side="left")
        self._folder = Line(row, width=500)
        self._folder.widget.pack(side="left")
        Button(row, "选择", self._choose).pack(side="left", padx=8)
        self.told("这个文件夹会新建出来，所有记录、扫描件和备份都在里面。要放在本机磁盘上，不要放在网络盘或U盘上。")
        self._year.on_change(self._follow)

    def enter(self, wish: Wish) -> tk.Misc:
        """See Step."""
        self._unit = wish.unit
        self._year.put(str(wish.year or ""))
        self._name.put(wish.name)
        suggested = suggested_folder(wish.unit, str(wish.year))
        if wish.folder is None or self._folder.text == self._suggested:
            self._folder.put(suggested)
            self._suggested = suggested
        return self._year.entry

    def read(self, wish: Wish) -> Wish:
        """See Step. Raises BadYear, NoFolder and what a campaign refuses."""
        words = self._year.text.strip()
        if not (words.isdecimal() and len(words) == 4):
            raise BadYear(words)
        if not self._folder.text.strip():
            raise NoFolder
        campaign, _ = new_campaign("-", wish.unit, int(words), wish.given, self._name.text)
        folder = Path(self._folder.text.strip()).expanduser()
        return replace(wish, year=campaign.year, name=campaign.name, folder=folder)

    def work(self, wish: Wish) -> Callable[[], Wish]:
        """See Step: the place is looked at. It raises NoPlace."""
        folder = wish.folder
        assert folder is not None

        def looked() -> Wish:
            must_hold_library(folder)
            return wish

        return looked

    def _follow(self) -> None:
        """The suggested folder bears the year, as long as the clerk has not written another one."""
        if self._folder.text == self._suggested:
            self._suggested = suggested_folder(self._unit, self._year.text.strip())
            self._folder.put(self._suggested)

    def _choose(self) -> None:
        chosen = self.app.chooser.folder("台帐库放在哪个文件夹里")
        if chosen is not None:
            self._folder.put(str(chosen / folder_name(self._unit, self._year.text.strip())))


def folder_name(unit: str, year: str) -> str:
    """What the folder of a new library is called."""
    return safe_name(f"{unit}{year}年度")


def suggested_folder(unit: str, year: str) -> str:
    """Where a new library is put when the clerk has no other wish."""
    return str(platformdirs.user_documents_path() / _FOLDER / folder_name(unit, year))


def campaign_of(wish: Wish) -> Any:
    """The campaign as it will be, for what must be read before the library is made."""
    return new_campaign("-", wish.unit, wish.year, wish.given, wish.name)[0]
