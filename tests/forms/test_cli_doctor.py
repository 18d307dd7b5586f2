"""`doctor`: sound, with findings, damaged; repaired on a copy, in words and as JSON."""

from __future__ import annotations

import io
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from forms.cli import main
from ledger.book import Ledger
from tests.forms.cli_runs import Clerk, tree


@pytest.fixture
def clerk(capsys: pytest.CaptureFixture[str]) -> Clerk:
    return Clerk(capsys)


@pytest.fixture
def library(clerk: Clerk, tmp_path: Path) -> Path:
    made = clerk.library(tmp_path)
    clerk.done("backup", made)
    return made


def spoilt(library: Path) -> None:
    """Spoil a record past the program."""
    with closing(sqlite3.connect(library / "ledger.db")) as db, db:
        db.execute("UPDATE record SET data = '{' WHERE kind = 'opinion'")


def test_a_sound_library_is_told_so_and_untouched(clerk: Clerk, library: Path) -> None:
    before = tree(library)
    said = clerk.done("doctor", library).out
    assert "记录2" in said and "没有发现问题" in said
    facts = clerk.done("doctor", library, "--json").json
    assert (facts["sound"], facts["damaged"], facts["counts"]["备份"]) == (True, False, 1)
    assert tree(library) == before


def test_findings_are_told_and_exit_with_1(clerk: Clerk, library: Path, tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(tmp_path / "签字页.pdf")
    clerk.done("attach", library, clerk.uid(library, "opinion"), tmp_path / "签字页.pdf")
    shutil.rmtree(library / "attachments")
    said = clerk.done("doctor", library, code=1).out
    assert "［问题］附件“签字页.pdf”" in said and "不见了" in said
    (fact,) = clerk.done("doctor", library, "--json", code=1).json["findings"]
    assert (fact["code"], fact["severity"]) == ("spoilt-file", "fault")


def test_a_damaged_library_exits_with_4_and_is_repaired_on_a_copy(clerk: Clerk, library: Path, tmp_path: Path) -> None:
    spoilt(library)
    before = tree(library)
    said = clerk.done("doctor", library, code=4).out
    assert "［损坏］意见建议“建议增加午间值班窗口”" in said and "--repair" in said
    said = clerk.done("doctor", library, "--repair", tmp_path / "修").out
    assert "［找回］记录：意见建议“建议增加午间值班窗口”从备份" in said
    assert tree(library) == before
    assert "建议增加午间值班窗口" in clerk.done("list", tmp_path / "修", "opinion").out


def test_what_is_lost_is_told_and_exits_with_1(clerk: Clerk, library: Path, tmp_path: Path) -> None:
    spoilt(library)
    run = clerk.done("doctor", library, "--repair", tmp_path / "修", "--no-backups", "--json", code=1)
    (outcome,) = run.json["repaired"]["outcomes"]
    assert (outcome["fate"], outcome["title"]) == ("lost", "建议增加午间值班窗口")
    assert run.json["repaired"]["after"]["damaged"] is False


def test_upright_pictures_are_made_anew_from_the_originals(clerk: Clerk, library: Path, tmp_path: Path) -> None:
    Image.new("RGB", (40, 30), "white").save(tmp_path / "会场.jpg")
    clerk.done("attach", library, clerk.uid(library, "opinion"), tmp_path / "会场.jpg")
    (picture,) = (library / "attachments" / "normal").rglob("*.jpg")
    was = picture.read_bytes()
    shutil.rmtree(library / "attachments" / "normal")
    said = clerk.done("doctor", library, "--repair", tmp_path / "修", "--no-backups").out
    assert "［找回］附件“会场.jpg”的转正图片" in said
    (made,) = (tmp_path / "修" / "attachments" / "normal").rglob("*.jpg")
    assert made.read_bytes() == was


def test_a_passphrase_is_read_even_when_the_database_is_damaged(
    clerk: Clerk, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*words: object) -> int:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("江畔石桥七盏灯亮着\n".encode())))
        return main([*map(str, words), "--password-stdin"])

    assert run("protect", library) == 0
    assert run("backup", library) == 0
    clerk.refused(2, "doctor", library, says="口令")
    assert run("doctor", library) == 0
    (library / "ledger.db").write_bytes(b"")
    assert run("doctor", library) == 4
    capsys.readouterr()
    run("doctor", library, "--repair", tmp_path / "修")
    assert "从备份" in capsys.readouterr().out
    with Ledger.open(tmp_path / "修", passphrase="江畔石桥七盏灯亮着") as book:
        assert len(book.records()) == 2


def test_refusals(clerk: Clerk, library: Path, tmp_path: Path) -> None:
    clerk.refused(2, "doctor", tmp_path / "没有", says="不是台帐库")
    clerk.refused(2, "doctor", library, "--repair", tmp_path, says="已经存在")
    clerk.refused(2, "doctor", library, "--repair", library / "修", says="里面")
    shutil.rmtree(library / "backups")
    (library / "ledger.db").write_bytes(b"")
    run = clerk.run("doctor", library, "--repair", tmp_path / "修")
    assert run.code == 4 and "修复不了" in run.err and not (tmp_path / "修").exists()
