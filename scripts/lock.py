"""Locking: from requirements/*.in the exact versions and hashes, for Linux and Windows, CPython 3.11 and newer."""

from __future__ import annotations

import subprocess
from pathlib import Path

from scripts import environment

NAMES = ("runtime", "test", "tools", "build")
OPTIONS = ("--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate", "--quiet")


def run(root: Path) -> int:
    """Write requirements/<name>.txt anew for every name; 1 when uv cannot resolve one, and that one stays as it was."""
    python = environment.prepare(root, "tools", root / "build" / "tools")
    for name in NAMES:
        files = [f"requirements/{name}.in", "--output-file", f"requirements/{name}.txt"]
        done = subprocess.run([python, "-m", "uv", "pip", "compile", *OPTIONS, *files], cwd=root, check=False)
        if done.returncode:
            return 1
        print(f"已更新 requirements/{name}.txt")
    return 0
