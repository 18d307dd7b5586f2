"""A library gets a passphrase, another, and none again; all of it is the same before and after."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from ledger import protection
from ledger.book import Ledger
from ledger.library import Library
from ledger.lock import LibraryBusy
from ledger.protection import AlreadyProtected, NoRoomToConvert, NotProtected, change_passphrase, protect, unprotect
from ledger.unlocking import PassphraseNeeded, unlock
from ledger.vault import WeakPassphrase, WrongPassphrase
from tests.ledger.books import OPINION, START, as_scan, new_book

pytestmark = pytest.mark.usefixtures("cheap_passphrases")
WORDS = "江畔 石桥 七盏灯"
OTHER = "山前 老树 九级阶"
SCAN = b"%PDF scan " * 40_000


def full_library(folder: Path) -> Path:
    """A library with a record in the bin, attachments, an own register, a backup and a draft; closed."""
    with new_book(folder) as book:
        book.add("person", {"name": "沈文君"})
        opinion = book.add("opinion", OPINION)
        book.delete(book.add("opinion", {**OPINION, "number": 2, "content": "𠮷䶮"}).uid)
        for name, data in (("签字页.pdf", SCAN), ("空.pdf", b""), ("另一份.pdf", b"%PDF 2")):
            (folder / name).write_bytes(data)
            book.attach(opinion.uid, folder / name, role="signed", inspect=as_scan)
        book.backup()
        drafts = book.path / "drafts"
        drafts.mkdir()
        (drafts / "opinion-new.json").write_text('{"typed": "没写完的意见"}', encoding="utf-8")
        return book.path


def contents(library: Path, passphrase: str = "") -> dict[str, object]:
    """All that a library says: records, history, attachments byte by byte."""
    with Ledger.open(library, passphrase=passphrase, read_only=True) as book:
        records = (*book.records(), *book.records(deleted=True))
        plain = [(each.uid, each.kind, dict(each.values), each.revision, each.deleted) for each in records]
        files = [(bound.uid, bound.name, bound.file.read_bytes()) for each in records for bound in each.attachments]
        return {"records": plain, "history": [book.history(each.uid) for each in records], "files": files}


def bytes_of(library: Path) -> dict[str, bytes]:
    return {
        path.relative_to(library).as_posix(): path.read_bytes() for path in sorted(library.rglob("*")) if path.is_file()
    }


def test_it_opens_with_the_passphrase_only_and_is_the_same_inside(tmp_path: Path) -> None:
    library = full_library(tmp_path)
    before = contents(library)
    made = protect(library, WORDS, who="沈文君", now=START)
    assert made.unread == ()
    assert contents(library, WORDS) == before
    assert contents(library, made.recovery) == before
    with pytest.raises(PassphraseNeeded, match="设有口令"):
        Ledger.open(library)
    with pytest.raises(WrongPassphrase, match="口令不对"):
        Ledger.open(library, passphrase=OTHER)
    assert not (library / "ledger.lock").exists()


def test_nothing_on_the_disk_can_be_read_any_more(tmp_path: Path) -> None:
    library = full_library(tmp_path)
    protect(library, WORDS, who="沈文君", now=START)
    for name, data in bytes_of(library).items():
        for secret in ("建议增加午间值班窗口", "沈文君", "没写完的意见", "𠮷䶮"):
            assert secret.encode() not in data, name
        assert b"%PDF" not in data, name
        assert not data.startswith(b"SQLite"), name


LOOKS = """
import sys
from pathlib import Path
from ledger.book import Ledger
from ledger.errors import LedgerError
from ledger.store.closed import version_in
from ledger.unlocking import unlock

folder, passphrase, way = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
try:
    match way:
        case "written" | "read":
            Ledger.open(folder, passphrase=passphrase, read_only=way == "read")
        case "looked at":
            version_in(folder / "ledger.db", sys.argv[4])
except LedgerError as error:
    print(type(error).__name__)
