"""Files of a library were emptied or cut, as a failed copy or a full disk leaves them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ledger.doctor.losses import Fate
from ledger.errors import LedgerError
from ledger.library import DamagedLibrary
from tests.disasters.wards import Ward, check_repair, looked_over, opened, ward


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Ward:
    return ward(tmp_path_factory.mktemp("ward"), backup=True)


def emptied(data: bytes) -> bytes:
    """No byte is left."""
    return b""


def halved(data: bytes) -> bytes:
    """The second half is missing."""
    return data[: len(data) // 2]


def cut_oddly(data: bytes) -> bytes:
    """The end is missing, in the middle of a page."""
    return data[:-100]


def only_its_head(data: bytes) -> bytes:
    """A few bytes are left."""
    return data[:100]


def filled_with_nothing(data: bytes) -> bytes:
    """It has its length and no contents, as after a cut of power."""
    return bytes(len(data))


HARMS = (emptied, halved, cut_oddly, only_its_head, filled_with_nothing)


@pytest.mark.parametrize("harm", HARMS)
def test_of_the_database_it_is_damage_and_the_backup_brings_it_back(
    healthy: Ward, tmp_path: Path, harm: Callable[[bytes], bytes]
) -> None:
    library = healthy.copy(tmp_path / "库")
    database = library / "ledger.db"
    database.write_bytes(harm(database.read_bytes()))
    assert isinstance(opened(library), DamagedLibrary)
    assert looked_over(library).damaged
    made = check_repair(library, tmp_path / "修", healthy.said)
    assert made is not None
    # Only what was changed after the backup may be lost, and that is told.
    assert {each.uid for each in made.lost if each.sort == "记录"} == set()


def test_a_database_that_is_gone_is_made_anew_out_of_the_backup(healthy: Ward, tmp_path: Path) -> None:
    library = healthy.copy(tmp_path / "库")
    (library / "ledger.db").unlink()
    assert looked_over(library).findings[0].code == "missing-database"
    (library / "ledger.db").touch()
    made = check_repair(library, tmp_path / "修", healthy.said)
    assert made is not None and any(each.sort == "活动" for each in made.of(Fate.REGAINED))


@pytest.mark.parametrize("harm", HARMS)
def test_of_an_attachment_it_is_told_and_the_backup_brings_it_back(
    healthy: Ward, tmp_path: Path, harm: Callable[[bytes], bytes]
) -> None:
    library = healthy.copy(tmp_path / "库")
    (scan,) = (path for path in (library / "attachments").rglob("*.pdf"))
    scan.write_bytes(harm(scan.read_bytes()))
    (finding,) = looked_over(library).findings
    assert finding.code == "spoilt-file" and "签字页.pdf" in finding.sentence
    assert opened(library) == healthy.said
    made = check_repair(library, tmp_path / "修", healthy.said)
    assert made is not None and made.after.findings[0].code == "no-backup" and not made.lost
    assert [each.title for each in made.of(Fate.REGAINED)] == ["签字页.pdf"]


@pytest.mark.parametrize("harm", HARMS)
def test_of_a_backup_it_is_told_and_the_library_goes_on(
    healthy: Ward, tmp_path: Path, harm: Callable[[bytes], bytes]
) -> None:
    library = healthy.copy(tmp_path / "库")
    (backup,) = (library / "backups").glob("*.db")
    backup.write_bytes(harm(backup.read_bytes()))
    (finding,) = looked_over(library).findings
    assert (finding.code, finding.about) == ("spoilt-backup", (backup.name,))
    assert opened(library) == healthy.said


@pytest.mark.parametrize("harm", [emptied, only_its_head, filled_with_nothing])
def test_of_a_lock_or_draft_it_locks_nobody_out(healthy: Ward, tmp_path: Path, harm: Callable[[bytes], bytes]) -> None:
    library = healthy.copy(tmp_path / "库")
    (library / "drafts").mkdir()
    (library / "ledger.lock").write_bytes(harm(b"{" + b" " * 300))
    (library / "drafts" / "opinion-new.json").write_bytes(harm(b"{" + b" " * 300))
    assert {each.code for each in looked_over(library).findings} == {"spoilt-draft", "left-lock"}
    assert not isinstance(opened(library), LedgerError)
