"""Named queries over attachments and the files behind them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

import peewee

from ledger.store.rows import StoredRecord, is_own
from ledger.store.tables import AttachmentRow, FileRow, RecordRow


@dataclass(frozen=True)
class StoredFile:
    """A file as it is kept, known by its content."""

    sha256: str
    name: str
    suffix: str
    media: str
    size: int
    pages: int
    has_normal: bool


@dataclass(frozen=True)
class StoredAttachment:
    """A file bound to a record, given by uids."""

    uid: str
    record: str
    role: str
    name: str
    file: StoredFile


_FILE = ("sha256", "name", "suffix", "media", "size", "pages", "has_normal")


def find_file(db: peewee.Database, sha256: str) -> StoredFile | None:
    """The file of this content, None when it was never kept."""
    row = FileRow.select().where(FileRow.sha256 == sha256).bind(db).first()
    return None if row is None else _file(row)


def list_files(db: peewee.Database) -> list[StoredFile]:
    """Every file that is kept, also those whose attachments were taken off or whose records were deleted."""
    columns = (getattr(FileRow, name) for name in _FILE)
    # Read at every close: with peewee's wrapping it takes five times as long, as for records.
    with peewee.__exception_wrapper__:  # type: ignore[attr-defined]  # public, but not in the stubs
        query = FileRow.select(*columns).order_by(FileRow.id).bind(db)
        return [file_of(row) for row in db.execute(query).fetchall()]  # type: ignore[no-untyped-call]


def mark_of_files(db: peewee.Database) -> tuple[Any, ...]:
    """What is otherwise as soon as another file is kept, or one gets an upright picture."""
    columns = (peewee.fn.MAX(FileRow.id), peewee.fn.COUNT(FileRow.id), peewee.fn.SUM(FileRow.has_normal))
    return tuple(FileRow.select(*columns).bind(db).scalar(as_tuple=True))


def file_of(row: tuple[Any, ...]) -> StoredFile:
    """The file of a row with the columns of a StoredFile."""
    sha256, name, suffix, media, size, pages, has_normal = row
    return StoredFile(sha256, name, suffix, media, size, pages, bool(has_normal))


def keep_file(db: peewee.Database, file: StoredFile) -> StoredFile:
    """Keep the facts of a file, once for each content; what is kept then.

    A content that came in before upright pictures were made is noted to have one now.
    """
    known = find_file(db, file.sha256)
    if known is None:
        _insert_file(db, file)
        return file
    if file.has_normal and not known.has_normal:
        FileRow.update(has_normal=True).where(FileRow.sha256 == file.sha256).bind(db).execute()
        return replace(known, has_normal=True)
    return known


def _insert_file(db: peewee.Database, file: StoredFile) -> None:
    FileRow.insert(
        sha256=file.sha256,
        name=file.name,
        suffix=file.suffix,
        media=file.media,
        size=file.size,
        pages=file.pages,
        has_normal=file.has_normal,
    ).bind(db).execute()


def insert_attachment(
    db: peewee.Database, record: StoredRecord, attachment: StoredAttachment, now: dt.datetime
) -> None:
    """Bind a kept file to a record, after those it has."""
    last = AttachmentRow.select(peewee.fn.MAX(AttachmentRow.position)).where(AttachmentRow.record == record.id)
    file = FileRow.select(FileRow.id).where(FileRow.sha256 == attachment.file.sha256)
    AttachmentRow.insert(
        uid=attachment.uid,
        record=record.id,
        file=file.bind(db).scalar(),
        role=attachment.role,
        name=attachment.name,
        position=(last.bind(db).scalar() or 0) + 1,
        added=now.isoformat(),
    ).bind(db).execute()


def list_attachments(
    db: peewee.Database, record: str | None = None, *, own: bool = False, campaign: int | None = None
) -> list[StoredAttachment]:
    """The attachments of one record, or of all, in the order they were added.

    With `own` only those of the ledger's own records, with `campaign` those of a branch's.
    """
    query = _select().where(AttachmentRow.removed_at.is_null())
    if own or campaign is not None:
        query = query.where(is_own(db, campaign))
    if record is not None:
        query = query.where(RecordRow.uid == record)
    query = query.order_by(AttachmentRow.record, AttachmentRow.position)
    return [_attachment(row) for row in query.bind(db)]


def find_attachment(db: peewee.Database, uid: str, *, removed: bool = False) -> StoredAttachment | None:
    """The attachment of this uid that stands, or that was taken off (`removed`); None when there is no such."""
    row = _select().where(AttachmentRow.uid == uid, AttachmentRow.removed_at.is_null(not removed)).bind(db).first()
    return None if row is None else _attachment(row)


def mark_removed(db: peewee.Database, uid: str, now: dt.datetime) -> None:
    """Take an attachment off its record; the file stays."""
    AttachmentRow.update(removed_at=now.isoformat()).where(AttachmentRow.uid == uid).bind(db).execute()


def mark_standing(db: peewee.Database, uid: str) -> None:
    """Put an attachment back to its record, at the place it had."""
    AttachmentRow.update(removed_at=None).where(AttachmentRow.uid == uid).bind(db).execute()


def _select() -> peewee.ModelSelect[AttachmentRow]:
    columns = (AttachmentRow, FileRow, RecordRow.uid)
    return AttachmentRow.select(*columns).join(FileRow).switch(AttachmentRow).join(RecordRow)


def _attachment(row: AttachmentRow) -> StoredAttachment:
    return StoredAttachment(row.uid, row.record.uid, row.role, row.name, _file(row.file))


def _file(row: FileRow) -> StoredFile:
    return StoredFile(row.sha256, row.name, row.suffix, row.media, row.size, row.pages, bool(row.has_normal))
