"""What nobody foresaw: written to a log in the library, and told in one sentence that can be copied."""

from __future__ import annotations

import datetime as dt
import logging
import tkinter as tk
import traceback
from pathlib import Path

from ledger.private import opener

LOG = logging.getLogger("taizhang")
NAME = "taizhang.log"

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
    # Messages of errors may repeat what stands in a record; those of Tk name widgets only.
    words = str(error) if isinstance(error, tk.TclError) else ""
    way = "".join(traceback.format_tb(error.__traceback__))
    told = f"{dt.datetime.now(dt.UTC):%Y-%m-%d %H:%M:%S}Z {type(error).__name__} {words}\n{way}"
    LOG.error("%s", told, exc_info=error if folder is None else None)
    return told


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
