"""The rehearsal of a restore: a backup is restored to a temporary place, read wholly, and goes again."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ledger.book import Ledger
from ledger.errors import StorageError
from ledger.library import Library
from ledger.safekeeping.course import Course
from ledger.safekeeping.source import Source, files_of, made_ready, of_backup, put_files
from ledger.sizes import size_in_words
from ledger.store.boundary import boundary
from ledger.store.closed import rows_in
from ledger.store.files import StoredFile
from ledger.vault import Vault


class NoRoomToRehearse(StorageError):
    """The temporary place has not enough room for a copy of everything."""

    def __init__(self, place: Path, need: int, room: int) -> None:
        super().__init__(
            f"临时文件夹“{place}”只剩{size_in_words(room)}，演练恢复要{size_in_words(need)}，没有演练："
            "请清理磁盘后再试，台帐库和备份都没有改动。"
        )


@dataclass(frozen=True)
class Rehearsal:
    """What a rehearsal found: how much came back, and what did not, in sentences; nothing of it stayed."""

    backup: Path
    records: int
    history: int
    files: int
    bytes: int
    faults: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What was proven, for the clerk."""
        what = f"{self.records}条记录、{self.history}条历史、{self.files}个附件（{size_in_words(self.bytes)}）"
        if self.faults:
            return f"演练恢复“{self.backup.name}”：读出{what}，有{len(self.faults)}处不对。"
        return f"演练恢复“{self.backup.name}”成功：{what}全部读出并核对无误，这份备份能用。"


def rehearse(
    backup: Path, *, now: dt.datetime, passphrase: str | Vault = "", course: Course | None = None
) -> Rehearsal:
    """Restore `backup` to a temporary place that only this user can read, read everything, and remove it again.

    Raises UnreadableBackup, PassphraseNeeded, WrongPassphrase, NoRoomToRehearse, RestoreStopped, StorageError.
    """
    source = of_backup(backup, passphrase)
    with tempfile.TemporaryDirectory(prefix="taizhang-") as temporary, boundary(Path(temporary)):
        place = Path(temporary).resolve()
        ready = made_ready(source, place, now)
        files = files_of(source, ready)
        _refuse_full(place, files)
        _, lost = put_files(source, files, ready.attachments, course=course)
        before = rows_in(backup, source.database_key)
        return _read(ready, source, backup, before, files, lost)


def _read(
    ready: Library,
    source: Source,
    backup: Path,
    before: Mapping[str, int],
    files: tuple[StoredFile, ...],
    lost: tuple[StoredFile, ...],
) -> Rehearsal:
    with Ledger.open(ready.folder, read_only=True, passphrase=source.vault or "") as ledger:
        records = (*ledger.records(), *ledger.records(deleted=True))
        spoilt = [record for record in records if record.values is None or record.unread]
        wrong = ledger.file_faults(hashed=True)
    after = rows_in(ready.database, source.database_key)
    faults = [f"附件“{file.name}”的文件不在备份里，或者内容变了。" for file in lost]
    known = {file.sha256 for file in lost}
    faults += [f"附件“{each.attachment.name}”读出来不对。" for each in wrong if each.attachment.sha256 not in known]
    faults += [f"{record.declared.title}的一条记录里有读不出来的内容。" for record in spoilt]
    other = {name: count for name, count in before.items() if after.get(name) != count}
    faults += [f"表 {name} 有{count}行，恢复出来{after.get(name, 0)}行。" for name, count in other.items()]
    there = [file for file in files if file.sha256 not in known]
    return Rehearsal(backup, len(records), after["change"], len(there), sum(file.size for file in there), tuple(faults))


def _refuse_full(place: Path, files: tuple[StoredFile, ...]) -> None:
    need, room = sum(file.size for file in files), shutil.disk_usage(place).free
    if room < need:
        raise NoRoomToRehearse(place, need, room)
