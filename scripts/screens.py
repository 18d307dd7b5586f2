"""Pictures of every screen of the window: two sizes, light and dark, at 100 % and 150 %."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from scripts import system
from scripts.environment import SetupError


@dataclass(frozen=True)
class Variant:
    """How the window is shown: its size in pixels, its mode, its zoom in per cent."""

    width: int
    height: int
    mode: str
    zoom: int

    @property
    def name(self) -> str:
        """The folder of its pictures."""
        return f"{self.width}x{self.height}-{self.mode}-{self.zoom}"


VARIANTS = tuple(
    Variant(*size, mode, zoom)
    for size, mode, zoom in itertools.product(((1366, 768), (1920, 1080)), ("light", "dark"), (100, 150))
)
_BUILD = "import sys; from pathlib import Path; from forms import sample; sample.build(Path(sys.argv[1]))"


def run(root: Path, python: Path, folder: Path | None) -> int:
    """Take the pictures into `folder`, or build/screens; 1 when a screen could not be shown. Raises SetupError."""
    target = (folder or root / "build" / "screens").absolute()
    with tempfile.TemporaryDirectory(prefix="taizhang-") as scratch, system.screen({}) as own:
        if not own.get("DISPLAY"):
            raise SetupError("没有虚拟屏幕 Xvfb：请先安装（Debian/Ubuntu：apt-get install xvfb），再运行一次。")
        library = Path(scratch, "台帐库")
        if subprocess.run([python, "-c", _BUILD, library], cwd=root, check=False).returncode:
            raise SetupError("示例台帐库没有建成，原因见上。")
        environ = {**os.environ, **own, "TAIZHANG_CONFIG": str(Path(scratch, "config"))}
        failed = [each.name for each in VARIANTS if not taken(root, python, library, target, each, environ)]
    print(f"图片在“{target}”。" if not failed else f"没有拍全：{'、'.join(failed)}，原因见上。")
    return 1 if failed else 0


def taken(root: Path, python: Path, library: Path, target: Path, variant: Variant, environ: dict[str, str]) -> bool:
    """Take the pictures of one variant, in a process of its own; whether all screens were shown without an error."""
    print(f"{variant.name} ……", file=sys.stderr)
    words = map(str, (library, target / variant.name, variant.width, variant.height, variant.mode, variant.zoom))
    command: list[str | Path] = [python, "-m", "scripts.pictures_of_screens", *words]
    return subprocess.run(command, cwd=root, env=environ, check=False).returncode == 0
