"""Every register in one place: chosen at the left by groups, its list and form beside it."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Mapping
from tkinter import ttk
from typing import TYPE_CHECKING

from forms import theme
from forms.desk import Figures
from forms.records_panel import RecordsPanel
from forms.screens import SCREENS, home_of
from forms.screens.registers_entries import Entry, Tally, entries, found, grouped, tally, wanted_by
from forms.shell.page import Command, Page, Target
from forms.widgets.button import Button, Segments
from forms.widgets.empty import Empty
from forms.widgets.halves import Halves
from forms.widgets.register_chooser import Choice, RegisterChooser
from ledger.kinds import Kind
from ledger.own_registers import OWN_REGISTER, PREFIX
from ledger.records import Record

if TYPE_CHECKING:
    from forms.app import App
    from forms.desk import Changed

EDGE = 16
"""Pixels around the screen at zoom 1."""
SHARE = 0.4
"""Share of the list beside a form: less than elsewhere, for the chooser takes its part of the screen too."""
_USED, _ALL = "used", "all"
_HERE = "registers"
_GONE = "这条内容所在的登记簿已经删除。请先到“回收站”恢复登记簿，再继续。"


class Registers(Page):
    """The chooser, and beside it the records of a register or the way to the screen on which it is kept."""

    slug = "registers"
    title = "登记簿"
    help = (
        "左边列出全部登记簿，按类分好；“本活动要用的”只列方案要求的（带＊）、已经登记过的和自己建的，“全部”都列。\n"
        "在左边直接打字就能查找：打名称里的字，或拼音首字母，如“czb”；回车进入列表，Esc 退回左边。\n"
        "名称后面有“→”的，在别的页面登记，回车就过去。条数、缺项、超期随时更新，缺项见工作台。\n"
        "按“新增”登记一条；“复制”把当前一条复制成新的，只改不同的地方。\n"
        "一次登记很多条，可以从“更多”里导入 Excel 表，或直接粘贴表格中的行。\n"
        "自带的登记簿不够用时，按“新建登记簿”自己定名称和栏目；建好后和自带的一样登记、打印、查缺、导出。\n"
        "自己建的以后还能改：按“修改登记簿”，或在左边按 F2；栏目可以改名、换次序，已登记的内容不动。"
    )

    def __init__(self, parent: tk.Misc, app: App) -> None:
        super().__init__(parent, app)
        self.configure(padding=theme.px(EDGE))
        self.taken = self._first()
        self._tally = Tally()
        self._lines: tuple[Entry, ...] = ()
        self._build()
        self._list()
        self._told(self.taken)

    def refresh(self, changed: Changed | None) -> None:
        """The figures of every register, and the records of the one in front."""
        self.panel.refresh(changed)
        if self.taken not in {kind.slug for kind in self.app.desk.snapshot.kinds}:
            self.take(self.panel.kind.slug)
        self._told(self.taken)
        self._list()
        self.app.desk.figures(self._count)

    def shown(self) -> None:
        """Give the keyboard to the chooser."""
        self.chooser.focus()

    def leave(self) -> None:
        """Remember the register."""
        self.app.remember(self.app.preferences.with_screen(self.slug, kind=self.taken, view=self.view.taken))

    def open(self, target: Target) -> None:
        """Show a record or a new one; of a definition the sheet in which it is changed."""
        record = self.app.desk.snapshot.get(target.uid)
        if record is not None and record.kind == OWN_REGISTER:
            self._design(record.uid)
        elif target.kind == OWN_REGISTER:
            self._design("")
        elif target.kind and target.kind not in {kind.slug for kind in self.app.desk.snapshot.kinds}:
            self.app.overlay.tell("登记簿已删除", _GONE)
        else:
            self._front(self.panel)
            self.panel.open(target)

    def list_of(self, kind: str) -> None:
        """Bring the list of a kind to the front."""
        self.panel.pane.leave(lambda: self.take(kind))

    def take(self, slug: str) -> None:
        """Bring a register to the front, or what leads to the screen on which it is kept."""
        if home_of(slug) == _HERE:
            self._front(self.panel)
            self.panel.take(slug)
        else:
            self._front(self._away)
        self._told(slug)

    def commands(self) -> Mapping[str, Command]:
        """What the keys do: those of the records; in the chooser nothing is deleted, and F2 changes a register."""
        here = self._in_front is self.panel
        commands: dict[str, Command] = dict(self.panel.commands()) if here else {}
        commands["cancel"] = self._back
        if self.chooser.has_focus or not here:
            commands.pop("delete", None)
            commands["edit"] = self._change
        return commands

    # Inside

    def _build(self) -> None:
        head = ttk.Frame(self)
        head.pack(fill="x", pady=(0, theme.px(10)))
        ttk.Label(head, text=self.title, style="Title.TLabel").pack(side="left")
        self._name = ttk.Label(head, style="HeadMuted.TLabel")
        self._name.pack(side="left", padx=(theme.px(14), 0), anchor="s")
        self.changes = Button(head, "修改登记簿", self._change)
        self.changes.pack(side="right")
        Button(head, "新建登记簿", lambda: self._design("")).pack(side="right", padx=8)
        halves = Halves(self, self.app, "registers.chooser", 0.27)
        halves.pack(fill="both", expand=True)
        left = ttk.Frame(halves)
        kept = self.app.preferences.screens.get(self.slug, {}).get("view")
        views = ((_USED, "本活动要用的"), (_ALL, "全部"))
        self.view = Segments(left, views, lambda _: self._list(), taken=_ALL if kept == _ALL else _USED)
        self.view.pack(anchor="w", pady=(0, theme.px(8)))
        self.chooser = RegisterChooser(
            left, chosen=self._choose, entered=self._enter, sought=lambda _: self._list(seek=True)
        )
        self.chooser.pack(fill="both", expand=True)
        self._stage = ttk.Frame(halves)
        halves.add(left, weight=1)
        halves.add(self._stage, weight=3)
        first = self.taken if home_of(self.taken) == _HERE else self._default()
        self.panel = RecordsPanel(self._stage, self.app, (first,), name=self.slug, taken=self._took, share=SHARE)
        self._away = Empty(self._stage, "", "", "打开", self._leave_for)
        self._in_front: tk.Widget = self.panel
        self._in_front.pack(fill="both", expand=True)
        if first != self.taken:
            self._front(self._away)

    def _front(self, part: ttk.Frame) -> None:
        if part is not self._in_front:
            self._in_front.pack_forget()
            part.pack(fill="both", expand=True)
            self._in_front = part

    def _kind(self) -> Kind:
        return self.app.desk.snapshot.kind(self.taken)

    def _first(self) -> str:
        """The register that was in front the last time, else the first that the scheme demands here."""
        kept = self.app.preferences.screens.get(self.slug, {}).get("kind")
        known = {kind.slug for kind in self.app.desk.snapshot.kinds} - {OWN_REGISTER}
        return str(kept) if kept in known else self._default()

    def _default(self) -> str:
        wanted = wanted_by(self.app.desk.scheme)
        here = [line.slug for line in entries(self.app.desk.snapshot, Tally()) if line.home == _HERE]
        return next((slug for slug in here if slug in wanted), here[0])

    def _list(self, *, seek: bool = False) -> None:
        """The lines of the chooser; while a name is typed those that it stands for, and the first is gone to."""
        if not seek:
            self._lines = entries(self.app.desk.snapshot, self._tally)
        words = self.chooser.line.words
        lines = found(self._lines, words, used=self.view.taken == _USED, besides=(self.taken,))
        self.chooser.put([(name, tuple(_row(each) for each in under)) for name, under in grouped(lines)])

    def _count(self, figures: Figures) -> None:
        if self.winfo_exists():
            self._tally = tally(figures, self.app.desk.snapshot)
            self._list()

    def _took(self, slug: str) -> None:
        """The list of a register came to the front among the lists; they may be behind what leads elsewhere."""
        if self._in_front is self.panel:
            self._told(slug)

    def _told(self, slug: str) -> None:
        """A register is in front: say which, everywhere."""
        self.taken = slug
        kind = self._kind()
        self._name.configure(text=kind.title)
        self.changes.enable(slug.startswith(PREFIX))
        if home_of(slug) != _HERE:
            place = next(screen.title for screen in SCREENS if screen.slug == home_of(slug))
            count = len(self.app.desk.snapshot.of(slug))
            self._away.say(kind.title, f"{kind.note}在“{place}”页登记，现有{count}条。")
            if self._away.button is not None:
                self._away.button.configure(text=f"到“{place}”页")
        if slug not in self.chooser.rows:
            self._list()
        self.chooser.take(slug)

    def _choose(self, slug: str) -> None:
        """The clerk went to another line."""
        before = self.taken

        def go() -> None:
            self.take(slug)
            self.panel.pane.clear()

        self.panel.pane.leave(go, lambda: self._told(before))

    def _enter(self, slug: str) -> None:
        if self.taken != slug:
            return  # what is typed is being asked about
        if home_of(slug) != _HERE:
            self._leave_for()
        else:
            self.panel.listing.focus_set()

    def _leave_for(self) -> None:
        """To the screen on which the chosen kind is kept, with its list in front."""
        page = self.app.go(home_of(self.taken))
        if page is not None:
            page.list_of(self.taken)

    def _back(self) -> None:
        """Esc: from the form to the list, from the list to the chooser."""
        listing = self.panel.listing
        if self._in_front is not self.panel or str(self.tk.call("focus")) == str(listing.tree):
            self.chooser.focus()
        else:
            listing.focus_set()

    def _change(self) -> None:
        definitions = self.app.desk.snapshot.of(OWN_REGISTER)
        record = next((each for each in definitions if f"{PREFIX}{each['code']}" == self.taken), None)
        if record is None:
            self.app.say("这是自带的登记簿，栏目不能改；要别的栏目，请新建登记簿")
        else:
            self._design(record.uid)

    def _design(self, uid: str) -> None:
        """The sheet in which a register is defined; what is being typed in the form is asked about before."""
        from forms.dialogs.register_design import Design

        def done(made: Record) -> None:
            self.take(f"{PREFIX}{made['code']}")
            self.panel.listing.focus_set()

        def design() -> None:
            Design(self.app, self.app.desk.snapshot.get(uid), done)

        self.panel.pane.leave(design)


def _row(line: Entry) -> Choice:
    """A line of the chooser: ＊ for what the scheme demands, → for what is kept on another screen."""
    words = f"{line.title}{'＊' if line.wanted else ''}{' →' if line.home != _HERE else ''}"
    figures = (str(line.records or ""), str(line.gaps or ""), str(line.late or ""))
    tone = "bad" if line.late else "warn" if line.gaps else "" if line.used else "muted"
    wanted = "本活动方案要求登记。" if line.wanted else ""
    lacking = "，".join(f"{word}{count}处" for word, count in (("缺项", line.gaps), ("超期", line.late)) if count)
    return Choice(line.slug, words, figures, tone, f"{line.title}：{line.note}{wanted}{lacking and lacking + '。'}")


PAGE = Registers
