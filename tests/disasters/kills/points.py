"""Moments inside an operation, counted: every call that changes files, every sync and every SQL statement."""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import sqlcipher3.dbapi2

_CHANGES = frozenset({"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.link", "os.chmod"})
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def end_at_once() -> None:
    """End this process as SIGKILL does, and on Windows as the task manager does."""
    os.kill(os.getpid(), signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)


class Points:
    """Counts the moments while `on`; calls `fatal` just before moment number `last` (0: never)."""

    def __init__(self, last: int, fatal: Callable[[], None] = end_at_once) -> None:
        self.count, self._on = 0, False
        self._last, self._fatal = last, fatal
        sys.addaudithook(self._seen)
        self._sync = os.fsync
        os.fsync = self._synced
        for library in (sqlite3, sqlcipher3.dbapi2):
            library.connect = self._traced(library.connect)

    @contextmanager
    def on(self) -> Iterator[None]:
        """Only what happens inside counts."""
        self._on = True
        try:
            yield
        finally:
            self._on = False

    def _seen(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self._on:
            return
        if event in _CHANGES or (event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING):
            self._pass()

    def _traced(self, connect: Callable[..., Any]) -> Callable[..., Any]:
        """The same, for a connection whose statements count."""

        def connected(*arguments: Any, **options: Any) -> Any:
            connection = connect(*arguments, **options)
            connection.set_trace_callback(lambda statement: self._pass())
            return connection

        return connected

    def _synced(self, descriptor: Any) -> None:
        self._pass()
        self._sync(descriptor)

    def _pass(self) -> None:
        if self._on:
            self.count += 1
            if self.count == self._last:
                self._fatal()
