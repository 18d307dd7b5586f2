"""From a new library to a submission on the disk: twenty scans dropped, put where they belong, exported, shown."""

from __future__ import annotations

import hashlib
import json
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from exports.manifest import verify
from forms import opening
from forms.app import App
from forms.dropping import available, files_of
from ledger.book import Ledger
from tests.forms.window import driving
from tests.forms.window.sheets import Choosing, cells, lists, push, settle
from tests.forms.window.test_dropping import drop

Start = Callable[..., App]
NAMES = (
    "2015-05-15 创建活动动员会会议记录（签字版）.pdf",
    "动员会照片1.jpg",
    "启发〔2015〕39号 关于开展创建活动的实施意见.pdf",
    *(f"2015-06-{day:02d} 第{day}次学习材料.pdf" for day in range(1, 14)),
    "2015.7.6 纳税人座谈会签到表.jpg",
    "窗口服务承诺书{公示}.png",
    "扫描件 0001.pdf",
    "荣誉证书.pdf",
)


@pytest.fixture
def scans(tmp_path: Path) -> tuple[Path, ...]:
    """Twenty files, each of another content; PDFs of one page or two."""
    folder = tmp_path / "扫描 仪"
    folder.mkdir()
    for place, name in enumerate(NAMES):
        sides = [Image.new("RGB", (300, 420), (255, 250 - 5 * place, 240 - side)) for side in range(1 + place % 2)]
        several = {"save_all": True, "append_images": sides[1:]} if name.endswith(".pdf") else {}
        sides[0].save(folder / name, **several)
    return tuple(folder / name for name in NAMES)


def drag(app: App, view: Any, paths: tuple[Path, ...]) -> None:
    """Drop files as a file manager does; where the library for it is missing, what a drop would call is called."""
    if sys.platform != "linux" or not available(app.root):
        view.add_files(paths)
        return
    before = str(app.root.tk.eval("info body tkdnd::generic::GetDroppedData"))
    try:
        assert drop(app.root, view, *paths) == "copy"  # type: ignore[arg-type]
    finally:
        app.root.tk.call("proc", "tkdnd::generic::GetDroppedData", "time", before)


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[tuple[Path, Path]]:
    """A folder with an xdg-open in it, and the file in which that, or the stand-in of Windows, notes what to open."""
    folder, asked = tmp_path / "bin", tmp_path / "asked.json"
    folder.mkdir()
    path = folder / "xdg-open"
    path.write_text(
        f"#!{sys.executable}\nimport json, sys\njson.dump(sys.argv[1:], open({str(asked)!r}, 'w'))\n", encoding="utf-8"
    )
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    yield folder, asked


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def new_library(folder: Path) -> Path:
    """A library with one meeting in it, held but not yet signed."""
    with Ledger.create(folder / "台帐库", unit="第五税务分局", year=2015, scheme_id="qidong-2015") as book:
        book.add("meeting", {"title": "创建活动动员会", "type": "动员会", "date": "2015.5.15"})
        return book.path


def exported(app: App, place: Path) -> Path:
    """Export on its own screen to a folder in `place`, by the keyboard but for the choice of the place."""
    page: Any = app.go("submission")
    settle(app)
    view = page.front
    app.chooser = Choosing(inside=place)  # type: ignore[assignment]
    driving.click(driving.button(view.form, "选择"))
    settle(app)
    driving.press(app.root, "<F9>")
    driving.pump(app.root, lambda: view.done.shown, 90, "导出")
    settle(app)
    assert "20件" in view.done.words
    return Path(view.form.where.text)


def test_scans_are_dropped_filed_exported_and_shown_in_their_folder(
    start: Start,
    tmp_path: Path,
    scans: tuple[Path, ...],
    desktop: tuple[Path, Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = start(new_library(tmp_path))
    page: Any = app.go("filing")
    settle(app)
    view = page.arranging

    words = " ".join(f"{{{path}}}" if "{" not in path.name else str(path).translate(ESCAPED) for path in scans[:19])
    view.add_files(files_of(words, app.root))
    settle(app)
    (listing,) = lists(app)
    rows = cells(listing)
    assert [row[0] for row in rows] == list(NAMES[:19])
    assert rows[0][1:3] == ("创建活动动员会会议记录", "签字扫描件")
    driving.press(app.root, "<Down>", "<Return>")  # the photo belongs to the meeting, too
    driving.write(app.root, "创建活动动员会")
    driving.press(app.root, "<Return>", "<Return>")
    assert cells(listing)[1][1:3] == ("创建活动动员会会议记录", "照片")
    push(app, "添加19个")

    drag(app, view, scans[19:])
    driving.pump(app.root, lambda: app.overlay.top is not None, what="拖进来的文件")
    push(app, "添加1个")
    papers = app.desk.snapshot.of("filed_paper")
    assert len(papers) == 18
    assert {str(each["doc_no"]) for each in papers if each["doc_no"]} == {"启发〔2015〕39号"}

    (tmp_path / "报送").mkdir()
    dest = exported(app, tmp_path / "报送")
    folder, asked = desktop
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(opening, "windows_starter", lambda: lambda *words: asked.write_text(json.dumps(words[:1])))
    driving.click(driving.button(app.shell.front, "打开文件夹"))
    driving.pump(app.root, lambda: asked.is_file() and asked.stat().st_size, what="打开文件夹")
    assert json.loads(asked.read_text(encoding="utf-8")) == [str(dest)]
    app.go("filing")
    settle(app)
    assert view.filing.export.current
    assert all(row.cells[3] for row in view.listing.shown_rows() if not row.uid.startswith("volume:"))
    on_disk = {sha256(path) for path in dest.rglob("*") if path.is_file()}
    assert {path.name for path in scans if sha256(path) not in on_disk} == set()
    assert (dest / "合订本.pdf").stat().st_size > 0
    assert not verify(dest)


ESCAPED = str.maketrans({"\\": "\\\\", "{": "\\{", "}": "\\}", " ": "\\ "})
"""How Tcl writes a name that braces cannot hold."""
