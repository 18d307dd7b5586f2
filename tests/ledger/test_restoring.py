"""Restoring: whole, told before, kept before, killed anywhere; and the rehearsal that proves a backup."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from ledger import restoring
from ledger.attachments import Inspected
from ledger.backup import Backup, backups
from ledger.book import Ledger
from ledger.durable import PART
from ledger.library import DiskFull, Library, NotALibrary
from ledger.lock import LibraryBusy
from ledger.records import Attachment
from ledger.rehearsal import rehearse
from ledger.restore_preview import preview, preview_library
from ledger.restoring import ASIDE, SUBJECT, RestoreWaits, SameLibrary, replace_by, restore
from ledger.safekeeping import swapping
from ledger.store.closed import UnreadableBackup
from tests.ledger.books import OPINION, START, new_book

NOW = START + dt.timedelta(days=3)


def as_photo(path: Path) -> Inspected:
    """An inspector that takes everything for a picture with an upright one beside it."""
    return Inspected("image/jpeg", ".jpg", 1, b"upright " + path.read_bytes())


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """A library with two opinions and a photo, backed up; then one more came, one went, one changed."""
    photo = tmp_path / "会场.jpg"
    photo.write_bytes(b"sideways")
    with new_book(tmp_path) as book:
        first, second = book.add_many("opinion", [OPINION, {**OPINION, "number": 2, "content": "增设老花镜"}])
        book.attach(first.uid, photo, role="photo", inspect=as_photo)
        book.backup()
        book.delete(second.uid)
        book.edit(first.uid, {"content": "改过的内容"})
        book.add("opinion", {**OPINION, "number": 3, "content": "后来的意见"})
        return Library(book.path)


def last(library: Library) -> Backup:
    return backups(library)[0]


def words(folder: Path) -> list[str]:
    """What the living opinions say; the files of all attachments must be right."""
    with Ledger.open(folder, read_only=True) as book:
        assert book.file_faults(hashed=True) == ()
        return [record["content"] for record in book.records("opinion")]


def files(folder: Path) -> dict[str, bytes]:
    """Everything in a folder, byte for byte."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def the_photo(library: Library) -> Attachment:
    with Ledger.open(library.folder, read_only=True) as book:
        return next(each for record in book.records() for each in record.attachments)


def test_a_restore_brings_the_state_of_the_backup_and_keeps_the_one_before(library: Library) -> None:
    done = restore(library.folder, last(library).path, who="沈文君", now=NOW)
    assert words(library.folder) == ["建议增加午间值班窗口", "增设老花镜"]
    assert (done.records, done.put_back, done.lost) == (2, 0, ())
    assert done.safety is not None and done.safety.name == "恢复前_20150604-160000.db"
    assert "现在有2条记录" in done.sentences[0] and done.safety.name in done.sentences[0]
    assert sorted(path.name for path in library.folder.iterdir()) == ["attachments", "backups", "ledger.db"]
    back = restore(library.folder, done.safety, who="沈文君", now=NOW)
    assert words(library.folder) == ["改过的内容", "后来的意见"]
    assert back.records == 2, "the one in the bin is not counted"


def test_the_history_says_that_it_was_restored_and_from_what(library: Library) -> None:
    name = last(library).path.name
    restore(library.folder, library.backups / name, who="沈文君", now=NOW)
    with Ledger.open(library.folder, read_only=True) as book:
        (entry,) = book.history(SUBJECT)
    assert (entry.at, entry.who, entry.action, entry.new) == (NOW, "沈文君", "restore", name)
    assert entry.reason.startswith("从备份恢复（2015-06-01 16:")


def test_the_preview_says_what_would_come_back_go_and_change_and_changes_nothing(library: Library) -> None:
    before = files(library.folder)
    with Ledger.open(library.folder):  # the window may have it open
        told = preview(library.folder, last(library).path, now=NOW)
    (kind,) = told.kinds
    assert (kind.title, kind.back, kind.gone, kind.changed, told.changes) == ("意见建议", 1, 1, 1, 3)
    assert ["增设老花镜" in kind.back_titles[0], "后来的意见" in kind.gone_titles[0]] == [True, True]
    assert (told.records, told.at, told.unit, told.missing) == (2, last(library).at, "第五税务分局", ())
    assert told.same_campaign and not told.unreadable
    assert files(library.folder) == before


def test_the_preview_of_the_present_state_says_that_nothing_would_change(library: Library) -> None:
    with Ledger.open(library.folder) as book:
        book.backup()
    assert preview(library.folder, last(library).path, now=NOW).changes == 0


