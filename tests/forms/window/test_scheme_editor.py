"""The scheme as a sheet: every part in its form, saved with a reason, undone; faults are told and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from forms.actions import ReplaceScheme
from forms.app import App
from forms.dialogs.scheme_editor import SchemeEditor, edit_scheme
from forms.dialogs.scheme_part import SchemePart
from forms.dialogs.scheme_parts import PARTS
from forms.screens import SCREENS
from forms.screens.scheme_settings import SchemeSettings
from forms.screens.settings import Settings
from forms.screens.stages import Stages
from forms.screens.views import ViewsPage
from ledger.book import Ledger
from ledger.schemes.load import load_scheme, scheme_text
from tests.forms.window import driving
from tests.forms.window.sheets import Choosing, cells, laid, lists, push, said, settle


@pytest.fixture
def opened(start: Callable[..., App], tmp_path: Path) -> Callable[..., App]:
    """Opens a new library of a scheme."""

    def open_(scheme_id: str, **wishes: object) -> App:
        folder = tmp_path / "台帐库"
        Ledger.create(folder, unit="某支局", year=2015, scheme_id=scheme_id).close()
        return start(folder, **wishes)

    return open_


def editor_of(app: App) -> SchemeEditor:
    editor = edit_scheme(app)
    settle(app)
    return editor


def part_of(key: str) -> SchemePart:
    return next(part for part in PARTS if part.key == key)


def go(app: App, editor: SchemeEditor, key: str, place: int | None = None) -> None:
    """Choose a part in the list of parts, and a table in its list, by the keyboard."""
    walk(app, editor.parts.tree, [part.key for part in PARTS].index(key))
    if place is not None:
        walk(app, editor.pane.listing.tree, place)


def walk(app: App, tree: object, place: int) -> None:
    driving.focus(tree)  # type: ignore[arg-type]
    driving.press(app.root, "<Home>", *["<Down>"] * place)
    settle(app)


def write_into(app: App, editor: SchemeEditor, field: str, words: str) -> None:
    """Type into a field of the form in front, over what stands there."""
    form = editor.pane.form
    assert form is not None
    form.focus_field(field)
    driving.pump(app.root)
    driving.press(app.root, "<Control-a>")
    driving.write(app.root, words)


def kept(app: App, editor: SchemeEditor, reason: str = "县活动办答复") -> None:
    """Write the reason and save by the keyboard."""
    driving.focus(editor.reason.entry)
    driving.press(app.root, "<Control-a>")
    driving.write(app.root, reason)
    driving.press(app.root, "<Control-s>")
    settle(app)


@pytest.mark.parametrize("scheme_id", ["post-counter-2011", "hall-standard"])
def test_every_part_is_shown_and_looking_changes_nothing(opened: Callable[..., App], scheme_id: str) -> None:
    app = opened(scheme_id)
    editor = editor_of(app)
    scheme = load_scheme(scheme_id)
    for part in PARTS:
        go(app, editor, part.key)
        assert editor.pane.part is part
        assert part.told in said(app).replace("\n", "")
        assert len(cells(editor.pane.listing)) == (0 if part.single else len(part.rows(editor.draft)))
        driving.screenshot(app.root, f"scheme-{scheme_id}-{part.key}")
    assert not editor.dirty
    go(app, editor, "required")
    assert [row[0] for row in cells(editor.pane.listing)] == [paper.name for paper in scheme.required]
    driving.press(app.root, "<Escape>")
    settle(app)
    assert app.overlay.top is None
    assert app.desk.past == []


def test_a_paper_is_added_by_the_keyboard_saved_with_a_reason_and_undone(opened: Callable[..., App]) -> None:
    app = opened("hall-standard")
    editor = editor_of(app)
    before = app.desk.scheme
    go(app, editor, "required")
    driving.press(app.root, "<Control-n>")
    settle(app)
    driving.write(app.root, "晨会记录")
    driving.press(app.root, "<Tab>")
    form = editor.pane.form
    assert form is not None and driving.within(driving.focused(app.root), form.editor("stage"))
    assert form.editor("stage").typed() == "活动全程"
    write_into(app, editor, "kind", "晨会")
    driving.press(app.root, "<Tab>")
    write_into(app, editor, "proves", "每天开晨会")
    driving.press(app.root, "<Control-s>")
    settle(app)
    assert "请写明改动的理由" in said(app)
    assert driving.focused(app.root) is editor.reason.entry
    kept(app, editor)
    assert "已保存" in said(app)
    assert not editor.dirty
    made = app.desk.scheme.required[-1]
    assert (made.name, made.kind, made.stage, made.proves) == ("晨会记录", "morning_meeting", "whole", "每天开晨会")
    driving.press(app.root, "<Escape>")
    settle(app)
    assert app.overlay.top is None
    driving.press(app.root, "<Control-z>")
    settle(app)
    assert app.desk.scheme == before
    app.redo()
    settle(app)
    assert app.desk.scheme.required[-1].name == "晨会记录"


def test_what_is_typed_wrongly_keeps_the_clerk_where_he_is(opened: Callable[..., App]) -> None:
    app = opened("hall-standard")
    editor = editor_of(app)
    go(app, editor, "stages")
    write_into(app, editor, "span", "五月")
    go(app, editor, "duties")
    assert editor.pane.part.key == "stages"
    assert editor.parts.focused == "stages"
    assert "“五月”看不懂" in said(app).replace("\n", "")
    write_into(app, editor, "span", "5—9月")
    go(app, editor, "duties")
    assert editor.pane.part.key == "duties"
    assert editor.draft.rows("stages")[0]["span"] == "5—9月"


def test_a_scheme_that_cannot_be_is_told_at_its_place_and_nothing_is_lost(opened: Callable[..., App]) -> None:
    app = opened("post-counter-2011")
    before = app.desk.scheme
    editor = editor_of(app)
    go(app, editor, "items", 1)
    write_into(app, editor, "full", "4")
    go(app, editor, "required")
    kept(app, editor)
    told = said(app).replace("\n", "").replace(" ", "")
    assert "没有保存：“检查表”的“营业示范窗口验收标准”各项标准分之和是101，不等于满分100。" in told
    assert editor.pane.part.key == "tables"
    assert app.desk.scheme == before and app.desk.past == []
    assert editor.dirty and editor.reason.text == "县活动办答复"
    write_into(app, editor, "full", "101")
    kept(app, editor)
    assert "“满分”" in said(app) or "不一致" in said(app)
    go(app, editor, "nodes", 0)
    write_into(app, editor, "full", "101")
    kept(app, editor)
    assert "已保存" in said(app)
    assert app.desk.scheme.tables[0].full == 101


def test_lost_parts_are_struck_off_when_they_are_filled_in(opened: Callable[..., App]) -> None:
    app = opened("three-bright-community")
    editor = editor_of(app)
    lost = len(app.desk.scheme.lost)
    assert f"来源缺失，请补录（1/{lost}）" in said(app).replace("\n", "")
    push(app, "下一条")
    assert f"（2/{lost}）" in said(app).replace("\n", "")
    second = app.desk.scheme.lost[1]
    place = next(at for at, each in enumerate(app.desk.scheme.lists) if each.name == "五创")
    words = app.desk.scheme.lists[place].words
    go(app, editor, "lists", place)
    form = editor.pane.form
    assert form is not None
    form.focus_field("words")
    driving.press(app.root, "<Control-End>")
    driving.write(app.root, "\n创一流环境\n创一流业绩")
    write_into(app, editor, "lost", "")
    driving.press(app.root, "<BackSpace>")
    push(app, "已补录")
    kept(app, editor, "县里补发了材料")
    made = app.desk.scheme.lists[place]
    assert (made.words, made.lost) == ((*words, "创一流环境", "创一流业绩"), "")
    assert second not in app.desk.scheme.lost and len(app.desk.scheme.lost) == lost - 1
    assert "待补录：删去" in app.desk.snapshot.scheme_changes[-1].new


def test_the_line_of_lost_parts_goes_with_the_last(opened: Callable[..., App]) -> None:
    app = opened("hall-standard")
    editor = editor_of(app)
    go(app, editor, "lost")
    for _ in range(len(app.desk.scheme.lost)):
        push(app, "已补录")
    assert "请补录（" not in said(app)
    assert editor.pane.at is None
    assert "还没有来源缺失待补录" in said(app).replace("\n", "")


def test_what_is_used_is_not_deleted_and_what_was_deleted_comes_back(opened: Callable[..., App]) -> None:
    app = opened("hall-standard")
    editor = editor_of(app)
    go(app, editor, "stages", 0)
    driving.press(app.root, "<Delete>")
    settle(app)
    assert "“活动全程”还用在必备资料" in said(app).replace("\n", "")
    go(app, editor, "duties", 1)
    name = editor.draft.rows("duties")[1]["name"]
    driving.press(app.root, "<Delete>")
    settle(app)
    assert [each["name"] for each in editor.draft.rows("duties")].count(name) == 0
    driving.click(editor.pane.restoring)
    settle(app)
    assert editor.draft.rows("duties")[1]["name"] == name
    assert not editor.dirty
    driving.click(editor.pane.up)
    settle(app)
    assert editor.draft.rows("duties")[0]["name"] == name
    assert editor.pane.at == 0 and editor.dirty


def test_a_new_one_without_a_word_is_forgotten(opened: Callable[..., App]) -> None:
    app = opened("hall-standard")
    editor = editor_of(app)
    go(app, editor, "vetoes")
    push(app, "新增")
    assert editor.pane.at == 0
    go(app, editor, "stages")
    assert editor.draft.rows("vetoes") == []
    assert not editor.dirty


def test_closing_with_changes_asks(opened: Callable[..., App]) -> None:
    app = opened("hall-standard")
    editor = editor_of(app)
    write_into(app, editor, "name", "规范化窗口")
    driving.press(app.root, "<Escape>")
    laid(app, "问要不要保存")
    assert "还没有保存" in said(app)
    push(app, "接着改")
    assert editor.pane.form is not None and editor.pane.form.editor("name").typed() == "规范化窗口"
    push(app, "关闭")
    laid(app, "问要不要保存")
    push(app, "不保存")
    assert app.overlay.top is None
    assert app.desk.scheme.name == load_scheme("hall-standard").name


def test_a_file_is_written_and_another_is_taken_after_a_look(opened: Callable[..., App], tmp_path: Path) -> None:
    app = opened("hall-standard")
    file, other = tmp_path / "本单位.toml", tmp_path / "县方案.toml"
    other.write_text(scheme_text("qidong-2015"), encoding="utf-8")
    bad = tmp_path / "坏的.toml"
    bad.write_bytes(scheme_text("qidong-2015").encode("gb18030"))
    app.chooser = Choosing(opened=bad, saved=file)  # type: ignore[assignment]
    editor = editor_of(app)
    push(app, "写成文件")
    assert file.read_text(encoding="utf-8") == scheme_text("hall-standard")
    push(app, "用方案文件")
    assert "不是UTF-8编码" in said(app).replace("\n", "")
    assert not editor.dirty
    app.chooser = Choosing(opened=other)  # type: ignore[assignment]
    push(app, "用方案文件")
    assert editor.dirty and app.desk.scheme.id == "hall-standard"
    kept(app, editor, "县里下发")
    assert app.desk.scheme == load_scheme("qidong-2015")
    assert app.desk.snapshot.scheme_changes[-1].old == scheme_text("hall-standard")


def test_it_is_opened_from_the_settings_and_from_the_rules_which_follow_the_new_scheme(
    opened: Callable[..., App], tmp_path: Path
) -> None:
    app = opened("qidong-2015")
    page = app.go("settings")
    settle(app)
    assert isinstance(page, Settings)
    driving.click(driving.button(page, "查看和修改"))
    settle(app)
    assert "基本情况" in {row[0] for row in cells(lists(app)[0])}
    driving.press(app.root, "<Escape>")
    stages = app.go("stages")
    assert isinstance(stages, Stages)
    stages.take("rules")
    settle(app)
    rules = stages.front
    assert isinstance(rules, SchemeSettings)
    driving.click(rules.whole)
    settle(app)
    other = tmp_path / "县方案.toml"
    other.write_text(scheme_text("post-counter-2011"), encoding="utf-8")
    app.chooser = Choosing(opened=other)  # type: ignore[assignment]
    push(app, "用方案文件")
    push(app, "保存")
    assert "请写明改动的理由" in said(app)
    driving.write(app.root, "换方案")
    driving.press(app.root, "<Return>")
    settle(app)
    push(app, "关闭")
    assert set(rules.weights) == {"weight.standard.inspection", "weight.standard.third_party"} | {
        "weight.model.inspection",
        "weight.model.third_party",
    }
    assert "方案" in cells(rules.listing)[0][1] and "改用" in cells(rules.listing)[0][2]
    app.undo()
    settle(app)
    assert "weight.total.daily" in rules.weights


@pytest.mark.parametrize(("zoom", "mode"), [(1.5, "dark")])
def test_it_is_whole_in_a_small_window(opened: Callable[..., App], zoom: float, mode: str) -> None:
    app = opened("post-counter-2011", zoom=zoom, mode=mode)
    editor = editor_of(app)
    for part in PARTS:
        editor.take(part)
        driving.pump(app.root)
        form = editor.pane.form
        assert form is not None or not part.rows(editor.draft)
        for widget in (editor.parts, editor.reason.widget, *editor.sheet.buttons.values(), editor.pane):
            right = widget.winfo_rootx() + widget.winfo_width() - app.root.winfo_rootx()
            lower = widget.winfo_rooty() + widget.winfo_height() - app.root.winfo_rooty()
            assert right <= 1366 and lower <= 768, (part.key, widget)
        if form is not None and editor.pane.at is not None:
            assert form.winfo_width() >= 500 and form.winfo_height() >= 200, part.key
        driving.screenshot(app.root, f"scheme-{mode}-{part.key}")


def test_records_follow_a_stage_that_is_renamed_and_come_back_with_undo(
    start: Callable[..., App], library: Path
) -> None:
    app = start(library)
    old = app.desk.scheme.stages[0].name
    named = {each.uid for each in app.desk.snapshot.of("stage_task") if each["stage"] == old}
    assert named
    gaps = _gaps(app)
    editor = editor_of(app)
    go(app, editor, "stages", 0)
    write_into(app, editor, "name", "动员")
    kept(app, editor)
    assert "已保存" in said(app)
    push(app, "关闭")
    assert {each.uid for each in app.desk.snapshot.of("stage_task") if each["stage"] == "动员"} == named
    assert _gaps(app) == gaps
    app.undo()
    settle(app)
    assert app.desk.scheme.stages[0].name == old
    assert {each.uid for each in app.desk.snapshot.of("stage_task") if each["stage"] == old} == named
    app.redo()
    settle(app)
    assert {each.uid for each in app.desk.snapshot.of("stage_task") if each["stage"] == "动员"} == named


def _gaps(app: App) -> int:
    found: list[int] = []
    app.desk.figures(lambda figures: found.append(len(figures.gaps)))
    settle(app)
    return found[0]


def test_every_screen_and_view_follows_another_scheme(start: Callable[..., App], library: Path) -> None:
    app = start(library)
    for scheme_id in ("qidong-2015", "post-counter-2011", "hall-standard", "post-savings-2011"):
        app.desk.change(ReplaceScheme(scheme_text(scheme_id), "换方案"))
        settle(app)
        for screen in SCREENS:
            page = app.go(screen.slug)
            settle(app)
            for key in page._views if isinstance(page, ViewsPage) else ():
                page.take(key)
                settle(app)
        assert app.desk.scheme.id == scheme_id
        assert app.overlay.top is None
