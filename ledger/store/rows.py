"""Named queries over campaign, records, history and changes of the scheme."""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import peewee

from ledger.fields.base import Json
from ledger.kinds import SECRET
from ledger.records import Campaign, Change
from ledger.schemes.changes import SchemeChange
from ledger.store.tables import CampaignRow, ChangeRow, RecordRow, SchemeChangeRow

Data = dict[str, Json]

BRANCH = ":"
"""Stands between a branch's campaign and what its history shares the name of: its scheme, its ballots."""

_BATCH = 500  # rows an INSERT; nine values each stay far below SQLite's limit of variables


class BrokenRow(peewee.DatabaseError):
    """A record in the database that no program of ours wrote so."""

    def __init__(self, uid: str) -> None:
        super().__init__(f"编号为“{uid}”的记录读不出来")


class StoredRecord(NamedTuple):  # made by the ten thousand, which a dataclass takes three times as long for
    """A record as it is kept."""

    id: int
    uid: str
    kind: str
    data: Data
    created: dt.datetime
    changed: dt.datetime
    revision: int
    deleted: bool

    def __repr__(self) -> str:
        return f"StoredRecord({self.kind} {self.uid})"  # never its values


def insert_campaign(db: peewee.Database, campaign: Campaign, scheme_text: str, now: dt.datetime) -> None:
    """Keep the campaign and its own copy of the scheme."""
    CampaignRow.insert(
        uid=campaign.uid,
        name=campaign.name,
        unit=campaign.unit,
        year=campaign.year,
        scheme_id=campaign.scheme_id,
        scheme_text=scheme_text,
        created=now.isoformat(),
    ).bind(db).execute()


def the_campaign(db: peewee.Database) -> tuple[Campaign, str] | None:
    """The ledger's own campaign and its scheme's text, None when the table is empty."""
    row = CampaignRow.select().order_by(CampaignRow.id).bind(db).first()
    if row is None:
        return None
    return Campaign(row.uid, row.name, row.unit, row.year, row.scheme_id), row.scheme_text


def own_campaign(db: peewee.Database) -> int | None:
    """The number of the ledger's own campaign, which is the first; the others are those of branches."""
    number: int | None = CampaignRow.select(peewee.fn.MIN(CampaignRow.id)).bind(db).scalar()
    return number


def is_own(db: peewee.Database, campaign: int | None = None) -> Any:
    """What a query over RecordRow asks so that it finds the ledger's own records, or those of another campaign."""
    if campaign is not None:
        return RecordRow.campaign == campaign
    return RecordRow.campaign.is_null() | (RecordRow.campaign == own_campaign(db))


def update_scheme_text(db: peewee.Database, text: str) -> None:
    """Keep another text as the scheme of the ledger's own campaign."""
    CampaignRow.update(scheme_text=text).where(CampaignRow.id == own_campaign(db)).bind(db).execute()


def insert_records(db: peewee.Database, kind: str, entries: Sequence[tuple[str, Data]], now: dt.datetime) -> None:
    """Keep new records, given by uid and data; the rows of a secret kind do not stand in the order of entry."""
    campaign = own_campaign(db)
    stamp = now.isoformat()
    rows = [
        {
            "uid": uid,
            "kind": kind,
            "campaign": campaign,
            "data": _json(data),
            "created": stamp,
            "changed": stamp,
            "revision": 1,
            **({"id": scattered(uid)} if kind in SECRET else {}),
        }
        for uid, data in entries
    ]
    for batch in peewee.chunked(rows, _BATCH):
        RecordRow.insert_many(batch).bind(db).execute()


def scattered(uid: str) -> int:
    """A number for a row that tells nothing of when it was made, other than the next one would."""
    return int.from_bytes(hashlib.sha256(uid.encode()).digest()[:7], "big") + 1


def find_record(db: peewee.Database, uid: str) -> StoredRecord | None:
    """The ledger's own record of this uid, deleted or not."""
    columns = (getattr(RecordRow, name) for name in _COLUMNS)
    rows = _fetched(db, RecordRow.select(*columns).where(RecordRow.uid == uid, is_own(db)))
    return _stored(rows[0], *_decoded(rows)) if rows else None


def list_records(
    db: peewee.Database, kind: str | None, *, deleted: bool, campaign: int | None = None
) -> list[StoredRecord]:
    """The living (or the deleted) records, of one kind or of all, in the order they were added.

    They are the ledger's own, or those of a branch's `campaign`.
    """
    query = RecordRow.select().where(RecordRow.deleted_at.is_null(not deleted), is_own(db, campaign))
    if kind is not None:
        query = query.where(RecordRow.kind == kind)
    columns = (getattr(RecordRow, name) for name in _COLUMNS)
    rows = _fetched(db, query.select(*columns).order_by(RecordRow.id))
    return [
        _stored(row, data)
        for batch in peewee.chunked(rows, _BATCH)
        for row, data in zip(batch, _decoded(batch), strict=True)
    ]


