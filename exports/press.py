"""The press: papers made once and kept by content, many of them in several processes at the same time."""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from pathlib import Path

from exports.cache import Cache, Kept, key_of
from exports.page import Paper
from exports.rendering import render
from exports.typeset.faces import Faces
from ledger.errors import LedgerError

Order = tuple[Paper, tuple[str, ...]]
"""A paper to be made, and in which formats."""

_CHUNK = 8
"""Papers that a process takes at a time."""
_WORTH = 60
"""Papers from which on starting processes costs less than it saves."""


class Press:
    """Makes papers with one set of faces; `cache` keeps them, and `workers` processes make those that are not kept."""

    def __init__(self, faces: Faces, cache: Cache, *, bundled_only: bool, workers: int = 0) -> None:
        """`workers` 0 takes as many as the computer has cores; `bundled_only` says how another process gets `faces`."""
        self._faces = faces
        self._cache = cache
        self._bundled_only = bundled_only
        self._workers = workers or os.cpu_count() or 1
        self.used: set[str] = set()
        self.made: list[str] = []
        """Keys of the papers that had to be made anew."""

    def print(self, orders: Sequence[Order], step: Callable[[str], None]) -> list[Kept]:
        """The papers in the given order; `step` is called before each and may raise to stop.

        Raises MissingGlyphs and UnreadablePicture; papers already made stay in the cache.
        """
        keys = [key_of(paper, formats, self._faces) for paper, formats in orders]
        self.used.update(keys)
        kept = {key: found for key in keys if (found := self._cache.get(key)) is not None}
        wanted = {key: order for key, order in zip(keys, orders, strict=True) if key not in kept}
        self.made += [order[0].key for order in wanted.values()]
        for key, (paper, _) in zip(keys, orders, strict=True):
            if key in kept:
                step(f"沿用：{paper.title}")
        kept |= self._made(wanted, step)
        return [kept[key] for key in keys]

    def _made(self, wanted: dict[str, Order], step: Callable[[str], None]) -> dict[str, Kept]:
        if self._workers == 1 or len(wanted) < _WORTH:
            return {key: self._alone(key, order, step) for key, order in wanted.items()}
        done: dict[str, Kept] = {}
        for key, (paper, formats) in zip(wanted, self._together(wanted), strict=True):
            step(f"排版：{paper.title}")
            done[key] = self._cache.get(key) or self._alone(key, (paper, formats), step)
        return done

    def _alone(self, key: str, order: Order, step: Callable[[str], None]) -> Kept:
        step(f"排版：{order[0].title}")
        rendered = render(*order, self._faces)
        self._cache.put(key, rendered)
        return self._cache.get(key) or Kept(rendered.sides, rendered.stamp, Path(), dict(rendered.files))

    def _together(self, wanted: dict[str, Order]) -> Iterator[Order]:
        """The orders in turn, each given out when a process has put it into the cache."""
        context = multiprocessing.get_context("spawn")
        items = list(wanted.items())
        chunks = [items[start : start + _CHUNK] for start in range(0, len(items), _CHUNK)]
        with ProcessPoolExecutor(self._workers, context, _start, (self._cache.folder, self._bundled_only)) as pool:
            waiting: list[Future[None]] = [pool.submit(_work, chunk) for chunk in chunks]
            try:
                for chunk, future in zip(chunks, waiting, strict=True):
                    future.result()
                    yield from (order for _, order in chunk)
            finally:
                pool.shutdown(wait=True, cancel_futures=True)


_ONE: tuple[Faces, Cache] | None = None
"""The faces and the cache of a process of the press, set when it starts."""


def _start(folder: Path, bundled_only: bool) -> None:
    global _ONE
    gc.freeze()
    gc.set_threshold(50_000)
    _ONE = (Faces.bundled() if bundled_only else Faces.installed(), Cache(folder))


def _work(chunk: list[tuple[str, Order]]) -> None:
    """Make papers and put them into the cache; one that fails is left to the main process, which says why."""
    assert _ONE is not None
    faces, cache = _ONE
    for key, (paper, formats) in chunk:
        with contextlib.suppress(LedgerError):
            cache.put(key, render(paper, formats, faces))
