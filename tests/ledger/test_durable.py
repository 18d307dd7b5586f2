"""What was reported as kept is on the disk."""

from __future__ import annotations

import contextlib
import errno
import itertools
import sys
from pathlib import Path

import pytest

from ledger import attachments, durable
from ledger.durable import make_folders, replace_file, sync_file, sync_folder
from tests.ledger.books import OPINION, as_scan, new_book


def test_files_and_folders_are_synced_and_stay_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "甲").write_bytes(b"a")
    sync_file(tmp_path / "甲")
    sync_folder(tmp_path)
    assert (tmp_path / "甲").read_bytes() == b"a"
    with pytest.raises(FileNotFoundError):
        sync_file(tmp_path / "乙")


def test_every_folder_that_is_made_has_its_name_synced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[Path] = []
    monkeypatch.setattr(durable, "sync_folder", synced.append)
    make_folders(tmp_path / "甲" / "乙" / "丙")
    assert (tmp_path / "甲" / "乙" / "丙").is_dir()
    assert synced == [tmp_path, tmp_path / "甲", tmp_path / "甲" / "乙"]
    make_folders(tmp_path / "甲")
    assert len(synced) == 3


def test_a_file_is_replaced_whole_or_stays_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace_file(tmp_path / "甲", b"one")
    replace_file(tmp_path / "甲", b"two")
    assert (tmp_path / "甲").read_bytes() == b"two"

    def full(path: Path) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(durable, "sync_file", full)
    with pytest.raises(OSError, match="full"):
        replace_file(tmp_path / "甲", b"three")
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("甲", b"two")]


@pytest.mark.parametrize("scans", [2, 3])
def test_a_file_that_a_scanner_holds_gets_its_name_a_little_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scans: int
) -> None:
    real, tries = Path.replace, itertools.count(1)

    def held(self: Path, target: Path) -> Path:
        if next(tries) <= scans:
            raise PermissionError(errno.EACCES, "Access is denied")
        return real(self, target)

    (tmp_path / "甲").write_bytes(b"one")
    monkeypatch.setattr(durable, "_WAITS", (0.0, 0.0))
    monkeypatch.setattr(Path, "replace", held)
    given_up = pytest.raises(PermissionError) if scans == 3 else contextlib.nullcontext()
    with given_up:
        replace_file(tmp_path / "甲", b"two")
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("甲", b"one" if scans == 3 else b"two")]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows syncs no folders")
def test_a_disk_that_cannot_sync_folders_is_used_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(number: int) -> None:
        def refuse(handle: int) -> None:
            raise OSError(number, "refused")

        monkeypatch.setattr(durable.os, "fsync", refuse)

    refusing(errno.EINVAL)
    sync_folder(tmp_path)
    refusing(errno.EIO)
    with pytest.raises(OSError, match="refused"):
        sync_folder(tmp_path)


def test_the_name_of_an_attached_file_is_on_the_disk_before_its_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "签字页.pdf").write_bytes(b"%PDF scan")
    with new_book(tmp_path) as book:
        opinion = book.add("opinion", OPINION)
        seen: list[tuple[Path, tuple[object, ...]]] = []
        monkeypatch.setattr(
            attachments, "sync_folder", lambda folder: seen.append((folder, book.get(opinion.uid).attachments))
        )
        kept = book.attach(opinion.uid, tmp_path / "签字页.pdf", role="signed", inspect=as_scan)
    assert seen == [(kept.file.path.parent, ())]
