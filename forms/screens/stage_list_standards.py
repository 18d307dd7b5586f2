"""The standards of the scheme and their points, as a tree to look things up in; how the last check found each."""

from __future__ import annotations

import datetime as dt
import tkinter as tk
from tkinter import ttk
from typing import TYPE_CHECKING

from forms import theme
from forms.screens.views import Part
from ledger.acceptances import deduction_words
from ledger.fields import chinese_date
from ledger.fields.numbers import plain
from ledger.records import Record
from ledger.schemes.model import CheckTable, Scheme
from ledger.snapshot import Snapshot

if TYPE_CHECKING:
    from forms.app import App
    from forms.desk import Changed

_TONES = {"不符合": "bad", "基本符合": "warn", "未检查": "muted"}


def last_round(snapshot: Snapshot) -> Record | None:
    """The last check round by its date, None when there was none."""
    rounds = [each for each in snapshot.of("check_round") if isinstance(each["date"], dt.date)]
    return max(rounds, key=lambda each: each["date"], default=None)


def counted(scheme: Scheme) -> str:
    """How many standards and points there are, and how large the check tables are; of what there is none is silent."""
    points = sum(len(standard.points) for standard in scheme.standards)
    parts = [f"{len(scheme.standards)}条标准，{points}个检查要点"] if scheme.standards else []
    for table in scheme.tables:
        checked = sum(len(item.points) for item in table.items)
        parts.append(f"“{table.name}”{len(table.items)}个项目，{checked}个要点")
    return "；".join(parts) or "活动方案没有列出标准"


class Standards(Part):
    """Standards over their points; check tables of the scheme below them."""

    def __init__(self, parent: tk.Misc, app: App) -> None:
        super().__init__(parent, style="Panel.TFrame", padding=theme.px(10))
        self.app = app
        self._head = ttk.Label(self, style="PanelSmallMuted.TLabel", padding=(0, 0, 0, theme.px(6)))
        self._head.pack(fill="x")
        self.tree = ttk.Treeview(self, columns=("result", "found"), selectmode="browse")
        bar = ttk.Scrollbar(self, command=self.tree.yview, takefocus=0)
        self.tree.configure(yscrollcommand=bar.set)
        bar.pack(side="right", fill="y")
        self.tree.pack(fill="both", expand=True)
        for name, words in (("#0", "创建标准和检查要点"), ("result", "最近一次检查"), ("found", "发现的问题")):
            self.tree.heading(name, text=words, anchor="w")
        theme.listen(self, self._dress)
        self._dress()

    def refresh(self, changed: Changed | None) -> None:
        """Show the scheme and the last check round."""
        if changed is None or changed & {"check_round", "scheme"}:
            self._fill(self.app.desk.snapshot)

    def focus_set(self) -> None:
        """Take the keyboard into the tree."""
        self.tree.focus_set()
        first = next(iter(self.tree.get_children()), "")
        if first and not self.tree.selection():
            self.tree.focus(first)
            self.tree.selection_set(first)

    def _fill(self, snapshot: Snapshot) -> None:
        self.tree.delete(*self.tree.get_children())
        round_ = last_round(snapshot)
        rows = {row["point"]: row for row in (round_["rows"] or ())} if round_ is not None else {}
        for standard in snapshot.scheme.standards:
            parent = self.tree.insert("", "end", text=standard.name, open=True, tags=("standard",))
            for point in standard.points:
                row = rows.get(f"{standard.name}：{point}", {})
                values = (row.get("result") or "", " ".join((row.get("found") or "").split()))
                tone = _TONES.get(values[0], "")
                self.tree.insert(parent, "end", text=point, values=values, tags=(tone,) if tone else ())
        for table in snapshot.scheme.tables:
            self._table(table)
        words = f"{counted(snapshot.scheme)}。标准来自活动方案，这里只能看。"
        if round_ is not None:
            words += f"右边是最近一次检查（{snapshot.title(round_)}，{chinese_date(round_['date'])}）的结果。"
        self._head.configure(text=words)

    def _table(self, table: CheckTable) -> None:
        top = self.tree.insert(
            "", "end", text=f"{table.name}（满分{plain(table.full)}分）", open=True, tags=("standard",)
        )
        for item in table.items:
            full = f"{plain(item.full)}分" if item.full is not None else "合格或不合格"
            words = f"{item.no}　{item.group}　{item.name}" if item.group else f"{item.no}　{item.name}"
            place = self.tree.insert(top, "end", text=words, values=(full, ""), open=True)
            for point in item.points:
                self.tree.insert(place, "end", text=point.text, values=("", deduction_words(point)))

    def _dress(self) -> None:
        self.tree.column("#0", width=theme.px(460))
        self.tree.column("result", width=theme.px(110), stretch=False)
        self.tree.column("found", width=theme.px(320))
        self.tree.tag_configure("standard", font=theme.font("bold"))
        for tone in ("bad", "warn", "muted"):
            self.tree.tag_configure(tone, foreground=theme.colour(tone))
