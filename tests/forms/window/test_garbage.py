"""Garbage is looked for by the window's own clock."""

from __future__ import annotations

import gc
import tkinter as tk
import weakref
from collections.abc import Iterator

import pytest

from forms import garbage
from forms.garbage import Garbage


class Knot:
    """Something that holds itself."""

    def __init__(self) -> None:
        self.own = self


@pytest.fixture
def own(root: tk.Tk) -> Iterator[Garbage]:
    made = Garbage(root)
    yield made
    made.stop()
    gc.unfreeze()


def test_what_holds_itself_goes_at_the_next_look(own: Garbage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(garbage, "_MANY", -1)
    gc.collect()
    knot = weakref.ref(Knot())
    assert knot() is not None
    own._root.after_cancel(own._timer)
    own._look()
    assert knot() is None


def test_what_is_made_in_bulk_is_not_looked_through(own: Garbage) -> None:
    kept = [[number] for number in range(garbage._BULK + 1)]
    before = gc.get_freeze_count()
    own._root.after_cancel(own._timer)
    own._look()
    assert gc.get_freeze_count() - before > len(kept) - 1
