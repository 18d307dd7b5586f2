"""The program for Windows as a folder with taizhang.exe in it: built with PyInstaller under Wine, and started there."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from scripts import system, wine
from scripts.environment import SetupError

COLLECTED = ("forms", "exports", "ledger")
"""Whole packages: screens, commands and kinds are named in tables, which PyInstaller cannot read."""
DATA = ("budoux", "customtkinter", "pypinyin", "tkinterdnd2")
"""Libraries that read files of their own package."""
WITHOUT = ("IPython", "pytest", "matplotlib.tests", "numpy.tests")
SILENT = """import os, sys
for name in ("stdout", "stderr"):
    if getattr(sys, name) is None:  # a program without a console has nowhere to write
        setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))
"""
XDOTOOL = system.Tool("xdotool", "xdotool", "看窗口是否打开")
PATIENCE = 90.0
"""Seconds until the window must stand."""


def build(windows: wine.Windows, python: Path, environ: dict[str, str]) -> Path:
    """Build `build/windows/dist/taizhang/taizhang.exe` anew; raises SetupError."""
    tools = windows.folder / "packages-build"
    wine.install(python, windows.root / "requirements" / "build.txt", tools)
    work, out = windows.folder / "pyinstaller", windows.folder / "dist"
    for folder in (work, out):
        shutil.rmtree(folder, ignore_errors=True)
    work.mkdir()
    (work / "silent.py").write_text(SILENT, encoding="utf-8", newline="\n")
    found = ";".join(map(wine.drive, (windows.packages, tools, windows.root)))
    command = [str(windows.python), "-B", "-m", "PyInstaller", *options(windows.root, work, out)]
    done = wine.finish(wine.launch(command, windows.root, {**windows.environ(environ), "PYTHONPATH": found}))
    made = out / "taizhang" / "taizhang.exe"
    if done.returncode or not made.is_file():
        print(done.stdout[-6000:])
        raise SetupError("taizhang.exe 没有建成，PyInstaller 的原话见上。")
    return made


def options(root: Path, work: Path, out: Path) -> list[str]:
    """What PyInstaller is told: a folder, not one file (virus scanners object to those), and no console."""
    words = ["--noconfirm", "--onedir", "--windowed", "--noupx", "--name", "taizhang", "--log-level", "WARN"]
    for name, path in (("--distpath", out), ("--workpath", work), ("--specpath", work)):
        words += [name, wine.drive(path)]
    words += ["--runtime-hook", wine.drive(work / "silent.py")]
    words += ["--add-data", f"{wine.drive(root / 'assets')};assets"]
    for name in COLLECTED:
        words += ["--collect-submodules", name]
    for name in DATA:
        words += ["--collect-data", name]
    for name in WITHOUT:
        words += ["--exclude-module", name]
    return [*words, wine.drive(root / "forms" / "__main__.py")]


def run(windows: wine.Windows, python: Path, environ: dict[str, str], sample: str, grab: str) -> int:
    """Build the program, start it on a sample library, and keep a picture; 1 when no window stands or it complains."""
    if system.missing((XDOTOOL,)):
        raise SetupError("没有 xdotool：请先安装（Debian/Ubuntu：apt-get install xdotool），再运行一次。")
    made = build(windows, python, environ)
    size = sum(file.stat().st_size for file in made.parent.rglob("*") if file.is_file()) // 1_000_000
    print(f"已建成“{made}”，整个文件夹 {size} MB。")
    with tempfile.TemporaryDirectory(prefix="taizhang-") as name:
        library = Path(name, "台帐库")
        subprocess.run([python, "-c", sample, library], cwd=windows.root, check=True)
        own = windows.environ({**environ, "TAIZHANG_CONFIG": wine.drive(Path(name, "config"))})
        process = wine.launch([str(made), "gui", wine.drive(library)], made.parent, without_python(own))
        begun = time.monotonic()
        stands = shown(process, environ)
        seconds = time.monotonic() - begun
        time.sleep(3)  # the first screen is worked out after the window stands
        picture = windows.folder / "program.png"
        subprocess.run([python, "-c", grab, picture], env=environ, check=True)
        process.terminate()
        said = wine.finish(process).stdout
    print(said + (f"窗口 {seconds:.1f} 秒后打开，图片在“{picture}”。" if stands else "没有看到窗口。"))
    return 0 if stands and not said.strip() else 1  # it has no reason to speak but an error


def shown(process: subprocess.Popen[bytes], environ: dict[str, str]) -> bool:
    """Wait until the screen shows a window that calls itself the sample's; whether it came."""
    end = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < end:
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", "创建活动"], env=environ, capture_output=True, check=False
        )
        if found.stdout.strip():
            return True
        time.sleep(0.2)
    return False


def without_python(environ: dict[str, str]) -> dict[str, str]:
    """The environment without what would let the program find libraries outside its folder."""
    return {name: value for name, value in environ.items() if name != "PYTHONPATH"}
