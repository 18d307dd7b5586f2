"""The screen 报送: what is missing first, an export that leaves the window awake, and what was made before."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from exports.errors import DamagedScan, MissingGlyphs
from forms import destinations, printer
from forms.actions import Add, Edit
from forms.app import App
from forms.screens.submission import Submission
from forms.screens.submission_faults import place_of
from forms.screens.submission_making import Making
from forms.screens.submission_past import Past
from forms.shell.page import Target
from ledger.book import Ledger
from ledger.kinds import kind_of
from ledger.library import DiskFull
from ledger.phones import Phones
from tests.forms.window import driving
from tests.forms.window.sheets import Choosing, cells, push, said, settle

PAPER = {"title": "宣传册", "sort": "宣传资料", "author": "第五税务分局", "date": "2015.5.21"}


@pytest.fixture(autouse=True)
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The clerk's folder of documents is the test's own."""
    monkeypatch.setattr(destinations.platformdirs, "user_documents_path", lambda: tmp_path / "文档")
    return tmp_path / "文档"


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with few papers in it, of which an export takes little time."""
    folder = tmp_path_factory.mktemp("small") / "台帐库"
    with Ledger.create(folder, unit="第五税务分局", year=2015, scheme_id="qidong-2015") as ledger:
        ledger.add("person", {"name": "沈文君"})
        ledger.add("opinion", {"number": 1, "date": "2015.7.2", "source": "座谈会", "content": "增加值班窗口"})
    return folder


@pytest.fixture
def app(start: Callable[..., App], small: Path, tmp_path: Path) -> App:
    return start(Path(shutil.copytree(small, tmp_path / "台帐库")))


def making(app: App) -> Making:
    page = app.go("submission")
    settle(app)
    assert isinstance(page, Submission) and isinstance(page.front, Making)
    return page.front


def exported(app: App, view: Making, seconds: float = 60) -> None:
    """Wait for the end of an export."""
    driving.pump(app.root, lambda: not view.running, seconds, "导出结束")
    settle(app)


def past(app: App) -> Past:
    page = app.go("submission")
    assert isinstance(page, Submission)
    page.take("past")
    settle(app)
    assert isinstance(page.front, Past)
    return page.front


def test_what_is_missing_comes_first_and_leads_to_its_form(app: App) -> None:
    view = making(app)
    figures: list[int] = []
    app.desk.figures(lambda found: figures.append(len(found.gaps) + len(found.problems)))
    assert view.gaps.total == figures[0] > 0
    assert [row[0] for row in cells(view.volumes)] == ["03", "90"]
    assert any("缺项" in text and "总分" in text for text in driving.texts(view))
    first = view.gaps.shown_rows()[0]
    driving.focus(view.gaps)
    driving.press(app.root, "<Return>")
    settle(app)
    assert app.shell is not None and app.shell.front is not None
    assert app.shell.front.slug == view._entries[first.uid].slug != "submission"


def test_an_export_is_made_noted_and_told_while_the_window_works(app: App, documents: Path) -> None:
    view = making(app)
    driving.press(app.root, "<F9>")
    assert view.running
    app.desk.change(Add("opinion", ({"number": 2, "date": "2015.7.6", "source": "意见箱", "content": "降低公开栏"},)))
    driving.pump(app.root, lambda: view.progress.share > 0, 60, "进度")
    assert len(app.desk.snapshot.of("opinion")) == 2  # recorded while the export was on its way
    exported(app, view)
    (folder,) = (documents / "台帐报送").iterdir()
    assert folder.name == destinations.name_of(app.desk.campaign)
    assert (folder / "合订本.pdf").is_file() and (folder / "校验清单.txt").is_file()
    assert view.done.words.startswith(f"已导出到“{folder}”：2卷2件")
    listed = past(app)
    assert cells(listed.listing)[0][0] == "1"
    assert cells(listed.listing)[0][2:4] == ("测试员", "2")
    assert cells(listed.listing)[0][5:] == ("在原处", str(folder))


def test_a_second_export_takes_another_name_and_tells_what_changed(
    app: App, documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = making(app)
    view.start()
    exported(app, view)
    opened: list[Path] = []
    monkeypatch.setattr("forms.screens.submission_acts.open_folder", opened.append)
    app.desk.change(Add("filed_paper", (PAPER,)))
    settle(app)
    assert any("又有改动" in text for text in driving.texts(view.done))
    driving.press(app.root, "<F9>")
    exported(app, view)
    assert sorted(path.name[-2:] for path in (documents / "台帐报送").iterdir()) == ["_2", "分局"]
    assert "与第1次导出相比：新增1件（“宣传册”）" in view.done.words
    app.chooser = Choosing(inside=tmp_path)  # type: ignore[assignment]
    driving.click(driving.button(view.done, "抽换页"))
    settle(app)
    assert "取出" in said(app) and "换入" in said(app)
    push(app, "做抽换页")
    driving.pump(app.root, lambda: app.overlay.top is not None and "已写到" in said(app), 30, "抽换页写好")
    folder = tmp_path / "抽换页_第1次换成第2次"
    assert (folder / "抽换页.pdf").is_file() and len(list(folder.iterdir())) == 3
    push(app, "打开文件夹")
    assert opened == [folder]


def test_cancelled_it_leaves_nothing_and_says_so(app: App, documents: Path) -> None:
    view = making(app)
    view.start()
    driving.pump(app.root, lambda: view.progress.share > 0, 60, "进度")
    driving.press(app.root, "<Escape>")
    exported(app, view)
    assert app.shell is not None and app.shell.status.said == "导出已取消，没有留下任何文件"
    assert list((documents / "台帐报送").iterdir()) == []
    assert view.form.winfo_viewable() and app.overlay.top is None
    view.start()
    exported(app, view)
    assert view.done.shown


def test_answers_that_are_not_whole_are_told_where_they_stand(app: App) -> None:
    view = making(app)
    view.form.where.edit("报送")
    view.start()
    assert not view.running
    assert any("位置要写完整" in text for text in driving.texts(view.form))
    view.form.where.edit(" ")
    view.start()
    assert any("请写明放到哪里" in text for text in driving.texts(view.form))
    for check in view.form._checks.values():
        check.toggle()
    view.start()
    assert any("至少选一种格式" in text for text in driving.texts(view.form))


def test_a_folder_that_is_there_is_not_overwritten(app: App, tmp_path: Path) -> None:
    view = making(app)
    (tmp_path / "我的").mkdir()
    view.form.where.edit(str(tmp_path / "我的"))
    view.start()
    exported(app, view)
    assert "已经存在，没有写入任何内容" in said(app)
    assert list((tmp_path / "我的").iterdir()) == []


def test_the_chosen_place_gets_a_free_name(app: App, tmp_path: Path) -> None:
    view = making(app)
    name = destinations.name_of(app.desk.campaign)
    (tmp_path / name).mkdir()
    app.chooser = Choosing(inside=tmp_path)  # type: ignore[assignment]
    driving.click(driving.button(view.form, "选择"))
    settle(app)
    assert view.form.where.text == str(tmp_path / f"{name}_2")


def test_a_character_that_cannot_be_printed_leads_to_its_record(app: App) -> None:
    person = app.desk.snapshot.of("opinion")[0]
    app.desk.change(Edit(((person.uid, {"content": "好\U0001f44d"}, None),)))
    settle(app)
    view = making(app)
    view.start()
    exported(app, view)
    assert "U+1F44D" in said(app)
    push(app, "去改这条记录")
    assert app.shell is not None and app.shell.front is not None and app.shell.front.slug == "registers"


def test_which_record_an_error_names(app: App) -> None:
    snapshot = app.desk.snapshot
    opinion = snapshot.of("opinion")[0]
    label = kind_of("opinion").field("content").label
    place = ("registers", Target("opinion", opinion.uid, field="content"))
    assert place_of(MissingGlyphs(snapshot.title(opinion), label, "窗"), snapshot) == place
    assert place_of(MissingGlyphs(snapshot.title(opinion), label, "龘"), snapshot) is None
    assert place_of(MissingGlyphs("别的", label, "窗"), snapshot) is None
    assert place_of(DamagedScan("没有.pdf"), snapshot) is None
    assert place_of(ValueError(), snapshot) is None


def test_the_bound_pdf_is_looked_at_and_printed(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    view = making(app)
    view.start()
    exported(app, view)
    sent: list[Path] = []
    monkeypatch.setattr(printer, "send", lambda path: sent.append(path) or printer.Sent("已交给打印机"))
    driving.press(app.root, "<Control-p>")
    assert "双面打印" in said(app)
    push(app, "打印")
    assert [path.name for path in sent] == ["合订本.pdf"]
    assert app.shell is not None and app.shell.status.said == "已交给打印机"
    listed = past(app)
    driving.focus(listed.listing)
    driving.press(app.root, "<Return>")
    settle(app)
    assert app.overlay.top is not None and "合订本" in said(app)
    driving.press(app.root, "<Escape>")
    assert listed.taken is not None
    shutil.rmtree(listed.taken.folder)
    listed.refresh(None)
    settle(app)
    assert cells(listed.listing)[0][5] == "不在原处"
    listed.folder()
    settle(app)
    assert "打不开" in said(app)


def test_an_export_that_cannot_be_noted_says_so(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(ledger: Ledger, bound: object, folder: Path) -> None:
        raise DiskFull(ledger.path)

    monkeypatch.setattr(Ledger, "note_export", full)
    view = making(app)
    view.start()
    exported(app, view)
    assert view.done.shown
    assert any("没有记进台帐库" in text for text in driving.texts(view.done))


def test_what_becomes_of_phone_numbers_is_what_the_boxes_say(start: Callable[..., App], library: Path) -> None:
    app = start(library)
    form = making(app).form
    shown, hidden = form._phones
    assert form.phones is Phones.OUT
    shown.toggle()
    assert form.phones is Phones.MASKED
    hidden.toggle()
    assert form.phones is Phones.FULL
