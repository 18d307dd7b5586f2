"""What a list shows: rows, filtered by words and sorted by a column; nothing of the screen."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from forms.widgets.list_order import STEP, Pause, at_once, ordered
from ledger.search import folded


@dataclass(frozen=True)
class ListColumn:
    """A column: its name in code, the words of its head, its width in full-width characters at first.

    A column that stretches takes its share of the room that is left.
    """

    name: str
    label: str
    width: int
    align: Literal["left", "right", "center"] = "left"
    stretch: bool = False


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row: `cells` are shown, `keys` sort (one for each column, None last; the cells' text when there are none).

    `tone` is "", "good", "warn", "bad" or "muted" and colours the words.
    """

    uid: str
    cells: tuple[str, ...]
    keys: tuple[Any, ...] = ()
    tone: str = ""


@dataclass(frozen=True)
class Wish:
    """How rows are to be shown: with every one of `words` (folded), by the column at `column` or as given (None)."""

    words: tuple[str, ...] = ()
    column: int | None = None
    descending: bool = False

    @classmethod
    def of(cls, text: str, column: int | None = None, descending: bool = False) -> Wish:
        """The wish of a filter `text`, whose words are separated by blanks."""
        return cls(tuple(folded(text).split()), column, descending)


@dataclass(frozen=True)
class Shown:
    """The rows as they are shown, from the top, and the place of each uid among them."""

    rows: list[ListRow] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)


Texts = dict[str, tuple[tuple[str, ...], str]]
"""Folded texts by the uid of a row, each with the cells that it was made of."""


class Shelf:
    """All rows as they were given; never changed, so that a thread can go through them.

    The folded text of a row is made when a filter first asks for it, and kept in `texts`, which a list hands on from
    shelf to shelf: a text counts as long as its row has the same cells.
    """

    def __init__(self, rows: Iterable[ListRow] = (), texts: Texts | None = None) -> None:
        self.rows = list(rows)
        self.texts: Texts = {} if texts is None else texts

    def place(self, uid: str) -> int | None:
        """Where the row of `uid` stands, None without one."""
        return next((place for place, row in enumerate(self.rows) if row.uid == uid), None)

    def replaced(self, row: ListRow) -> Shelf:
        """The rows with `row` in the place of the one with its uid, at the end without one."""
        place = self.place(row.uid)
        at = len(self.rows) if place is None else place
        return Shelf([*self.rows[:at], row, *self.rows[at + 1 :]], self.texts)

    def removed(self, uid: str) -> Shelf:
        """The rows without that of `uid`."""
        place = self.place(uid)
        return self if place is None else Shelf([*self.rows[:place], *self.rows[place + 1 :]], self.texts)

    def renewed(self, rows: Iterable[ListRow]) -> Shelf:
        """Other rows in place of these; texts are kept unless most of them are of rows long gone."""
        fresh = list(rows)
        return Shelf(fresh, self.texts if len(self.texts) <= 2 * len(fresh) else {})

    def arranged(self, wish: Wish, pause: Pause = at_once) -> Shown:
        """The rows as `wish` asks. Raises Superseded when `pause` does."""
        places: list[int] | range = range(len(self.rows))
        if wish.words:
            places = self._holding(wish.words, pause)
        if wish.column is not None:
            places = ordered(self._keys(wish.column, pause), places, wish.descending, pause)
        plain = isinstance(places, range)
        rows = self.rows if plain else [self.rows[place] for place in places]
        index: dict[str, int] = {}
        for start in range(0, len(rows), STEP):
            index.update((row.uid, start + at) for at, row in enumerate(rows[start : start + STEP]))
            pause()
        return Shown(rows, index)

    def _holding(self, words: tuple[str, ...], pause: Pause) -> list[int]:
        found: list[int] = []
        for start in range(0, len(self.rows), STEP):
            for place, row in enumerate(self.rows[start : start + STEP], start):
                text = self._text(row)
                if all(word in text for word in words):
                    found.append(place)
            pause()
        return found

    def _text(self, row: ListRow) -> str:
        known = self.texts.get(row.uid)
        if known is not None and known[0] == row.cells:
            return known[1]
        text = quickly_folded("\n".join(row.cells))
        self.texts[row.uid] = row.cells, text
        return text

    def _keys(self, column: int, pause: Pause) -> list[Any]:
        keys: list[Any] = []
        for start in range(0, len(self.rows), STEP):
            keys += [_key(row, column) for row in self.rows[start : start + STEP]]
            pause()
        return keys


def _key(row: ListRow, column: int) -> Any:
    """What the row sorts by: an empty cell comes last, as a key that is None does."""
    return row.keys[column] if row.keys else row.cells[column] or None


_WIDE = tuple(zip("，：；（）！？", ",:;()!?", strict=True))
_MARKS = "\n !%()*+,-./0123456789:;=?@[]_abcdefghijklmnopqrstuvwxyz、。《》“”〔〕"
_HAN = "".join(map(chr, range(0x4E00, 0xA000)))


@cache
def _plain() -> re.Pattern[str]:
    """Texts of characters that folding leaves alone: most of what is written in Chinese, once the marks are narrow."""
    kept = "".join(han for han, other in zip(_HAN, folded(_HAN), strict=True) if han == other)
    return re.compile(f"[{re.escape(_MARKS)}{kept}]*")


def quickly_folded(text: str) -> str:
    """As ledger.search.folded, which takes five times as long over Chinese."""
    for wide, narrow in _WIDE:
        text = text.replace(wide, narrow)
    return text if _plain().fullmatch(text) else folded(text)


def one_line(text: str) -> str:
    """`text` as a cell shows it: on one line."""
    return " ".join(text.splitlines()) if "\n" in text or "\r" in text else text


def clamped(offset: int, height: int, total: int) -> int:
    """The nearest first row that leaves no room free below the last, of `total` rows on a screen of `height`."""
    return max(0, min(offset, total - height))


def seen(offset: int, place: int, height: int, total: int) -> int:
    """The first row after scrolling no further than needed to show `place`."""
    offset = min(offset, place)
    return clamped(max(offset, place - height + 1), height, total)
