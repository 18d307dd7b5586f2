"""A library is its user's own: whatever the umask, nobody else may open a folder or file of it (POSIX)."""

from __future__ import annotations

import datetime as dt
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from exports.cache import Cache
from exports.intake import inspect
from forms.drafts import Draft, Drafts
from forms.faults import write_log
from ledger import private
from ledger.book import Ledger
from ledger.doctor import around
from ledger.doctor.patient import Patient
from ledger.durable import replace_file
from ledger.library import Library
from ledger.store.salvage import Salvaged
from tests.exports.test_intake import picture
from tests.ledger.samples import add_sample

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has the rights of the profile")


@pytest.fixture(params=[0o000, 0o002, 0o022])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def modes(folder: Path) -> dict[str, int]:
    """The rights of others and of the group, of a folder and all in it that grants any."""
    found = {}
    for each in (folder, *folder.rglob("*")):
        open_to_others = stat.S_IMODE(each.lstat().st_mode) & 0o077
        if open_to_others:
            found[each.relative_to(folder).as_posix()] = open_to_others
    return found


def used(folder: Path) -> Path:
    """A library in which everything was made that the program makes, and its file of changes still stands."""
    library = folder / "台帐库"
    photo = folder / "照片.jpg"
    photo.write_bytes(picture())
    with Ledger.create(library, unit="第五税务分局", year=2015, scheme_id="qidong-2015", who="林晓岚") as ledger:
        record = add_sample(ledger, "visit")
        ledger.attach(record.uid, photo, role="photo", inspect=inspect)
        ledger.backup()
        now = dt.datetime(2015, 6, 1, tzinfo=dt.UTC)
        Drafts(library / "drafts").keep(Draft("visit", "", None, {"phone": "13812345678"}, "走访", now))
        Cache(library / "cache").put_note("ab" + "0" * 62, {"a": 1})
        write_log("差错", library)
        assert (library / "ledger.lock").is_file()
        with ledger.together():
            ledger.edit(record.uid, {"company": "另一家"})
            assert (library / "ledger.db-journal").is_file()
            assert modes(library) == {}
    return library


def test_all_that_the_program_makes_in_a_library_is_the_users_own(tmp_path: Path, umask: int) -> None:
    assert modes(used(tmp_path)) == {}


def test_a_library_made_before_is_tightened_when_it_is_opened(tmp_path: Path) -> None:
    library = used(tmp_path)
    for each in (library, *library.rglob("*")):
        each.chmod(0o777 if each.is_dir() else 0o666)
    with Ledger.open(library, who="林晓岚", read_only=True):
        assert modes(library) != {}  # who only reads changes nothing
    with Ledger.open(library, who="林晓岚"):
        assert modes(library) == {}


def test_a_right_that_the_owner_took_from_himself_is_not_given_back(tmp_path: Path) -> None:
    library = used(tmp_path)
    backup = next((library / "backups").glob("*.db"))
    backup.chmod(0o444)
    library.chmod(0o755)
    private.tighten(library)
    assert stat.S_IMODE(backup.stat().st_mode) == 0o400


def test_a_folder_that_was_given_to_a_group_on_purpose_stays_the_groups(tmp_path: Path) -> None:
    library = used(tmp_path)
    for each in (library, *library.rglob("*")):
        each.chmod(0o2775 if each.is_dir() else 0o664)
    with Ledger.open(library, who="林晓岚") as ledger:
        ledger.edit(ledger.records("visit")[0].uid, {"company": "第三家"})
        ledger.backup()
    assert {mode & 0o007 for mode in modes(library).values()} == {0}
    assert stat.S_IMODE(library.stat().st_mode) == 0o2770
    newest = max((library / "backups").glob("*.db"))
    assert stat.S_IMODE(newest.stat().st_mode) & 0o060 == 0o060 & ~os.umask(os.umask(0o022))
    assert private.exposed(library) == ()


def test_rights_that_cannot_be_taken_are_told_and_stop_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    library = used(tmp_path)
    library.chmod(0o755)

    def refused(self: Path, mode: int) -> None:
        raise PermissionError(1, "Operation not permitted", str(self))

    monkeypatch.setattr(Path, "chmod", refused)
    with Ledger.open(library, who="林晓岚") as ledger:
        assert ledger.records("visit")
    (finding,) = around.exposed(Patient(Library(library), Salvaged(), dt.datetime.now(dt.UTC)))
    assert "其他用户也能打开" in finding.sentence and "移到本机磁盘" in finding.next_step


def test_links_inside_a_library_are_not_followed(tmp_path: Path) -> None:
    library = used(tmp_path)
    outside = tmp_path / "别处"
    outside.write_text("x")
    outside.chmod(0o644)
    (library / "链接").symlink_to(outside)
    library.chmod(0o755)
    private.tighten(library)
    assert stat.S_IMODE(outside.stat().st_mode) == 0o644


def test_a_submission_outside_keeps_ordinary_rights(tmp_path: Path) -> None:
    folder = tmp_path / "报送"
    folder.mkdir(mode=0o755)
    replace_file(folder / "表.xlsx", b"x")
    assert stat.S_IMODE((folder / "表.xlsx").stat().st_mode) == 0o666 & ~os.umask(os.umask(0o022))
