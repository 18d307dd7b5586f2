"""Scheme files that arrive cut off or garbled, disks that fill up, and a program killed while it replaces a scheme."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from ledger.book import Ledger
from ledger.durable import PART
from ledger.schemes import files
from ledger.schemes.dump import text_of
from ledger.schemes.errors import SchemeError
from ledger.schemes.files import CannotWriteScheme, read_scheme_file, write_scheme_file
from ledger.schemes.load import load_scheme, scheme_text
from tests.ledger.books import closed_book, new_book

KILLED = 9
ROOT = Path(__file__).parent.parent.parent

WHILE_REPLACING = """
import os, sys
from pathlib import Path
from ledger.book import Ledger
from ledger.schemes.load import scheme_text
from ledger.store import rows

setattr(rows, sys.argv[2], lambda *arguments: os._exit(9))
Ledger.open(Path(sys.argv[1])).replace_scheme(scheme_text("post-counter-2011"), "换方案")
"""


def spoilt(content: bytes, chance: random.Random) -> bytes:
    """`content` cut off, with a piece left out, doubled or garbled, as bad sticks and careless hands leave files."""
    first, last = sorted(chance.sample(range(len(content)), 2))
    last = min(last, first + 400)
    return chance.choice(
        (
            content[:first],
            content[first:],
            content[:first] + content[last:],
            content[:last] + content[first:],
            content[:first] + chance.randbytes(3) + content[first + 3 :],
            content[:first] + b"\0" * 512 + content[last:],
            content[:first] + str(chance.randrange(10)).encode() + content[first + 1 :],
        )
    )


def test_spoilt_files_are_refused_or_make_a_whole_scheme(tmp_path: Path) -> None:
    chance = random.Random(5)
    originals = [scheme_text(each).encode() for each in ("qidong-2015", "post-counter-2011", "hall-standard")]
    file, refused = tmp_path / "县方案.toml", 0
    with new_book(tmp_path) as book:
        for _ in range(300):
            file.write_bytes(spoilt(chance.choice(originals), chance))
            before = book.scheme, book.scheme_text(), len(book.scheme_changes())
            try:
                read = read_scheme_file(file)
                scheme = book.replace_scheme(read.text, "县里下发", source=read.source)
            except SchemeError as error:
                refused += 1
                assert str(error).startswith("方案“县方案.toml”") and "\n" not in str(error)
                assert (book.scheme, book.scheme_text(), len(book.scheme_changes())) == before
            else:
                assert book.scheme == scheme == book.snapshot().scheme
        kept = book.scheme
    assert 150 < refused < 300
    with Ledger.open(book.path) as again:
        assert text_of(again.scheme) == text_of(kept)


@pytest.mark.parametrize("step", ["update_scheme_text", "insert_scheme_changes", "insert_changes"])
def test_a_program_killed_while_it_replaces_leaves_the_old_scheme(tmp_path: Path, step: str) -> None:
    library = closed_book(tmp_path)
    command = [sys.executable, "-c", WHILE_REPLACING, str(library), step]
    assert subprocess.run(command, cwd=ROOT, capture_output=True).returncode == KILLED
    with Ledger.open(library) as book:
        assert book.scheme == load_scheme("qidong-2015")
        assert (book.scheme_changes(), book.history("scheme")) == ((), ())
        assert book.replace_scheme(scheme_text("post-counter-2011"), "换方案").id == "post-counter-2011"


def test_a_full_disk_leaves_the_file_that_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "县方案.toml"
    file.write_text("原来的", encoding="utf-8")

    def full(path: Path, data: bytes) -> None:
        raise OSError(28, os.strerror(28), str(path))

    monkeypatch.setattr(files, "replace_file", full)
    with pytest.raises(CannotWriteScheme, match="写不了方案文件") as refused:
        write_scheme_file(file, scheme_text("qidong-2015"), over=True)
    assert refused.value.exit_code == 3
    assert file.read_text(encoding="utf-8") == "原来的"
    assert [each for each in tmp_path.iterdir() if each.name.endswith(PART)] == []
