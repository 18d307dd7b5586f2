"""The window of an open library: head, navigation, the screens, and the status line."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk
from typing import TYPE_CHECKING

from forms import theme
from forms.screens import SCREENS, Screen
from forms.shell.header import Header
from forms.shell.navigation import WIDTH, Navigation
from forms.shell.page import Page, Target
from forms.shell.status import StatusLine

if TYPE_CHECKING:
    from forms.app import App
    from forms.desk import Changed


class Shell(ttk.Frame):
    """Screens are made when first visited, and kept; only the one in front is brought up to date."""

    def __init__(self, app: App) -> None:
        super().__init__(app.root)
        self._app = app
        self._pages: dict[str, Page] = {}
        self.front: Page | None = None
        self.header = Header(self, app)
        self.navigation = Navigation(self, SCREENS, app.go)
        self._line = ttk.Frame(self, style="Line.TFrame", width=1)
        self._stage = ttk.Frame(self)
        self.status = StatusLine(self)
        self.header.grid(row=0, column=0, columnspan=3, sticky="ew")
        self.navigation.grid(row=1, column=0, sticky="ns")
        self._line.grid(row=1, column=1, sticky="ns")
        self._stage.grid(row=1, column=2, sticky="nsew")
        self.status.grid(row=2, column=0, columnspan=3, sticky="ew")
        self.columnconfigure(2, weight=1)
        self.rowconfigure(1, weight=1)
        self._stage.rowconfigure(0, weight=1)
        self._stage.columnconfigure(0, weight=1)
        self.navigation.pack_propagate(False)
        theme.listen(self, self._dress)
        self._dress()

    def go(self, slug: str, target: Target | None = None) -> Page:
        """Bring a screen to the front, and open `target` on it."""
        page = self._pages.get(slug) or self._made(next(each for each in SCREENS if each.slug == slug))
        if self.front is not page:
            if self.front is not None:
                self.front.leave()
                self.front.grid_remove()
            self.front = page
            page.grid(row=0, column=0, sticky="nsew")
            self.navigation.show(slug)
            self._freshen(page)
            page.shown()
        if target is not None:
            page.open(target)
        return page

    def changed(self, kinds: Changed) -> None:
        """The ledger changed: the screen in front shows it now, the others when they are visited."""
        for page in self._pages.values():
            if page.stale is not None:
                page.stale |= kinds
        if "scheme" in kinds:
            self._make_anew()
        if self.front is not None:
            self._freshen(self.front)

    def leave(self) -> None:
        """The window is closed: what is being typed is kept."""
        for page in self._pages.values():
            page.leave()

    def _make_anew(self) -> None:
        """Give up the screens that another scheme would build otherwise; what was being typed there is a draft."""
        for slug, page in [pair for pair in self._pages.items() if pair[1].outgrown()]:
            page.leave()
            del self._pages[slug]
            if page is self.front:
                self.front = None
                self.go(slug)
            page.destroy()

    def _made(self, screen: Screen) -> Page:
        page = screen.page()(self._stage, self._app)
        self._pages[screen.slug] = page
        return page

    def _freshen(self, page: Page) -> None:
        changed, page.stale = page.stale, frozenset()
        if changed is None or changed:
            page.refresh(changed)

    def _dress(self) -> None:
        self.navigation.configure(width=theme.px(WIDTH))


def focused(root: tk.Misc) -> tk.Misc | None:
    """The widget that has the focus, None when it is none of ours (a menu of the system)."""
    try:
        return root.focus_get()
    except KeyError:  # Tk's own widgets are not known to tkinter
        return None
