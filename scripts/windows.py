"""The demo under Windows Python and under ours, compared byte for byte."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from scripts import executable, system, wine
from scripts.environment import SetupError

IMPORTS = (
    "import bagit, Cryptodome.Cipher.AES, customtkinter, defusedxml, docx, lxml.etree, openpyxl, peewee, pikepdf, "
    "PIL.Image, pypdfium2, pyzipper, reportlab, sqlcipher3, tkinter"
)


def run(root: Path, python: Path, tests: list[str] | None, exe: bool = False) -> int:
    """Prove that the libraries load, compare the demos and open the window; or run pytest with `tests`, or build `exe`.

    1 when something differs or fails.
    """
    windows = wine.prepare(root, python, "runtime" if tests is None else "test")
    with system.screen({}) as own:
        windows.end()
        try:
            environ = {**os.environ, **own}
            windows.be_ten(environ)
            return checked(python, windows, environ, tests, exe)
        finally:
            windows.end()


def checked(python: Path, windows: wine.Windows, environ: dict[str, str], tests: list[str] | None, exe: bool) -> int:
    """What `run` does, once Windows' Python and a screen are there."""
    if exe:
        return executable.run(windows, python, environ, _BUILD, _GRAB)
    loaded = windows.run(["-c", f"import sys; {IMPORTS}; print(sys.version)"], environ)
    print(f"Windows Python：{loaded.stdout.strip()}")
    if loaded.returncode:
        return 1
    if tests is None:
        return compare_demos(python, windows, environ) or open_window(python, windows, environ)
    # With descriptors captured, Tcl under Wine cannot open the first file it wants: that of Tab.
    options = ["-p", "no:cacheprovider", "--capture=sys"]
    done = windows.run(["-m", "pytest", *options, *tests], environ)
    print(done.stdout)
    return done.returncode


def compare_demos(python: Path, windows: wine.Windows, environ: dict[str, str]) -> int:
    """Build both demos in a temporary folder and say what differs in 报送; 0 when nothing does.

    What differs is kept in build/windows/differing.
    """
    with tempfile.TemporaryDirectory(prefix="taizhang-") as name:
        here, there = Path(name, "linux"), Path(name, "windows")
        ours = subprocess.run([python, "-m", "forms", "demo", here], cwd=windows.root, check=False)
        theirs = windows.run(["-m", "forms", "demo", wine.drive(there)], environ)
        print(theirs.stdout)
        if ours.returncode or theirs.returncode:
            raise SetupError(
                f"示例没有建成：本机退出码 {ours.returncode}，Windows 退出码 {theirs.returncode}，原因见上。"
            )
        found = differences(here / "报送", there / "报送")
        kept = windows.folder / "differing"
        shutil.rmtree(kept, ignore_errors=True)
        if found:
            shutil.copytree(name, kept)
            found.append(f"两边的示例都留在“{kept}”，可以细看。")
    print("\n".join(found) or "两边的“报送”逐字节相同。")
    return 1 if found else 0


_BUILD = "import sys; from pathlib import Path; from forms import sample; sample.build(Path(sys.argv[1]))"
_GRAB = "import os, sys; from PIL import ImageGrab; ImageGrab.grab(xdisplay=os.environ['DISPLAY']).save(sys.argv[1])"


def open_window(python: Path, windows: wine.Windows, environ: dict[str, str]) -> int:
    """Open the window on a sample library and keep a picture in build/windows; 1 when it does not stand."""
    picture = windows.folder / "window.png"
    with tempfile.TemporaryDirectory(prefix="taizhang-") as name:
        library, folder = Path(name, "台帐库"), Path(name)
        if subprocess.run([python, "-c", _BUILD, library], cwd=windows.root, check=False).returncode:
            raise SetupError("示例台帐库没有建成，原因见上。")
        own = {**environ, "TAIZHANG_CONFIG": wine.drive(folder / "config")}
        process = windows.start(["-m", "scripts.opened_window", wine.drive(library), wine.drive(folder)], own)
        opened = awaited(process, folder / "opened.json")
        if opened:
            subprocess.run([python, "-c", _GRAB, picture], env=environ, check=True)
        (folder / "seen").touch()
        done = wine.finish(process)
    print(done.stdout + (f"Windows 下的窗口已打开：{opened}，图片在“{picture}”。" if opened else "窗口没有打开。"))
    return 0 if opened and done.returncode == 0 else 1


def awaited(process: subprocess.Popen[bytes], file: Path, seconds: float = 120) -> str:
    """What stands in a file as soon as it is there; nothing when the process ends before, or after `seconds`."""
    end = time.monotonic() + seconds
    while not file.is_file():
        if process.poll() is not None or time.monotonic() > end:
            return ""
        time.sleep(0.1)
    return file.read_text(encoding="utf-8")


def differences(ours: Path, theirs: Path) -> list[str]:
    """One sentence for every file that is in one folder only or differs; raises SetupError when a folder has none."""
    files = [relative_files(ours), relative_files(theirs)]
    found = [f"只在本机：{name}" for name in sorted(files[0] - files[1])]
    found += [f"只在 Windows：{name}" for name in sorted(files[1] - files[0])]
    for name in sorted(files[0] & files[1]):
        left, right = (ours / name).read_bytes(), (theirs / name).read_bytes()
        if left != right:
            place = next((at for at, (one, two) in enumerate(zip(left, right, strict=False)) if one != two), None)
            where = f"第 {place + 1} 字节起" if place is not None else "长短"
            found.append(f"内容不同：{name}（{where}；本机 {len(left)} 字节，Windows {len(right)} 字节）")
    return found


def relative_files(folder: Path) -> set[str]:
    """The files below `folder`, as paths with slashes."""
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    if not files:
        raise SetupError(f"“{folder}”里没有文件，无从比较。")
    return files
