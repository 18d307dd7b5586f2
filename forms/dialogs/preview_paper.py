"""A paper made apart from the window and looked at in it, with the choice of what is printed of a record."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tkinter import ttk
from typing import TYPE_CHECKING

from exports.names import safe_name
from exports.papers.prints import PRINTS
from exports.preflight import open_places
from forms import paper_making, spool, theme
from forms.apart import Handle
from forms.background import FILES
from forms.dialogs.preview_sheet import PreviewSheet
from forms.paper_making import RECORD, REGISTER, Made, PaperWish
from forms.widgets.button import Segments
from forms.widgets.line import Line
from ledger.kinds import Kind
from ledger.records import Record
from ledger.statistics.periods import Period

if TYPE_CHECKING:
    from forms.app import App

_PAUSE = 600
"""Milliseconds after the last digit of a number before the paper is made anew."""
_MOST = 5000
_WAITING = "正在排版……"
_TYPES = {"pdf": (("PDF 文档", "*.pdf"),), "docx": (("Word 文档", "*.docx"),)}


class PaperSheet(PreviewSheet):
    """Shows the first of `papers` (see papers_for) of a record, a kind or a `period`; the others when chosen."""

    def __init__(
        self,
        app: App,
        papers: Sequence[tuple[str, str]],
        kind: Kind,
        record: Record | None,
        period: Period | None = None,
    ) -> None:
        self.kind, self.record, self.period = kind, record, period
        self.what = papers[0][0]
        self.made: Made | None = None
        self._kept: dict[tuple[object, ...], Made] = {}
        self._handle: Handle | None = None
        self._timer = ""
        buttons = (("pdf", "另存为PDF", "plain"), ("docx", "另存为Word", "plain"))
        super().__init__(app, "打印预览", buttons, self._save)
        self._choices(papers)
        self._options()
        self.last.lift()
        self.make()

    def make(self) -> None:
        """Make the chosen paper, unless it was made before in this sheet."""
        wish = self._wish()
        if wish is None:
            return
        self._stop()
        self.made = None
        self.enable(False)
        key = (wish.what, wish.count, wish.per)
        if key in self._kept:
            self._show(self._kept[key])
            return
        self.viewer.clear(_WAITING)
        self.say("")
        self._handle = self.app.apart.run(
            paper_making.make,
            wish,
            progress=self._progress,
            done=lambda made: self._done(key, made),
            failed=self._failed,
        )

    def printed(self) -> Sequence[tuple[str, spool.Content]]:
        """Each paper by itself, so that on a printer of both sides none begins on the back of another."""
        files = self.made.files if self.made is not None else {}
        return tuple((name, data) for name, data in files.items() if name.endswith(".pdf"))

    def closed(self) -> None:
        self._stop()

    # Inside

    def _choices(self, papers: Sequence[tuple[str, str]]) -> None:
        if len(papers) > 1:
            Segments(self.head, papers, self._take).pack(side="left")

    def _options(self) -> None:
        """What some prints may be asked for besides."""
        self._row = ttk.Frame(self.head, style="Panel.TFrame")
        self._row.pack(side="right")
        self._count_label = ttk.Label(self._row, text="每组张数（不填按发出数）", style="Panel.TLabel")
        self._count = Line(self._row, right=True, width=64)
        self._count.on_change(self._soon)
        self._per_label = ttk.Label(self._row, text="每页照片", style="Panel.TLabel")
        self._per = Segments(self._row, (("4", "4张"), ("6", "6张")), lambda _: self.make())
        self._show_options()

    def _show_options(self) -> None:
        wishes = next((each.wishes for each in PRINTS if each.slug == self.what), ())
        for place, (name, widgets) in enumerate(
            (("count", (self._count_label, self._count.widget)), ("per", (self._per_label, self._per)))
        ):
            for side, widget in enumerate(widgets):
                if name in wishes:
                    widget.grid(row=0, column=2 * place + side, padx=(theme.px(6), 0))
                else:
                    widget.grid_remove()

    def _take(self, what: str) -> None:
        self.what = what
        self._show_options()
        self.make()

    def _soon(self) -> None:
        if self._timer:
            self.head.after_cancel(self._timer)
        self._timer = self.head.after(_PAUSE, self.make)

    def _wish(self) -> PaperWish | None:
        """What shall be made; None, told, when the number of ballots is none."""
        text = self._count.text.strip()
        good = not text or (text.isdecimal() and 0 < int(text) <= _MOST)
        self._count.mark(not good)
        if not good:
            self.say(f"张数请填1到{_MOST}的整数，或者不填", "bad")
            return None
        return PaperWish(
            self.app.desk.snapshot,
            self.what,
            self.record.uid if self.record is not None and self.what != REGISTER else "",
            self.kind.slug,
            count=int(text) if text else None,
            per=int(self._per.taken),
            period=self.period,
        )

    def _progress(self, done: int, total: int, words: str) -> None:
        if total > 1 and self.viewer.winfo_exists():
            self.viewer.clear(f"{_WAITING}（{done + 1}/{total}）")

    def _done(self, key: tuple[object, ...], made: Made) -> None:
        self._kept[key] = made
        self._show(made)

    def _show(self, made: Made) -> None:
        self.made = made
        self.viewer.show_data(made.pdf, "application/pdf", made.title)
        self.enable()
        several = len(self.printed())
        left = open_places(self.record) if self.record is not None and self.what == RECORD else ""
        words = f"共{made.pages}页" + (f"，{several}个文件，分别打印" if several > 1 else "")
        self.say(f"{words}；{left}" if left else words, "warn" if left else "")

    def _failed(self, error: Exception) -> None:
        self.viewer.clear("")
        self.refused(error)

    def _stop(self) -> None:
        if self._timer:
            self.head.after_cancel(self._timer)
            self._timer = ""
        if self._handle is not None:
            self._handle.drop()
            self._handle = None

    def _save(self, suffix: str) -> None:
        """One file where the clerk says; several in a new folder, so that none of another is replaced."""
        made = self.made
        if made is None:
            return
        files = {name: data for name, data in made.files.items() if name.endswith(f".{suffix}")}
        if len(files) == 1 or suffix == "pdf":
            data = made.pdf if suffix == "pdf" else next(iter(files.values()))
            name = safe_name(made.title, suffix=f".{suffix}")
            self.save_as(self.app.chooser.save(f"另存为{_WORDS[suffix]}", name, _TYPES[suffix]), data)
            return
        parent = self.app.chooser.folder(f"把{len(files)}个文件存到哪个文件夹里")
        if parent is not None:
            self._save_all(parent, made.title, files)

    def _save_all(self, parent: Path, title: str, files: dict[str, bytes]) -> None:
        self.app.background.run(
            lambda: spool.copy_all(parent, title, files),
            lambda folder: self.say(f"已把{len(files)}个文件存到“{folder}”", "good"),
            self.refused,
            lane=FILES,
        )


_WORDS = {"pdf": "PDF", "docx": "Word"}
