"""Opening a library with its passphrase; who guesses has to wait longer each time, also after a new start."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
from dataclasses import dataclass, replace
from pathlib import Path

from ledger.durable import replace_file
from ledger.errors import InputError
from ledger.library import Library
from ledger.vault import Vault, WrongPassphrase, opened_key

FREE = 3
"""Wrong tries that cost no waiting."""
_FIRST, _LONGEST = 5, 600  # seconds to wait after one try more; doubled each time
_SQLITE = b"SQLite format 3\x00"
_LONG_AGO = dt.datetime(1, 1, 1, tzinfo=dt.UTC)
_LARGEST = 200  # bytes of the file of tries


class PassphraseNeeded(InputError):
    """The library has a passphrase, and none was given."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(f"台帐库“{folder}”设有口令：请输入口令再打开（命令行加 --password-stdin，从标准输入读口令）。")


class TooSoon(InputError):
    """A try before the waiting after wrong ones was over; it was not even looked at."""

    def __init__(self, folder: Path, seconds: int) -> None:
        self.folder, self.seconds = folder, seconds
        words = f"{seconds}秒" if seconds < 60 else f"{-(-seconds // 60)}分钟"
        super().__init__(f"口令连续输错，台帐库“{folder.name}”要再等{words}才能试：请先核对口令。")


@dataclass(frozen=True)
class _Tries:
    """How often in a row the passphrase was wrong, and when last (UTC)."""

    failed: int = 0
    last: dt.datetime = _LONG_AGO

    def wait(self, now: dt.datetime) -> int:
        """Seconds still to wait at `now`, 0 when a try is free."""
        if self.failed < FREE:
            return 0
        whole: int = min(_FIRST * 2 ** min(self.failed - FREE, 20), _LONGEST)
        return max(whole - int((now - self.last).total_seconds()), 0)


def is_protected(library: Library) -> bool:
    """Whether the library's database is encrypted, as far as its first bytes tell. Raises OSError.

    The database decides, not the key: it is what is exchanged last when a passphrase is set or removed.
    """
    return library.key.is_file() and library.database.stat().st_size > 0 and not is_plain(library.database)


def is_plain(database: Path) -> bool:
    """Whether the file begins as every SQLite database does that is not encrypted. Raises OSError."""
    with database.open("rb") as stream:
        return stream.read(len(_SQLITE)) == _SQLITE


def unlock(library: Library, passphrase: str, now: dt.datetime) -> Vault:
    """The keys of a protected library. Raises WrongPassphrase, TooSoon, DamagedKey and OSError."""
    tries = _read(library.tries)
    if tries.last > now:  # the clock was set back: the waiting begins now, else it would last until then
        tries = replace(tries, last=now)
        with contextlib.suppress(OSError):
            _write(library.tries, tries)
    wait = tries.wait(now)
    if wait:
        raise TooSoon(library.folder, wait)
    vault = opened_key(library.key, passphrase)
    # What cannot be written, on a medium that is read only, cannot be kept: then only the cost of a try slows down.
    with contextlib.suppress(OSError):
        if vault is None:
            _write(library.tries, _Tries(tries.failed + 1, now))
        elif tries.failed:
            library.tries.unlink(missing_ok=True)
    if vault is None:
        raise WrongPassphrase(library.folder)
    return vault


def _read(path: Path) -> _Tries:
    try:
        kept = json.loads(path.read_bytes()[:_LARGEST])
        last = dt.datetime.fromisoformat(kept["last"])
        return _Tries(max(int(kept["failed"]), 0), last if last.tzinfo else last.replace(tzinfo=dt.UTC))
    except (OSError, ValueError, TypeError, KeyError, OverflowError):
        return _Tries()  # never tried wrongly, or somebody spoilt it: he could as well have copied the library


def _write(path: Path, tries: _Tries) -> None:
    replace_file(path, json.dumps({"failed": tries.failed, "last": tries.last.isoformat()}).encode())
