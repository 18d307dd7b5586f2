"""Starting the window: its faces, its size, and the library that is opened; one window for each library."""

from __future__ import annotations

import sys
import tkinter as tk
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from forms import preferences, screen_faces
from forms.preferences import Geometry, Preferences
from forms.single import ask_to_front
from ledger.errors import StorageError

if TYPE_CHECKING:
    from forms.app import App

LEAST = (1024, 640)
USUAL = (1280, 720)


class NoScreen(StorageError):
    """There is no screen to open a window on."""

    def __init__(self) -> None:
        super().__init__("打不开窗口：这里没有图形界面。请在桌面环境里启动；只用命令行时，见 taizhang --help。")


def main(library: Path | None = None) -> int:
    """Open the window and stay until it is closed; a window that has the library open already comes to the front.

    Raises NoScreen.
    """
    kept = preferences.load()
    wanted = library or kept.library
    if wanted is not None and ask_to_front(wanted):
        print(f"台帐库“{wanted}”已在另一个窗口里打开，已请它到最前面。", file=sys.stderr)
        return 0
    app = start(wanted if wanted is not None and (library or wanted.is_dir()) else None, kept)
    app.root.mainloop()
    return 0


def start(
    library: Path | None,
    kept: Preferences | None = None,
    *,
    size: tuple[int, int] | None = None,
    mode: str = "",
    zoom: float = 0,
) -> App:
    """The program with its window, which shows `library` as soon as it is open; None: what can be begun.

    `size` in pixels, `mode` and `zoom` stand above what was kept. Raises NoScreen.
    """
    kept = kept or preferences.load()
    kept = replace(kept, mode=mode or kept.mode, zoom=zoom or kept.zoom)
    root = make_root(kept.mode, kept.zoom)
    _place(root, kept.geometry, size)
    from forms.app import App  # after the faces are known to the system

    app = App(root, kept)
    if library is None:
        app.welcome()
    else:
        # Two starts at the same moment: the second leaves the screen to the first.
        app.open(library, held=lambda: root.after_idle(app.quit))
    return app


def make_root(mode: str, zoom: float) -> tk.Tk:
    """A dressed root of customtkinter. Raises NoScreen."""
    screen_faces.prepare()
    from forms import theme
    from forms.toolkit import ctk

    theme.load()
    ctk.set_appearance_mode(mode)
    ctk.set_widget_scaling(zoom)
    try:
        root: tk.Tk = ctk.CTk()
    except tk.TclError as error:
        raise NoScreen from error
    root.title("台帐")
    theme.dress(root, screen_faces.family(root))
    return root


def geometry_of(root: tk.Tk) -> Geometry | None:
    """Where the window stands, in pixels of zoom 1; None when it is an icon or not shown."""
    if root.state() not in ("normal", "zoomed"):
        return None
    words = root.geometry().replace("x", "+").split("+")
    try:
        width, height, x, y = (int(word) for word in words)
    except ValueError:  # left of the first screen it reads 1280x720+-8+0
        return None
    return Geometry(x, y, width, height, root.state() == "zoomed")


def _place(root: tk.Tk, kept: Geometry | None, size: tuple[int, int] | None) -> None:
    """Size and place of the window: as wished, as it was, or the usual; never outside the screen."""
    wide, high = root.winfo_screenwidth(), root.winfo_screenheight()
    width, height = size or ((kept.width, kept.height) if kept else USUAL)
    root.minsize(min(LEAST[0], wide), min(LEAST[1], high))
    if size is not None:
        root.geometry(f"{width}x{height}+0+0")
        return
    width, height = min(width, wide), min(height, high)
    x, y = (kept.x, kept.y) if kept else ((wide - width) // 2, (high - height) // 3)
    root.geometry(f"{width}x{height}+{max(0, min(x, wide - width))}+{max(0, min(y, high - height))}")
    if kept is not None and kept.zoomed:
        root.after(50, lambda: root.state("zoomed") if sys.platform == "win32" else None)
