"""What is asked before an export: in which formats, with what is missing or without, and where to."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from pathlib import Path
from tkinter import ttk
from typing import TYPE_CHECKING

from forms import destinations, theme
from forms.background import FILES
from forms.widgets.button import Button, Check
from forms.widgets.line import Line
from forms.widgets.sentence import Sentence
from ledger.phones import Phones

if TYPE_CHECKING:
    from forms.app import App

_FORMATS = (("docx", "Word"), ("pdf", "PDF"), ("xlsx", "Excel"))
_ALWAYS = "Excel 只出目录和登记簿。合订本、目录网页、校验清单和扫描件总会有。"
_NO_FORMAT = "请至少选一种格式。"
_NO_PLACE = "请写明放到哪里，或按“选择”选一个文件夹。"
_NOT_WHOLE = "位置要写完整，从盘符或根目录写起，例如“{example}”。"


class SubmissionForm(ttk.Frame):
    """Stands on a panel; `start()` is what its main button does."""

    def __init__(self, parent: tk.Misc, app: App, start: Callable[[], object]) -> None:
        super().__init__(parent, style="Panel.TFrame")
        self._app = app
        self._proposed = ""
        self.own_place = False
        """Whether the destination is the proposed one, whose folder may have to be made."""
        self.columnconfigure(1, weight=1)
        self._labelled(0, "每份资料")
        self._checks = self._formats(1)
        self._labelled(3, "缺项与疑点")
        self.gaps = Check(self, "附上（交出去的那一份不要附）", on=True)
        self.gaps.grid(row=3, column=1, columnspan=2, sticky="w", pady=(6, 6))
        self._labelled(4, "联系电话").grid_configure(pady=(0, theme.px(6)))
        self._phones = self._phone_checks(4)
        self._labelled(5, "放到").grid_configure(pady=(theme.px(6), 0))
        self.where = Line(self, width=120)
        self.where.widget.grid(row=5, column=1, sticky="ew", pady=(6, 0))
        self.where.on_change(self._typed)
        self.where.entry.bind("<Configure>", self._see_end, add="+")
        Button(self, "选择", self._choose).grid(row=5, column=2, padx=(6, 0), pady=(6, 0))
        self._said = Sentence(self, style="PanelSmallMuted.TLabel")
        self._said.grid(row=6, column=1, columnspan=2, sticky="w")
        self.button = Button(self, "开始导出", start, role="main", key="F9", height=34)
        self.button.grid(row=7, column=1, sticky="w", pady=(12, 0))
        self.bind("<Configure>", lambda event: self._said.configure(wraplength=max(event.width - theme.px(110), 120)))
        self.say("")

    def _labelled(self, row: int, words: str) -> ttk.Label:
        label = ttk.Label(self, text=words, style="Panel.TLabel")
        label.grid(row=row, column=0, sticky="w", padx=(0, theme.px(14)))
        return label

    def _formats(self, column: int) -> dict[str, Check]:
        row = ttk.Frame(self, style="Panel.TFrame")
        row.grid(row=0, column=column, columnspan=2, sticky="w")
        checks = {key: Check(row, words, lambda _: self.say(""), on=True) for key, words in _FORMATS}
        for place, check in enumerate(checks.values()):
            check.pack(side="left", padx=(0 if place == 0 else 14, 0))
        return checks

    def _phone_checks(self, row: int) -> tuple[Check, Check]:
        """Whether registers have a column of phone numbers, and whether four digits are hidden there."""
        frame = ttk.Frame(self, style="Panel.TFrame")
        frame.grid(row=row, column=1, columnspan=2, sticky="w", pady=(0, 6))
        shown, hidden = Check(frame, "印进登记簿"), Check(frame, "遮去四位", on=True)
        shown.pack(side="left")
        hidden.pack(side="left", padx=(14, 0))
        return shown, hidden

    @property
    def phones(self) -> Phones:
        """What becomes of phone numbers."""
        shown, hidden = self._phones
        return (Phones.MASKED if hidden.on else Phones.FULL) if shown.on else Phones.OUT

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats that are checked."""
        return tuple(key for key, check in self._checks.items() if check.on)

    def say(self, sentence: str) -> None:
        """Tell what is wrong with the answers; without a sentence, what is made in any case."""
        self._said.configure(text=sentence or _ALWAYS, style=f"PanelSmall{'Bad' if sentence else 'Muted'}.TLabel")
        self.where.mark(False)

    def propose(self) -> None:
        """Propose a name that is not taken, unless the clerk has written one."""
        app = self._app
        if self.where.text.strip() != self._proposed:
            return
        folder, name = destinations.place_of(app.preferences), destinations.name_of(app.desk.campaign)
        self._propose(folder, name, usual=True)

    def destination(self) -> Path | None:
        """The folder to be made; None, told, when the answers are not whole."""
        text = self.where.text.strip()
        if not self.formats:
            self.say(_NO_FORMAT)
            return None
        path = Path(text).expanduser()
        if not text or not path.is_absolute():
            example = destinations.usual() / destinations.name_of(self._app.desk.campaign)
            self.say(_NOT_WHOLE.format(example=example) if text else _NO_PLACE)
            self.where.mark(True)
            self.where.entry.focus_set()
            return None
        return path

    def _choose(self) -> None:
        folder = self._app.chooser.folder("报送文件夹放到哪里：请选择文件夹")
        if folder is not None:
            self.say("")
            self._propose(folder, destinations.name_of(self._app.desk.campaign), usual=False)

    def _propose(self, folder: Path, name: str, *, usual: bool) -> None:
        def known(path: Path) -> None:
            if not self.winfo_exists() or (usual and self.where.text.strip() != self._proposed):
                return
            self._proposed, self.own_place = str(path), usual
            self.where.put(str(path))
            self._see_end()

        self._app.background.run(lambda: destinations.free(folder, name), known, lane=FILES)

    def _see_end(self, event: object = None) -> None:
        """Show the end of the destination, which tells more than its beginning, while nobody types there."""
        if str(self.tk.call("focus")) != str(self.where.entry):
            self.where.entry.xview_moveto(1)

    def _typed(self) -> None:
        self.own_place = False
        self.say("")
