"""A list as a spreadsheet: the rows that are shown, in their order, with all of their words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from forms.actions import Edit
from forms.app import App
from forms.dialogs import exporting
from forms.dialogs.exporting import cells_of, export_list, labels_of
from forms.rows import columns_of, row_of
from forms.widgets.listing import Listing
from ledger.kinds import KINDS, kind_of
from tests.forms.window import driving
from tests.forms.window.sheets import Choosing, push, said, settle

LONG = "窗口前的等候座椅太少，老年人站着等号，建议再添一排。" * 12
OPINION = kind_of("opinion")


def listed(app: App) -> Listing:
    """The opinions in a list of their own."""
    snapshot, day = app.desk.snapshot, app.desk.today
    listing = Listing(app.root, columns_of(OPINION))
    listing.put([row_of(record, snapshot, day) for record in snapshot.of("opinion")])
    return listing


def test_the_shown_rows_are_written_in_full_and_in_order(
    start: Callable[..., App], library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = start(library)
    opinion = app.desk.snapshot.of("opinion")[0]
    app.desk.change(Edit(((opinion.uid, {"content": LONG}, None),)))
    settle(app)
    listing = listed(app)
    listing.sort_by("date", descending=True)
    listing.filter("窗口")
    shown = listing.shown_rows()
    assert 1 < len(shown) < listing.total
    app.chooser = Choosing(saved=tmp_path)  # type: ignore[assignment]
    export_list(app, OPINION, listing)
    settle(app)
    assert f"已导出{len(shown)}条" in said(app)
    rows = [[cell.value for cell in row] for row in load_workbook(tmp_path / "意见建议.xlsx").active.iter_rows()]
    head = next(place for place, row in enumerate(rows) if OPINION.field("content").label in row)
    content, date = (rows[head].index(OPINION.field(name).label) for name in ("content", "date"))
    records = [app.desk.snapshot.get(row.uid) for row in shown]
    assert [row[content] for row in rows[head + 1 :]] == [record["content"] for record in records if record]
    assert LONG in [row[content] for row in rows[head + 1 :]]
    assert all(isinstance(row[date], dt.datetime) for row in rows[head + 1 :])
    revealed: list[Path] = []
    monkeypatch.setattr(exporting, "reveal", revealed.append)
    push(app, "打开文件夹")
    assert revealed == [tmp_path / "意见建议.xlsx"]


def test_what_cannot_be_written_is_told_and_nothing_is_asked_of_an_empty_list(
    start: Callable[..., App], library: Path, tmp_path: Path
) -> None:
    app = start(library)
    listing = listed(app)
    app.chooser = Choosing(saved=tmp_path / "没有" / "甲.xlsx")  # type: ignore[assignment]
    export_list(app, OPINION, listing)
    settle(app)
    assert "甲.xlsx" in said(app)
    driving.press(app.root, "<Escape>")
    listing.filter("没有这样的意见")
    export_list(app, OPINION, listing)
    settle(app)
    assert app.overlay.top is None
    assert app.shell is not None
    assert app.shell.status.said == "列表里没有可以导出的记录"


def test_every_kind_has_a_head_for_every_cell(start: Callable[..., App], library: Path) -> None:
    app = start(library)
    snapshot = app.desk.snapshot
    for kind in KINDS:
        for record in snapshot.of(kind.slug)[:3]:
            assert len(cells_of(kind, record, snapshot, app.desk.today)) == len(labels_of(kind))
