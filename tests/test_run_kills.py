"""`run.py kills`: the number and the seed reach the harness, and its answer comes back."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from scripts import kills
from scripts.environment import SetupError

ROOT = Path(__file__).resolve().parent.parent
PYTHON = Path(sys.executable)


def test_killing_needs_a_number_and_hands_it_on_with_the_seed(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="1以上"):
        kills.run(ROOT, PYTHON, 0, None)
    package = tmp_path / "tests" / "disasters" / "kills"
    package.mkdir(parents=True)
    (package / "__main__.py").write_text("import sys; sys.exit(sys.argv[1:] == ['7', '3'])", encoding="ascii")
    assert kills.run(tmp_path, PYTHON, 7, 3) == 1
    assert kills.run(tmp_path, PYTHON, 7, None) == 0
