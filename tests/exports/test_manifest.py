"""The checksum list: what it says, and what it finds when a folder has changed."""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from exports.errors import CannotRead, NoManifest
from exports.manifest import (
    MANIFEST_NAME,
    Altered,
    BadList,
    Finding,
    Missing,
    Unexpected,
    checksums,
    verify,
    write_checksums,
)

EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "报送"
    (place / "01_组织领导" / "附件").mkdir(parents=True)
    (place / "01_组织领导" / "0001_方案.docx").write_bytes(b"abc")
    (place / "01_组织领导" / "附件" / "扫描 件.pdf").write_bytes(b"")
    (place / "合订本.pdf").write_bytes(b"abc")
    return place


def test_the_list_can_be_read_by_a_person(folder: Path) -> None:
    assert checksums(folder, {}) == (
        "校验清单\n"
        "文件数：3，总字节数：6\n"
        "算法：SHA-256。每行依次为校验值、字节数、文件（相对本文件夹）。\n"
        "任何文件的校验值与本清单不同，即说明内容已改变。\n"
        "\n"
        f"{ABC}  3  01_组织领导/0001_方案.docx\n"
        f"{EMPTY}  0  01_组织领导/附件/扫描 件.pdf\n"
        f"{ABC}  3  合订本.pdf\n"
    )


def test_what_was_written_from_memory_is_listed_as_it_was_meant(folder: Path) -> None:
    """A disk that kept something else is found when the folder is read back."""
    meant = (4, hashlib.sha256(b"abcd").hexdigest())
    assert f"{meant[1]}  4  合订本.pdf\n" in checksums(folder, {"合订本.pdf": meant})
    write_checksums(folder, {"合订本.pdf": meant})
    assert verify(folder) == (Altered("合订本.pdf", 4, 3),)


def test_a_list_does_not_list_itself_and_is_the_same_each_time(folder: Path) -> None:
    first = write_checksums(folder).read_bytes()
    assert b"\r" not in first
    assert write_checksums(folder).read_bytes() == first


def test_an_untouched_folder_has_no_findings(folder: Path) -> None:
    write_checksums(folder)
    assert verify(folder) == ()


def alter(folder: Path) -> None:
    (folder / "合订本.pdf").write_bytes(b"abd")


def shorten(folder: Path) -> None:
    (folder / "合订本.pdf").write_bytes(b"ab")


def remove(folder: Path) -> None:
    (folder / "合订本.pdf").unlink()


def add(folder: Path) -> None:
    (folder / "01_组织领导" / "多.txt").write_bytes(b"x")


def rename(folder: Path) -> None:
    (folder / "合订本.pdf").rename(folder / "合订.pdf")


@pytest.mark.parametrize(
    ("change", "findings", "words"),
    [
        (alter, (Altered("合订本.pdf", 3, 3),), "大小未变，内容不同"),
        (shorten, (Altered("合订本.pdf", 3, 2),), "清单为3字节，现为2字节"),
        (remove, (Missing("合订本.pdf"),), "缺少文件“合订本.pdf”"),
        (add, (Unexpected("01_组织领导/多.txt"),), "多出文件“01_组织领导/多.txt”"),
        (rename, (Unexpected("合订.pdf"), Missing("合订本.pdf")), "清单里没有它"),
    ],
)
def test_a_change_is_found_and_said(
    folder: Path, change: Callable[[Path], None], findings: tuple[Finding, ...], words: str
) -> None:
    write_checksums(folder)
    change(folder)
    assert verify(folder) == findings
    assert words in verify(folder)[0].sentence


def edit_list(folder: Path, old: str, new: str) -> None:
    path = write_checksums(folder)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def test_a_line_taken_out_of_the_list_is_found(folder: Path) -> None:
    edit_list(folder, f"{ABC}  3  合订本.pdf\n", "")
    assert verify(folder) == (BadList(0), Unexpected("合订本.pdf"))
    assert "文件数或总字节数" in verify(folder)[0].sentence


def test_a_damaged_line_of_the_list_is_named(folder: Path) -> None:
    edit_list(folder, f"{ABC}  3  合订本.pdf", f"{ABC[:-1]}  3  合订本.pdf")
    assert verify(folder) == (BadList(8), Unexpected("合订本.pdf"))
    assert "第8行" in verify(folder)[0].sentence


def test_a_list_that_names_files_outside_its_folder_is_not_followed(folder: Path) -> None:
    edit_list(folder, "  合订本.pdf", "  ../合订本.pdf")
    (folder.parent / "合订本.pdf").write_bytes(b"abc")
    assert verify(folder) == (BadList(8), Unexpected("合订本.pdf"))


def test_a_list_emptied_by_accident_is_found(folder: Path) -> None:
    (folder / MANIFEST_NAME).write_bytes(b"")
    assert BadList(0) in verify(folder)


def test_a_list_saved_again_by_a_windows_editor_still_works(folder: Path) -> None:
    path = write_checksums(folder)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert verify(folder) == ()


def test_what_file_managers_leave_behind_is_no_finding(folder: Path) -> None:
    write_checksums(folder)
    (folder / "01_组织领导" / "Thumbs.db").write_bytes(b"x")
    assert verify(folder) == ()


def test_a_folder_without_a_list_cannot_be_verified(folder: Path) -> None:
    with pytest.raises(NoManifest, match="无法校验"):
        verify(folder)


def test_a_file_that_cannot_be_read_is_an_error_and_no_finding(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(file: object, algorithm: str) -> None:
        raise OSError(errno.EIO, "Input/output error")

    write_checksums(folder)
    monkeypatch.setattr(hashlib, "file_digest", fail)
    with pytest.raises(CannotRead, match="0001_方案") as caught:
        verify(folder)
    assert caught.value.exit_code == 3
