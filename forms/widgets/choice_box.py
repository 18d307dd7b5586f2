"""The editor of a Choice: a line with the words of the field or the scheme."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence

from forms.widgets.suggest_box import SuggestBox
from ledger.fields import Choice, Context


class ChoiceBox(SuggestBox):
    """One of the words, found by any part of them or by pinyin."""

    def __init__(self, parent: tk.Misc, field: Choice, context: Callable[[], Context], *, flat: bool = False) -> None:
        super().__init__(parent, field, context, flat=flat, free=field.other)
        self._choice = field

    def words(self) -> Sequence[str]:
        """See SuggestBox."""
        return self._choice.words(self.context())
