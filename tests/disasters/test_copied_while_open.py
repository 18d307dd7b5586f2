"""The folder was copied while somebody wrote, or the journal of another database lies beside."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from ledger.book import Ledger
from ledger.errors import LedgerError
from ledger.library import DamagedLibrary
from tests.disasters.wards import Ward, looked_over, opened, ward
from tests.ledger.books import OPINION, as_plain_user

_NAMES = ("ledger.db", "ledger.db-journal", "ledger.lock")


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Ward:
    return ward(tmp_path_factory.mktemp("ward"), backup=True)


def copied(library: Path, dest: Path, names: tuple[str, ...] = _NAMES) -> Path:
    """What a copying by hand takes along at this moment; the files are opened as another program opens them."""
    dest.mkdir()
    for name in names:
        if (library / name).exists():
            shutil.copyfile(library / name, dest / name)
    return dest


def states_of_a_write(library: Path) -> Iterator[str]:
    """The moments of one write, with the library in that state: SQLite spills to the file long before the commit."""
    with closing(sqlite3.connect(library / "ledger.db", isolation_level=None)) as db:
        db.execute("PRAGMA cache_size = 2")
        db.execute("PRAGMA cache_spill = 1")
        yield "before"
        db.execute("BEGIN IMMEDIATE")
        yield "begun"
        for number in range(1, 6):
            db.execute(f"UPDATE record SET data = replace(data, '详情', '写了{number}')")
            yield f"written {number}"
        db.execute("ROLLBACK")
        yield "after"


def test_in_every_state_of_a_write_the_copy_has_what_was_acknowledged(healthy: Ward, tmp_path: Path) -> None:
    library = healthy.copy(tmp_path / "库")
    undone = 0
    for number, state in enumerate(states_of_a_write(library)):
        copy = copied(library, tmp_path / f"副本{number}")
        before = {path.name: path.read_bytes() for path in copy.iterdir()}
        undone += any(each.code == "cut-off" for each in looked_over(copy).findings)
        assert {path.name: path.read_bytes() for path in copy.iterdir()} == before, state
        answer = opened(copy)
        assert not isinstance(answer, LedgerError), state
        assert answer.records == healthy.said.records and answer.history == healthy.said.history, state
    assert undone


def test_a_copy_without_the_journal_is_whole_or_told(healthy: Ward, tmp_path: Path) -> None:
    library = healthy.copy(tmp_path / "库")
    for number, state in enumerate(states_of_a_write(library)):
        copy = copied(library, tmp_path / f"副本{number}", ("ledger.db",))
        (copy / "backups").mkdir()
        shutil.copyfile(next((library / "backups").glob("*.db")), copy / "backups" / "备份_20150605-120000.db")
        answer = opened(copy)
        if isinstance(answer, LedgerError):
            assert looked_over(copy).damaged, state
        else:
            # Half of an action, which nothing but the backup can know.
            same = answer.records == healthy.said.records and answer.history == healthy.said.history
            assert same or not looked_over(copy).sound, state


@pytest.mark.parametrize("read_only", [False, True])
def test_the_journal_of_another_database_is_refused_and_nothing_is_touched(
    healthy: Ward, tmp_path: Path, read_only: bool
) -> None:
    other = healthy.copy(tmp_path / "别的")
    with Ledger.open(other) as book:
        # Long enough for more pages: of two databases of one length nothing in a journal tells one from the other.
        book.add_many("opinion", [{**OPINION, "number": 100 + number, "note": "长" * 9000} for number in range(5)])
    library = healthy.copy(tmp_path / "库")
    for state in states_of_a_write(other):
        if state == "written 5":
            shutil.copyfile(other / "ledger.db-journal", library / "ledger.db-journal")
    before = {name: (library / name).read_bytes() for name in _NAMES[:2]}
    (finding,) = looked_over(library).findings
    assert finding.code == "foreign-journal" and "另一个数据库" in finding.sentence
    with pytest.raises(DamagedLibrary, match="另一个数据库"):
        Ledger.open(library, read_only=read_only)
    assert {name: (library / name).read_bytes() for name in _NAMES[:2]} == before
    assert not (library / "ledger.lock").exists()
    (library / "ledger.db-journal").unlink()
    assert opened(library) == healthy.said


def test_on_a_medium_that_is_read_only_everything_can_be_looked_over(healthy: Ward) -> None:
    with tempfile.TemporaryDirectory() as name:  # a folder that anybody may enter
        library = healthy.copy(Path(name) / "库")
        folders = [path for path in (library.parent, library, *library.rglob("*")) if path.is_dir()]
        for path in (*library.rglob("*"), library, library.parent):
            path.chmod(0o555 if path.is_dir() else 0o444)
        try:
            with as_plain_user():
                found = looked_over(library)
                answer = opened(library)
        finally:
            for folder in folders:
                folder.chmod(0o755)
    assert {each.code for each in found.findings} <= {"exposed"} and found.sound
    assert answer == healthy.said
