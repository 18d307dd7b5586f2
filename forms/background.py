"""Work off the Tk thread: lanes of one thread each, whose answers come back on the Tk thread."""

from __future__ import annotations

import queue
import sys
import threading
import tkinter as tk
from collections.abc import Callable
from typing import Any, TypeVar

from forms.garbage import none_in_bulk

T = TypeVar("T")

LEDGER, THINK, FILES, VIEW = "ledger", "think", "files", "view"
"""Lanes: the database; working out results; files and printers; pictures of pages (pdfium wants one thread)."""

_POLL = 5
"""Milliseconds between two looks for answers, while some are awaited."""

_FEW = 1500
"""Records that are gone through at once: it takes less than a turn through a lane would."""

_SWITCH = 0.001
"""Seconds that a busy thread keeps the interpreter while Tk waits for it; with Python's own 5 ms a list that asks Tk
thirty things would stand still for 150 ms."""


class Job:
    """One piece of work that was asked for."""

    def __init__(self) -> None:
        self.cancelled = False
        self.over = False

    def cancel(self) -> None:
        """Forget it: work not begun is not begun, and no answer comes."""
        self.cancelled = True


class Background:
    """Runs work on lanes; `unexpected` hears of errors that nobody else takes."""

    def __init__(self, root: tk.Misc, unexpected: Callable[[BaseException], None]) -> None:
        sys.setswitchinterval(_SWITCH)
        self._root, self._unexpected = root, unexpected
        self._lanes: dict[str, queue.SimpleQueue[Callable[[], None] | None]] = {}
        self._threads: list[threading.Thread] = []
        self._answers: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._awaited = 0
        self._timer = ""

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
        *,
        lane: str = LEDGER,
    ) -> Job:
        """Do `work` on a lane, after what was asked of it before; then `done` or `failed` on the Tk thread."""
        job = Job()

        def labour() -> None:
            answer: Callable[[], object] = _nothing
            try:
                if not job.cancelled:
                    result = work()
                    answer = (lambda: done(result)) if done else _nothing
            except Exception as error:  # the Tk thread tells it
                # The name of an except clause is gone when the clause is left.
                told, taken = failed or self._unexpected, error
                answer = lambda: told(taken)  # noqa: E731
            self._answers.put(lambda: self._settle(job, answer))

        self._awaited += 1
        self._lane(lane).put(labour)
        self._watch()
        return job

    def gone_through(self, many: int, work: Callable[[], T], done: Callable[[T], object]) -> None:
        """Do `work`, which goes through so many records, and then `done`: at once for few, on lane "think" for more."""
        if many <= _FEW:
            done(work())
            return

        def labour() -> T:
            result = work()
            none_in_bulk()
            return result

        self.run(labour, done, lane=THINK)

    def post(self, callback: Callable[[], object]) -> None:
        """Call `callback` on the Tk thread soon; may be asked from any thread while some work is awaited."""
        self._answers.put(lambda: self._call(callback))

    @property
    def busy(self) -> bool:
        """Whether some work is still awaited."""
        return self._awaited > 0

    def still(self, then: Callable[[], object]) -> None:
        """Call `then` when every lane has done what it was asked for until now."""
        lanes = list(self._lanes)

        def go_on(_: object = None) -> None:
            if lanes:
                self.run(_nothing, go_on, lane=lanes.pop())
            else:
                then()

        go_on()

    def settle(self, lane: str = LEDGER) -> None:
        """Wait for what was asked of a lane, and take the answers that are there."""
        if lane in self._lanes:
            over = threading.Event()
            self._lanes[lane].put(over.set)
            over.wait()
            for _ in range(self._answers.qsize()):
                self._answers.get()()

    def finish(self) -> None:
        """Let the lanes do what they were asked for, and end them; no answer comes any more."""
        for lane in self._lanes.values():
            lane.put(None)
        for thread in self._threads:
            thread.join()
        self._lanes.clear()
        if self._timer:
            self._root.after_cancel(self._timer)
            self._timer = ""

    def _lane(self, name: str) -> queue.SimpleQueue[Callable[[], None] | None]:
        if name not in self._lanes:
            self._lanes[name] = queue.SimpleQueue()
            # A daemon: a lane that hangs on a dead disk must not keep the program from ending.
            thread = threading.Thread(target=_labour, args=(self._lanes[name],), name=f"lane {name}", daemon=True)
            self._threads.append(thread)
            thread.start()
        return self._lanes[name]

    def _watch(self) -> None:
        if not self._timer:
            self._timer = self._root.after(_POLL, self._take)

    def _take(self) -> None:
        self._timer = ""
        for _ in range(self._answers.qsize()):
            self._answers.get()()
        if self._awaited:
            self._watch()

    def _settle(self, job: Job, answer: Callable[[], object]) -> None:
        self._awaited -= 1
        job.over = True
        if not job.cancelled:
            self._call(answer)

    def _call(self, answer: Callable[[], object]) -> None:
        try:
            answer()
        except Exception as error:  # told in the window; the other answers must still be taken
            self._unexpected(error)


def _labour(lane: queue.SimpleQueue[Callable[[], None] | None]) -> None:
    """The life of a lane: one piece of work after the other, until it is told to end."""
    while (work := lane.get()) is not None:
        work()


def _nothing(*_: Any) -> None:
    """An answer that nobody waits for."""
