"""The process apart from the window: it takes work by a pipe, one piece after the other, and ends with the window."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pickle
import queue
import signal
import sys
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.reduction import ForkingPickler
from typing import Any, Protocol

from ledger.errors import LedgerError
from ledger.tracing import way_of

PROGRESS, RESULT, ERROR, FAULT = "progress", "result", "error", "fault"
"""What is told to the window: how far it is; what came of it; a refusal in a sentence; an error of the program."""

STOP = b"stop"
"""Sent instead of work (a pickle) when what is being done shall stop; an empty message would not do under Wine."""

_EVERY = 0.04
"""Seconds between two words of progress: more often nobody can read them."""


class Wish(Protocol):
    """Whether the clerk wants the work stopped; threading.Event is one."""

    def is_set(self) -> bool: ...


Tell = Callable[[int, int, str], None]
"""Takes steps done, steps in all, and what is being done now."""

Work = Callable[[Any, Tell, Wish], Any]
"""A function of a module: an argument, whom to tell the progress, and the wish to stop; all but that can be pickled."""


_BEHIND = 5
"""Steps that the process, and those it starts, stand behind the window, which shall not wait for them."""


def serve(pipe: Connection) -> None:
    """Do what comes by the pipe until the window closes it. Runs in the main thread of a process of its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is meant for the window
    if sys.platform != "win32":
        os.nice(_BEHIND)
    works: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    cancel = threading.Event()
    threading.Thread(target=_listen, args=(pipe, works, cancel), name="window", daemon=True).start()
    lock = threading.Lock()
    while True:
        work = works.get()
        answer = _answer(work, _Teller(pipe, lock), cancel)
        _send(pipe, lock, answer)


def _listen(pipe: Connection, works: queue.SimpleQueue[bytes], cancel: threading.Event) -> None:
    """Take work and the wish to stop it; the end of the pipe ends the process."""
    try:
        while True:
            message = pipe.recv_bytes()
            if message == STOP:
                cancel.set()
            else:
                cancel.clear()
                works.put(message)
    except (EOFError, OSError):
        # The window is gone, or wants this process to be. Its own helpers would wait for work for ever.
        for child in multiprocessing.active_children():
            child.kill()
        os._exit(0)


class _Teller:
    """Tells how far the work is, not more often than it can be read."""

    def __init__(self, pipe: Connection, lock: threading.Lock) -> None:
        self._pipe, self._lock = pipe, lock
        self._last = 0.0

    def __call__(self, done: int, total: int, words: str) -> None:
        now = time.monotonic()
        if now - self._last >= _EVERY or done >= total:
            self._last = now
            _send(self._pipe, self._lock, _packed(PROGRESS, (done, total, words)))


def _send(pipe: Connection, lock: threading.Lock, message: bytes) -> None:
    # Nobody is there to be told when the window is gone; this process is about to end then.
    with lock, contextlib.suppress(OSError):
        pipe.send_bytes(message)


def _answer(work: bytes, tell: Tell, cancel: Wish) -> bytes:
    """What came of a piece of work, ready to be sent; whatever it raises is an answer, too."""
    try:
        function, argument = pickle.loads(work)
        return _packed(RESULT, function(argument, tell, cancel))
    except MemoryError:
        os._exit(1)  # gives the memory back; the window says that the process has ended
    except LedgerError as error:
        return _refusal(error)
    except Exception as error:  # the window tells it, with where it happened
        return _packed(FAULT, way_of(error))


def _refusal(error: LedgerError) -> bytes:
    try:
        return _packed(ERROR, error)
    except (pickle.PicklingError, TypeError, AttributeError):
        error.__dict__.clear()  # facts that cannot leave the process; the sentence has said them
        return _packed(ERROR, error)


def _packed(what: str, content: Any) -> bytes:
    return bytes(ForkingPickler.dumps((what, content)))
