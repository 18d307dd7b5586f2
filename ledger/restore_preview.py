"""What a restore would change, before anything is changed: records that would come back, go, or read otherwise."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ledger.book import Ledger
from ledger.errors import LedgerError
from ledger.kept_files import KeptFile
from ledger.kinds import Kind
from ledger.library import Library
from ledger.records import Record
from ledger.safekeeping.names import read_name
from ledger.safekeeping.source import Source, files_of, made_ready, of_backup, of_library, pieces
from ledger.store.closed import version_in
from ledger.store.files import StoredFile
from ledger.vault import Vault

MOST = 20
"""Titles that are told of one kind and one sort of change."""


@dataclass(frozen=True)
class KindPreview:
    """What would become of the records of one kind: how many, and the titles of the first MOST of each sort.

    Of a secret kind no titles are told.
    """

    slug: str
    title: str
    back: int
    gone: int
    changed: int
    back_titles: tuple[str, ...] = ()
    gone_titles: tuple[str, ...] = ()
    changed_titles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Preview:
    """What a restore would do.

    `at` is when the backup was made (UTC), None when its name does not tell; `version` is that of its
    tables, and `records` are the living ones in it.
    `missing` names attachments whose files are neither with the backup nor in the library. `unreadable` says why the
    present state cannot be read, "" when it can; then nothing can be compared, and `kinds` is empty.
    """

    backup: Path
    at: dt.datetime | None
    unit: str
    year: int
    campaign: str
    version: int
    records: int
    same_campaign: bool
    kinds: tuple[KindPreview, ...]
    missing: tuple[str, ...]
    unreadable: str = ""

    @property
    def changes(self) -> int:
        """Records that would be otherwise."""
        return sum(each.back + each.gone + each.changed for each in self.kinds)


def preview(
    folder: Path,
    backup: Path,
    *,
    now: dt.datetime,
    passphrase: str | Vault = "",
    backup_passphrase: str | Vault | None = None,
) -> Preview:
    """What restoring `backup` would change in the library at `folder`; nothing is changed, and it may be open.

    A `backup_passphrase` is given for a backup that has another one than the library.
    Raises UnreadableBackup, PassphraseNeeded, WrongPassphrase, StorageError.
    """
    word = passphrase if backup_passphrase is None else backup_passphrase
    return _previewed(folder, backup, of_backup(backup, word), now, passphrase)


def preview_library(
    folder: Path,
    other: Path,
    *,
    now: dt.datetime,
    passphrase: str | Vault = "",
    other_passphrase: str | Vault = "",
) -> Preview:
    """What putting the library at `other` in place of the one at `folder` would change; raises as `preview` does."""
    return _previewed(folder, other, of_library(other, now, other_passphrase), now, passphrase)


def _previewed(folder: Path, shown: Path, source: Source, now: dt.datetime, passphrase: str | Vault) -> Preview:
    named = read_name(shown.name)
    with opened_copy(source, now) as (ready, then):
        missing = tuple(file.name for file in files_of(source, ready) if _is_lost(source, Library(folder), file))
        theirs, campaign = _living(then), then.campaign
        kinds, unreadable, same = tuple[KindPreview, ...](), "", True
        try:
            with Ledger.open(folder, read_only=True, passphrase=passphrase) as present:
                kinds = _compared(_living(present), theirs)
                same = present.campaign.uid == campaign.uid
        except LedgerError as error:
            unreadable = str(error)
    at = named[1] if named else None
    facts = (campaign.unit, campaign.year, campaign.name, version_in(source.database, source.database_key))
    return Preview(shown, at, *facts, len(theirs), same, kinds, missing, unreadable)


@contextmanager
def opened_copy(source: Source, now: dt.datetime) -> Iterator[tuple[Library, Ledger]]:
    """A private copy of the database of `source`, opened as a ledger; it goes afterwards. Raises UnreadableBackup."""
    with tempfile.TemporaryDirectory(prefix="taizhang-") as place:
        ready = made_ready(source, Path(place).resolve(), now)
        with Ledger.open(ready.folder, read_only=True, passphrase=source.vault or "") as ledger:
            yield ready, ledger


def _is_lost(source: Source, library: Library, file: StoredFile) -> bool:
    """Whether the original is neither with the source nor in the library, as far as the lists of the disk tell."""
    name = next(pieces(source, file))[0]
    return not any(_has(source.file(name, root), file.size) for root in (None, library.attachments))


def _has(there: KeptFile, size: int) -> bool:
    return there.is_file() and there.size() == size


def _living(ledger: Ledger) -> Mapping[str, Record]:
    return {record.uid: record for record in ledger.records()}


def _compared(mine: Mapping[str, Record], theirs: Mapping[str, Record]) -> tuple[KindPreview, ...]:
    back = [record for uid, record in theirs.items() if uid not in mine]
    gone = [record for uid, record in mine.items() if uid not in theirs]
    changed = [record for uid, record in theirs.items() if uid in mine and _differs(mine[uid], record)]
    declared = {record.kind: record.declared for record in (*back, *gone, *changed)}
    return tuple(_of_kind(kind, back, gone, changed) for kind in declared.values())


def _of_kind(kind: Kind, *sorts: Sequence[Record]) -> KindPreview:
    back, gone, changed = ([record for record in records if record.kind == kind.slug] for records in sorts)
    counts = (len(back), len(gone), len(changed))
    titles = [() if kind.secret else tuple(map(_title, records[:MOST])) for records in (back, gone, changed)]
    return KindPreview(kind.slug, kind.title, *counts, *titles)


def _differs(one: Record, other: Record) -> bool:
    return one.values != other.values or _bound(one) != _bound(other)


def _bound(record: Record) -> list[tuple[str, str]]:
    return sorted((each.uid, each.sha256) for each in record.attachments)


def _title(record: Record) -> str:
    return record.declared.title_of(dict(record.values))
