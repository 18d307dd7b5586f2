"""The screen, the root and the hands of the window's tests.

Each process of pytest has an Xvfb of its own (1920×1080, no window manager), so that two workers do not fight for the
focus; TAIZHANG_DISPLAY=:0 shows the tests on a screen that is there. One root serves all tests of a process; a test
gets it empty, and fails at its end when a callback raised, Tcl met a background error, a timer outlived its widget or
something was logged as an error. Starting a root costs 0.1 s, a page up to 0.5 s: keep one page per test, wait with
`pump(until)` and never by the clock, give a file at most 10 s; the window's tests together have 2.5 minutes.
"""

from __future__ import annotations

import functools
import gc
import logging
import os
import sys
import tkinter as tk
from collections.abc import Callable, Iterator
from tkinter import ttk

import customtkinter as ctk
import pytest

from forms import screen_faces, theme
from scripts import system
from tests.forms.window import driving
from tests.forms.window.faults import Faults, cancel, orphans

SIZE = "1366x768"


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """The DISPLAY of this process; without one its tests are skipped, but where CI is set that is an error."""
    if sys.platform == "win32":
        yield ""
        return
    with (
        pytest.MonkeyPatch.context() as patch,
        system.screen({"DISPLAY": os.environ.get("TAIZHANG_DISPLAY", "")}) as own,
    ):
        name = own["DISPLAY"] or os.environ.get("DISPLAY", "")
        if not name and os.environ.get("CI") == "true":
            pytest.fail("CI 环境没有虚拟屏幕 Xvfb，窗口的测试不能跳过", pytrace=False)
        if not name:
            pytest.skip("没有屏幕，也没有 Xvfb")
        patch.setenv("DISPLAY", name)
        yield name


class Stage:
    """The one root of this process: a plain one for widgets, made anew after a test that started the whole program."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        self._root: ctk.CTk | None = None

    def root(self) -> ctk.CTk:
        """The plain root, shown at 1366×768 with the keyboard."""
        if self._root is None:
            self._root = self._made()
        return self._root

    def clear(self) -> None:
        """End the plain root: a process has one root at a time."""
        if self._root is not None:
            cancel(self._root, [str(each) for each in self._root.tk.splitlist(self._root.tk.call("after", "info"))])
            self._root.destroy()
            self._root = None
            gc.collect()  # here and not on a lane's thread, where Tcl would end the process

    def sweep(self) -> None:
        """Empty the plain root; a timer that already lost its widget is a fault, one that loses it now is not."""
        root = self._root
        if root is None:
            return
        driving.pump(root)
        self.faults.found += [f"定时器比它的控件活得久：{timer}" for timer in orphans(root)]
        for child in root.winfo_children():
            child.destroy()
        cancel(root, orphans(root))
        for sequence in root.bind():
            if sequence != "<Configure>":  # customtkinter's own
                root.unbind(sequence)
        theme.set_mode("light")
        theme.set_zoom(1.0)
        root.geometry(f"{SIZE}+0+0")
        driving.pump(root)

    def _made(self) -> ctk.CTk:
        screen_faces.prepare()
        theme.load()
        root = ctk.CTk()
        self.faults.watch(root)
        theme.dress(root, screen_faces.family(root))
        theme.set_mode("light")
        root.geometry(f"{SIZE}+0+0")
        root.deiconify()
        driving.pump(root, root.winfo_viewable, what="窗口出现")
        root.focus_force()
        driving.pump(root, lambda: root.tk.call("focus"), what="窗口拿到键盘")
        return root


@pytest.fixture(scope="session")
def collected() -> Iterator[Faults]:
    """Where the errors of the whole session arrive."""
    faults = Faults()
    logging.getLogger().addHandler(faults)
    yield faults
    logging.getLogger().removeHandler(faults)


@pytest.fixture(scope="session")
def stage(display: str, collected: Faults) -> Iterator[Stage]:
    """What holds the root; tests ask for `root`."""
    stage = Stage(collected)
    yield stage
    stage.clear()


@pytest.fixture(autouse=True)
def faults(collected: Faults) -> Iterator[Faults]:
    """The errors of this test; one that it means to happen it takes out with `faults.take()`."""
    collected.take()
    yield collected
    left = collected.take()
    if left:
        pytest.fail("窗口里出了没有人处理的错误：\n" + "\n".join(left), pytrace=False)


@pytest.fixture
def root(stage: Stage, faults: Faults) -> Iterator[ctk.CTk]:
    """The root of this process, empty, 1366×768, light, at zoom 1, with the keyboard."""
    yield stage.root()
    stage.sweep()


@pytest.fixture
def frame(root: ctk.CTk) -> ttk.Frame:
    """A frame that fills the root: the parent of what is tested."""
    made = ttk.Frame(root)
    made.pack(fill="both", expand=True)
    return made


@pytest.fixture
def pump(root: ctk.CTk) -> Callable[..., None]:
    """`pump(until=predicate, seconds=10)` lets Tk work until the predicate holds."""
    return functools.partial(driving.pump, root)


@pytest.fixture
def press(root: ctk.CTk) -> Callable[..., None]:
    """`press("<Control-s>", "<Tab>")` presses keys on the widget that has the focus."""
    return functools.partial(driving.press, root)


@pytest.fixture
def write(root: ctk.CTk) -> Callable[[str], None]:
    """`write("张三")` types into the widget that has the focus."""
    return functools.partial(driving.write, root)


@pytest.fixture
def typing() -> Callable[[tk.Misc, str], None]:
    """`typing(widget, "张三")` gives the widget the keyboard and types."""
    return driving.typing


@pytest.fixture
def click() -> Callable[..., None]:
    """`click(widget)` clicks in its middle, `click(widget, x, y, times=2)` where it is told."""
    return driving.click


@pytest.fixture
def screenshot(root: ctk.CTk) -> Callable[[str], None]:
    """`screenshot("name")` keeps a picture when TAIZHANG_SHOTS names a folder."""
    return functools.partial(driving.screenshot, root)
