"""A chart in the window: drawn off the Tk thread, anew when its width, the mode or the zoom has changed."""

from __future__ import annotations

import tkinter as tk

from PIL import Image, ImageTk

from forms import charts, theme
from forms.background import Background, Job
from forms.charts import ChartData, Look
from forms.widgets.drawn import Drawn

_REST = 120
"""Milliseconds that the width must rest before the chart is drawn anew."""
_COLOURS = ("panel", "text", "muted", "line", *(f"series{number}" for number in range(1, 7)))


class Chart(Drawn):
    """Shows what it is given by `show()`; until the picture is there it keeps the old one, or says that it is drawn.

    It takes the width that it is given and asks for the height that it needs; `empty` is said when there is nothing.
    """

    def __init__(self, parent: tk.Misc, background: Background, *, empty: str = "还没有可以画的数据。") -> None:
        super().__init__(parent, ground="panel")
        self._background, self._empty = background, empty
        self._data: ChartData | None = None
        self._asked: tuple[ChartData, Look] | None = None
        self._shown: tuple[ChartData, Look] | None = None
        self._photo: ImageTk.PhotoImage | None = None
        self._job: Job | None = None
        self._timer = ""
        self._words = ""

    def show(self, data: ChartData) -> None:
        """Shows other data."""
        self._data = data
        self._words = self._empty if charts.is_empty(data) else "正在画图……"
        self.later()

    @property
    def ready(self) -> bool:
        """Whether the picture shown is that of the present data, size, mode and zoom."""
        return self._data is not None and self._shown == (self._data, self._look())

    def draw(self) -> None:
        if self._data is None:
            return
        empty = charts.is_empty(self._data)
        if self._photo is not None and not empty:
            self.create_image(0, 0, image=self._photo, anchor="nw")
        else:
            fill = theme.colour("muted")
            self.create_text(0, theme.px(4), text=self._words, anchor="nw", font=theme.font("body"), fill=fill)
            self.tall(theme.px(30 if empty else charts.height(self._data)))
        if not empty and self._asked != (self._data, self._look()):
            self._rest()

    def _look(self) -> Look:
        # In the order of a fixed list, so that two looks are equal when they look the same.
        return Look(self.width, theme.scale(), {name: theme.colour(name) for name in _COLOURS})

    def _rest(self) -> None:
        """Asks for the picture at once when there is none yet, else when nothing has changed for a while."""
        if self._timer:
            self.after_cancel(self._timer)
        self._timer = self.after(_REST if self._photo else 1, self._ask)

    def _ask(self) -> None:
        self._timer = ""
        data, look = self._data, self._look()
        if data is None or charts.is_empty(data) or self._asked == (data, look):
            return
        if self._job is not None:
            self._job.cancel()
        self._asked = (data, look)
        self._job = self._background.run(
            lambda: charts.render(data, look),
            lambda picture: self._arrived(picture, (data, look)),
            self._failed,
            lane=charts.LANE,
        )

    def _arrived(self, picture: Image.Image, shown: tuple[ChartData, Look]) -> None:
        self._job, self._shown = None, shown
        self._photo = ImageTk.PhotoImage(picture, master=self)
        self.tall(picture.height)
        self.now()

    def _failed(self, error: Exception) -> None:
        """Says so in its place; what went wrong is told where all errors are."""
        self._job, self._photo = None, None
        self._words = "图表没有画成，数字不受影响。"
        self.now()
        raise error

    def _gone(self, event: tk.Event[tk.Misc]) -> None:
        super()._gone(event)
        if event.widget is self:
            if self._timer:
                self.after_cancel(self._timer)
            if self._job is not None:
                self._job.cancel()
