"""The clock of the computer was wrong: ahead while something was written, or set back afterwards."""

from __future__ import annotations

import datetime as dt
import json
import platform
from pathlib import Path

import pytest

from ledger.backup import backups
from ledger.book import Ledger
from ledger.doctor.examination import examine
from ledger.doctor.findings import Examination
from ledger.library import Library
from tests.disasters.wards import NOW, Ward, opened, ward
from tests.ledger.books import OPINION, START

YEAR = dt.timedelta(days=365)


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Ward:
    return ward(tmp_path_factory.mktemp("ward"), backup=True)


def looked_over(library: Path, now: dt.datetime) -> Examination:
    """The examination at a time of its own."""
    return examine(Library(library), now=now)


@pytest.mark.parametrize("moved", [-5 * YEAR, -YEAR, dt.timedelta(hours=-1), YEAR, 5 * YEAR])
def test_what_is_edited_under_a_wrong_clock_is_kept_in_its_order(
    healthy: Ward, tmp_path: Path, moved: dt.timedelta
) -> None:
    library = healthy.copy(tmp_path / "库")
    with Ledger.open(library, clock=lambda: NOW + moved) as book:
        first = book.records("opinion")[0]
        book.edit(first.uid, {"content": "时钟不准时改的"})
        new = book.add("opinion", {**OPINION, "number": 50})
        book.delete(first.uid)
        book.restore(first.uid)
        book.backup()
        after = book.get(first.uid)
        assert after.created <= after.changed and after["content"] == "时钟不准时改的"
        assert [each.action for each in book.history(first.uid)][-3:] == ["edit", "delete", "restore"]
    with Ledger.open(library, clock=lambda: NOW) as book:
        book.edit(new.uid, {"content": "时钟对了以后改的"})
        assert book.get(new.uid)["content"] == "时钟对了以后改的"
        assert book.get(new.uid).changed >= book.get(new.uid).created
    found = looked_over(library, NOW)
    told = {each.code for each in found.findings} - {"serial-number-gap", "exposed"}
    assert told == ({"future-times", "future-backup"} if moved > dt.timedelta() else set())
    assert not found.damaged


def test_a_clock_that_is_behind_tells_so_and_nothing_is_wrong_with_the_library(healthy: Ward, tmp_path: Path) -> None:
    library = healthy.copy(tmp_path / "库")
    found = looked_over(library, START - YEAR)
    assert {each.code for each in found.findings} - {"exposed"} == {"future-times", "future-backup"} and found.sound
    assert any("2014-06-01" in each.sentence for each in found.findings)
    with Ledger.open(library, clock=lambda: START - YEAR) as book:
        made = book.backup()
    assert {made.path} < {each.path for each in backups(Library(library))}
    assert opened(library) == healthy.said


@pytest.mark.parametrize("since", ["1980-01-01T00:00:00+00:00", "2099-01-01T00:00:00+00:00"])
def test_a_lock_of_another_time_is_left_behind_all_the_same(healthy: Ward, tmp_path: Path, since: str) -> None:
    library = healthy.copy(tmp_path / "库")

    holder = {"pid": 999999999, "host": platform.node(), "user": "沈文君", "since": since, "process": "gone"}
    (library / "ledger.lock").write_text(json.dumps(holder), encoding="utf-8")
    found = looked_over(library, NOW)
    assert {each.code for each in found.findings} - {"exposed"} == {"left-lock"} and found.sound
    with Ledger.open(library, clock=lambda: NOW) as book:
        assert book.records()
    assert not (library / "ledger.lock").exists()
