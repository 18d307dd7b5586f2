"""Killing the program inside its operations, hundreds of times, and telling what was lost."""

from __future__ import annotations

import subprocess
from pathlib import Path

from scripts.environment import SetupError

TIMES = 500


def run(root: Path, python: Path, times: int, seed: int | None) -> int:
    """Print how often each operation was killed and what became of it; 1 when anything was lost or harmed.

    Raises SetupError when there is nothing to be done.
    """
    if times < 1:
        raise SetupError("终止的次数要在1以上：例如 run.py kills 500。")
    words = [str(times), *([] if seed is None else [str(seed)])]
    return subprocess.run([python, "-m", "tests.disasters.kills", *words], cwd=root, check=False).returncode
