"""What F1 shows: what the screen in front is for, and the keys that work there and everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from tkinter import ttk
from typing import TYPE_CHECKING

from forms import theme
from forms.keys import shortcut
from forms.widgets.scroll_area import ScrollArea
from forms.widgets.sentence import Sentence

if TYPE_CHECKING:
    from forms.app import App
    from forms.shell.page import Page

_COMMANDS = (
    ("new", "新增一条", ""),
    ("save", "保存", ""),
    ("copy", "照着这一条再写一条", ""),
    ("edit", "修改选中的", ""),
    ("delete", "删除选中的（在列表里）", "Delete"),
    ("print", "打印", ""),
    ("find", "筛选列表", ""),
    ("cancel", "从表单回到列表", "Esc"),
    ("start", "开始导出", ""),
)
"""What a screen may have a key for: its name, what it does, and the key where `shortcut` knows none."""

_EVERYWHERE = (
    ("Alt+数字", "换到左边的栏目，数字写在栏目右边"),
    ("Ctrl+F", "在整个台帐里查找"),
    ("Ctrl+Z", "撤销，Ctrl+Y重做；在文字里是撤销打字"),
    ("Tab", "到下一处，Shift+Tab到上一处"),
    ("空格、Enter", "按下光标所在的按钮"),
    ("Ctrl+加号", "放大，Ctrl+减号缩小，Ctrl+0复原"),
)
_IN_LISTS = (
    ("↑ ↓", "上一行、下一行，Home、End到头尾"),
    ("Shift+↑ ↓", "连着选几行，Ctrl+A全选"),
    ("Ctrl+C", "复制选中的行，可粘贴到表格软件"),
    ("点栏目名", "按这一栏排序，再点倒过来"),
)
_HIGH, _LEFT, _RIGHT = 540, 400, 430
"""Pixels at zoom 1: the height of the sheet and the measures of its columns."""


def show_help(app: App, page: Page) -> None:
    """Show the help of `page` over the window."""

    def fill(body: ttk.Frame) -> None:
        area = ScrollArea(body)
        area.configure(height=theme.px(_HIGH), width=theme.px(_LEFT + _RIGHT + 40))
        area.grid_propagate(False)
        area.pack(fill="both", expand=True)
        left, right = ttk.Frame(area.body, style="Panel.TFrame"), ttk.Frame(area.body, style="Panel.TFrame")
        left.grid(row=0, column=0, sticky="nw", padx=(0, theme.px(32)))
        right.grid(row=0, column=1, sticky="nw")
        _tell(left, page)
        _list(left, "列表里", _IN_LISTS)
        _list(right, "这一屏的按键", keys_of(page))
        _list(right, "随时可用", _EVERYWHERE)

    app.overlay.show(f"帮助：{page.title}", fill, (("ok", "知道了", "main"),), width=_LEFT + _RIGHT + 40)


def keys_of(page: Page) -> tuple[tuple[str, str], ...]:
    """The keys that do something on `page`, and what they do."""
    known = page.commands()
    return tuple((key or shortcut(name), words) for name, words, key in _COMMANDS if name in known)


def _tell(parent: ttk.Frame, page: Page) -> None:
    for line in page.help.split("\n"):
        if line.strip():
            label = Sentence(parent, text=line.strip(), style="Panel.TLabel", wraplength=theme.px(_LEFT))
            label.pack(anchor="w", pady=(0, theme.px(8)))


def _list(parent: ttk.Frame, heading: str, keys: Sequence[tuple[str, str]]) -> None:
    if not keys:
        return
    ttk.Label(parent, text=heading, style="PanelBold.TLabel").pack(anchor="w", pady=(0, theme.px(4)))
    table = ttk.Frame(parent, style="Panel.TFrame")
    table.pack(anchor="w", pady=(0, theme.px(12)))
    for row, (key, words) in enumerate(keys):
        ttk.Label(table, text=key, style="PanelLink.TLabel").grid(
            row=row, column=0, sticky="nw", padx=(0, theme.px(16)), pady=theme.px(2)
        )
        Sentence(table, text=words, style="Panel.TLabel", wraplength=theme.px(_RIGHT - 130)).grid(
            row=row, column=1, sticky="nw", pady=theme.px(2)
        )
    table.columnconfigure(0, minsize=theme.px(110))
