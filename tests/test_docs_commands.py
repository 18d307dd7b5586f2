"""The examples in docs/commands.md run, in order, and print what the page says they print."""

from __future__ import annotations

import io
import re
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
from openpyxl import load_workbook

from forms.cli import main
from forms.commands import commands
from forms.commands.submission import Ticker
from forms.spreadsheets import importable
from ledger.backup import backups
from ledger.book import Ledger
from ledger.kinds import kind_of
from ledger.library import Library

PAGE = (Path(__file__).resolve().parent.parent / "docs" / "commands.md").read_text(encoding="utf-8")
UID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Example:
    """A command of the page, the exit code and the output that it promises."""

    words: tuple[str, ...]
    code: int
    output: str


def blocks() -> Iterator[tuple[str, str, str]]:
    """The fenced blocks of the page: language, what stands behind it, content."""
    for found in re.finditer(r"^```(\w*) ?(.*)\n((?:.*\n)*?)```$", PAGE, re.MULTILINE):
        yield found[1], found[2], found[3]


def examples(note: str, content: str) -> Iterator[Example]:
    """The commands of a block."""
    code = int(note.removeprefix("退出码 ")) if note else 0
    for part in re.split(r"^\$ taizhang ", content, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield Example(tuple(shlex.split(command)), code, output)


def matches(promised: str, printed: str) -> bool:
    """Whether `printed` is what the page shows, “…” standing for anything."""
    pattern = "".join(".+" if part == "…" else re.escape(part) for part in re.split("(…)", promised.rstrip("\n")))
    return re.fullmatch(pattern, printed.rstrip("\n"), re.DOTALL) is not None


def prepare() -> None:
    """The scans that the page speaks of."""
    for name, width in (("签字页.pdf", 595), ("证明.pdf", 500)):
        with pikepdf.new() as pdf:
            pdf.add_blank_page(page_size=(width, 842))
            pdf.save(name)
    Path("第二处").mkdir()


def fill_in(kind: str, path: str) -> None:
    """What the page asks the reader to do with an empty sheet."""
    book = load_workbook(path)
    for column, field in enumerate(importable(kind_of(kind)), 1):
        book.worksheets[0].cell(2, column, field.sample or None)
    book.save(path)


def last_attachment() -> str:
    """What the page calls 附件编号: that of the file added last."""
    with Ledger.open(Path("台帐库"), read_only=True) as ledger:
        return [each.uid for record in ledger.records() for each in record.attachments][-1]


@contextmanager
def redirected(words: list[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Standard input is the file behind “<”, or has nobody at it."""
    given = Path(words[words.index("<") + 1]).read_bytes() if "<" in words else b""
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), encoding="utf-8"))
        yield


def last_made(front: str) -> str:
    """What the page calls 移交包 or 移交回执, which have the day in their names: the one made last."""
    return max(Path().glob(f"{front}_*"), key=lambda path: path.stat().st_mtime_ns).name


def last_backup() -> str:
    """What the page calls 备份名称: that of the backup made last, without its ending."""
    return backups(Library(Path("台帐库")))[0].path.stem


def test_every_example_prints_what_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Ticker, "__call__", lambda *_: None)  # a slow computer tells how far it is
    prepare()
    uid, ran = "", 0
    for language, note, content in blocks():
        if language in ("json", "text"):
            Path(note).write_text(content, encoding="utf-8")
        for example in examples(note, content) if language == "console" else ():
            known = {"编号": uid, "附件编号": last_attachment() if "附件编号" in example.words else ""}
            known |= {front: last_made(front) for front in ("移交包", "移交回执") if front in example.words}
            known |= {"备份名称": last_backup() if "备份名称" in example.words else ""}
            words = [known.get(word, word) for word in example.words]
            with redirected(words, monkeypatch):
                code = main(words[: words.index("<")] if "<" in words else words)
            taken = capsys.readouterr()
            shown = taken.out + taken.err
            assert code == example.code, (example, shown)
            assert matches(example.output, shown), (example, shown)
            assert (taken.err == "") == (code < 2)
            if example.words[0] == "add":
                uid = UID.findall(taken.out)[-1]
            if example.words[0] == "template":
                fill_in(*example.words[1:])
            ran += 1
    assert ran == PAGE.count("$ taizhang ")


def test_every_command_has_an_example_and_no_other_is_named() -> None:
    named = set(re.findall(r"^(?:\$ )?taizhang ([a-z-]+)", PAGE, re.MULTILINE))
    assert named == {command.verb for command in commands()}


def test_every_option_is_explained() -> None:
    for command in commands():
        for option in re.findall(r"--[a-z-]+", command.usage):
            assert option in PAGE, (command.verb, option)


@pytest.mark.parametrize(
    ("promised", "printed", "same"),
    [
        ("共1条。\n", "共1条。\n", True),
        ("共1条。\n", "共2条。\n", False),
        ("…\n共1条。\n", "甲\n乙\n共1条。\n", True),
        ("…\n共1条。\n", "共1条。\n", False),
        ("缺项…处。\n", "缺项3处。\n", True),
        ("", "多说了一句\n", False),
    ],
)
def test_the_comparison_can_fail(promised: str, printed: str, same: bool) -> None:
    assert matches(promised, printed) is same
