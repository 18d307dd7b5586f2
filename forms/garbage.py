"""Garbage is looked for on the Tk thread only: freeing an object of tkinter on another one can end the program."""

from __future__ import annotations

import gc
import tkinter as tk

_OFTEN = 1000
"""Milliseconds between two looks at what is young."""
_RARELY = 300
"""Looks after which everything is looked at, which takes some hundredths of a second."""
_MANY = 5000
"""New objects from which a look is worth while."""
_BULK = 50_000
"""New objects that are records or rows being read: to look through them would hold the window up, and find nothing."""


def none_in_bulk() -> None:
    """What was just read or listed by the thousand is kept: it is not looked through any more. For any thread."""
    gc.freeze()


class Garbage:
    """Takes the place of Python's own collecting, which begins on whatever thread makes something."""

    def __init__(self, root: tk.Misc) -> None:
        self._root, self._looks = root, 0
        gc.disable()
        self._timer = root.after(_OFTEN, self._look)

    def stop(self) -> None:
        """Leave it to Python again."""
        self._root.after_cancel(self._timer)
        gc.enable()

    def _look(self) -> None:
        self._looks += 1
        # Never by gc.get_objects(): it holds tuples that other threads are just making, which breaks them.
        fresh = gc.get_count()[0]
        if fresh > _BULK:
            none_in_bulk()
        elif self._looks % _RARELY == 0:
            gc.collect()
        elif fresh > _MANY:
            gc.collect(1)
        self._timer = self._root.after(_OFTEN, self._look)
