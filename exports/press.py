"""The press: papers made once and kept by content, many of them in several processes at the same time."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from pathlib import Path
from typing import Any, Self

from exports.cache import Cache, key_of
from exports.page import Paper
from exports.rendering import Rendered, render
from exports.typeset.faces import Faces
from ledger.errors import LedgerError

Order = tuple[Paper, tuple[str, ...], str]
"""A paper to be made, in which formats, and its place in the folder without suffix."""

Deliver = Callable[[str, bytes], None]
"""Takes each file of a paper as soon as it is there."""

_CHUNK = 8
"""Papers that a process takes at a time."""
_MOST = 4
"""Processes that are started without being asked for: each takes some 150 MB."""
_WORTH = 60
"""Papers from which on starting processes costs less than it saves."""


class Press:
    """Makes papers with one set of faces; `cache` keeps them, and `workers` processes make those that are not kept.

    To be closed, or used in a `with`: processes that were started once stay for the papers to come.
    """

    def __init__(self, faces: Faces, cache: Cache, *, bundled_only: bool, workers: int = 0) -> None:
        """`bundled_only` says how another process gets `faces`; `workers` 0 is one for each core, at most four."""
        self._faces = faces
        self._cache = cache
        self._bundled_only = bundled_only
        self._workers = workers or min(os.cpu_count() or 1, _MOST)
        self._pool: ProcessPoolExecutor | None = None
        self.used: set[str] = set()
        self.made: list[str] = []
        """Keys of the papers that had to be made anew."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """End the processes; what they had not begun is left."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def print(self, orders: Sequence[Order], step: Callable[[str], None], deliver: Deliver) -> list[Rendered]:
        """The papers in the given order, their files given away; `step` is called before each and may raise to stop.

        Raises MissingGlyphs and UnreadablePicture; papers already made stay in the cache.
        """
        keys = [key_of(paper, formats, self._faces) for paper, formats, _ in orders]
        self.used.update(keys)
        made: dict[str, Rendered] = {}
        wanted: dict[str, Order] = {}
        for key, order in zip(keys, orders, strict=True):
            found = self._cache.get(key)
            if found is None:
                wanted[key] = order
                continue
            step(f"沿用：{order[0].title}")
            made[key] = _given(found, order, deliver)
        self.made += [paper.key for paper, _, _ in wanted.values()]
        try:
            for key, order in self._in_turn(wanted):
                step(f"排版：{order[0].title}")
                made[key] = _given(self._cache.get(key) or self._alone(key, order), order, deliver)
        except BaseException:
            self.close()  # before the cache is cleared away
            raise
        return [made[key] for key in keys]

    def _in_turn(self, wanted: dict[str, Order]) -> Iterator[tuple[str, Order]]:
        """The orders, each given out when it may be in the cache already."""
        if self._pool is None and (self._workers == 1 or len(wanted) < _WORTH):
            return iter(wanted.items())
        return self._together(wanted)

    def _alone(self, key: str, order: Order) -> Rendered:
        rendered = render(order[0], order[1], self._faces)
        self._cache.put(key, rendered)
        return rendered

    def _together(self, wanted: dict[str, Order]) -> Iterator[tuple[str, Order]]:
        """The orders in turn, each given out when a process has put it into the cache, or cannot do so."""
        if self._pool is None:
            context = multiprocessing.get_context(_way_to_start())
            shared = (self._cache.folder, self._bundled_only)
            self._pool = ProcessPoolExecutor(self._workers, context, _start, shared)
        items = list(wanted.items())
        size = max(1, min(_CHUNK, len(items) // (4 * self._workers)))
        chunks = [items[start : start + size] for start in range(0, len(items), size)]
        for chunk, future in zip(chunks, [_sent(self._pool, chunk) for chunk in chunks], strict=True):
            with contextlib.suppress(BrokenExecutor):  # A process was ended from outside, or has no memory.
                future.result()
            yield from chunk


def _way_to_start() -> str:
    """A fork has everything read already, but is safe only while no other thread runs; Windows knows none."""
    return "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"


def _sent(pool: ProcessPoolExecutor, chunk: list[tuple[str, Order]]) -> Future[None]:
    """The work given to a process; a pool of which one has died takes no more."""
    try:
        return pool.submit(_work, chunk)
    except BrokenExecutor as error:
        future: Future[None] = Future()
        future.set_exception(error)
        return future


def _given(rendered: Rendered, order: Order, deliver: Deliver) -> Rendered:
    """The paper without its files, which go to where they are wanted: together they would fill the memory."""
    for suffix, data in rendered.files.items():
        deliver(f"{order[2]}.{suffix}", data)
    return rendered._replace(files={})


_ONE: tuple[Faces, Cache] | None = None
"""The faces and the cache of a process of the press, set when it starts."""


def _start(folder: Path, bundled_only: bool) -> None:
    global _ONE
    threading.Thread(target=_end_with, args=(multiprocessing.parent_process(),), daemon=True).start()
    gc.freeze()
    gc.set_threshold(20_000, 5, 5)
    _ONE = (Faces.bundled() if bundled_only else Faces.installed(), Cache(folder))


def _end_with(parent: Any) -> None:
    """A process of the press would wait for ever for papers from one that was killed."""
    parent.join()
    os._exit(1)


def _work(chunk: list[tuple[str, Order]]) -> None:
    """Make papers and put them into the cache; one that fails is left to the main process, which says why."""
    assert _ONE is not None
    faces, cache = _ONE
    for key, (paper, formats, _) in chunk:
        with contextlib.suppress(LedgerError):
            cache.put(key, render(paper, formats, faces))
