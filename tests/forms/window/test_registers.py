"""All registers in one place: found by name or pinyin, gone through by keys, counted, led to where they are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from forms.app import App
from forms.preferences import load
from forms.screens.registers import Registers
from forms.shell.page import Target
from ledger.kinds import KINDS
from ledger.kinds.kind import GROUPS
from tests.forms.window import driving
from tests.forms.window.sheets import push, said, settle

Start = Callable[..., App]


def registers(app: App) -> Registers:
    page = app.go("registers")
    settle(app)
    assert isinstance(page, Registers)
    return page


@pytest.fixture
def page(opened: App) -> Iterator[Registers]:
    """The screen of the shared window, as it was at first."""
    found = registers(opened)
    found.chooser.line.put("")
    found.view.put("used")
    found.take("opinion")
    found._list()
    found.chooser.focus()
    driving.pump(opened.root)
    yield found
    if opened.overlay.top is not None:
        push(opened, "不保存")
    found.panel.pane.discard()


def every(page: Registers) -> tuple[str, ...]:
    driving.click(driving.button(page, "全部"))
    return page.chooser.rows


def cells(page: Registers, slug: str) -> list[str]:
    return [str(each) for each in page.chooser.tree.item(slug, "values")]


def test_every_kind_stands_there_under_its_group(page: Registers) -> None:
    assert set(every(page)) == {kind.slug for kind in KINDS} - {"own_register"}
    numbers = {kind.number for kind in KINDS if kind.slug in page.chooser.rows}
    assert {f"R{number:02}" for number in range(1, 61)} <= numbers
    heads = [page.chooser.tree.item(iid, "values")[0] for iid in page.chooser.tree.get_children() if ":" in iid]
    assert heads == [group for group in GROUPS if group in heads]
    assert heads[:5] == ["创建管理", "检查整改", "评议满意", "投诉监督", "办件服务"]


def test_what_the_campaign_needs_comes_first(page: Registers) -> None:
    assert "opinion" in page.chooser.rows
    assert "visitor_flow" not in page.chooser.rows
    assert cells(page, "opinion")[0].strip() == "意见建议＊"
    assert "visitor_flow" in every(page)
    assert page.chooser.tree.item("visitor_flow", "tags") == ("muted",)


def test_figures_tell_what_is_there_missing_and_late(opened: App, page: Registers) -> None:
    snapshot = opened.desk.snapshot
    assert cells(page, "opinion")[1] == str(len(snapshot.of("opinion"))) == "30"
    figures: list[Any] = []
    opened.desk.figures(figures.append)
    settle(opened)
    late = [gap for gap in figures[0].gaps if gap.code == "late" and snapshot.get(gap.records[0]).kind == "finding"]  # type: ignore[union-attr]
    assert cells(page, "finding")[3] == str(len(late)) != ""
    assert page.chooser.tree.item("finding", "tags") == ("bad",)


@pytest.mark.parametrize(
    ("typed", "slugs"),
    [
        ("yjjy", {"opinion"}),
        ("走访", {"visit"}),
        ("renllc", set()),
        ("chenhui", {"morning_meeting"}),
    ],
)
def test_a_register_is_found_by_characters_and_by_pinyin(
    opened: App, page: Registers, typed: str, slugs: set[str]
) -> None:
    driving.focus(page.chooser.line.line.entry)
    driving.write(opened.root, typed)
    driving.press(opened.root, "<Return>")
    assert set(page.chooser.rows) == slugs


def test_letters_typed_in_the_list_are_sought_and_enter_goes_on(opened: App, page: Registers) -> None:
    driving.focus(page.chooser.tree)
    driving.write(opened.root, "zfqy")
    driving.pump(opened.root, lambda: page.chooser.rows == ("visit",), what="只剩走访企业")
    driving.press(opened.root, "<Return>")
    assert page.taken == "visit"
    assert page.panel.kind.slug == "visit"
    assert str(opened.root.tk.call("focus")) == str(page.panel.listing.tree)
    driving.press(opened.root, "<Escape>")
    assert page.chooser.has_focus


def test_a_name_that_nothing_has_says_so_and_esc_shows_all_again(opened: App, page: Registers) -> None:
    before = page.chooser.rows
    driving.focus(page.chooser.line.line.entry)
    driving.write(opened.root, "无此册")
    driving.pump(opened.root, lambda: not page.chooser.rows, what="没有找到")
    shown = page.chooser.tree.get_children()
    assert [page.chooser.tree.item(each, "values")[0] for each in shown] == ["没有叫这个名称的登记簿。"]
    driving.press(opened.root, "<Escape>")
    assert page.chooser.rows == before
    assert page.taken == "opinion"


def test_arrows_pass_over_heads_and_bring_lists_to_the_front(opened: App, page: Registers) -> None:
    driving.focus(page.chooser.tree)
    rows = page.chooser.rows
    at = rows.index("opinion")
    driving.press(opened.root, "<Down>")
    assert page.taken == rows[at + 1]
    driving.press(opened.root, "<Home>")
    assert page.taken == rows[0]
    driving.press(opened.root, "<End>")
    assert page.taken == rows[-1]


def test_a_kind_of_another_screen_leads_there(opened: App, page: Registers) -> None:
    driving.focus(page.chooser.tree)
    page.chooser._go("minutes")
    driving.pump(opened.root)
    assert "在“会议”页登记，现有5条" in "".join(driving.texts(page))
    driving.press(opened.root, "<Return>")
    settle(opened)
    assert opened.shell is not None and opened.shell.front is not None
    front: Any = opened.shell.front
    assert front.slug == "meetings"
    assert front.panel.kind.slug == "minutes"
    assert front.panel.pane.kind is None, "只看列表，不打开新的一条"


@pytest.mark.parametrize("slug", [kind.slug for kind in KINDS if kind.slug != "own_register"])
def test_every_kind_can_be_taken(opened: App, page: Registers, slug: str) -> None:
    every(page)
    page.chooser._go(slug)
    driving.pump(opened.root)
    assert page.taken == slug
    assert page.chooser.tree.selection() == (slug,)
    kind = opened.desk.snapshot.kind(slug)
    assert kind.title in driving.texts(page)


def test_what_a_register_is_for_is_told_where_the_pointer_rests(opened: App, page: Registers) -> None:
    tree = page.chooser.tree
    tree.see("opinion")
    driving.pump(opened.root)
    x, y, width, height = tree.bbox("opinion", "title")
    tree.event_generate("<Motion>", x=x + width // 2, y=y + height // 2)
    driving.pump(opened.root, lambda: page.chooser._tip.text, what="说明用途")
    kind = opened.desk.snapshot.kind("opinion")
    assert page.chooser._tip.text.startswith(f"意见建议：{kind.note}本活动方案要求登记。")
    tree.event_generate("<Leave>")
    assert not page.chooser._tip.text


def test_what_is_typed_is_asked_about_before_another_register(opened: App, page: Registers) -> None:
    driving.press(opened.root, "<Control-n>")
    settle(opened)
    assert page.panel.pane.form is not None
    driving.typing(page.panel.pane.form.editor("content").inner, "没写完")
    page.chooser._go("visit")
    assert "还没有保存" in said(opened)
    push(opened, "继续填写")
    assert page.taken == page.panel.kind.slug == "opinion"
    assert page.chooser.tree.selection() == ("opinion",)
    page.chooser._go("visit")
    push(opened, "不保存")
    assert page.taken == page.panel.kind.slug == "visit"


def test_delete_in_the_chooser_deletes_no_record(opened: App, page: Registers) -> None:
    driving.focus(page.panel.listing)
    driving.press(opened.root, "<Home>")
    settle(opened)
    count = len(opened.desk.snapshot.of("opinion"))
    driving.press(opened.root, "<Escape>")
    assert page.chooser.has_focus
    driving.press(opened.root, "<Delete>")
    settle(opened)
    assert len(opened.desk.snapshot.of("opinion")) == count
    assert opened.overlay.top is None


def test_a_target_of_a_register_is_shown_in_the_chooser_too(opened: App, page: Registers) -> None:
    opened.go("registers", Target("visitor_flow"))
    settle(opened)
    assert page.taken == "visitor_flow"
    assert page.chooser.tree.selection() == ("visitor_flow",)
    assert page.panel.pane.kind is not None and page.panel.pane.kind.slug == "visitor_flow"


def test_the_register_and_the_choice_are_remembered(start: Start, library: Path) -> None:
    app = start(library)
    page = registers(app)
    every(page)
    page.chooser._go("visitor_flow")
    app.go("people")
    app.quit()
    kept = load()
    app = start(library)
    app.preferences = kept
    page = registers(app)
    assert page.taken == "visitor_flow"
    assert page.view.taken == "all"


def test_a_register_counts_up_when_an_entry_is_added(start: Start, library: Path) -> None:
    app = start(library)
    page = registers(app)
    app.go("registers", Target("opinion", preset={"number": "99", "date": "7.2", "content": "增设午间窗口"}))
    driving.press(app.root, "<Control-s>")
    settle(app)
    assert cells(page, "opinion")[1] == "31"
