"""The stages of a scheme on a line of months, with today on it and the tasks that fall due."""

from __future__ import annotations

import datetime as dt
import tkinter as tk
from collections.abc import Callable, Mapping, Sequence

from forms import theme
from forms.widgets.stage_bars import MARK, StageBars
from forms.widgets.time_axis import Due, axis_of, period
from ledger.schemes.model import Stage

_KEYS = {"<Left>": -1, "<Right>": 1, "<Home>": -1000, "<End>": 1000}


class Timeline(StageBars):
    """Bars for stages, one stop of Tab: Left and Right select a stage, Enter or a double click opens it.

    `on_open(stage)` is called for the opened one; `selected` is the stage that has the ring. The line at the foot
    tells about what the pointer is on, else about the selected stage, else what falls due next.
    """

    def __init__(self, parent: tk.Misc, on_open: Callable[[Stage], object], *, ground: str = "panel") -> None:
        super().__init__(parent, ground=ground)
        self._on_open = on_open
        self._bind_all()

    def show(
        self,
        stages: Sequence[Stage],
        done: Mapping[str, tuple[int, int]],
        today: dt.date,
        dues: Sequence[Due] = (),
    ) -> None:
        """Shows stages; `done` has for a stage's name how many papers are there and how many are demanded.

        A stage that `done` does not name demands none. Without stages it stays empty.
        """
        self.stages = tuple(sorted(stages, key=lambda stage: stage.first))
        self.done, self.today = done, today
        self.dues = tuple(sorted(dues, key=lambda due: due.day))
        names = {stage.name: stage for stage in self.stages}
        self.selected = names.get(self.selected.name) if self.selected else None
        if self.stages:
            self.axis = axis_of(self.stages, today)
        self.later()

    @property
    def told(self) -> str:
        """What the line at the foot says about the selected stage, else what falls due next."""
        if self.selected is not None:
            return self._about(self.selected)
        coming = [due for due in self.dues if not due.done and due.day >= self.today]
        return f"下一项：{coming[0].told(self.today)}" if coming else ""

    def _about(self, stage: Stage) -> str:
        dues = [due.told(self.today) for due in self.dues if stage.holds(due.day) and not due.done]
        due = f"；到期：{'、'.join(dues)}" if dues else ""
        return f"{stage.name}（{period(stage)}）：{self.state(stage).words}{due}"

    def _bind_all(self) -> None:
        for key, step in _KEYS.items():
            self.bind(key, lambda event, step=step: self._step(step))  # type: ignore[misc]
        for key in ("<Return>", "<KP_Enter>", "<space>"):
            self.bind(key, self._open)
        self.bind("<Double-Button-1>", self._double)
        self.bind("<Triple-Button-1>", lambda event: "break")  # else it opens once more
        self.bind("<FocusIn>", self._focused, add="+")
        self.bind("<FocusOut>", self.later, add="+")
        self.bind("<Button-1>", self._clicked)
        self.bind("<Motion>", self._pointed)
        self.bind("<Leave>", lambda event: self.tell(self.told))

    def _step(self, step: int) -> str:
        """Selects the stage `step` places further, the last or first one at most."""
        if self.stages:
            place = self.stages.index(self.selected) + step if self.selected else 0
            self.selected = self.stages[min(max(place, 0), len(self.stages) - 1)]
            self.later()
        return "break"

    def _focused(self, event: object) -> None:
        """With the keyboard comes a selection: the stage of today, else the first."""
        if self.selected is None and self.stages:
            running = (stage for stage in self.stages if stage.holds(self.today))
            self.selected = next(running, self.stages[0])
        self.later()

    def _open(self, event: object) -> str:
        if self.selected is not None:
            self._on_open(self.selected)
        return "break"

    def _clicked(self, event: tk.Event[tk.Misc]) -> None:
        under = self._under(event.x, event.y)
        self.selected = under or self.selected
        self.focus_set()
        self.later()

    def _double(self, event: tk.Event[tk.Misc]) -> str:
        return self._open(event) if self._under(event.x, event.y) else "break"

    def _under(self, x: int, y: int) -> Stage | None:
        """The stage whose bar lies at a place."""
        for stage in self.stages:
            left, top, right, foot = self.boxes.get(stage.name, (0, 0, -1, -1))
            if left <= x <= right and top <= y <= foot:
                return stage
        return None

    def _pointed(self, event: tk.Event[tk.Misc]) -> None:
        reach = theme.px(MARK + 2)
        near = [due for due in self.dues if self.axis.holds(due.day) and abs(self.x(due.day) - event.x) <= reach]
        stage = self._under(event.x, event.y)
        if near and abs(event.y - self.marks_at) <= reach:
            self.tell("；".join(due.told(self.today) for due in near))
        else:
            self.tell(self._about(stage) if stage else self.told)
