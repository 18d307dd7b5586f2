"""Making an export: what is missing first, then what will be made, where to, how far it is, and what came of it."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from exports.errors import Cancelled
from forms import submitting, theme
from forms.apart import Handle, Stopped
from forms.background import THINK
from forms.desk import Figures
from forms.screens.submission_done import Done
from forms.screens.submission_faults import place_of
from forms.screens.submission_form import SubmissionForm
from forms.screens.views import Part
from forms.shell.page import Command
from forms.submission_words import Changes
from forms.submitting import SubmissionWish, Submitted
from forms.widgets.button import Button
from forms.widgets.cards import Card
from forms.widgets.listing import ListColumn, Listing, ListRow
from forms.widgets.progress import Progress
from forms.widgets.scroll_area import ScrollArea
from forms.widgets.sentence import Sentence
from forms.worklist import Entry, entries
from ledger.errors import LedgerError
from ledger.exported import Export
from ledger.fields.numbers import plain
from ledger.filing import Volume, arrange
from ledger.library import Library

if TYPE_CHECKING:
    from forms.app import App
    from forms.desk import Changed

_GAPS = (
    ListColumn("points", "影响分", 4, "right"),
    ListColumn("state", "状态", 4),
    ListColumn("sentence", "差什么", 20, stretch=True),
)
_VOLUMES = (
    ListColumn("no", "卷号", 3),
    ListColumn("name", "卷", 12, stretch=True),
    ListColumn("items", "件数", 4, "right"),
)
_VOLUMES_HEIGHT = 176
_WHOLE = "没有缺项和疑点，可以导出。"
_BEHIND = "导出以后台帐又有改动。需要时再导出一次，印过的用“抽换页”只换改动的几张。"


class Making(Part):
    """Gaps at the left; at the right what will be made, and below it the form, the progress or the result."""

    def __init__(self, parent: tk.Misc, app: App) -> None:
        super().__init__(parent)
        self.app = app
        self.handle: Handle | None = None
        self._entries: dict[str, Entry] = {}
        self._last: Export | None = None
        self.columnconfigure(0, weight=1, uniform="half")
        self.columnconfigure(1, weight=1, uniform="half")
        self.rowconfigure(0, weight=1)
        left = self._left()
        left.configure(width=1, height=1)
        left.pack_propagate(False)  # its lines are broken to its width: asking for theirs would never come to an end
        left.grid(row=0, column=0, sticky="nsew", padx=(0, theme.px(10)))
        self._right().grid(row=0, column=1, sticky="nsew")
        self._turn(self.form)
        self.bind("<Destroy>", self._gone, add="+")

    # Building

    def _left(self) -> Card:
        self._missing = Card(self, "先看还缺什么")
        self._counted = self._line(self._missing)
        self._mend = Button(self._missing.actions, "去补", self._go, key="Enter")
        self._mend.pack()
        self.gaps = Listing(
            self._missing.body,
            _GAPS,
            name="submission.gaps",
            background=self.app.background,
            on_select=self._tell,
            on_open=lambda _: self._go(),
            empty="",
            multiple=False,
        )
        self._how = Sentence(self._missing.body, style="PanelSmallMuted.TLabel")
        self._how.pack(side="bottom", anchor="w", pady=(theme.px(8), 0))
        self._missing.body.bind("<Configure>", lambda event: self._how.configure(wraplength=event.width), add="+")
        self.gaps.pack(fill="both", expand=True)
        return self._missing

    def _right(self) -> ScrollArea:
        area = ScrollArea(self, style="TFrame")
        self._content = Card(area.body, "会做出什么")
        self._volumes_counted = self._line(self._content)
        self._content.pack(fill="x", pady=(0, theme.px(10)))
        self.volumes = Listing(self._content.body, _VOLUMES, name="submission.volumes", empty="还没有可以成册的资料。")
        self.volumes.pack(fill="x")
        self._sized()
        theme.listen(self.volumes, self._sized)
        self._export = Card(area.body, "导出")
        self._export.pack(fill="x")
        self.form = SubmissionForm(self._export.body, self.app, self.start)
        self.progress = Progress(self._export.body, self.cancel)
        self.done = Done(self._export.body, self.app, self.again)
        return area

    def _line(self, card: Card) -> Sentence:
        """A line of numbers over a list, broken to the width of its card."""
        line = Sentence(card.body, style="PanelSmallMuted.TLabel")
        line.pack(anchor="w", pady=(0, theme.px(6)))
        card.body.bind("<Configure>", lambda event: line.configure(wraplength=event.width), add="+")
        return line

    def _sized(self) -> None:
        self.volumes.configure(height=theme.px(_VOLUMES_HEIGHT))

    # What a view does

    def refresh(self, changed: Changed | None) -> None:
        """Work out again what is missing and what will be made, off the Tk thread."""
        desk = self.app.desk
        if self.done.shown and changed:
            self.done.note(_BEHIND)
        self.form.propose()
        self.form.button.enable(not desk.reading)
        if desk.reading:
            self._counted.configure(text="正在读取台帐……")
            return
        desk.figures(self._show_gaps)
        snapshot = desk.snapshot
        self.app.background.run(lambda: arrange(snapshot), self._show_volumes, lane=THINK)

    def commands(self) -> Mapping[str, Command]:
        """F9 begins, Esc stops, Ctrl+P prints what was made."""
        found: dict[str, Command] = {"start": self.start}
        if self.running:
            found["cancel"] = self.progress.button.invoke
        if self.done.shown:
            found["print"] = self.done.print
        return found

    def focus_set(self) -> None:
        """Put the keys into the list of what is missing."""
        self.gaps.focus_set()

    # Making

    @property
    def running(self) -> bool:
        """Whether an export is on its way."""
        return self.handle is not None

    def start(self) -> None:
        """Begin, unless one is on its way or the answers are not whole."""
        if self.running or self.app.desk.reading:
            return
        if self.done.shown:
            self.again()
        dest = self.form.destination()
        if dest is None:
            return
        desk = self.app.desk
        wish = SubmissionWish(
            desk.snapshot,
            dest,
            self.form.formats,
            self.form.gaps.on,
            None if desk.vault else Library(desk.path).cache,
            own_place=self.form.own_place,
            phones=self.form.phones,
        )
        self.progress.begin("正在准备……")
        self._turn(self.progress)
        self.progress.button.focus_set()
        self.app.say("正在导出，窗口可以照常使用")
        desk.read(lambda ledger: ledger.last_export(), self._remember)
        self.handle = self.app.apart.run(
            submitting.submit, wish, progress=self.progress.show, done=self._made, failed=self._failed
        )

    def cancel(self) -> None:
        """Stop; the answer comes when nothing is left of it."""
        if self.handle is not None:
            self.progress.stopping("正在取消，清除没有做完的文件……")
            self.handle.cancel()

    def again(self) -> None:
        """Show the form for another export."""
        self.done.hide()
        self.form.propose()
        self._turn(self.form)
        self.form.button.focus_set()

    def _remember(self, last: Export | None) -> None:
        self._last = last

    def _made(self, made: Submitted) -> None:
        """It stands: the ledger shall remember it."""
        self.handle = None
        self.progress.button.enable(False)
        folder = made.outcome.folder
        self.app.desk.read(
            lambda ledger: ledger.note_export(made.bound, Path(folder).resolve()),
            lambda export: self._show_done(made, export, ""),
            lambda error: self._not_noted(made, error),
        )

    def _not_noted(self, made: Submitted, error: Exception) -> None:
        self._show_done(made, None, f"{submitting.NOT_NOTED}{error}" if isinstance(error, LedgerError) else "")
        if not isinstance(error, LedgerError):
            self.app.fail(error)

    def _show_done(self, made: Submitted, export: Export | None, fault: str) -> None:
        changes = Changes.since_last(self._last, made.bound.papers) if export is not None else None
        with_gaps = self.form.gaps.on
        self.done.show(made, export, changes, self._last, fault, with_gaps=with_gaps)
        self._turn(self.done)
        self.app.say(f"已导出到“{made.outcome.folder}”", "good")
        if self.winfo_viewable():
            self.done.focus_set()

    def _failed(self, error: Exception) -> None:
        self.handle = None
        self._turn(self.form)
        self.form.propose()
        if isinstance(error, Cancelled | Stopped):
            self.app.say("导出已取消，没有留下任何文件")
            return
        self.app.say("没有导出", "bad")
        place = place_of(error, self.app.desk.snapshot)
        if place is None:
            self.app.fail(error)
            return
        buttons = (("go", "去改这条记录", "main"), ("", "关闭", "plain"))
        slug, target = place
        self.app.ask("没有导出", str(error), buttons, lambda key: self.app.go(slug, target) if key else None)

    # Showing

    def _turn(self, front: tk.Widget) -> None:
        """Show one of form, progress and result."""
        for each in (self.form, self.progress, self.done):
            if each is not front:
                each.pack_forget()
        front.pack(fill="x")

    def _show_gaps(self, figures: Figures) -> None:
        if not self.winfo_exists():
            return
        todo = entries(figures, self.app.desk.snapshot)
        self._entries = {f"{number}": entry for number, entry in enumerate(todo)}
        self.gaps.empty = _WHOLE
        self.gaps.put([_row(uid, entry) for uid, entry in self._entries.items()])
        if todo and self.gaps.focused not in self._entries:
            self.gaps.select(("0",))
        self._mend.enable(bool(todo))
        self._tell(self.gaps.focused)
        risk = plain(figures.risk.quantize(Decimal("0.01"), ROUND_HALF_UP).normalize())
        told = f"缺项{len(figures.gaps)}处，疑点{len(figures.problems)}处" if todo else ""
        cost = f"，缺项最多影响总分{risk}分" if self.app.desk.scheme.scored else ""
        self._counted.configure(text=f"{told}{cost}。" if figures.gaps else told or _WHOLE)

    def _tell(self, uid: str | None) -> None:
        """Say in full what is missing in the chosen line, and how it is mended."""
        entry = self._entries.get(uid or "")
        self._how.configure(text=f"{entry.sentence}\n怎么补：{entry.next_step}" if entry is not None else "")

    def _show_volumes(self, volumes: tuple[Volume, ...]) -> None:
        if not self.winfo_exists():
            return
        self.volumes.put([_volume(volume) for volume in volumes])
        items = sum(len(volume.items) for volume in volumes)
        told = f"{len(volumes)}卷{items}件，另有总目录、卷内目录、合订本和归档用的表。"
        self._volumes_counted.configure(text=told)

    def _go(self) -> None:
        entry = self._entries.get(self.gaps.focused or "")
        if entry is not None:
            self.app.go(entry.slug, entry.target)
            self.app.say(entry.next_step)

    def _gone(self, event: tk.Event[tk.Misc]) -> None:
        """The library is closed: nobody waits for the export any more."""
        if event.widget is self and self.handle is not None:
            self.handle.drop()


def _row(uid: str, entry: Entry) -> ListRow:
    points = "" if entry.points is None else plain(entry.points.quantize(Decimal("0.01"), ROUND_HALF_UP))
    cells = (points, entry.state, entry.sentence)
    return ListRow(uid, cells, (entry.points, *cells[1:]), entry.tone)


def _volume(volume: Volume) -> ListRow:
    count = len(volume.items)
    return ListRow(volume.no, (volume.no, volume.name, str(count)), (volume.no, volume.name, count))
