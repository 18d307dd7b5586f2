"""The table inside a form."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk
from typing import Any

import pytest

from forms import theme
from forms.form_editors import Sources, editor_for
from forms.widgets.clipboard_cells import cells_of
from forms.widgets.rows_box import PAGE, RowsBox
from ledger import fields
from tests.forms.window.answers import context, titles
from tests.forms.window.driving import below, button, focused

Do = Callable[..., None]
FIELD = fields.Rows(
    name="rows",
    label="事项表",
    columns=(
        fields.Text(name="item", label="事项", required=True, width=30),
        fields.Person(name="owner", label="责任人"),
        fields.Date(name="deadline", label="时限"),
    ),
)


@pytest.fixture
def box(frame: ttk.Frame, pump: Do) -> Any:
    made: Any = editor_for(frame, FIELD, Sources(context, titles))
    assert isinstance(made, RowsBox)
    made.pack(fill="x")
    tk.Entry(frame).pack()
    pump()
    return made


def items(box: RowsBox) -> list[str]:
    return [row["item"] for row in box.typed()]


def rows(count: int) -> list[dict[str, str]]:
    return [{"item": f"第{number}件", "owner": "", "deadline": ""} for number in range(1, count + 1)]


def test_a_table_is_filled_from_the_keyboard_alone(box: RowsBox, write: Do, press: Do) -> None:
    box.focus()
    write("学习")
    press("<Return>")
    write("zxl")
    press("<Return>")  # takes the name
    press("<Return>")
    write("5.29")
    press("<Return>")  # a new row
    write("检查")
    press("<Return>", "<Return>")
    assert box.typed() == [
        {"item": "学习", "owner": "张晓丽", "deadline": "2015年5月29日"},
        {"item": "检查", "owner": "", "deadline": ""},
    ]


def test_rows_without_a_word_do_not_count(box: RowsBox, press: Do, click: Do) -> None:
    assert box.typed() == []
    click(button(box, "加一行"))
    click(button(box, "加一行"))
    assert box.typed() == []
    box.put([])
    assert box.typed() == []


def test_what_is_put_comes_back_and_is_not_told(box: RowsBox) -> None:
    told: list[int] = []
    box.on_change(lambda: told.append(1))
    box.put(rows(3))
    assert box.typed() == rows(3) and told == []


def test_rows_move_and_the_focus_with_them(box: RowsBox, write: Do, press: Do, root: tk.Tk) -> None:
    box.put(rows(3))
    box.focus()
    press("<Alt-Down>")
    assert items(box) == ["第2件", "第1件", "第3件"]
    press("<Alt-Down>", "<Alt-Down>", "<Alt-Up>")
    assert items(box) == ["第2件", "第1件", "第3件"]
    write("！")
    assert items(box) == ["第2件", "第1件！", "第3件"]


def test_a_row_is_removed_by_key_or_button_and_brought_back(box: RowsBox, press: Do, click: Do) -> None:
    box.put(rows(3))
    box.focus()
    press("<Control-Delete>")
    assert items(box) == ["第2件", "第3件"]
    press("<Control-z>")
    assert items(box) == ["第1件", "第2件", "第3件"]
    removes = [each for each in below(box) if isinstance(each, tk.Button) and each.winfo_viewable()]
    click(removes[1])
    assert items(box) == ["第1件", "第3件"]


def test_the_last_row_can_be_removed(box: RowsBox, press: Do, write: Do) -> None:
    box.put(rows(1))
    box.focus()
    press("<Control-Delete>")
    assert box.typed() == []
    write("新")
    assert items(box) == ["新"]


def test_typing_ends_what_can_be_undone_of_rows(box: RowsBox, press: Do, write: Do) -> None:
    box.put(rows(2))
    box.focus()
    press("<Control-Delete>")
    write("改")
    press("<Control-z>", "<Control-z>", "<Control-z>")
    assert items(box) == ["第2件"]


def test_cells_of_a_spreadsheet_fill_rows_and_columns(box: RowsBox, root: tk.Tk, press: Do) -> None:
    box.put(rows(1))
    box.focus()
    root.clipboard_clear()
    root.clipboard_append('一\t张晓丽\t5.1\r\n"二\n行"\t王伟\t\t多\r\n三\r\n')
    focused(root).event_generate("<<Paste>>")
    assert box.typed() == [
        {"item": "一", "owner": "张晓丽", "deadline": "5.1"},
        {"item": "二\n行", "owner": "王伟", "deadline": ""},
        {"item": "三", "owner": "", "deadline": ""},
    ]
    assert "多1列" in box.sentence
    press("<Control-z>")
    assert box.typed() == rows(1)


def test_one_cell_is_pasted_as_words(box: RowsBox, root: tk.Tk) -> None:
    box.put(rows(1))
    box.focus()
    root.clipboard_clear()
    root.clipboard_append("的事\r\n")
    focused(root).event_generate("<<Paste>>")
    assert items(box) == ["第1件的事"]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("a\tb\nc\td\n", [["a", "b"], ["c", "d"]]),
        ('5"\tb\n', [['5"', "b"]]),
        ('"a\nb"\tc', [["a\nb", "c"]]),
        ("a\n\nb", [["a"], [""], ["b"]]),
        ("a\rb", [["a"], ["b"]]),
    ],
)
def test_the_clipboard_is_read_as_spreadsheets_write_it(text: str, cells: list[list[str]]) -> None:
    assert cells_of(text) == cells


def test_many_rows_are_paged(box: RowsBox, pump: Do, click: Do, press: Do, write: Do) -> None:
    box.put(rows(200))
    pump()
    assert len([each for each in below(box) if isinstance(each, tk.Entry)]) == PAGE * 3
    assert box.typed() == rows(200)
    click(button(box, "下一页"))
    box.focus()
    write("改")
    assert items(box)[PAGE] == f"第{PAGE + 1}件改"
    box.put(rows(2))
    pump()
    assert not [each for each in below(box) if each.winfo_viewable() and getattr(each, "_text", "") == "下一页"]


def test_enter_goes_over_to_the_next_page(box: RowsBox, press: Do, write: Do, pump: Do) -> None:
    box.put(rows(PAGE + 1))
    box.fault(f"“事项表第{PAGE}行的时限”不能填“x”：没有这一天。")
    box.focus()
    pump()
    press("<Return>")
    write("改")
    assert items(box)[PAGE] == f"第{PAGE + 1}件改"


def test_a_fault_goes_to_its_cell_on_its_page(box: RowsBox, root: tk.Tk, write: Do, pump: Do) -> None:
    box.put([*rows(14), {"item": "", "owner": "", "deadline": ""}, *rows(3)])
    box.fault("“事项表第16行的事项”不能填“x”：写不下。")  # the blank row is not counted
    pump()
    assert len(red(box)) == 1
    box.focus()
    write("改")
    assert [row["item"] for row in box._rows].index("第2件改") == 16
    assert box.sentence == "" and not red(box)


def red(box: RowsBox) -> list[tk.Misc]:
    """The cells with a red border."""
    bad = theme.colour("bad")
    return [each for each in below(box) if isinstance(each, tk.Entry) and each.cget("highlightbackground") == bad]


def test_a_cell_that_cannot_be_read_is_told_under_the_table(box: RowsBox, press: Do, write: Do, typing: Do) -> None:
    box.put(rows(1))
    typing(box._strips[0].cells[2].inner, "2.30")
    press("<Return>")
    assert "没有这一天" in box.sentence
