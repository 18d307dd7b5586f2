"""One writer at a time: a lock file in the library that says who is writing, and is recognised when left behind."""

from __future__ import annotations

import datetime as dt
import getpass
import json
import os
import platform
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from ledger.errors import StorageError
from ledger.private import mode_of
from ledger.processes import process_mark

_TRIES = 5
_PAUSE = 0.1  # seconds; another program may have made its lock and not yet filled it


@dataclass(frozen=True)
class Holder:
    """Who holds a library: process, computer, person, and since when (UTC)."""

    pid: int
    host: str
    user: str
    since: str
    process: str
    """The mark of the process (see processes.py): a later process of the same number has another one."""

    def alive(self) -> bool:
        """Whether the holder may still be writing; a holder on another computer always may."""
        if self.host != platform.node():
            return True
        return process_mark(self.pid) == self.process


class LibraryBusy(StorageError):
    """Another program is writing this library."""

    def __init__(self, folder: Path, holder: Holder) -> None:
        self.folder, self.holder = folder, holder
        since = dt.datetime.fromisoformat(holder.since).astimezone()
        here = holder.host == platform.node()
        place = "本机" if here else f"电脑“{holder.host}”"
        cure = "请先关闭那个程序" if here else "请先在那台电脑上关闭；如果确认已经关闭，删除文件夹里的 ledger.lock"
        super().__init__(
            f"台帐库“{folder}”正由“{holder.user}”在{place}上使用"
            f"（{since:%Y-%m-%d %H:%M}起，进程{holder.pid}）。{cure}，再打开。"
        )


class Lock:
    """The held lock of a library; `release` gives it up."""

    def __init__(self, path: Path, holder: Holder) -> None:
        self._path, self._holder = path, holder

    def release(self) -> None:
        """Remove the lock file, unless it has become somebody else's."""
        if _read(self._path) == self._holder:
            self._path.unlink(missing_ok=True)


def acquire(path: Path, *, who: str, now: dt.datetime) -> Lock:
    """Take the lock at `path` for this process; a lock left behind by a dead process is replaced.

    Raises LibraryBusy with the holder, OSError when the folder cannot be written.
    """
    mine = Holder(os.getpid(), platform.node(), who or _user(), now.isoformat(), process_mark(os.getpid()) or "")
    for _ in range(_TRIES):
        if _create(path, mine):
            return Lock(path, mine)
        held = _settled(path)
        if held is not None and held.alive():
            raise LibraryBusy(path.parent, held)
        _set_aside(path, held)
    raise LibraryBusy(path.parent, _read(path) or mine)


def holder_of(path: Path) -> Holder | None:
    """Who is written in the lock file at `path`, alive or not; None when there is no lock. Raises OSError."""
    return _read(path)


def _create(path: Path, holder: Holder) -> bool:
    """Make the lock file, whole or not at all; False when there is one."""
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode_of(path, 0o644))
    except FileExistsError:
        return False
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(json.dumps(asdict(holder), ensure_ascii=False).encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        path.unlink(missing_ok=True)
        raise
    return True


def _read(path: Path) -> Holder | None:
    """The holder written in the lock file; None when there is no file or no holder in it."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        holder = Holder(**data)
        dt.datetime.fromisoformat(holder.since)
    except (FileNotFoundError, ValueError, TypeError):
        return None
    return holder


def _settled(path: Path) -> Holder | None:
    """The holder, after giving a lock that is just being written the time to be filled."""
    for _ in range(_TRIES):
        holder = _read(path)
        if holder is not None or not path.exists():
            return holder
        time.sleep(_PAUSE)
    return None


def _set_aside(path: Path, stale: Holder | None) -> None:
    """Remove a lock left behind; when another opener was quicker and the lock is already a new one, put it back."""
    aside = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.rename(aside)
    except FileNotFoundError:
        return
    if _read(aside) == stale:
        aside.unlink()
    else:
        aside.rename(path)


def _user() -> str:
    try:
        # A name in another encoding comes with half characters, which no file takes.
        return getpass.getuser().encode("utf-8", "replace").decode("utf-8")
    except (OSError, KeyError, ImportError):
        return "未知用户"
