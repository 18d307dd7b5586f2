"""The power fails: what was acknowledged is on the disk, whatever of the rest was put down.

The calls of the program and of SQLite are noted, and what may be found on the disk after any of them is made anew
without what was not synced: names, content, sectors of 512 bytes (kills/disk.py).
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from ledger import lock
from tests.disasters.kills import shim
from tests.disasters.kills.disk import Call, Disk, Event
from tests.disasters.kills.harness import Harness
from tests.disasters.kills.operations import OPERATIONS
from tests.disasters.kills.power import Power

CUTS = 12
"""Of each operation here, out of some thousands; of those whose steps take seconds, a few."""
SLOW = {"protect": 5, "handover": 5, "receive": 6}

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a library stand before the system")


@on_linux
@pytest.mark.tool("gcc")
@pytest.mark.parametrize("slug", OPERATIONS)
def test_after_a_cut_of_power_what_was_acknowledged_is_there(
    slug: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "_PAUSE", 0)  # a lock that the cut left empty is given no time to be filled
    power = Power(Harness(OPERATIONS[slug], tmp_path, shim.built(tmp_path)), tmp_path)
    cuts = random.Random(f"cuts of {slug}").sample(power.everywhere(), SLOW.get(slug, CUTS))
    assert [f"{cut}: {words}" for cut, words in power.look(cuts)] == []


def found(disk: Disk, policy: str, folder: Path) -> dict[str, bytes]:
    """What may be found after a cut of power now."""
    disk.fail(policy, random.Random(1), folder)
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("synced", "least"),
    [
        ((), {"旧": b"old"}),
        (("旧.part",), {"旧": b"old"}),
        ((".",), {"旧": b""}),
        (("旧.part", "."), {"旧": b"new"}),
    ],
)
def test_the_disk_keeps_what_was_synced_and_nothing_more(
    tmp_path: Path, synced: tuple[str, ...], least: dict[str, bytes]
) -> None:
    place = tmp_path / "处"
    place.mkdir()
    (place / "旧").write_bytes(b"old")
    disk, part = Disk(place), str(place / "旧.part")
    disk.follow(Event(Call.CREATE, part, "", 0, b""))
    disk.follow(Event(Call.WRITE, part, "", 0, b"new"))
    if "旧.part" in synced:
        disk.follow(Event(Call.SYNC, part, "", 0, b""))
    disk.follow(Event(Call.MOVE, part, str(place / "旧"), 0, b""))
    if "." in synced:
        disk.follow(Event(Call.SYNC, str(place), "", 0, b""))
    assert found(disk, "least", tmp_path / "断电后") == least
    assert found(disk, "all", tmp_path / "都写下") == {"旧": b"new"}


def test_a_write_that_was_not_synced_is_torn_by_sectors(tmp_path: Path) -> None:
    place = tmp_path / "处"
    place.mkdir()
    (place / "甲").write_bytes(b"a" * 2048)
    disk = Disk(place)
    disk.follow(Event(Call.WRITE, str(place / "甲"), "", 0, b"b" * 2048))
    torn = found(disk, "some", tmp_path / "断电后")["甲"]
    assert {torn[start : start + 512] for start in range(0, 2048, 512)} == {b"a" * 512, b"b" * 512}
