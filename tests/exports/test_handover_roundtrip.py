"""From one library through a package that the program made to another: everything is equal, not only counted."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from exports.handover.job import Made
from exports.handover.layout import Purpose
from exports.handover.packing import make_package
from exports.handover.receiving import library_in, receive_beside
from exports.handover.verifying import verify
from ledger.book import Ledger
from ledger.protection import protect
from ledger.records import Record
from tests.exports.bags import DATABASE_PATH, bag, files_of, put_database, rich_library
from tests.exports.handovers import NOW, PASSPHRASE, job, packed
from tests.ledger.test_migrations import first_version

LIBRARY_FRONT = DATABASE_PATH.removesuffix("/ledger.db")
Table = list[tuple[object, ...]]


@pytest.fixture(scope="module")
def sender(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return rich_library(tmp_path_factory.mktemp("移交方"))


@pytest.fixture(scope="module")
def packages(sender: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Made]:
    """The library handed over openly, and encrypted in volumes."""
    stick = tmp_path_factory.mktemp("U盘")
    return {
        "open": packed(sender, stick / "一", Purpose.COLLEAGUE),
        "volumes": packed(sender, stick / "二", Purpose.BRANCH, passphrase=PASSPHRASE, volume=1 << 20),
    }


def tables(library: Path) -> dict[str, Table]:
    """Every row of every table, with its columns."""
    with closing(sqlite3.connect(library / "ledger.db")) as db:
        names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        found: dict[str, Table] = {}
        for name in names:
            rows = db.execute(f'SELECT * FROM "{name}" ORDER BY rowid')
            found[name] = [tuple(column[0] for column in rows.description), *rows.fetchall()]
        return found


def read(ledger: Ledger) -> list[object]:
    """All that a ledger gives out, the contents of attachments in place of where they lie."""
    records = (*ledger.records(), *ledger.records(deleted=True))
    return [
        ledger.campaign,
        ledger.scheme,
        ledger.scheme_text(),
        ledger.scheme_changes(),
        ledger.exports(),
        ledger.history("scheme"),
        *((_facts(record), record.values, ledger.history(record.uid)) for record in records),
    ]


def _facts(record: Record) -> tuple[object, ...]:
    kept = [
        (each.uid, each.role, each.name, each.sha256, each.media, each.size, each.pages, each.file.read_bytes())
        for each in record.attachments
    ]
    return record.uid, record.kind, record.created, record.changed, record.revision, record.deleted, kept


@pytest.mark.parametrize("form", ["open", "volumes"])
def test_a_library_comes_back_equal_in_every_row_record_and_byte(
    sender: Path, packages: dict[str, Made], tmp_path: Path, form: str
) -> None:
    made = packages[form]
    package = next(path for path in made.paths if path.name.endswith((".001", ".zip")) or path.is_dir())
    passphrase = PASSPHRASE if form == "volumes" else None
    found = verify(package, passphrase=passphrase)
    assert found.findings == () and found.manifest == made.manifest and found.info == made.info
    received = receive_beside(package, tmp_path / "新", passphrase=passphrase)
    assert tables(received.folder) == tables(sender)
    kept = files_of(sender, below="attachments/")
    assert files_of(received.folder, below="attachments/") == kept and len(kept) == 3
    assert all((received.folder / path).read_bytes() == (sender / path).read_bytes() for path in kept)
    with Ledger.open(sender, read_only=True) as old, Ledger.open(received.folder) as new:
        assert read(new) == read(old)
        assert new.file_faults(hashed=True) == ()


@pytest.mark.tool("7z")
def test_what_7zip_unpacked_and_packed_again_is_still_whole(packages: dict[str, Made], tmp_path: Path) -> None:
    first = next(path for path in packages["volumes"].paths if path.name.endswith((".001", ".zip")))
    subprocess.run(["7z", "x", f"-p{PASSPHRASE}", f"-o{tmp_path / '解开'}", first], check=True, capture_output=True)
    (folder,) = (tmp_path / "解开").iterdir()
    assert verify(folder).whole
    for option in ("-mem=AES256", "-mem=AES128", "-mx=0"):
        again = tmp_path / f"再压{option}.zip"
        command = ["7z", "a", "-tzip", "-pother one", option, again, folder]
        subprocess.run(command if "mem" in option else [*command, "-mem=AES256"], check=True, capture_output=True)
        found = verify(again, passphrase="other one")
        assert found.whole, found.findings


def test_a_library_with_a_passphrase_arrives_without_one(tmp_path: Path) -> None:
    library = rich_library(tmp_path)
    protect(library, "Long and secret 1", who="沈文君", now=NOW)
    with Ledger.open(library, read_only=True, passphrase="Long and secret 1") as old:
        made = make_package(old, job(tmp_path / "U盘", Purpose.COLLEAGUE))
        received = receive_beside(made.paths[0], tmp_path / "新")
        with Ledger.open(received.folder) as new:
            assert read(new) == read(old)


def test_a_library_of_an_older_version_is_taken_as_it_is_and_read_all_the_same(tmp_path: Path) -> None:
    package, old = bag(tmp_path, rich_library(tmp_path)), first_version(tmp_path / "旧")
    shutil.rmtree(package / LIBRARY_FRONT)
    shutil.copytree(old, package / LIBRARY_FRONT, ignore=shutil.ignore_patterns("backups", "cache"))
    put_database(package, (old / "ledger.db").read_bytes())
    found = verify(package)
    assert found.whole and found.library is not None and found.library.version == 1
    received = receive_beside(package, tmp_path / "新")
    assert (received.folder / "ledger.db").read_bytes() == (old / "ledger.db").read_bytes()
    with library_in(package, scratch=tmp_path) as copy, Ledger.open(copy.folder, read_only=True) as ledger:
        assert [record.kind for record in ledger.records()] == ["person", "opinion"]
    with Ledger.open(received.folder) as ledger:
        assert len(ledger.records()) == 2 and ledger.file_faults(hashed=True) == ()


def test_what_the_sender_lacked_already_is_told_and_the_rest_is_taken(tmp_path: Path) -> None:
    library = rich_library(tmp_path)
    (library / files_of(library, below="attachments/")[0]).unlink()
    package = bag(tmp_path, library)
    found = verify(package)
    assert found.whole and len(found.notes) == 1 and "移交方的台帐库里就缺少附件" in found.notes[0]
    with Ledger.open(receive_beside(package, tmp_path / "新").folder) as ledger:
        assert len(ledger.records()) == 5
