"""Where the figures of a report come from, and the way from a figure to its register."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Mapping, Sequence
from tkinter import ttk
from typing import TYPE_CHECKING, Any

from forms.dialogs.report_choices import register_of
from forms.screens import home_of
from forms.widgets.listing import ListColumn, Listing, ListRow

if TYPE_CHECKING:
    from forms.app import App

_COLUMNS = (
    ListColumn("chapter", "所在标题", 8),
    ListColumn("figure", "数字", 10, stretch=True),
    ListColumn("kind", "登记簿", 7),
    ListColumn("count", "条数", 3, "right"),
)
_WIDTH = 860
_HOW = "没有数字出处。从记录起草的数字才有。"


def source_list(parent: tk.Misc, app: App, opened: Any) -> Listing:
    """The list of sources; Enter or a double click on one calls `opened` with its register's title."""
    listing = Listing(
        parent,
        _COLUMNS,
        on_open=lambda uid: opened(_kind(listing, uid)),
        empty=_HOW,
        multiple=False,
    )
    return listing


def rows_of(sources: Sequence[Mapping[str, Any]]) -> list[ListRow]:
    """The rows of a list of sources."""
    return [
        ListRow(
            str(place),
            tuple(str(row.get(name) or "") for name in ("chapter", "figure", "kind", "count")),
            (place, str(row.get("figure") or ""), str(row.get("kind") or ""), _number(row.get("count"))),
        )
        for place, row in enumerate(sources)
    ]


def show_sources(app: App, sources: Sequence[Mapping[str, Any]]) -> None:
    """Show where the figures of a report come from."""
    found: list[Listing] = []

    def fill(body: ttk.Frame) -> tk.Misc:
        listing = source_list(body, app, lambda title: go_to(app, title, sheet.close))
        listing.pack(fill="both", expand=True)
        listing.put(rows_of(sources))
        found.append(listing)
        return listing.tree

    sheet = app.overlay.show("数字出处（回车打开登记簿）", fill, (("ok", "关闭", "main"),), width=_WIDTH)


def go_to(app: App, title: str, leaving: Any) -> None:
    """The list of the register of this title, after what lies over the window was taken away."""
    slug = register_of(app.desk.snapshot, title)
    if not slug:
        app.say("这个数字没有对应的登记簿")
        return
    leaving()
    page = app.go(home_of(slug))
    if page is not None:
        page.list_of(slug)


def _kind(listing: Listing, uid: str) -> str:
    return next((row.cells[2] for row in listing.shown_rows() if row.uid == uid), "")


def _number(words: Any) -> int:
    return int(words) if str(words or "").isdecimal() else -1
