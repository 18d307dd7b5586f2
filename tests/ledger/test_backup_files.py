"""Attachments in backups: once for each content, verified, never taken for there when they are not; and tidied up."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sys
from pathlib import Path

import pytest

from ledger.backup import IMPORT, backups, is_needed, keep, tidy_up
from ledger.book import Ledger
from ledger.library import DiskFull, Library
from ledger.protection import protect
from ledger.rehearsal import rehearse
from ledger.restoring import restore
from ledger.safekeeping import file_store, second_place
from ledger.safekeeping.second_place import SecondPlaceInside, choose_second_place, forget_second_place
from ledger.vault import WrongPassphrase
from tests.ledger.books import OPINION, START, as_scan, new_book

DAY = dt.timedelta(days=1)
WORD = "一句够长的台帐口令"


def scan(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.fixture
def book(tmp_path: Path) -> Ledger:
    """A ledger with one scan, open."""
    ledger = new_book(tmp_path)
    uid = ledger.add("opinion", OPINION).uid
    ledger.attach(uid, scan(tmp_path, "甲.pdf", b"%PDF one"), role="signed", inspect=as_scan)
    return ledger


def attach(book: Ledger, folder: Path, name: str, content: bytes) -> None:
    book.attach(book.records("opinion")[0].uid, scan(folder, name, content), role="annex", inspect=as_scan)


def kept(folder: Path) -> dict[str, bytes]:
    """What lies in the store of a place, by the beginning of its name."""
    return {path.name[:4]: path.read_bytes() for path in (folder / "files").rglob("*") if path.is_file()}


def test_each_content_is_kept_once_and_not_copied_again(
    book: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Library(book.path).backups
    with book:
        book.backup()
        assert list(kept(place).values()) == [b"%PDF one"]
        copied: list[Path] = []
        real = file_store.copied
        monkeypatch.setattr(file_store, "copied", lambda source, *rest: copied.append(source) or real(source, *rest))
        book.add("opinion", {**OPINION, "number": 2})
        book.backup()
        assert copied == []
        attach(book, tmp_path, "乙.pdf", b"%PDF two")
        book.backup()
        assert len(copied) == 1 and sorted(kept(place).values()) == [b"%PDF one", b"%PDF two"]


def test_a_file_that_was_cut_in_the_store_is_copied_again(book: Ledger) -> None:
    place = Library(book.path).backups
    with book:
        book.backup()
        (path,) = (path for path in (place / "files").rglob("*") if path.is_file())
        path.write_bytes(b"%PDF")
        book.add("opinion", {**OPINION, "number": 2})
        assert book.backup().faults == ()
        assert path.read_bytes() == b"%PDF one"


def test_a_spoilt_original_is_told_and_the_good_copy_stays(book: Ledger) -> None:
    place = Library(book.path).backups
    with book:
        book.backup()
        book.records("opinion")[0].attachments[0].file.path.write_bytes(b"longer than before")
        (fault,) = book.backup().faults
        assert "甲.pdf" in fault.sentence and "长度变了" in fault.sentence
        assert list(kept(place).values()) == [b"%PDF one"]


def test_a_spoilt_original_of_the_right_length_is_found_before_it_is_kept(book: Ledger) -> None:
    with book:
        book.records("opinion")[0].attachments[0].file.path.write_bytes(b"%PDF 0ne")
        (fault,) = book.backup().faults
        assert "内容变了" in fault.sentence
        assert kept(Library(book.path).backups) == {}


def test_where_a_file_does_not_fit_there_is_no_backup(book: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with book:
        with monkeypatch.context() as patch, pytest.raises(DiskFull):
            patch.setattr(file_store.os, "fsync", full)
            book.backup()
        assert backups(Library(book.path)) == ()
        assert kept(Library(book.path).backups) == {}


def test_files_that_only_pruned_backups_needed_go_and_others_stay(book: Ledger, tmp_path: Path) -> None:
    library = Library(book.path)
    with book:
        first = book.backup()
        attach(book, tmp_path, "乙.pdf", b"%PDF two")
        later = book.backup()
    restore(library.folder, first.path, who="", now=START + DAY)  # now the library speaks of one file only
    for path in (later.path, backups(library)[0].path):
        path.unlink()
    with Ledger.open(library.folder, clock=lambda: START + 2 * DAY) as again:
        assert sorted(kept(library.backups).values()) == [b"%PDF one", b"%PDF two"]
        for number in range(12):
            again.add("opinion", {**OPINION, "number": number + 2})
            again.backup()
    assert len(backups(library)) == 11  # ten of this day, and the last of the first day
    assert list(kept(library.backups).values()) == [b"%PDF one"]


def test_where_one_kept_backup_cannot_be_read_all_files_stay(book: Ledger, tmp_path: Path) -> None:
    library = Library(book.path)
    with book:
        book.backup()
    stray = library.backups / "files" / "ab" / f"ab{'0' * 62}.pdf"
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"nobody's")
    spoilt = library.backups / "备份_20150101-000000.db"
    spoilt.write_bytes(b"SQLite format 3\x00 and nothing else")
    with Ledger.open(library.folder, clock=lambda: START + DAY) as again:
        for number in range(12):
            again.add("opinion", {**OPINION, "number": number + 2})
            again.backup(tidy=False)
    tidy_up(library, START + 2 * DAY)
    assert stray.exists()
    spoilt.unlink()
    with Ledger.open(library.folder, clock=lambda: START + 2 * DAY) as again:
        again.add("opinion", {**OPINION, "number": 99})
        again.backup()
    assert not stray.exists()


def test_a_clock_set_back_still_finds_that_a_backup_is_needed(book: Ledger) -> None:
    library = Library(book.path)
    with book:
        book.backup()
        assert not is_needed(library)
        book.add("opinion", {**OPINION, "number": 2})
    os.utime(library.database, (1_000_000_000, 1_000_000_000))
    assert is_needed(library)


def test_a_backup_says_before_what_it_was_made(book: Ledger) -> None:
    with book:
        made = book.backup(IMPORT)
        assert made.path.name.startswith("导入前_20150601-") and made.why == IMPORT and not made.upgrade
        assert backups(Library(book.path)) == (made,)
        with pytest.raises(ValueError, match="no reason"):
            keep(book._session, START, why="随便")


def test_the_second_place_gets_what_the_first_has_and_is_read_again(book: Ledger, tmp_path: Path) -> None:
    library, stick = Library(book.path), tmp_path / "U盘"
    stick.mkdir()
    with book:
        place = choose_second_place(library, stick, book.campaign)
        made = book.backup()
        assert made.second is not None and made.second.path == place.folder / made.path.name
        assert made.second.path.read_bytes() == made.path.read_bytes()
        assert kept(place.folder) == kept(library.backups)
        forget_second_place(library)
        book.add("opinion", {**OPINION, "number": 2})
        assert book.backup().second is None
    assert rehearse(place.folder / made.path.name, now=START).faults == ()


def test_what_the_stick_gives_back_otherwise_is_no_backup_there(
    book: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library, stick = Library(book.path), tmp_path / "U盘"
    stick.mkdir()

    def rotten(path: Path) -> None:
        data = bytearray(path.read_bytes())
        data[-1] ^= 1
        path.write_bytes(data)

    with book:
        place = choose_second_place(library, stick, book.campaign)
        monkeypatch.setattr(second_place, "drop_from_memory", rotten)
        made = book.backup()
        assert made.second is not None and made.second.path is None
        assert "再读出来不一样" in made.second.fault and "已经做好" in made.second.fault
        assert backups(library)[0].path == made.path
        assert backups(library, place.folder) == ()
        shutil.rmtree(stick)
        book.add("opinion", {**OPINION, "number": 2})
        away = book.backup().second
        assert away is not None and "现在找不到" in away.fault


def test_the_second_place_is_not_inside_the_library(book: Ledger, tmp_path: Path) -> None:
    with book:
        for folder in (book.path, book.path / "backups"):
            with pytest.raises(SecondPlaceInside):
                choose_second_place(Library(book.path), folder, book.campaign)


@pytest.mark.skipif(sys.platform == "win32", reason="only an administrator may make links there")
def test_nor_is_it_inside_by_a_link(book: Ledger, tmp_path: Path) -> None:
    (tmp_path / "链接").symlink_to(book.path / "backups")
    with book, pytest.raises(SecondPlaceInside):
        choose_second_place(Library(book.path), tmp_path / "链接", book.campaign)


def test_backups_of_a_library_with_a_passphrase_can_be_read_with_it_only(book: Ledger, tmp_path: Path) -> None:
    library, stick = Library(book.path), tmp_path / "U盘"
    stick.mkdir()
    book.close()
    protect(library.folder, WORD, who="", now=START)
    with Ledger.open(library.folder, passphrase=WORD) as locked:
        choose_second_place(library, stick, locked.campaign)
        made = locked.backup()
        assert made.faults == () and made.second is not None and made.second.path is not None
        locked.add("opinion", {**OPINION, "number": 2})
    for path in (made.path, made.second.path):
        assert b"SQLite" not in path.read_bytes()[:16]
        assert all(content.startswith(b"TZSEAL") for content in kept(path.parent).values()) and kept(path.parent)
        with pytest.raises(WrongPassphrase):
            rehearse(path, now=START, passphrase="别的一句口令吧")
        assert rehearse(path, now=START, passphrase=WORD).faults == ()
    (library.folder / "ledger.db").write_bytes(b"")
    (library.folder / "ledger.key").unlink()
    done = restore(library.folder, made.second.path, who="", now=START + DAY, passphrase=WORD)
    assert (done.records, done.lost) == (1, ())
    with Ledger.open(library.folder, passphrase=WORD) as again:
        assert again.file_faults(hashed=True) == ()
        assert again.records("opinion")[0].attachments[0].file.read_bytes() == b"%PDF one"


def test_a_backup_from_before_the_passphrase_can_be_restored_from_the_stick(book: Ledger, tmp_path: Path) -> None:
    library, stick = Library(book.path), tmp_path / "U盘"
    stick.mkdir()
    with book:
        choose_second_place(library, stick, book.campaign)
        made = book.backup()
    assert made.second is not None and made.second.path is not None
    protect(library.folder, WORD, who="", now=START)
    done = restore(library.folder, made.second.path, who="", now=START + DAY, passphrase=WORD)
    assert done.lost == () and done.safety is not None
    assert done.unlocked and "没有口令" in done.sentences[1]
    with Ledger.open(library.folder) as again:
        assert again.file_faults(hashed=True) == ()
    assert not list(library.attachments.rglob("*.sealed"))
    restore(library.folder, done.safety, who="", now=START + 2 * DAY, passphrase=WORD)
    with Ledger.open(library.folder, passphrase=WORD) as locked:
        assert locked.file_faults(hashed=True) == ()
