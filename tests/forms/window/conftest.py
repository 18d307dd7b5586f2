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
import shutil
import sys
import tkinter as tk
from collections.abc import Callable, Iterator
from pathlib import Path
from tkinter import ttk
from typing import TYPE_CHECKING, Any

import pytest

from forms import launch, theme
from forms.preferences import Preferences
from forms.sample import build
from scripts import system
from tests.forms.window import driving
from tests.forms.window.faults import Faults, cancel, orphans

if TYPE_CHECKING:
    from forms.app import App

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
    """The one root of this process: a plain one for widgets, or that of the whole program."""

    here: Stage | None = None
    """The one whose root there is; folders of tests have each their own."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        self._root: tk.Tk | None = None
        self._app: App | None = None
        self._thresholds = gc.get_threshold()

    def root(self) -> tk.Tk:
        """The plain root, shown at 1366×768 with the keyboard."""
        if self._root is None:
            self.clear()
            self._root = launch.make_root("light", 1.0)
            self.faults.watch(self._root)
            self._root.geometry(f"{SIZE}+0+0")
            in_front(self._root)
        return self._root

    def start(self, library: Path | None, **wishes: Any) -> App:
        """The whole program, as `launch.start` opens it, with its library shown or what can be begun without one."""
        self.clear()
        # Garbage with variables of Tk is handed to the main loop when a lane finds it; here none runs.
        gc.set_threshold(0)
        given = {"size": (1366, 768), "mode": "light", "zoom": 1.0, **wishes}
        app = self._app = launch.start(library, Preferences(who="测试员"), **given)
        self.faults.watch(app.root, callbacks=False)  # those the program takes and logs
        in_front(app.root)
        if library is not None:
            driving.pump(app.root, lambda: app.shell is not None and not app.background.busy, 30, "台帐库打开")
        return app

    def clear(self) -> None:
        """End the root there is: a process has one at a time."""
        other, Stage.here = Stage.here, None
        if other is not None and other is not self:
            other.clear()
        Stage.here = self
        if self._app is not None and alive(self._app.root):
            self._app.quit()
        if self._root is not None:
            cancel(self._root, list(self._root.tk.splitlist(self._root.tk.call("after", "info"))))
            self._root.destroy()
        self._root = self._app = None
        gc.collect()  # here and not on a lane's thread, where Tcl would end the process
        gc.set_threshold(*self._thresholds)

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


def in_front(root: tk.Tk) -> None:
    """Show a window and give it the keyboard, which a window manager would do."""
    driving.pump(root, root.winfo_viewable, what="窗口出现")
    root.focus_force()
    driving.pump(root, lambda: root.tk.call("focus"), what="窗口拿到键盘")


def alive(root: tk.Tk) -> bool:
    """Whether a root has not been destroyed."""
    try:
        return bool(root.winfo_exists())
    except tk.TclError:
        return False


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
    yield from watched(collected)


def watched(collected: Faults) -> Iterator[Faults]:
    """What is collected while a test runs; it fails at its end when something is left."""
    collected.take()
    yield collected
    left = collected.take()
    if left:
        pytest.fail("窗口里出了没有人处理的错误：\n" + "\n".join(left), pytrace=False)


@pytest.fixture
def root(stage: Stage, faults: Faults) -> Iterator[tk.Tk]:
    """The root of this process, empty, 1366×768, light, at zoom 1, with the keyboard."""
    yield stage.root()
    stage.sweep()


@pytest.fixture
def start(
    stage: Stage, faults: Faults, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., App]]:
    """`start(library)` opens the whole program, `start(None)` without a library; `app.quit()`, `start` again restarts.

    What the window remembers is kept in the test's own folder. `app.root` goes to the functions of `driving`.
    """
    monkeypatch.setenv("TAIZHANG_CONFIG", str(tmp_path / "config"))
    yield stage.start
    stage.clear()


@pytest.fixture(scope="module")
def opened(stage: Stage, sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """One window on the sample for all tests of a file, which put back what they change: starting takes longer."""
    folder = tmp_path_factory.mktemp("opened")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TAIZHANG_CONFIG", str(folder / "config"))
        yield stage.start(Path(shutil.copytree(sample, folder / "台帐库")))
        stage.clear()


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample library, made once and never opened for writing: tests work on copies."""
    library = tmp_path_factory.mktemp("sample") / "台帐库"
    build(library)
    return library


@pytest.fixture
def library(sample: Path, tmp_path: Path) -> Path:
    """A copy of the sample library that the test may change."""
    return Path(shutil.copytree(sample, tmp_path / "台帐库"))


@pytest.fixture
def frame(root: tk.Tk) -> ttk.Frame:
    """A frame that fills the root: the parent of what is tested."""
    made = ttk.Frame(root)
    made.pack(fill="both", expand=True)
    return made


@pytest.fixture
def pump(root: tk.Tk) -> Callable[..., None]:
    """`pump(until=predicate, seconds=10)` lets Tk work until the predicate holds."""
    return functools.partial(driving.pump, root)


@pytest.fixture
def press(root: tk.Tk) -> Callable[..., None]:
    """`press("<Control-s>", "<Tab>")` presses keys on the widget that has the focus."""
    return functools.partial(driving.press, root)


@pytest.fixture
def write(root: tk.Tk) -> Callable[[str], None]:
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
def screenshot(root: tk.Tk) -> Callable[[str], None]:
    """`screenshot("name")` keeps a picture when TAIZHANG_SHOTS names a folder."""
    return functools.partial(driving.screenshot, root)
