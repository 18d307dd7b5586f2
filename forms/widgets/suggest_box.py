"""A line that completes what is typed from a list of words, which drops down while the line keeps the focus."""

from __future__ import annotations

import re
import tkinter as tk
from collections.abc import Callable, Sequence
from typing import Any

from forms.pinyin import Index
from forms.widgets.drop_mark import DropMark
from forms.widgets.popup import ListPopup
from forms.widgets.text_box import LineEditor
from ledger.fields import Context, Field

_WAIT = 150
"""Milliseconds after the last change, so that nothing moves while an input method is composing."""
_MOST = 300
"""Words that are offered at once."""
SEPARATORS = "、，,；;\n"
_LAST = re.compile(f"[^{SEPARATORS}]*$")
_FIRST = re.compile(f"^[^{SEPARATORS}]*")


class SuggestBox(LineEditor):
    """Base of the boxes with words to choose from; subclasses give `words`.

    Up, Down and Enter or Tab take a word, Esc shuts the list, F4 or Alt+Down shows it all. `several` words are parted
    by 、 and the one at the cursor is completed. `free` words need not stand in the list: then what could be meant as
    it is typed is not replaced by Enter or Tab, unless an arrow has chosen another.
    """

    several = False

    def __init__(
        self,
        parent: tk.Misc,
        field: Field,
        context: Callable[[], Context],
        *,
        flat: bool = False,
        free: bool = False,
    ) -> None:
        super().__init__(parent, field, context, flat=flat)
        self.free = free
        self._popup: ListPopup | None = None
        self._offered: tuple[str, ...] = ()
        self._index = Index(())
        self._waiting = ""
        DropMark(self, self.toggle).grid(row=0, column=1, padx=(0 if flat else 2, 0))
        self._bind_keys()
        self.line.on_change(self._typed)

    def words(self) -> Sequence[str]:
        """What can be chosen, in order."""
        raise NotImplementedError

    def toggle(self) -> str:
        """Show the whole list, or shut it."""
        if self.popup is not None:
            self.close()
        else:
            self.focus()
            self._show(tuple(self.words()), chosen=self._part()[1])
        return "break"

    @property
    def popup(self) -> ListPopup | None:
        """The list, while it is down."""
        return self._popup if self._popup is not None and self._popup.is_open else None

    def close(self) -> None:
        """Shut the list."""
        if self._waiting:
            self.after_cancel(self._waiting)
            self._waiting = ""
        if self.popup is not None:
            self.popup.close()
        self._popup = None

    def leave(self) -> None:
        """See LineEditor."""
        self.close()
        super().leave()

    def destroy(self) -> None:
        """Ends it with what is waiting."""
        self.close()
        super().destroy()

    def take(self, place: int) -> None:
        """Put the offered word at `place` where the typed part stands."""
        before, _, after = self._part()
        self.line.edit(before + self._offered[place] + after)
        self.line.cursor_after(before + self._offered[place])
        self.close()

    def label(self, word: str) -> str:
        """How a word is written in the list."""
        return word

    def _bind_keys(self) -> None:
        for keys in ("<F4>",) if self.flat else ("<F4>", "<Alt-Down>"):
            self.entry.bind(keys, lambda event: self.toggle())
        for keys, by in (("<Up>", -1), ("<Down>", 1), ("<Prior>", -ListPopup.most), ("<Next>", ListPopup.most)):
            self.entry.bind(keys, lambda event, by=by: self._step(by))  # type: ignore[misc]
        for keys in ("<Return>", "<KP_Enter>"):
            self.entry.bind(keys, lambda event: self._enter())
        self.entry.bind("<Tab>", lambda event: self._tab())
        self.entry.bind("<Escape>", lambda event: self._escape())
        self.entry.bind("<Unmap>", lambda event: self.close(), add="+")

    def _step(self, by: int) -> str | None:
        if self._waiting:
            self._refresh()
        if self.popup is not None:
            self.popup.step(by)
            return "break"
        return self.toggle() if by == 1 else None

    def _enter(self) -> str | None:
        """Take what is highlighted; with no list down, Enter is for whoever is around."""
        if self._waiting:
            self._refresh()
        if self.popup is None:
            return None
        if self.popup.place_chosen is None:
            self.close()
        else:
            self.take(self.popup.place_chosen)
        return "break"

    def _tab(self) -> None:
        """Take what is highlighted and go on."""
        if self._waiting:
            self._refresh()
        if self.popup is not None and self.popup.place_chosen is not None:
            self.take(self.popup.place_chosen)

    def _escape(self) -> str | None:
        if self.popup is None:
            return None
        self.close()
        return "break"

    def _typed(self) -> None:
        if self._waiting:
            self.after_cancel(self._waiting)
        self._waiting = self.after(_WAIT, self._refresh)

    def _refresh(self) -> None:
        """Offer what matches the part at the cursor."""
        if self._waiting:
            self.after_cancel(self._waiting)
            self._waiting = ""
        part = self._part()[1].strip()
        words = tuple(self.words())
        if words != self._index.words:
            self._index = Index(words)
        found = self._index.find(part, _MOST) if part else ()
        if not found or found == (part,) or self.focus_get() is not self.entry:
            self.close()
            return
        self._show(found, chosen=part if part in found or self._may_be_meant(part) else found[0])

    def _may_be_meant(self, part: str) -> bool:
        """Whether `part` can be a whole word of its own: two characters that are not letters of pinyin."""
        return self.free and len(part) > 1 and not (part.isascii() and part.isalpha())

    def _show(self, words: tuple[str, ...], chosen: str) -> None:
        self.close()
        if not words:
            return
        self._offered = words[:_MOST]
        popup = ListPopup(self.line.widget, tuple(map(self.label, self._offered)), self._clicked)
        self._popup = popup
        popup.choose(self._offered.index(chosen) if chosen in self._offered else None)
        popup.drop(self.line.widget.winfo_width())

    def _clicked(self, place: int) -> None:
        self.take(place)
        self.focus()

    def _part(self) -> tuple[str, str, str]:
        """What stands before the word at the cursor, the word, and what stands after it."""
        if not self.several:
            return "", self.line.text, ""
        before, after = self.line.parts()
        left: Any = _LAST.search(before)
        right: Any = _FIRST.search(after)
        return before[: left.start()], left[0] + right[0], after[right.end() :]
