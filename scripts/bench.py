"""Measuring the speed against other tools, which are installed in an environment of their own below build/bench."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

from scripts import environment
from scripts.environment import SetupError

PARTS = ("a", "b", "floor", "bound", "window", "backup", "all")
PEERS = 3
"""The first lines of the requirements are the peers; the others are what these need."""


def run(root: Path, python: Path, part: str) -> int:
    """Measure, print the table and keep build/bench/results.json; 1 when a figure is not what is asked of it.

    Raises SetupError where there is no Linux, whose /proc tells the memory of processes.
    """
    if sys.platform != "linux":
        raise SetupError("速度测量只在Linux上做：进程用了多少内存，要从/proc里读。")
    peers = prepare(root / "tests" / "bench" / "requirements.txt", root / "build" / "bench" / "venv")
    return subprocess.run([python, "-m", "tests.bench", part, "--peers", peers], cwd=root, check=False).returncode


def prepare(requirements: Path, folder: Path) -> Path:
    """The Python of `folder` with every peer of `requirements` that can be installed; the others are named.

    Raises SetupError when the environment cannot be made.
    """
    python = folder / "bin" / "python"
    if not environment.works(python):
        environment.create(folder)
    stamp = folder / "installed.sha256"
    wanted = hashlib.sha256(requirements.read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text(encoding="ascii") == wanted:
        return python
    lines = requirements.read_text(encoding="utf-8").splitlines()
    peers = [line for line in lines if line and not line.startswith("#")][:PEERS]
    # One by one, so that one that cannot be had does not keep the others away.
    if all([install(python, peer, requirements) for peer in peers]):
        stamp.write_text(wanted, encoding="ascii")
    return python


def install(python: Path, peer: str, requirements: Path) -> bool:
    """Install one peer with what it needs in the versions of `requirements`; says so when that fails."""
    print(f"正在安装对照工具 {peer} ……", file=sys.stderr)
    options = ["--quiet", "--no-input", "--disable-pip-version-check", "--prefer-binary"]
    command: list[str | Path] = [python, "-m", "pip", "install", *options, "-c", requirements, peer]
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", check=False
    )
    if done.returncode:
        print(f"{done.stderr[-800:]}\n装不上{peer}（原因见上面pip的原话），与它的对照略过。", file=sys.stderr)
    return done.returncode == 0
