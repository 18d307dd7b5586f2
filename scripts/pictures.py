"""The pictures of the README: pages of the sample submission, drawn from the PDFs that the demo writes."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

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
    return 0
