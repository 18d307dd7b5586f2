"""The demo: a sample library and its submission folder, in a folder that may be made anew."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from scripts.environment import SetupError

MARK = ".made-by-run-py"


def run(root: Path, python: Path, folder: Path | None) -> int:
    """Build the demo in `folder`, or in `root/demo`, replacing there only what an earlier run of ours made."""
    target = folder.resolve() if folder else root / "demo"
    if folder is None:
        clear(target)
    fresh = not target.exists()
    command: list[str | Path] = [python, "-m", "forms", "demo", target]
    try:
        return subprocess.run(command, cwd=root, check=False).returncode
    finally:
        if folder is None and fresh and target.is_dir():
            (target / MARK).write_text("run.py demo 建的示例，下次运行时整个替换。\n", encoding="utf-8", newline="\n")


def clear(target: Path) -> None:
    """Remove an earlier demo; raises SetupError when the folder carries no mark of ours, and removes nothing then."""
    if not target.exists():
        return
    if not (target / MARK).is_file():
        raise SetupError(f"“{target}”不是 run.py demo 建的，没有动它：请改名或移走，或者另给一个文件夹名。")
    print(f"正在替换上次的示例“{target}”……", file=sys.stderr)
    try:
        shutil.rmtree(target)
    except OSError as error:
        raise SetupError(f"删不掉上次的示例“{target}”（{error}）：请关掉正打开其中文件的程序，再运行一次。") from error
