"""Files from outside are opened in a process of their own: one that hangs, swells or crashes takes nothing with it.

The process is started at the first file, kept for the next ones, and ends by itself when none has come for a while.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from exports.quarantine_process import DONE, FAULT, MEMORY, REFUSED, TAKEN, Limits, serve, taken_memory
from ledger.tracing import ErrorElsewhere

LIMITS = Limits(memory=2_500_000_000, idle=60.0)
"""A workbook of a hundred thousand rows takes about 1.5 GB; a sound PDF or picture far less."""
_LOOK = 0.1
"""Seconds between two looks at how much memory the process has taken, where the system sets no bound itself."""
_END = 3.0
"""Seconds that the process may take to end."""
_TRIES = 2
"""The process may end by itself at the moment a file comes."""


class Overstrained(Exception):
    """A file that could not be opened within bounds: `why` is a part of a Chinese sentence."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


TOO_LONG = "打开它用的时间太长，里面可能有循环"
TOO_MUCH = "打开它要占的内存太大"
CRASHED = "打开它会使程序出错退出"


class QuarantineFault(ErrorElsewhere):
    """An error of the program in the process; the message is the way through the code, without what was read."""


class Quarantine:
    """One process for files from outside; they are opened in turn, whichever thread asks."""

    def __init__(self, limits: Limits = LIMITS) -> None:
        self._limits = limits
        self._turn = threading.Lock()
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None

    def ask(self, function: Callable[[Any], Any], argument: Any, seconds: float) -> Any:
        """What `function(argument)`, a function of a module, gives or refuses there; all of it is pickled.

        Raises the refusals (LedgerError) as they were raised, Overstrained when it takes more than `seconds`, more
        memory than the limit, or crashes, and QuarantineFault for an error of the program.
        """
        with self._turn:
            try:
                return self._answer(function, argument, seconds)
            except BaseException as error:
                if not isinstance(error, _Refused):
                    self._end()  # whatever it still does, nobody waits for it
                    raise
                raise error.why from None

    def close(self) -> None:
        """End the process."""
        with self._turn:
            self._end()

    @property
    def pid(self) -> int | None:
        """The number of the process, None when there is none."""
        return self._process.pid if self._process is not None else None

    def _answer(self, function: Callable[[Any], Any], argument: Any, seconds: float) -> Any:
        until = time.monotonic() + seconds
        for _ in range(_TRIES):
            pipe = self._ready()
            taken = False
            try:
                pipe.send((function, argument))
                while True:
                    what, content = self._heard(pipe, until)
                    if what != TAKEN:
                        return _told(what, content)
                    taken = True
            except (EOFError, OSError) as error:
                self._end()
                if taken:
                    raise Overstrained(CRASHED) from error
        raise Overstrained(CRASHED)

    def _heard(self, pipe: Connection, until: float) -> tuple[str, Any]:
        while not pipe.poll(_LOOK):
            if time.monotonic() > until:
                raise Overstrained(TOO_LONG)
            if self._process is not None and taken_memory(self._process) > self._limits.memory:
                raise Overstrained(TOO_MUCH)
        what, content = pipe.recv()
        return what, content

    def _ready(self) -> Connection:
        """The pipe to a process that runs."""
        if self._process is not None and self._pipe is not None and self._process.is_alive():
            return self._pipe
        self._end()
        # Always "spawn": this process may have threads and Tk, of which a fork would be a broken copy.
        context = multiprocessing.get_context("spawn")
        pipe, theirs = context.Pipe()
        process = context.Process(target=serve, args=(theirs, self._limits), name="taizhang quarantine", daemon=True)
        process.start()
        theirs.close()
        self._process, self._pipe = process, pipe
        return pipe

    def _end(self) -> None:
        process, pipe, self._process, self._pipe = self._process, self._pipe, None, None
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
        if process is not None:
            process.kill()
            process.join(_END)
            with contextlib.suppress(ValueError):  # still ending, which harms nobody
                process.close()


class _Refused(Exception):
    """A refusal that came from the process, which is as sound as before."""

    def __init__(self, why: BaseException) -> None:
        self.why = why


def _told(what: str, content: Any) -> Any:
    match what:
        case _ if what == DONE:
            return content
        case _ if what == REFUSED:
            raise _Refused(content)
        case _ if what == MEMORY:
            raise Overstrained(TOO_MUCH)
        case _ if what == FAULT:
            raise QuarantineFault(content)
    raise ValueError(what)


QUARANTINE = Quarantine()
"""The one of this program."""