def update_record(db: peewee.Database, record: StoredRecord, data: Data, now: dt.datetime) -> None:
    """Replace the record's data."""
    _update(db, record, now, data=_json(data))


def mark_deleted(db: peewee.Database, record: StoredRecord, now: dt.datetime, *, deleted: bool) -> None:
    """Put the record into the recycle bin, or take it out."""
    _update(db, record, now, deleted_at=now.isoformat() if deleted else None)


def _update(db: peewee.Database, record: StoredRecord, now: dt.datetime, **values: str | None) -> None:
    # Where the clock was set back meanwhile, the record still was not changed before it was made.
    changed = max(now, record.changed)
    stamped = {**values, "changed": changed.isoformat(), "revision": record.revision + 1}
    RecordRow.update(stamped).where(RecordRow.id == record.id).bind(db).execute()


def insert_changes(db: peewee.Database, changes: Iterable[Change]) -> None:
    """Add to the history."""
    rows = [
        {
            "uid": uuid.uuid4().hex,
            "subject": each.subject,
            "at": each.at.isoformat(),
            "who": each.who,
            "action": each.action,
            "field": each.field,
            "old": each.old,
            "new": each.new,
            "reason": each.reason,
        }
        for each in changes
    ]
    for batch in peewee.chunked(rows, _BATCH):
        ChangeRow.insert_many(batch).bind(db).execute()


def list_changes(db: peewee.Database, subject: str) -> tuple[Change, ...]:
    """The history of one subject, oldest first."""
    query = ChangeRow.select().where(ChangeRow.subject == subject).order_by(ChangeRow.id).bind(db)
    return tuple(
        Change(row.subject, _time_of(row.subject, row.at), row.who, row.action, row.field, row.old, row.new, row.reason)
        for row in query
    )


def insert_scheme_changes(db: peewee.Database, changes: Iterable[SchemeChange]) -> None:
    """Keep changes of the campaign's scheme."""
    for each in changes:
        SchemeChangeRow.insert(
            at=each.at.isoformat(), who=each.who, key=each.key, old=each.old, new=each.new, reason=each.reason
        ).bind(db).execute()


def list_scheme_changes(db: peewee.Database) -> tuple[SchemeChange, ...]:
    """Every change of the scheme, oldest first."""
    query = SchemeChangeRow.select().order_by(SchemeChangeRow.id).bind(db)
    return tuple(
        SchemeChange(_time_of("scheme", row.at), row.who, row.key, row.old, row.new, row.reason) for row in query
    )


_COLUMNS = ("id", "uid", "kind", "data", "created", "changed", "revision", "deleted_at")


def _fetched(db: peewee.Database, query: Any) -> list[tuple[Any, ...]]:
    """The rows of a query as SQLite gives them: with peewee's wrapping, reading thousands takes twice as long."""
    cursor = db.execute(query.bind(db))  # type: ignore[no-untyped-call]  # the stubs leave it untyped
    # Read past peewee, whose names for the errors of either driver the boundary knows.
    with peewee.__exception_wrapper__:  # type: ignore[attr-defined]  # public, but not in the stubs
        return list(cursor.fetchall())


def _stored(row: tuple[Any, ...], data: Data) -> StoredRecord:
    """The record of a row with _COLUMNS. Raises BrokenRow."""
    try:
        created, changed = _time(row[4]), _time(row[5])
    except (TypeError, ValueError) as error:
        raise BrokenRow(row[1]) from error
    return StoredRecord(row[0], row[1], row[2], data, created, changed, row[6], row[7] is not None)


def _decoded(rows: Sequence[tuple[Any, ...]]) -> list[Data]:
    """The data of rows with _COLUMNS, by one call for all. Raises BrokenRow for the first that is no JSON object."""
    with contextlib.suppress(TypeError, ValueError):  # which row it is, is found one by one
        found: list[Data] = json.loads(f"[{','.join([row[3] for row in rows])}]")
        if len(found) == len(rows) and all(type(data) is dict for data in found):
            return found
    return [_one(row[1], row[3]) for row in rows]


def _one(uid: str, text: Any) -> Data:
    try:
        data = json.loads(text)
    except (TypeError, ValueError) as error:
        raise BrokenRow(uid) from error
    if not isinstance(data, dict):
        raise BrokenRow(uid)
    return data


def _json(data: Data) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _time(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def _time_of(subject: str, text: str) -> dt.datetime:
    """The time of an entry about `subject`. Raises BrokenRow."""
    try:
        return _time(text)
    except (TypeError, ValueError) as error:
        raise BrokenRow(subject) from error
