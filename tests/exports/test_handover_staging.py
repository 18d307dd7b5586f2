"""What is left where a package is made, and the papers that stay with who made it."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from exports.handover.layout import ITEM_LIST, OTHER, REGISTER, REPORT
from exports.handover.staging import PART, SHOP, clear, room
from exports.sink import HELD, lock
from tests.exports.handovers import PASSPHRASE, library, packed


def test_what_a_run_that_was_ended_by_force_left_is_removed_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    computer, stick = tmp_path / "临时", tmp_path / "U盘"
    monkeypatch.setattr(tempfile, "tempdir", str(computer))
    for place in (computer / f"{SHOP}abc", stick / f"{PART}abc", stick / "移交包_第五税务分局_20151130"):
        place.mkdir(parents=True)
        (place / "ledger.db").touch()
    os.close(lock(stick / f"{PART}abc" / HELD))  # its writer is gone
    with room(stick, PART) as alive:
        clear(stick, tmp_path / "没有")
        assert sorted(path.name for path in stick.iterdir()) == sorted(["移交包_第五税务分局_20151130", alive.name])
    assert list(computer.iterdir()) == []


@pytest.mark.skipif(os.name != "posix", reason="elsewhere a room has its name from the beginning")
def test_a_room_that_was_not_named_yet_goes_unless_its_maker_lives(tmp_path: Path) -> None:
    dead, alive = tmp_path / f".{SHOP}999999999-abc", tmp_path / f".{SHOP}{os.getpid()}-abc"
    for place in (dead, alive):
        place.mkdir()
        (place / HELD).touch()
    with room(tmp_path, SHOP) as made:
        assert sorted(path.name for path in tmp_path.iterdir()) == sorted([alive.name, made.name])


def test_the_papers_of_a_sealed_package_can_be_read_by_who_made_it(tmp_path: Path) -> None:
    place = library(tmp_path)
    plain = packed(place, tmp_path / "盘")
    sealed = packed(place, tmp_path / "另一个盘", passphrase=PASSPHRASE)
    assert set(plain.papers) == set(sealed.papers) == {REGISTER, ITEM_LIST, REPORT}
    (folder,) = plain.paths
    for title, data in plain.papers.items():
        assert (folder / "data" / OTHER / f"{title}.pdf").read_bytes() == data
        assert sealed.papers[title].startswith(b"%PDF-")
