"""What is asked before a handover package is made: for whom, where to, from which export, and whether encrypted."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from pathlib import Path
from tkinter import ttk
from typing import TYPE_CHECKING

from exports.handover.job import LARGEST_VOLUME
from forms import package_facts, theme
from forms.background import FILES
from forms.package_facts import Facts, Offer
from forms.screens.handover_package_seal import LABELS, Seal
from forms.widgets.button import Button, Segments
from forms.widgets.line import Line
from forms.widgets.sentence import Sentence
from ledger.errors import LedgerError
from ledger.sizes import size_in_words

if TYPE_CHECKING:
    from forms.app import App

ARCHIVE, COLLEAGUE, BRANCH = "archive", "colleague", "branch"
_WHOM = ((ARCHIVE, "档案室（馆）"), (COLLEAGUE, "接手的同事"), (BRANCH, "上级单位汇总"))
_ALWAYS = "报送文件夹的全部电子文件，说明文件、文件目录、移交登记表、移交清单和核验报告"
_INSIDE = {
    ARCHIVE: f"包里有：{_ALWAYS}。不放台帐库。",
    COLLEAGUE: f"包里有：{_ALWAYS}，还有整个台帐库：同事收下后打开就能接着做。包里的台帐库不带口令，请当面交接。",
    BRANCH: f"包里有：{_ALWAYS}，还有整个台帐库：上级单位收下后汇总、排名。包里的台帐库不带口令，请当面交接。",
}
_FRESH = ("", "重新导出")
_GAPS = "这次导出附有“缺项与疑点”，交档案室（馆）的不要附：请选“重新导出”。"
_NO_PLACE = "请写明放到哪里，或按“选择”选U盘上的文件夹。"
_NOT_WHOLE = "位置要写完整，从盘符或根目录写起，例如“{example}”。"
_NOT_THERE = "现在找不到这个文件夹：请插好U盘，或按“选择”另选一个。"


class PackageForm(ttk.Frame):
    """Stands on a panel; `start()` is what its main button does."""

    def __init__(self, parent: tk.Misc, app: App, start: Callable[[], object]) -> None:
        super().__init__(parent, style="Panel.TFrame")
        self._app, self._start = app, start
        self._usual = package_facts.place_of(app.preferences)
        self._facts: Facts | None = None
        self._room: int | None = None
        self._wanted = ""
        """The number of the export that shall be taken once it is known to fit."""
        self.columnconfigure(1, weight=1)
        self.whom = Segments(self, _WHOM, lambda _: self._tell())
        self._row(0, "交给谁", self.whom)
        self._inside = self._sentence(1)
        self._row(2, "放到", self._where())
        self._space = self._sentence(3)
        self._exports = ttk.Frame(self, style="Panel.TFrame")
        self._row(4, "报送文件夹", self._exports)
        self.source = self._offered((_FRESH,))
        self._about_export = self._sentence(5)
        self._row(6, "载体类型规格", self._medium())
        self.seal = Seal(self, self._enter)
        self.seal.grid(row=7, column=0, columnspan=3, sticky="ew", pady=(6, 0))
        self._fault = self._sentence(8)
        self.button = Button(self, "做移交包", start, role="main", height=34)
        self.button.grid(row=9, column=1, sticky="w", pady=(10, 0))
        for line in (self.where, self.medium):
            line.entry.bind("<Return>", lambda _: self._enter(), add="+")
        self.bind("<Configure>", lambda event: self._wrap(event.width))
        theme.listen(self, self._scaled)
        self._scaled()
        self.say("")
        self._tell()

    # Building

    def _row(self, row: int, words: str, widget: tk.Widget) -> None:
        label = ttk.Label(self, text=words, style="Panel.TLabel")
        label.grid(row=row, column=0, sticky="w", padx=(0, theme.px(14)), pady=(6, 0))
        widget.grid(row=row, column=1, sticky="w" if isinstance(widget, Segments) else "ew", pady=(6, 0))

    def _sentence(self, row: int) -> Sentence:
        made = Sentence(self, style="PanelSmallMuted.TLabel")
        made.grid(row=row, column=1, sticky="w")
        return made

    def _where(self) -> ttk.Frame:
        row = ttk.Frame(self, style="Panel.TFrame")
        row.columnconfigure(0, weight=1)
        self.where = Line(row, width=120)
        self.where.put(str(self._usual))
        self.where.widget.grid(row=0, column=0, sticky="ew")
        self.where.on_change(lambda: self.say(""))
        self.where.entry.bind("<FocusOut>", lambda _: self.look(), add="+")
        self.where.entry.bind("<Configure>", self._see_end, add="+")
        Button(row, "选择", self._choose).grid(row=0, column=1, padx=(6, 0))
        return row

    def _medium(self) -> ttk.Frame:
        row = ttk.Frame(self, style="Panel.TFrame")
        self.medium = Line(row, width=200)
        self.medium.widget.pack(side="left")
        hint = "例如“U盘，32GB”，印在登记表上，可以空着"
        ttk.Label(row, text=hint, style="PanelSmallMuted.TLabel").pack(side="left", padx=(theme.px(10), 0))
        return row

    def _offered(self, choices: tuple[tuple[str, str], ...]) -> Segments:
        made = Segments(self._exports, choices, lambda _: self._tell())
        made.pack(side="left")
        return made

    # What was answered

    @property
    def purpose(self) -> str:
        """“archive”, “colleague” or “branch”."""
        return self.whom.taken

    @property
    def with_library(self) -> bool:
        """Whether the library goes along."""
        return self.purpose != ARCHIVE

    @property
    def offer(self) -> Offer | None:
        """The export that is taken, None when one shall be made."""
        offers = self._facts.offers if self._facts else ()
        return next((each for each in offers if str(each.number) == self.source.taken), None)

    @property
    def own_place(self) -> bool:
        """Whether the destination is the program's own, which may have to be made."""
        return Path(self.where.text.strip()) == package_facts.usual()

    @property
    def volume(self) -> int:
        """Bytes of a volume at most."""
        return self.seal.volume if self.seal.on else LARGEST_VOLUME

    def destination(self) -> Path | None:
        """The folder for the package; None, told, when the answers are not whole."""
        self.say("")
        text = self.where.text.strip()
        path = Path(text).expanduser()
        if not text or not path.is_absolute():
            self.say(_NOT_WHOLE.format(example=package_facts.usual()) if text else _NO_PLACE)
            self.where.mark(True)
            self.where.entry.focus_set()
            return None
        fault = self.seal.fault()
        if fault:
            self.say(fault)
            return None
        return path

    # Showing

    def focus_set(self) -> None:
        """Put the keys on what is answered first."""
        self.whom.focus_set()

    def take_export(self, number: int) -> None:
        """Take the export of this number, if it still fits."""
        self._wanted = str(number)
        self.refresh()

    def say(self, sentence: str) -> None:
        """Tell what is wrong with the answers."""
        self._about(self._fault, sentence, "Bad")
        if sentence:
            self._app.say(sentence, "bad")  # its own place may be scrolled out of sight
        else:
            self.where.mark(False)

    def refresh(self) -> None:
        """Ask the disk and the library again."""
        library, vault = self._app.desk.path, self._app.desk.vault
        self._app.background.run(lambda: package_facts.facts(library, vault), self._known, self._unknown, lane=FILES)
        self.look()

    def look(self) -> None:
        """See how much room there is at the place that is written there."""
        text, own = self.where.text.strip(), self.own_place
        place = Path(text).expanduser()
        if not place.is_absolute():
            return

        def seen(room: int | None) -> None:
            if self.winfo_exists() and self.where.text.strip() == text:
                self._room = room
                self._tell()

        self._app.background.run(lambda: package_facts.room(place, own=own), seen, lane=FILES)

    def _known(self, facts: Facts) -> None:
        if not self.winfo_exists():
            return
        self._facts = facts
        choices = (_FRESH, *((str(each.number), _words(each)) for each in facts.offers))
        taken = self._wanted or self.source.taken
        keys = [key for key, _ in choices]
        if choices != self.source.choices:
            self.source.destroy()
            self.source = self._offered(choices)
        self.source.put(taken if taken in keys else "")
        self._wanted = ""
        self._tell()

    def _unknown(self, error: Exception) -> None:
        if not isinstance(error, LedgerError):
            raise error
        if self.winfo_exists():
            self.say(str(error))

    def _tell(self) -> None:
        """Say what goes in, and whether there is room for it."""
        offer, facts = self.offer, self._facts
        self._inside.configure(text=_INSIDE[self.purpose])
        gaps = offer is not None and offer.gaps and self.purpose == ARCHIVE
        known = "导出以后台帐没有改动的，可以直接放进包里，不必重新导出。" if facts and facts.offers else ""
        self._about(self._about_export, _GAPS if gaps else known, "Warn" if gaps else "Muted")
        if self._room is None:
            self._about(self._space, _NOT_THERE if facts else "", "Warn")
            return
        left = size_in_words(self._room)
        if facts is None:
            self._about(self._space, f"这里还有{left}。", "Muted")
            return
        need = facts.need(offer, with_library=self.with_library)
        short = need > self._room
        words = f"这里只剩{left}，移交包大约要{size_in_words(need)}，可能放不下：请腾出空间，或另选一个位置。"
        fine = f"这里还有{left}，移交包大约要{size_in_words(need)}。"
        self._about(self._space, words if short else fine, "Warn" if short else "Muted")

    def _about(self, sentence: Sentence, words: str, tone: str) -> None:
        sentence.configure(text=words, style=f"PanelSmall{tone}.TLabel")
        if words:
            sentence.grid()
        else:
            sentence.grid_remove()

    def _choose(self) -> None:
        folder = self._app.chooser.folder("移交包放到哪里：请选择U盘或另一个文件夹")
        if folder is not None:
            self.say("")
            self.where.put(str(folder))
            self._see_end()
            self.look()

    def _see_end(self, event: object = None) -> None:
        """Show the end of the place, which tells more than its beginning, while nobody types there."""
        if str(self.tk.call("focus")) != str(self.where.entry):
            self.where.entry.xview_moveto(1)

    def _enter(self) -> str:
        self._start()
        return "break"

    def _scaled(self) -> None:
        self.columnconfigure(0, minsize=theme.px(LABELS))

    def _wrap(self, width: int) -> None:
        wide = max(width - theme.px(LABELS + 20), 120)
        for label in (self._inside, self._space, self._about_export, self._fault):
            label.configure(wraplength=wide)


def _words(offer: Offer) -> str:
    return f"第{offer.number}次导出的（{offer.at.astimezone():%m-%d %H:%M}）"
