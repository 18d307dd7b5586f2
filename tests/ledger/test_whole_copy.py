"""A copy of a whole library: it opens by itself, and stands only when every byte was read again."""

from __future__ import annotations

import hashlib
import shutil
import sys
from pathlib import Path

import pytest

from ledger import whole_copy
from ledger.attachments import Inspected
from ledger.book import Ledger
from ledger.whole_copy import CannotCopy, CopyInside, CopyStopped, CopyTaken
from tests.ledger.books import OPINION, as_scan, new_book


def full_book(folder: Path) -> Ledger:
    """A ledger with a scan, a picture that has an upright twin, and a scan that was taken off again."""
    book = new_book(folder)
    opinion = book.add("opinion", OPINION)
    for name, data in (("签字页.pdf", b"%PDF one"), ("取下.pdf", b"%PDF two")):
        (folder / name).write_bytes(data)
    book.attach(opinion.uid, folder / "签字页.pdf", role="signed", inspect=as_scan)
    book.detach(book.attach(opinion.uid, folder / "取下.pdf", role="signed", inspect=as_scan).uid)
    picture = folder / "照片.jpg"
    picture.write_bytes(b"picture")
    book.attach(opinion.uid, picture, role="photo", inspect=lambda _: Inspected("image/jpeg", ".jpg", 1, b"upright"))
    return book


def files_in(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_copy_opens_by_itself_with_everything_in_it(tmp_path: Path) -> None:
    dest, told = tmp_path / "U盘" / "台帐副本", []
    dest.parent.mkdir()
    with full_book(tmp_path) as book:
        book.backup()
        made = book.copy_to(dest, tell=lambda *step: told.append(step))
        original = files_in(book.path)
        records = book.records()
    copied = files_in(dest)
    assert {name for name in copied if name != "ledger.db"} == {
        name for name in original if name.startswith("attachments/")
    }
    assert all(copied[name] == original[name] for name in copied if name != "ledger.db")
    assert (made.folder, made.files, made.faults) == (dest, len(copied), ())
    assert len(copied) == 5
    assert made.size == sum(path.stat().st_size for path in dest.rglob("*") if path.is_file())
    assert [path.name for path in dest.parent.iterdir()] == ["台帐副本"]
    with Ledger.open(dest) as again:
        strip = [(record.uid, record.values, [each.sha256 for each in record.attachments]) for record in records]
        assert strip == [(r.uid, r.values, [each.sha256 for each in r.attachments]) for r in again.records()]
        assert again.file_faults(hashed=True) == ()
    done, total, _ = told[-1]
    assert done == total == 2 * made.size
    assert [step[0] for step in told] == sorted(step[0] for step in told)


def test_it_can_be_made_beside_a_writer(tmp_path: Path) -> None:
    with full_book(tmp_path) as writer, Ledger.open(writer.path, read_only=True) as reader:
        reader.copy_to(tmp_path / "副本", tell=lambda *_: writer.add("opinion", OPINION) and None)
    with Ledger.open(tmp_path / "副本") as copy:
        assert len(copy.records()) == 1


def test_missing_and_spoilt_files_are_told_and_the_rest_is_copied(tmp_path: Path) -> None:
    with full_book(tmp_path) as book:
        first, second = book.records()[0].attachments
        first.file.path.unlink()
        second.file.path.write_bytes(b"PICTURE")
        made = book.copy_to(tmp_path / "副本")
    assert [fault.sentence for fault in made.faults] == [
        "附件“签字页.pdf”没有复制：台帐库里的文件不见了。请从备份或纸质原件补回，再重新添加。",
        "附件“照片.jpg”没有复制：台帐库里的文件内容变了。请从备份或纸质原件补回，再重新添加。",
    ]
    assert made.files == len(files_in(tmp_path / "副本")) == 3


def test_what_is_there_is_not_overwritten(tmp_path: Path) -> None:
    dest = tmp_path / "副本"
    dest.write_bytes(b"mine")
    with full_book(tmp_path) as book:
        with pytest.raises(CopyTaken, match="已经存在"):
            book.copy_to(dest)
        with pytest.raises(CopyInside, match="里面"):
            book.copy_to(book.path / "副本")
        with pytest.raises(CopyInside):
            book.copy_to(book.path / "attachments" / "副本")
    assert dest.read_bytes() == b"mine"


@pytest.mark.parametrize("part", [0.0, 0.3, 0.6, 0.99])
def test_stopped_at_any_point_it_leaves_nothing(tmp_path: Path, part: float) -> None:
    reached: list[float] = [0]
    (tmp_path / "U盘").mkdir()
    with full_book(tmp_path) as book, pytest.raises(CopyStopped, match="没有留下任何文件"):
        book.copy_to(
            tmp_path / "U盘" / "副本",
            tell=lambda done, total, _: reached.append(done / total),
            stopped=lambda: reached[-1] >= part,
        )
    assert list((tmp_path / "U盘").iterdir()) == []


def test_a_disk_without_room_is_told_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole_copy.shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10, 9, 2048))
    with full_book(tmp_path) as book, pytest.raises(CannotCopy, match=r"磁盘只剩2KB，这个台帐库要\d+KB"):
        book.copy_to(tmp_path / "副本")
    assert not (tmp_path / "副本").exists()


def test_a_place_that_is_gone_is_told(tmp_path: Path) -> None:
    with full_book(tmp_path) as book, pytest.raises(CannotCopy, match="没有这个文件或文件夹"):
        book.copy_to(tmp_path / "拔掉的U盘" / "副本")


@pytest.mark.skipif(sys.platform == "win32", reason="the file is still open there")
def test_a_stick_that_gives_other_bytes_back_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sync = whole_copy.sync_file
    spoilt: list[Path] = []

    def bad(path: Path) -> None:
        sync(path)
        if path.suffix == ".pdf" and not spoilt:
            spoilt.append(path)
            path.write_bytes(b"%PDF ???")

    (tmp_path / "U盘").mkdir()
    with full_book(tmp_path) as book, monkeypatch.context() as patched:
        patched.setattr(whole_copy, "sync_file", bad)
        with pytest.raises(CannotCopy, match="再读出来不一样"):
            book.copy_to(tmp_path / "U盘" / "副本")
    assert spoilt
    assert list((tmp_path / "U盘").iterdir()) == []
