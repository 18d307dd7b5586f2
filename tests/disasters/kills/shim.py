"""The shim between this process and the C library (shim.c): built with gcc, loaded by LD_PRELOAD, armed from here."""

from __future__ import annotations

import ctypes
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

KILL, FULL, NOTE, UNSYNCED = 1, 2, 3, 4
"""What it does: kill the process before a call; let no call take room from one on; note each; let no sync succeed."""

_SOURCE = Path(__file__).with_name("shim.c")


def built(folder: Path) -> Path:
    """The shim as a library in `folder`; made once."""
    library = folder / "shim.so"
    if not library.exists():
        command = ["gcc", "-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", str(library), str(_SOURCE), "-ldl"]
        subprocess.run(command, check=True)
    return library


def environment(library: Path | None) -> dict[str, str]:
    """The environment of a process under the shim; as it is without one."""
    return {**os.environ, "LD_PRELOAD": str(library)} if library else dict(os.environ)


class Shim:
    """The shim of this process, armed for one place; does nothing where none is loaded."""

    def __init__(self, place: Path, mode: int, number: int = 0, notes: str = "") -> None:
        """Mode and `number` say at which call what happens (0: at none); `notes` is the file of mode NOTE."""
        calls = ctypes.CDLL(None) if os.name == "posix" else None
        self._calls = calls if hasattr(calls, "kills_arm") else None
        if self._calls is not None:
            self._calls.kills_count.restype = ctypes.c_long
            self._calls.kills_arm(os.fsencode(place), mode, ctypes.c_long(number), os.fsencode(notes))

    @property
    def loaded(self) -> bool:
        """Whether there is one."""
        return self._calls is not None

    @property
    def count(self) -> int:
        """The calls so far."""
        return int(self._calls.kills_count()) if self._calls is not None else 0

    def mark(self, number: int) -> None:
        """Write a mark between the notes."""
        if self._calls is not None:
            self._calls.kills_mark(ctypes.c_long(number))

    @contextmanager
    def on(self) -> Iterator[None]:
        """Only what is called inside counts."""
        if self._calls is None:
            yield
            return
        self._calls.kills_on(1)
        try:
            yield
        finally:
            self._calls.kills_on(0)
