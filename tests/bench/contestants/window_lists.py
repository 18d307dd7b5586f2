"""The whole program on a library with a list of 100,000 records: how long its window stands still, as JSON."""

from __future__ import annotations

import json
import os
import sys
import time
import tkinter as tk
import traceback
from collections.abc import Callable
from pathlib import Path

from forms import import_work, launch, submitting
from forms.actions import Add, Edit
from forms.apart import Handle
from forms.app import App
from forms.import_work import Reading
from forms.records_panel import RecordsPanel
from forms.sheet_export import write_list
from forms.submitting import SubmissionWish
from ledger.book import Ledger
from ledger.kinds import kind_of
from tests.bench.lists import Heart
from tests.bench.window_library import KIND, opinions

PATIENCE = 300
"""Seconds that one act may take."""
IMPORTED = 10_000
"""Rows of the sheet that is imported."""


class Stage:
    """The window, its heart, and what the clerk does in it."""

    def __init__(self, library: Path, papers: Path, scratch: Path) -> None:
        self.scratch, self.found = scratch, {}
        with Ledger.open(papers, read_only=True) as ledger:
            self.papers = ledger.snapshot()
        self.sheet = scratch / "意见.xlsx"
        self._write_sheet()
        self.app = launch.start(None, size=(1280, 720))
        self.root: tk.Tk = self.app.root
        self.heart = Heart(self.root)
        self._until(self.root.winfo_viewable)
        self.pump(0.5)
        self.act("打开台帐库，读完、算完", lambda: self.app.open(library), opened=True)

    @property
    def panel(self) -> RecordsPanel:
        """The panel of the registers."""
        panel: RecordsPanel = self.app.shell._pages["registers"].panel
        return panel

    def act(self, name: str, act: Callable[[], object], *, opened: bool = False) -> None:
        """Do something, wait until it is on the screen, and keep the longest gap and how long it took."""
        self.heart.rest()
        begun = time.perf_counter()
        act()
        self.pump(0.05)
        if opened:
            self._until(lambda: self.app.shell is not None and not self.app.desk.reading)
        self._until(lambda: not self.app.background.busy)
        lasted = time.perf_counter() - begun
        self.pump(0.2)
        self.found[name] = (self.heart.longest * 1000, lasted)

    def run(self) -> None:
        """Everything, in order."""
        self.act("什么也不做，作对照", lambda: self.pump(1))
        self.act("第一次到登记簿", lambda: self.app.go("registers"))
        self.act("打开十万条的登记簿", lambda: self.panel.take(KIND))
        self._list_acts("")
        self.act("搜索框第一次搜", lambda: self._type(self.app.shell.header.box._line, "整改情况"))
        self.act("搜索框再搜", lambda: self._type(self.app.shell.header.box._line, "核对"))
        self.act("清空搜索框", lambda: self._type(self.app.shell.header.box._line, ""))
        record = self.app.desk.snapshot.of(KIND)[50_000]
        edit = Edit(((record.uid, {"content": "改过的一条意见。"}, record.revision),))
        self.act("改一条保存", lambda: self.app.desk.change(edit))
        self.act("回到工作台重算", lambda: self.app.go("workbench"))
        self.act("撤销", self.app.undo)
        self.act("再到登记簿", lambda: self.app.go("registers"))
        handle = self._export()
        self._list_acts("导出一千份资料时", lasting=lambda: not handle.over)
        self._import()

    def _list_acts(self, when: str, lasting: Callable[[], bool] | None = None) -> None:
        busy_before = self.app.background.busy
        listing = self.panel.listing
        acts: dict[str, Callable[[], object]] = {
            "按文字列排序": lambda: listing.sort_by("content"),
            "按日期列倒序": lambda: listing.sort_by("date", True),
            "逐字筛选": lambda: self._filter("整改情"),
            "清空筛选": lambda: self._type(self.panel._filter, ""),
            "不排序": lambda: listing.sort_by(""),
            "全选": listing.choose_all,
            "选一条看表单": lambda: listing.go(70_000),
        }
        for name, act in acts.items():
            if lasting is None:
                self.act(name, act)
            else:
                assert busy_before, "nothing is running"
                self.heart.rest()
                begun = time.perf_counter()
                act()
                self.pump(0.05)  # else what is done at once is over before the heart beats
                self._until(lambda: not listing.waiting)
                self.found[f"{when}{name}"] = (self.heart.longest * 1000, time.perf_counter() - begun)
        if lasting is not None:
            self.act(f"{when}，直到导出完成", lambda: self._until(lambda: not lasting()))

    def _export(self) -> Handle:
        wish = SubmissionWish(self.papers, self.scratch / "报送", ("docx", "pdf", "xlsx"), True, self.scratch / "cache")
        self.heart.rest()
        handle = self.app.apart.run(submitting.submit, wish, progress=lambda *_: None)
        self.pump(1)
        self.found["导出一千份资料：交给后台"] = (self.heart.longest * 1000, 1)
        return handle

    def _write_sheet(self) -> None:
        kind = kind_of(KIND)
        rows = opinions(IMPORTED, "import")
        fields = [field for field in kind.fields if field.name in rows[0]]
        cells = [[str(row[field.name]) for field in fields] for row in rows]
        write_list(self.sheet, kind.title, [field.label for field in fields], cells, replace=True)

    def _import(self) -> None:
        taken: list[import_work.ImportPreview] = []
        reading = Reading(self.sheet, KIND, self.app.desk.snapshot)
        self.act("导入一万行：读表、检查", lambda: self.app.apart.run(import_work.read, reading, done=taken.append))
        rows = tuple(row.data for row in taken[0].accepted)
        assert len(rows) == IMPORTED, taken[0].rejected[:3]
        self.act("导入一万行：存进台帐，列表更新", lambda: self.app.desk.change(Add(KIND, rows)))
        self.act("撤销导入一万行", self.app.undo)

    def _type(self, line: object, text: str) -> None:
        line.line.put(text)
        line._use()

    def _filter(self, text: str) -> None:
        for end in range(1, len(text) + 1):
            self._type(self.panel._filter, text[:end])
            self.pump(0.12)

    def pump(self, seconds: float) -> None:
        """Let the window live for a while."""
        over = tk.BooleanVar(self.root, False)
        self.root.after(round(seconds * 1000), lambda: over.set(True))
        self.root.wait_variable(over)

    def _until(self, holds: Callable[[], object]) -> None:
        end = time.monotonic() + PATIENCE
        while not holds():
            self.pump(0.02)
            if time.monotonic() > end:
                sys.exit(f"waited in vain for line {holds.__code__.co_firstlineno}")


def _failed(app: App, error: BaseException) -> None:
    """What the window would tell the clerk ends the bench."""
    traceback.print_exception(error)
    os._exit(1)


def main(library: Path, papers: Path, scratch: Path) -> None:
    """Measure, and write what was found to window.json in `scratch`."""
    App.fail = _failed
    stage = Stage(library, papers, scratch)
    stage.run()
    (scratch / "window.json").write_text(json.dumps(stage.found, ensure_ascii=False, indent=1), encoding="utf-8")
    os._exit(0)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
