"""What belongs to a filed item: its files looked at, or the index in which it will stand."""

from __future__ import annotations

import tkinter as tk
from tkinter import ttk
from typing import TYPE_CHECKING

from forms import theme
from forms.background import THINK, Job
from forms.filing_view import (
    Filed,
    Filing,
    index_columns_of,
    index_rows,
    pages_words,
    same_term,
)
from forms.widgets.attachments_box import AttachmentsBox
from forms.widgets.button import Segments
from forms.widgets.listing import Listing, ListRow
from forms.widgets.sentence import Sentence
from forms.widgets.viewer import Viewer
from ledger.filing import Volume
from ledger.index_columns import IndexColumn

if TYPE_CHECKING:
    from forms.app import App

FILES, VOLUME, TERM = "files", "volume", "term"
_CHOICES = ((FILES, "附件"), (VOLUME, "卷内目录"), (TERM, "归档文件目录"))
_NO_ITEM = "选中一件资料，这里看它的附件。"
_COMPILED = "这一件由程序按登记的内容编成，没有附件。按 Ctrl+P 看它的版面。"
_NO_FILES = "这一件还没有附件。把扫描件拖到这里，或按上面的“添加附件”。"


class Beside(ttk.Frame):
    """`taken` of `segments` says what is shown; it is brought up to date by `show`."""

    def __init__(self, parent: tk.Misc, app: App) -> None:
        super().__init__(parent, style="Panel.TFrame")
        self.app = app
        self._filing: Filing | None = None
        self._item: Filed | None = None
        self._volume: Volume | None = None
        self._file = ""
        self._job: Job | None = None
        self._columns: tuple[IndexColumn, ...] = ()
        head = ttk.Frame(self, style="Panel.TFrame", padding=(theme.px(12), theme.px(8)))
        head.pack(fill="x")
        self.segments = Segments(head, _CHOICES, lambda _: self._take())
        self.segments.pack(side="left")
        self._files = ttk.Frame(self, style="Panel.TFrame")
        self.box = AttachmentsBox(self._files, app)
        self.box.pack(fill="x")
        self.box.files.bind("<<TreeviewSelect>>", lambda _: self._look(), add="+")
        self.viewer = Viewer(self._files, app.background)
        self.viewer.pack(fill="both", expand=True, padx=theme.px(8), pady=theme.px(8))
        self._index = ttk.Frame(self, style="Panel.TFrame")
        self.words = Sentence(self._index, style="PanelSmallMuted.TLabel")
        self.words.pack(side="bottom", anchor="w", padx=theme.px(12), pady=theme.px(8))
        self.index: Listing | None = None
        self._index.bind("<Configure>", lambda event: self.words.configure(wraplength=event.width - theme.px(24)))
        self._take()

    def show(self, filing: Filing, item: Filed | None, volume: Volume | None) -> None:
        """Show what belongs to an item, or to a volume where none is chosen."""
        self._filing, self._item, self._volume = filing, item, volume
        self._tell()

    def take(self, what: str) -> None:
        """Show the files or one of the indexes."""
        self.segments.put(what)
        self._take()

    def _take(self) -> None:
        shown, other = (self._files, self._index) if self.segments.taken == FILES else (self._index, self._files)
        other.pack_forget()
        shown.pack(fill="both", expand=True)
        self._tell()

    def _tell(self) -> None:
        if self.segments.taken == FILES:
            self._tell_files()
        elif self._filing is not None:
            self._tell_index(self._filing)

    # The files

    def _tell_files(self) -> None:
        record = self.app.desk.snapshot.get(self._item.item.record) if self._item is not None else None
        self.box.show(record)
        if record is None or not record.attachments:
            self._file = ""
            self.viewer.clear(_NO_ITEM if self._item is None else _COMPILED if record is None else _NO_FILES)
        else:
            self._look()

    def _look(self) -> None:
        """Show the chosen file, unless it is shown already."""
        chosen = self.box.chosen
        if chosen is not None and chosen.uid != self._file and self.segments.taken == FILES:
            self._file = chosen.uid
            self.viewer.show(chosen.file, chosen.name)

    # The indexes

    def _tell_index(self, filing: Filing) -> None:
        volume, settings = self._volume, filing.settings
        one = self.segments.taken == VOLUME
        columns = settings.volume_index if one else settings.index
        volumes = () if volume is None else (volume,) if one else same_term(filing, volume)
        listing = self._listing(columns)
        listing.empty = "选中一卷或其中一件，这里看它的目录。" if volume is None else "这一卷还没有资料。"
        self.words.configure(text=f"{_titled(volumes, one)}{pages_words(filing)}")
        if self._job is not None:
            self._job.cancel()
        self._job = self.app.background.run(lambda: index_rows(filing, volumes, columns), self._put, lane=THINK)

    def _put(self, rows: list[ListRow]) -> None:
        if self.index is not None and self.index.winfo_exists():
            self.index.put(rows)
            if self._item is not None:
                self.index.select((self._item.item.key,))

    def _listing(self, columns: tuple[IndexColumn, ...]) -> Listing:
        """The list of the index; another one when the unit wants other columns."""
        if self.index is None or columns != self._columns:
            if self.index is not None:
                self.index.destroy()
            self._columns = columns
            self.index = Listing(self._index, index_columns_of(columns), name="filing.index", multiple=False)
            self.index.pack(fill="both", expand=True)
        return self.index


def _titled(volumes: tuple[Volume, ...], one: bool) -> str:
    """What the index is of."""
    if not volumes:
        return ""
    items = sum(len(volume.items) for volume in volumes)
    name = f"{volumes[0].no} {volumes[0].name}" if one else (volumes[0].term or "保管期限未定")
    return f"{name}，{items}件。"
