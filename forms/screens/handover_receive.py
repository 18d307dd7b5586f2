"""接收与合并: a package that came in is verified, looked into, and taken in, in one of several ways."""

from __future__ import annotations

import tkinter as tk
from typing import TYPE_CHECKING

from forms.screens.handover_part import Part
from forms.screens.handover_receiving import Receiving

if TYPE_CHECKING:
    from forms.app import App


class Receive(Part):
    """Receiving, with the library that is open."""

    help = (
        "这里接收别人交来的移交包：先核对，再看里面有什么，最后选怎样接收。\n"
        "移交包是一个文件夹，或压缩成的.zip；分卷的选第一个.zip.001。也可以把它从文件夹窗口拖进来。\n"
        "加密的移交包要输入对方另外告诉你的口令。\n"
        "核对时逐个文件计算校验值，和包里的清单比较；缺了、多了、被改动的逐个列出来，有问题的包不能接收。\n"
        "“合并”补上对方有、这里没有的内容；两边改得不同的，左右对照着逐处选，全部选好才合并。\n"
        "“收作下级单位的台帐”与自己的记录分开存放，得分和排名在“单位汇总”里看。\n"
        "“另存为新的台帐库”放到新的文件夹，不动现在的台帐库。“替换”之前会自动备份。\n"
        "合并同一个移交包两次，第二次会说没有新内容，什么也不改。\n"
        "接收以后写一份移交回执，放在移交包旁边；把它交还移交方，由对方登记。"
    )

    def __init__(self, parent: tk.Misc, app: App) -> None:
        super().__init__(parent, app)
        self.receiving = Receiving(self, app)
        self.receiving.pack(fill="both", expand=True)

    def shown(self) -> None:
        """Put the keys on the button that begins."""
        if not self.receiving.running:
            self.receiving.card.focus_first()

    def cancel(self) -> None:
        """Esc: stop what is under way."""
        self.receiving.stop()


PART = Receive
