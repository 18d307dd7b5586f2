"""The scheme of the campaign as a sheet over the window: its parts, what each holds, and the form of one of them."""

from __future__ import annotations

import functools
import tkinter as tk
from tkinter import ttk
from typing import TYPE_CHECKING

from forms import theme
from forms.actions import Outcome
from forms.background import FILES
from forms.choosing import SCHEMES
from forms.dialogs.scheme_draft import Draft
from forms.dialogs.scheme_faults import Told, told_error
from forms.dialogs.scheme_lost import LostLine
from forms.dialogs.scheme_pane import PartPane
from forms.dialogs.scheme_part import SchemePart
from forms.dialogs.scheme_parts import PARTS
from forms.dialogs.scheme_saving import saving
from forms.keys import shortcut
from forms.shell.shell import focused
from forms.widgets.line import Line
from forms.widgets.listing import ListColumn, Listing, ListRow
from forms.widgets.sentence import Sentence
from ledger.errors import LedgerError
from ledger.scheme_reading import read_for
from ledger.schemes.errors import SchemeError
from ledger.schemes.files import read_scheme_file, write_scheme_file
from ledger.schemes.model import Scheme
from ledger.snapshot import Snapshot
from ledger.statistics import Period, rates

if TYPE_CHECKING:
    from forms.app import App

_COLUMNS = (ListColumn("part", "部分", 8, stretch=True), ListColumn("count", "项", 2, "right"))
_BUTTONS = (
    ("save", "保存", "main"),
    ("", "关闭", "plain"),
    ("import", "用方案文件", "plain"),
    ("export", "写成文件", "plain"),
)
_LOOSE = (("stay", "接着改", "main"), ("drop", "不保存", "danger"))
_USUAL = "改动要写明理由，记在改动记录里，可以撤销。"


def edit_scheme(app: App) -> SchemeEditor:
    """Show the scheme of the open library, to be changed."""
    return SchemeEditor(app)


