"""The process in which files from outside are opened: bounds on its memory, one file after the other, and what it says.

It holds nothing but what the file's readers hold: no library, no lock, no window.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from ledger.errors import LedgerError
from ledger.tracing import way_of

TAKEN, DONE, REFUSED, MEMORY, FAULT = "taken", "done", "refused", "memory", "fault"
"""What is said: a file was taken; what came of it; a refusal in a sentence; no memory left; an error of the program."""


@dataclass(frozen=True)
class Limits:
    """Bytes of memory that the process may take, and the seconds after which it ends when no file comes."""

    memory: int
    idle: float


def serve(pipe: Connection, limits: Limits) -> None:
    """Open what comes by the pipe until its other end closes it, or nothing comes any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is meant for the program, which ends this one
    _bound(limits.memory)
    with contextlib.suppress(EOFError, OSError):  # the program is gone, or wants this process to be
        while pipe.poll(limits.idle):
            function, argument = pipe.recv()
            pipe.send((TAKEN, None))
            _answer(pipe, function, argument)


def _answer(pipe: Connection, function: Callable[[Any], Any], argument: Any) -> None:
    what, content = _worked(function, argument)
    try:
        pipe.send((what, content))
    except MemoryError:
        what = MEMORY
        pipe.send((MEMORY, None))
    if what == MEMORY:
        os._exit(1)  # gives the memory back


def _worked(function: Callable[[Any], Any], argument: Any) -> tuple[str, Any]:
    try:
        return DONE, function(argument)
    except MemoryError:
        return MEMORY, None
    except LedgerError as error:
        return REFUSED, error
    except Exception as error:
        return FAULT, way_of(error)


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    class _Counters(ctypes.Structure):
        """PROCESS_MEMORY_COUNTERS."""

        _fields_ = [
            ("cb", wintypes.DWORD),
            ("PageFaultCount", wintypes.DWORD),
            ("PeakWorkingSetSize", ctypes.c_size_t),
            ("WorkingSetSize", ctypes.c_size_t),
            ("QuotaPeakPagedPoolUsage", ctypes.c_size_t),
            ("QuotaPagedPoolUsage", ctypes.c_size_t),
            ("QuotaPeakNonPagedPoolUsage", ctypes.c_size_t),
            ("QuotaNonPagedPoolUsage", ctypes.c_size_t),
            ("PagefileUsage", ctypes.c_size_t),
            ("PeakPagefileUsage", ctypes.c_size_t),
        ]

    def taken_memory(process: BaseProcess) -> int:
        """Bytes that a process has asked the system for; the program looks, as Windows sets no bound itself."""
        counters = _Counters(cb=ctypes.sizeof(_Counters))
        ask = ctypes.WinDLL("kernel32").K32GetProcessMemoryInfo
        found = ask(wintypes.HANDLE(process.sentinel), ctypes.byref(counters), counters.cb)
        return max(counters.PagefileUsage, counters.WorkingSetSize) if found else 0

    def _bound(memory: int) -> None:
        """Windows is asked from outside, by `taken_memory`."""

else:
    import resource

    def taken_memory(process: BaseProcess) -> int:
        """0: the system itself keeps the process within its bound."""
        return 0

    def _bound(memory: int) -> None:
        """Let the system refuse more memory than that, and keep no picture of the memory when it crashes."""
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        bound = memory if most == resource.RLIM_INFINITY else min(memory, most)
        with contextlib.suppress(ValueError, OSError):  # a system that knows no such bound
            resource.setrlimit(resource.RLIMIT_AS, (bound, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
