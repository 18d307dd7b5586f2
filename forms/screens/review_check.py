"""The view in which a second person enters the ballots again and both entries are compared."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Mapping
from tkinter import ttk
from typing import TYPE_CHECKING

from forms import theme
from forms.ballot_counting import Counting
from forms.ballot_drafts import SecondPile
from forms.ballot_entry import read_cast
from forms.keys import shortcut
from forms.screens.review_differences import Differences
from forms.screens.review_groups import GroupSide, Tile
from forms.screens.review_pad import BallotPad, Cell, Hands, Shown
from forms.screens.views import Part
from forms.shell.focus import inside
from forms.shell.page import Command
from forms.widgets.button import Button
from forms.widgets.empty import Empty
from forms.widgets.line import Line

if TYPE_CHECKING:
    from forms.app import App
    from forms.desk import Changed

_WHY = (
    "请另一位同志把这一组的票按同样的顺序再录一遍。第二遍不进台帐，只用来和第一遍逐张比对；"
    "不一样的，对照原票确定哪一遍是对的，再一次改正台帐。"
)


class BallotCheck(Part):
    """The groups at the left; beside them what is to be done: begin, enter, or settle what differs."""

    def __init__(self, parent: tk.Misc, app: App, counting: Counting) -> None:
        super().__init__(parent)
        self.app, self.counting = app, counting
        self._comparing = ""
        """The group whose entries are being compared."""
        self.side = GroupSide(self, counting, self._tile, self.focus_set)
        self.side.pack(side="left", fill="y", padx=(0, theme.px(12)))
        self._stage = ttk.Frame(self, style="Panel.TFrame")
        self._stage.pack(side="left", fill="both", expand=True)
        self.begin_panel = Empty(self._stage, "", "", "开始第二遍录入", self.begin, ground="panel", key=shortcut("new"))
        self._entering = ttk.Frame(self._stage, style="Panel.TFrame")
        self._head()
        self.pad = BallotPad(
            self._entering,
            Hands(self._lay, counting.take_second_back, counting.step, self._nothing, self._nothing),
            comments=False,
        )
        self.pad.pack(fill="both", expand=True)
        self.differences = Differences(self._stage, counting, self._closed)
        counting.listen(self._show)

    def refresh(self, changed: Changed | None) -> None:
        """Show how things stand; the counting itself follows the ledger."""
        self._show()

    def commands(self) -> Mapping[str, Command]:
        """Ctrl+N begins, Ctrl+S does what comes next, Esc goes back to entering."""
        return {"new": self.begin, "save": self._onwards, "cancel": self._back}

    def focus_set(self) -> None:
        """Put the keyboard where it is needed."""
        if self._comparing:
            self.differences.focus_set()
        elif self.counting.second is not None:
            self.pad.focus_set()
        elif self.begin_panel.button is not None and self.begin_panel.button.enabled:
            self.begin_panel.button.focus()
        else:
            self.side.tiles.focus_set()

    def begin(self) -> None:
        """Ask who enters the ballots a second time, and begin."""
        if self.counting.second is not None or not self.counting.ballots:
            return
        asked = _Who(self.app)
        buttons = (("begin", "开始", "main"), ("", "先不录", "plain"))
        self.app.overlay.show("第二遍录入", asked.fill, buttons, lambda key: self._begun(key, asked))

    def compare(self) -> None:
        """Compare; when ballots are lacking, first ask whether the second entry is at its end."""
        second = self.counting.second
        if second is None:
            return
        lacking = len(self.counting.ballots) - len(second.casts)
        if not second.casts:
            self.app.say("第二遍还没有录入，录几张以后再比对", "warn")
        elif lacking <= 0:
            self._compare(partly=False)
        else:
            self._ask_whether_all(second, lacking)

    def give_up(self) -> None:
        """Throw the second entry away, when that is wanted."""
        second = self.counting.second
        if second is None:
            return
        sentence = f"{second.who}已录的{len(second.casts)}张第二遍不再保留，台帐里的第一遍不变。"
        buttons = (("yes", "不要第二遍", "danger"), ("", "留着", "plain"))
        self.app.ask("不要第二遍", sentence, buttons, lambda key: self._given_up() if key == "yes" else None)

    # Inside

    def _head(self) -> None:
        row = ttk.Frame(self._entering, style="Panel.TFrame", padding=(theme.px(16), theme.px(12), theme.px(16), 0))
        row.pack(fill="x")
        self._who = ttk.Label(row, style="PanelBold.TLabel")
        self._who.pack(side="left")
        Button(row, "不要第二遍", self.give_up, role="quiet").pack(side="right")
        self.comparing_button = Button(row, "比对", self.compare, role="main", key=shortcut("save"))
        self.comparing_button.pack(side="right", padx=8)

    def _begun(self, key: str, asked: _Who) -> bool:
        if not key:
            return True
        who = asked.name()
        if who:
            self.counting.begin(who)
            self.after_idle(self.focus_set)
        return bool(who)

    def _lay(self, typed: str, identity: str, comment: str) -> None:
        count = self.counting.count
        if count is not None:
            self.counting.lay_second(read_cast(typed, count.full, identity))

    def _ask_whether_all(self, second: SecondPile, lacking: int) -> None:
        sentence = f"第二遍录了{len(second.casts)}张，比第一遍少{lacking}张。第二遍录完了吗？"
        ordered = self.counting.in_order is not None
        if not ordered:
            sentence += "这一组的第一遍不全是这次打开窗口以后录的，顺序已经不在，要录完才能比对。"
        part = (("part", "没有录完，先比已录的", "plain"),) if ordered else ()
        buttons = (("all", "录完了，缺的也列出来", "main"), *part, ("", "接着录", "plain"))

        def answered(key: str) -> None:
            if key:
                self._compare(partly=key == "part")

        self.app.ask("比对", sentence, buttons, answered)

    def _compare(self, *, partly: bool) -> None:
        self._comparing = self.counting.group
        self.differences.begin(partly=partly)
        self._show()
        # After the sheet that asked is gone and has given the keyboard back.
        self.after_idle(self.focus_set)

    def _closed(self, note: str) -> None:
        """The comparison is over: with a note the second entry is done with, else it goes on."""
        self._comparing = ""
        if note:
            self.counting.close_second(note)
            self.app.say(note, "good")
        self._show()
        self.focus_set()

    def _given_up(self) -> None:
        self._comparing = ""
        self.counting.close_second()

    def _onwards(self) -> None:
        if self._comparing:
            self.differences.onwards()
        else:
            self.compare()

    def _back(self) -> None:
        if self._comparing:
            self._closed("")
        elif self.counting.second is not None:
            self.pad.clear()

    def _nothing(self) -> None:
        """Of the second entry nothing stands in the ledger that could be undone."""

    def _tile(self, name: str) -> Tile:
        count = next(each for each in self.counting.counts if each.name == name)
        second = self.counting.second_of(name)
        note = self.counting.notes.get((self.counting.key[0], name), "")
        if second is not None:
            return Tile(name, f"第一遍 {count.entered}　第二遍 {len(second.casts)}（{second.who}）", "warn")
        if note:
            return Tile(name, f"第一遍 {count.entered}　已核对", "good")
        return Tile(name, f"第一遍 {count.entered}　第二遍还没有录")

    def _show(self) -> None:
        if not self.winfo_manager():
            return  # another view is in front; it is brought up to date when this one comes there
        counting = self.counting
        self.side.refresh()
        second = counting.second
        if self._comparing != counting.group or second is None:
            self._comparing = ""
        front = self.differences if self._comparing else self._entering if second is not None else self.begin_panel
        other = not front.winfo_manager()
        for panel in (self.begin_panel, self._entering, self.differences):
            if panel is not front:
                panel.pack_forget()
        front.pack(fill="both", expand=True)
        if self._comparing:
            self.differences.show()
        elif second is not None:
            self._show_entering(second)
        else:
            self._show_begin()
        shell = self.app.shell
        seen = shell is not None and shell.front is not None and inside(self, shell.front) and self.winfo_manager()
        if other and seen and self.app.overlay.top is None:
            self.focus_set()  # what had the keyboard is gone

    def _show_begin(self) -> None:
        counting, button = self.counting, self.begin_panel.button
        entered = len(counting.ballots)
        note = counting.notes.get(counting.key, "")
        if counting.review is None:
            self.begin_panel.say("还没有登记民主评议", "先在“评议情况”里登记，再录票，然后核对。")
        elif not entered:
            self.begin_panel.say(counting.group, "这一组还没有录票，先在“录票”里录第一遍。")
        else:
            self.begin_panel.say(counting.group, f"{note}需要时可以再核对一遍。" if note else _WHY)
        if button is not None:
            button.enable(entered > 0)

    def _show_entering(self, second: SecondPile) -> None:
        count, entered = self.counting.count, len(self.counting.ballots)
        self._who.configure(text=f"第二遍　录入人：{second.who}")
        cells = [Cell(number, each.said) for number, each in enumerate(second.casts, 1)]
        done = len(second.casts)
        left = f"还差 {entered - done} 张" if done < entered else "张数与第一遍相同，可以比对"
        warning = f"第二遍已录{done}张，比第一遍多{done - entered}张。" if done > entered else ""
        state = f"第二遍已录 {done} 张，第一遍 {entered} 张" + ("" if warning else f"，{left}")
        identities = count.identities if count is not None else ()
        self.pad.show(Shown(self.counting.group, done + 1, cells, state, "", warning, identities))


class _Who:
    """The question who enters the ballots a second time."""

    def __init__(self, app: App) -> None:
        self._app = app

    def fill(self, body: ttk.Frame) -> tk.Misc:
        """Put the question into a sheet."""
        words = "第二遍要由没有录第一遍的人录入。姓名只在核对时显示，不写进台帐。"
        ttk.Label(body, text=words, style="Panel.TLabel", wraplength=theme.px(540), justify="left").pack(anchor="w")
        row = ttk.Frame(body, style="Panel.TFrame")
        row.pack(anchor="w", pady=(theme.px(12), theme.px(4)))
        ttk.Label(row, text="录入人", style="Panel.TLabel").pack(side="left", padx=(0, theme.px(8)))
        self.line = Line(row, width=220)
        self.line.widget.pack(side="left")
        self._fault = ttk.Label(body, style="PanelBad.TLabel")
        self._fault.pack(anchor="w")
        return self.line.entry

    def name(self) -> str:
        """The name that was typed; "" and a red sentence when it will not do."""
        name = " ".join(self.line.text.split())
        fault = ""
        if not name:
            fault = "请填第二遍录入人的姓名。"
        elif name == self._app.preferences.who:
            fault = f"{name}录的是第一遍，请换一个人录第二遍。"
        self.line.mark(bool(fault))
        self._fault.configure(text=fault)
        return "" if fault else name
