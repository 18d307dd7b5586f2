"""Files dropped on the window from a file manager, where the library for it can be loaded."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from pathlib import Path

Files = tuple[Path, ...]

_FILES = "DND_Files"
_TAKEN, _REFUSED = "copy", "refuse_drop"
_HIDDEN = 0x2
"""FILE_ATTRIBUTE_HIDDEN of Windows."""


def available(root: tk.Misc) -> bool:
    """Whether files can be dropped here; loads the library the first time (25 ms). Never raises."""
    if root.tk.call("package", "provide", "tkdnd"):
        return True
    try:
        from tkinterdnd2 import TkinterDnD  # type: ignore[import-untyped]  # loaded late: starting the program does not wait for it

        TkinterDnD.require(root)
    except (ImportError, OSError, RuntimeError, tk.TclError):
        # No library for this processor or system: the buttons for adding files do the same.
        return False
    return True


def accept_files(
    widget: tk.Misc, callback: Callable[[Files], object], hover: Callable[[bool], object] | None = None
) -> None:
    """Call `callback` with the files that are dropped on `widget`, or on what is inside it and takes none itself.

    Of a folder come the files that lie directly in it, by name, without hidden ones; a drop without any file, such
    as a link from a browser, is refused. `hover` is told when files are held over the widget and when they are gone.
    Where nothing can be dropped, nothing happens. The focus stays where it is.
    """
    if not available(widget):
        return

    def held() -> str:
        if hover is not None:
            hover(True)
        return _TAKEN

    def gone() -> str:
        if hover is not None:
            hover(False)
        return _REFUSED

    def dropped(words: str) -> str:
        gone()
        files = files_of(words, widget)
        if files:
            # Afterwards: the file manager waits for the answer, and must not wait for a panel.
            widget.after_idle(callback, files)
        return _TAKEN if files else _REFUSED

    # Not <<DropEnter>>: tkdnd gives the focus to a widget that listens to it.
    name = str(widget)
    widget.tk.call("tkdnd::drop_target", "register", name, (_FILES,))
    widget.tk.call("bind", name, "<<DropPosition>>", widget.register(held))
    widget.tk.call("bind", name, "<<DropLeave>>", widget.register(gone))
    widget.tk.call("bind", name, "<<Drop>>", f"{widget.register(dropped)} %D")


def files_of(words: str, tcl: tk.Misc) -> Files:
    """The files named in a drop: a list as Tcl writes it, with braces around names that have blanks; each once."""
    found: dict[Path, None] = {}
    for name in tcl.tk.splitlist(words):
        path = Path(str(name))
        if not path.is_absolute():
            continue
        try:
            inside = sorted(filter(_is_plain, path.iterdir())) if path.is_dir() else [path]
        except OSError:
            inside = [path]  # the callback reads it, and says why it cannot be read
        found |= dict.fromkeys(inside)
    return tuple(found)


def _is_plain(path: Path) -> bool:
    """Whether it is a file that a clerk sees."""
    if path.name.startswith(".") or not path.is_file():
        return False
    return not getattr(path.stat(), "st_file_attributes", 0) & _HIDDEN
