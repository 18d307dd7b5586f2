"""What nobody foresaw: written to a log in the library, and told in one sentence that can be copied."""

from __future__ import annotations

import datetime as dt
import logging
import re
import tkinter as tk
from pathlib import Path

from ledger.private import opener
from ledger.tracing import ErrorElsewhere, way_of

LOG = logging.getLogger("taizhang")
NAME = "taizhang.log"

_VALUE = re.compile(r'"(?:(\.[!.\w]*)"|[^"]*"?)', re.ASCII)
_MOST = 1_000_000
"""Bytes of the log before the older half of it is dropped."""


class Unforeseen(Exception):
    """The sentence that the clerk is shown for an error of the program itself."""

    def __init__(self, cause: BaseException, log: Path | None) -> None:
        self.cause = cause
        kept = f"经过已记在“{log}”里" if log else "经过没有记下来"
        super().__init__(
            f"程序出了意料之外的差错（{type(cause).__name__}）。刚才填写的内容还在窗口里，草稿也留着，可以接着用。"
            f"{kept}；如果反复出现，请点“复制”，把内容发给维护人员。"
        )


def report(error: BaseException, folder: Path | None) -> str:
    """What happened, for whoever maintains the program: the way through the code, without what was typed.

    It is logged, and added to the log in `folder` when there is one that can be written.
    """
    told = f"{dt.datetime.now(dt.UTC):%Y-%m-%d %H:%M:%S}Z {_words(error)}\n{way_of(error)}"
    LOG.error("%s", told)
    return told


def _words(error: BaseException) -> str:
    """What of its message may stand in a log: the way in another process, or the words of Tk without values."""
    if isinstance(error, ErrorElsewhere):
        return str(error)
    # Tk quotes what it was given: the name of a widget begins with a dot, anything else may have been typed.
    return _VALUE.sub(lambda found: f'"{found[1] or "…"}"', str(error)) if isinstance(error, tk.TclError) else ""


def write_log(told: str, folder: Path) -> Path | None:
    """Add a report to the log in `folder`; the log, or None when it cannot be written."""
    path = folder / NAME
    try:
        old = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
        if len(old) > _MOST:
            old = old[len(old) // 2 :]
        with open(path, "w", encoding="utf-8", newline="\n", opener=opener) as file:
            file.write(old + told + "\n")
    except OSError:
        return None
    return path
