"""A value that nobody ever stored, as a bit of a failing disk makes it: told, and in nobody's way."""

from __future__ import annotations

import json
import pickle
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ledger.book import Ledger
from ledger.completeness import find_gaps
from ledger.consistency import find_problems
from ledger.kinds import kind_of
from ledger.results import result_of
from tests.ledger.books import new_book
from tests.ledger.samples import add_sample

SPOILT: tuple[tuple[str, str, object], ...] = (
    ("opinion", "date", "2015-07-0q"),
    ("opinion", "date", 20150701),
    ("opinion", "number", "x"),
    ("case", "suspensions", [{"start": "2015-0?-01", "reason": "实地查验"}]),
    ("questionnaire", "valid", "??"),
    ("fee", "month", "13月"),
    ("fee", "amount", "1;2"),
    ("meeting", "start", "25:99"),
)


def spoilt(folder: Path, kind: str, field: str, value: object) -> tuple[Path, str]:
    """A library with a record of the kind whose field holds `value`; its folder, and the record's uid."""
    with new_book(folder) as book:
        uid, path = add_sample(book, kind).uid, book.path
    with closing(sqlite3.connect(path / "ledger.db")) as db, db:
        data = json.loads(db.execute("SELECT data FROM record WHERE uid = ?", (uid,)).fetchone()[0])
        db.execute("UPDATE record SET data = ? WHERE uid = ?", (json.dumps({**data, field: value}), uid))
    return path, uid


@pytest.mark.parametrize(("kind", "field", "value"), SPOILT)
def test_it_counts_as_blank_and_is_told_by_its_name(tmp_path: Path, kind: str, field: str, value: object) -> None:
    path, uid = spoilt(tmp_path, kind, field, value)
    with Ledger.open(path) as book:
        snapshot = pickle.loads(pickle.dumps(book.snapshot()))
        (problem,) = (each for each in find_problems(snapshot) if each.code == "spoilt-value")
        assert problem.records == (uid,)
        assert f"的“{kind_of(kind).field(field).label}”存在库里的内容已经损坏" in problem.sentence
        assert find_gaps(snapshot) and result_of(snapshot)
        assert book.search(kind_of(kind).title) is not None and book.records(kind)[0].uid == uid


def test_of_a_table_only_the_spoilt_cell_is_blank(tmp_path: Path) -> None:
    path, uid = spoilt(tmp_path, "case", "suspensions", [{"start": "2015-0?-01", "reason": "实地查验"}])
    with Ledger.open(path) as book:
        (row,) = book.get(uid)["suspensions"]
        assert (row["start"], row["reason"]) == (None, "实地查验")


def test_what_is_written_anew_is_whole_again_and_the_rest_is_kept(tmp_path: Path) -> None:
    path, uid = spoilt(tmp_path, "opinion", "date", "2015-07-0q")
    with Ledger.open(path) as book:
        book.edit(uid, {"content": "建议增加午间值班"})
        assert book.get(uid).values["date"] is None and book.get(uid)["content"] == "建议增加午间值班"
        assert any(each.code == "spoilt-value" for each in find_problems(book.snapshot()))
        book.edit(uid, {"date": "2015.7.2"})
        assert not any(each.code == "spoilt-value" for each in find_problems(book.snapshot()))
