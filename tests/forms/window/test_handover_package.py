"""The part 移交: a package for a colleague with its receipt, an encrypted one, an export packed, what goes wrong."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from exports.handover.job import LARGEST_VOLUME
from exports.handover.layout import REGISTER, REPORT
from exports.handover.receipts import Receipt, write_receipt
from exports.handover.verifying import verify
from forms import destinations, package_facts, printer
from forms.actions import Add
from forms.app import App
from forms.screens.handover import Handover
from forms.screens.handover_package import Package
from forms.screens.submission import Submission
from forms.screens.submission_making import Making
from forms.shell.page import Target
from ledger.book import Ledger
from ledger.handovers import handovers
from ledger.identity import utc_now
from ledger.protection import protect
from tests.forms.window import driving
from tests.forms.window.sheets import Choosing, cells, push, said, settle

PASSPHRASE = "Rain&Shine 2015"


@pytest.fixture(autouse=True)
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The clerk's folder of documents is the test's own."""
    monkeypatch.setattr(destinations.platformdirs, "user_documents_path", lambda: tmp_path / "文档")
    return tmp_path / "文档"


@pytest.fixture(scope="session")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with few papers in it, of which a package takes little time."""
    folder = tmp_path_factory.mktemp("few") / "台帐库"
    with Ledger.create(folder, unit="第五税务分局", year=2015, scheme_id="qidong-2015") as ledger:
        ledger.add("person", {"name": "沈文君"})
        ledger.add("opinion", {"number": 1, "date": "2015.7.2", "source": "座谈会", "content": "增加值班窗口"})
    return folder


@pytest.fixture
def place(few: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(few, tmp_path / "台帐库"))


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "U盘").mkdir()
    return tmp_path / "U盘"


def part(app: App) -> Package:
    page = app.go("handover")
    assert isinstance(page, Handover)
    page.part("package")
    settle(app)
    assert isinstance(page.front, Package)
    return page.front


def cut(view: Package) -> list[str]:
    """What cannot be read whole for want of width."""
    labels = [each for each in driving.below(view) if each.winfo_class() in ("Label", "TLabel")]
    shown = [each for each in labels if each.winfo_viewable()]
    return [str(each.cget("text")) for each in shown if each.winfo_reqwidth() > each.winfo_width()]


def over(app: App, view: Package, seconds: float = 90) -> None:
    """Wait until a package is made, or not."""
    driving.pump(app.root, lambda: not view.running, seconds, "移交包做完")
    settle(app)


def test_a_package_for_a_colleague_is_made_noted_and_its_receipt_comes_back(
    start: Callable[..., App], place: Path, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = start(place)
    view = part(app)
    assert driving.within(app.root.tk.call("focus"), view.form.whom)
    assert "不放台帐库" in view.form._inside.words
    assert Path(view.form.where.text) == package_facts.usual()
    driving.screenshot(app.root, "package-form")
    driving.press(app.root, "<Right>")
    assert view.form.purpose == "colleague" and "打开就能接着做" in view.form._inside.words
    app.chooser = Choosing(inside=stick)  # type: ignore[assignment]
    driving.click(driving.button(view.form, "选择"))
    settle(app)
    assert view.form.where.text == str(stick)
    assert "这里还有" in view.form._space.words and "大约要" in view.form._space.words
    driving.typing(view.form.medium.entry, "U盘，32GB")
    driving.click(driving.button(view.form, "做移交包"))
    driving.pump(app.root, lambda: view.progress.share > 0, 60, "进度")
    driving.screenshot(app.root, "package-progress")
    over(app, view)
    (folder,) = stick.iterdir()
    assert view.done.made is not None and view.done.made.paths == (folder,)
    assert f"已做成移交包“{folder}”" in view.done.words and "可以拔出" in view.done.words
    assert view.done.made.manifest in view.done.words
    driving.screenshot(app.root, "package-done")
    found = verify(folder)
    assert found.whole and found.info is not None and found.info.library
    assert found.info.by == "测试员"
    assert package_facts.place_of(app.preferences) == stick
    assert [row[1] for row in cells(view.list.listing)] == ["交给接手的同事"]
    assert cells(view.list.listing)[0][5] == "还没有回执"

    # The stick is gone: what was made is read and printed all the same.
    shutil.move(folder, tmp_path / "收到")
    driving.click(driving.button(view.done, "查看核验报告"))
    settle(app)
    assert app.overlay.top is not None and REPORT in said(app)
    driving.screenshot(app.root, "package-report")
    driving.press(app.root, "<Escape>")
    sent: list[bytes] = []
    monkeypatch.setattr(printer, "send", lambda path, _=1: sent.append(path.read_bytes()) or printer.Sent("已交出"))
    driving.click(driving.button(view.done, "打印登记表"))
    assert "一式两份" in said(app)
    push(app, "打印")
    assert sent == [(tmp_path / "收到" / "data" / "其他" / f"{REGISTER}.pdf").read_bytes()]

    receipt = Receipt(
        found.info.package,
        found.manifest,
        found.info.campaign,
        utc_now(),
        "倪新明",
        "第六税务分局",
        verified=True,
        findings=(),
        action="beside",
        counts={},
    )
    path = write_receipt(tmp_path, receipt)
    app.chooser = Choosing(opened=path)  # type: ignore[assignment]
    driving.click(driving.button(view.list, "导入回执"))
    settle(app)
    assert view.list.words.startswith("回执已登记：第六税务分局，倪新明")
    assert cells(view.list.listing)[0][5].endswith("收到")
    driving.screenshot(app.root, "package-receipt")
    view.list.choose()
    settle(app)
    assert view.list.words.startswith("这份回执以前登记过")
    (tmp_path / "改过.json").write_bytes(path.read_bytes().replace("倪新明".encode(), "别人".encode()))
    view.list.take(tmp_path / "改过.json")
    settle(app)
    assert "不能作为移交回执登记" in view.list.words


@pytest.mark.tool("7z")
def test_an_encrypted_package_of_a_protected_library_is_opened_by_another_program(
    start: Callable[..., App], place: Path, stick: Path, tmp_path: Path, cheap_passphrases: None
) -> None:
    protect(place, "qiao shi deng", who="", now=utc_now())
    app = start(None)
    app.open(place, passphrase="qiao shi deng")
    driving.pump(app.root, lambda: app.shell is not None and not app.background.busy, 30, "台帐库打开")
    view = part(app)
    view.form.where.edit(str(stick))
    view.form.whom._take("colleague")
    view.start()
    assert "不带口令" in said(app) and not view.running
    push(app, "回去加密")
    driving.click(view.form.seal.check)
    driving.write(app.root, "短")
    driving.press(app.root, "<Return>")
    driving.click(driving.button(view.form, "做移交包"))
    assert not view.running and "不到8个字符" in view.form._fault.words
    view.form.seal.forget()
    driving.typing(view.form.seal.lines[0].entry, PASSPHRASE)
    driving.press(app.root, "<Return>")
    driving.write(app.root, f"{PASSPHRASE}?")
    driving.press(app.root, "<Return>")
    assert not view.running and "不一样" in view.form._fault.words
    driving.screenshot(app.root, "package-encrypted-form")
    view.form.seal.lines[1].again()
    driving.write(app.root, PASSPHRASE)
    driving.press(app.root, "<Return>")
    assert view.running
    over(app, view)
    driving.screenshot(app.root, "package-encrypted-done")
    zipped, note = sorted(stick.iterdir(), key=lambda path: path.suffix == ".txt")
    assert zipped.suffix == ".zip" and note.name in view.done.words
    assert [line.text for line in view.form.seal.lines] == ["", ""]
    ran = subprocess.run(["7z", "x", f"-p{PASSPHRASE}", f"-o{tmp_path / '解开'}", str(zipped)], capture_output=True)
    assert ran.returncode == 0, ran.stdout
    (bag,) = (tmp_path / "解开").iterdir()
    assert verify(bag).whole
    driving.click(driving.button(view.done, "查看核验报告"))
    settle(app)
    assert REPORT in said(app)


def test_what_was_exported_and_not_changed_since_goes_into_the_package(
    start: Callable[..., App], place: Path, stick: Path
) -> None:
    app = start(place)
    page = app.go("submission")
    settle(app)
    assert isinstance(page, Submission) and isinstance(page.front, Making)
    making = page.front
    making.form.gaps.toggle()
    making.start()
    driving.pump(app.root, lambda: not making.running, 60, "导出结束")
    settle(app)
    driving.click(driving.button(making.done, "做移交包"))
    settle(app)
    assert app.shell is not None and isinstance(app.shell.front, Handover)
    view = app.shell.front.front
    assert isinstance(view, Package)
    driving.screenshot(app.root, "package-preset")
    assert view.form.offer is not None and view.form.offer.number == 1 and not view.form.offer.gaps
    view.form.where.edit(str(stick))
    view.start()
    over(app, view)
    assert view.done.made is not None and not view.done.made.info.library
    view.refresh(None)
    settle(app)
    assert view.form.offer is not None, "handing it over is no change"
    app.desk.change(Add("opinion", ({"number": 2, "date": "2015.7.6", "source": "意见箱", "content": "降低公开栏"},)))
    settle(app)
    driving.click(driving.button(view.done, "再做一个"))
    settle(app)
    assert view.form.offer is None
    assert [words for _, words in view.form.source.choices] == ["重新导出"]


def test_a_stick_that_is_not_there_is_told_and_it_goes_on_when_it_is_on_a_small_dark_screen_too(
    start: Callable[..., App], place: Path, stick: Path
) -> None:
    app = start(place, mode="dark", zoom=1.5)
    app.go("handover", Target("package"))
    view = part(app)
    driving.screenshot(app.root, "package-dark-form")
    view.form.where.edit("U盘")
    view.start()
    assert not view.running and "位置要写完整" in view.form._fault.words
    view.form.where.edit(str(stick / "没有"))
    view.form.whom._take("branch")
    view.form.seal.check.toggle()
    view.form.seal.volumes._take("700m")
    view.form.look()
    settle(app)
    assert view.form.volume == 700 << 20
    assert "现在找不到这个文件夹" in view.form._space.words
    driving.screenshot(app.root, "package-dark-encrypted")
    assert cut(view) == []
    view.form.seal.check.toggle()
    assert view.form.volume == LARGEST_VOLUME
    view.start()
    over(app, view)
    assert "没有" in view.failed.words and view.failed.winfo_viewable()
    driving.screenshot(app.root, "package-dark-failed")
    (stick / "没有").mkdir()
    driving.click(driving.button(view.failed, "再做一次"))
    over(app, view)
    assert view.done.made is not None and view.done.made.paths[0].parent == stick / "没有"
    driving.screenshot(app.root, "package-dark-done")
    assert cut(view) == []


def test_cancelled_it_leaves_nothing(start: Callable[..., App], place: Path, stick: Path) -> None:
    app = start(place)
    view = part(app)
    view.form.where.edit(str(stick))
    view.start()
    driving.pump(app.root, lambda: view.progress.share > 0, 60, "进度")
    driving.press(app.root, "<Escape>")
    over(app, view)
    assert list(stick.iterdir()) == []
    assert view.form.winfo_viewable() and app.overlay.top is None
    assert app.shell is not None and app.shell.status.said == "已取消，没有留下任何文件"
    assert handovers_of(app) == 0


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="signals of POSIX")
def test_ended_by_force_it_leaves_nothing_and_can_be_made_again(
    start: Callable[..., App], place: Path, stick: Path
) -> None:
    app = start(place)
    view = part(app)
    view.form.where.edit(str(stick))
    view.start()
    driving.pump(app.root, lambda: any(stick.iterdir()), 60, "开始写到U盘")
    assert app.apart.pid is not None
    os.kill(app.apart.pid, signal.SIGKILL)
    over(app, view)
    assert list(stick.iterdir()) == []
    assert "请关闭其他程序后再做一次" in view.failed.words
    assert driving.within(app.root.tk.call("focus"), view.failed)
    driving.press(app.root, "<Return>")
    over(app, view)
    assert view.done.made is not None and view.done.made.paths[0].parent == stick


def test_closing_the_window_meanwhile_leaves_nothing(start: Callable[..., App], place: Path, stick: Path) -> None:
    app = start(place)
    view = part(app)
    view.form.where.edit(str(stick))
    view.start()
    driving.pump(app.root, lambda: any(stick.iterdir()), 60, "开始写到U盘")
    app.quit()
    assert list(stick.iterdir()) == []


def handovers_of(app: App) -> int:
    found: list[int] = []
    app.desk.read(lambda ledger: len(handovers(ledger.session)), found.append)
    settle(app)
    return found[0]
