"""The disk is full, or takes no more, from any call of any step of any operation on."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.disasters.kills import shim
from tests.disasters.kills.operations import OPERATIONS

MOST = {shim.FULL: 5, shim.UNSYNCED: 4}
"""How many calls of each operation are tried here; all of them take some minutes (kills/full.py)."""

pytestmark = [
    pytest.mark.tool("gcc"),
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a library stand before the system"),
]


def tried(slug: str, mode: int, folder: Path) -> list[dict[str, str]]:
    """What became of the operation at each call tried."""
    command = [sys.executable, "-m", "tests.disasters.kills.full", slug, str(folder / "盘"), str(mode)]
    command.append(str(MOST[mode]))
    environ = shim.environment(shim.built(folder))
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(command, cwd=root, env=environ, capture_output=True, encoding="utf-8", errors="replace")
    assert done.returncode == 0, done.stderr[-3000:]
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("slug", OPERATIONS)
def test_a_full_disk_is_told_in_one_sentence_and_leaves_all_as_it_was(slug: str, tmp_path: Path) -> None:
    tries = tried(slug, shim.FULL, tmp_path)
    assert [each for each in tries if each["faults"]] == []
    assert any("磁盘已满" in each["said"] or "空间不足" in each["said"] for each in tries)


@pytest.mark.parametrize("slug", OPERATIONS)
def test_a_disk_that_puts_nothing_down_is_told_and_nothing_is_half_there(slug: str, tmp_path: Path) -> None:
    tries = tried(slug, shim.UNSYNCED, tmp_path)
    assert [each for each in tries if each["faults"]] == []
    assert any("磁盘读写出错" in each["said"] for each in tries)
