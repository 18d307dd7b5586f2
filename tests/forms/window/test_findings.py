"""Findings: listed by how they stand, and closed only with a result and a proof, as one action."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from forms.actions import Add, Edit
from forms.app import App
from forms.screens.findings import Findings
from forms.screens.findings_closing import NO_PROOF, Closing, close_finding
from forms.shell.page import Target
from ledger.records import Record
from tests.forms.window import driving
from tests.forms.window.sheets import push, said, settle, top


@dataclass
class Files:
    """In place of the dialog of the system."""

    chosen: tuple[Path, ...]

    def files(self, title: str) -> tuple[Path, ...]:
        return self.chosen


@pytest.fixture
def app(start: Callable[..., App], library: Path) -> App:
    return start(library)


def page_of(app: App, number: int = 0) -> Findings:
    """The screen, with a finding that is shown."""
    uid = finding(app, number).uid if number else ""
    page = app.go("findings", Target("", uid))
    settle(app)
    assert isinstance(page, Findings)
    return page


def finding(app: App, number: int) -> Record:
    return next(each for each in app.desk.snapshot.of("finding") if each["number"] == number)


def counts(page: Findings) -> list[str]:
    return driving.texts(page.filters)


def shown(page: Findings) -> list[str]:
    return [row.cells[1] for row in page.panel.listing.shown_rows()]


def test_filters_count_and_list_how_findings_stand(app: App) -> None:
    page = page_of(app)
    assert counts(page) == ["全部 20", "未办结 2", "快到期 0", "已超期 2", "已办结 18"]
    soon = {"number": "21", "problem": "地砖松动", "deadline": f"{app.desk.today + dt.timedelta(days=3):%Y-%m-%d}"}
    app.desk.change(Add("finding", ({**soon, "status": "整改中"},)))
    settle(app)
    assert counts(page) == ["全部 21", "未办结 3", "快到期 1", "已超期 2", "已办结 18"]
    driving.click(driving.button(page.filters, "快到期 1"))
    assert shown(page) == ["21"]
    driving.focus(driving.focused(app.root))
    driving.press(app.root, "<Right>")
    assert sorted(shown(page)) == ["19", "20"]
    record = finding(app, 20)
    app.desk.change(Edit(((record.uid, {"status": "已完成"}, record.revision),)))
    settle(app)
    assert shown(page) == ["19"]
    assert counts(page)[-1] == "已办结 19"


def test_a_finding_that_the_filter_hides_is_shown_among_all(app: App) -> None:
    page = page_of(app)
    page.take("overdue")
    page_of(app, 1)
    assert page.filters.taken == "all"
    assert page.panel.listing.selection == (finding(app, 1).uid,)


def test_closing_asks_for_a_result_and_a_proof_and_can_be_undone(app: App) -> None:
    page = page_of(app, 19)
    driving.click(driving.button(page, "办结"))
    settle(app)
    push(app, "办结")
    assert NO_PROOF in said(app)
    assert "办结要写明整改结果，请补上。" in said(app)
    assert finding(app, 19)["status"] == "整改中"
    driving.write(app.root, "已共用相邻停车场")
    driving.press(app.root, "<Tab>")
    driving.write(app.root, "协议，存办公室")
    push(app, "办结")
    assert app.overlay.top is None
    closed = finding(app, 19)
    values = [closed[name] for name in ("status", "result", "proof", "closed")]
    assert values == ["已完成", "已共用相邻停车场", "协议，存办公室", app.desk.today]
    assert counts(page)[1] == "未办结 1"
    app.undo()
    settle(app)
    opened = finding(app, 19)
    assert [opened[name] for name in ("status", "result", "closed")] == ["整改中", None, None]


def test_files_prove_it_and_go_with_it(app: App, tmp_path: Path) -> None:
    photo = tmp_path / "停车场.jpg"
    Image.new("RGB", (60, 40), "grey").save(photo)
    app.chooser = Files((photo, photo))  # type: ignore[assignment]
    page_of(app, 19)
    closing = close_finding(app, finding(app, 19))
    driving.typing(closing.form.editor("result").inner, "已共用")
    driving.click(driving.button(top(app), "添加附件"))
    assert closing.files == [photo]
    assert "将添加1个：停车场.jpg" in said(app)
    push(app, "办结")
    assert app.overlay.top is None
    assert [each.name for each in finding(app, 19).attachments] == ["停车场.jpg"]
    assert finding(app, 19)["proof"] is None
    app.undo()
    settle(app)
    assert finding(app, 19).attachments == ()
    assert finding(app, 19)["status"] == "整改中"
    app.redo()
    settle(app)
    assert [each.name for each in finding(app, 19).attachments] == ["停车场.jpg"]
    assert finding(app, 19)["status"] == "已完成"


def test_a_file_that_cannot_be_taken_leaves_the_finding_open(app: App, tmp_path: Path) -> None:
    broken = tmp_path / "坏.pdf"
    broken.write_bytes(b"%PDF-1.4 nothing")
    app.chooser = Files((broken,))  # type: ignore[assignment]
    page_of(app, 19)
    closing = close_finding(app, finding(app, 19))
    driving.typing(closing.form.editor("result").inner, "已共用")
    closing.add_files()
    push(app, "办结")
    assert "坏.pdf" in said(app)
    assert finding(app, 19)["status"] == "整改中"
    push(app, "知道了")
    driving.click(driving.button(top(app), "不要这些附件"))
    assert closing.files == []
    driving.press(app.root, "<Escape>")
    assert app.overlay.top is None


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"closed": "2015.9.1"}, "closed", "完成日期早于发现日期（2015年9月24日），请核对。"),
        ({"closed": "2015.10.8", "rechecked": "2015.10.7"}, "rechecked", "复查日期早于完成日期，请核对。"),
        ({"closed": "13月1日"}, "closed", "“完成日期”不能填“13月1日”"),
        ({"closed": ""}, "closed", "办结要有完成日期，请补上。"),
    ],
)
def test_days_out_of_order_are_told(app: App, typed: dict[str, str], field: str, words: str) -> None:
    page_of(app, 19)
    closing: Closing = close_finding(app, finding(app, 19))
    closing.form.restore({"result": "已共用", "proof": "协议", **typed})
    assert list(closing.faults()) == [field]
    assert words in closing.faults()[field]


def test_what_is_closed_is_not_closed_again(app: App) -> None:
    page = page_of(app, 1)
    page.close()
    assert app.overlay.top is None
    assert app.shell is not None
    assert "已经办结" in app.shell.status.said


def test_an_opinion_hands_over_what_is_known_and_the_next_number_is_told(app: App) -> None:
    page = page_of(app)
    driving.press(app.root, "<Control-n>")
    settle(app)
    assert "下一个序号是21" in driving.texts(page)
    assert not page.panel.pane.dirty
    preset = {"source": "意见建议", "problem": "午间无人值班", "found": dt.date(2015, 7, 16)}
    app.go("findings", Target("finding", preset=preset))
    settle(app)
    driving.press(app.root, "<Control-s>")
    settle(app)
    made = page.panel.pane.record
    assert made is not None
    assert {name: made[name] for name in preset} == preset
    assert made["number"] == 21
