"""Forms made from the declarations of kinds."""

from __future__ import annotations

import datetime as dt
import tkinter as tk
from collections.abc import Callable
from tkinter import ttk
from typing import Any

import pytest

from forms import theme
from forms.form import FormFrame
from forms.form_editors import typed_form
from forms.shell.focus import guide
from ledger.fields import Choices, PersonName
from ledger.kinds import KINDS, Kind, kind_of
from tests.forms.window.answers import context, titles
from tests.forms.window.driving import below, focused, texts, within

Do = Callable[..., None]


def form_of(
    parent: tk.Misc, slug: str, told: Callable[[], None] = lambda: None, only: tuple[str, ...] = ()
) -> FormFrame:
    made = FormFrame(parent, kind_of(slug), context=context, titles=titles, on_change=told, only=only)
    made.pack(fill="both", expand=True)
    made.update()
    return made


def samples(kind: Kind) -> dict[str, Any]:
    return {field.name: field.parse(field.sample, context()) for field in kind.fields}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_a_record_of_every_kind_is_shown_and_read_back_unchanged(frame: ttk.Frame, kind: Kind) -> None:
    form, values = form_of(frame, kind.slug), samples(kind)
    form.show(values)
    assert form.typed() == {} and not form.dirty
    assert {name: kind.field(name).parse(typed, context()) for name, typed in form.everything().items()} == values
    form.show(None)
    assert form.typed() == {} and all(typed in ("", []) for typed in form.everything().values())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_tab_goes_through_every_form_in_the_order_of_its_fields(
    frame: ttk.Frame, root: tk.Tk, press: Do, kind: Kind
) -> None:
    guide(root, lambda: root)
    form = form_of(frame, kind.slug)
    form.focus_field()
    seen = []
    for _ in range(200):
        name = next((each.name for each in kind.fields if within(focused(root), form.editor(each.name))), None)
        if name is None or (seen and name == kind.fields[0].name and seen[-1] != name):
            break
        seen.append(name)
        press("<Tab>")
        if within(focused(root), form.editor(kind.fields[0].name)) and seen[-1] == kind.fields[-1].name:
            break
    assert list(dict.fromkeys(seen)) == [field.name for field in kind.fields]


def test_only_what_was_changed_is_typed(frame: ttk.Frame, typing: Do) -> None:
    told: list[int] = []
    form = form_of(frame, "meeting", lambda: told.append(1))
    form.show(samples(form.kind))
    editor: Any = form.editor("place")
    typing(editor.entry, "东")
    assert form.typed() == {"place": "三楼会议室东"} and form.dirty and told == [1]


def test_a_day_written_otherwise_is_no_change(frame: ttk.Frame, typing: Do, press: Do) -> None:
    form = form_of(frame, "meeting")
    form.show({"date": dt.date(2015, 5, 15)})
    editor: Any = form.editor("date")
    typing(editor.entry, "")
    press("<Control-a>")
    typing(editor.entry, "5.15")
    assert form.dirty
    form.focus_field("place")
    form.update()
    assert not form.dirty


def test_a_preset_counts_as_changed(frame: ttk.Frame) -> None:
    form = form_of(frame, "meeting")
    preset = {"title": "例会", "date": dt.date(2015, 6, 1), "present": (PersonName("林晓岚", "p1"),), "other": "x"}
    form.show(None, preset)
    assert form.typed() == {"title": "例会", "date": "2015年6月1日", "present": "林晓岚"}
    form.show(None)
    assert form.typed() == {}


def test_a_draft_is_put_back_as_it_was_typed(frame: ttk.Frame) -> None:
    form = form_of(frame, "meeting")
    form.show(samples(form.kind))
    draft = {"date": "31.31", "decisions": [{"item": "甲", "owner": "", "deadline": ""}], "content": "一\n二"}
    form.restore(draft)
    assert form.typed() == draft


def test_faults_stand_at_their_fields_and_the_first_is_gone_to(frame: ttk.Frame, root: tk.Tk, pump: Do) -> None:
    form = form_of(frame, "meeting")
    form.faults({"content": "“会议内容”缺。", "agenda": "“议程”缺。"})
    pump()
    assert {"“会议内容”缺。", "“议程”缺。"} <= set(texts(form))
    assert within(focused(root), form.editor("agenda"))
    form.faults({})
    assert not {"“会议内容”缺。", "“议程”缺。"} & set(texts(form))


@pytest.mark.parametrize("name", ["title", "photos"])
def test_what_has_the_focus_is_in_sight(frame: ttk.Frame, root: tk.Tk, pump: Do, name: str) -> None:
    form = form_of(frame, "meeting")
    form.show(samples(form.kind))
    form.focus_field("content")
    form.focus_field(name)
    pump()
    editor = form.editor(name)
    top = editor.winfo_rooty() - form.winfo_rooty()
    assert top >= 0 and top + editor.winfo_height() <= form.winfo_height()


