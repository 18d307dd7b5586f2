"""The flow: strips stacked onto sheets, with what belongs together kept on one page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exports.typeset.layout.geometry import Page
from exports.typeset.layout.strips import Frame, Strip, joined, moved
from exports.typeset.sheets import Folio, Mark, Sheet

TOLERANCE = 0.01
"""Points by which sums of floats may exceed the text area."""


def _need(held: Sequence[Strip]) -> float:
    """The room in which strips that are kept together can begin: up to the first that can be cut."""
    need = 0.0
    for number, strip in enumerate(held, 1):
        if strip.split or number == len(held):
            return need + (0 if strip.soft else strip.need)
        need += strip.height
    return need


class Flow:
    """Sheets being filled from the top; call `add` for each strip, `break_page` between, and `finish` once."""

    def __init__(self, page: Page, folio: Folio, numbered: bool) -> None:
        self._page = page
        self._folio = folio
        self._numbered = numbered
        self._sheets: list[Sheet] = []
        self._held: list[Strip] = []
        self._begin(turned=False)

    def add(self, strip: Strip) -> None:
        """Put a strip below the last one; one that says `keep` waits for the strip after it."""
        self._held.append(strip)
        waits = strip.keep or (strip.soft and len(self._held) > 1)
        if not waits:
            self._release()

    def break_page(self) -> None:
        """What follows starts on a new page; breaks before the first or after the last block leave no empty page."""
        self._release()
        self._due = bool(self._marks)

    def finish(self) -> tuple[Sheet, ...]:
        """All sheets; at least one."""
        self._release()
        if self._marks or not self._sheets:
            self._close()
        return tuple(self._sheets)

    def _begin(self, *, turned: bool) -> None:
        self._marks: list[Mark | Frame] = []
        self._repeated: list[Mark | Frame] = []
        self._room = self._page.depth
        self._turned = turned
        self._due = False

    def _close(self) -> None:
        page = self._page
        self._sheets.append(
            Sheet(
                page.width, page.height, joined(self._marks), joined(self._repeated),
                numbered=self._numbered, official=page.official, folio=self._folio,
            )
        )  # fmt: skip

    def _turn(self, *, turned: bool = True) -> None:
        self._close()
        self._begin(turned=turned)

    def _release(self) -> None:
        """Place the held strips: together where a page can hold them, otherwise one after the other."""
        held, self._held = self._held, []
        if not held:
            return
        if self._due:
            self._turn(turned=False)
        need = _need(held)
        if self._room + TOLERANCE < need <= self._page.depth + TOLERANCE:
            self._refresh()
        for number, strip in enumerate(held, 1):
            after = _need(held[number:]) if strip.keep else 0
            self._put(strip, after if after < self._page.depth / 2 else 0)

    def _refresh(self) -> None:
        """A page with its whole room: the next one, or this one without the white above."""
        if self._marks:
            self._turn()
        else:
            self._room = self._page.depth

    def _put(self, strip: Strip, after: float = 0) -> None:
        """Place a strip; what is kept with it takes `after` points, and a strip that can be cut leaves lines for it."""
        if strip.soft:
            # White shrinks at the foot of a page and vanishes at the head of one that was turned for want of room.
            self._room -= 0 if self._turned and not self._marks else min(strip.height, max(self._room, 0))
            return
        if strip.head and not self._marks and not self._repeated and strip.head.height < self._page.depth / 2:
            self._repeated += self._at(strip.head)
        parts = None
        if strip.height - strip.hang > self._room + TOLERANCE:
            parts = strip.split(self._room + TOLERANCE) if strip.split else None
            if not parts and self._marks:
                self._turn()
                self._put(strip, after)
                return
        elif strip.split and strip.height + after > self._room + TOLERANCE:
            parts = strip.split(strip.height - strip.lines + TOLERANCE)
        first, rest = parts or (strip, None)
        self._marks += self._at(first)
        if rest:
            self._turn()
            self._put(rest, after)

    def _at(self, strip: Strip) -> Iterator[Mark | Frame]:
        """The strip's marks where it now stands, its room taken."""
        top = self._page.height - self._page.top - (self._page.depth - self._room)
        self._room -= strip.height
        return moved(strip.marks, self._page.left, top)
