"""Named queries for merging: everything of one campaign as it is stored, and putting it into another library."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import peewee

from ledger.fields.base import Json
from ledger.kinds import SECRET
from ledger.records import Campaign
from ledger.schemes.changes import SchemeChange
from ledger.store.rows import BRANCH, BrokenRow, is_own, own_campaign, scattered
from ledger.store.tables import AttachmentRow, CampaignRow, ChangeRow, FileRow, RecordRow, SchemeChangeRow

_BATCH = 500  # rows an INSERT, as for records


class Kept(NamedTuple):
    """A record as it is kept; times are the stored words, which sort as the times do."""

    uid: str
    kind: str
    data: dict[str, Json]
    created: str
    changed: str
    revision: int
    deleted_at: str | None


class Entry(NamedTuple):
    """An entry of the history."""

    uid: str
    subject: str
    at: str
    who: str
    action: str
    field: str
    old: str
    new: str
    reason: str = ""


class Bound(NamedTuple):
    """A file bound to a record, given by the record's uid and the file's content; also one that was taken off."""

    uid: str
    record: str
    sha256: str
    role: str
    name: str
    position: int
    added: str
    removed_at: str | None


class KeptCampaign(NamedTuple):
    """A campaign of a library; the first is the library's own."""

    number: int
    campaign: Campaign
    text: str


def list_campaigns(db: peewee.Database) -> list[KeptCampaign]:
    """The ledger's own campaign, then those of branches in the order in which they came."""
    return [
        KeptCampaign(row.id, Campaign(row.uid, row.name, row.unit, row.year, row.scheme_id), row.scheme_text)
        for row in CampaignRow.select().order_by(CampaignRow.id).bind(db)
    ]


def campaign_facts(db: peewee.Database, campaign: int) -> tuple[int, str | None, str]:
    """How many living records a campaign has, when any of them was changed last, and when it came here."""
    found = RecordRow.select(peewee.fn.COUNT(RecordRow.id), peewee.fn.MAX(RecordRow.changed))
    living, changed = found.where(_of(db, campaign), RecordRow.deleted_at.is_null()).tuples().bind(db)[0]
    came = CampaignRow.select(CampaignRow.created).where(CampaignRow.id == campaign).bind(db).scalar()
    return living, changed, came


def list_kept(db: peewee.Database, campaign: int) -> list[Kept]:
    """The records of a campaign, living and deleted. Raises BrokenRow."""
    columns = (getattr(RecordRow, name) for name in Kept._fields)
    rows = RecordRow.select(*columns).where(_of(db, campaign)).order_by(RecordRow.id).tuples()
    return [_kept(row) for row in _all(rows, db)]


def list_entries(db: peewee.Database, campaign: int, uid: str) -> list[Entry]:
    """The history of a campaign, oldest first, its subjects as its own library calls them. Raises BrokenRow."""
    columns = [getattr(ChangeRow, name) for name in Entry._fields]
    of_record = peewee.fn.EXISTS(
        RecordRow.select(RecordRow.id).where(RecordRow.uid == ChangeRow.subject, _of(db, campaign))
    )
    prefix = f"{uid}{BRANCH}"
    own = campaign == own_campaign(db)
    foreign = peewee.fn.EXISTS(RecordRow.select(RecordRow.id).where(RecordRow.uid == ChangeRow.subject, ~is_own(db)))
    asked = ~ChangeRow.subject.contains(BRANCH) & ~foreign if own else of_record | ChangeRow.subject.startswith(prefix)
    rows = ChangeRow.select(*columns).where(asked).order_by(ChangeRow.id).tuples()
    entries = [_entry(row) for row in _all(rows, db)]
    return [each._replace(subject=each.subject.removeprefix(prefix)) for each in entries]


def list_bound(db: peewee.Database, campaign: int) -> list[Bound]:
    """The attachments of a campaign's records in their order, those taken off too. Raises BrokenRow."""
    columns = [AttachmentRow.uid, RecordRow.uid, FileRow.sha256]
    columns += [getattr(AttachmentRow, name) for name in Bound._fields[3:]]
    rows = AttachmentRow.select(*columns).join(FileRow).switch(AttachmentRow).join(RecordRow).where(_of(db, campaign))
    return [_bound(row) for row in _all(rows.order_by(AttachmentRow.record, AttachmentRow.position).tuples(), db)]


def taken_uids(db: peewee.Database) -> tuple[dict[str, int | None], set[str], dict[str, str]]:
    """The uids taken in any campaign: of records with their campaign, of entries, of attachments with their records."""
    records = dict(_all(RecordRow.select(RecordRow.uid, RecordRow.campaign).tuples(), db))
    entries = {row[0] for row in _all(ChangeRow.select(ChangeRow.uid).tuples(), db)}
    bound = AttachmentRow.select(AttachmentRow.uid, RecordRow.uid).join(RecordRow).tuples()
    return records, entries, dict(_all(bound, db))


def insert_branch(db: peewee.Database, campaign: Campaign, text: str, now: dt.datetime) -> int:
    """Keep the campaign of a branch; its number."""
    row = {**vars(campaign), "scheme_text": text, "created": now.isoformat()}
    return int(CampaignRow.insert(row).bind(db).execute())


