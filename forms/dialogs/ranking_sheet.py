"""The ranking on paper, looked at in the window: printed from there, or saved as a PDF."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from exports.names import safe_name
from exports.page import Paper
from forms import ranking_paper, spool
from forms.dialogs.preview_sheet import PreviewSheet

if TYPE_CHECKING:
    from forms.app import App

_TYPES = (("PDF 文档", "*.pdf"),)


class RankingSheet(PreviewSheet):
    """Shows the paper once it is laid out."""

    def __init__(self, app: App, paper: Paper) -> None:
        self._paper, self._pdf = paper, b""
        super().__init__(app, paper.title, (("pdf", "另存为PDF", "plain"),), self._save)
        self.enable(False)
        self.viewer.clear("正在排版……")
        self._handle = app.apart.run(ranking_paper.make, paper, done=self._done, failed=self._failed)

    def printed(self) -> Sequence[tuple[str, spool.Content]]:
        return ((f"{self._paper.title}.pdf", self._pdf),) if self._pdf else ()

    def closed(self) -> None:
        self._handle.drop()

    def _done(self, pdf: bytes) -> None:
        self._pdf = pdf
        self.viewer.show_data(pdf, "application/pdf", self._paper.title)
        self.enable()

    def _failed(self, error: Exception) -> None:
        self.viewer.clear("")
        self.refused(error)

    def _save(self, key: str) -> None:
        name = safe_name(self._paper.title, suffix=".pdf")
        self.save_as(self.app.chooser.save("另存为PDF", name, _TYPES), self._pdf)
