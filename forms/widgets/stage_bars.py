"""How a timeline is drawn: bars of stages with their words, gaps, months, today and due tasks."""

from __future__ import annotations

import datetime as dt
import tkinter as tk
from collections.abc import Mapping, Sequence

from forms import theme
from forms.widgets.drawn import Drawn
from forms.widgets.meter import cut
from forms.widgets.time_axis import Axis, Due, State, gaps_of, period, rows_of, short, state_of
from ledger.schemes.model import Stage

_GROUNDS = {"good": "good_soft", "bad": "bad_soft", "accent": "accent_soft", "muted": "ground"}
_BAR, _STRIP, _EDGE = 30, 4, 8
"""Pixels at zoom 1: a bar, the strip of completeness in it, and the room at both ends of the line."""
MARK = 5
"""Half the width of a due task's mark, in pixels at zoom 1."""
_DAY = dt.timedelta(days=1)

Box = tuple[float, float, float, float]


class StageBars(Drawn):
    """The picture of a timeline without its hands; `told` is what the line at its foot says."""

    def __init__(self, parent: tk.Misc, *, ground: str = "panel") -> None:
        super().__init__(parent, ground=ground, takefocus=True)
        self.stages: tuple[Stage, ...] = ()
        self.done: Mapping[str, tuple[int, int]] = {}
        self.dues: tuple[Due, ...] = ()
        self.today = dt.date.min
        self.axis = Axis(dt.date(2000, 1, 1), dt.date(2000, 1, 31))
        self.boxes: dict[str, Box] = {}
        """Where the bar of each stage lies, by its name."""
        self.marks_at = 0.0
        """How far below the upper edge the marks of due tasks lie."""
        self.selected: Stage | None = None

    def state(self, stage: Stage) -> State:
        """How a stage stands today."""
        return state_of(stage, *self.done.get(stage.name, (0, 0)), self.today)

    @property
    def told(self) -> str:
        """What the line at the foot says while the pointer is on nothing."""
        raise NotImplementedError

    def tell(self, words: str) -> None:
        """Writes into the line at the foot, as much as it holds."""
        self.itemconfigure("told", text=cut(words, self.width - 2 * theme.px(_EDGE), "small"))

    def x(self, day: dt.date) -> float:
        """Where the beginning of a day lies."""
        edge = theme.px(_EDGE)
        return round(edge + (self.width - 2 * edge) * self.axis.share(day))

    def draw(self) -> None:
        self.boxes.clear()
        if not self.stages:
            self.tall(1)
            return
        top = theme.font("bold").metrics("linespace") + theme.px(4)
        if self.dues:
            self.marks_at = top + theme.px(MARK)
            top += theme.px(2 * MARK + 6)
        foot = top
        for row in rows_of(self.stages):
            foot = self._row(row, foot)
        below = self._scale(foot)
        self._gaps(top)
        self._draw_today(foot)
        self._marks()
        self.tag_raise("name")
        self.create_text(
            theme.px(_EDGE), below, anchor="nw", font=theme.font("small"), fill=theme.colour("muted"), tags="told"
        )
        self.tell(self.told)
        self.tall(below + theme.font("small").metrics("linespace") + theme.px(2))

    def _row(self, row: Sequence[Stage], top: int) -> int:
        """Bars that stand beside each other, with their words below; returns the foot of them all."""
        ends = [int(self.x(stage.first)) for stage in row[1:]] + [self.width]
        # The selected one last, so that its neighbour does not cover the ring.
        pairs = sorted(zip(row, ends, strict=True), key=lambda pair: pair[0] is self.selected)
        return max(self._stage(stage, top, end) for stage, end in pairs) + theme.px(8)

    def _stage(self, stage: Stage, top: int, end: int) -> int:
        """A bar and its words, which may take the room up to `end`; returns their foot."""
        left = self.x(stage.first)
        right = self.x(stage.last + _DAY) if stage.last else self.x(self.axis.last + _DAY)
        box = (left, top, max(right, left + theme.px(4)), top + theme.px(_BAR))
        self.boxes[stage.name] = box
        state = self.state(stage)
        self._bar(stage, state, box)
        room = int(max(theme.px(40), end - left - theme.px(8)))
        days = period(stage)
        if theme.font("small").measure(days) > room:
            days = period(stage, brief=True)
        words = [(state.words, "body", state.tone), (days, "small", "muted")]
        if not self._named(stage, box):
            words.insert(0, (stage.name, "bold", "text"))
        foot = top + theme.px(_BAR + 4)
        for text, role, tone in words:
            # The accent is meant for areas; as letters on the dark panel it is too dark.
            font, fill = theme.font(role), theme.colour("series1" if tone == "accent" else tone)
            item = self.create_text(left, foot, text=text, anchor="nw", width=room, font=font, fill=fill)
            foot = self.bbox(item)[3]
        return foot

    def _named(self, stage: Stage, box: Box) -> bool:
        """The name in its bar; False when it is too long for that."""
        left, top, right, foot = box
        if theme.font("bold").measure(stage.name) > right - left - theme.px(14):
            return False
        at = (left + theme.px(7), (top + foot) / 2 - theme.px(1))
        fill = theme.colour("text")
        self.create_text(*at, text=stage.name, anchor="w", font=theme.font("bold"), fill=fill, tags="name")
        return True

    def _bar(self, stage: Stage, state: State, box: Box) -> None:
        """The bar itself: pointed where the end is open, with the strip of completeness at its foot."""
        left, top, right, foot = box
        chosen = self.selected is stage and self.focus_get() is self
        colour = theme.colour("accent" if self.selected is stage else "line")
        ring = max(1, theme.px(2 if chosen else 1))
        fill = theme.colour(_GROUNDS[state.tone])
        if stage.last is None:
            tip, middle = right - theme.px(12), (top + foot) / 2
            points = (left, top, tip, top, right, middle, tip, foot, left, foot)
            self.create_polygon(*points, fill=fill, outline=colour, width=ring)
            right = tip
        else:
            self.create_rectangle(*box, fill=fill, outline=colour, width=ring)
        done, wanted = self.done.get(stage.name, (0, 0))
        if wanted > 0 and done > 0:
            end = left + (right - left) * min(1.0, done / wanted)
            strip = theme.colour("accent" if state.tone == "muted" else state.tone)
            self.create_rectangle(left + 1, foot - theme.px(_STRIP), end, foot, fill=strip, width=0)

    def _gaps(self, top: int) -> None:
        """Broken lines where no stage is, with their length in days where it fits."""
        middle = top + theme.px(_BAR) / 2
        for first, last in gaps_of(self.stages):
            left, right = self.x(first) + theme.px(3), self.x(last + _DAY) - theme.px(3)
            if right <= left:
                continue
            self.create_line(left, middle, right, middle, fill=theme.colour("muted"), dash=(2, 3))
            words = f"空档{(last - first).days + 1}天"
            if theme.font("small").measure(words) < right - left:
                self.create_text(
                    (left + right) / 2,
                    middle - theme.px(3),
                    text=words,
                    anchor="s",
                    font=theme.font("small"),
                    fill=theme.colour("muted"),
                )

    def _scale(self, top: int) -> int:
        """The line of months with a tick for each and small ones where 中旬 and 下旬 begin; returns its foot."""
        line, letters = theme.colour("muted"), theme.font("small")
        edge = theme.px(_EDGE)
        self.create_line(edge, top, self.width - edge, top, fill=line)
        free = 0.0
        for month in self.axis.months():
            x = self.x(month)
            self.create_line(x, top, x, top + theme.px(8), fill=line)
            for day in (11, 21):
                tick = self.x(month.replace(day=day))
                self.create_line(tick, top, tick, top + theme.px(4), fill=line)
            words = (
                f"{month.year}年{month.month}月" if month == self.axis.first or month.month == 1 else f"{month.month}月"
            )
            if x + theme.px(4) >= free and x + letters.measure(words) < self.width:
                at = (x + theme.px(4), top + theme.px(5))
                self.create_text(*at, text=words, anchor="nw", font=letters, fill=line)
                free = at[0] + letters.measure(words) + theme.px(6)
        end = self.x(self.axis.last + _DAY)
        self.create_line(end, top, end, top + theme.px(8), fill=line)
        return top + theme.px(12) + letters.metrics("linespace")

    def _draw_today(self, foot: int) -> None:
        """Today's date at the top, with a line through the bars and a tip on the months; else an arrow."""
        colour, letters = theme.colour("series1"), theme.font("bold")
        early, late = self.today < self.axis.first, self.today > self.axis.last
        x = self.x(self.axis.last + _DAY if late else self.today)
        words = f"今天 {short(self.today)}"
        if early or late:
            words = f"今天 {self.today.year}年{short(self.today)}"
            words = f"← {words}" if early else f"{words} →"
        else:
            # The words below the bars stay free.
            end, tip = max(box[3] for box in self.boxes.values()), theme.px(6)
            self.create_line(x, letters.metrics("linespace"), x, end, fill=colour, width=max(2, theme.px(2)))
            self.create_polygon(x, foot, x - tip, foot - tip, x + tip, foot - tip, fill=colour)
        half = letters.measure(words) / 2
        middle = min(max(x, half), self.width - half)
        self.create_text(middle, 0, text=words, anchor="n", font=letters, fill=colour, tags="today")

    def _marks(self) -> None:
        """A small square on its tip for each task: filled while it is to be done, red when late, hollow when done."""
        half, ground = theme.px(MARK), theme.colour(self.ground)
        for due in self.dues:
            if not self.axis.holds(due.day):
                continue
            x, y = self.x(due.day), self.marks_at
            tone = theme.colour("good" if due.done else "bad" if due.day < self.today else "accent")
            points = (x, y - half, x + half, y, x, y + half, x - half, y)
            self.create_polygon(*points, fill=ground if due.done else tone, outline=tone, tags="due")
