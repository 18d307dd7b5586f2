"""What is known before a package is made: room, need, and the exports that still fit."""

from __future__ import annotations

import datetime as dt
import os
import shutil
from pathlib import Path

import pytest

from forms import package_facts
from forms.package_facts import facts, place_of, room, with_place
from forms.preferences import Preferences
from ledger.book import Ledger
from ledger.exported import BoundVolume
from tests.exports.handovers import library

BOUND = BoundVolume("0" * 64, 2, duplex=True, fresh_sheet=True, corner="", papers=())


def exported(place: Path, folder: Path, *, gaps: bool = False) -> None:
    """Note an export of now, whose folder has a bound PDF of 1000 bytes."""
    folder.mkdir()
    (folder / "合订本.pdf").write_bytes(bytes(1000))
    if gaps:
        (folder / "缺项与疑点.pdf").write_bytes(bytes(10))
    with Ledger.open(place, who="沈文君") as ledger:
        ledger.note_export(BOUND, folder)


def test_an_export_fits_until_something_is_changed_or_its_folder_goes(tmp_path: Path) -> None:
    place = library(tmp_path)
    exported(place, tmp_path / "第一次")
    exported(place, tmp_path / "第二次", gaps=True)
    found = facts(place, None)
    assert [(each.number, each.size, each.gaps) for each in found.offers] == [(2, 1010, True), (1, 1000, False)]
    shutil.rmtree(tmp_path / "第二次")
    assert [each.number for each in facts(place, None).offers] == [1]
    with Ledger.open(place, who="沈文君") as ledger:
        ledger.add("person", {"name": "新来的人"})
    assert facts(place, None).offers == ()


def test_a_folder_whose_first_file_is_older_than_the_last_change_does_not_fit(tmp_path: Path) -> None:
    place = library(tmp_path)
    exported(place, tmp_path / "第一次")
    with Ledger.open(place, read_only=True) as ledger:
        changed = max(record.changed for record in ledger.records())
    before = (changed - dt.timedelta(minutes=1)).timestamp()
    os.utime(tmp_path / "第一次" / "合订本.pdf", (before, before))
    assert facts(place, None).offers == ()


def test_a_package_needs_its_submission_and_where_it_goes_along_the_library(tmp_path: Path) -> None:
    place = library(tmp_path)
    exported(place, tmp_path / "第一次")
    found = facts(place, None)
    assert found.need(found.offers[0], with_library=False) == 1000
    assert found.need(None, with_library=False) == 1000, "a new export is taken to be as large as the last one"
    assert found.need(None, with_library=True) == 1000 + found.library
    assert found.library > (place / "ledger.db").stat().st_size


def test_there_is_no_room_at_a_place_that_is_not_there(tmp_path: Path) -> None:
    assert room(tmp_path, own=False) == pytest.approx(shutil.disk_usage(tmp_path).free, rel=0.1)
    assert room(tmp_path / "没有", own=False) is None
    assert room(tmp_path / "没有" / "也没有", own=True) is not None, "the program's own place is made when needed"


def test_the_place_of_the_last_package_is_proposed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package_facts.platformdirs, "user_documents_path", lambda: tmp_path)
    preferences = Preferences()
    assert place_of(preferences) == tmp_path / "台帐移交"
    assert place_of(with_place(preferences, tmp_path / "U盘")) == tmp_path / "U盘"
