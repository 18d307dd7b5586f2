"""An attached file looked at in the window."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from exports.sniff import claimed_suffix
from forms import spool
from forms.dialogs.preview_sheet import PreviewSheet
from forms.widgets.viewer_pages import PAGE, WIDTH
from ledger.records import Attachment

if TYPE_CHECKING:
    from forms.app import App


class FileSheet(PreviewSheet):
    """Shows a file of the library under the name it came with."""

    def __init__(self, app: App, attachment: Attachment, role: str) -> None:
        self.attachment = attachment
        record = app.desk.snapshot.get(attachment.record)
        owner = f"{app.desk.snapshot.named(record, 30)}的" if record is not None else ""
        super().__init__(app, f"{owner}{role}", (("save", "另存为", "plain"),), self._save)
        self.viewer.pages.set_fit(WIDTH if attachment.normal is None else PAGE)  # a picture is seen whole first
        self.viewer.show(attachment.file, attachment.name)

    def printed(self) -> Sequence[tuple[str, spool.Content]]:
        return ((self._name(), self.attachment.file),)

    def _save(self, key: str) -> None:
        suffix = self.attachment.file.suffix
        types = ((suffix.lstrip(".").upper(), f"*{suffix}"),)
        self.save_as(self.app.chooser.save("另存为", self._name(), types), self.attachment.file)

    def _name(self) -> str:
        """The name it came with, with the suffix of what it is."""
        name = self.attachment.name
        return name if claimed_suffix(Path(name)) else f"{name}{self.attachment.file.suffix}"
