"""What the program is, and whose typefaces come with it."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk
from typing import TYPE_CHECKING

from forms import about, theme
from forms.background import FILES
from forms.widgets.button import Button
from forms.widgets.cards import Card
from forms.widgets.listing import ListColumn, Listing, ListRow
from forms.widgets.reading import Reading
from forms.widgets.sentence import Sentence

if TYPE_CHECKING:
    from forms.app import App

_COLUMNS = (
    ListColumn("files", "随附字体", 16, stretch=True),
    ListColumn("source", "改自", 14, stretch=True),
    ListColumn("licence", "许可", 14, stretch=True),
)
_WHAT = "离线使用，不联网，不收集任何内容。程序按 MIT 许可使用；随附的字体各按自己的许可使用，都改过，换了名称。"
_HIGH = 176
_LINES = 24


class AboutCard(Card):
    """Version, licences, and the whole notice on request."""

    def __init__(self, parent: tk.Misc, app: App) -> None:
        version = about.version()
        super().__init__(parent, "关于", f"台帐　版本 {version}" if version else "台帐")
        self._app = app
        self._notice = ""
        self._button = Button(self.actions, "许可和来源全文", self._show)
        self._button.pack()
        self._button.enable(False)
        what = Sentence(self.body, text=_WHAT, style="PanelSmallMuted.TLabel")
        what.pack(anchor="w", pady=(0, theme.px(8)))
        self.body.bind("<Configure>", lambda event: what.configure(wraplength=max(event.width, 120)), add="+")
        self.listing = Listing(self.body, _COLUMNS, name="settings.faces", empty="没有找到许可说明。", multiple=False)
        self.listing.pack(fill="x")
        theme.listen(self.listing, self._sized)
        self._sized()
        app.background.run(about.notice, self._known, lane=FILES)

    def _known(self, notice: str) -> None:
        if not self.winfo_exists():
            return
        self._notice = notice
        self._button.enable(bool(notice))
        faces = about.typefaces(notice)
        self.listing.put([ListRow(face.files, (face.files, face.source, face.licence)) for face in faces])

    def _show(self) -> None:
        def fill(body: ttk.Frame) -> tk.Misc:
            reading = Reading(body, lines=_LINES)
            reading.pack(fill="both", expand=True)
            reading.text.configure(wrap="word")  # it is English
            reading.put([("", about.flowing(self._notice))])
            return reading.text

        self._app.overlay.show("许可和来源（原文）", fill, (("", "关闭", "main"),), width=860)

    def _sized(self) -> None:
        self.listing.configure(height=theme.px(_HIGH))
