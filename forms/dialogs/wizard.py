"""Making a new library in four short steps over the window; nothing is made before the last one."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from dataclasses import replace
from tkinter import ttk
from typing import TYPE_CHECKING

from forms import theme
from forms.actions import Add
from forms.background import FILES
from forms.dialogs.wizard_people import PeopleStep
from forms.dialogs.wizard_scheme import SchemeStep
from forms.dialogs.wizard_steps import WIDTH, PlaceStep, Step, UnitStep, Wish
from forms.shell.overlay import Sheet
from forms.widgets.sentence import Sentence
from ledger.book import Ledger
from ledger.errors import LedgerError
from ledger.schemes.load import load_scheme, shipped
from ledger.schemes.model import Scheme

if TYPE_CHECKING:
    from forms.app import App

_HIGH = 330
"""Pixels at zoom 1, the same for all steps, so that the sheet does not jump."""


def begin(app: App) -> None:
    """Begin a new library."""
    app.background.run(
        lambda: tuple(load_scheme(each) for each in shipped()), lambda schemes: Wizard(app, schemes), lane=FILES
    )


class Wizard:
    """The sheet with the steps; `schemes` are those that can be chosen."""

    def __init__(self, app: App, schemes: Sequence[Scheme]) -> None:
        self._app, self._at, self._busy = app, 0, False
        self._wish = Wish(who=app.preferences.who)
        self._schemes = schemes
        buttons = (("next", "下一步", "main"), ("back", "上一步", "plain"), ("", "取消", "plain"))
        self.sheet: Sheet = app.overlay.show("新建台帐库", self._fill, buttons, self._answered, width=WIDTH)
        self._show(0)

    @property
    def step(self) -> Step:
        """The step that is shown."""
        return self._steps[self._at]

    def _fill(self, body: ttk.Frame) -> None:
        self._where = ttk.Label(body, style="PanelBold.TLabel")
        self._where.pack(anchor="w", pady=(0, theme.px(10)))
        self._stage = ttk.Frame(body, style="Panel.TFrame", width=theme.px(WIDTH), height=theme.px(_HIGH))
        self._stage.pack_propagate(False)
        self._stage.pack(fill="both", expand=True)
        self._fault = Sentence(body, style="PanelBad.TLabel", wraplength=theme.px(WIDTH - 20))
        self._fault.pack(anchor="w", fill="x")
        kinds: tuple[type[Step], ...] = (UnitStep, SchemeStep, PlaceStep, PeopleStep)
        self._steps = [kind(self._stage, self._app, self._onwards) for kind in kinds]
        for step in self._steps:
            if isinstance(step, SchemeStep):
                step.offer(self._schemes)

    def _show(self, at: int) -> None:
        self.step.pack_forget()
        self._at = at
        last = at == len(self._steps) - 1
        self._where.configure(text=f"第{at + 1}步，共{len(self._steps)}步：{self.step.title}")
        self._say("")
        self.step.pack(fill="both", expand=True)
        self.sheet.buttons["next"].configure(text="建立台帐库" if last else "下一步")
        self._rest()
        first: tk.Misc = self.step.enter(self._wish)
        first.focus_set()

    def _answered(self, key: str) -> bool:
        """Whether the sheet closes."""
        if self._busy:
            return False
        if key == "next":
            self._onwards()
        elif key == "back":
            self._show(self._at - 1)
        return not key

    def _onwards(self) -> None:
        if self._busy:
            return
        self._say("")
        try:
            wish = self.step.read(self._wish)
        except LedgerError as error:
            self._say(str(error))
            return
        self._work()
        self._app.background.run(self.step.work(wish), self._taken, self._refused, lane=FILES)

    def _taken(self, wish: Wish) -> None:
        self._wish = wish
        if self._at + 1 < len(self._steps):
            self._show(self._at + 1)
        else:
            self._create(wish)

    def _create(self, wish: Wish) -> None:
        self._say("正在建立台帐库……", "PanelMuted.TLabel")
        self._app.background.run(lambda: make(wish), lambda _: self._made(wish), self._refused)

    def _made(self, wish: Wish) -> None:
        app = self._app
        self.sheet.close()
        app.remember(replace(app.preferences, who=wish.who))
        assert wish.folder is not None
        app.open(wish.folder, lambda: self._add_people(wish))

    def _add_people(self, wish: Wish) -> None:
        app, people = self._app, wish.people.accepted if wish.people else ()
        if not people:
            app.say("台帐库已建好。先到“人员”登记名册，会议和签名都从那里选人。", "good")
            return
        action = Add("person", tuple(row.data for row in people))
        app.desk.change(action, lambda _: app.say(f"台帐库已建好，名册上有{len(people)}人。", "good"))

    def _refused(self, error: Exception) -> None:
        self._rest()
        if not isinstance(error, LedgerError):
            raise error
        self._say(str(error))

    def _say(self, sentence: str, style: str = "PanelBad.TLabel") -> None:
        self._fault.configure(text=sentence, style=style)

    def _work(self) -> None:
        """Something is being looked at: no button is pressed meanwhile."""
        self._busy = True
        for button in self.sheet.buttons.values():
            button.enable(False)

    def _rest(self) -> None:
        self._busy = False
        for key, button in self.sheet.buttons.items():
            button.enable(key != "back" or self._at > 0)


def make(wish: Wish) -> None:
    """Make the library that is wished for; nothing half-made stays. Raises FolderTaken, StorageError."""
    assert wish.folder is not None
    Ledger.create(
        wish.folder, unit=wish.unit, year=wish.year, scheme_id=wish.given, name=wish.name, who=wish.who
    ).close()
