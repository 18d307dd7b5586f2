"""Verifying and receiving whole packages: folder, zip, encrypted, volumes; the library that comes out is the same."""

from __future__ import annotations

import os
import sqlite3
import threading
import zipfile
from contextlib import closing
from pathlib import Path

import bagit
import pytest
import pyzipper

from exports.handover.findings import NotAPackage
from exports.handover.layout import Purpose
from exports.handover.receiving import inside, library_in, receive_beside
from exports.handover.refusals import NoLibraryInside, PlaceInLibrary, PlaceTaken
from exports.handover.unpacking import unpack
from exports.handover.verifying import VerifyingStopped, verify
from exports.handover.zip_contents import PackageLocked, WrongPackagePassphrase
from ledger.book import Ledger
from ledger.places import PlaceInPackage
from tests.exports.bags import NAME, UID, bag, files_of, rich_library, sha256, split, zipped
from tests.ledger.books import new_book

PASSPHRASE = "Rain&Shine 2015"
Table = list[tuple[object, ...]]


@pytest.fixture(scope="module")
def sender(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return rich_library(tmp_path_factory.mktemp("移交方"))


@pytest.fixture(scope="module")
def package(sender: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bag(tmp_path_factory.mktemp("U盘"), sender)


def tables(library: Path) -> dict[str, Table]:
    """Every row of every table of a library, with its columns."""
    with closing(sqlite3.connect(library / "ledger.db")) as db:
        names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        found: dict[str, Table] = {}
        for name in names:
            rows = db.execute(f'SELECT * FROM "{name}" ORDER BY rowid')
            found[name] = [tuple(column[0] for column in rows.description), *rows.fetchall()]
        return found


def kept_files(library: Path) -> dict[str, bytes]:
    """Every kept file of a library with its content."""
    return {path: (library / path).read_bytes() for path in files_of(library, below="attachments/")}


def test_a_whole_package_is_whole_and_bagit_says_the_same(package: Path) -> None:
    found = verify(package)
    assert found.findings == () and found.whole and found.notes == ()
    assert found.info is not None and found.info.package == UID
    payload = files_of(package, below="data/")
    assert (found.counts.files, found.counts.hashed) == (len(payload), len(payload))
    assert found.counts.bytes == sum((package / path).stat().st_size for path in payload)
    assert found.manifest == sha256(package / "manifest-sha256.txt")
    assert found.digests == {path: sha256(package / path) for path in files_of(package)}
    assert bagit.Bag(str(package)).is_valid()


def test_what_is_inside_is_told_before_anything_is_taken(package: Path) -> None:
    holds = inside(verify(package))
    assert (holds.unit, holds.year, holds.purpose, holds.by) == ("第五税务分局", 2015, Purpose.COLLEAGUE, "沈文君")
    assert holds.records == {"人员": 1, "意见建议": 2, "自建登记簿": 1, "安全巡查": 1}
    assert holds.deleted == 1 and holds.version > 0 and "示范窗口" in holds.scheme


@pytest.mark.parametrize("form", ["folder", "zip", "bare zip", "encrypted", "volumes"])
def test_everything_comes_back_row_by_row_and_byte_by_byte(
    sender: Path, package: Path, tmp_path: Path, form: str
) -> None:
    source, passphrase = package, PASSPHRASE if form in ("encrypted", "volumes") else None
    if form != "folder":
        front = "" if form == "bare zip" else f"{NAME}/"
        source = zipped(package, tmp_path / f"{NAME}.zip", passphrase=passphrase or "", front=front)
    if form == "volumes":
        source = split(source, 5000)[2]
    before = {path: sha256(package / path) for path in files_of(package)}
    received = receive_beside(source, tmp_path / "新台帐库", passphrase=passphrase)
    there = received.folder
    assert tables(there) == tables(sender)
    assert kept_files(there) == kept_files(sender) and len(kept_files(there)) == 3
    with Ledger.open(there) as new, Ledger.open(sender, read_only=True) as old:
        assert new.records(deleted=True) == old.records(deleted=True) != ()
        assert [record.values for record in new.records()] == [record.values for record in old.records()]
        assert new.scheme == old.scheme and new.scheme_text() == old.scheme_text()
        assert new.scheme_changes() == old.scheme_changes() and new.exports() == old.exports()
        assert [new.history(record.uid) for record in new.records()] == [
            old.history(record.uid) for record in old.records()
        ]
        assert new.file_faults(hashed=True) == ()
    assert before == {path: sha256(package / path) for path in files_of(package)}
    assert sorted(path.name for path in there.iterdir()) == ["attachments", "backups", "ledger.db"]


def test_a_private_copy_is_gone_afterwards(sender: Path, package: Path, tmp_path: Path) -> None:
    with library_in(package, scratch=tmp_path) as copy:
        assert tables(copy.folder) == tables(sender) and kept_files(copy.folder) == kept_files(sender)
        with Ledger.open(copy.folder, read_only=True) as ledger:
            assert len(ledger.records()) == 5
        # On Windows it has the rights of the user's own folder for such things.
        assert os.name != "posix" or copy.folder.stat().st_mode & 0o077 == 0
    assert list(tmp_path.iterdir()) == []


def test_a_private_copy_goes_when_the_merge_fails_too(package: Path, tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), library_in(package, scratch=tmp_path):
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_run_left_of_a_private_copy_goes_and_what_is_in_use_stays(package: Path, tmp_path: Path) -> None:
    left = tmp_path / "taizhang-接收-killed" / "台帐库"
    left.mkdir(parents=True)
    (left / "ledger.db").write_bytes(b"private")
    with library_in(package, scratch=tmp_path) as first, library_in(package, scratch=tmp_path) as second:
        assert not left.exists()
        assert first.folder != second.folder and (first.folder / "ledger.db").is_file()
    assert list(tmp_path.iterdir()) == []


def test_a_package_is_unpacked_as_it_was(package: Path, tmp_path: Path) -> None:
    archive = zipped(package, tmp_path / "包.zip", passphrase=PASSPHRASE)
    unpacked = unpack(archive, tmp_path / "解开", passphrase=PASSPHRASE)
    assert {path: sha256(unpacked.folder / path) for path in files_of(unpacked.folder)} == {
        path: sha256(package / path) for path in files_of(package)
    }
    assert bagit.Bag(str(unpacked.folder)).is_valid()


def test_a_package_for_the_archive_has_no_library_to_open(tmp_path: Path) -> None:
    package = bag(tmp_path, purpose=Purpose.ARCHIVE)
    assert verify(package).whole
    with pytest.raises(NoLibraryInside, match="没有台帐库"):
        receive_beside(package, tmp_path / "新")
    with pytest.raises(NoLibraryInside), library_in(package):
        pytest.fail("there is none")


def test_what_stands_there_already_is_left_alone(package: Path, tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        library = book.path
    (tmp_path / "有了").mkdir()
    for place in (library, tmp_path / "有了"):
        with pytest.raises(PlaceTaken, match="已经存在"):
            receive_beside(package, place)
    with pytest.raises(PlaceInLibrary, match="里面"):
        receive_beside(package, library / "附件")
    with pytest.raises(PlaceInLibrary):
        unpack(package, library / "attachments" / "x")


def test_no_library_is_put_into_the_package_itself(package: Path) -> None:
    for receive in (receive_beside, unpack):
        with pytest.raises(PlaceInPackage, match="请选移交包以外的位置"):
            receive(package, package / "台帐库")
    assert verify(package).whole


def test_the_passphrase_is_asked_for_and_must_fit(package: Path, tmp_path: Path) -> None:
    archive = zipped(package, tmp_path / "包.zip", passphrase=PASSPHRASE)
    for blank in (None, ""):
        with pytest.raises(PackageLocked, match="加密"):
            verify(archive, passphrase=blank)
    for wrong in ("rain&shine 2015", "一二三四五六七八", "x"):
        with pytest.raises(WrongPackagePassphrase, match="包.zip") as refused:
            verify(archive, passphrase=wrong)
        assert wrong not in str(refused.value)
    assert verify(archive, passphrase=PASSPHRASE).whole


def test_a_chinese_passphrase_of_an_old_windows_opens(package: Path, tmp_path: Path) -> None:
    archive = tmp_path / "包.zip"
    with pyzipper.AESZipFile(archive, "w", encryption=pyzipper.WZ_AES) as new:
        new.setpassword("移交口令".encode("gbk"))
        for path in files_of(package):
            new.writestr(path, (package / path).read_bytes())
    assert verify(archive, passphrase="移交口令").whole


class GbkName(zipfile.ZipInfo):
    """An entry as the Explorer of a Chinese Windows writes it: named in GBK, without the flag."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.filename.encode("gbk"), self.flag_bits


def test_names_in_gbk_without_the_flag_are_read_and_told(package: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "包.zip", "w") as archive:
        for path in files_of(package):
            archive.writestr(GbkName(f"{NAME}/{path}"), (package / path).read_bytes())
    found = verify(tmp_path / "包.zip")
    assert found.whole, found.findings
    assert any("GBK" in note for note in found.notes)
    assert files_of(unpack(tmp_path / "包.zip", tmp_path / "解开").folder) == files_of(package)


def test_progress_is_told_and_the_clerk_may_stop(package: Path, tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    verify(package, tell=lambda *step: told.append(step))
    assert told[-1][0] <= told[-1][1] == sum((package / path).stat().st_size for path in files_of(package))
    assert [done for done, _, _ in told] == sorted(done for done, _, _ in told)
    wish = threading.Event()

    def after_some(done: int, total: int, words: str) -> None:
        if words.startswith("复制"):
            wish.set()

    with pytest.raises(VerifyingStopped):
        receive_beside(package, tmp_path / "新", tell=after_some, stopped=wish.is_set)
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_package_is_said_to_be_none(tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    (tmp_path / "文件.txt").write_text("不是压缩包", encoding="utf-8")
    (tmp_path / "空文件.zip").touch()
    for name in ("没有", "空", "文件.txt", "空文件.zip"):
        (finding,) = verify(tmp_path / name).findings
        assert isinstance(finding, NotAPackage) and finding.path == name, name
        assert finding.sentence.endswith("。")


def test_what_a_file_manager_dropped_is_passed_over_and_not_taken(package: Path, tmp_path: Path) -> None:
    archive = zipped(package, tmp_path / "包.zip", add=lambda zip_: zip_.writestr(f"{NAME}/data/Thumbs.db", b"x"))
    assert verify(archive).whole
    unpacked = unpack(archive, tmp_path / "解开")
    assert files_of(unpacked.folder) == files_of(package)
