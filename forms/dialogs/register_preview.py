"""What a register will be like while it is defined: its form, and its paper with entries made up for it."""

from __future__ import annotations

import datetime as dt
import tkinter as tk
from tkinter import ttk
from typing import TYPE_CHECKING, Any

from forms import paper_making, theme
from forms.apart import Handle
from forms.form import FormFrame
from forms.paper_making import RECORD, REGISTER, Made, PaperWish
from forms.widgets.button import Segments
from forms.widgets.empty import Empty
from forms.widgets.viewer import Viewer
from ledger.errors import LedgerError
from ledger.fields import Context
from ledger.kinds import Form, Kind
from ledger.own_registers import OWN_REGISTER
from ledger.records import Record
from ledger.snapshot import Snapshot

if TYPE_CHECKING:
    from forms.app import App

_FORM, _PAPER = "form", "paper"
_ENTRIES = 3
_LONG_AGO = dt.datetime(2015, 1, 1, tzinfo=dt.UTC)


class RegisterPreview(ttk.Frame):
    """Shows a kind that is not there yet; `show(kind)` with every change, `say` instead when there is none."""

    def __init__(self, parent: tk.Misc, app: App) -> None:
        super().__init__(parent, style="Panel.TFrame")
        self._app = app
        self._kind: Kind | None = None
        self._values: dict[str, Any] = {}
        self._shown: dict[str, Kind] = {}
        self._handle: Handle | None = None
        self._form: FormFrame | None = None
        choices = ((_FORM, "登记时的样子"), (_PAPER, "印出来的样子"))
        self.choice = Segments(self, choices, lambda _: self._draw())
        self.choice.pack(anchor="w", pady=(0, theme.px(6)))
        self._stage = ttk.Frame(self, style="Panel.TFrame")
        self._stage.pack(fill="both", expand=True)
        self._words = Empty(self._stage, "", "", ground="panel")
        self._viewer = Viewer(self._stage, app.background)
        self.bind("<Destroy>", self._end, add="+")

    def show(self, kind: Kind, values: dict[str, Any]) -> None:
        """Show the kind that the definition `values` make."""
        self._kind, self._values = kind, values
        self._draw()

    def say(self, sentence: str) -> None:
        """Say why there is nothing to be seen."""
        self._kind = None
        self._words.say("还不能预览", sentence)
        self._front(self._words)

    def _draw(self) -> None:
        if self._kind is not None:
            (self._draw_form if self.choice.taken == _FORM else self._draw_paper)(self._kind)

    def _draw_form(self, kind: Kind) -> None:
        if self._shown.get(_FORM) != kind:
            if self._form is not None:
                self._form.destroy()
            desk = self._app.desk
            self._form = FormFrame(self._stage, kind, context=desk.context, titles=lambda _: [], on_change=lambda: None)
            self._shown[_FORM] = kind
        if self._form is not None:
            self._front(self._form)

    def _draw_paper(self, kind: Kind) -> None:
        self._front(self._viewer)
        if self._shown.get(_PAPER) == kind:
            return
        self._stop()
        self._shown[_PAPER] = kind
        self._handle = self._app.apart.run(paper_making.make, self._wish(kind), done=self._made, failed=self._refused)

    def _wish(self, kind: Kind) -> PaperWish:
        """The paper of a ledger that holds nothing but the definition and a few entries."""
        desk = self._app.desk
        whole = desk.snapshot
        samples = tuple(sample_of(kind, desk.context(), number) for number in range(1, _ENTRIES + 1))
        definition = Record("definition", OWN_REGISTER, self._values, _LONG_AGO, _LONG_AGO, 1)
        alone = Snapshot(whole.campaign, whole.scheme, (), (definition, *samples))
        if kind.form is Form.EACH:
            return PaperWish(alone, RECORD, uid=samples[0].uid, slug=kind.slug, formats=("pdf",))
        return PaperWish(alone, REGISTER, slug=kind.slug, formats=("pdf",))

    def _made(self, made: Made) -> None:
        self._handle = None
        self._viewer.show_data(made.pdf, "application/pdf", made.title)

    def _refused(self, error: Exception) -> None:
        self._handle = None
        self._shown.pop(_PAPER, None)
        if not isinstance(error, LedgerError):
            raise error
        self._viewer.clear(str(error))

    def _front(self, part: tk.Widget) -> None:
        for each in self._stage.pack_slaves():
            if each is not part:
                each.pack_forget()
        part.pack(fill="both", expand=True)

    def _stop(self) -> None:
        if self._handle is not None:
            self._handle.drop()
            self._handle = None

    def _end(self, event: tk.Event[tk.Misc]) -> None:
        if event.widget is self:
            self._stop()


def sample_of(kind: Kind, context: Context, number: int) -> Record:
    """An entry made up of the samples of the fields."""
    values = {field.name: field.parse(field.sample, context) for field in kind.fields}
    return Record(f"sample{number}", kind.slug, values, _LONG_AGO, _LONG_AGO, 1, own=kind)
