"""The bound PDF of a submission looked at in the window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from forms import spool
from forms.background import FILES
from forms.dialogs.preview_sheet import PreviewSheet
from forms.opening import reveal
from forms.widgets.viewer_pages import WIDTH

if TYPE_CHECKING:
    from forms.app import App


class BoundSheet(PreviewSheet):
    """Shows the bound PDF at `path`; it is printed as every other document is."""

    def __init__(self, app: App, path: Path) -> None:
        self.path = path
        super().__init__(app, f"{path.parent.name}　{path.stem}", (("folder", "打开文件夹", "plain"),), self._shown)
        self.viewer.pages.set_fit(WIDTH)
        self.viewer.show(path, path.name)

    def printed(self) -> Sequence[tuple[str, spool.Content]]:
        return ((self.path.name, self.path),)

    def _shown(self, key: str) -> None:
        self.app.background.run(lambda: reveal(self.path), failed=self.refused, lane=FILES)