def test_ballots_are_only_counted_in_a_preview(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        review = book.add("review", {"title": "民主评议", "date": "10月20日", "organiser": "县评议办"})
        empty = book.backup()
        book.add("ballot", {"review": review.uid, "group": book.context().choices("groups")[0], "score": "90"})
    (kind,) = preview(tmp_path / "台帐库", empty.path, now=NOW).kinds
    assert (kind.gone, kind.gone_titles) == (1, ())


@pytest.mark.parametrize("spoil", [lambda path: path.unlink(), lambda path: path.write_bytes(b"spoilt!!")])
def test_attachments_that_are_gone_or_spoilt_come_back(library: Library, spoil: Callable[[Path], None]) -> None:
    photo = the_photo(library)
    assert photo.normal is not None
    spoil(photo.file.path)
    photo.normal.path.unlink()
    done = restore(library.folder, last(library).path, who="", now=NOW)
    assert (done.put_back, done.lost) == (2, ())
    assert (photo.file.read_bytes(), photo.normal.read_bytes()) == (b"sideways", b"upright sideways")


def test_an_attachment_that_is_nowhere_is_named(library: Library) -> None:
    the_photo(library).file.path.unlink()
    shutil.rmtree(library.backups / "files")
    assert preview(library.folder, last(library).path, now=NOW).missing == ("会场.jpg",)
    done = restore(library.folder, last(library).path, who="", now=NOW)
    assert done.lost == ("会场.jpg",)
    assert "会场.jpg" in done.sentences[1]


@pytest.mark.parametrize(
    ("spoil", "aside"),
    [
        (lambda path: path.write_bytes(b""), True),
        (lambda path: path.write_bytes(path.read_bytes()[:5000]), True),
        (lambda path: path.write_bytes(b"\x00" * 4096 + path.read_bytes()[4096:]), True),
        (lambda path: path.write_bytes(path.read_bytes()[:8192] + b"\xa5" * 8192), True),
        (lambda path: path.unlink(), False),
    ],
    ids=["emptied", "cut", "zeroed", "torn", "gone"],
)
def test_a_damaged_database_is_kept_byte_for_byte_and_replaced(
    library: Library, spoil: Callable[[Path], None], aside: bool
) -> None:
    backup = last(library).path
    spoil(library.database)
    damaged = library.database.read_bytes() if aside else b""
    told = preview(library.folder, backup, now=NOW)
    assert told.unreadable and told.kinds == () and told.records == 2
    done = restore(library.folder, backup, who="", now=NOW)
    assert words(library.folder) == ["建议增加午间值班窗口", "增设老花镜"]
    if aside:
        assert done.safety is not None and done.safety.name.startswith(ASIDE)
        assert (done.safety / "ledger.db").read_bytes() == damaged
    else:
        assert done.safety is None and "没有可留的数据库" in done.sentences[0]


def foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE t (x)")


def with_trigger(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TRIGGER t AFTER INSERT ON record BEGIN DELETE FROM change; END")


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("PRAGMA user_version = 999")


def unlinked(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE attachment SET record_id = 999")


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda path: path.unlink(), "没有这个文件"),
        (lambda path: path.write_bytes(b""), "空的"),
        (lambda path: path.write_bytes(b"not a database at all"), "不是台帐的备份"),
        (lambda path: path.write_bytes(path.read_bytes()[:9000]), "损坏"),
        (lambda path: (path.unlink(), foreign(path)), "不是|不认识|损坏"),
        (with_trigger, "触发器"),
        (newer, "第999版"),
        (unlinked, "关联"),
    ],
    ids=["gone", "empty", "text", "cut", "foreign", "trigger", "newer", "unlinked"],
)
def test_a_backup_that_is_none_is_refused_and_nothing_is_changed(
    library: Library, spoil: Callable[[Path], object], why: str
) -> None:
    path = last(library).path
    spoil(path)
    before = files(library.folder)
    for act in (lambda: restore(library.folder, path, who="", now=NOW), lambda: rehearse(path, now=NOW)):
        with pytest.raises(UnreadableBackup, match=why):
            act()
        assert files(library.folder) == before


def test_a_library_that_is_open_is_not_restored(library: Library) -> None:
    with Ledger.open(library.folder) as book, pytest.raises(LibraryBusy):
        restore(book.path, last(library).path, who="", now=NOW)
    assert words(library.folder) == ["改过的内容", "后来的意见"]


