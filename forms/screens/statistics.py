"""统计: the counts and rates of a period, worked out off the Tk thread, to be looked at, printed and taken along."""

from __future__ import annotations

import datetime as dt
import tkinter as tk
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from exports.names import safe_name
from forms import theme
from forms.background import FILES, THINK, Job
from forms.choosing import SHEETS
from forms.clipboard_table import write_table
from forms.keys import shortcut
from forms.screens.statistics_bar import PeriodBar
from forms.screens.statistics_board import FiguresPart
from forms.screens.statistics_figures import Asked, Figures, Reader
from forms.screens.statistics_flow import FlowPart
from forms.screens.statistics_lists import LimitsPart, PeoplePart
from forms.screens.statistics_rates import RatesPart
from forms.screens.statistics_statement import StatementPart
from forms.screens.statistics_tables import Tabled
from forms.screens.statistics_targets import TargetsPart
from forms.screens.views import View, ViewsPage
from forms.shell.page import Command
from forms.widgets.button import Button
from ledger.statistics import Period

if TYPE_CHECKING:
    from forms.app import App
    from forms.desk import Changed

_DRAWN = 40
"""Milliseconds in which a screen is drawn."""


class Statistics(ViewsPage):
    """A period and whose figures above, six views of them below; all views show the same figures."""

    slug = "statistics"
    title = "统计"
    help = (
        "上面选时段：月、季度、半年或年；F6 看上一期，F7 看下一期。\n"
        "选“窗口”或“经办人”并列比较，在一行上按回车只看这一个，Esc 返回。\n"
        "“报表”列出本期、上期和增减；选中一项，右边画出它各月的情况。各项按发生的日子计入当期。\n"
        "“比率”写明每个比率是几除以几、以什么为分母、采用哪种读法；要改读法按 F2，写明理由，统计随之重算，可以撤销。\n"
        "“目标”拿活动方案的目标和本期的数比对：达到、未达到，或者不能计算和为什么。\n"
        "“人流”是按星期和时段的分布；“人员”有服务之星、量化考核、党员积分和季末前两名；“时限”有承诺时限压缩和测时。\n"
        "没有登记的不算成0%或100%，只说不能计算。约数、余数照原文，不当作准数。\n"
        "“打印报表”打印所选时段的整套统计表；“导出表格”“复制表格”取走眼前这张表。"
    )

    def __init__(self, parent: tk.Misc, app: App) -> None:
        self.figures: Figures | None = None
        self._reader, self._timer = Reader(), ""
        self._job: Job | None = None
        super().__init__(parent, app)
        year = app.desk.campaign.year
        day = app.desk.today if app.desk.today.year == year else dt.date(year, 12, 31)
        self.bar = PeriodBar(self.top, Asked(Period(year)), day, self._asked)
        self.bar.pack(fill="x", pady=(0, theme.px(10)))
        for column, (words, command, role, key) in enumerate(
            (
                ("打印报表", self.print, "main", shortcut("print")),
                ("导出表格", self.export, "plain", ""),
                ("复制表格", self.copy, "plain", shortcut("copy")),
            )
        ):
            Button(self.tools, words, command, role=role, key=key).grid(
                row=0, column=column, padx=(6 * bool(column), 0)
            )

    def views(self) -> Sequence[View]:
        """See ViewsPage."""
        app = self.app
        return (
            View("statement", "报表", lambda parent: StatementPart(parent, app, self.given, self.one)),
            View("rates", "比率", lambda parent: RatesPart(parent, app, self.given, self.one)),
            View("targets", "目标", lambda parent: TargetsPart(parent, app, self.given)),
            View("flow", "人流", lambda parent: FlowPart(parent, app, self.given)),
            View("people", "人员", lambda parent: PeoplePart(parent, app, self.given)),
            View("limits", "时限", lambda parent: LimitsPart(parent, app, self.given)),
        )

    @property
    def asked(self) -> Asked:
        """The period that is looked at, and of whom the figures are."""
        return self.bar.asked

    def given(self) -> Figures | None:
        """The figures that are shown; None before the first are worked out."""
        return self.figures

    def one(self, name: str) -> None:
        """Look at one window or person."""
        self.bar.one(name)

    def refresh(self, changed: Changed | None) -> None:
        """Work everything out anew; what is shown stays until then."""
        super().refresh(changed)
        self._work()

    def commands(self) -> Mapping[str, Command]:
        """The keys of the period, of the table, and those of the view in front."""
        own: dict[str, Command] = {
            "print": self.print,
            "copy": self.copy,
            "previous": lambda: self.bar.step(-1),
            "next": lambda: self.bar.step(1),
            "cancel": self.bar.all_of_them,
        }
        return own | dict(super().commands())

    def destroy(self) -> None:
        """The library is closed: answers that still come find no screen."""
        self._stop()
        super().destroy()

    def print(self) -> None:
        """Look at the statement of the period, and print it."""
        from forms.dialogs.preview import preview_print

        figures = self.figures
        if figures is not None and not figures.rows and all(rate.value is None for rate in figures.rates):
            self.app.say("这一时段没有可以统计的登记，没有可以打印的报表", "warn")
            return
        preview_print(self.app, "statement", period=self.asked.period)

    def export(self) -> None:
        """Write the table in front to a spreadsheet that the clerk names."""
        app, tabled = self.app, self._tabled()
        if tabled is None:
            return
        path = app.chooser.save("导出这张表", f"{safe_name(tabled.title)}.xlsx", SHEETS)
        if path is not None:
            app.background.run(
                lambda: _write(path, tabled), lambda _: _offer(app, path, f"已导出“{tabled.title}”"), lane=FILES
            )

    def copy(self) -> None:
        """Put the table in front on the clipboard, as spreadsheets and Word take it."""
        tabled = self._tabled()
        if tabled is not None:
            self.clipboard_clear()
            self.clipboard_append(write_table((tabled.heads, *tabled.rows)))
            self.app.say(f"已复制“{tabled.title}”，可以粘贴到表格或文档里", "good")

    # Inside

    def _tabled(self) -> Tabled | None:
        """The table in front; None, told, when it has no rows."""
        front = self.front
        tabled = front.tabled if isinstance(front, FiguresPart) else None
        if tabled is None or not tabled.rows:
            self.app.say("这张表里还没有数，没有可以取走的")
            return None
        return tabled

    def _asked(self, asked: Asked) -> None:
        self._work()

    def _work(self) -> None:
        """Work out what is asked of the present snapshot, as soon as the screen is drawn; an older wish is forgotten.

        A busy lane would make the drawing wait for it at every step.
        """
        self._stop()
        self._timer = self.after(_DRAWN, self._begin)

    def _begin(self) -> None:
        self._timer = ""
        if self.app.desk.reading:
            return  # when the records are read, the screen is refreshed
        snapshot, asked = self.app.desk.snapshot, self.asked
        self._job = self.app.background.run(lambda: self._reader.read(snapshot, asked), self._known, lane=THINK)

    def _stop(self) -> None:
        if self._timer:
            self.after_cancel(self._timer)
            self._timer = ""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _known(self, figures: Figures) -> None:
        self.figures, self._job = figures, None
        if self.app.desk.today.year != figures.year:
            self.bar.recorded_until(figures.last)
        for key, _ in self.segments.choices:
            self.behind(key)


def _write(path: Path, tabled: Tabled) -> None:
    # Read on the lane: what writes spreadsheets takes a fifth of a second to load.
    from forms.sheet_export import write_list

    # The dialog of the system has asked about a file that is there.
    write_list(path, tabled.title, tabled.heads, tabled.rows, tabled.contents, replace=True)


def _offer(app: App, path: Path, sentence: str) -> None:
    from forms.dialogs.exporting import offer_folder

    offer_folder(app, path, sentence)


PAGE = Statistics
