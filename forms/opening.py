"""Files and folders shown by the programs of the system: the file manager, or whatever opens such a file."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from ledger.causes import reason
from ledger.errors import LedgerError

_QUICKLY = 5
"""Seconds in which xdg-open says that it cannot; afterwards it runs as long as the program that it started."""

_XDG_REASONS = {
    2: "文件已不在原处",
    3: "这台电脑上没有能打开它的程序",
    4: "打开它的程序没有成功",
}
"""The exit codes of xdg-open (its manual page)."""

_NO_PROGRAM = 1155
"""ERROR_NO_ASSOCIATION of Windows: no program is set for this type of file."""


class CannotOpen(LedgerError):
    """The system did not open a file or folder."""

    def __init__(self, path: Path, why: str) -> None:
        self.path, self.why = path, why
        super().__init__(f"打不开“{path}”：{why}，请在文件管理器里自己找到它。")


def reveal(path: Path) -> None:
    """Show the folder of `path` with the file marked in it (on Linux only the folder). Raises CannotOpen."""
    _must_exist(path)
    if sys.platform == "win32":
        _start_windows(path)
    else:
        _ask_desktop(path, path if path.is_dir() else path.parent)


def open_folder(path: Path) -> None:
    """Show what is in a folder. Raises CannotOpen."""
    open_file(path)


def open_file(path: Path) -> None:
    """Open a file with the program that is set for it. Raises CannotOpen."""
    _must_exist(path)
    if sys.platform == "win32":
        hand_over(path, "open", windows_starter())
    else:
        _ask_desktop(path, path)


def hand_over(path: Path, verb: str, startfile: Callable[[str, str], object]) -> None:
    """Give a file to Windows to "open" or "print". Raises CannotOpen."""
    try:
        startfile(str(path.absolute()), verb)
    except OSError as error:
        no_program = getattr(error, "winerror", None) == _NO_PROGRAM
        raise CannotOpen(path, "这台电脑上没有能处理它的程序" if no_program else reason(error)) from error


def explorer_command(path: Path, windows: str) -> str:
    """The line that shows a file marked in its folder; Explorer wants quotes around the path only."""
    return f'"{windows}\\explorer.exe" /select,"{path.absolute()}"'


def environment(own: Mapping[str, str] = os.environ, plain: bool = False) -> dict[str, str]:
    """The surroundings for a program of the system: without what the frozen program set for its own libraries.

    With `plain` its words are English, so that they can be understood.
    """
    made = dict(own)
    for name in ("LD_LIBRARY_PATH", "GIO_MODULE_DIR", "TCL_LIBRARY", "TK_LIBRARY"):
        before = made.pop(f"{name}_ORIG", None)
        if before is not None:
            made[name] = before
        elif getattr(sys, "frozen", False):
            made.pop(name, None)
    return made | ({"LC_ALL": "C.UTF-8", "LANGUAGE": "C"} if plain else {})


def _must_exist(path: Path) -> None:
    try:
        path.stat()
    except OSError as error:
        raise CannotOpen(path, reason(error)) from error


def windows_starter() -> Callable[[str, str], object]:
    """What Windows opens and prints files with."""
    start: Callable[[str, str], object] = getattr(os, "startfile")  # noqa: B009  Windows alone has it
    return start


def _start_windows(path: Path) -> None:
    line = explorer_command(path, os.environ.get("SYSTEMROOT", r"C:\Windows"))
    _start(path, line)


def _ask_desktop(path: Path, shown: Path) -> None:
    process = _start(path, ["xdg-open", str(shown.absolute())])
    try:
        code = process.wait(_QUICKLY)
    except subprocess.TimeoutExpired:
        # It became the program that shows the file. Somebody must wait for its end, or it stays as a dead process.
        threading.Thread(target=process.wait, daemon=True).start()
        return
    if code:
        raise CannotOpen(path, _XDG_REASONS.get(code, f"系统没有打开它（代号{code}）"))


def _start(path: Path, command: str | Sequence[str]) -> subprocess.Popen[bytes]:
    """Start a program that goes on by itself; on Windows a whole line, which no shell reads."""
    quiet = subprocess.DEVNULL
    try:
        return subprocess.Popen(
            command, stdin=quiet, stdout=quiet, stderr=quiet, env=environment(), start_new_session=True
        )
    except FileNotFoundError as error:
        raise CannotOpen(path, "系统里没有打开它的程序（xdg-open）") from error
    except OSError as error:
        raise CannotOpen(path, reason(error)) from error