"""


@pytest.mark.parametrize("at", [100, 9000], ids=["first page", "third page"])
@pytest.mark.parametrize(
    ("way", "error"), [("written", "DamagedLibrary"), ("read", "DamagedLibrary"), ("looked at", "UnreadableBackup")]
)
def test_a_spoilt_one_says_nothing_but_our_sentence(tmp_path: Path, at: int, way: str, error: str) -> None:
    library = full_library(tmp_path)
    protect(library, WORDS, who="沈文君", now=START)
    key = unlock(Library(library), WORDS, START).database_key
    data = bytearray((library / "ledger.db").read_bytes())
    data[at] ^= 1
    (library / "ledger.db").write_bytes(data)
    root = Path(__file__).parent.parent.parent
    command = [sys.executable, "-c", LOOKS, str(library), WORDS, way, key]
    child = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=True)
    # The version alone is read from the first page.
    assert child.stdout == ("" if (way, at) == ("looked at", 9000) else f"{error}\n")
    assert child.stderr == ""


def test_what_is_done_afterwards_is_encrypted_too(tmp_path: Path) -> None:
    library = full_library(tmp_path)
    protect(library, WORDS, who="沈文君", now=START)
    (tmp_path / "新.pdf").write_bytes(b"%PDF fresh")
    with Ledger.open(library, passphrase=WORDS) as book:
        record = book.add("opinion", {**OPINION, "number": 3, "content": "新添的一条意见"})
        book.attach(record.uid, tmp_path / "新.pdf", role="annex", inspect=as_scan)
        backup = book.backup()
        assert backup.faults == ()
        assert book.file_faults(hashed=True) == ()
        found = book.get(record.uid)
    for name, data in bytes_of(library).items():
        assert "新添的一条意见".encode() not in data, name
        assert b"%PDF fresh" not in data, name
    with Ledger.open(library, passphrase=WORDS) as book:
        assert book.get(record.uid).attachments == found.attachments


def test_taking_the_passphrase_away_gives_back_the_very_files(tmp_path: Path) -> None:
    library = full_library(tmp_path)
    before, said = bytes_of(library), contents(library)
    protect(library, WORDS, who="沈文君", now=START)
    assert unprotect(library, WORDS, who="沈文君", now=START) == ()
    after = bytes_of(library)
    assert set(after) == set(before), "no key is left, nor any sealed file"
    assert {name: data for name, data in after.items() if not name.endswith(".db")} == {
        name: data for name, data in before.items() if not name.endswith(".db")
    }
    assert contents(library) == said


def test_another_passphrase_writes_only_the_key(tmp_path: Path) -> None:
    library = full_library(tmp_path)
    recovery = protect(library, WORDS, who="沈文君", now=START).recovery
    before = bytes_of(library)
    change_passphrase(library, WORDS, OTHER, who="沈文君", now=START)
    assert [name for name, data in bytes_of(library).items() if before.get(name) != data] == ["ledger.key"]
    assert contents(library, OTHER) == contents(library, recovery)
    with pytest.raises(WrongPassphrase):
        Ledger.open(library, passphrase=WORDS)


def test_what_cannot_be_is_refused_and_nothing_is_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = full_library(tmp_path)
    before = bytes_of(library)
    with pytest.raises(WeakPassphrase):
        protect(library, "太短", who="", now=START)
    for refused in (lambda: unprotect(library, WORDS, who="", now=START), lambda: change(library)):
        with pytest.raises(NotProtected, match="没有设口令"):
            refused()
    with Ledger.open(library), pytest.raises(LibraryBusy):
        protect(library, WORDS, who="", now=START)
    with monkeypatch.context() as patch:
        patch.setattr(protection.shutil, "disk_usage", lambda path: type("Usage", (), {"free": 10})())
        with pytest.raises(NoRoomToConvert, match="磁盘只剩1KB"):
            protect(library, WORDS, who="", now=START)
    assert bytes_of(library) == before
    protect(library, WORDS, who="", now=START)
    with pytest.raises(AlreadyProtected):
        protect(library, WORDS, who="", now=START)


def change(library: Path) -> None:
    change_passphrase(library, WORDS, OTHER, who="", now=START)


def test_an_attachment_that_is_gone_or_spoilt_stops_nothing(tmp_path: Path) -> None:
    library = full_library(tmp_path)
    protect(library, WORDS, who="", now=START)
    with Ledger.open(library, passphrase=WORDS, read_only=True) as book:
        first, second, third = book.records("opinion")[0].attachments
    first.file.path.unlink()
    data = bytearray(third.file.path.read_bytes())
    data[-1] ^= 1
    third.file.path.write_bytes(data)
    with Ledger.open(library, passphrase=WORDS, read_only=True) as book:
        faults = [fault.sentence for fault in book.file_faults(hashed=True)]
    assert ["不见了" in faults[0], "内容变了" in faults[1]] == [True, True]
    assert unprotect(library, WORDS, who="", now=START) == (third.file.path.name,)
    assert third.file.path.read_bytes() == data
    with Ledger.open(library) as book:
        assert book.records("opinion")[0].attachments[1].file.read_bytes() == b""
    assert second.name == "空.pdf"


def failing(at: int, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Make the `at`-th rename of the conversion fail; tells how many there were."""
    calls = 0
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        nonlocal calls
        calls += 1
        if calls == at:
            raise OSError(28, "No space left on device", str(self))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    return lambda: calls