def update_branch(db: peewee.Database, number: int, campaign: Campaign, text: str) -> None:
    """Keep what a branch calls itself now, and its scheme in force."""
    CampaignRow.update({**vars(campaign), "scheme_text": text}).where(CampaignRow.id == number).bind(db).execute()


def insert_kept(db: peewee.Database, campaign: int, records: Iterable[Kept]) -> None:
    """Keep records of a campaign as they are."""
    rows = [{**each._asdict(), "data": _json(each.data), "campaign": campaign} for each in records]
    scatter = [{**row, "id": scattered(row["uid"])} for row in rows if row["kind"] in SECRET]
    for some in ([row for row in rows if row["kind"] not in SECRET], scatter):
        for batch in peewee.chunked(some, _BATCH):
            RecordRow.insert_many(batch).bind(db).execute()


def update_kept(db: peewee.Database, record: Kept) -> None:
    """Keep a record as it is now."""
    row = {**record._asdict(), "data": _json(record.data)}
    RecordRow.update(row).where(RecordRow.uid == record.uid).bind(db).execute()


def insert_entries(db: peewee.Database, entries: Iterable[Entry]) -> None:
    """Add to the history."""
    for batch in peewee.chunked([each._asdict() for each in entries], _BATCH):
        ChangeRow.insert_many(batch).bind(db).execute()


def delete_entries(db: peewee.Database, subject: str) -> None:
    """Take the history of a subject out, to put it in again in another order."""
    ChangeRow.delete().where(ChangeRow.subject == subject).bind(db).execute()


def insert_bound(db: peewee.Database, bound: Sequence[Bound]) -> None:
    """Bind files that are kept to records that are kept."""
    if not bound:
        return
    records = dict(_all(RecordRow.select(RecordRow.uid, RecordRow.id).tuples(), db))
    files = dict(_all(FileRow.select(FileRow.sha256, FileRow.id).tuples(), db))
    rows = []
    for each in bound:
        row: dict[str, Any] = each._asdict()
        row["file"] = files[row.pop("sha256")]
        rows.append({**row, "record": records[each.record]})
    for batch in peewee.chunked(rows, _BATCH):
        AttachmentRow.insert_many(batch).bind(db).execute()


def update_bound(db: peewee.Database, bound: Bound) -> None:
    """Keep where an attachment stands, or that it was taken off."""
    values = {"position": bound.position, "removed_at": bound.removed_at}
    AttachmentRow.update(values).where(AttachmentRow.uid == bound.uid).bind(db).execute()


def replace_scheme_changes(db: peewee.Database, changes: Iterable[SchemeChange]) -> None:
    """Keep these as all changes of the scheme, in this order."""
    SchemeChangeRow.delete().bind(db).execute()
    for each in changes:
        SchemeChangeRow.insert({**vars(each), "at": each.at.isoformat()}).bind(db).execute()


def _of(db: peewee.Database, campaign: int) -> Any:
    """The condition that a record is of this campaign."""
    return is_own(db) if campaign == own_campaign(db) else RecordRow.campaign == campaign


def _all(query: Any, db: peewee.Database) -> list[tuple[Any, ...]]:
    return list(query.bind(db))


def _kept(row: tuple[Any, ...]) -> Kept:
    uid, kind, text, created, changed, revision, deleted_at = row
    words = (uid, kind, text, created, changed, "" if deleted_at is None else deleted_at)
    if not all(isinstance(each, str) for each in words) or not isinstance(revision, int):
        raise BrokenRow(str(uid))
    try:
        data = json.loads(text)
        text.encode("utf-8")
        if "\\u" in text:
            _json(data).encode("utf-8")  # half a character may hide in an escape
        for moment in (created, changed, deleted_at or created):
            dt.datetime.fromisoformat(moment)
    except (ValueError, RecursionError) as error:
        raise BrokenRow(uid) from error
    if not isinstance(data, dict):
        raise BrokenRow(uid)
    return Kept(uid, kind, data, created, changed, revision, deleted_at)


def _entry(row: tuple[Any, ...]) -> Entry:
    entry = Entry(*row)
    if not all(isinstance(each, str) for each in row):
        raise BrokenRow(str(entry.subject))
    _refuse_no_time(entry.at, entry.subject)
    return entry


def _bound(row: tuple[Any, ...]) -> Bound:
    bound = Bound(*row)
    words = (bound.uid, bound.record, bound.sha256, bound.role, bound.name, bound.added, bound.removed_at or "")
    if not all(isinstance(each, str) for each in words) or not isinstance(bound.position, int):
        raise BrokenRow(str(bound.record))
    for moment in filter(None, (bound.added, bound.removed_at)):
        _refuse_no_time(moment, bound.record)
    return bound


def _refuse_no_time(text: str, uid: str) -> None:
    try:
        dt.datetime.fromisoformat(text)
    except ValueError as error:
        raise BrokenRow(uid) from error


def _json(data: dict[str, Json]) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
