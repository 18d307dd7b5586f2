"""体检: the library is looked over without touching it, and repaired on a copy where that is needed."""

from __future__ import annotations

import tkinter as tk
from typing import TYPE_CHECKING

from forms.examining import Examining
from forms.place import open_place
from forms.screens import home_of
from forms.screens.handover_part import Part
from forms.shell.page import Target
from forms.widgets.cards import Card

if TYPE_CHECKING:
    from forms.app import App


class Doctor(Part):
    """One card with the findings."""

    help = (
        "体检逐项检查数据库、每条记录、每个附件的内容、修改历史、每一份备份，只看不改，可以随时停下。\n"
        "“损坏”是数据库坏了，不要再写入，按“在副本上修复”或从备份恢复；“问题”要处理，台帐照常能用；“提示”知道就行。\n"
        "双击一行，打开它说的那条记录；下面写着整句话和该怎么办。\n"
        "在副本上修复：修好的放到另一个文件夹，原来的一个字节也不动；丢了的内容能从备份找回的就找回，说清找回了什么、丢了什么。\n"
        "修好以后，可以打开副本看看，也可以换到原来的位置；换之前现在的台帐库会先留一份。\n"
        "建议移交之前、换电脑以后各做一次。"
    )

    def __init__(self, parent: tk.Misc, app: App) -> None:
        super().__init__(parent, app)
        self.columnconfigure(0, weight=1)
        self.rowconfigure(0, weight=1)
        card = Card(self, "体检", "只看不改")
        card.grid(row=0, column=0, sticky="nsew")
        self.examining = Examining(card.body, app, lambda: open_place(app), self._go)
        self.examining.pack(fill="both", expand=True)

    def shown(self) -> None:
        """Put the keys on the button."""
        self.examining.remembered()
        self.examining.start.focus_set()

    def cancel(self) -> None:
        """Esc: stop what is under way."""
        if self.examining.work.running:
            self.examining.work.progress.button.invoke()

    def _go(self, uid: str) -> bool:
        record = self.app.desk.snapshot.get(uid)
        if record is not None:
            self.app.go(home_of(record.kind), Target(record.kind, uid))
        return record is not None


PART = Doctor
