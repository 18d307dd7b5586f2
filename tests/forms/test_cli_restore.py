"""`restore`: the list, the preview, the rehearsal, the restore; and a second place for backups."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ledger.backup import backups
from ledger.book import Ledger
from ledger.library import Library
from tests.forms.cli_runs import Clerk
from tests.ledger.books import OPINION


@pytest.fixture
def clerk(capsys: pytest.CaptureFixture[str]) -> Clerk:
    return Clerk(capsys)


@pytest.fixture
def library(clerk: Clerk, tmp_path: Path) -> Path:
    """A library that was backed up, and then got one more opinion."""
    folder = clerk.library(tmp_path)
    clerk.done("backup", folder)
    with Ledger.open(folder) as book:
        book.add("opinion", {**OPINION, "content": "后来的意见", "handler": ""})
    return folder


def name(library: Path) -> str:
    return backups(Library(library))[0].path.name


def test_the_backups_are_listed_with_what_they_were_made_before(clerk: Clerk, library: Path) -> None:
    assert clerk.done("restore", library, "--list").out.splitlines()[0].startswith(f"{name(library)}　20")
    (one,) = clerk.done("restore", library, "--list", "--json").json["backups"]
    assert (one["name"], one["why"], one["second"]) == (name(library), "备份", False)


def test_the_preview_tells_what_would_change_and_changes_nothing(clerk: Clerk, library: Path) -> None:
    said = clerk.done("restore", library, name(library), "--preview").out
    assert "意见建议：会消失1条（“" in said and "后来的意见" in said and "什么也没有改动" in said
    facts = clerk.done("restore", library, name(library), "--preview", "--json").json
    assert [(kind["slug"], kind["gone"]) for kind in facts["kinds"]] == [("opinion", 1)]
    assert "后来的意见" in clerk.done("list", library, "opinion").out


def test_a_restore_by_name_by_stem_or_by_path(clerk: Clerk, library: Path) -> None:
    path = backups(Library(library))[0].path
    for words in (path.name, path.stem, str(path)):
        assert "已恢复：现在有" in clerk.done("restore", library, words).out
        assert "后来的意见" not in clerk.done("list", library, "opinion").out
    assert "恢复" in clerk.done("history", library, "library").out


def test_a_rehearsal_proves_the_backup(clerk: Clerk, library: Path) -> None:
    assert "这份备份能用" in clerk.done("restore", library, name(library), "--rehearse").out
    assert clerk.done("restore", library, name(library), "--rehearse", "--json").json["proven"] is True


def test_what_is_asked_wrongly_is_refused(clerk: Clerk, library: Path, tmp_path: Path) -> None:
    clerk.refused(2, "restore", library, says="请写明用哪一份备份")
    clerk.refused(2, "restore", library, "没有的", says="没有名为“没有的”的备份")
    clerk.refused(2, "restore", tmp_path / "没有", "--list", says="没有这个文件夹")
    (tmp_path / "别的.db").write_bytes(b"text")
    clerk.refused(4, "restore", library, tmp_path / "别的.db", says="不是台帐的备份")


def test_a_second_place_gets_every_backup_and_one_can_be_restored_from_there(
    clerk: Clerk, library: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    assert "第二处也已备份到" in clerk.done("backup", library, "--second", stick).out
    clerk.done("backup", library)
    (folder,) = stick.iterdir()
    assert len(list(folder.glob("备份_*.db"))) == 2
    listed = clerk.done("restore", library, "--list", "--json").json["backups"]
    there = next(each for each in listed if each["second"])
    shutil.rmtree(library / "backups" / "files", ignore_errors=True)
    (library / "ledger.db").write_bytes(b"")
    assert "已恢复" in clerk.done("restore", library, there["file"]).out
    assert "后来的意见" in clerk.done("list", library, "opinion").out


def test_a_stick_that_is_out_is_told_and_the_first_place_counts(clerk: Clerk, library: Path, tmp_path: Path) -> None:
    stick = tmp_path / "U盘"
    stick.mkdir()
    clerk.done("backup", library, "--second", stick)
    shutil.rmtree(stick)
    said = clerk.done("backup", library, code=1).out
    assert "已备份到" in said and "现在找不到（U盘没有插上？）" in said
    assert "U盘" not in clerk.done("backup", library, "--no-second").out


def test_a_second_place_inside_the_library_is_refused(clerk: Clerk, library: Path, tmp_path: Path) -> None:
    for inside in (library, library / "backups"):
        clerk.refused(2, "backup", library, "--second", inside, says="里面，会一起丢")
    clerk.refused(2, "backup", library, "--second", tmp_path / "没有", says="没有文件夹")
