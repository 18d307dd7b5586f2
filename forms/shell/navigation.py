"""The navigation on the left: one line for each screen, with its icon and the key that is pressed with Alt."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk
from typing import Any

from forms import theme
from forms.icons import icon
from forms.screens import KEY_WORDS, Screen

WIDTH = 164
"""Pixels at zoom 1."""


class Navigation(ttk.Frame):
    """One stop of Tab: Up and Down move, Enter or Space goes; `go(slug)` is called for the line that is taken."""

    def __init__(self, parent: tk.Misc, screens: Sequence[Screen], go: Callable[[str], object]) -> None:
        super().__init__(parent, style="Panel.TFrame")
        self._go, self._slugs = go, [screen.slug for screen in screens]
        self._taken = ""
        self._lines: dict[str, _Line] = {}
        for screen in screens:
            line = _Line(self, screen, lambda slug=screen.slug: go(slug))  # type: ignore[misc]
            line.pack(fill="x")
            line.bind("<Up>", lambda _, slug=screen.slug: self._move(slug, -1))  # type: ignore[misc]
            line.bind("<Down>", lambda _, slug=screen.slug: self._move(slug, 1))  # type: ignore[misc]
            self._lines[screen.slug] = line
        theme.listen(self, self._dress)
        self.bind("<Configure>", lambda _: self._space())
        self._dress()

    def show(self, slug: str) -> None:
        """Mark the screen that is in front."""
        self._taken = slug
        for each, line in self._lines.items():
            line.mark(each == slug)

    def _move(self, slug: str, step: int) -> str:
        place = (self._slugs.index(slug) + step) % len(self._slugs)
        self._lines[self._slugs[place]].focus_set()
        return "break"

    def _dress(self) -> None:
        for slug, line in self._lines.items():
            line.dress()
            line.mark(slug == self._taken)
        self._space()

    def _space(self) -> None:
        """Every line is in sight, however low the window is at this zoom."""
        room = self.winfo_height() // len(self._lines)
        for line in self._lines.values():
            line.space(room)


class _Line(tk.Frame):
    """A line of the navigation, out of plain widgets of Tk: fourteen of them are made before the window is seen."""

    def __init__(self, parent: Navigation, screen: Screen, command: Callable[[], object]) -> None:
        super().__init__(parent, takefocus=0, highlightthickness=0, borderwidth=0)
        self._screen, self._marked = screen, False
        self._bar = tk.Frame(self)
        self._icon = tk.Label(self, borderwidth=0)
        self._title = tk.Label(self, text=screen.title, anchor="w", borderwidth=0)
        self._key = tk.Label(self, text=KEY_WORDS.get(screen.key, screen.key), borderwidth=0)
        self._bar.pack(side="left", fill="y")
        self._icon.pack(side="left")
        self._key.pack(side="right")
        self._title.pack(side="left", fill="x", expand=True)
        for part in (self, self._icon, self._title, self._key):
            part.bind("<Button-1>", lambda _: command())
            part.bind("<Enter>", lambda _: self._colour(hovered=True))
            part.bind("<Leave>", lambda _: self._colour())
        for press in ("<Return>", "<KP_Enter>", "<space>"):
            self.bind(press, lambda _: command())
        for event in ("<FocusIn>", "<FocusOut>"):
            self.bind(event, lambda _: self._colour())

    def mark(self, marked: bool) -> None:
        """Show whether its screen is in front; only that line is a stop of Tab."""
        self._marked = marked
        self.configure(takefocus=1 if marked else 0)
        self._colour()

    def dress(self) -> None:
        """Take sizes and letters of the present zoom."""
        self._bar.configure(width=theme.px(4))
        self._title.configure(font=theme.font("body"), padx=theme.px(8))
        self._key.configure(font=theme.font("small"), padx=theme.px(10))
        # Kept here: Tk forgets a picture that Python no longer holds.
        self._picture = _image(self._screen.slug)
        self._icon.configure(image=self._picture)

    def space(self, room: int) -> None:
        """Take the usual height, or `room` pixels where that is less."""
        spare = max(0, (room - self._picture.height()) // 2)
        self._icon.pack_configure(padx=(theme.px(10), theme.px(2)), pady=min(theme.px(9), spare) if room > 1 else 0)

    def _colour(self, *, hovered: bool = False) -> None:
        focused = self.focus_get_here()
        ground = theme.colour("accent_soft" if self._marked else "hover" if hovered or focused else "panel")
        for part in (self, self._icon, self._title, self._key):
            part.configure(background=ground)
        self._bar.configure(background=theme.colour("accent") if self._marked or focused else ground)
        self._title.configure(foreground=theme.colour("link" if focused else "text"))
        self._key.configure(foreground=theme.colour("muted"))

    def focus_get_here(self) -> bool:
        """Whether the line has the focus."""
        return str(self.tk.call("focus")) == str(self)


def _image(name: str) -> Any:
    """The picture of an icon for a plain label, for the present mode and zoom."""
    return icon(name).create_scaled_photo_image(theme.scale(), "dark" if theme.is_dark() else "light")
