"""The program for Windows as a folder with taizhang.exe in it: built with PyInstaller under Wine, and started there."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from scripts import executable_answers, system, wine
from scripts.environment import SetupError

COLLECTED = ("forms", "exports", "ledger")
"""Whole packages: screens, commands and kinds are named in tables, which PyInstaller cannot read."""
DATA = ("budoux", "customtkinter", "pypinyin", "tkinterdnd2")
"""Libraries that read files of their own package."""
TOLD_BY_METADATA = ("bagit",)
"""Libraries that ask for their own version as they are loaded."""
WITHOUT = ("IPython", "pytest", "matplotlib.tests", "numpy.tests")
SILENT = """import os, sys
for name in ("stdout", "stderr"):
    if getattr(sys, name) is None:  # a program without a console has nowhere to write
        setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))
"""
XDOTOOL = system.Tool("xdotool", "xdotool", "看窗口是否打开")
LIBRARY = "台帐库"
TOLD = (("schemes", "--json"), ("kinds", "--json"), ("gaps", LIBRARY), ("stats", LIBRARY, "--json"))
"""What is asked of the program and of the checkout: schemes, kinds and the calendar come out of what was collected."""
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
    for name in TOLD_BY_METADATA:
        words += ["--copy-metadata", name]
    for name in WITHOUT:
        words += ["--exclude-module", name]
    return [*words, wine.drive(root / "forms" / "__main__.py")]


def run(windows: wine.Windows, python: Path, environ: dict[str, str], sample: str, grab: str) -> int:
    """Build the program, ask it, start it on a sample library, and keep a picture; 1 when anything is amiss."""
    if system.missing((XDOTOOL,)):
        raise SetupError("没有 xdotool：请先安装（Debian/Ubuntu：apt-get install xdotool），再运行一次。")
    made = build(windows, python, environ)
    size = sum(file.stat().st_size for file in made.parent.rglob("*") if file.is_file()) // 1_000_000
    print(f"已建成“{made}”，整个文件夹 {size} MB。")
    with tempfile.TemporaryDirectory(prefix="taizhang-") as name:
        library = Path(name, LIBRARY)
        subprocess.run([python, "-c", sample, library], cwd=windows.root, check=True)
        own = without_python(windows.environ({**environ, "TAIZHANG_CONFIG": wine.drive(Path(name, "config"))}))
        differing = told_otherwise(made, windows.root, python, library, own)
        print("\n".join(differing) or "建成的程序与本机所答相同：" + "、".join(words[0] for words in TOLD) + "。")
        amiss = went_wrong(made, Path(name, "交接"), own)
        print(amiss or "建成的程序加密、交接、核对、接收、体检都对。")
        picture = windows.folder / "program.png"
        opened = opens(made, library, own, [str(python), "-c", grab, str(picture)])
    return 0 if opened and not differing and not amiss else 1


def went_wrong(made: Path, folder: Path, environ: dict[str, str]) -> str:
    """What the built program does wrong with a library of its own in the new `folder`; "" when all goes well."""
    folder.mkdir()

    def ask(words: list[str], given: str) -> subprocess.CompletedProcess[str]:
        return wine.finish(wine.launch([str(made), *words], folder, environ, given))

    return executable_answers.amiss(folder, ask)


def opens(made: Path, library: Path, environ: dict[str, str], grab: list[str]) -> bool:
    """Open the built program's window and take a picture with `grab`; False when none stands or the program speaks."""
    process = wine.launch([str(made), "gui", wine.drive(library)], made.parent, environ)
    begun = time.monotonic()
    stands = shown(process, environ)
    seconds = time.monotonic() - begun
    time.sleep(3)  # the first screen is worked out after the window stands
    subprocess.run(grab, env=environ, check=True)
    process.terminate()
    said = wine.finish(process).stdout
    print(said + (f"窗口 {seconds:.1f} 秒后打开，图片在“{grab[-1]}”。" if stands else "没有看到窗口。"))
    return stands and not said.strip()  # it has no reason to speak but an error


def told_otherwise(made: Path, root: Path, python: Path, library: Path, environ: dict[str, str]) -> list[str]:
    """One sentence for every command of TOLD that the built program answers otherwise than the checkout."""
    found = []
    for words in TOLD:
        ours = subprocess.run(
            [python, "-m", "forms", *(str(library) if word == LIBRARY else word for word in words)],
            cwd=root,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        command = [str(made), *(wine.drive(library) if word == LIBRARY else word for word in words)]
        theirs = wine.finish(wine.launch(command, made.parent, environ))
        if (theirs.returncode, theirs.stdout) != (ours.returncode, ours.stdout.decode("utf-8")):
            found.append(
                f"建成的程序对 {words[0]} 的回答与本机不同（退出码 {theirs.returncode}，本机 {ours.returncode}）："
                f"{theirs.stdout[-300:]}"
            )
    return found


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
