"""What colour a widget stands on, so that rounded corners show no patches and follow light and dark."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk

from forms import theme


def surface(parent: tk.Misc) -> tuple[str, str] | str:
    """The `bg_color` for a widget of customtkinter in `parent`: a pair on frames of ttk, else what it finds itself."""
    if isinstance(parent, ttk.Widget):
        style = str(parent.cget("style")) or parent.winfo_class()
        return theme.pair("panel" if style.startswith("Panel") else "ground")
    if isinstance(parent, tk.Frame | tk.Canvas) and type(parent).__module__.startswith(("tkinter", "forms")):
        background = str(parent.cget("background"))
        names = (name for name in ("panel", "ground", "field") if theme.colour(name) == background)
        return next((theme.pair(name) for name in names), background)
    return "transparent"
