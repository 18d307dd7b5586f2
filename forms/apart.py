"""Work in a process of its own: exports and papers, which would hold the window up and want no second thread."""

from __future__ import annotations

import contextlib
import pickle
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from forms.background import Background, Job
from ledger.errors import LedgerError, StorageError
from ledger.tracing import ErrorElsewhere

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from forms.apart_process import Work

Progress = Callable[[int, int, str], object]
"""Takes steps done, steps in all, and what is being done now."""

APART = "apart"
"""The lane that waits for the process."""
PATIENCE = 6.0
"""Seconds that work which shall stop may take to do so; then its process is ended."""
_LOOK = 0.1
"""Seconds between two looks whether work shall stop, while some is done."""
_END = 3.0
"""Seconds that a process may take to end by itself."""


class ProcessEnded(StorageError):
    """The process apart ended in the middle of its work."""

    def __init__(self) -> None:
        super().__init__(
            "这件事没有做完：做它的后台程序被中断了（可能内存不够，或被系统结束）。请关闭其他程序后再做一次。"
        )


class Stopped(LedgerError):
    """Work that the clerk had cancelled was ended by force."""

    def __init__(self) -> None:
        super().__init__("已经停止，没有做完的部分不会留下。需要时可以重新开始。")


class Fault(ErrorElsewhere):
    """An error of the program in the process apart; the message is the way through the code to it."""


class Handle:
    """A piece of work that was asked for."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._job: Job | None = None

    def cancel(self) -> None:
        """Stop it: `failed` hears of it with what the work raises then, or Stopped; it may be done before, too."""
        self._stop.set()

    def drop(self) -> None:
        """Stop it, and hear nothing of it any more."""
        self._stop.set()
        if self._job is not None:
            self._job.cancel()

    @property
    def over(self) -> bool:
        """Whether it has been told what came of it, or nobody wants to know."""
        return self._job is None or self._job.over or self._job.cancelled


class Apart:
    """One process beside the window, started at the first work and kept for the next; work is done in turn.

    All is asked for and told on the Tk thread. `close` must be called before the lanes are finished.
    """

    def __init__(self, background: Background) -> None:
        self._background = background
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._closing = threading.Event()

    def run(
        self,
        function: Work,
        argument: Any,
        *,
        progress: Progress | None = None,
        done: Callable[[Any], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
    ) -> Handle:
        """Do `function(argument, tell, cancel)` of a module in the process; then `done` or `failed`.

        Argument and result are pickled. `failed` hears refusals as they were raised, ProcessEnded, Stopped, or Fault.
        """
        handle = Handle()

        def told(steps: tuple[int, int, str]) -> None:
            if progress is not None and not handle.over:
                self._background.post(lambda: None if handle.over else progress(*steps))

        handle._job = self._background.run(
            lambda: self._done(function, argument, told, handle._stop), done, failed, lane=APART
        )
        return handle

    def close(self) -> None:
        """End the process, whatever it does; no work is taken any more."""
        self._closing.set()
        self._background.run(self._end, lane=APART)

    @property
    def pid(self) -> int | None:
        """The number of the process, None when there is none."""
        return self._process.pid if self._process is not None else None

    # On the lane

    def _done(self, function: Work, argument: Any, told: Callable[[Any], None], stop: threading.Event) -> Any:
        if stop.is_set() or self._closing.is_set():
            raise Stopped
        pipe = self._ready()
        try:
            pipe.send_bytes(pickle.dumps((function, argument), pickle.HIGHEST_PROTOCOL))
            return self._heard(pipe, told, stop)
        except (EOFError, OSError) as error:
            self._end()
            raise ProcessEnded from error

    def _heard(self, pipe: Connection, told: Callable[[Any], None], stop: threading.Event) -> Any:
        """What comes of the work; its progress is told on the way, and the wish to stop it passed on."""
        from forms.apart_process import ERROR, PROGRESS, RESULT, STOP

        until = 0.0
        # A window that closes waits a moment, too: what is half-made on a stick shall not stay there.
        while True:
            if pipe.poll(_LOOK):
                what, content = pickle.loads(pipe.recv_bytes())
                if what == PROGRESS:
                    told(content)
                elif what == RESULT:
                    return content
                else:
                    raise content if what == ERROR else Fault(content)
            if until and time.monotonic() > until:
                self._end()
                raise Stopped
            if not until and (stop.is_set() or self._closing.is_set()):
                until = time.monotonic() + (_END if self._closing.is_set() else PATIENCE)
                pipe.send_bytes(STOP)

    def _ready(self) -> Connection:
        """The pipe to a process that runs."""
        if self._process is not None and self._pipe is not None and self._process.is_alive():
            return self._pipe
        self._end()
        import multiprocessing  # both loaded late: starting the program does not wait for them
        from multiprocessing import util

        from forms.apart_process import serve

        # Always "spawn": this process has threads and Tk, of which a fork would be a broken copy.
        context = multiprocessing.get_context("spawn")
        pipe, theirs = context.Pipe()
        process = context.Process(target=serve, args=(theirs,), name="taizhang apart")
        process.start()
        theirs.close()
        # Python waits for its processes at the end; this one ends with its pipe.
        util.Finalize(process, pipe.close, exitpriority=10)
        self._process, self._pipe = process, pipe
        return pipe

    def _end(self) -> None:
        """End the process, with its helpers; by force if it must be."""
        process, pipe, self._process, self._pipe = self._process, self._pipe, None, None
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
        if process is not None:
            process.join(_END)
            if process.is_alive():
                process.kill()
                process.join(_END)
            process.close()
