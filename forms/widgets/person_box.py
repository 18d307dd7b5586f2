"""The editors of one person and of several: names completed by part or by pinyin from the roster (人员名册)."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from typing import Any

from forms.widgets.suggest_box import SuggestBox
from ledger.fields import Context, Field, PersonName


class PersonBox(SuggestBox):
    """One person; a name that is not on the roster is allowed and remarked upon."""

    def __init__(
        self,
        parent: tk.Misc,
        field: Field,
        context: Callable[[], Context],
        names: Callable[[], Sequence[str]],
        *,
        flat: bool = False,
    ) -> None:
        super().__init__(parent, field, context, flat=flat, free=True)
        self._names = names

    def words(self) -> Sequence[str]:
        """The names on the roster; for several people, those that do not stand there yet."""
        if not self.several:
            return self._names()
        before, _, after = self._part()
        there = set(self.shown_names(before + "、" + after))
        return tuple(name for name in self._names() if name not in there)

    def read(self, value: Any) -> None:
        """Says who is not on the roster, when there is one."""
        people = value if isinstance(value, tuple) else (value,)
        known = set(self._names())
        strange = [each.name for each in people if isinstance(each, PersonName) and each.name not in known]
        if strange and known:
            self.note(f"人员名册里没有{'、'.join(strange)}")

    def shown_names(self, text: str) -> list[str]:
        """The names that a text joined by 、 holds."""
        return [name.strip() for name in text.replace("，", "、").replace(",", "、").split("、") if name.strip()]


class PeopleBox(PersonBox):
    """Several people, parted by 、; the name at the cursor is completed."""

    several = True
