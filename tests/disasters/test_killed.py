"""The program is killed in the middle of an action."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from ledger.backup import backups
from ledger.book import Ledger
from ledger.library import Library, UnfinishedLibrary
from ledger.lock import LibraryBusy, acquire
from tests.ledger.books import START, as_plain_user, as_scan, closed_book, new_book

KILLED = 9

# Runs in its own process: begins an action, lets SQLite write to the file, and ends without any clearing up.
INSIDE_A_TRANSACTION = """
import os, sys
from pathlib import Path
from ledger.book import Ledger
from ledger.store import rows
from tests.ledger.books import OPINION

def killed(db, changes):
    db.execute_sql("PRAGMA cache_spill = 1")
    os._exit(9)

book = Ledger.open(Path(sys.argv[1]), who="周启明")
book._db.execute_sql("PRAGMA cache_size = 1")
rows.insert_changes = killed
book.add_many("opinion", [{**OPINION, "content": "很长的意见" * 100} for _ in range(500)])
"""

BETWEEN_FILE_AND_ROW = """
import os, sys
from pathlib import Path
from ledger.book import Ledger
from ledger.store import files
from tests.ledger.books import as_scan

book = Ledger.open(Path(sys.argv[1]))
scan = book.path.parent / "签字页.pdf"
scan.write_bytes(b"%PDF scan")
files.insert_attachment = lambda *arguments: os._exit(9)
book.attach(book.records("opinion")[0].uid, scan, role="signed", inspect=as_scan)
"""


WHILE_COPYING = """
import os, sys
from pathlib import Path
from ledger import kept_files
from ledger.book import Ledger
from tests.ledger.books import as_scan

book = Ledger.open(Path(sys.argv[1]))
scan = book.path.parent / "签字页.pdf"
scan.write_bytes(b"%PDF scan")
kept_files.os.fsync = lambda file: os._exit(9)
book.attach(book.records("opinion")[0].uid, scan, role="signed", inspect=as_scan)
"""


WHILE_FOUNDING = """
import os, sys
from pathlib import Path
from ledger import founding
from tests.ledger.books import new_book

founding.insert_campaign = lambda *arguments: os._exit(9)
new_book(Path(sys.argv[1]))
"""


WHILE_BACKING_UP = """
import os, sys
from pathlib import Path
from ledger.book import Ledger
from ledger.store import copying

copying.sync_file = lambda path: os._exit(9)
Ledger.open(Path(sys.argv[1])).backup()
"""

WHILE_COPYING_ALL = """
import os, sys
from pathlib import Path
from ledger import whole_copy
from ledger.book import Ledger

