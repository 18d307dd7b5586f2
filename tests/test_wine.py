"""Wine is set up before Windows' Python is asked anything, and the built program answers as the checkout does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ledger.book import Ledger
from scripts import executable, executable_answers, wine
from scripts.environment import SetupError

ROOT = Path(__file__).resolve().parent.parent


def test_wine_calls_itself_windows_ten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "prefix").mkdir()
    registry = tmp_path / "prefix" / "system.reg"
    registry.write_text('"ProductName"="Microsoft Windows 7"\n', encoding="utf-8")
    asked: dict[str, subprocess.Popen[bytes]] = {}

    def launch(command: list[str], *_: object) -> subprocess.Popen[bytes]:
        code = "import sys; print('没有注册表'); sys.exit(1)"
        environ = {**os.environ, "PYTHONIOENCODING": "utf-8"}
        return asked.setdefault(
            " ".join(command), subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, env=environ)
        )

    monkeypatch.setattr(wine, "launch", launch)
    here = wine.Windows(tmp_path, tmp_path, tmp_path)
    with pytest.raises(SetupError, match="没有设成 Windows 10，请重装.*没有注册表"):
        here.be_ten({})
    registry.write_text(f"{wine.TEN}\n", encoding="utf-8")
    here.be_ten({})
    assert list(asked) == ["winecfg -v win10"]


def test_what_the_built_program_answers_otherwise_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library, python = tmp_path / "台帐库", Path(sys.executable)
    with Ledger.create(library, unit="第五税务分局", year=2015, scheme_id="hall-pledges", who="测试员"):
        pass
    lost = ""

    def launch(command: list[str], *_: object) -> subprocess.Popen[bytes]:
        words = ["-c", "print('kinds of another day')"] if command[1] == lost else ["-m", "forms", *command[1:]]
        return subprocess.Popen([python, *words], cwd=ROOT, stdout=subprocess.PIPE)

    monkeypatch.setattr(wine, "launch", launch)
    monkeypatch.setattr(wine, "drive", str)
    asked = (tmp_path / "taizhang.exe", ROOT, python, library)
    assert executable.told_otherwise(*asked, {}) == []
    lost = "kinds"
    (told,) = executable.told_otherwise(*asked, {})
    assert "kinds 的回答与本机不同" in told and "another day" in told


def test_the_steps_asked_of_the_built_program_are_those_of_the_checkout(tmp_path: Path) -> None:
    asked: list[str] = []

    def ask(words: list[str], given: str) -> subprocess.CompletedProcess[str]:
        asked.append(words[0])
        return subprocess.run(
            [sys.executable, "-m", "forms", *words],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), *sys.path))},
            input=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )

    assert executable_answers.amiss(tmp_path, ask) == ""
    assert {"protect", "attach", "handover", "verify", "receive", "doctor", "unprotect"} <= set(asked)


def test_the_first_step_that_the_built_program_does_wrong_is_told(tmp_path: Path) -> None:
    def broken(words: list[str], given: str) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(words, 1, "没有 sqlcipher3")

    told = executable_answers.amiss(tmp_path, broken)
    assert told == "建成的程序在 init 一步不对（退出码 1，应为 0）：没有 sqlcipher3"
