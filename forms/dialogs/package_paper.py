"""A paper of a handover package looked at in the window, though the stick may be gone or the package sealed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from exports.sniff import PDF
from forms import spool
from forms.dialogs.preview_sheet import PreviewSheet
from forms.widgets.viewer_pages import WIDTH

if TYPE_CHECKING:
    from forms.app import App


class PaperSheet(PreviewSheet):
    """Shows a PDF that is in memory, called `name`."""

    def __init__(self, app: App, name: str, data: bytes) -> None:
        self._name, self._data = name, data
        super().__init__(app, Path(name).stem, (("save", "另存为", "plain"),), self._save)
        self.viewer.pages.set_fit(WIDTH)
        self.viewer.show_data(data, PDF.media, Path(name).stem)

    def printed(self) -> Sequence[tuple[str, spool.Content]]:
        return ((self._name, self._data),)

    def _save(self, key: str) -> None:
        self.save_as(self.app.chooser.save("另存为", self._name, (("PDF", "*.pdf"),)), self._data)
