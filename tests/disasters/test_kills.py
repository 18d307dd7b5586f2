"""The program is killed inside each of its operations: nothing acknowledged is lost, nothing half-made looks whole.

Many more of them: `run.py kills 500`.
"""

from __future__ import annotations

import random
import shutil
import sys
from pathlib import Path

import pytest

from tests.disasters.kills import shim
from tests.disasters.kills.harness import Harness
from tests.disasters.kills.operations import OPERATIONS

KILLS = 2
"""Of each operation here."""
WITH_GCC = sys.platform == "linux" and shutil.which("gcc") is not None


@pytest.mark.parametrize("slug", OPERATIONS)
def test_whenever_the_program_is_killed_what_was_acknowledged_stays(slug: str, tmp_path: Path) -> None:
    harness = Harness(OPERATIONS[slug], tmp_path / slug, shim.built(tmp_path) if WITH_GCC else None)
    dice = random.Random(f"kills of {slug}")
    kills = [harness.somewhere(dice) for _ in range(KILLS)]
    assert [str(kill) for kill in kills if not kill.whole] == []
    assert any(kill.inside for kill in kills)
