"""The way of the Tab key: through everything in reading order, and only through what is in front."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable

FORTH = ("<Tab>",)
BACK = ("<Shift-Tab>", "<ISO_Left_Tab>")

_EMACS = {
    "<<NextLine>>": "<Control-Key-n>",
    "<<PrevLine>>": "<Control-Key-p>",
    "<<NextChar>>": "<Control-Key-f>",
    "<<PrevChar>>": "<Control-Key-b>",
    "<<LineStart>>": "<Control-Key-a>",
    "<<LineEnd>>": "<Control-Key-e>",
}
"""Keys that Tk on X11 takes for moving the cursor, as Emacs does; here they are shortcuts, as everywhere else."""


def guide(root: tk.Tk, scope: Callable[[], tk.Misc]) -> None:
    """Let Tab go through the widgets of `scope()`, which is the window or what lies over it."""
    for keys, forth in ((FORTH, True), (BACK, False)):
        for key in keys:
            try:
                root.bind_all(key, lambda event, forth=forth: _step(event, scope(), forth=forth))  # type: ignore[misc]
            except tk.TclError:  # ISO_Left_Tab is a key of X11 only
                continue


def free_keys(root: tk.Tk) -> None:
    """Take from entries and texts the keys that are shortcuts of the window."""
    for virtual, key in _EMACS.items():
        root.event_delete(virtual, key)
    for widget in ("Entry", "TEntry", "Text"):
        for letter in "dhkot":
            root.unbind_class(widget, f"<Control-Key-{letter}>")


def first_in(scope: tk.Misc) -> tk.Misc | None:
    """The first widget in `scope` that takes the focus, None when there is none."""
    found = scope.tk_focusNext()
    return found if found is not None and inside(found, scope) else None


def inside(widget: tk.Misc, scope: tk.Misc) -> bool:
    """Whether `widget` is `scope` or lies in it."""
    path, place = str(widget), str(scope)
    return place == "." or path == place or path.startswith(f"{place}.")


def _step(event: tk.Event[tk.Misc], scope: tk.Misc, *, forth: bool) -> str:
    widget = event.widget if isinstance(event.widget, tk.Misc) else scope
    start = widget if inside(widget, scope) else scope
    found = start.tk_focusNext() if forth else start.tk_focusPrev()
    while found is not None and not inside(found, scope) and found is not start:
        found = found.tk_focusNext() if forth else found.tk_focusPrev()
    if found is not None and inside(found, scope):
        found.focus_set()
        found.event_generate("<<TraverseIn>>")
    return "break"
