"""Putting the library of a package in place of the open one: what that would change, and the question asked twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from tkinter import ttk
from typing import TYPE_CHECKING

from forms import theme
from forms.dialogs.import_rows import sheet_width
from forms.dialogs.restoring import listed, preview_rows
from forms.widgets.listing import ListColumn
from forms.widgets.sentence import Sentence
from ledger.restore_preview import Preview

if TYPE_CHECKING:
    from forms.app import App

_COLUMNS = (
    ListColumn("what", "替换以后", 7),
    ListColumn("kind", "种类", 8),
    ListColumn("title", "记录", 20, stretch=True),
)
_SORTS = (("会消失", "bad"), ("会新增", "good"), ("变成对方的", "warn"))
_KEPT = (
    "替换之前，现在的样子会自动留成一份“替换之前”的备份；备份留不成，就不替换。"
    "替换错了，在“备份与恢复”里恢复到那一份就回来了。"
)
_OTHER = "注意：移交包里是另一次活动的台帐，替换以后，现在的记录都不在台帐里了。"
_BARE = "现在的台帐库有口令，移交包里的没有：替换以后谁都能打开，请记得在“设置”里重新设置口令。"


def ask_to_replace(app: App, package: str, told: Preview, then: Callable[[], object]) -> None:
    """Show what would change, ask, and ask once more; `then` when both were answered by yes."""
    wide = sheet_width(app)

    def fill(body: ttk.Frame) -> ttk.Treeview | None:
        for sentence, style in _sentences(told, locked=app.desk.vault is not None):
            line = Sentence(body, text=sentence, style=style, wraplength=theme.px(wide - 20))
            line.pack(anchor="w", pady=(0, theme.px(6)))
        rows = list(preview_rows(told, _SORTS))
        # Not the button: Enter alone shall not replace anything.
        return listed(body, _COLUMNS, rows, wide).tree if rows else None

    def asked(key: str) -> None:
        if key:
            # Not when Tk is idle: whatever lays itself out at that moment would lose its screen.
            app.root.after(1, lambda: app.ask("最后问一遍", last, again, answered))

    def answered(key: str) -> None:
        if key:
            app.root.after(1, then)

    last = f"真的用“{package}”里的台帐库，替换现在打开的“{app.desk.path.name}”吗？"
    again = (("yes", "替换", "danger"), ("", "不替换", "plain"))
    buttons = (("yes", "用它替换现在的台帐库", "danger"), ("", "不替换", "plain"))
    app.overlay.show("替换现在的台帐库", fill, buttons, asked, width=wide)


def _sentences(told: Preview, *, locked: bool) -> Iterator[tuple[str, str]]:
    """What the clerk should know, with the style of each."""
    yield f"移交包里：{told.unit}　{told.year}年度　{told.campaign}，共{told.records}条记录。", "Panel.TLabel"
    if not told.same_campaign:
        yield _OTHER, "PanelBad.TLabel"
    gone, come, changed = (sum(getattr(each, name) for each in told.kinds) for name in ("gone", "back", "changed"))
    parts = ((gone, "条会消失"), (come, "条会新增"), (changed, "条变成对方的内容"))
    words = "，".join(f"{count}{words}" for count, words in parts if count)
    same = "移交包里的记录和现在完全一样，替换不会改变任何记录。"
    yield f"和现在相比：{words}。" if words else same, "PanelBold.TLabel"
    if locked:
        yield _BARE, "PanelWarn.TLabel"
    yield _KEPT, "Panel.TLabel"
