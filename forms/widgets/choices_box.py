"""The editor of Choices: several words joined by 、, ticked in a list or typed."""

from __future__ import annotations

import re
import tkinter as tk
from collections.abc import Callable, Sequence
from typing import Any

from forms.widgets.suggest_box import SEPARATORS, SuggestBox
from ledger.fields import Choices, Context


class ChoicesBox(SuggestBox):
    """Any of the words. Enter or a click in the whole list ticks a word or unticks it, and the list stays."""

    several = True

    def __init__(self, parent: tk.Misc, field: Choices, context: Callable[[], Context], *, flat: bool = False) -> None:
        super().__init__(parent, field, context, flat=flat, free=field.other)
        self._choices = field
        self._ticking = False

    def words(self) -> Sequence[str]:
        """See SuggestBox."""
        return self._choices.choices or self.context().choices(self._choices.source)

    def typed(self) -> Any:
        """The text; a list where a word holds a 、 itself and the text would be read as two."""
        chosen = self._chosen()
        if any(separator in word for word in chosen for separator in SEPARATORS):
            return chosen
        return super().typed()

    def toggle(self) -> str:
        """See SuggestBox."""
        self._ticking = self.popup is None
        return super().toggle()

    def label(self, word: str) -> str:
        """The word with a tick or the place for one."""
        return f"{'√' if word in self._chosen() else '　'} {word}" if self._ticking else word

    def take(self, place: int) -> None:
        """Put the word where the typed part stands, or tick it."""
        if not self._ticking or self.popup is None:
            super().take(place)
            return
        word, chosen = self._offered[place], self._chosen()
        chosen = [each for each in chosen if each != word] if word in chosen else [*chosen, word]
        self.line.edit("、".join(chosen))
        if self._waiting:
            self.after_cancel(self._waiting)
            self._waiting = ""
        self.popup.relabel(place, self.label(word))

    def _refresh(self) -> None:
        self._ticking = False
        super()._refresh()

    def _tab(self) -> None:
        if not self._ticking:
            super()._tab()

    def _chosen(self) -> list[str]:
        """The words that stand in the line; one of the list that holds a 、 itself is found whole."""
        whole = [re.escape(word) for word in self.words() if any(each in word for each in SEPARATORS)]
        pattern = "|".join([*sorted(whole, key=len, reverse=True), f"[^{SEPARATORS}]+"])
        return [word.strip() for word in re.findall(pattern, self.line.text) if word.strip()]