class SchemeEditor:
    """The sheet. What is typed goes into a draft; saving puts the draft in place of the scheme, with a reason."""

    def __init__(self, app: App) -> None:
        self.app = app
        snapshot = app.desk.snapshot
        empty = Snapshot(snapshot.campaign, snapshot.scheme, (), ())
        names = {rate.key: rate.name for rate in rates(empty, Period(snapshot.scheme.year))}
        self.draft = Draft(snapshot.scheme, snapshot.kinds, names)
        self._saving = False
        self.sheet = app.overlay.show("活动方案", self._fill, _BUTTONS, self._answered, full=True)
        self.sheet.commands |= {
            "save": self.save,
            "new": lambda: self.pane.new(),
            "delete": lambda: self.pane.remove(),
            "edit": lambda: self.pane.focus_form(),
            "confirm": self._onwards,
        }
        self.take(PARTS[0])

    @property
    def dirty(self) -> bool:
        """Whether anything is typed that is not saved."""
        return self.pane.dirty or self.draft.dirty

    def take(self, part: SchemePart) -> None:
        """Bring a part to the front."""
        self.pane.take(part)
        self.parts.select((part.key,))

    def save(self) -> None:
        """Put what is typed in place of the scheme."""
        if self._saving or not self.pane.adopt():
            return
        if not self.draft.dirty:
            self.say("没有改动，不用保存。")
        elif not self.reason.text.strip():
            self.say("请写明改动的理由，再按“保存”。", "Bad")
            self.reason.mark(True)
            self.reason.entry.focus_set()
        else:
            self._saving = True
            self.say("正在保存……")
            desk = self.app.desk
            desk.change(saving(self.draft, desk.snapshot, self.reason.text), self._saved, self._refused)

    def say(self, sentence: str, tone: str = "Muted") -> None:
        """Tell something on the sheet."""
        if self._said.winfo_exists():
            self._said.configure(text=sentence, style=f"PanelSmall{tone}.TLabel")

    # How it is laid

    def _fill(self, body: ttk.Frame) -> tk.Misc:
        inner = ttk.Frame(body, style="Panel.TFrame")
        inner.pack(fill="both", expand=True)
        inner.columnconfigure(1, weight=1)
        inner.rowconfigure(1, weight=1)
        self.lost = LostLine(inner, self.draft, self._struck)
        self.lost.grid(row=0, column=0, columnspan=2, sticky="ew")
        self.parts = Listing(inner, _COLUMNS, on_select=self._chosen, multiple=False, name="scheme.parts")
        self.parts.configure(width=theme.px(172))
        self.parts.grid(row=1, column=0, sticky="ns", padx=(0, theme.px(10)))
        self.pane = PartPane(inner, self.app, self.draft, self._changed, self.say)
        self.pane.grid(row=1, column=1, sticky="nsew")
        self._foot(inner)
        self._count()
        return self.parts.tree

    def _foot(self, inner: ttk.Frame) -> None:
        foot = ttk.Frame(inner, style="Panel.TFrame")
        foot.grid(row=2, column=0, columnspan=2, sticky="ew", pady=(theme.px(8), 0))
        for column in (1, 2):
            foot.columnconfigure(column, weight=1, uniform="foot")
        ttk.Label(foot, text="改动的理由", style="Panel.TLabel").grid(row=0, column=0, padx=(0, theme.px(8)))
        self.reason = Line(foot)
        self.reason.widget.grid(row=0, column=1, sticky="ew")
        self.reason.on_change(self._reasoned)
        self.reason.entry.bind("<Return>", lambda _: self._confirmed())
        self._said = Sentence(foot, text=_USUAL, style="PanelSmallMuted.TLabel", width=1)
        self._said.grid(row=0, column=2, sticky="ew", padx=(theme.px(12), 0))
        self._said.bind("<Configure>", lambda event: self._said.configure(wraplength=max(event.width, 200)))

    # What happens

    def _onwards(self) -> None:
        """Enter in a line goes on to the next, as Tab does."""
        widget = focused(self.app.root)
        if widget is not None:
            widget.event_generate("<Tab>")

    def _confirmed(self) -> str:
        self.save()
        return "break"

    def _reasoned(self) -> None:
        if self.reason.text.strip():
            self.reason.mark(False)

    def _chosen(self, uid: str | None) -> None:
        """The clerk goes to another part; what is typed wrongly keeps him where it is."""
        part = next((each for each in PARTS if each.key == uid), None)
        if part is None or part is self.pane.part:
            return
        if self.pane.adopt():
            self.pane.take(part)
        else:
            self.parts.select((self.pane.part.key,))

    def _changed(self) -> None:
        """Something in the draft is another now."""
        self._count()
        self.lost.show()
        if not self._saving:
            self.say(f"有改动还没有保存（{shortcut('save')}）。{_USUAL}" if self.dirty else _USUAL)

    def _struck(self) -> None:
        """A lost part was filled in."""
        self.pane.reread("lost")
        self._changed()

    def _count(self) -> None:
        rows = []
        for part in PARTS:
            count = len(part.rows(self.draft))
            waiting = part.key == "lost" and count
            rows.append(
                ListRow(part.key, (part.title, "" if part.single else str(count)), tone="warn" if waiting else "")
            )
        self.parts.put(rows)

    def _saved(self, outcome: Outcome) -> None:
        self._saving = False
        self.app.say(f"已{outcome.words}，可按 Ctrl+Z 撤销", "good")
        if self.sheet.frame.winfo_exists():
            self.draft.saved(self.app.desk.scheme)
            self.reason.put("")
            self.pane.renew()
            self._changed()
            self.say("已保存，关闭以后可按 Ctrl+Z 撤销。", "Good")

    def _refused(self, error: Exception) -> None:
        self._saving = False
        if not isinstance(error, LedgerError):
            raise error
        told = told_error(error, self.draft) if isinstance(error, SchemeError) else Told(str(error))
        if told.part is not None and told.part is not self.pane.part:
            self.take(told.part)
        if told.part is not None and told.place is not None:
            self.pane.go(told.place)
        self.say(f"没有保存：{told.sentence}", "Bad")

    def _answered(self, key: str) -> bool:
        """Whether the sheet closes."""
        match key:
            case "save":
                self.save()
            case "export":
                self._export()
            case "import":
                self._import()
            case _:
                return self._close()
        return False

    def _close(self) -> bool:
        if not self.dirty:
            return True

        def chosen(key: str) -> None:
            if key == "drop":
                self.sheet.close()

        self.app.ask("还没有保存", "活动方案有改动还没有保存，关闭就丢掉了。", _LOOSE, chosen)
        return False

    # Files

    def _export(self) -> None:
        path = self.app.chooser.save("把活动方案写成文件", f"{self.app.desk.scheme.id}.toml", SCHEMES)
        if path is None:
            return

        def written(text: str) -> None:
            work = functools.partial(write_scheme_file, path, text, over=True)
            self.app.background.run(work, lambda _: self._exported(path.name), self._failed, lane=FILES)

        self.app.desk.read(lambda ledger: ledger.scheme_text(), written, self._failed)

    def _exported(self, name: str) -> None:
        left = "（没有保存的改动不在里面）" if self.dirty else ""
        self.say(f"已写成“{name}”{left}。", "Good")

    def _import(self) -> None:
        path = self.app.chooser.file("用哪个方案文件", SCHEMES)
        if path is None:
            return
        kinds, year = tuple(self.draft.kinds.values()), self.draft.year

        def read() -> Scheme:
            file = read_scheme_file(path)
            return read_for(file.text, year, file.source, kinds)

        self.app.background.run(read, self._imported, self._failed, lane=FILES)

    def _imported(self, scheme: Scheme) -> None:
        """The scheme of a file is looked at first; it is kept when the clerk saves."""
        self.draft.take(scheme)
        self.pane.renew()
        self._changed()
        self.say("已读入方案文件，各部分可以先看看；写明理由、按“保存”以后才改用它。", "Good")

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, LedgerError):
            raise error
        self.say(str(error), "Bad")
