"""The roster: everybody whom meetings, signatures and tasks name."""

from __future__ import annotations

import tkinter as tk
from typing import TYPE_CHECKING

from forms.dialogs.importing import import_pasted, import_sheet
from forms.screens.recorded import RecordsPage
from forms.widgets.button import Button
from ledger.kinds import kind_of

if TYPE_CHECKING:
    from forms.app import App


class People(RecordsPage):
    """The people of the unit."""

    slug = "people"
    title = "人员"
    kinds = ("person",)
    help = (
        "这里是名册：会议的应到和实到人员、签名、整改责任人都从这里选，所以最先填好名册最省事。\n"
        "一次登记很多人：把姓名（可以连同职务、电话）从表格或文档里复制下来，按“粘贴姓名”；或按“从表格导入”。\n"
        "姓名不能重复；有同名的人时，请在姓名后面加以区别，如“王芳（大）”。\n"
        "人调走了不要删除，把“在岗状态”改成“调离”，以前的会议记录里仍是他的名字。\n"
        "联系电话只在本机里看，不印到报送的资料上。"
    )

    def __init__(self, parent: tk.Misc, app: App) -> None:
        super().__init__(parent, app)
        person = kind_of("person")
        Button(self.head, "从表格导入", lambda: import_sheet(app, person)).pack(side="right")
        Button(self.head, "粘贴姓名", lambda: import_pasted(app, person)).pack(side="right", padx=8)


PAGE = People
