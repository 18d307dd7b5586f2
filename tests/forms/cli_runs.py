"""Running the command line in tests, and what every refusal must look like."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from forms.cli import main

ROOT = Path(__file__).resolve().parent.parent.parent

OPINION = {"number": 1, "date": "2015.7.2", "source": "座谈会", "content": "建议增加午间值班窗口", "handler": "沈文君"}

_ENGLISH = re.compile(r"[A-Za-z']{2,} [A-Za-z']{2,}|Error|Exception|Traceback|None\b")
"""Two Latin words in a row are English; one alone is the name of a field, a kind, a format or a program."""


_PROGRESS = re.compile(r"^ *\d+%　.*\n", re.MULTILINE)
"""How far it is, which only a slow computer tells."""


@dataclass(frozen=True)
class Run:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON object on standard output."""
        return json.loads(self.out)


class Clerk:
    """Somebody at the keyboard: every command runs in this process, and its output is taken."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def run(self, *words: str | Path) -> Run:
        """Run one command."""
        self._capsys.readouterr()
        code = main([str(word) for word in words])
        taken = self._capsys.readouterr()
        return Run(code, taken.out, _PROGRESS.sub("", taken.err))

    def done(self, *words: str | Path, code: int = 0) -> Run:
        """Run one command that must succeed with this exit code and nothing on standard error."""
        run = self.run(*words)
        assert (run.code, run.err) == (code, ""), run
        return run

    def refused(self, code: int, *words: str | Path, says: str) -> Run:
        """Run one command that must be refused with this exit code in one Chinese sentence that matches `says`."""
        run = self.run(*words)
        assert (run.code, run.out) == (code, ""), run
        assert_sentence(run.err)
        assert re.search(says, run.err), run.err
        return run

    def library(self, folder: Path) -> Path:
        """A new library of 2015 in `folder`/台帐库 with one person and one opinion in it."""
        library = folder / "台帐库"
        self.done("init", library, "--scheme", "qidong-2015", "--unit", "第五税务分局", "--year", "2015")
        for kind, data in (("person", {"name": "沈文君"}), ("opinion", OPINION)):
            self.done("add", library, kind, "--data", written(folder / f"{kind}.json", data))
        return library

    def uid(self, library: Path, kind: str) -> str:
        """The uid of the first record of a kind."""
        return str(self.done("list", library, kind, "--json").json["records"][0]["uid"])


def assert_sentence(err: str) -> None:
    """One line that ends as a sentence does, without a traceback and without English."""
    assert err.endswith("。\n"), err
    assert err.count("\n") == 1, err
    assert re.search(r"[\u4e00-\u9fff]", err), err
    own = re.sub(r"“[^”]*”|taizhang [a-z]+|--[a-z]+", "", err)  # what the clerk wrote, and what is to be written
    assert not _ENGLISH.search(own), err


def written(path: Path, data: object) -> Path:
    """`data` as JSON in a new or overwritten file."""
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def tree(folder: Path) -> dict[str, bytes | None]:
    """Everything below `folder`: contents of files, None for folders; the cache, which may go, is passed over."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
        if "cache" not in path.relative_to(folder).parts
    }


def process(*words: str | Path, stdin: bytes = b"", **options: Any) -> subprocess.CompletedProcess[bytes]:
    """`python -m forms …` in a process of its own; `env` is put over the environment."""
    environ = {**os.environ, **options.pop("env", {})}
    command = [sys.executable, "-m", "forms", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, input=stdin, capture_output=True, env=environ, check=False, **options)
