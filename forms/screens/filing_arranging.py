"""The volumes with their items, and beside them the files of one or the index of its volume."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Mapping
from pathlib import Path
from tkinter import ttk
from typing import TYPE_CHECKING

from forms import dropping, theme
from forms.actions import Add, Edit, Outcome, Together
from forms.filing_view import COLUMNS, HEAD, Filed, Filing, moved, place_of
from forms.records_panel import READING
from forms.screens import home_of
from forms.screens.filing_beside import Beside
from forms.screens.filing_moving import RowDrag
from forms.screens.filing_state import FilingState
from forms.screens.views import Part
from forms.shell.page import Command, Target
from forms.widgets.button import Button
from forms.widgets.filter_line import FilterLine
from forms.widgets.halves import Halves
from forms.widgets.listing import Listing
from forms.widgets.tool_row import ToolRow
from forms.widths import keep_widths
from ledger.filing_settings import filing_plan

if TYPE_CHECKING:
    from forms.app import App
    from forms.desk import Changed

_EMPTY = "还没有资料。登记会议、检查等记录后自动归卷；或把扫描件拖到这里，按“添加扫描件”也可以。"
_SORTED = "按件号排列、不筛选的时候才能移动：请清空筛选，再单击“件号”一栏恢复次序"


class Arranging(Part):
    """`listing` has the volumes and items, `beside` what belongs to the one that the keyboard is at."""

    def __init__(self, parent: tk.Misc, app: App, state: FilingState) -> None:
        super().__init__(parent)
        self.app, self._state = app, state
        self.filing: Filing | None = None
        self._moving = False
        self._tools()
        halves = Halves(self, app, "filing.arranging", 0.52)
        halves.pack(fill="both", expand=True)
        self.listing = Listing(
            halves,
            COLUMNS,
            name="filing.items",
            background=app.background,
            on_select=lambda _: self._tell(),
            on_open=lambda _: self.open_item(),
            empty=READING,
            multiple=False,
        )
        self.beside = Beside(halves, app)
        halves.add(self.listing, weight=1)
        halves.add(self.beside, weight=1)
        keep_widths(app, self.listing)
        self._keys()
        dropping.accept_files(self, self.add_files)

    # What the screen asks

    def refresh(self, changed: Changed | None) -> None:
        """See Part."""
        self._state.ask(self._show)

    def commands(self) -> Mapping[str, Command]:
        """What the keys do here."""
        return {
            "new": lambda: self.app.go("filing", Target("filed_paper")),
            "edit": self.open_item,
            "print": self.print,
            "find": self._filter.focus,
            "cancel": self.focus_set,
        }

    def focus_set(self) -> None:
        """Take the keyboard into the list."""
        self.listing.focus_set()

    # What the clerk does

    @property
    def chosen(self) -> Filed | None:
        """The item that the keyboard is at; None on the head of a volume."""
        return self.filing.filed.get(self.listing.focused or "") if self.filing is not None else None

    def choose_files(self) -> None:
        """Let the clerk choose scans, and say where they belong."""
        self.add_files(self.app.chooser.files("添加扫描件"))

    def add_files(self, paths: tuple[Path, ...]) -> None:
        """Ask where these files belong, and take them in."""
        from forms.screens.filing_adding import add_scans

        if paths and self.app.overlay.top is None:
            add_scans(self.app, paths, self._added)

    def open_item(self) -> None:
        """Open the record of the chosen item, of a register the list of its entries."""
        chosen = self.chosen
        if chosen is None:
            self.app.say("请先选中一件资料")
        elif chosen.item.record:
            self.app.go(home_of(chosen.item.kind), Target(chosen.item.kind, chosen.item.record))
        elif chosen.item.kind:
            page = self.app.go(home_of(chosen.item.kind))
            if page is not None:
                page.list_of(chosen.item.kind)
        else:
            self.app.go("workbench")

    def print(self) -> None:
        """Look at the paper of the chosen item."""
        from forms.dialogs.preview import preview_record, preview_register

        chosen = self.chosen
        record = self.app.desk.snapshot.get(chosen.item.record) if chosen is not None else None
        if chosen is None:
            self.app.say("请先选中一件资料")
        elif record is not None:
            preview_record(self.app, record)
        elif chosen.item.kind:
            preview_register(self.app, self.app.desk.snapshot.kind(chosen.item.kind))
        else:
            self.app.say("总得分表导出时编成；各项得分在“工作台”里看")

    def move(self, steps: int) -> None:
        """Move the chosen item up or down among those of its volume that have no number for good."""
        chosen = self.chosen
        if chosen is None or self.filing is None:
            self.app.say("请先选中一件资料")
        elif not chosen.movable:
            self.app.say(f"{chosen.mark}的件号已经编定，次序不再变动", "warn")
        elif self._in_order():
            self._put(chosen, place_of(self.filing, chosen.item.key) + steps)

    def fix_numbers(self) -> None:
        """Show which numbers would be given for good, and give them."""
        from forms.screens.filing_numbers import fix_numbers

        if self.filing is not None:
            fix_numbers(self.app, self.filing)

    # Inside

    def _tools(self) -> None:
        bar = ToolRow(self)
        bar.pack(fill="x", pady=(0, theme.px(8)))
        self._filter = FilterLine(bar.left, lambda words: self.listing.filter(words))
        self._filter.widget.pack(side="left")
        self._counted = ttk.Label(bar.left, style="SmallMuted.TLabel")
        self._counted.pack(side="left", padx=theme.px(8))
        tools = (
            ("添加扫描件", self.choose_files, "main", "也可以把文件拖到这里"),
            ("打开", self.open_item, "plain", "Enter"),
            ("上移", lambda: self.move(-1), "plain", "Alt+上"),
            ("下移", lambda: self.move(1), "plain", "Alt+下"),
            ("编定件号", self.fix_numbers, "plain", "现有各件的件号、档号从此不变"),
        )
        for place, (words, command, role, key) in enumerate(tools):
            button = Button(bar.right, words, command, role=role, key=key)
            button.grid(row=0, column=place, padx=(0 if place == 0 else 6, 0))

    def _keys(self) -> None:
        for key, steps in (("<Alt-Up>", -1), ("<Alt-Down>", 1)):
            self.listing.tree.bind(key, lambda _, steps=steps: self._moved_by_key(steps))  # type: ignore[misc]
        self.drag = RowDrag(self.listing, self._may_drop, self._drop)

    def _moved_by_key(self, steps: int) -> str:
        self.move(steps)
        return "break"

    def _in_order(self) -> bool:
        """Whether the list shows the order itself; told when not."""
        plain = not self.listing.sorting[0] and self.listing.count == self.listing.total
        if not plain:
            self.app.say(_SORTED, "warn")
        return plain

    def _may_drop(self, uid: str, target: str) -> bool:
        filed = self.filing.filed if self.filing is not None else {}
        one, other = filed.get(uid), filed.get(target)
        plain = not self.listing.sorting[0] and self.listing.count == self.listing.total
        return plain and one is not None and other is not None and one.movable and one.volume.no == other.volume.no

    def _drop(self, uid: str, target: str) -> None:
        """Put an item where another one stands: above it when it came from below, else below it."""
        if self.filing is not None and self._may_drop(uid, target):
            down = self.filing.filed[target].item.number > self.filing.filed[uid].item.number
            place = place_of(self.filing, target)
            fixed = not self.filing.filed[target].movable
            self._put(self.filing.filed[uid], place - 1 if down and fixed else place)

    def _put(self, filed: Filed, place: int) -> None:
        """Keep the new order in the filing plan; moves that come before the last one is shown are left out."""
        desk = self.app.desk
        if self.filing is None or self._moving or desk.changing or self.filing.snapshot is not desk.snapshot:
            return
        rows = moved(self.filing, filed.item.key, place)
        if rows is None:
            return
        self._moving = True
        plan = filing_plan(desk.snapshot)
        data = {"order": rows}
        action = Edit(((plan.uid, data, plan.revision),)) if plan else Add("filing_plan", (data,))
        title = filed.item.title if len(filed.item.title) <= 18 else f"{filed.item.title[:18]}……"
        self.app.desk.change(Together(f"移动“{title}”", (action,)), self._moved, self._unmoved)

    def _moved(self, outcome: Outcome) -> None:
        self._moving = False
        self.app.say(f"已{outcome.words}，可按 Ctrl+Z 撤销", "good")

    def _unmoved(self, error: Exception) -> None:
        self._moving = False
        self.app.fail(error)

    def _show(self, filing: Filing) -> None:
        if not self.winfo_exists() or filing is self.filing:
            return
        first = self.filing is None
        self.filing = filing
        self.listing.empty = READING if self.app.desk.reading else _EMPTY
        self.listing.put(filing.rows)
        words = f"{len(filing.volumes)}卷{len(filing.filed)}件" if filing.filed else ""
        self._counted.configure(text=words + (f"，{filing.lacking}件还要补" if filing.lacking else ""))
        if self.listing.focused is None and filing.volumes and not (first and self.app.desk.reading):
            self.listing.select((f"{HEAD}{filing.volumes[0].no}",))
        self._tell()

    def _added(self, outcome: Outcome) -> None:
        """Go to the first item that got a file; its row may be on its way."""
        if outcome.come:
            self.listing.select((f"record:{outcome.come[0].uid}",))
            self._tell()

    def _tell(self) -> None:
        """Show beside the list what belongs to the row that the keyboard is at."""
        if self.filing is None:
            return
        chosen = self.chosen
        uid = self.listing.focused or ""
        volume = self.filing.volume(uid.removeprefix(HEAD)) if uid.startswith(HEAD) else None
        self.beside.show(self.filing, chosen, chosen.volume if chosen is not None else volume)