def test_where_the_present_state_cannot_be_kept_nothing_is_done(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> Backup:
        raise DiskFull(library.folder)

    backup, before = last(library).path, files(library.folder)
    monkeypatch.setattr(restoring.backups, "keep", full)
    with pytest.raises(DiskFull):
        restore(library.folder, backup, who="", now=NOW)
    assert files(library.folder) == before


def test_no_folder_is_no_library(library: Library, tmp_path: Path) -> None:
    with pytest.raises(NotALibrary):
        restore(tmp_path / "没有", last(library).path, who="", now=NOW)


def test_an_old_backup_comes_up_to_date(library: Library) -> None:
    path = library.backups / "备份_20140101-000000.db"
    shutil.copyfile(last(library).path, path)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("DROP TABLE handover")
        db.execute("DROP INDEX change_uid")
        db.execute("ALTER TABLE change DROP COLUMN uid")
        db.execute("DELETE FROM schema_migration WHERE name LIKE '%m0004%' OR id = 4")
        db.execute("PRAGMA user_version = 3")
    restore(library.folder, path, who="", now=NOW)
    assert words(library.folder) == ["建议增加午间值班窗口", "增设老花镜"]
    with Ledger.open(library.folder, read_only=True) as book:
        assert len(book.history(SUBJECT)) == 1


class Killed(BaseException):
    """What stands for the end of the process."""


def killing_at(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """The process ends at the so-many-th renaming, syncing or removing that swapping does."""
    left = [number]

    def counted(act: Callable[..., object]) -> Callable[..., object]:
        def one(*args: object, **more: object) -> object:
            left[0] -= 1
            if left[0] < 0:
                raise Killed
            return act(*args, **more)

        return one

    for owner, names in ((Path, ("replace", "rename", "unlink", "mkdir")), (os, ("fsync",)), (shutil, ("rmtree",))):
        for name in names:
            monkeypatch.setattr(owner, name, counted(getattr(owner, name)))


def test_killed_at_any_step_the_old_state_stands_or_the_new(library: Library, tmp_path: Path) -> None:
    photo = the_photo(library)
    photo.file.path.write_bytes(b"spoilt!!")
    backup, whole = last(library).path.name, tmp_path / "原样"
    shutil.copytree(library.folder, whole)
    seen = set()
    for number in range(400):
        shutil.rmtree(library.folder)
        shutil.copytree(whole, library.folder)
        with pytest.MonkeyPatch.context() as patch:
            killing_at(patch, number)
            try:
                restore(library.folder, library.backups / backup, who="", now=NOW)
            except Killed:
                pass
            else:
                break
        library.lock.unlink(missing_ok=True)  # that of a dead process is passed over; this one lives
        with Ledger.open(library.folder) as book:
            now = [record["content"] for record in book.records("opinion")]
            new = now == ["建议增加午间值班窗口", "增设老花镜"]
            assert new or now == ["改过的内容", "后来的意见"]
            assert not new or book.file_faults(hashed=True) == ()
        seen.add(new)
        assert not (library.folder / swapping.PENDING).exists()
        assert not list(library.attachments.rglob(f"*{PART}"))
        for each in backups(library):
            with closing(sqlite3.connect(each.path)) as db:
                assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    else:
        pytest.fail("it never came to its end")
    assert seen == {True, False} and number > 20
    assert words(library.folder) == ["建议增加午间值班窗口", "增设老花镜"]
    assert not [path for path in library.folder.rglob("*") if PART in path.name]


def test_what_cannot_be_exchanged_now_is_exchanged_at_the_next_opening(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(_: Library) -> None:
        raise PermissionError(13, "held")

    backup = last(library).path
    with monkeypatch.context() as patch:
        patch.setattr(swapping, "swap", held)
        with pytest.raises(RestoreWaits, match="自动接着做完"):
            restore(library.folder, backup, who="", now=NOW)
    assert words(library.folder) == ["建议增加午间值班窗口", "增设老花镜"]


def test_a_rehearsal_proves_a_backup_and_leaves_nothing(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "临时"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    before = files(library.folder)
    done = rehearse(last(library).path, now=NOW)
    assert (done.records, done.files, done.bytes, done.faults) == (2, 1, 8, ())
    assert "2条记录" in done.sentence and "全部读出并核对无误" in done.sentence
    assert files(library.folder) == before and list(temporary.iterdir()) == []


def test_a_rehearsal_names_the_attachment_that_is_spoilt_in_the_backup(library: Library) -> None:
    (original,) = (library.backups / "files" / the_photo(library).sha256[:2]).iterdir()
    original.write_bytes(b"sidewayz")
    done = rehearse(last(library).path, now=NOW)
    assert len(done.faults) == 1 and "会场.jpg" in done.faults[0] and "有1处不对" in done.sentence


def test_another_library_is_put_in_place_and_the_one_before_is_kept(library: Library, tmp_path: Path) -> None:
    other = tmp_path / "别处" / "台帐库"
    with Ledger.open(library.folder, read_only=True) as book:
        other.parent.mkdir()
        book.copy_to(other)
    with Ledger.open(other) as book:
        book.add("opinion", {**OPINION, "number": 9, "content": "别处记的"})
    there = files(other)
    the_photo(library).file.path.unlink()
    assert [kind.back for kind in preview_library(library.folder, other, now=NOW).kinds] == [1]
    done = replace_by(library.folder, other, who="沈文君", now=NOW)
    assert words(library.folder) == ["改过的内容", "后来的意见", "别处记的"]
    assert done.put_back == 1
    assert done.safety is not None and done.safety.name.startswith("替换前_")
    assert files(other) == there
    with pytest.raises(SameLibrary):
        replace_by(library.folder, library.folder, who="", now=NOW)
