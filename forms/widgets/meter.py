"""Meters: how much of what is wanted is there, and what a score is and can still become; as words and as a bar."""

from __future__ import annotations

import tkinter as tk
from decimal import Decimal

from forms import theme
from forms.widgets.drawn import Drawn
from ledger.fields.numbers import plain

_NONE = Decimal(0)


class Meter(Drawn):
    """A line of words and a bar below: `show(6, 8)` says “6/8 项，缺2项”; green and “已齐” when nothing is lacking."""

    def __init__(self, parent: tk.Misc, label: str, *, unit: str = "项", ground: str = "panel") -> None:
        super().__init__(parent, ground=ground)
        self._label, self._unit = label, unit
        self._done, self._wanted = 0, 0

    def show(self, done: int, wanted: int) -> None:
        """Shows that `done` of `wanted` are there; more than wanted is shown as full."""
        self._done, self._wanted = done, wanted
        self.later()

    @property
    def words(self) -> str:
        """What is written at the right: how many, and how many are lacking."""
        if self._wanted <= 0:
            return "没有要求"
        lacking = self._wanted - self._done
        told = f"缺{lacking}{self._unit}" if lacking > 0 else "已齐"
        return f"{self._done}/{self._wanted} {self._unit}，{told}"

    def draw(self) -> None:
        line, bar = theme.font("body").metrics("linespace"), theme.px(8)
        full = self._wanted > 0 and self._done >= self._wanted
        room = self.width - theme.font("body").measure(self.words) - theme.px(12)
        label = cut(self._label, room, "body")
        self.create_text(0, 0, text=label, anchor="nw", font=theme.font("body"), fill=theme.colour("text"))
        tone = "good" if full else "muted"
        self.create_text(self.width, 0, text=self.words, anchor="ne", font=theme.font("body"), fill=theme.colour(tone))
        top = line + theme.px(4)
        self.create_rectangle(0, top, self.width, top + bar, fill=theme.colour("line"), width=0)
        share = min(1.0, max(0.0, self._done / self._wanted)) if self._wanted > 0 else 0.0
        if share > 0:
            fill = theme.colour("good" if full else "accent")
            self.create_rectangle(0, top, max(2, self.width * share), top + bar, fill=fill, width=0)
        self.tall(top + bar)


class ScoreMeter(Drawn):
    """A score as a bar: what there is now (solid), what can still be won (hatched), and what is lost (empty).

    The score to be reached is a mark across the bar. Points are shown as they are given: round them first.
    """

    def __init__(self, parent: tk.Misc, *, ground: str = "panel") -> None:
        super().__init__(parent, ground=ground)
        self._now: Decimal | None = None
        self._possible = self._full = _NONE
        self._threshold: Decimal | None = None
        self._mark = ""

    def show(
        self,
        now: Decimal | None,
        possible: Decimal,
        full: Decimal,
        threshold: Decimal | None = None,
        mark: str = "达标线",
    ) -> None:
        """Shows points: now (None while nothing is scored), what it can still become, the full mark, and `mark`."""
        self._now, self._possible, self._full = now, possible, full
        self._threshold, self._mark = threshold, mark
        self.later()

    @property
    def words(self) -> tuple[str, str, str]:
        """What is there, what can still be won, what is lost."""
        now = self._now or _NONE
        return (
            "还没有得分" if self._now is None else f"现在 {plain(now)} 分",
            f"还可争取 {plain(max(_NONE, self._possible - now))} 分，最高 {plain(self._possible)} 分",
            f"已失去 {plain(max(_NONE, self._full - self._possible))} 分",
        )

    def draw(self) -> None:
        top = self._legend() + theme.px(6)
        foot = top + theme.px(20)
        now, possible = self._x(self._now or _NONE), self._x(self._possible)
        self.create_rectangle(0, top, self.width - 1, foot, fill=theme.colour("ground"), outline=theme.colour("line"))
        if possible > now:
            self.hatched((now, top, min(possible, self.width - 1), foot), theme.colour("accent"))
        if now > 0:
            self.create_rectangle(0, top, now, foot, fill=theme.colour("accent"), outline=theme.colour("accent"))
        self.tall(self._scale(top, foot))

    def _x(self, points: Decimal) -> float:
        share = float(points / self._full) if self._full > 0 else 0.0
        return (self.width - 1) * min(1.0, max(0.0, share))

    def _legend(self) -> int:
        """The swatches with their words, beside each other or, where there is no room, below; returns their foot."""
        line = theme.font("bold").metrics("linespace")
        swatch, gap = theme.px(12), theme.px(6)
        x, y = 0, 0
        for number, words in enumerate(self.words):
            font = theme.font("bold" if number == 0 else "body")
            taken = swatch + gap + font.measure(words)
            if x and x + taken > self.width:
                x, y = 0, y + line + theme.px(2)
            middle = y + line / 2
            box = (x, middle - swatch / 2, x + swatch, middle + swatch / 2)
            if number == 0:
                self.create_rectangle(*box, fill=theme.colour("accent"), outline=theme.colour("accent"))
            elif number == 1:
                self.hatched(box, theme.colour("accent"))
            else:
                self.create_rectangle(*box, fill=theme.colour("ground"), outline=theme.colour("muted"))
            self.create_text(
                x + swatch + gap, y, text=words, anchor="nw", font=font, fill=theme.colour("text"), tags="words"
            )
            x += taken + theme.px(22)
        return y + line

    def _scale(self, top: int, foot: int) -> int:
        """The numbers below the bar and the mark across it; returns the foot of all."""
        letters = theme.font("small")
        end = f"满分 {plain(self._full)}"
        below = foot + theme.px(5)
        colour = theme.colour("muted")
        self.create_text(0, below, text="0", anchor="nw", font=letters, fill=colour)
        if self._threshold is not None:
            x = self._x(self._threshold)
            words = f"{self._mark} {plain(self._threshold)}"
            half, room = letters.measure(words) / 2, self.width - letters.measure(end) - theme.px(10)
            for width, fill in ((theme.px(4), "panel"), (theme.px(2), "text")):
                self.create_line(x, top - theme.px(4), x, foot + theme.px(4), fill=theme.colour(fill), width=width)
            # Beside the full mark there may be no room right below the mark.
            middle = max(theme.px(16) + half, min(x, room - half))
            self.create_text(middle, below, text=words, anchor="n", font=letters, fill=theme.colour("text"))
        self.create_text(self.width, below, text=end, anchor="ne", font=letters, fill=colour)
        return below + letters.metrics("linespace")


def cut(text: str, room: float, role: str) -> str:
    """`text`, or as much of it as fits into `room` pixels in the letters of `role`, with … at its end."""
    letters = theme.font(role)
    if letters.measure(text) <= room:
        return text
    kept = text
    while kept and letters.measure(kept + "…") > room:
        kept = kept[:-1]
    return kept + "…"
