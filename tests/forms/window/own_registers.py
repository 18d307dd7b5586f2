"""A library with a register of the clerk's own, and hands for its designer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from forms.app import App
from forms.dialogs.register_columns import ColumnsBox, DefinitionForm
from forms.dialogs.register_preview import RegisterPreview
from forms.screens.registers import Registers
from ledger.book import Ledger
from tests.forms.window import driving
from tests.forms.window.sheets import laid, settle, top
from tests.ledger.books import new_book

Start = Callable[..., App]

COLUMNS: list[dict[str, Any]] = [
    {"label": "日期", "type": "日期", "required": "是"},
    {"label": "地点", "type": "文字", "required": "是"},
    {"label": "结果", "type": "单选", "choices": "正常、异常"},
    {"label": "隐患", "type": "约数"},
]
PATROL = {"title": "安全巡查册", "code": "patrol", "columns": COLUMNS, "proof": "现场照片"}
ONE = {"日期": "2015.7.2", "地点": "办税大厅", "结果": "正常", "隐患": "10余"}


def new_library(folder: Path) -> Path:
    """A closed library with two people in it."""
    with new_book(folder) as book:
        book.add_many("person", [{"name": "沈文君"}, {"name": "周启明"}])
        return book.path


def with_patrols(library: Path) -> Path:
    """The library with a register of one's own and an entry in it."""
    with Ledger.open(library) as book:
        book.add("own_register", PATROL)
        book.add("own-patrol", ONE)
    return library


def registers(app: App, slug: str = "") -> Registers:
    page = app.go("registers")
    settle(app)
    assert isinstance(page, Registers)
    if slug:
        page.take(slug)
        settle(app)
    return page


def form_of(app: App) -> DefinitionForm:
    """The form on the sheet on top."""
    return next(each for each in driving.below(top(app)) if isinstance(each, DefinitionForm))


def preview_of(app: App) -> RegisterPreview:
    return next(each for each in driving.below(top(app)) if isinstance(each, RegisterPreview))


def table(app: App) -> ColumnsBox:
    return form_of(app).columns


def cell(app: App, row: int, column: int) -> Any:
    """The entry of a cell of the columns' table, counted from 0."""
    return table(app)._strip(row).cells[column].inner


def begin(app: App, page: Registers, words: str = "新建登记簿") -> None:
    driving.click(driving.button(page, words))
    laid(app, words)
    settle(app)


def chosen(app: App, page: Registers, place: int = 0) -> Any:
    driving.focus(page.panel.listing)
    driving.press(app.root, "<Home>", *["<Down>"] * place)
    settle(app)
    return page.panel.pane.record


# Designing