def test_the_wheel_scrolls_over_entries_but_not_over_text_that_scrolls_itself(
    frame: ttk.Frame, root: tk.Tk, pump: Do
) -> None:
    form = form_of(frame, "meeting")
    root.geometry("700x400")
    pump(lambda: root.winfo_height() <= 400)
    form.show({"agenda": "行\n" * 50})
    pump()
    canvas = form._area.canvas
    title: Any = form.editor("title")
    for down in (("<MouseWheel>", {"delta": -120}), ("<Button-5>", {})):
        before = canvas.canvasy(0)
        title.entry.event_generate(down[0], **down[1])
        pump()
        assert canvas.canvasy(0) > before
    form.focus_field("agenda")
    pump()
    agenda: Any = form.editor("agenda")
    before = canvas.canvasy(0)
    agenda.text.event_generate("<Button-5>")
    pump()
    assert canvas.canvasy(0) == before and agenda.text.yview()[0] > 0


def test_a_click_moves_nothing_under_the_pointer(frame: ttk.Frame, root: tk.Tk, pump: Do) -> None:
    form = form_of(frame, "meeting")
    root.geometry("700x400")
    pump(lambda: root.winfo_height() <= 400)
    canvas, date = form._area.canvas, form.editor("date").inner
    canvas.yview_moveto((date.winfo_rooty() - form._area.body.winfo_rooty() + 8) / form._area.body.winfo_height())
    pump()
    before = canvas.canvasy(0)
    date.event_generate("<Motion>", x=5, y=16, warp=True)
    pump(lambda: root.winfo_containing(*root.winfo_pointerxy()) is date)
    date.event_generate("<ButtonPress-1>", x=5, y=16)
    pump()
    assert focused(root) is date and canvas.canvasy(0) == before
    date.event_generate("<ButtonRelease-1>", x=5, y=16)
    form.focus_field("title")
    form.focus_field("date")
    pump()
    assert canvas.canvasy(0) < before


def test_short_fields_stand_side_by_side_where_there_is_room(frame: ttk.Frame, root: tk.Tk, pump: Do) -> None:
    form = form_of(frame, "meeting")
    start, end = form.editor("start"), form.editor("end")
    pump(lambda: start.winfo_rooty() == end.winfo_rooty())
    assert start.winfo_rootx() < end.winfo_rootx()
    root.geometry("800x600")
    pump(lambda: start.winfo_rooty() < end.winfo_rooty())
    assert start.winfo_rootx() == end.winfo_rootx()


def test_nothing_is_cut_off_where_there_is_little_room(frame: ttk.Frame, root: tk.Tk, pump: Do) -> None:
    form = form_of(frame, "meeting")
    root.geometry("560x500")
    pump(lambda: form.winfo_width() <= 560)
    form.show(samples(form.kind))
    theme.set_zoom(1.5)
    root.geometry("560x500")
    pump(lambda: form.winfo_width() <= 560)
    pump()
    right = form.winfo_rootx() + form.winfo_width()
    assert [str(each) for each in below(form) if each.winfo_rootx() + each.winfo_width() > right] == []


def test_a_form_follows_zoom_and_mode(frame: ttk.Frame, pump: Do) -> None:
    form = form_of(frame, "meeting")
    form.show(samples(form.kind))
    height = form._area.body.winfo_reqheight()
    theme.set_zoom(1.5)
    theme.set_mode("dark")
    pump(lambda: form._area.body.winfo_reqheight() > height * 1.3)
    assert form._area.canvas.cget("background") == theme.colour("panel")
    assert form.typed() == {}


def test_some_fields_only(frame: ttk.Frame) -> None:
    form = form_of(frame, "meeting", only=("title", "date"))
    form.show(samples(form.kind))
    assert list(form.everything()) == ["title", "date"]
    assert "地点" not in texts(form)


def test_required_fields_are_marked_and_hints_are_shown(frame: ttk.Frame) -> None:
    form = form_of(frame, "filing_plan")
    shown = texts(form)
    hints = [field.hint for field in form.kind.fields if field.hint]
    assert set(hints) <= {label.cget("text") for label in below(form) if isinstance(label, ttk.Label)}
    assert ("＊" in shown) == any(field.required for field in form.kind.fields)


def test_words_that_hold_a_separator_are_typed_as_a_list() -> None:
    field = Choices(name="m", label="卷", choices=("通知、方案", "会议"))
    assert typed_form(field, ("通知、方案", "会议")) == ["通知、方案", "会议"]
    assert typed_form(field, ("会议",)) == "会议"
    assert typed_form(field, None) == ""
