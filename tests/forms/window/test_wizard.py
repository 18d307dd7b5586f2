"""A new library in four steps, by the keyboard alone; nothing is made before the last, nothing half-made after it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import platformdirs
import pytest

from forms.app import App
from forms.dialogs.wizard import begin
from forms.local_disk import NoPlace, is_remote, must_hold_library, system_of
from ledger.book import Ledger
from ledger.library import Library
from ledger.schemes.load import scheme_text
from tests.forms.window import driving
from tests.forms.window.sheets import Choosing, cells, lists, push, said, settle, top

UNIT = "启东市地方税务局汇龙分局"


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The clerk's folder of documents."""
    folder = tmp_path / "文档"
    folder.mkdir()
    monkeypatch.setattr(platformdirs, "user_documents_path", lambda: folder)
    return folder


def to_people(app: App) -> None:
    """Through the first three steps, by the keyboard, as they are suggested."""
    begin(app)
    settle(app)
    driving.focus(driving.focused(app.root))
    driving.write(app.root, UNIT)
    for _ in range(3):
        driving.press(app.root, "<Return>")
        settle(app)
    assert "第4步" in said(app)


def test_a_library_is_made_by_the_keyboard_alone(start: Callable[..., App], documents: Path) -> None:
    app = start(None)
    to_people(app)
    driving.write(app.root, "沈文君 分局长\n林岚 副分局长\n")
    driving.pump(app.root, lambda: "认出2人" in said(app))
    assert list(documents.iterdir()) == []
    driving.press(app.root, "<Control-Return>")
    settle(app)
    assert app.overlay.top is None
    folder = documents / "台帐" / f"{UNIT}2015年度"
    assert app.desk.path == folder
    assert app.desk.campaign.unit == UNIT
    assert {person["name"]: person["post"] for person in app.desk.snapshot.of("person")} == {
        "沈文君": "分局长",
        "林岚": "副分局长",
    }
    assert len(app.desk.past) == 1
    app.quit()
    with Ledger.open(folder, read_only=True) as ledger:
        assert len(ledger.records("person")) == 2
    assert [each.name for each in folder.parent.iterdir()] == [folder.name]


def test_a_cancelled_one_leaves_nothing_and_going_back_keeps_what_was_typed(
    start: Callable[..., App], documents: Path
) -> None:
    app = start(None)
    to_people(app)
    for _ in range(3):
        push(app, "上一步")
    assert "第1步" in said(app)
    assert not driving.button(top(app), "上一步").enabled  # type: ignore[attr-defined]
    entry = driving.focused(app.root)
    assert entry.tk.call(str(entry), "get") == UNIT
    driving.press(app.root, "<Escape>")
    settle(app)
    assert app.overlay.top is None
    assert list(documents.iterdir()) == []


def test_each_step_says_what_is_missing(start: Callable[..., App], documents: Path) -> None:
    app = start(None)
    begin(app)
    settle(app)
    driving.press(app.root, "<Return>")
    assert "单位名称不能空白" in said(app)
    driving.write(app.root, UNIT)
    taken = documents / "台帐" / f"{UNIT}2015年度"
    taken.mkdir(parents=True)
    (taken / "别的.txt").write_text("占着")
    for _ in range(3):
        driving.press(app.root, "<Return>")
        settle(app)
    assert "第3步" in said(app)
    assert "这个文件夹里已经有文件" in said(app)
    # Another year has another folder.
    driving.press(app.root, "<Control-a>", "<BackSpace>")
    driving.write(app.root, "15")
    driving.press(app.root, "<Return>")
    assert "四位年份" in said(app)
    driving.press(app.root, "<Control-a>", "<BackSpace>")
    driving.write(app.root, "2016")
    driving.press(app.root, "<Return>")
    settle(app)
    assert "第4步" in said(app)
    # People that cannot be told apart are refused, the rest goes on without them.
    driving.write(app.root, "张三\n张三\n")
    driving.pump(app.root, lambda: "认出1人" in said(app))
    assert "第2行没有认出" in said(app)
    push(app, "建立台帐库")
    assert app.desk.campaign.year == 2016
    assert [person["name"] for person in app.desk.snapshot.of("person")] == ["张三"]


def test_beside_an_open_library_a_new_one_takes_its_place(
    start: Callable[..., App], library: Path, documents: Path
) -> None:
    app = start(library)
    to_people(app)
    push(app, "建立台帐库")
    assert app.desk.path == documents / "台帐" / f"{UNIT}2015年度"
    assert app.desk.snapshot.records == ()
    with Ledger.open(library):  # the lock of the other one was given up
        assert Library(library).lock.exists()


def test_places_for_a_library(tmp_path: Path) -> None:
    must_hold_library(tmp_path / "甲" / "乙")
    file = tmp_path / "文件"
    file.write_text("x")
    for place in (file, tmp_path, Path("相对")):
        with pytest.raises(NoPlace, match="请另选"):
            must_hold_library(place)
    assert not is_remote(tmp_path)


def test_file_systems_are_read_from_the_table_of_mounts() -> None:
    mounts = "/dev/sda1 / ext4 rw 0 0\nserver:/a /mnt/共享\\040盘 nfs4 rw 0 0\n//x/y /mnt cifs rw 0 0\nshort\n"
    assert system_of(Path("/home/a"), mounts) == "ext4"
    assert system_of(Path("/mnt/共享 盘/台帐"), mounts) == "nfs4"
    assert system_of(Path("/mnt/别的"), mounts) == "cifs"
    assert system_of(Path("/mntx"), mounts) == "ext4"


def test_a_scheme_of_a_file_is_taken_and_a_bad_one_is_told(
    start: Callable[..., App], documents: Path, tmp_path: Path
) -> None:
    app = start(None)
    file = tmp_path / "县方案.toml"
    text = scheme_text("qidong-2015").replace("人民满意服务", "群众满意服务")
    file.write_text(text.replace("weight = 30 ", "weight = 31 "), encoding="utf-8")
    app.chooser = Choosing(opened=file)  # type: ignore[assignment]
    begin(app)
    settle(app)
    driving.write(app.root, UNIT)
    driving.press(app.root, "<Return>")
    settle(app)
    push(app, "用方案文件")
    assert "方案“县方案.toml”的“nodes.total.parts”各部分权重之和是101" in said(app).replace("\n", "").replace(" ", "")
    file.write_text(text, encoding="utf-8")
    push(app, "用方案文件")
    assert "权重之和" not in said(app)
    assert ("“群众满意服务示范窗口”创建活动", "县方案.toml") in [row[:2] for row in cells(lists(app)[0])]
    for words in ("下一步", "下一步", "建立台帐库"):
        push(app, words)
    assert app.desk.scheme.name == app.desk.campaign.name == "“群众满意服务示范窗口”创建活动"
