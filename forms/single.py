"""One window per library: a second start asks the window that holds the library's lock to come to the front."""

from __future__ import annotations

import os
import platform
import secrets
import sys
import time
from pathlib import Path

from ledger.library import Library
from ledger.lock import holder_of

REQUEST = "window.raise"
"""The name of the request in the library, beside the lock; who answers it deletes it."""

PATIENCE = 2.0
"""Seconds that an asker waits."""

_PAUSE = 0.05
"""Seconds between two looks of an asker."""


def ask_to_front(library: Path, patience: float = PATIENCE) -> bool:
    """Ask the window that has `library` open to come to the front; whether it answered within `patience` seconds.

    False at once when nobody on this computer holds the library's lock: the window of another computer would come to
    the front where nobody looks. False after `patience` when who holds it is no window, or another user's.
    """
    try:
        holder = holder_of(Library(library).lock)
    except OSError:  # the path is a file, or may not be looked into: opening it will say so
        return False
    if holder is None or holder.host != platform.node() or not holder.alive():
        return False
    path, request = library / REQUEST, f"{_user()} {secrets.token_hex(8)}"
    try:
        path.write_text(request, encoding="utf-8")
    except OSError:  # where nothing can be written nothing can be asked
        return False
    end = time.monotonic() + patience
    while path.exists():
        if time.monotonic() > end:
            return _answered(path, request)
        time.sleep(_PAUSE)
    return True


class FrontRequests:
    """What the window that holds the lock of `library` looks at a few times a second.

    A request that is there when it starts was meant for a window that has gone, and is removed.
    """

    def __init__(self, library: Path) -> None:
        self._path = library / REQUEST
        self.pending()

    def pending(self) -> bool:
        """Whether this user has asked for the window since the last look; the request is answered by that."""
        try:
            self._path.stat()
        except OSError:
            return False
        if _read(self._path).split(" ")[0] != _user():
            return False
        return _removed(self._path)


def _read(path: Path) -> str:
    """The words of the request; none when it has gone or is just being written."""
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _removed(path: Path) -> bool:
    """Whether it was this call that removed the request."""
    try:
        path.unlink()
    except OSError:  # gone already, or (on Windows) still open where it is written: there is a next look
        return False
    return True


def _answered(path: Path, request: str) -> bool:
    """Whether a request was answered at the last moment; otherwise it is withdrawn.

    A later asker's, which has taken its place, is left to him.
    """
    left = _read(path)
    return not _removed(path) if left == request else not left


if sys.platform == "win32":

    def _user() -> str:
        """The user as the request names him, without blanks."""
        return "".join(os.getlogin().split())

else:

    def _user() -> str:
        """The user as the request names him, without blanks."""
        return str(os.getuid())
