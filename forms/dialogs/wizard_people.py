"""The last step of a new library: the names on the roster, pasted or out of a file."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tkinter import ttk

from forms import theme
from forms.background import THINK, Job
from forms.choosing import TABLES
from forms.clipboard_table import read_table
from forms.dialogs.wizard_steps import WIDTH, Step, Wish, campaign_of
from forms.sheet_preview import ImportPreview, preview_file, preview_pasted
from forms.widgets.button import Button
from forms.widgets.sentence import Sentence
from forms.widgets.text_box import LongTextEditor
from ledger.errors import LedgerError
from ledger.kinds import kind_of
from ledger.snapshot import Snapshot

_PAUSE = 300
"""Milliseconds without a change before names are read."""
_NAMED = 4
"""Lines that could not be read which are told one by one."""


_LINES = 9
"""Lines of names that are seen."""


class PeopleStep(Step):
    """Who is on the roster; may be left blank."""

    title = "人员（可以以后再填）"

    def build(self) -> None:
        """See Step."""
        self.told("把姓名粘贴在这里：一行一个，或用顿号隔开；从表格里连职务、电话一起复制也行。可以先空着。")
        self._names = LongTextEditor(self, least=_LINES)
        self._names.pack(fill="x")
        self._names.on_change(self._typed)
        row = ttk.Frame(self, style="Panel.TFrame")
        row.pack(fill="x", pady=(theme.px(8), 0))
        Button(row, "从表格读入", self._choose).pack(side="left")
        self._count = ttk.Label(row, style="Panel.TLabel")
        self._count.pack(side="left", padx=theme.px(12))
        self._refused = Sentence(self, style="PanelSmallBad.TLabel", wraplength=theme.px(WIDTH - 20))
        self._refused.pack(anchor="w", pady=(theme.px(6), 0))
        self._names.text.bind("<Control-Return>", self._confirmed)
        self._wish, self._file, self._timer = Wish(), None, ""
        self._job: Job | None = None
        self.bind("<Destroy>", lambda _: self._stop(), add="+")

    _file: Path | None

    def enter(self, wish: Wish) -> tk.Misc:
        """See Step."""
        self._wish = wish
        return self._names.inner

    def read(self, wish: Wish) -> Wish:
        """See Step; the names are read by `work`."""
        self._stop()
        return replace(wish, people=None)

    def work(self, wish: Wish) -> Callable[[], Wish]:
        """See Step: the names are read. It raises what a table is refused for."""
        preview = self._preview(wish)
        return lambda: replace(wish, people=preview())

    def _preview(self, wish: Wish) -> Callable[[], ImportPreview | None]:
        text, path, kind = self._names.typed(), self._file, kind_of("person")
        scheme = wish.scheme
        assert scheme is not None

        def preview() -> ImportPreview | None:
            if path is None and not text:
                return None
            snapshot = Snapshot(campaign_of(wish), scheme, (), ())
            return preview_file(path, kind, snapshot) if path else preview_pasted(read_table(text), kind, snapshot)

        return preview

    def _confirmed(self, event: object) -> str:
        self.onwards()
        return "break"

    def _typed(self) -> None:
        self._file = None
        if self._timer:
            self.after_cancel(self._timer)
        self._timer = self.after(_PAUSE, self._look)

    def _choose(self) -> None:
        path = self.app.chooser.file("人员表", TABLES)
        if path is not None:
            self._names.put("")
            self._file = path
            self._look()

    def _look(self) -> None:
        """Tell how many people would come of what stands here."""
        self._stop()
        self._job = self.app.background.run(self._preview(self._wish), self._tell, self._tell_fault, lane=THINK)

    def _tell(self, preview: ImportPreview | None) -> None:
        if preview is None:
            self._count.configure(text="")
            self._refused.configure(text="")
            return
        source = f"从“{self._file.name}”" if self._file else ""
        self._count.configure(text=f"{source}认出{len(preview.accepted)}人")
        lines = [f"第{row.number}行没有认出：{row.sentence}" for row in preview.rejected[:_NAMED]]
        more = len(preview.rejected) - _NAMED
        self._refused.configure(text="\n".join([*lines, f"另有{more}行也没有认出。"] if more > 0 else lines))

    def _tell_fault(self, error: Exception) -> None:
        if not isinstance(error, LedgerError):
            raise error
        self._count.configure(text="")
        self._refused.configure(text=str(error))

    def _stop(self) -> None:
        """Forget what was about to be read."""
        if self._timer:
            self.after_cancel(self._timer)
            self._timer = ""
        if self._job is not None:
            self._job.cancel()
            self._job = None
