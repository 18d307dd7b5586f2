"""Which rows of a list are chosen, and which one the keyboard is at."""

from __future__ import annotations

from forms.widgets.list_model import Shown


class Selection:
    """Chosen rows by uid; those that a filter hides stay chosen but do not count until they are shown again.

    Without `multiple` the row that the keyboard is at is the chosen one. With `checks` rows are chosen only by being
    checked: moving chooses nothing and drops nothing.
    """

    def __init__(self, *, multiple: bool = True, checks: bool = False) -> None:
        self.multiple, self.checks = multiple, checks
        self.chosen: set[str] = set()
        self.focused: str | None = None
        self._anchor: str | None = None

    def among(self, shown: Shown) -> tuple[str, ...]:
        """The chosen rows that are shown, in the shown order."""
        if len(self.chosen) * 8 < len(shown.rows):
            return tuple(sorted((uid for uid in self.chosen if uid in shown.places), key=shown.places.__getitem__))
        return tuple(row.uid for row in shown.rows if row.uid in self.chosen)

    def go(self, shown: Shown, place: int) -> None:
        """Move to a row, and choose it alone."""
        uid = shown.rows[place].uid
        self.focused = self._anchor = uid
        if not self.checks:
            self.chosen = {uid}

    def extend(self, shown: Shown, place: int) -> None:
        """Move to a row, and choose all from where the last plain move went; checks are added to what is checked."""
        if not self.multiple:
            self.go(shown, place)
            return
        uid = shown.rows[place].uid
        start = next((shown.places[each] for each in (self._anchor, self.focused) if each in shown.places), place)
        self._anchor, self.focused = shown.rows[start].uid, uid
        span = {row.uid for row in shown.rows[min(start, place) : max(start, place) + 1]}
        self.chosen = self.chosen | span if self.checks else span

    def toggle(self, shown: Shown, place: int) -> None:
        """Move to a row, and choose it or no longer; the others stay as they are."""
        if not self.multiple and not self.checks:
            self.go(shown, place)
            return
        uid = shown.rows[place].uid
        self.focused = self._anchor = uid
        if uid in self.chosen:
            self.chosen = self.chosen - {uid}
        else:
            self.chosen = (self.chosen if self.multiple else set()) | {uid}

    def choose_all(self, shown: Shown) -> None:
        """Choose every shown row; when all of them are checked already, none."""
        if not self.multiple:
            return
        every = set(shown.places)
        if self.checks:
            self.chosen = self.chosen - every if every <= self.chosen else self.chosen | every
        else:
            self.chosen = every

    def set(self, uids: tuple[str, ...], *, move: bool) -> None:
        """Choose exactly these rows, shown or not; `move` goes to the first of them."""
        self.chosen = set(uids if self.multiple else uids[:1])
        if move:
            self.focused = self._anchor = uids[0] if uids else None
