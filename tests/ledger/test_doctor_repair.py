"""The repair: on a copy, from what is left and from backups; refused with a sentence where nothing can be done."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ledger.book import Ledger
from ledger.doctor.examination import examine
from ledger.doctor.losses import CONTENTS, Fate, Repaired
from ledger.doctor.repair import NothingToRepair, RepairStopped, repair
from ledger.library import Library, NewerLibrary
from ledger.protection import protect
from ledger.store.database import make_database
from ledger.unlocking import unlock
from ledger.whole_copy import CopyInside, CopyTaken
from tests.disasters.wards import NOW, PAGE, Ward, said, ward

PASSPHRASE = "江畔石桥七盏灯亮着"


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Ward:
    return ward(tmp_path_factory.mktemp("ward"), backup=True)


def repaired(library: Path, **options: object) -> Repaired:
    """The library repaired beside itself."""
    return repair(Library(library), library.with_name("修"), now=NOW, **options)  # type: ignore[arg-type]


def sql(library: Path, statements: str) -> None:
    """Change the database past the program."""
    with closing(sqlite3.connect(library / "ledger.db")) as db:
        db.executescript(statements)


def content(library: Path, uid: str) -> object:
    """What a record holds after the repair."""
    with Ledger.open(library) as book:
        return book.get(uid)["content"]


def test_a_sound_library_comes_out_equal(healthy: Ward, tmp_path: Path) -> None:
    made = repaired(healthy.copy(tmp_path / "库"))
    assert made.outcomes == () and made.after.sound
    with Ledger.open(made.folder) as book:
        assert said(book) == healthy.said
        assert book.file_faults(hashed=True) == ()


def test_a_broken_row_comes_out_of_the_backup(healthy: Ward, tmp_path: Path) -> None:
    library = healthy.copy(tmp_path / "库")
    sql(library, "UPDATE record SET data = '{' WHERE uid = 'uid-4'")
    made = repaired(library)
    (outcome,) = made.outcomes
    assert (outcome.fate, outcome.uid) == (Fate.REGAINED, "uid-4") and "备份_" in outcome.sentence
    assert content(made.folder, "uid-4") == "建议之2"


def test_a_state_before_the_last_change_is_told_as_such(healthy: Ward, tmp_path: Path) -> None:
    library = healthy.copy(tmp_path / "库")  # its backup is of before uid-6 was edited again
    sql(library, "UPDATE record SET data = '{' WHERE uid = 'uid-6'")
    made = repaired(library)
    (lost,) = made.lost
    assert (lost.sort, lost.uid) == (CONTENTS, "uid-6") and "历史里还查得到" in lost.sentence
    assert content(made.folder, "uid-6") == "建议之4"
    assert made.after.sound


def test_without_backups_the_first_part_of_a_broken_row_is_kept(healthy: Ward, tmp_path: Path) -> None:
    library = healthy.copy(tmp_path / "库")
    sql(library, "UPDATE record SET data = substr(data, 1, instr(data, '之2')) WHERE uid = 'uid-4'")
    made = repaired(library, from_backups=False)
    assert [(each.sort, each.uid) for each in made.lost] == [(CONTENTS, "uid-4")]
    assert str(content(made.folder, "uid-4")).startswith("建议")


def test_a_garbled_letter_is_marked_and_the_rest_is_kept(healthy: Ward, tmp_path: Path) -> None:
    library = healthy.copy(tmp_path / "库")
    data = (library / "ledger.db").read_bytes()
    words = '"content":"建议之2"'.encode()
    # Wherever they stand: a version of SQLite may leave an old copy in the free room of a page.
    (library / "ledger.db").write_bytes(data.replace(words, words[:11] + b"\xff" + words[12:]))
    made = repaired(library, from_backups=False)
    (outcome,) = made.outcomes
    assert (outcome.fate, outcome.uid) == (Fate.MENDED, "uid-4")
    assert content(made.folder, "uid-4") == "\ufffd议之2"


def test_a_spoilt_value_comes_out_of_a_backup_of_the_same_state(healthy: Ward, tmp_path: Path) -> None:
    library = healthy.copy(tmp_path / "库")
    sql(library, "UPDATE record SET data = replace(data, '2015-07-02', '2015-07-0q') WHERE uid = 'uid-4'")
    made = repaired(library)
    assert [(each.fate, each.uid) for each in made.outcomes] == [(Fate.REGAINED, "uid-4")]
    with Ledger.open(made.folder) as book:
        assert said(book).records["uid-4"] == healthy.said.records["uid-4"]


def test_a_lost_beginning_is_written_again_with_its_reason(healthy: Ward, tmp_path: Path) -> None:
    library = healthy.copy(tmp_path / "库")
    sql(library, "DELETE FROM change WHERE subject = 'uid-4'")
    made = repaired(library, from_backups=False)
    assert [(each.fate, each.uid) for each in made.outcomes] == [(Fate.MENDED, "uid-4")]
    with Ledger.open(made.folder) as book:
        (entry,) = book.history("uid-4")
    assert (entry.action, entry.new) == ("add", "建议之2") and "补记" in entry.reason


@pytest.mark.parametrize("from_backups", [True, False])
def test_a_scheme_that_cannot_be_read_is_replaced(healthy: Ward, tmp_path: Path, from_backups: bool) -> None:
    library = healthy.copy(tmp_path / "库")
    sql(library, "UPDATE campaign SET scheme_text = 'id = ['")
    made = repaired(library, from_backups=from_backups)
    (outcome,) = made.outcomes
    assert outcome.sort == "方案" and outcome.fate is (Fate.REGAINED if from_backups else Fate.LOST)
    with Ledger.open(made.folder) as book:
        assert book.scheme == healthy.said.rest[1]


def test_what_is_not_ours_stays_behind(healthy: Ward, tmp_path: Path) -> None:
    library = healthy.copy(tmp_path / "库")
    sql(library, "CREATE TRIGGER spy AFTER INSERT ON record BEGIN DELETE FROM change; END; CREATE TABLE notes (text)")
    made = repaired(library)
    assert made.after.sound
    with closing(sqlite3.connect(made.folder / "ledger.db")) as db:
        names = {row[0] for row in db.execute("SELECT name FROM sqlite_master")}
    assert not {"spy", "notes"} & names


def test_broken_links_are_kept_and_told(healthy: Ward, tmp_path: Path) -> None:
    library = healthy.copy(tmp_path / "库")
    sql(library, "UPDATE record SET uid = 'uid-x' WHERE uid = 'uid-2'")
    made = repaired(library, from_backups=False)
    (finding,) = (each for each in made.after.findings if each.code == "broken-link")
    assert "uid-2" in finding.about
    with Ledger.open(made.folder) as book:
        assert book.get("uid-4")["handler"].uid == "uid-2"


def test_drafts_come_along(healthy: Ward, tmp_path: Path) -> None:
    library = healthy.copy(tmp_path / "库")
    (library / "drafts").mkdir()
    draft = json.dumps({"kind": "opinion", "typed": {"content": "写了一半"}}, ensure_ascii=False)
    (library / "drafts" / "opinion-new.json").write_text(draft, encoding="utf-8")
    made = repaired(library)
    assert (made.folder / "drafts" / "opinion-new.json").read_text(encoding="utf-8") == draft


def test_backups_from_before_a_restoring_are_of_another_line(healthy: Ward, tmp_path: Path) -> None:
    library = healthy.copy(tmp_path / "库")
    (backup,) = (library / "backups").glob("*.db")
    with closing(sqlite3.connect(backup)) as db, db:
        db.execute("UPDATE record SET uid = uid || '-other'")
    sql(library, "UPDATE record SET data = '{' WHERE uid = 'uid-4'")
    made = repaired(library)
    assert not made.of(Fate.REGAINED)
    assert [each.uid for each in made.lost if each.sort == "记录"] == ["uid-4"]


def test_a_library_with_a_passphrase_is_repaired_with_it(healthy: Ward, tmp_path: Path) -> None:
    library = healthy.copy(tmp_path / "库")
    protect(library, PASSPHRASE, who="", now=NOW)
    vault = unlock(Library(library), PASSPHRASE, NOW)
    assert examine(Library(library, vault), now=NOW).sound
    with Ledger.open(library, passphrase=PASSPHRASE) as book:
        book.backup()
    data = (library / "ledger.db").read_bytes()
    for page in range(2, len(data) // PAGE, 9):
        (library / "ledger.db").write_bytes(data[: page * PAGE] + bytes(PAGE) + data[(page + 1) * PAGE :])
        assert examine(Library(library, vault), now=NOW).damaged
        made = repair(Library(library, vault), library.with_name("修"), now=NOW)
        assert not [each for each in made.lost if each.sort == "记录"] and not made.after.damaged
        with Ledger.open(made.folder, passphrase=PASSPHRASE) as book:
            assert said(book).records.keys() == healthy.said.records.keys()
            assert book.file_faults(hashed=True) == ()
        shutil.rmtree(made.folder)


def test_the_copy_goes_where_nothing_is_and_not_into_the_library(healthy: Ward, tmp_path: Path) -> None:
    library = healthy.copy(tmp_path / "库")
    with pytest.raises(CopyTaken):
        repair(Library(library), tmp_path, now=NOW)
    with pytest.raises(CopyInside):
        repair(Library(library), library / "修", now=NOW)
    (library / "ledger.db").unlink()
    with pytest.raises(CopyInside):
        repair(Library(library), library / "修", now=NOW)


def test_where_nothing_is_left_it_is_said_and_nothing_is_made(healthy: Ward, tmp_path: Path) -> None:
    library = healthy.copy(tmp_path / "库")
    (library / "ledger.db").write_bytes(b"")
    with pytest.raises(NothingToRepair, match="备份里也没有") as refused:
        repaired(library, from_backups=False)
    assert refused.value.exit_code == 4
    assert [path.name for path in tmp_path.iterdir()] == ["库"]


def test_a_library_of_a_newer_program_is_left_to_it(healthy: Ward, tmp_path: Path) -> None:
    library = healthy.copy(tmp_path / "库")
    sql(library, "PRAGMA user_version = 77; ALTER TABLE record ADD COLUMN later TEXT")
    with pytest.raises(NewerLibrary):
        repaired(library)


def test_told_to_stop_it_leaves_nothing(healthy: Ward, tmp_path: Path) -> None:
    library = healthy.copy(tmp_path / "库")
    asked = iter([False, False, True, True, True])
    with pytest.raises(RepairStopped):
        repaired(library, stopped=lambda: next(asked))
    assert [path.name for path in tmp_path.iterdir()] == ["库"]


def test_an_empty_database_of_ours_lacks_its_campaign(tmp_path: Path) -> None:
    (tmp_path / "库").mkdir()
    make_database(tmp_path / "库" / "ledger.db").close()
    with pytest.raises(NothingToRepair):
        repaired(tmp_path / "库")
