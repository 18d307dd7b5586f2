"""The program's own `.venv`: made once, filled from a lock file with hashes, and left alone until the lock changes."""

from __future__ import annotations

import hashlib
import importlib.util
import shutil
import subprocess
import sys
import venv
from pathlib import Path


class SetupError(Exception):
    """Something around the program is missing; `str(error)` is the sentence that says what to do."""


def prepare(root: Path, lock: str, folder: Path | None = None) -> Path:
    """The Python of `root/.venv` (or of `folder`) with all of `requirements/<lock>.txt`; quick when already so."""
    folder = folder or root / ".venv"
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not works(python):
        create(folder)
    file = root / "requirements" / f"{lock}.txt"
    stamp = folder / f"installed-{lock}.sha256"
    wanted = hashlib.sha256(file.read_bytes()).hexdigest()
    if not stamp.is_file() or stamp.read_text(encoding="ascii") != wanted:
        install(python, file)
        stamp.write_text(wanted, encoding="ascii")
    return python


def works(python: Path) -> bool:
    """Whether `python` starts, is new enough and has pip; a moved checkout or a removed system Python breaks it."""
    question = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    try:
        return subprocess.run([python, "-c", question], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def create(folder: Path) -> None:
    """Make the environment anew; raises SetupError when this Python cannot."""
    if importlib.util.find_spec("ensurepip") is None:
        raise SetupError(
            f"这个 Python（{sys.executable}）缺少 venv 或 ensurepip，建不了运行环境："
            "Debian/Ubuntu 请先安装 python3-venv（apt install python3-venv），"
            "其他系统请换用 python.org 的 Python 3.11 以上版本。"
        )
    print(f"正在建立运行环境 {folder.name} ……", file=sys.stderr)
    try:
        if folder.exists():
            shutil.rmtree(folder)
        venv.create(folder, with_pip=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise SetupError(
            f"建立运行环境“{folder}”没有成功（{error}）：请检查磁盘空间和写入权限，再运行一次。"
        ) from error


def install(python: Path, lock: Path) -> None:
    """Install what `lock` names, hashes checked; pip is heard only when it fails, and then SetupError follows."""
    print(f"正在安装 requirements/{lock.name} 锁定的依赖（要联网，约需一两分钟）……", file=sys.stderr)
    options = ["--quiet", "--no-input", "--disable-pip-version-check", "--prefer-binary", "--require-hashes"]
    command: list[str | Path] = [python, "-m", "pip", "install", *options, "-r", lock]
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace", check=False
    )
    if done.returncode:
        print(done.stdout + done.stderr, file=sys.stderr)
        raise SetupError("安装依赖没有成功（原因见上面 pip 的原话）：请检查网络或 pip 的镜像设置，再运行一次。")
