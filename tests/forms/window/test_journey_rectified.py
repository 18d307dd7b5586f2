"""Journey (b): a failing point becomes a finding, is closed with its proof, and the score is better afterwards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from forms.app import App
from forms.desk import Figures
from forms.form import FormFrame
from forms.shell.page import Target
from forms.worklist import entries
from ledger.book import Ledger
from ledger.forecast import forecast
from ledger.library import Library
from tests.forms.window import driving
from tests.forms.window.sheets import push, settle


class Files:
    """In place of the system's dialog: these files are chosen."""

    def __init__(self, *paths: Path) -> None:
        self._paths = paths

    def files(self, title: str, types: Any = ()) -> tuple[Path, ...]:
        """The files to be attached."""
        return self._paths


@pytest.fixture
def proof(tmp_path: Path) -> Path:
    path = tmp_path / "公开栏已更新.jpg"
    Image.effect_noise((400, 300), 60).save(path)
    return path


@pytest.fixture
def app(start: Callable[..., App], tmp_path: Path) -> App:
    """A window with a new library and its people."""
    library = tmp_path / "台帐库"
    with Ledger.create(library, unit="第五税务分局", year=2015, scheme_id="qidong-2015") as book:
        book.add_many("person", [{"name": "沈文君"}, {"name": "周启明"}])
    return start(library)


def fields(app: App, page: Any, **words: str) -> None:
    """Type into the fields of the form in front."""
    for name, text in words.items():
        driving.typing(page.form.editor(name).inner, text)
        driving.press(app.root, "<Tab>")


def figures(app: App) -> Figures:
    found: list[Figures] = []
    app.desk.figures(found.append)
    driving.pump(app.root, lambda: found, what="得分算好")
    return found[0]


def now(app: App) -> Fraction:
    return forecast(app.desk.scheme, figures(app).result).now


def assess(app: App, date: str, score: str) -> None:
    """Register a daily assessment through its form."""
    page: Any = app.go("checks", Target("daily_assessment"))
    settle(app)
    pane = page.front.pane
    fields(app, pane, title=f"{date}考核", date=date, assessor="某镇人民政府", score=score)
    driving.press(app.root, "<Control-s>")
    settle(app)


def test_a_finding_is_closed_with_its_proof_and_the_score_rises(app: App, proof: Path) -> None:
    library = app.desk.path
    assess(app, "6月20日", "88")
    before = now(app)
    assert before == Fraction(88 * 30, 100)

    driving.press(app.root, "<Alt-Key-4>")
    settle(app)
    shell: Any = app.shell
    app.go("checks", Target("check_round"))
    settle(app)
    panel = shell.front.front
    fields(app, panel.pane, title="第一次自查自纠", date="6.25", checkers="沈文君")
    panel.form.checks.focus()
    panel.form.checks.grid_.go("0", "result")
    driving.press(app.root, "<Key-3>", "<Return>")
    driving.write(app.root, "政务公开栏没有更新")
    driving.press(app.root, "<F8>")
    settle(app)
    assert shell.front.slug == "findings"
    pane = shell.front.panel.pane
    fields(app, pane, cause="没有指定责任人", measure="指定专人每周更新", owner="周启明", deadline="7.10")
    driving.press(app.root, "<Control-s>")
    settle(app)
    (finding,) = app.desk.snapshot.of("finding")
    assert (finding["problem"], finding["source"]) == ("政务公开栏没有更新", "自查")
    assert any(each.target.uid == finding.uid for each in entries(figures(app), app.desk.snapshot))

    app.chooser = Files(proof)  # type: ignore[assignment]
    driving.click(driving.button(shell.front, "办结"))
    settle(app)
    push(app, "办结")
    assert app.overlay.top is not None, "没有佐证和结果不能办结"
    driving.click(driving.button(app.overlay.top.frame, "添加附件"))
    form = next(each for each in driving.below(app.overlay.top.frame) if isinstance(each, FormFrame))
    driving.focus(form.editor("closed").inner)
    driving.press(app.root, "<Control-a>")  # today is suggested
    driving.write(app.root, "7.6")
    driving.press(app.root, "<Tab>")
    driving.typing(form.editor("result").inner, "公开栏已更新并建立登记")
    push(app, "办结")
    assert app.overlay.top is None
    closed = app.desk.snapshot.get(finding.uid)
    assert closed is not None
    assert (closed["status"], closed["closed"]) == ("已完成", dt.date(2015, 7, 6))
    assert [each.name for each in closed.attachments] == [proof.name]
    left = [each for each in entries(figures(app), app.desk.snapshot) if each.target.uid == finding.uid]
    assert [each.code for each in left if each.code in ("open", "late")] == [], left

    assess(app, "7月20日", "95")
    assert now(app) > before
    driving.press(app.root, "<Alt-Key-1>")
    settle(app)
    assert any("现在" in words or "日常考核" in words for words in driving.texts(shell.front))
    app.quit()
    with Ledger.open(library, read_only=True) as book:
        (kept,) = book.records("finding")
        assert kept["status"] == "已完成"
        assert kept.attachments[0].file.read_bytes() == proof.read_bytes()
    assert Library(library).attachments.is_dir()
