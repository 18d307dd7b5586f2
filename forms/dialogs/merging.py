"""The sheet of a merge: what would become of the records, what has to be chosen, and only then the merge itself."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from pathlib import Path
from tkinter import ttk
from typing import TYPE_CHECKING, ClassVar

from forms import theme
from forms.background import Job
from forms.dialogs.merging_choices import Choices
from forms.dialogs.merging_words import COUNTS, SHIFTS, count_rows, facts, questions_of, shift_rows
from forms.taking_in import LANE, PrivateCopy, compared
from forms.widgets.button import Segments
from forms.widgets.listing import Listing
from forms.widgets.sentence import Sentence
from ledger.errors import LedgerError
from ledger.merging.comparison import Comparison

if TYPE_CHECKING:
    from forms.app import App
    from forms.place import Place

_NO_SHIFTS = "没有记录会变动。"
_READY = "都选好了。按“{verb}”，先自动备份，再{verb}；现在还什么都没有写。"
_FREE = "没有要选的。按“{verb}”，先自动备份，再{verb}；现在还什么都没有写。"


class MergeSheet:
    """Fills the window; `go(choices)` is called when all is chosen and the clerk says so. Nothing is written here.

    What was chosen is remembered while the program runs: when the sheet was closed, or the merge stopped or refused,
    it is not asked again.
    """

    _remembered: ClassVar[dict[tuple[Path, str], dict[str, str]]] = {}

    def __init__(
        self,
        app: App,
        place: Place,
        copy: PrivateCopy,
        comparison: Comparison,
        go: Callable[[dict[str, str]], object],
        *,
        branch: bool,
    ) -> None:
        self._app, self._place, self._copy, self._go, self._branch = app, place, copy, go, branch
        self.comparison, self._verb = comparison, "收入" if branch else "合并"
        self._job: Job | None = None
        self._key = (place.folder, copy.package.inside.package)
        title = f"收作下级单位的台帐：{comparison.unit}" if branch else f"合并“{comparison.unit}”的台帐"
        buttons = (("merge", self._verb, "main"), ("", f"不{self._verb}", "plain"))
        self.sheet = app.overlay.show(title, self._fill, buttons, self._answered, full=True)
        self._turn_to("choices" if comparison.open else "counts")
        if self.choices.recall(self._remembered.get(self._key, {})):
            self._chosen()

    @property
    def said(self) -> str:
        """What is told below."""
        return self._said.words

    def _fill(self, body: ttk.Frame) -> tk.Misc:
        asked = questions_of(self.comparison)
        choices: tuple[tuple[str, str], ...] = (("counts", "各类记录"), ("shifts", "逐条看变动"))
        if asked:
            choices = (("choices", f"要选的{len(asked)}处"), *choices)
        self.segments = Segments(body, choices, self._turn_to)
        self.segments.pack(anchor="w")
        self._said = Sentence(body, style="Panel.TLabel")
        self._said.pack(side="bottom", anchor="w", pady=(theme.px(8), 0))
        self._stage = ttk.Frame(body, style="Panel.TFrame")
        self._stage.pack(fill="both", expand=True, pady=(theme.px(10), 0))
        self.choices = Choices(self._stage, self._chosen, self._entered)
        self._whole = ttk.Frame(self._stage, style="Panel.TFrame")
        self._sentence = Sentence(self._whole, style="PanelBold.TLabel")
        self._sentence.pack(anchor="w")
        self._facts = Sentence(self._whole, style="PanelMuted.TLabel")
        self._facts.pack(anchor="w", pady=(theme.px(2), theme.px(8)))
        self.counts = Listing(
            self._whole, COUNTS, name="merging-counts", multiple=False, on_open=lambda _: self._entered()
        )
        self.counts.pack(fill="both", expand=True)
        self.shifts = Listing(
            self._stage,
            SHIFTS,
            name="merging-shifts",
            multiple=False,
            empty=_NO_SHIFTS,
            background=self._app.background,
        )
        body.bind("<Configure>", lambda event: self._wrap(event.width), add="+")
        self._put(self.comparison)
        return self.choices.listing.tree if asked else self.counts.tree

    def _turn_to(self, key: str) -> None:
        if key not in dict(self.segments.choices):
            return
        self.segments.put(key)
        views: dict[str, ttk.Frame] = {"choices": self.choices, "counts": self._whole, "shifts": self.shifts}
        for each in views.values():
            each.pack_forget()
        views[key].pack(fill="both", expand=True)
        {"choices": self.choices.listing, "counts": self.counts, "shifts": self.shifts}[key].focus_set()
        self._tell()

    def _put(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self._sentence.configure(text=comparison.sentence.replace("合并", self._verb, 1))
        self._facts.configure(text=facts(comparison))
        self.counts.put(count_rows(comparison))
        self.shifts.put(shift_rows(comparison))
        for listing in (self.counts, self.shifts):
            if listing.focused is None and listing.total:
                listing.select(("0",))
        self.choices.put(questions_of(comparison))

    def _entered(self) -> None:
        """Enter in a list: go to what is still open, or merge."""
        if self.choices.open:
            self._turn_to("choices")
            self.choices.go_to_open()
        else:
            self.sheet.answer("merge")

    def _chosen(self) -> None:
        """Something was chosen: once everything is, look what it comes to; a choice may raise another question."""
        self._remembered[self._key] = dict(self.choices.choices)
        if self._job is not None:
            self._job.cancel()
            self._job = None
        if not self.choices.open:
            place, copy, chosen, branch = self._place, self._copy, dict(self.choices.choices), self._branch
            self._job = self._app.background.run(
                lambda: compared(place, copy, chosen, _silent, lambda: False, branch=branch),
                self._looked,
                self._failed,
                lane=LANE,
            )
        self._tell()

    def _looked(self, comparison: Comparison) -> None:
        self._job = None
        if not self.sheet.frame.winfo_exists():
            return
        self._put(comparison)
        if comparison.open:
            self._turn_to("choices")
        self._tell()

    def _failed(self, error: Exception) -> None:
        self._job = None
        if isinstance(error, LedgerError) and self.sheet.frame.winfo_exists():
            self._said.configure(text=str(error), style="PanelBad.TLabel")
        else:
            self._app.fail(error)

    def _tell(self) -> None:
        """Say what is left to be chosen; only when nothing is, it can be merged."""
        left = len(self.choices.open)
        self.sheet.buttons["merge"].enable(not left and self._job is None)
        if left:
            words = f"还有{left}处要选：看左右两边，按 ← 用本台帐的，按 → 用对方的。选好之前什么也不写，随时可以改。"
            self._said.configure(text=words, style="PanelWarn.TLabel")
        elif self._job is not None:
            self._said.configure(text="正在按所选的再比较一遍……", style="PanelMuted.TLabel")
        else:
            words = _READY if self.choices.choices else _FREE
            self._said.configure(text=words.format(verb=self._verb), style="PanelGood.TLabel")

    def _answered(self, key: str) -> bool:
        if key and (self.choices.open or self._job is not None):
            return False
        if self._job is not None:
            self._job.cancel()
        if key:
            chosen = dict(self.choices.choices)
            # Not when Tk is idle: whatever lays itself out at that moment would lose its screen.
            self._app.root.after(1, lambda: self._go(chosen))
        return True

    def _wrap(self, width: int) -> None:
        for label in (self._sentence, self._facts, self._said):
            label.configure(wraplength=max(width - theme.px(8), 120))


def _silent(done: int, total: int, words: str) -> None:
    """The private copy is there already."""
