"""Papers and their filing: items in their volumes with their scans, the filed papers, the filing plan, the boxes."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from typing import TYPE_CHECKING

from forms.records_panel import RecordsPanel
from forms.screens.filing_arranging import Arranging
from forms.screens.filing_boxes import Boxes
from forms.screens.filing_plan_form import PlanForm
from forms.screens.filing_state import FilingState
from forms.screens.filing_taking import PAPER
from forms.screens.views import Content, View, ViewsPage

if TYPE_CHECKING:
    from forms.app import App

PLAN = "filing_plan"


class Filing(ViewsPage):
    """The views share what is worked out of the filing."""

    slug = "filing"
    title = "资料与归档"
    help = (
        "“资料整理”按卷列出每一件资料：件号、题名、日期、附件和还缺什么；右边看选中那一件的附件，或看卷内目录。\n"
        "扫描件可以几个一起拖到窗口里，也可以按“添加扫描件”选：程序按文件名猜它属于哪一件，由您核对后一次添加。\n"
        "不由本程序制作的文件（上级来文、签到表原件、照片）添加时选“作为新的归档文件”。\n"
        "件在卷里的先后按主题和时间排，要改就按 Alt+上、Alt+下，或用鼠标拖；按回车打开那一件，Ctrl+P 看它的版面。\n"
        "“编定件号”以后，件号、档号不再变动，新增的接着往下编；全宗号、保管期限、目录样式在“归档设置”里填。\n"
        "页数、页号要排版才知道：导出一次以后这里就有，再改动台帐就要重新导出。"
    )

    def __init__(self, parent: tk.Misc, app: App) -> None:
        self.worked_out = FilingState(app)
        super().__init__(parent, app)

    def views(self) -> Sequence[View]:
        """See ViewsPage."""
        app = self.app
        return (
            View("arranging", "资料整理", lambda parent: Arranging(parent, app, self.worked_out)),
            View(PAPER, "归档文件", lambda parent: RecordsPanel(parent, app, (PAPER,), name="filing"), (PAPER,)),
            View(PLAN, "归档设置", lambda parent: PlanForm(parent, app), (PLAN,)),
            View("boxes", "装盒", lambda parent: Boxes(parent, app, self.worked_out)),
        )

    @property
    def arranging(self) -> Arranging:
        """The view of volumes and items."""
        content: Content = self._content("arranging")
        assert isinstance(content, Arranging)
        return content

    def shown(self) -> None:
        """Give the keyboard to the view in front; an export that was made meanwhile is noticed."""
        super().shown()
        if isinstance(self.front, Arranging | Boxes):
            self.front.refresh(frozenset())


PAGE = Filing