whole_copy.sync_file = lambda path: os._exit(9)
library = Path(sys.argv[1])
Ledger.open(library).copy_to(library.parent / "U盘" / "副本")
"""


def killed(script: str, library: Path) -> None:
    """Run `script` on the library in a process that ends abruptly."""
    root = Path(__file__).parent.parent.parent
    child = subprocess.run([sys.executable, "-c", script, str(library)], cwd=root, capture_output=True)
    assert child.returncode == KILLED, child.stderr


def test_nothing_half_written_is_left_and_the_lock_is_known_to_be_stale(tmp_path: Path) -> None:
    library = closed_book(tmp_path)
    with Ledger.open(library, read_only=True) as book:
        before = book.records()
    killed(INSIDE_A_TRANSACTION, library)
    left = json.loads((library / "ledger.lock").read_text(encoding="utf-8"))
    assert left["user"] == "周启明"
    assert (library / "ledger.db-journal").stat().st_size > 0
    with Ledger.open(library) as book:
        assert book.records() == before
        assert book.history(before[-1].uid) != ()
        book.delete(before[-1].uid)
    assert sorted(path.name for path in library.iterdir()) == ["attachments", "backups", "ledger.db"]


def test_opening_to_read_undoes_what_was_not_finished_and_leaves_no_lock(tmp_path: Path) -> None:
    library = closed_book(tmp_path)
    whole = (library / "ledger.db").read_bytes()
    killed(INSIDE_A_TRANSACTION, library)
    with Ledger.open(library, read_only=True) as book:
        assert len(book.records("opinion")) == 1
        assert sorted(path.name for path in library.iterdir()) == ["attachments", "backups", "ledger.db"]
    assert (library / "ledger.db").read_bytes() == whole


def test_opening_to_read_leaves_the_undoing_to_a_living_writer(tmp_path: Path) -> None:
    library = closed_book(tmp_path)
    killed(INSIDE_A_TRANSACTION, library)
    before = (library / "ledger.db").read_bytes()
    (library / "ledger.lock").unlink()
    held = acquire(library / "ledger.lock", who="林晓岚", now=START)
    with pytest.raises(LibraryBusy, match="林晓岚"):
        Ledger.open(library, read_only=True)
    assert (library / "ledger.db").read_bytes() == before
    held.release()


def test_what_was_not_finished_cannot_be_read_where_nothing_can_be_written() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        library = closed_book(folder)
        killed(INSIDE_A_TRANSACTION, library)
        folder.chmod(0o755)
        library.chmod(0o555)
        before = (library / "ledger.db").read_bytes()
        with as_plain_user(), pytest.raises(UnfinishedLibrary, match="正常打开一次"):
            Ledger.open(library, read_only=True)
        assert (library / "ledger.db").read_bytes() == before
        library.chmod(0o755)


def test_a_file_that_was_stored_before_the_kill_is_simply_taken_again(tmp_path: Path) -> None:
    library = closed_book(tmp_path)
    killed(BETWEEN_FILE_AND_ROW, library)
    with Ledger.open(library) as book:
        (opinion,) = book.records("opinion")
        assert opinion.attachments == ()
        attachment = book.attach(opinion.uid, tmp_path / "签字页.pdf", role="signed", inspect=as_scan)
        assert attachment.file.read_bytes() == b"%PDF scan"
        assert book.file_faults(hashed=True) == ()


def test_a_file_that_was_being_copied_is_cleared_away_by_the_next_writer(tmp_path: Path) -> None:
    library = closed_book(tmp_path)
    killed(WHILE_COPYING, library)
    assert [path.suffix for path in (library / "attachments").iterdir()] == [".part"]
    Ledger.open(library, read_only=True).close()
    assert [path.suffix for path in (library / "attachments").iterdir()] == [".part"]
    Ledger.open(library).close()
    assert list((library / "attachments").iterdir()) == []


def test_a_library_half_made_is_cleared_away_by_the_next_try(tmp_path: Path) -> None:
    killed(WHILE_FOUNDING, tmp_path)
    (leftover,) = tmp_path.iterdir()
    assert leftover.name.startswith(".台帐库.part-")
    new_book(tmp_path).close()
    assert [path.name for path in tmp_path.iterdir()] == ["台帐库"]


def test_a_library_that_another_program_is_making_is_left_alone(tmp_path: Path) -> None:
    others = [tmp_path / ".台帐库.part-0a1b2c3d", tmp_path / ".别的.part-0a1b2c3d"]
    for other in others:
        other.mkdir()
    held = acquire(others[0] / "ledger.lock", who="林晓岚", now=START)
    new_book(tmp_path).close()
    assert set(tmp_path.iterdir()) == {*others, tmp_path / "台帐库"}
    held.release()


def test_a_backup_half_made_is_none_and_is_cleared_away_by_the_next(tmp_path: Path) -> None:
    library = closed_book(tmp_path)
    killed(WHILE_BACKING_UP, library)
    (part,) = (library / "backups").iterdir()
    assert part.name.endswith(".part")
    assert backups(Library(library)) == ()
    with Ledger.open(library) as book:
        made = book.backup()
    assert list((library / "backups").iterdir()) == [made.path]


def test_a_copy_of_the_library_half_made_has_no_name_and_is_cleared_away_by_the_next(tmp_path: Path) -> None:
    library = closed_book(tmp_path)
    (tmp_path / "U盘").mkdir()
    killed(WHILE_COPYING_ALL, library)
    (leftover,) = (tmp_path / "U盘").iterdir()
    assert leftover.name.startswith(".台帐库副本.part-")
    with Ledger.open(library) as book:
        book.copy_to(tmp_path / "U盘" / "副本")
    assert [path.name for path in (tmp_path / "U盘").iterdir()] == ["副本"]
