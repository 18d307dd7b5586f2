"""The pictures of the README: pages of the sample submission out of the PDFs that the demo writes, and the window."""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path

from scripts import screens, system
from scripts.environment import SetupError

PICTURES = {
    "总目录": "00_总目录.pdf",
    "会议记录": "02_宣传发动/*创建活动动员会会议记录.pdf",
    "民主评议汇总表": "90_评分与评议/*民主评议汇总表.pdf",
    "缺项与疑点": "缺项与疑点.pdf",
}
"""Name of the picture to the paper whose first page it shows."""

_DRAW = """
import sys, pypdfium2
with pypdfium2.PdfDocument(sys.argv[1]) as pdf:
    pdf[0].render(scale=1.1).to_pil().convert("P", palette=1, colors=64).save(sys.argv[2], optimize=True)
"""


SCREENS = {"窗口-工作台": "01-workbench.png", "窗口-会议": "03-meetings.png"}
"""Name of the picture to the one that `run.py screens` takes of a window of 1366×768."""

_SHRINK = """
import sys
from PIL import Image
with Image.open(sys.argv[1]) as shot:  # without the status line, which names a folder of this computer
    whole = shot.crop((0, 0, shot.width, shot.height - 30)).convert("P", palette=1, colors=96)
whole.save(sys.argv[2], optimize=True)
"""


def run(root: Path, python: Path) -> int:
    """Build the demo in a scratch folder and draw its pages into docs/pictures."""
    target = root / "docs" / "pictures"
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        made = subprocess.run([python, "-m", "forms", "demo", Path(scratch) / "demo"], cwd=root, check=False)
        if made.returncode:
            return made.returncode
        for name, pattern in PICTURES.items():
            (paper,) = (Path(scratch) / "demo" / "报送").glob(pattern)
            if subprocess.run([python, "-c", _DRAW, paper, target / f"{name}.png"], check=False).returncode:
                raise SetupError(f"“{paper.name}”画不成图片，原因见上。")
        of_window(root, python, Path(scratch), target)
    return 0


def of_window(root: Path, python: Path, scratch: Path, target: Path) -> None:
    """Pictures of the window on the sample library, as on a small screen. Raises SetupError."""
    variant = screens.Variant(1366, 768, "light", 100)
    with system.screen({}) as own:
        environ = {**os.environ, **own, "TAIZHANG_CONFIG": str(scratch / "config")}
        if not screens.taken(root, python, scratch / "demo" / "台帐库", scratch, variant, environ):
            raise SetupError("窗口的图片没有拍成，原因见上。")
    for name, shot in SCREENS.items():
        made = subprocess.run(
            [python, "-c", _SHRINK, scratch / variant.name / shot, target / f"{name}.png"], check=False
        )
        if made.returncode:
            raise SetupError(f"“{shot}”存不成图片，原因见上。")
