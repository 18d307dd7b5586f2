"""Passphrases on the command line: read from standard input or typed, never written in the command."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from forms.cli import main
from forms.commands import passphrases
from tests.ledger.books import closed_book

pytestmark = pytest.mark.usefixtures("cheap_passphrases")
WORDS, OTHER = "江畔 石桥 七盏灯", "山前 老树 九级石阶"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return closed_book(tmp_path)


def run(monkeypatch: pytest.MonkeyPatch, words: list[str | Path], *lines: str) -> int:
    """Run a command, its standard input these lines."""
    given = "".join(f"{line}\n" for line in lines).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), encoding="utf-8"))
    return main([str(word) for word in words])


def test_a_library_is_locked_used_given_another_passphrase_and_unlocked(
    library: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, ["protect", library, "--password-stdin", "--json"], WORDS) == 0
    recovery = json.loads(capsys.readouterr().out)["recovery"]
    assert run(monkeypatch, ["list", library, "opinion"]) == 2
    assert "需要台帐库的口令" in capsys.readouterr().err
    assert run(monkeypatch, ["list", library, "opinion", "--password-stdin"], WORDS) == 0
    assert "建议增加午间值班窗口" in capsys.readouterr().out
    assert run(monkeypatch, ["passphrase", library, "--password-stdin"], recovery, OTHER) == 0
    assert run(monkeypatch, ["list", library, "opinion", "--password-stdin"], WORDS) == 2
    assert "口令不对" in capsys.readouterr().err
    assert run(monkeypatch, ["unprotect", library, "--password-stdin"], OTHER) == 0
    assert run(monkeypatch, ["list", library, "opinion"]) == 0


def test_what_follows_the_passphrase_is_the_data_of_the_command(
    library: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run(monkeypatch, ["protect", library, "--password-stdin"], WORDS)
    person = json.dumps({"name": "林晓岚"}, ensure_ascii=False)
    assert run(monkeypatch, ["add", library, "person", "--data", "-", "--password-stdin"], WORDS, person) == 0
    capsys.readouterr()
    assert run(monkeypatch, ["list", library, "person", "--password-stdin"], WORDS) == 0
    assert "林晓岚" in capsys.readouterr().out


def test_an_export_asks_once_and_keeps_no_papers_in_the_library(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(monkeypatch, ["protect", library, "--password-stdin"], WORDS)
    export: list[str | Path] = ["export", library, tmp_path / "报送", "--formats", "docx", "--password-stdin"]
    assert run(monkeypatch, export, WORDS) == 1  # gaps
    assert (tmp_path / "报送" / "00_总目录.docx").is_file()
    assert not (library / "cache").exists()


def test_typed_at_the_terminal_a_new_one_is_typed_twice(
    library: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[str] = []
    answers = [WORDS, "另一句没打对", WORDS, WORDS, WORDS]

    def typed(prompt: str) -> str:
        asked.append(prompt)
        return answers.pop(0)

    monkeypatch.setattr(passphrases.getpass, "getpass", typed)
    monkeypatch.setattr(passphrases.sys.stdin, "isatty", lambda: True, raising=False)
    assert main(["protect", str(library)]) == 2
    assert "两次输入的新口令不一样" in capsys.readouterr().err
    assert main(["protect", str(library)]) == 0
    assert main(["list", str(library), "opinion"]) == 0
    assert asked == ["新口令：", "再输一遍新口令：", "新口令：", "再输一遍新口令：", "台帐库的口令："]


def test_a_passphrase_in_the_command_is_not_taken(
    library: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch, ["protect", library, f"--password={WORDS}"]) == 2
    assert run(monkeypatch, ["protect", library]) == 2
    assert (library / "ledger.db").read_bytes().startswith(b"SQLite")
    assert "把口令作为一行写进标准输入" in capsys.readouterr().err
