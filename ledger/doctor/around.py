"""What lies around the database: backups, the lock, drafts, and the journal of an action that was cut off."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ledger import backup as keeping
from ledger import private
from ledger.backup import Backup
from ledger.causes import reason
from ledger.doctor.findings import REPAIR, Finding, Severity, some
from ledger.doctor.patient import Patient
from ledger.errors import LedgerError
from ledger.library import Library
from ledger.lock import holder_of
from ledger.safekeeping.names import key_beside
from ledger.sealing import is_sealed
from ledger.snapshot import BEIJING
from ledger.store.database import APPLICATION_ID
from ledger.store.journals import belongs, journal_of
from ledger.store.salvage import Salvaged, salvage, take_aside
from ledger.unlocking import is_plain

COMPARED = 3
"""How many of the newest backups are compared with the library, row by row."""


@dataclass(frozen=True)
class OldState:
    """A backup that can be read, and what is in it."""

    backup: Backup
    salvaged: Salvaged


@dataclass(frozen=True)
class Backups:
    """The backups of a library: all of them, those that are not whole or have another key, the newest whole ones."""

    all: tuple[Backup, ...]
    spoilt: tuple[str, ...]
    locked: tuple[str, ...]
    newest: tuple[OldState, ...]


def looked_through(library: Library, step: Callable[[int, str], None]) -> Backups:
    """Open every backup and have SQLite check it; `step` is told the bytes and may raise to stop."""
    found = backups(library)
    spoilt: list[str] = []
    locked: list[str] = []
    newest: list[OldState] = []
    for backup in found:
        step(backup.size, f"备份{backup.path.name}")
        if is_locked(library, backup.path):
            locked.append(backup.path.name)
            continue
        inside = looked_at(library, backup.path)
        if inside is None or not is_whole(inside, backup.path):
            spoilt.append(backup.path.name)
        elif len(newest) < COMPARED:
            newest.append(OldState(backup, inside))
    return Backups(found, tuple(spoilt), tuple(locked), tuple(newest))


def is_locked(library: Library, backup: Path) -> bool:
    """Whether the backup has a passphrase that the library no longer has, so that nothing can be said of it."""
    try:
        return library.vault is None and key_beside(backup).is_file() and not is_plain(backup)
    except OSError:
        return False


def is_whole(found: Salvaged, database: Path) -> bool:
    """Whether SQLite finds nothing wrong with what was found in a database, and it is one of ours. Raises OSError."""
    if found.unopened or found.faults or found.broken or found.application != APPLICATION_ID:
        return False
    return database.stat().st_size >= found.size  # SQLite reads what is missing of the last page as zeros


def backups(library: Library) -> tuple[Backup, ...]:
    """The backups, the newest first; none where the folder cannot be read."""
    try:
        return keeping.backups(library)
    except LedgerError:
        return ()


def key_of(library: Library, database: Path) -> str:
    """The key that opens a database of the library: none for one that is not encrypted. Raises OSError."""
    if library.vault is None or (database.stat().st_size and is_plain(database)):
        return ""
    return library.vault.database_key


def looked_at(library: Library, database: Path) -> Salvaged | None:
    """What is in a database, as far as it can be read; None when the disk refuses it."""
    try:
        key = key_of(library, database)
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
            return salvage(take_aside(database, Path(scratch), key), key)
    except OSError:
        return None


def kept_backups(kept: Backups) -> Iterator[Finding]:
    """Backups that are not whole, or none at all."""
    if kept.spoilt:
        sentence = f"备份{some([f'“{name}”' for name in kept.spoilt], '个')}不完整，恢复时不能用。"
        yield Finding("spoilt-backup", Severity.FAULT, sentence, "现在就再备份一次，并检查磁盘。", kept.spoilt)
    if kept.locked:
        sentence = f"备份{some([f'“{name}”' for name in kept.locked], '个')}另有口令，没有检查。"
        yield Finding("locked-backup", Severity.NOTE, sentence, "恢复时要用当时的口令。", kept.locked)
    if not kept.all:
        sentence = "这个台帐库还没有备份。"
        yield Finding("no-backup", Severity.NOTE, sentence, "用 backup 备份一次，最好再复制到别的磁盘。")


def cut_off(patient: Patient) -> Iterator[Finding]:
    """What undoes an action that was cut off; or the journal of another database, which must not be undone here."""
    journal = journal_of(patient.library.database)
    try:
        if not journal.is_file() or journal.stat().st_size == 0:
            return
        mine = patient.library.vault is not None or belongs(patient.library.database, journal)
    except OSError:
        return
    holder = holder_of(patient.library.lock)
    if not mine:
        sentence = f"旁边的“{journal.name}”是另一个数据库的，一旦照它撤销，这个台帐库就会损坏。"
        cure = f"把它移到别的文件夹，不要改名；拿不准的，{REPAIR}。"
        yield Finding("foreign-journal", Severity.DAMAGE, sentence, cure, (journal.name,))
    elif holder is None or not holder.alive():
        sentence = f"上次没有正常关闭，留有“{journal.name}”，没做完的操作会在下次打开时撤销。"
        yield Finding("cut-off", Severity.NOTE, sentence, "不要删除它，正常打开一次即可。", (journal.name,))


def left_lock(patient: Patient) -> Iterator[Finding]:
    """A lock: whose it is, or that it was left behind."""
    path = patient.library.lock
    try:
        if not path.exists():
            return
        holder = holder_of(path)
    except OSError as error:
        yield Finding(
            "unreadable-lock", Severity.FAULT, f"ledger.lock 读不出来（{reason(error)}）。", "检查磁盘和权限。"
        )
        return
    if holder is None:
        yield Finding("left-lock", Severity.NOTE, "ledger.lock 里没有内容，是断电留下的。", "下次打开时自动清除。")
    elif not holder.alive():
        sentence = f"ledger.lock 是“{holder.user}”的程序中断时留下的。"
        yield Finding("left-lock", Severity.NOTE, sentence, "下次打开时自动清除。")
    else:
        yield Finding("in-use", Severity.NOTE, f"台帐库正由“{holder.user}”在“{holder.host}”上使用。", "照样可以检查。")


def drafts(patient: Patient) -> Iterator[Finding]:
    """What was being typed and cannot be read any more."""
    folder = patient.library.drafts
    broken = []
    for path in sorted(folder.glob("*.json")) if folder.is_dir() else ():
        if not _is_draft(path):
            broken.append(path.name)
    if broken:
        sentence = f"没有保存的草稿{some([f'“{name}”' for name in broken], '个')}已经损坏，读不出来。"
        yield Finding(
            "spoilt-draft", Severity.FAULT, sentence, "核对那几条记录；不用了的，删除草稿文件。", tuple(broken)
        )


def _is_draft(path: Path) -> bool:
    try:
        data = path.read_bytes()
        if is_sealed(data):
            return True  # only the window, which has the key, can say more
        draft = json.loads(data.decode("utf-8", "surrogatepass"))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(draft, dict) and isinstance(draft.get("typed"), dict) and isinstance(draft.get("kind"), str)


def exposed(patient: Patient) -> Iterator[Finding]:
    """What others on this computer may open."""
    for each in private.exposed(patient.library.folder):
        yield Finding("exposed", Severity.NOTE, each.fact, each.advice)


def later_backups(patient: Patient, found: Iterable[Backup]) -> Iterator[Finding]:
    """Backups whose names are later than the clock."""
    ahead = [each.path.name for each in found if each.at > patient.now]
    if ahead:
        now = f"{patient.now.astimezone(BEIJING):%Y-%m-%d %H:%M}"
        sentence = f"备份{some([f'“{name}”' for name in ahead], '个')}的时间在以后，电脑现在是{now}。"
        yield Finding("future-backup", Severity.NOTE, sentence, "核对电脑的日期和时间。", tuple(ahead))
