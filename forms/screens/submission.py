"""报送: what is still missing, what will be made, making it, and what was made before."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from typing import TYPE_CHECKING

from forms.screens.submission_making import Making
from forms.screens.submission_past import Past
from forms.screens.views import View, ViewsPage

if TYPE_CHECKING:
    from forms.app import App


class Submission(ViewsPage):
    """Two views: one export is made in the first, the second lists those made before."""

    slug = "submission"
    title = "报送"
    help = (
        "左边先列出还缺什么、哪里前后矛盾，影响分值大的在前；选中一行按回车，就去补那一处。\n"
        "右边是会做出哪几卷、各有几件。选好格式和位置，按“开始导出”或 F9，就做出整个报送文件夹：\n"
        "每份资料的 Word 和 PDF、总目录和卷内目录、统一编页的合订本、归档用的表、目录网页和校验清单。\n"
        "交出去的那一份，把“附缺项与疑点”去掉。导出时窗口照常可以用，随时可以取消，取消后什么也不留下。\n"
        "已有的文件夹不会被覆盖，程序会另起一个名称。\n"
        "“以前的导出”列出各次，可以打开文件夹、看或打印合订本；印过以后又有改动，用“抽换页”只换几张纸。"
    )

    def __init__(self, parent: tk.Misc, app: App) -> None:
        super().__init__(parent, app)
        self.take(self.taken)

    def views(self) -> Sequence[View]:
        """See ViewsPage."""
        return (
            View("making", "导出", lambda parent: Making(parent, self.app)),
            View("past", "以前的导出", lambda parent: Past(parent, self.app)),
        )


PAGE = Submission
