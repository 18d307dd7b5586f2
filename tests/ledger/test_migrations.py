"""Bringing an older library up to date without losing a row."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import ModuleType

import peewee
import pytest
from playhouse.schema_diff import diff_models

from ledger.book import Ledger
from ledger.library import Library, OlderLibrary, UpgradeFailed
from ledger.merging.merge import merge
from ledger.store import copying, database, migrations
from ledger.store.tables import TABLES
from tests.ledger.books import OPINION, START, as_scan, new_book, ticking

CHILDREN = ("record", "attachment", "attachment_file", "change", "scheme_change", "campaign")


def first_version(folder: Path) -> Path:
    """A library as the first version of the tables kept it, with rows in parents and children."""
    with new_book(folder) as book:
        person = book.add("person", {"name": "沈文君"})
        opinion = book.add("opinion", OPINION)
        (folder / "签字页.pdf").write_bytes(b"%PDF scan")
        book.attach(opinion.uid, folder / "签字页.pdf", role="signed", inspect=as_scan)
        book.edit(person.uid, {"post": "内勤"})
        book.change_scheme({"rule.digits": "1"}, "镇里要求")
        library = Library(book.path)
    db = peewee.SqliteDatabase(str(library.database), pragmas={"foreign_keys": 0})
    rows = {name: db.execute_sql(f"SELECT * FROM {name}").fetchall() for name in CHILDREN}
    columns = {name: [column.name for column in db.get_columns(name)] for name in CHILDREN}
    db.close()
    library.database.unlink()
    old = peewee.SqliteDatabase(str(library.database), pragmas={"foreign_keys": 0})
    old.pragma("application_id", database.APPLICATION_ID)
    migrations.run(old, 1)
    for name in CHILDREN:
        known = [column.name for column in old.get_columns(name)]
        places = [columns[name].index(column) for column in known]
        marks = ", ".join("?" for _ in known)
        for row in rows[name]:
            old.execute_sql(f"INSERT INTO {name} VALUES ({marks})", [row[place] for place in places])
    old.close()
    return library.folder


def counts(folder: Path) -> dict[str, int]:
    """Rows by table."""
    db = peewee.SqliteDatabase(str(folder / "ledger.db"))
    try:
        return copying.row_counts(db)
    finally:
        db.close()


def test_the_tables_after_all_steps_are_those_of_the_models(tmp_path: Path) -> None:
    db = database.make_database(tmp_path / "ledger.db")
    assert str(diff_models(db, list(TABLES))) == ""
    assert db.pragma("user_version") == migrations.LATEST
    db.close()


def test_every_step_sets_its_own_number(tmp_path: Path) -> None:
    for number in range(1, migrations.LATEST + 1):
        db = peewee.SqliteDatabase(str(tmp_path / f"{number}.db"))
        migrations.run(db, number)
        assert db.pragma("user_version") == number
        db.close()


def test_an_older_library_is_brought_up_to_date_with_every_child_row(tmp_path: Path) -> None:
    folder = first_version(tmp_path)
    before = counts(folder)
    assert before == {
        "attachment": 1, "attachment_file": 1, "campaign": 1, "change": 5, "record": 2, "scheme_change": 1,
    }  # fmt: skip
    with Ledger.open(folder, clock=ticking()) as book:
        (opinion,) = book.records("opinion")
        assert [attachment.name for attachment in opinion.attachments] == ["签字页.pdf"]
        assert opinion.attachments[0].normal is None
        assert [change.reason for change in book.history(opinion.uid)] == ["", ""]
        assert book.scheme.rule("digits") == "1"
        assert book.exports() == ()
    assert counts(folder) == {**before, "export": 0, "exported_paper": 0, "handover": 0}


def third_version(folder: Path, *, campaign: str = "") -> Path:
    """A library as the third version of the tables kept it, with ballots of which some came in together."""
    library = first_version(folder)
    db = peewee.SqliteDatabase(str(library / "ledger.db"), pragmas={"foreign_keys": 0})
    migrations.run(db, 3)
    for _ in range(3):
        entry = ("ballot", "2015-10-20T00:00:00+00:00", "沈文君", "add", "", "", "1条", "")
        marks = "subject, at, who, action, field, old, new, reason"
        db.execute_sql(f"INSERT INTO change ({marks}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", entry)
    if campaign:
        db.execute_sql("UPDATE campaign SET uid = ?", [campaign])
    db.close()
    return library


def uids(folder: Path) -> list[str]:
    """The uids of the history, in its order."""
    db = peewee.SqliteDatabase(str(folder / "ledger.db"))
    try:
        return [row[0] for row in db.execute_sql("SELECT uid FROM change ORDER BY id").fetchall()]
    finally:
        db.close()


def test_two_copies_brought_up_to_date_apart_know_every_entry_by_the_same_uid(tmp_path: Path) -> None:
    folder = third_version(tmp_path)
    copy = tmp_path / "另一份"
    shutil.copytree(folder, copy)
    Ledger.open(folder, clock=ticking()).close()
    Ledger.open(copy, clock=ticking()).close()
    assert uids(folder) == uids(copy)
    assert len(set(uids(folder))) == len(uids(folder)) == 8


def test_what_two_units_entered_alike_is_known_by_other_uids(tmp_path: Path) -> None:
    (tmp_path / "甲").mkdir()
    (tmp_path / "乙").mkdir()
    one, other = third_version(tmp_path / "甲"), third_version(tmp_path / "乙", campaign="another")
    for folder in (one, other):
        Ledger.open(folder, clock=ticking()).close()
    assert not set(uids(one)) & set(uids(other))


def test_the_history_of_the_third_version_reads_as_before(tmp_path: Path) -> None:
    with Ledger.open(third_version(tmp_path), clock=ticking()) as book:
        (opinion,) = book.records("opinion")
        assert [change.action for change in book.history(opinion.uid)] == ["add", "attach"]
        assert [change.new for change in book.history("ballot")] == ["1条", "1条", "1条"]
        assert [change.new for change in book.history("scheme")] == ["1"]


def test_a_verified_copy_of_the_older_library_is_kept(tmp_path: Path) -> None:
    folder = first_version(tmp_path)
    Ledger.open(folder, clock=ticking()).close()
    (backup,) = (folder / "backups").iterdir()
    assert backup.name == f"升级前_第1版_{START:%Y%m%d%H%M%S}.db"
    db = peewee.SqliteDatabase(str(backup))
    assert db.pragma("user_version") == 1
    assert db.execute_sql("SELECT count(*) FROM record").fetchone()[0] == 2
    db.close()


def test_opening_an_up_to_date_library_makes_no_copy(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        folder = book.path
    Ledger.open(folder).close()
    assert list((folder / "backups").iterdir()) == []


def test_an_older_library_is_not_changed_by_reading(tmp_path: Path) -> None:
    folder = first_version(tmp_path)
    before = (folder / "ledger.db").read_bytes()
    with pytest.raises(OlderLibrary, match="第1版"):
        Ledger.open(folder, read_only=True)
    assert (folder / "ledger.db").read_bytes() == before


def loses_rows(migrator: object, db: peewee.Database) -> None:
    """A step that deletes children, as a table rebuilt with foreign keys on would."""
    db.execute_sql("DELETE FROM attachment")
    db.execute_sql("PRAGMA user_version = 4")


def breaks_links(migrator: object, db: peewee.Database) -> None:
    """A step that leaves a child without its parent."""
    db.execute_sql("UPDATE attachment SET record_id = 999")
    db.execute_sql("PRAGMA user_version = 4")


def stops_halfway(migrator: object, db: peewee.Database) -> None:
    """A step that fails after its first change."""
    db.execute_sql("DELETE FROM attachment")
    db.execute_sql("DELETE FROM no_such_table")


@pytest.mark.parametrize(
    ("step", "why"),
    [(loses_rows, "attachment 原有1行，升级后0行"), (breaks_links, "1处关联断开"), (stops_halfway, "no such table")],
)
def test_a_step_that_harms_is_refused_and_the_copy_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: object, why: str
) -> None:
    folder = first_version(tmp_path)
    before = counts(folder)
    harmful = ModuleType("m0004_harmful")
    harmful.up = step  # type: ignore[attr-defined]
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "STEPS", (*migrations.STEPS[:3], harmful))
        with pytest.raises(UpgradeFailed, match=why) as refused:
            Ledger.open(folder, clock=ticking())
    assert refused.value.backup.exists()
    assert counts(folder) == before
    assert sorted(path.name for path in folder.iterdir()) == ["attachments", "backups", "ledger.db"]
    with Ledger.open(folder) as book:
        assert len(book.records()) == 2


def test_copies_that_went_on_apart_before_they_were_brought_up_to_date_are_merged(tmp_path: Path) -> None:
    folder, copy = third_version(tmp_path), tmp_path / "另一份"
    shutil.copytree(folder, copy)
    with (
        Ledger.open(folder, clock=ticking()) as mine,
        Ledger.open(copy, clock=ticking(), new_uid=lambda: "b") as theirs,
    ):
        (opinion,) = mine.records("opinion")
        mine.edit(opinion.uid, {"content": "延长周六办公"})
        theirs.edit(opinion.uid, {"status": "已答复"})
        theirs.add("person", {"name": "周启明"})
        made = merge(mine.session, theirs.session, {}, "甲", START).comparison
        assert made.open == ()
        assert {change.field for change in mine.history(opinion.uid)} >= {"content", "status"}
        assert [change.new for change in mine.history("ballot")] == ["1条", "1条", "1条"]
        assert sorted(record["name"] for record in mine.records("person")) == ["周启明", "沈文君"]
