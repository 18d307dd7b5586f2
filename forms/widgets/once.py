"""Bindings of a whole window that many widgets need and that must be there only once."""

from __future__ import annotations

import tkinter as tk
import weakref
from collections.abc import Callable
from typing import Any

_bound: weakref.WeakKeyDictionary[tk.Misc, dict[str, str]] = weakref.WeakKeyDictionary()


def bind_once(window: tk.Misc, sequence: str, heard: Callable[[tk.Event[Any]], object]) -> None:
    """Bind `heard` to `sequence` anywhere in `window`, unless that has been done and still holds."""
    known = _bound.setdefault(window, {})
    key = f"{sequence} {heard.__module__}.{heard.__qualname__}"
    if key not in known or known[key] not in str(window.bind(sequence)):
        known[key] = window.bind(sequence, heard, add="+")
