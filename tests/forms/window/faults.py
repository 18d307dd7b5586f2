"""Everything that goes wrong where no test looks: callbacks, background errors of Tcl, timers left behind, the log."""

from __future__ import annotations

import logging
import tkinter as tk
import traceback
from types import TracebackType


class Faults(logging.Handler):
    """Collects what went wrong; a test fails at its end when something is left in it."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.found: list[str] = []

    def watch(self, root: tk.Tk, *, callbacks: bool = True) -> None:
        """Hear of every error in the callbacks and timers of `root`; of callbacks not when the program takes them."""
        if callbacks:
            root.report_callback_exception = self.callback  # type: ignore[method-assign]
        # Else Tk shows a dialog of its own and waits for a click that nobody makes.
        root.tk.createcommand("bgerror", lambda *words: self.found.append("后台错误：" + " ".join(map(str, words))))

    def callback(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None = None) -> None:
        """An exception left a callback of Tk."""
        self.found.append("回调出错：" + "".join(traceback.format_exception(kind, error, trace)))

    def emit(self, record: logging.LogRecord) -> None:
        self.found.append("日志：" + self.format(record))

    def take(self) -> list[str]:
        """What has been found so far, for a test that means it to happen; then nothing is left."""
        found, self.found = self.found, []
        return found


def orphans(root: tk.Tk) -> list[str]:
    """The timers that will call a command that is gone, because its widget was destroyed: each as id and script."""
    found = []
    for timer in root.tk.splitlist(root.tk.call("after", "info")):
        script = root.tk.splitlist(root.tk.call("after", "info", timer))[0]
        words = root.tk.splitlist(script)
        if words and str(words[0])[:1].isdigit() and not root.tk.call("info", "commands", words[0]):
            found.append(f"{timer} {script}")
    return found


def cancel(root: tk.Tk, timers: list[str]) -> None:
    """Make sure that these timers never fire."""
    for timer in timers:
        root.tk.call("after", "cancel", timer.split()[0])
