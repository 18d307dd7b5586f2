"""How the window looks: one palette for light and dark, one family of letters, one zoom for every kind of widget."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping
from tkinter import font as tkfont
from tkinter import ttk
from typing import Any, Literal

from forms.theme_styles import style_all
from forms.toolkit import ctk
from ledger.assets import folder

AppearanceModeTracker, ScalingTracker = ctk.AppearanceModeTracker, ctk.ScalingTracker

ZOOMS = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
"""The steps of the zoom; 1 is the size that the screen's own setting asks for."""

MODES: Mapping[str, str] = {"light": "浅色", "dark": "深色", "system": "跟随系统"}

ROLES: Mapping[str, tuple[int, Literal["normal", "bold"]]] = {
    "small": (12, "normal"),
    "body": (14, "normal"),
    "input": (14, "normal"),
    "bold": (14, "bold"),
    "head": (16, "bold"),
    "title": (20, "bold"),
    "figure": (30, "bold"),
}
"""What letters are for: their height in pixels at zoom 1, and their weight."""


class _Look:
    """The letters and styles of one root, and who wants to hear when they change."""

    def __init__(self, root: tk.Tk, family: str) -> None:
        self.root, self.family = root, family
        self.fonts = {role: tkfont.Font(root, name=f"Ledger{role.title()}", family=family) for role in ROLES}
        self.ctk_fonts: dict[str, ctk.CTkFont] = {}
        self.listeners: dict[str, tuple[tk.Misc, Callable[[], None]]] = {}
        self.pending = False
        for name in ("TkDefaultFont", "TkTextFont", "TkMenuFont", "TkHeadingFont", "TkTooltipFont"):
            tkfont.nametofont(name, root).configure(family=family)
        # Both trackers swallow what goes wrong in a callback: the work is done later, where errors are seen.
        AppearanceModeTracker.add(lambda _mode: self.later())
        ScalingTracker.add_window(lambda _widgets, _window: self.later(), root)

    def later(self) -> None:
        """Show the new mode or zoom as soon as the widgets of customtkinter have done so."""
        # The trackers keep calling for a root that has been destroyed; another one is dressed then.
        if not self.pending and _looks.get(self.root) is self and self._lives():
            self.pending = True
            self.root.after_idle(self.show)

    def _lives(self) -> bool:
        try:
            return bool(self.root.winfo_exists())
        except tk.TclError:  # destroyed, and none was dressed since
            return False

    def show(self) -> None:
        """Bring letters and styles to the present mode and zoom, and tell the listeners."""
        self.pending = False
        for role, (size, weight) in ROLES.items():
            self.fonts[role].configure(size=-px(size), weight=weight)
        for name in ("TkDefaultFont", "TkTextFont", "TkMenuFont", "TkHeadingFont"):
            tkfont.nametofont(name, self.root).configure(size=-px(ROLES["body"][0]))
        style_all(ttk.Style(self.root), self.fonts, colour, px)
        for _, callback in list(self.listeners.values()):
            callback()


_looks: dict[tk.Tk, _Look] = {}
"""One for each root that lives; a program has one."""


def load() -> None:
    """Read the theme file; must be done before the first widget is made."""
    ctk.set_default_color_theme(str(folder() / "theme.json"))


def dress(root: tk.Tk, family: str) -> None:
    """Give `root` the letters of `family` and the styles of the theme; its widgets are made afterwards."""
    ctk.ThemeManager.theme["CTkFont"]["family"] = family
    _looks.clear()
    _looks[root] = _Look(root, family)
    _looks[root].show()  # only now are lengths those of this root
    # Not for all classes: an option of the database stands above the styles of ttk.
    root.option_add("*Text.Font", "TkTextFont")


def font(role: str) -> tkfont.Font:
    """The letters of a role for widgets of Tk and ttk; they change their size with the zoom."""
    return _look().fonts[role]


def ctk_font(role: str) -> ctk.CTkFont:
    """The letters of a role for widgets of customtkinter, which zoom them themselves."""
    look = _look()
    if role not in look.ctk_fonts:
        size, weight = ROLES[role]
        look.ctk_fonts[role] = ctk.CTkFont(look.family, size, weight)
    return look.ctk_fonts[role]


def family() -> str:
    """The family of letters that the window is set in."""
    return _look().family


def pair(name: str) -> tuple[str, str]:
    """A colour of the palette for customtkinter: light and dark."""
    light, dark = ctk.ThemeManager.theme["Ledger"][name]
    return light, dark


def colour(name: str) -> str:
    """A colour of the palette in the present mode, as #rrggbb."""
    return pair(name)[1 if is_dark() else 0]


def is_dark() -> bool:
    """Whether the window is dark now."""
    return AppearanceModeTracker.get_mode() == 1


def px(length: float) -> int:
    """Pixels on this screen at this zoom for a length of zoom 1: for widgets of Tk and ttk, not of customtkinter."""
    return round(length * scale())


def scale() -> float:
    """Pixels of the screen for a pixel of zoom 1."""
    root = next(iter(_looks), None)
    return float(ScalingTracker.get_widget_scaling(root)) if root is not None else 1.0


def set_zoom(zoom: float) -> None:
    """Zoom everything; what draws by hand is told afterwards."""
    ctk.set_widget_scaling(zoom)


def set_mode(mode: str) -> None:
    """Show the window "light", "dark" or as the "system" is."""
    ctk.set_appearance_mode(mode)


def listen(widget: tk.Misc, callback: Callable[[], None]) -> None:
    """Call `callback` after every change of mode or zoom, as long as `widget` lives."""
    look, key = _look(), str(widget)
    look.listeners[key] = (widget, callback)

    def forget(event: tk.Event[Any]) -> None:
        if str(event.widget) == key:
            look.listeners.pop(key, None)

    widget.bind("<Destroy>", forget, add="+")


def _look() -> _Look:
    return next(iter(_looks.values()))
