"""Two people open the same library, or another program holds its file."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from ledger.book import Ledger
from ledger.library import LibraryHeld
from ledger.lock import LibraryBusy
from ledger.store import database
from tests.ledger.books import OPINION, closed_book

HOLDS = """
import sys
from pathlib import Path
from ledger.book import Ledger

with Ledger.open(Path(sys.argv[1]), who="周启明"):
    print("opened", flush=True)
    sys.stdin.readline()
"""


def test_the_second_opener_is_told_about_the_first_and_may_come_after(tmp_path: Path) -> None:
    library = closed_book(tmp_path)
    root = Path(__file__).parent.parent.parent
    first = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(library)], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with first:
        assert first.stdout is not None
        assert first.stdin is not None
        assert first.stdout.readline() == "opened\n"
        with pytest.raises(LibraryBusy, match=f"周启明.*进程{first.pid}"):
            Ledger.open(library, who="林晓岚")
        with Ledger.open(library, read_only=True) as reader:
            assert len(reader.records()) == 2
        first.stdin.write("\n")
        first.stdin.flush()
        assert first.wait() == 0
    with Ledger.open(library, who="林晓岚") as book:
        assert len(book.records()) == 2


def test_the_same_program_does_not_open_it_twice_either(tmp_path: Path) -> None:
    library = closed_book(tmp_path)
    with Ledger.open(library):
        with pytest.raises(LibraryBusy):
            Ledger.open(library)
        assert (library / "ledger.lock").exists()


def test_a_file_held_by_another_program_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = closed_book(tmp_path)
    monkeypatch.setattr(database, "PATIENCE", 0)
    with Ledger.open(library) as book, closing(sqlite3.connect(library / "ledger.db")) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LibraryHeld, match="稍等"):
            book.add("opinion", OPINION)
        other.rollback()
        assert book.add("opinion", OPINION).revision == 1
