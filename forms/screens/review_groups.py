"""The groups of a review with their numbers, one under the other: a click or the arrows choose the one at hand."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from tkinter import ttk

from forms import theme
from forms.ballot_counting import Counting
from forms.widgets.button import Button
from forms.widgets.drawn import Drawn
from ledger.records import Record

WIDTH = 256
"""Pixels at zoom 1."""


@dataclass(frozen=True)
class Tile:
    """A group: its name, its numbers in words, and their tone ("", "good" or "warn")."""

    name: str
    words: str
    tone: str = ""


class GroupTiles(Drawn):
    """Large fields to choose from; `chosen(name)` tells the clerk's choice."""

    def __init__(self, parent: tk.Misc, chosen: Callable[[str], object]) -> None:
        super().__init__(parent, ground="ground", takefocus=True)
        self.tiles: tuple[Tile, ...] = ()
        self.taken = ""
        self._chosen = chosen
        self._boxes: list[tuple[int, int]] = []
        self.bind("<Button-1>", self._clicked)
        for key, step in (("<Up>", -1), ("<Down>", 1)):
            self.bind(key, lambda _, step=step: self._step(step))  # type: ignore[misc]
        for event in ("<FocusIn>", "<FocusOut>"):
            self.bind(event, self.later, add="+")

    def show(self, tiles: Sequence[Tile], taken: str) -> None:
        """Show these groups, and which of them is at hand."""
        if (tuple(tiles), taken) != (self.tiles, self.taken):
            self.tiles, self.taken = tuple(tiles), taken
            self.later()

    def middle_of(self, name: str) -> tuple[int, int]:
        """Where a group is drawn. Raises ValueError when there is none of this name."""
        top, foot = self._boxes[[each.name for each in self.tiles].index(name)]
        return self.width // 2, (top + foot) // 2

    def draw(self) -> None:
        self._boxes = []
        top = 1
        for tile in self.tiles:
            foot = self._tile(tile, top)
            self._boxes.append((top, foot))
            top = foot + theme.px(8)
        self.tall(top)

    def _tile(self, tile: Tile, top: int) -> int:
        """Draw one, and give its foot."""
        taken = tile.name == self.taken
        pad, bar = theme.px(12), theme.px(4)
        room = self.width - 2 * pad - bar
        name = self.create_text(
            pad + bar,
            top + pad,
            text=tile.name,
            anchor="nw",
            width=room,
            font=theme.font("bold"),
            fill=theme.colour("text"),
        )
        below = self.bbox(name)[3] + theme.px(6)
        tone = theme.colour(tile.tone or "muted")
        words = self.create_text(
            pad + bar, below, text=tile.words, anchor="nw", width=room, font=theme.font("body"), fill=tone
        )
        foot = self.bbox(words)[3] + pad
        focused = taken and self.focus_get() is self
        edge = theme.colour("accent" if taken else "line")
        ground = self.create_rectangle(
            1,
            top,
            self.width - 2,
            foot,
            fill=theme.colour("accent_soft" if taken else "panel"),
            outline=edge,
            width=theme.px(2) if focused else 1,
        )
        self.tag_lower(ground)
        if taken:
            self.create_rectangle(1, top, 1 + bar, foot, fill=edge, width=0)
        return foot

    def _clicked(self, event: tk.Event[tk.Misc]) -> None:
        for tile, (top, foot) in zip(self.tiles, self._boxes, strict=True):
            if top <= event.y <= foot:
                self._chosen(tile.name)

    def _step(self, step: int) -> str:
        names = [each.name for each in self.tiles]
        if self.taken in names:
            place = names.index(self.taken) + step
            if 0 <= place < len(names):
                self._chosen(names[place])
        return "break"


class GroupSide(ttk.Frame):
    """Beside the entry: which review, and its groups; `words` tells the numbers of a group in the view's own way."""

    def __init__(
        self, parent: tk.Misc, counting: Counting, words: Callable[[str], Tile], taken: Callable[[], object]
    ) -> None:
        super().__init__(parent, width=theme.px(WIDTH))
        self._counting, self._words, self._taken = counting, words, taken
        self.review = Button(self, "", self._reviews, key="换一次评议")
        self.review.pack(anchor="w")
        self.title = ttk.Label(self, style="Head.TLabel", justify="left")
        self.title.pack(anchor="w", pady=(0, theme.px(8)))
        self.tiles = GroupTiles(self, self._take)
        self.tiles.pack(fill="x")
        theme.listen(self, self._spaced)
        self._spaced()

    def refresh(self) -> None:
        """Show the present numbers."""
        counting = self._counting
        review = counting.review
        snapshot = counting.desk.snapshot
        title = "" if review is None else snapshot.short(review, 18)
        several = len(snapshot.of("review")) > 1
        # The review that is counted is chosen only where there are several.
        shown, hidden = (self.review, self.title) if several else (self.title, self.review)
        hidden.pack_forget()
        shown.configure(text=f"{title} ▾" if several else title)
        shown.pack(anchor="w", pady=(0, 8 if several else theme.px(8)), before=self.tiles)
        self.tiles.show([self._words(each.name) for each in counting.counts], counting.group)

    def _take(self, name: str) -> None:
        self._counting.take(name)
        self._taken()

    def _reviews(self) -> None:
        snapshot = self._counting.desk.snapshot
        menu = tk.Menu(self, tearoff=False)
        for record in snapshot.of("review"):
            menu.add_command(label=snapshot.short(record, 40), command=lambda record=record: self._choose(record))  # type: ignore[misc]
        menu.tk_popup(self.review.winfo_rootx(), self.review.winfo_rooty() + self.review.winfo_height())

    def _choose(self, record: Record) -> None:
        self._counting.choose(record)
        self._taken()

    def _spaced(self) -> None:
        self.configure(width=theme.px(WIDTH))
        self.title.configure(wraplength=theme.px(WIDTH))
        self.pack_propagate(False)
