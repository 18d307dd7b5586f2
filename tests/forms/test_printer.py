"""Sending to a printer: what is asked of CUPS and Windows, and what the clerk is told."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from forms import printer
from forms.printer import BadCopies, CannotPrint, Printers, printers, send, send_windows

IDLE = "printer HP_M104 is idle.  enabled since Mon 04 May 2015\n"
STOPPED = "printer 二楼 disabled since Mon 04 May 2015 -\n\tPaused\n"
DEFAULT = "system default destination: HP_M104\n"
NO_DEFAULT = "no system default destination\n"

Fake = Callable[..., Path]


@pytest.fixture
def cups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fake:
    """Puts lpstat and lp on an otherwise empty path; gives the file in which lp notes what it was asked for."""

    def make(lpstat: str = IDLE + DEFAULT, lp: int = 0, error: str = "", lpstat_code: int = 0) -> Path:
        folder, asked = tmp_path / "bin", tmp_path / "asked.json"
        folder.mkdir()
        notes = f"json.dump([sys.argv[1:], os.environ.get('LC_ALL')], open({str(asked)!r}, 'w'))"
        program(folder / "lp", f"{notes}; sys.stderr.write({error!r}); sys.exit({lp})")
        program(folder / "lpstat", f"sys.stdout.buffer.write({lpstat!r}.encode()); sys.exit({lpstat_code})")
        monkeypatch.setenv("PATH", str(folder))
        return asked

    return make


def program(path: Path, code: str) -> None:
    path.write_text(f"#!{sys.executable}\nimport json, os, sys\n{code}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def pdf(path: Path, pages: int = 12) -> Path:
    with pikepdf.new() as made:
        for _ in range(pages):
            made.add_blank_page()
        made.save(path)
    return path


linux = pytest.mark.skipif(sys.platform == "win32", reason="CUPS")


@linux
def test_a_pdf_goes_to_the_default_printer(cups: Fake, tmp_path: Path) -> None:
    asked, path = cups(), pdf(tmp_path / "-合订 本.pdf")
    sent = send(path, copies=2)
    assert sent.words == "已把“-合订 本.pdf”（共12页，2份）交给打印机“HP_M104”。"
    assert sent.printer == "HP_M104"
    arguments, language = json.loads(asked.read_text())
    assert arguments == ["-d", "HP_M104", "-n", "2", "-t", "-合订 本.pdf", "--", str(path)]
    assert language == "C.UTF-8"


@linux
def test_of_a_picture_no_pages_are_claimed(cups: Fake, tmp_path: Path) -> None:
    cups()
    Image.new("RGB", (9, 9)).save(tmp_path / "照片.jpg")
    assert send(tmp_path / "照片.jpg").words == "已把“照片.jpg”（1份）交给打印机“HP_M104”。"


@linux
def test_a_printer_that_stands_still_is_told(cups: Fake, tmp_path: Path) -> None:
    cups(IDLE + STOPPED + DEFAULT)
    words = send(pdf(tmp_path / "甲.pdf"), printer="二楼").words
    assert words == "已把“甲.pdf”（共12页，1份）排进打印机“二楼”，但它现在停用，恢复后才会打印。"


@linux
def test_the_only_printer_is_taken_without_a_default(cups: Fake, tmp_path: Path) -> None:
    cups(IDLE + NO_DEFAULT)
    assert send(pdf(tmp_path / "甲.pdf")).printer == "HP_M104"
    assert printers() == Printers(("HP_M104",), "", frozenset())


@linux
@pytest.mark.parametrize(
    ("how", "wanted", "words"),
    [
        ({"lpstat": NO_DEFAULT}, "", "系统里没有打印机，请先在系统设置里添加打印机"),
        ({"lpstat": IDLE + STOPPED + NO_DEFAULT}, "", "没有默认打印机（现有HP_M104、二楼），请在系统设置里"),
        ({}, "三楼", "系统里没有打印机“三楼”，现有的是HP_M104"),
        ({"lp": 1, "error": "lp: Error - out of paper.\n"}, "", "打印机“HP_M104”没有接受（out of paper），请检查"),
        ({"lp": 1}, "", "打印机“HP_M104”没有接受，请检查这台打印机"),
        ({"lpstat": "", "lpstat_code": 1}, "", "系统的打印服务没有回应，请检查打印服务"),
    ],
)
def test_a_refusal_says_what_to_do(cups: Fake, tmp_path: Path, how: dict[str, object], wanted: str, words: str) -> None:
    cups(**how)
    with pytest.raises(CannotPrint) as caught:
        send(pdf(tmp_path / "甲.pdf"), printer=wanted)
    assert words in str(caught.value)
    assert str(caught.value).endswith("。")


@linux
def test_without_cups_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(
        CannotPrint, match="^“甲.pdf”没有打印：系统里没有打印服务（CUPS），请先安装打印服务并添加打印机。$"
    ):
        send(pdf(tmp_path / "甲.pdf"))


@linux
def test_a_print_service_that_hangs_is_left(cups: Fake, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cups()
    program(tmp_path / "bin" / "lpstat", "import time; time.sleep(600)")
    monkeypatch.setattr(printer, "_WAIT", 0.3)
    with pytest.raises(CannotPrint, match="打印服务很久没有回应"):
        send(pdf(tmp_path / "甲.pdf"))


def locked(path: Path) -> None:
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(path, encryption=pikepdf.Encryption(owner="a", user="b"))


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (locked, "PDF已加密，打印需要密码"),
        (lambda path: path.write_bytes(b"%PDF-1.4\nnothing"), "PDF已损坏或不完整"),
        (lambda path: path.write_bytes(b""), "是空文件"),
        (lambda path: None, "没有这个文件或文件夹"),
    ],
)
def test_what_cannot_be_printed_reaches_no_printer(
    cups: Fake, tmp_path: Path, make: Callable[[Path], object], words: str
) -> None:
    asked, path = cups(), tmp_path / "甲.pdf"
    make(path)
    with pytest.raises(CannotPrint, match=words):
        send(path)
    assert not asked.exists()


@linux
def test_a_word_file_is_for_its_own_program(cups: Fake, tmp_path: Path) -> None:
    asked = cups()
    (tmp_path / "甲.txt").write_text("文字", encoding="utf-8")
    with pytest.raises(CannotPrint, match="是文本文件，打印机只认PDF和图片，请用相应的程序打开它再打印"):
        send(tmp_path / "甲.txt")
    assert not asked.exists()


@pytest.mark.parametrize("copies", [0, -1, 100])
def test_copies_are_a_sensible_number(tmp_path: Path, copies: int) -> None:
    with pytest.raises(BadCopies, match=f"^份数是{copies}：请填1到99之间的整数。$"):
        send(tmp_path / "甲.pdf", copies)


def test_windows_is_asked_once_for_each_copy(tmp_path: Path) -> None:
    asked: list[tuple[str, str]] = []
    path = pdf(tmp_path / "甲.pdf")
    sent = send_windows(path, 3, "共12页，3份", lambda *given: asked.append(given))
    assert asked == [(str(path), "print")] * 3
    assert sent.words == "已把“甲.pdf”（共12页，3份）交给系统的打印程序，请到默认打印机上查看。"


def test_windows_without_a_program_says_so(tmp_path: Path) -> None:
    def startfile(path: str, verb: str) -> None:
        error = OSError(22, "No application is associated", path)
        error.winerror = 1155  # type: ignore[attr-defined]
        raise error

    with pytest.raises(CannotPrint) as caught:
        send_windows(tmp_path / "甲.pdf", 1, "1份", startfile)
    assert str(caught.value) == (
        "“甲.pdf”没有打印：这台电脑上没有能处理它的程序，请先安装能打印PDF的程序，或打开文件后自己打印。"
    )


def test_windows_failing_halfway_tells_what_was_done(tmp_path: Path) -> None:
    calls: list[str] = []

    def startfile(path: str, verb: str) -> None:
        calls.append(verb)
        if len(calls) == 3:
            raise PermissionError(13, os.strerror(13))

    with pytest.raises(CannotPrint, match="第3份交不出去（前2份已交出），没有权限"):
        send_windows(tmp_path / "甲.pdf", 5, "5份", startfile)
