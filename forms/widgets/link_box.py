"""The editor of a link: another record, found by any part of its title."""

from __future__ import annotations

import tkinter as tk
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from forms.widgets.suggest_box import SuggestBox
from ledger.fields import Context, LinkTo

Titles = Callable[[str], Sequence[tuple[str, str]]]
"""The uid and the title of every record of a kind."""


class LinkBox(SuggestBox):
    """Shows titles and keeps uids: `typed` is the uid of the record that was put or picked, else the text."""

    def __init__(
        self, parent: tk.Misc, field: LinkTo, context: Callable[[], Context], titles: Titles, *, flat: bool = False
    ) -> None:
        super().__init__(parent, field, context, flat=flat)
        self._link, self._titles = field, titles
        self._uids: dict[str, str] = {}

    def words(self) -> Sequence[str]:
        """The titles; those that several records share, with the uid."""
        self._look_up()
        return tuple(self._uids)

    def typed(self) -> Any:
        """See LinkBox."""
        typed = super().typed()
        return self._uids.get(typed, typed)

    def shown(self, typed: Any) -> str:
        """The title of a uid; a uid of no record, and a title, as they are."""
        if not typed:
            return ""
        self._look_up()
        return next((line for line, uid in self._uids.items() if uid == typed), str(typed))

    def _look_up(self) -> None:
        """Ask for the titles as they are now."""
        titles = self._titles(self._link.kind)
        often = Counter(title for _, title in titles)
        self._uids = {title if often[title] == 1 else f"{title}（编号{uid}）": uid for uid, title in titles}
