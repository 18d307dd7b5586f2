"""The command line as a program of its own: bytes on its streams, whatever the system is set to."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.forms.cli_runs import OPINION, assert_sentence, process

PLAIN = {"LC_ALL": "C", "LANG": "C", "PYTHONIOENCODING": "gbk"}
"""A system whose console is not set to UTF-8."""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    library = tmp_path / "台帐库"
    words = ("--scheme", "qidong-2015", "--unit", "第五税务分局", "--year", "2015")
    done = process("init", library, *words, env=PLAIN)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "第五税务分局　2015年度".encode() in done.stdout
    return library


def test_words_go_in_and_out_as_utf8_whatever_the_console_says(library: Path) -> None:
    opinion = {**OPINION, "content": "建议为𠮷姓、龘姓群众开设窗口"}
    data = json.dumps(opinion, ensure_ascii=False).encode()
    added = process("add", library, "opinion", "--data", "-", "--json", stdin=data, env=PLAIN)
    assert added.returncode == 0
    assert "“𠮷”（U+20BB7，第4个字）" in added.stderr.decode("utf-8"), "a rare character is told of, which is no error"
    (uid,) = json.loads(added.stdout)["uids"]
    listed = process("list", library, env=PLAIN)
    assert uid.encode() in listed.stdout
    assert "建议为𠮷姓、龘姓群众开设窗口".encode() in listed.stdout
    assert b"\r" not in listed.stdout


def test_standard_output_is_exactly_one_json_object(library: Path) -> None:
    for words in (("list", library), ("gaps", library), ("score", library), ("kinds",), ("schemes",)):
        done = process(*words, "--json", env=PLAIN)
        assert done.returncode in (0, 1)
        assert done.stderr == b""
        assert isinstance(json.loads(done.stdout.decode("utf-8")), dict)


def test_messages_go_to_standard_error_in_utf8(library: Path) -> None:
    for code, words in (
        (2, ("add", library, "person", "--data", "-", "--json")),
        (2, ("list", library, "nokind", "--json")),
        (2, ("list", library.parent, "--json")),
        (2, ("init", library)),
        (3, ("score", "--case", library / "没有.json", "--json")),
    ):
        done = process(*words, stdin=b"{", env=PLAIN)
        assert (done.returncode, done.stdout) == (code, b"")
        assert_sentence(done.stderr.decode("utf-8"))


@pytest.mark.skipif(sys.platform != "linux", reason="只有 Linux 的命令行可以带不成字的字节")
def test_bytes_that_are_no_characters_are_refused(library: Path) -> None:
    for words in (("list", b"/tmp/\xb2\xb9"), ("export", str(library), b"\xff"), ("kinds", b"\xff")):
        done = process(
            *(word.decode("utf-8", "surrogateescape") if isinstance(word, bytes) else word for word in words)
        )
        assert (done.returncode, done.stdout) == (2, b"")
        assert_sentence(done.stderr.decode("utf-8"))