@pytest.mark.parametrize("at", range(1, 12))
def test_whatever_fails_it_is_as_before_or_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    library = full_library(tmp_path)
    before = contents(library)
    with monkeypatch.context() as patch:
        count = failing(at, patch)
        try:
            protect(library, WORDS, who="", now=START)
        except Exception as error:
            assert "磁盘已满" in str(error), error
        reached = count() >= at
    try:
        assert contents(library) == before
        assert not list(library.rglob("*.sealed"))
    except PassphraseNeeded:
        assert contents(library, WORDS) == before
    if not reached:
        assert contents(library, WORDS) == before


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("at", range(1, 12))
def test_killed_in_the_middle_it_is_finished_at_the_next_opening(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    library = full_library(tmp_path)
    before = contents(library)
    calls = 0
    real = Path.replace

    def replace(self: Path, target: Path) -> Path:
        nonlocal calls
        calls += 1
        if calls == at:
            raise Killed
        return real(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", replace)
        patch.setattr(protection, "_drop_twins", lambda *_, **__: None)  # what is dead clears nothing up
        with suppress(Killed):
            protect(library, WORDS, who="", now=START)
    (library / "ledger.lock").unlink(missing_ok=True)
    try:
        assert contents(library) == before
        protect(library, WORDS, who="", now=START)
    except PassphraseNeeded:
        Ledger.open(library, passphrase=WORDS).close()
    assert contents(library, WORDS) == before
    for name, data in bytes_of(library).items():
        assert b"%PDF" not in data, name
        assert not data.startswith((b"SQLite", b'{"typed')), name
    assert not (library / "ledger.settling").exists()


def test_the_clock_of_a_backup_stays_what_it_was(tmp_path: Path) -> None:
    library = full_library(tmp_path)
    backup = next((library / "backups").glob("备份_*.db"))
    made = backup.stat().st_mtime_ns
    protect(library, WORDS, who="", now=START + dt.timedelta(days=1))
    assert backup.stat().st_mtime_ns == made


@pytest.mark.parametrize(
    "place", ["attachments/ab", "attachments/normal/ab", "backups/files/ab", "backups/files/normal/ab"]
)
def test_the_half_of_a_file_that_was_being_written_goes_at_the_next_opening(tmp_path: Path, place: str) -> None:
    library = full_library(tmp_path)
    half = library / place / "ab12.pdf.4321.part"
    half.parent.mkdir(parents=True, exist_ok=True)
    half.write_bytes(b"%PDF plain")
    Ledger.open(library).close()
    assert not half.exists()
