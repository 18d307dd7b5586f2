"""Keeping what is typed while it is typed: a little after the last key, off the Tk thread."""

from __future__ import annotations

import datetime as dt
import tkinter as tk
from collections.abc import Callable, Mapping
from typing import Any

from forms.background import FILES, Background
from forms.drafts import Draft, Drafts, key_of

_PAUSE = 500
"""Milliseconds after the last key before a draft is written."""


class Drafting:
    """The drafts of the open library; what is on the disk is known here too, so that a form can ask at once.

    `refused` hears of what the disk refuses, while the clerk goes on typing.
    """

    def __init__(
        self, root: tk.Misc, background: Background, drafts: Drafts, refused: Callable[[Exception], object]
    ) -> None:
        self._root, self._background, self._drafts, self._refused = root, background, drafts, refused
        self._known: dict[str, Draft] = {}
        self._asked: dict[str, tuple[str, Callable[[], Draft | None]]] = {}

    def found(self, drafts: tuple[Draft, ...]) -> None:
        """Learn what was left from the last time."""
        for draft in drafts:
            self._known.setdefault(draft.key, draft)

    def of(self, kind: str, uid: str = "") -> Draft | None:
        """The draft of a record, or of a new one of a kind."""
        return self._known.get(key_of(kind, uid))

    def keep_soon(self, kind: str, uid: str, draft: Callable[[], Draft | None]) -> None:
        """Keep what `draft()` gives when nobody has typed for a moment; None when there is nothing to keep."""
        key = key_of(kind, uid)
        if key in self._asked:
            self._root.after_cancel(self._asked[key][0])
        self._asked[key] = (self._root.after(_PAUSE, lambda: self._keep(key)), draft)

    def flush(self) -> None:
        """Keep now what was to be kept soon."""
        for key in list(self._asked):
            self._root.after_cancel(self._asked[key][0])
            self._keep(key)

    def drop(self, kind: str, uid: str = "") -> None:
        """Forget a draft: it was saved, or is not wanted."""
        key = key_of(kind, uid)
        timer, _ = self._asked.pop(key, ("", None))
        if timer:
            self._root.after_cancel(timer)
        if self._known.pop(key, None) is not None:
            self._background.run(lambda: self._drafts.drop(key), failed=self._refused, lane=FILES)

    def _keep(self, key: str) -> None:
        _, ask = self._asked.pop(key)
        draft = ask()
        if draft is not None:
            self._known[key] = draft
            self._background.run(lambda: self._drafts.keep(draft), failed=self._refused, lane=FILES)


def draft_of(kind: str, uid: str, revision: int | None, typed: Mapping[str, Any], title: str) -> Draft | None:
    """The draft of a form now, None when nothing was typed."""
    return Draft(kind, uid, revision, dict(typed), title, dt.datetime.now(dt.UTC)) if typed else None
