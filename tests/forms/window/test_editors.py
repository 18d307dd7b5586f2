"""Lines, figures, long text, choices and links, as fingers and input methods use them."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from tkinter import ttk
from typing import Any

import pytest

from forms import theme
from forms.form_editors import Sources, editor_for
from forms.shell.focus import guide
from forms.widgets.choice_box import ChoiceBox
from forms.widgets.choices_box import ChoicesBox
from forms.widgets.drop_mark import DropMark
from forms.widgets.editor import EditorBase
from forms.widgets.line import Line
from forms.widgets.link_box import LinkBox
from forms.widgets.text_box import LineEditor, LongTextEditor
from ledger import fields
from tests.forms.window.answers import context, titles
from tests.forms.window.driving import commit, focused

Do = Callable[..., None]
SOURCES = Sources(context, titles)


@pytest.fixture
def put(frame: ttk.Frame, root: tk.Tk, pump: Do) -> Callable[[fields.Field], Any]:
    """An editor of a field, with another entry behind it to leave it for."""

    def made(field: fields.Field) -> EditorBase:
        guide(root, lambda: root)
        editor = editor_for(frame, field, SOURCES)
        editor.pack(fill="x")
        tk.Entry(frame).pack()
        pump()
        return editor

    return made


# Lines


def test_every_change_of_a_line_is_told_after_it_happened(frame: ttk.Frame, typing: Do) -> None:
    line = Line(frame)
    line.widget.pack()
    told: list[str] = []
    line.on_change(lambda: told.append(line.text))
    line.put("甲")
    typing(line.entry, "乙c")
    assert told == ["甲乙", "甲乙c"]


@pytest.mark.parametrize("flat", [False, True])
def test_a_line_takes_back_and_brings_back(frame: ttk.Frame, typing: Do, press: Do, flat: bool) -> None:
    line = Line(frame, flat=flat)
    line.widget.pack()
    line.put("原来")
    typing(line.entry, "的字")
    press("<Control-z>")
    assert line.text == "原来的"
    press("<Control-z>", "<Control-z>", "<Control-z>")
    assert line.text == "原来"
    press("<Control-y>", "<Control-Z>")
    assert line.text == "原来的字"
    press("<Control-z>")
    typing(line.entry, "书")
    press("<Control-y>")
    assert line.text == "原来的书"


def test_control_a_selects_all_and_pasting_replaces_it(frame: ttk.Frame, root: tk.Tk, typing: Do, press: Do) -> None:
    line = Line(frame)
    line.widget.pack()
    line.put("原来")
    typing(line.entry, "")
    root.clipboard_clear()
    root.clipboard_append("第一行\r\n第二行\n")
    press("<Control-a>")
    line.entry.event_generate("<<Paste>>")
    assert line.text == "第一行 第二行"
    press("<Control-z>")
    assert line.text == "原来"


def test_the_cursor_is_found_behind_rare_characters(frame: ttk.Frame, typing: Do, press: Do) -> None:
    line = Line(frame)
    line.widget.pack()
    line.put("张𠮷三")
    typing(line.entry, "")
    press("<End>", "<Left>")
    assert line.parts() == ("张𠮷", "三")
    line.cursor_after("张")
    assert line.parts() == ("张", "𠮷三")


# Figures and short text

FIGURES = [
    (fields.Whole(name="n", label="数", unit="人"), "12人", "12"),
    (fields.Money(name="n", label="数"), "5万元", "50,000.00"),
    (fields.Percent(name="n", label="数"), "90.50", "90.5%"),
    (fields.Score(name="n", label="数"), "９２分", "92"),
    (fields.BoundedNumber(name="n", label="数"), " 40余 ", "40余"),
    (fields.Time(name="n", label="时间"), "下午2点半", "14:30"),
    (fields.Month(name="n", label="月份"), "6月上旬", "2015年6月上旬"),
]


@pytest.mark.parametrize(("field", "typed", "shown"), FIGURES, ids=lambda each: type(each).__name__)
def test_what_is_read_is_shown_as_it_is_written(
    put: Do, typing: Do, press: Do, field: fields.Field, typed: str, shown: str
) -> None:
    editor: Any = put(field)
    typing(editor.entry, typed)
    press("<Tab>")
    assert editor.typed() == shown and editor.sentence == ""


@pytest.mark.parametrize("field", [each for each, _, _ in FIGURES], ids=lambda each: type(each).__name__)
def test_what_cannot_be_read_is_told_and_stays(put: Do, typing: Do, press: Do, field: fields.Field) -> None:
    editor: Any = put(field)
    typing(editor.entry, "无")
    press("<Tab>")
    assert editor.typed() == "无" and field.label in editor.sentence
    editor.put("")
    assert editor.sentence == ""


def test_figures_stand_to_the_right_with_their_unit_behind(put: Do) -> None:
    editor: Any = put(fields.Whole(name="n", label="人数", unit="人"))
    assert editor.entry.cget("justify") == "right"
    assert "人" in [child.cget("text") for child in editor.winfo_children() if isinstance(child, ttk.Label)]


def test_text_that_is_too_long_is_told(put: Do, typing: Do, press: Do) -> None:
    editor: Any = put(fields.Text(name="n", label="名称", most=3))
    typing(editor.entry, "一二三四")
    press("<Tab>")
    assert "最多3字" in editor.sentence


# Long text


@pytest.fixture
def long(put: Do) -> LongTextEditor:
    made: Any = put(fields.LongText(name="n", label="内容"))
    assert isinstance(made, LongTextEditor)
    return made


def test_long_text_takes_back_only_what_was_typed(long: LongTextEditor, typing: Do, press: Do) -> None:
    told: list[str] = []
    long.on_change(lambda: told.append(long.typed()))
    long.put("原来")
    assert told == []
    typing(long.text, "")
    press("<Control-z>")
    assert long.typed() == "原来"
    long.text.mark_set("insert", "end-1c")
    commit(long.text, "字")
    press("<Control-z>")
    assert long.typed() == "原来"
    press("<Control-y>")
    assert long.typed() == "原来字"
    press("<Control-z>", "<Control-Z>")
    assert long.typed() == "原来字" and told


def test_tab_leaves_long_text_and_writes_nothing(long: LongTextEditor, root: tk.Tk, typing: Do, press: Do) -> None:
    typing(long.text, "字")
    press("<Control-Tab>")
    assert focused(root) is long.text
    press("<Tab>")
    assert focused(root) is not long.text and long.typed() == "字"
    press("<Shift-Tab>")
    assert focused(root) is long.text and long.typed() == "字"


def test_long_text_grows_with_its_lines_to_a_limit(long: LongTextEditor, pump: Do) -> None:
    heights = []
    for text in ("一行", "行\n" * 5 + "行", "长" * 2000, "一行"):
        long.put(text)
        pump()
        heights.append(int(long.text.cget("height")))
    assert heights == [3, 6, 10, 3]


def test_a_text_that_may_be_long_is_one_paragraph_that_grows(put: Do, typing: Do, press: Do, pump: Do) -> None:
    field = fields.Text(name="n", label="措施", most=2000)
    editor: Any = put(field)
    assert int(editor.text.cget("height")) == 1
    typing(editor.text, "一")
    press("<Return>")
    assert editor.typed() == "一"
    editor.put("长" * 500)
    pump()
    assert int(editor.text.cget("height")) > 3
    assert field.parse(editor.typed(), context()) == "长" * 500


def test_all_of_a_long_text_is_selected(long: LongTextEditor, typing: Do, press: Do) -> None:
    typing(long.text, "张𠮷三")
    press("<Control-a>")
    assert long.text.selection_get() == "张𠮷三"
    press("<Delete>")
    assert long.typed() == ""


def test_pasting_replaces_what_is_selected(long: LongTextEditor, root: tk.Tk, typing: Do, press: Do) -> None:
    typing(long.text, "原来")
    root.clipboard_clear()
    root.clipboard_append("新的\n字")
    press("<Control-a>")
    long.text.event_generate("<<Paste>>")
    assert long.typed() == "新的\n字"


def test_long_text_follows_light_and_dark(long: LongTextEditor, pump: Do) -> None:
    light = long.text.cget("background")
    theme.set_mode("dark")
    pump(lambda: long.text.cget("background") == theme.colour("field"))
    assert long.text.cget("background") != light


# Choices

TYPE = fields.Choice(name="t", label="种类", choices=("动员会", "工作例会", "座谈会", "其他"))


@pytest.mark.parametrize(
    ("typed", "word"), [("例会", "工作例会"), ("zth", "座谈会"), ("会", "动员会"), ("座谈会", "座谈会")]
)
def test_a_choice_is_found_by_part_or_pinyin(put: Do, typing: Do, press: Do, typed: str, word: str) -> None:
    editor: Any = put(TYPE)
    assert isinstance(editor, ChoiceBox)
    typing(editor.entry, typed)
    press("<Tab>")
    assert editor.typed() == word and editor.sentence == ""


def test_a_word_outside_the_list_is_a_fault_unless_others_are_taken(put: Do, typing: Do, press: Do) -> None:
    editor: Any = put(TYPE)
    typing(editor.entry, "舞会")
    press("<Tab>")
    assert "只能从这些里选" in editor.sentence
    free: Any = put(fields.Choice(name="t", label="职务", choices=("组长", "副组长"), other=True))
    typing(free.entry, "长者")
    press("<Tab>")
    assert free.typed() == "长者" and free.sentence == ""


def test_a_choice_asks_the_scheme_for_its_words(put: Do, typing: Do, press: Do) -> None:
    editor: Any = put(fields.Choice(name="s", label="阶段", source="stages"))
    typing(editor.entry, "")
    press("<Down>", "<Down>", "<Return>")
    assert editor.typed() == "宣传发动"


def test_the_mark_behind_a_line_opens_and_shuts_the_list(put: Do, root: tk.Tk, click: Do) -> None:
    editor: Any = put(TYPE)
    (mark,) = [child for child in editor.winfo_children() if isinstance(child, DropMark)]
    click(mark)
    assert editor.popup is not None and focused(root) is editor.entry
    click(mark)
    assert editor.popup is None
    click(mark)
    click(editor.popup.winfo_children()[0], 10, 35)
    assert editor.typed() == "工作例会"


def test_choices_are_ticked_in_the_list_which_stays(put: Do, typing: Do, press: Do) -> None:
    editor: Any = put(fields.Choices(name="m", label="方式", choices=("察看", "检查", "暗访")))
    assert isinstance(editor, ChoicesBox)
    typing(editor.entry, "")
    press("<F4>", "<Down>", "<Return>", "<Down>", "<Down>", "<Return>")
    assert editor.typed() == "察看、暗访" and editor.popup is not None
    press("<Up>", "<Up>", "<Return>", "<Tab>")
    assert editor.typed() == "暗访" and editor.popup is None


def test_the_last_of_choices_is_completed_as_one_types(put: Do, typing: Do, press: Do) -> None:
    editor: Any = put(fields.Choices(name="m", label="方式", choices=("察看", "检查", "暗访")))
    typing(editor.entry, "检查、af")
    press("<Return>")
    assert editor.typed() == "检查、暗访"


def test_a_word_with_a_comma_of_its_own_stays_one(put: Do, press: Do, typing: Do) -> None:
    field = fields.Choices(name="m", label="卷", choices=("通知、方案", "会议"))
    editor: Any = put(field)
    editor.put(["会议", "通知、方案"])
    assert field.parse(editor.typed(), context()) == ("会议", "通知、方案")
    typing(editor.entry, "")
    press("<F4>", "<Down>", "<Down>", "<Return>")
    assert field.parse(editor.typed(), context()) == ("通知、方案",)


# Links

LINK = fields.LinkTo(name="meeting", label="会议", kind="meeting")


def test_a_link_shows_the_title_and_gives_the_uid(put: Do) -> None:
    editor: Any = put(LINK)
    assert isinstance(editor, LinkBox)
    editor.put("m1")
    assert editor.line.text == "创建活动动员会会议记录" and editor.typed() == "m1"
    editor.put("uid of none")
    assert editor.typed() == "uid of none"


def test_a_record_is_found_by_a_part_of_its_title(put: Do, typing: Do, press: Do) -> None:
    editor: Any = put(LINK)
    typing(editor.entry, "动员")
    press("<Return>")
    assert editor.typed() == "m1"


def test_records_of_one_title_are_told_apart(put: Do, typing: Do, press: Do) -> None:
    editor: Any = put(LINK)
    typing(editor.entry, "例会")
    press("<Down>", "<Return>")
    assert editor.typed() == "m3"
    typing(editor.entry, "x")
    assert editor.typed() == "工作例会会议记录（编号m3）x"


# All types


def test_every_type_of_field_has_an_editor() -> None:
    types = {each for each in vars(fields).values() if isinstance(each, type) and issubclass(each, fields.Field)}
    from forms.form_editors import EDITORS

    assert types - {fields.Field} == set(EDITORS)


@pytest.mark.parametrize("field", [TYPE, LINK, fields.Text(name="n", label="名称")], ids=lambda each: each.label)
def test_escape_and_enter_with_nothing_open_are_for_others(
    put: Do, root: tk.Tk, typing: Do, press: Do, field: fields.Field
) -> None:
    editor: Any = put(field)
    assert isinstance(editor, LineEditor)
    heard: list[str] = []
    root.bind("<Escape>", lambda event: heard.append("Esc"))
    root.bind("<Return>", lambda event: heard.append("Enter"))
    typing(editor.entry, "")
    press("<Escape>", "<Return>")
    assert heard == ["Esc", "Enter"]
