"""Papers on their way to the printer and to the clerk's folders: names, what stands there already, what fails."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from exports.errors import CannotRead, CannotWrite
from forms import printer, spool
from forms.printer import CannotPrint, Sent

Sends = list[tuple[Path, int]]


@pytest.fixture
def sends(monkeypatch: pytest.MonkeyPatch) -> Sends:
    """What was handed over to the printer; a file called 坏 is refused."""
    found: Sends = []

    def send(path: Path, copies: int = 1, printer: str = "") -> Sent:
        if path.stem == "坏":
            raise CannotPrint(path.name, "打印机没有接受", "请检查这台打印机后再试")
        found.append((path, copies))
        return Sent(f"已把“{path.name}”交给打印机。")

    monkeypatch.setattr(printer, "send", send)
    return found


def test_a_paper_is_stored_in_the_cache_under_its_name(tmp_path: Path, sends: Sends) -> None:
    words = spool.send_all(tmp_path, [("会议：记录?.pdf", b"%PDF-1")], copies=2)
    ((path, copies),) = sends
    assert path == tmp_path / "cache" / "print" / "会议：记录？.pdf"
    assert path.read_bytes() == b"%PDF-1"
    assert copies == 2
    assert words == "已把“会议：记录？.pdf”交给打印机。"


def test_several_are_told_together(tmp_path: Path, sends: Sends) -> None:
    words = spool.send_all(tmp_path, [("甲.pdf", b"1"), ("乙.pdf", b"2")])
    assert [path.name for path, _ in sends] == ["甲.pdf", "乙.pdf"]
    assert words == "已交出2个文件。已把“乙.pdf”交给打印机。"


def test_a_refusal_says_how_many_were_handed_over_before(tmp_path: Path, sends: Sends) -> None:
    with pytest.raises(CannotPrint):
        spool.send_all(tmp_path, [("坏.pdf", b"1"), ("乙.pdf", b"2")])
    assert not sends
    with pytest.raises(spool.PartlySent, match="前1个文件已经交出打印.*“坏.pdf”没有打印"):
        spool.send_all(tmp_path, [("甲.pdf", b"1"), ("坏.pdf", b"2"), ("丙.pdf", b"3")])
    assert [path.name for path, _ in sends] == ["甲.pdf"]


def test_papers_of_the_days_before_are_removed(tmp_path: Path, sends: Sends) -> None:
    spool.send_all(tmp_path, [("旧.pdf", b"1"), ("新.pdf", b"2")])
    folder = tmp_path / "cache" / "print"
    os.utime(folder / "旧.pdf", (time.time() - 3 * 86400,) * 2)
    spool.send_all(tmp_path, [("今.pdf", b"3")])
    assert {path.name for path in folder.iterdir()} == {"新.pdf", "今.pdf"}


def test_a_file_that_another_program_holds_gets_a_neighbour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = tmp_path / "甲.pdf"
    held.write_bytes(b"0")
    write = Path.write_bytes

    def refuse(path: Path, data: bytes) -> int:
        if path == held:
            raise PermissionError(13, "held", str(path))
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", refuse)
    assert spool.stored(tmp_path, "甲.pdf", b"1").name == "甲（2）.pdf"


def test_a_folder_that_refuses_is_told(tmp_path: Path) -> None:
    (tmp_path / "不是文件夹").write_text("", encoding="utf-8")
    with pytest.raises(CannotWrite):
        spool.stored(tmp_path / "不是文件夹" / "print", "甲.pdf", b"1")
    with pytest.raises(CannotWrite):
        spool.copy_to(tmp_path / "没有" / "甲.pdf", b"1")
    with pytest.raises(CannotRead):
        spool.copy_to(tmp_path / "甲.pdf", tmp_path / "没有.pdf")
    assert not (tmp_path / "甲.pdf").exists()


def test_a_copy_takes_the_place_of_what_was_there(tmp_path: Path) -> None:
    source, target = tmp_path / "原.pdf", tmp_path / "另存.pdf"
    source.write_bytes(b"new")
    target.write_bytes(b"old")
    spool.copy_to(target, source)
    assert target.read_bytes() == b"new"
    assert {path.name for path in tmp_path.iterdir()} == {"原.pdf", "另存.pdf"}


def test_several_go_into_a_new_folder_and_replace_nothing(tmp_path: Path) -> None:
    first = spool.copy_all(tmp_path, "民主评议票", {"甲.docx": b"1", "乙.docx": b"2"})
    second = spool.copy_all(tmp_path, "民主评议票", {"甲.docx": b"3"})
    assert (first.name, second.name) == ("民主评议票", "民主评议票（2）")
    assert (first / "甲.docx").read_bytes() == b"1"
    assert (second / "甲.docx").read_bytes() == b"3"
