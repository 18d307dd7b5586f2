"""A library while it is open: its database, and the lock of the one who writes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from ledger.attachments import clear_scratch
from ledger.definitions import RegisterUnreadable, Unreadable, read_definitions, waiting
from ledger.entries import loaded
from ledger.errors import InputError
from ledger.kinds import KINDS, Kind, kind_of, named
from ledger.library import Library, ReadOnlyLibrary, UnfinishedLibrary
from ledger.lock import Lock, acquire
from ledger.own_registers import OWN_REGISTER, PREFIX
from ledger.private import tighten
from ledger.protection import settle
from ledger.refusals import RecordNotFound
from ledger.safekeeping.swapping import finish_pending
from ledger.store.boundary import boundary, transaction
from ledger.store.database import Database, open_database, undo_cut_off
from ledger.store.rows import StoredRecord, find_record, list_records
from ledger.unlocking import PassphraseNeeded, is_protected, unlock
from ledger.vault import Vault


@dataclass(frozen=True)
class Session:
    """The open database of a library; `lock` is None when it may only be read."""

    library: Library
    db: Database
    lock: Lock | None

    @classmethod
    def open(
        cls, library: Library, *, who: str, read_only: bool, now: dt.datetime, passphrase: str | Vault = ""
    ) -> Session:
        """Take the lock and open the database; neither stays when it fails. `passphrase` may be the keys themselves.

        Raises NotALibrary, PassphraseNeeded, WrongPassphrase, TooSoon, LibraryBusy, ReadOnlyLibrary and what
        open_database raises.
        """
        finish_pending(library, who=who, now=now)
        with boundary(library.folder):
            library.check()
            library = _unlocked(library, passphrase, now)
            if read_only:
                return cls(library, _database_to_read(library, who=who, now=now), None)
            lock = acquire(library.lock, who=who, now=now)
            try:
                tighten(library.folder)
                clear_scratch(library)
                session = cls(library, open_database(library, read_only=False, now=now), lock)
                if library.vault is not None and library.settling.exists():
                    settle(library, None)  # the program was killed while the library got its passphrase
                return session
            except BaseException:
                lock.release()
                raise

    @contextmanager
    def reading(self) -> Iterator[None]:
        """One state of the database, even beside a writer; faults inside become errors of the library."""
        with boundary(self.library.folder), self.db.atomic():
            yield

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction. Raises ReadOnlyLibrary when the library is open for reading only."""
        if self.lock is None:
            raise ReadOnlyLibrary(self.library.folder)
        with transaction(self.db, self.library.folder):
            yield

    def own_kinds(self, *, deleted: bool = False) -> tuple[Kind, ...]:
        """The registers that the clerk defined himself; with `deleted` those in the recycle bin too.

        One whose definition was spoilt is passed over.
        """
        return self._definitions(deleted=deleted)[0]

    def taken_kinds(self, *, apart_from: str = "") -> Iterator[Kind]:
        """Every kind whose slug and title are taken, also by a spoilt definition other than the record `apart_from`.

        The definitions are read when the first is asked for: most records that are written are none.
        """
        own, unreadable = self._definitions()
        slugs = {kind.slug for kind in own}
        spoilt = (each for each in unreadable if each.uid != apart_from and each.slug not in slugs)
        yield from (*KINDS, *own, *(waiting(each.slug, each.why.title) for each in spoilt))

    def _definitions(self, *, deleted: bool = False) -> tuple[tuple[Kind, ...], tuple[Unreadable, ...]]:
        stored = list_records(self.db, OWN_REGISTER, deleted=False)
        if deleted:
            stored += list_records(self.db, OWN_REGISTER, deleted=True)
        definition = kind_of(OWN_REGISTER)
        return read_definitions((each.uid, loaded(definition, each.data)) for each in stored)

    def kind(self, slug: str) -> Kind:
        """The kind called `slug`, also one that the clerk defined and put in the bin.

        Raises UnknownKind, RegisterUnreadable.
        """
        if not slug.startswith(PREFIX):
            return kind_of(slug)
        own, unreadable = self._definitions(deleted=True)
        spoilt = next((each for each in unreadable if each.slug == slug), None)
        if spoilt and all(kind.slug != slug for kind in own):
            raise RegisterUnreadable(spoilt.why)
        return named(slug, (*KINDS, *own))

    def stored(self, uid: str) -> StoredRecord:
        """The record of this uid, deleted or not. Raises RecordNotFound."""
        stored = find_record(self.db, uid)
        if stored is None:
            raise RecordNotFound(uid)
        return stored

    def living(self, uid: str) -> tuple[StoredRecord, Kind]:
        """The living record of this uid, and its kind. Raises RecordNotFound."""
        stored = self.stored(uid)
        if stored.deleted:
            raise RecordNotFound(uid, deleted=True)
        return stored, self.kind(stored.kind)

    def title(self, uid: str) -> str:
        """The title of the record of this uid, deleted or not; the uid itself when there is none."""
        stored = find_record(self.db, uid)
        if stored is None:
            return uid
        try:
            kind = self.kind(stored.kind)
        except InputError:  # its register cannot be read
            return uid
        return kind.title_of(loaded(kind, stored.data))

    def close(self) -> None:
        """Close the database, then give up the lock; closing twice does no harm."""
        with boundary(self.library.folder):
            try:
                self.db.close()
            finally:
                if self.lock is not None:
                    self.lock.release()


def _unlocked(library: Library, passphrase: str | Vault, now: dt.datetime) -> Library:
    """The library with its keys where it has a passphrase. Raises PassphraseNeeded, WrongPassphrase, TooSoon."""
    if not is_protected(library):
        return Library(library.folder)
    if isinstance(passphrase, Vault):
        return Library(library.folder, passphrase)
    if not passphrase:
        raise PassphraseNeeded(library.folder)
    return Library(library.folder, unlock(library, passphrase, now))


def _database_to_read(library: Library, *, who: str, now: dt.datetime) -> Database:
    """The database to be read only; what a writer that was cut off left is undone first where that can be written.

    Raises LibraryBusy when a writer must undo it himself, UnfinishedLibrary when nothing can be written here.
    """
    try:
        return open_database(library, read_only=True, now=now)
    except UnfinishedLibrary as unfinished:
        try:
            with boundary(library.folder):
                _undo_unfinished(library, who=who, now=now)
        except ReadOnlyLibrary:
            raise unfinished from None
        return open_database(library, read_only=True, now=now)


def _undo_unfinished(library: Library, *, who: str, now: dt.datetime) -> None:
    """Undo what a writer that was cut off left, holding the lock meanwhile. Raises LibraryBusy, ReadOnlyLibrary."""
    lock = acquire(library.lock, who=who, now=now)
    try:
        undo_cut_off(library)
    finally:
        lock.release()
