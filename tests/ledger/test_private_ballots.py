"""Nothing that a library keeps joins a ballot to who gave it: no time of day, no order of entry, no trail anywhere."""

from __future__ import annotations

import datetime as dt
import itertools
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from ledger.book import Ledger
from ledger.records import Record
from tests.ledger.books import sample
from tests.ledger.samples import add_sample

COUNT = 30
SCORES = [f"{50 + number}.{number:02}" for number in range(COUNT)]


@pytest.fixture
def entered(tmp_path: Path) -> tuple[Path, list[Record]]:
    """A library, and its ballots in the order in which they were entered, other work between them."""
    with Ledger.create(tmp_path / "台帐库", unit="某分局", year=2015, scheme_id="qidong-2015", who="林晓岚") as ledger:
        review = ledger.add("review", sample("review"))
        group = ledger.context().choices("groups")[0]
        ballots = []
        for number, score in enumerate(SCORES):
            ballots.append(ledger.add("ballot", {"review": review.uid, "group": group, "score": score}))
            if number % 10 == 0:
                add_sample(ledger, "visit")
        ledger.edit(ballots[3].uid, {"comment": "改过"})
        ledger.backup()
    return tmp_path / "台帐库", ballots


def tables(database: Path) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, in the order of its row numbers, which stand in it as “rowid”."""
    with closing(sqlite3.connect(database)) as db:
        db.row_factory = sqlite3.Row
        names = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: [dict(row) for row in db.execute(f'SELECT rowid AS "rowid", * FROM "{name}" ORDER BY rowid')]
            for name in names
        }


def databases(library: Path) -> list[Path]:
    found = [library / "ledger.db", *(library / "backups").glob("*.db")]
    assert len(found) == 2
    return found


def test_the_rows_of_ballots_do_not_stand_in_the_order_of_entry(entered: tuple[Path, list[Record]]) -> None:
    library, ballots = entered
    for database in databases(library):
        rows = [row for row in tables(database)["record"] if row["kind"] == "ballot"]
        assert sorted(row["uid"] for row in rows) == sorted(ballot.uid for ballot in ballots)
        place = {row["uid"]: number for number, row in enumerate(rows)}
        rising = sum(place[one.uid] < place[next_.uid] for one, next_ in itertools.pairwise(ballots))
        assert 3 < rising < COUNT - 4  # all of them, were they in order; by chance so once in a million times


def test_ballots_bear_a_day_and_no_time(entered: tuple[Path, list[Record]]) -> None:
    library, _ = entered
    for database in databases(library):
        found = tables(database)
        stamps = [row[name] for row in found["record"] if row["kind"] == "ballot" for name in ("created", "changed")]
        stamps += [row["at"] for row in found["change"] if row["subject"] == "ballot"]
        assert len(stamps) == 2 * COUNT + COUNT + 1
        assert {dt.datetime.fromisoformat(stamp).time() for stamp in stamps} == {dt.time(0)}


def test_no_other_table_and_no_other_file_knows_of_a_ballot(entered: tuple[Path, list[Record]]) -> None:
    library, ballots = entered
    uids, scores = {ballot.uid for ballot in ballots}, set(SCORES)
    for database in databases(library):
        for name, rows in tables(database).items():
            for row in rows:
                told = " ".join(str(value) for key, value in row.items() if key != "rowid")
                if not (name == "record" and row["kind"] == "ballot"):
                    assert not any(secret in told for secret in uids | scores), (name, row)
    for path in library.rglob("*"):
        if path.is_file() and path not in databases(library):
            assert not any(uid.encode() in path.read_bytes() for uid in uids), path


def test_ballots_are_given_out_by_what_they_hold(entered: tuple[Path, list[Record]]) -> None:
    """The list on the screen and in exports is that of the contents, whatever was entered first."""
    library, _ = entered
    with Ledger.open(library, who="查看", read_only=True) as ledger:
        shown = [ballot["score"] for ballot in ledger.records("ballot") if ballot["comment"] is None]
        assert shown == sorted(shown, key=str)


def test_other_records_keep_their_order_among_ballots(entered: tuple[Path, list[Record]]) -> None:
    library, _ = entered
    rows = [row for row in tables(library / "ledger.db")["record"] if row["kind"] == "visit"]
    assert [row["created"] for row in rows] == sorted(row["created"] for row in rows)
