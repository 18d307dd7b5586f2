"""Lists for tests: two hundred meetings, what of them Tk knows, and what the list told."""

from __future__ import annotations

from tkinter import ttk

from forms.background import Background
from forms.widgets.listing import ListColumn, Listing, ListRow
from tests.forms.window import driving

COLUMNS = (
    ListColumn("no", "序号", 5, "right"),
    ListColumn("title", "标题", 12, stretch=True),
    ListColumn("state", "状态", 6),
)
EMPTY = "还没有会议记录。按 Ctrl+N 新建。"


class Told:
    """What a list told, in order."""

    def __init__(self) -> None:
        self.selected: list[str | None] = []
        self.opened: list[str] = []


def made(frame: ttk.Frame, count: int = 200, *, background: Background | None = None, **options: bool) -> Listing:
    told = Told()
    listing = Listing(
        frame,
        COLUMNS,
        background=background,
        on_select=told.selected.append,
        on_open=told.opened.append,
        empty=EMPTY,
        **options,
    )
    listing.pack(fill="both", expand=True)
    listing.told = told  # type: ignore[attr-defined]
    driving.pump(frame)
    listing.put(rows(count))
    driving.pump(frame)
    return listing


def rows(count: int, word: str = "会议") -> list[ListRow]:
    states = (("已完成", "good"), ("逾期", "bad"), ("", ""))
    return [
        ListRow(
            f"u{place}",
            (str(place + 1), f"第{place % 10}次{word}", states[place % 3][0]),
            (place, f"{place % 10}", states[place % 3][0] or None),
            states[place % 3][1],
        )
        for place in range(count)
    ]


def on_screen(listing: Listing, column: int = 0) -> list[str]:
    """What stands in a column of the rows that Tk knows."""
    return [str(listing.tree.item(item, "values")[column]) for item in listing.tree.get_children()]


def marked(listing: Listing) -> list[str]:
    """The numbers of the rows that are shown as chosen."""
    return [str(listing.tree.item(item, "values")[0]) for item in listing.tree.selection()]
