"""Checking the code, and running the tests."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from scripts import system

LINT = (("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy",))


def lint(root: Path, python: Path) -> int:
    """Run ruff and mypy over the checkout; what they say is shown only when they object. 1 when one does."""
    failed = 0
    for command in LINT:
        name = " ".join(command)
        done = subprocess.run(
            [python, "-m", *command],
            cwd=root,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        print(f"{name}：{'不通过' if done.returncode else '通过'}")
        if done.returncode:
            failed = 1
            print(done.stdout + done.stderr)
    return failed


def test(root: Path, python: Path, arguments: list[str]) -> int:
    """Check the code, then run pytest with `arguments`; the last line printed is pytest's. 0 only when all is well.

    Without arguments the whole suite runs on two workers, a file of tests never split over both.
    """
    system.provide(system.wanted(os.environ), os.environ)
    failed = lint(root, python)
    command: list[str | Path] = [python, "-m", "pytest", *(arguments or ["-q", "-n", "2", "--dist", "loadfile"])]
    with system.screen(os.environ) as environ:
        sys.stdout.flush()
        return subprocess.run(command, cwd=root, env=environ, check=False).returncode or failed
