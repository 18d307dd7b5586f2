"""customtkinter writes nothing into the folder of fonts of the user, and its corners are still round."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]

SHAPES = """
import os, tkinter.font
from forms import launch
root = launch.make_root("light", 1.0)
assert "CustomTkinter_shapes_font" in tkinter.font.families(root)
print(os.environ["HOME"])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only on Linux does it copy its faces")
def test_the_face_of_the_corners_is_found_and_nothing_is_copied(tmp_path: Path, display: str) -> None:
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("FONTCONFIG", "XDG_"))}
    home = tmp_path / "家"
    home.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", SHAPES],
        env={**environ, "HOME": str(home), "DISPLAY": display, "PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip() == str(home)
    assert not (home / ".fonts").exists()


def test_customtkinter_is_imported_in_one_place() -> None:
    found = [
        path.relative_to(ROOT).as_posix()
        for path in sorted((ROOT / "forms").rglob("*.py"))
        if re.search(r"^\s*(import|from) customtkinter", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert found == ["forms/toolkit.py"]
