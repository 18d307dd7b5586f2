"""The ledger of a library: open, create and close it, and every verb; gives out frozen records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from ledger import attachments, backup, entries, search
from ledger.attachments import DuplicateAttachment, FileFault, Inspector, UnknownRole
from ledger.backup import Backup
from ledger.clean import clean_text
from ledger.exported import BoundVolume, Export
from ledger.fields.base import Context
from ledger.founding import found, new_campaign, taken_back
from ledger.history import Scribe
from ledger.identity import Clock, random_uid, utc_now
from ledger.kept_scheme import KeptScheme
from ledger.kinds import KINDS, Kind, kind_of, named
from ledger.library import Library
from ledger.listing import listed, record_of
from ledger.lookup import Lookup
from ledger.own_registers import PREFIX, refuse_change, refuse_definitions, refuse_orphan, refuse_removal
from ledger.records import Attachment, Campaign, Change, Record
from ledger.refusals import AttachmentNotFound, NotDeleted, RecordChanged
from ledger.scheme_reading import refuse_asked
from ledger.schemes.changes import SchemeChange
from ledger.schemes.files import SchemeFile
from ledger.schemes.model import Scheme
from ledger.session import Session
from ledger.snapshot import Snapshot
from ledger.store import exports, files, rows
from ledger.vault import Vault
from ledger.whole_copy import Tell, WholeCopy, copy_library


class Ledger:
    """An open ledger; made by `create` and `open`, closed by `close` or the end of a with statement.

    Every verb is one transaction: done wholly, or not at all. Verbs raise InputError for what was asked wrongly,
    StorageError for the disk and DamageError for a broken database.
    """

    def __init__(self, session: Session, *, who: str, clock: Clock, new_uid: Callable[[], str]) -> None:
        self.session = session  # for verbs that stand in modules of their own
        self._session, self._library, self._db = session, session.library, session.db
        self._who, self._clock, self._new_uid = who, clock, new_uid
        self._lookup: Lookup | None = None
        self._kept = KeptScheme(session)
        self.campaign: Campaign = self._kept.campaign
        self.scheme: Scheme = self._kept.in_force()

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        unit: str,
        year: int,
        scheme_id: str | SchemeFile,
        name: str = "",
        who: str = "",
        clock: Clock = utc_now,
        new_uid: Callable[[], str] = random_uid,
    ) -> Ledger:
        """Make a library at `path` with its own copy of a scheme, shipped or out of a file, and open it.

        Raises UnknownScheme, SchemeError, BlankUnit, BadYear, FolderTaken, StorageError; nothing half-made stays.
        """
        campaign, text = new_campaign(new_uid(), unit, year, scheme_id, name)
        found(path.resolve(), campaign, text, who=clean_text(who, "姓名"), now=clock())
        with taken_back(path.resolve()):
            return cls.open(path, who=who, clock=clock, new_uid=new_uid)

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        who: str = "",
        read_only: bool = False,
        passphrase: str | Vault = "",
        clock: Clock = utc_now,
        new_uid: Callable[[], str] = random_uid,
    ) -> Ledger:
        """Open the library at `path`; `read_only` writes nothing, not even a lock, and works beside a writer.

        Only what a writer left who was cut off is undone even then, where the folder can be written. `passphrase` may
        be the vault of an open ledger. Raises what Session.open raises, and SchemeError when the scheme was spoilt.
        """
        name, library = clean_text(who, "姓名"), Library(path.resolve())
        session = Session.open(library, who=name, read_only=read_only, now=clock(), passphrase=passphrase)
        try:
            return cls(session, who=name, clock=clock, new_uid=new_uid)
        except BaseException:
            session.close()
            raise

    def close(self) -> None:
        """Close the database and give up the lock; closing twice does no harm."""
        self._session.close()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def sign_as(self, who: str) -> None:
        """From now on the history names `who`. Raises BrokenText when that cannot be kept."""
        self._who = clean_text(who, "姓名")

    @property
    def vault(self) -> Vault | None:
        """The keys of a library with a passphrase, None for one without."""
        return self._library.vault

    @property
    def path(self) -> Path:
        """The library's folder."""
        return self._library.folder

    # Records

    def add(self, kind_slug: str, data: Mapping[str, object]) -> Record:
        """Add one record. Raises UnknownKind, UnknownField, FieldProblems, DuplicateValue."""
        try:
            return self.add_many(kind_slug, [data])[0]
        except entries.RowProblems as problems:
            raise problems.rows[1] from None

    def add_many(self, kind_slug: str, data: Sequence[Mapping[str, object]]) -> tuple[Record, ...]:
        """Add records, all or none. Raises UnknownKind, and RowProblems naming every record that cannot be taken."""
        with self._writing() as scribe:
            kind = self._kind(kind_slug)
            taken = entries.read_entries(kind, data, self.context(), self._standing(kind))
            refuse_definitions(kind, taken, self._session.taken_kinds())
            stored = [(self._new_uid(), entries.dumped(kind, values)) for values in taken]
            at = scribe.stamp(kind)
            rows.insert_records(self._db, kind.slug, stored, at)
            titles = {uid: kind.title_of(values) for (uid, _), values in zip(stored, taken, strict=True)}
            if titles:
                rows.insert_changes(self._db, scribe.whole(kind, "add", titles))
        return tuple(
            record_of(rows.StoredRecord(0, uid, kind.slug, data, at, at, 1, False), (), kind) for uid, data in stored
        )

    def edit(self, uid: str, data: Mapping[str, object], *, revision: int | None = None) -> Record:
        """Change the fields given; the others stay. With `revision`, only if the record is still at that revision.

        Raises RecordNotFound, RecordChanged, UnknownField, FieldProblems, DuplicateValue.
        """
        with self._writing() as scribe:
            stored, kind = self._session.living(uid)
            old = entries.loaded(kind, stored.data)
            if revision is not None and revision != stored.revision:
                raise RecordChanged(kind.title_of(old), revision, stored.revision)
            context = self.context()
            given = entries.refilled(kind, old, entries.read_entry(kind, data, context, partly=True), context)
            new = {name: value for name, value in given.items() if entries.differs(kind, name, old, value)}
            if new:
                refuse_change(kind, old, {**old, **new}, self._session.taken_kinds(apart_from=uid), self._all)
                refuse_asked(kind, old, {**old, **new}, self.scheme)
                entries.refuse_duplicate(kind, {**old, **new}, self._standing(kind, apart_from=uid))
                rows.update_record(self._db, stored, entries.merged(stored.data, kind, new), scribe.stamp(kind))
                rows.insert_changes(self._db, scribe.edited(kind, uid, old, new))
        return self.get(uid)

    def delete(self, uid: str) -> None:
        """Put a record into the recycle bin. Raises RecordNotFound."""
        with self._writing() as scribe:
            stored, kind = self._session.living(uid)
            values = entries.loaded(kind, stored.data)
            refuse_asked(kind, values, None, self.scheme)
            refuse_removal(kind, values, lambda slug: len(rows.list_records(self._db, slug, deleted=False)))
            self._move(scribe, stored, kind, "delete")

    def restore(self, uid: str) -> Record:
        """Take a record out of the recycle bin. Raises RecordNotFound, NotDeleted, DuplicateValue, RegisterDeleted."""
        with self._writing() as scribe:
            stored = self._session.stored(uid)
            if not stored.deleted:
                raise NotDeleted(uid)
            kind = self._session.kind(stored.kind)
            refuse_orphan(kind, self.kinds)
            values = entries.loaded(kind, stored.data)
            entries.refuse_duplicate(kind, values, self._standing(kind), restoring=True)
            refuse_definitions(kind, [values], self._session.taken_kinds())
            self._move(scribe, stored, kind, "restore")
        return self.get(uid)

    def get(self, uid: str) -> Record:
        """The record of this uid, deleted or not. Raises RecordNotFound."""
        with self._session.reading():
            found = files.list_attachments(self._db, uid)
            stored = self._session.stored(uid)
            given_out = (attachments.given_out(self._library, each) for each in found)
            return record_of(stored, given_out, self._session.kind(stored.kind))

    def records(self, kind: str | None = None, *, deleted: bool = False) -> tuple[Record, ...]:
        """The living records of a kind, or of all, in listing order (see listing.py); or those in the recycle bin."""
        with self._session.reading():
            if kind is not None:
                self._session.kind(kind)
            stored = rows.list_records(self._db, kind, deleted=deleted)
            own = self._session.own_kinds(deleted=deleted)
            return listed(self._library, stored, files.list_attachments(self._db, own=True), own)

    def snapshot(self) -> Snapshot:
        """The whole ledger as one frozen value, for papers, gaps and scores."""
        with self._session.reading():
            return Snapshot(self.campaign, self._kept.in_force(), self.scheme_changes(), self.records())

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of the program, and the registers that the clerk defined himself."""
        with self._session.reading():
            return (*KINDS, *self._session.own_kinds())

    def search(self, text: str) -> tuple[Record, ...]:
        """The living records in which every word of `text` stands."""
        return search.matches(((record.declared, record) for record in self.records()), text)

    def history(self, uid: str) -> tuple[Change, ...]:
        """The changes of a record, of "scheme", or of a secret kind by its key; oldest first."""
        with self._session.reading():
            return rows.list_changes(self._db, uid)

    # Attachments

    def attach(self, uid: str, path: Path, *, role: str, inspect: Inspector) -> Attachment:
        """Keep a copy of the file at `path` and bind it to a record; `inspect` looks into it first.

        Raises RecordNotFound, UnknownRole, UnusableFile, DuplicateAttachment, StorageError.
        """
        if role not in attachments.ROLES:
            raise UnknownRole(role)
        name = clean_text(path.name, "文件名")
        with self._writing() as scribe:
            stored, kind = self._session.living(uid)
            with attachments.taken_in(self._library, path, name, inspect) as file:
                if any(each.file.sha256 == file.sha256 for each in files.list_attachments(self._db, uid)):
                    raise DuplicateAttachment(name, kind.title_of(entries.loaded(kind, stored.data)))
                bound = files.StoredAttachment(self._new_uid(), uid, role, name, files.keep_file(self._db, file))
                files.insert_attachment(self._db, stored, bound, scribe.at)
                rows.insert_changes(self._db, scribe.attached(kind, uid, role, name, off=False))
        return attachments.given_out(self._library, bound)

    def detach(self, attachment_uid: str) -> None:
        """Take an attachment off its record; the file stays in the library. Raises AttachmentNotFound."""
        with self._writing() as scribe:
            bound = files.find_attachment(self._db, attachment_uid)
            if bound is None:
                raise AttachmentNotFound(attachment_uid)
            kind = self._session.kind(self._session.stored(bound.record).kind)
            files.mark_removed(self._db, attachment_uid, scribe.at)
            rows.insert_changes(self._db, scribe.attached(kind, bound.record, bound.role, bound.name, off=True))

    def reattach(self, attachment_uid: str) -> Attachment:
        """Put an attachment back that was taken off. Raises AttachmentNotFound, RecordNotFound, DuplicateAttachment."""
        with self._writing() as scribe:
            bound = files.find_attachment(self._db, attachment_uid, removed=True)
            if bound is None:
                raise AttachmentNotFound(attachment_uid)
            stored, kind = self._session.living(bound.record)
            standing = files.list_attachments(self._db, bound.record)
            if any(each.file.sha256 == bound.file.sha256 for each in standing):
                raise DuplicateAttachment(bound.name, kind.title_of(entries.loaded(kind, stored.data)))
            files.mark_standing(self._db, attachment_uid)
            rows.insert_changes(self._db, scribe.attached(kind, bound.record, bound.role, bound.name, off=False))
        return attachments.given_out(self._library, bound)

    def file_faults(self, *, hashed: bool = False) -> tuple[FileFault, ...]:
        """Attachments whose files are missing or of another length; with `hashed`, of other content too."""
        with self._session.reading():
            bound = files.list_attachments(self._db)
            return attachments.faults((attachments.given_out(self._library, each) for each in bound), hashed=hashed)

    # Exports

    def note_export(self, bound: BoundVolume, folder: Path) -> Export:
        """Remember a finished export, what it bound and where to; under the number that it is given."""
        with self._writing() as scribe:
            return exports.insert_export(self._db, bound, str(folder), scribe.who, scribe.at)

    def exports(self) -> tuple[Export, ...]:
        """Every export that was remembered, oldest first."""
        with self._session.reading():
            return exports.list_exports(self._db)

    def last_export(self) -> Export | None:
        """The last export that was remembered, None before the first."""
        with self._session.reading():
            return next(iter(exports.list_exports(self._db, last=True)), None)

    def changed_since(self, moment: dt.datetime) -> bool:
        """Whether anything was changed after `moment`, such as the time of an export: records, files or rules."""
        with self._session.reading():
            return exports.changed_since(self._db, moment)

    # Copies

    def backup(self, why: str = backup.PLAIN, *, tidy: bool = True) -> Backup:
        """Keep everything in the library's backups, beside a writer too; see backup.keep."""
        return backup.keep(self._session, self._clock(), why=why, tidy=tidy)

    def copy_to(
        self,
        dest: Path,
        *,
        tell: Tell = lambda *_: None,
        stopped: Callable[[], bool] = lambda: False,
        open_to_all: bool = False,
    ) -> WholeCopy:
        """Copy the whole library to the new folder `dest`, beside a writer too; see whole_copy.copy_library."""
        who, now = self._who, self._clock()
        return copy_library(self._session, dest, who=who, now=now, tell=tell, stopped=stopped, open_to_all=open_to_all)

    # The scheme

    def context(self) -> Context:
        """What fields may ask of this ledger while they read what was typed."""
        if self._lookup is None:
            self._lookup = Lookup(self.scheme, self.records)
        return self._lookup.context()

    def scheme_changes(self) -> tuple[SchemeChange, ...]:
        """Every change of the campaign's weights and rules, and of its whole text, oldest first."""
        return self._kept.changes()

    def scheme_text(self) -> str:
        """The scheme in force as a file to hand on; see kept_scheme.KeptScheme.text."""
        return self._kept.text()

    def change_scheme(self, changes: Mapping[str, str], reason: str) -> Scheme:
        """Set weights and rules of the campaign's scheme together (key to new value), and keep why.

        Raises EmptyReason, UnknownChange, BadWeight, BadRuleValue, WeightsNotHundred.
        """
        with self._writing() as scribe:
            scheme = self._kept.change(scribe, changes, reason)
        self.scheme = scheme
        return scheme

    def replace_scheme(self, text: str, reason: str, *, source: str = "新方案") -> Scheme:
        """Put another text in place of the campaign's scheme, with its own weights and rules, and keep why.

        `source` is what errors call it. Raises EmptyReason and SchemeError; then nothing is changed.
        """
        with self._writing() as scribe:
            scheme = self._kept.replace(scribe, text, reason, source)
        self.scheme = scheme
        return scheme

    # Several verbs

    @contextmanager
    def together(self) -> Iterator[None]:
        """What the verbs inside do is one action: all of it is kept, or nothing."""
        try:
            with self._session.writing():
                yield
        except BaseException:
            self.scheme = self._kept.in_force()
            raise
        finally:
            self._lookup = None

    # Inside

    @contextmanager
    def _writing(self) -> Iterator[Scribe]:
        try:
            with self._session.writing():
                yield Scribe(self._who, self._clock(), self._session.title)
        finally:
            # What was looked up before or inside the transaction may be otherwise now.
            self._lookup = None

    def _kind(self, slug: str) -> Kind:
        """The kind called `slug`, of those that records may be added to. Raises UnknownKind."""
        return named(slug, self.kinds) if slug.startswith(PREFIX) else kind_of(slug)

    def _all(self, slug: str) -> tuple[Record, ...]:
        """The records of a kind, those in the recycle bin too."""
        return (*self.records(slug), *self.records(slug, deleted=True))

    def _move(self, scribe: Scribe, stored: rows.StoredRecord, kind: Kind, action: str) -> None:
        rows.mark_deleted(self._db, stored, scribe.stamp(kind), deleted=action == "delete")
        title = kind.title_of(entries.loaded(kind, stored.data))
        rows.insert_changes(self._db, scribe.whole(kind, action, {stored.uid: title}))

    def _standing(self, kind: Kind, *, apart_from: str = "") -> set[str]:
        """The words of the kind's unique field among the living records; none when it has no such field."""
        if not kind.unique:
            return set()
        field = kind.field(kind.unique)
        return {field.show(each[kind.unique]) for each in self.records(kind.slug) if each.uid != apart_from}
