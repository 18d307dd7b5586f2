"""Records as the ledger gives them out, and the order they stand in."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from functools import partial

from ledger import kinds
from ledger.attachments import given_out
from ledger.entries import dumped, load_or_none, loaded
from ledger.fields.base import Field, Json
from ledger.fields.dates import day_in
from ledger.kinds import Kind
from ledger.library import Library
from ledger.own_registers import PREFIX
from ledger.records import Attachment, Record
from ledger.store.files import StoredAttachment
from ledger.store.rows import StoredRecord

_UNDATED = "~"  # after every date

_words = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode

Place = tuple[str, str]
"""What a record of a kind is ordered by: its date, then when it was made; what it holds for one of a secret kind."""


def record_of(stored: StoredRecord, attachments: Iterable[Attachment], kind: Kind) -> Record:
    """The frozen record of a stored one of this kind."""
    own = {"own": kind} if kind.slug.startswith(PREFIX) else {}
    return Record.kept(
        partial(loaded, kind, stored.data),
        attachments,
        **own,
        uid=stored.uid,
        kind=stored.kind,
        created=stored.created,
        changed=stored.changed,
        revision=stored.revision,
        deleted=stored.deleted,
    )


def listed(
    library: Library, stored: Iterable[StoredRecord], files: Iterable[StoredAttachment], own: Iterable[Kind]
) -> tuple[Record, ...]:
    """The records in listing order: kind, date, time of entry, order of entry; undated ones last.

    Records of a secret kind stand by their contents instead, so that the order of entry cannot be seen.
    `own` are the registers that the clerk defined. Records of a kind that is not known are passed over.
    """
    by_record: dict[str, list[Attachment]] = {}
    for file in files:
        by_record.setdefault(file.record, []).append(given_out(library, file))
    order = {kind.slug: (place, kind, _dating(kind)) for place, kind in enumerate((*kinds.KINDS, *own))}
    keyed = []
    for each in stored:
        if each.kind not in order:
            continue
        place, kind, dating = order[each.kind]
        # Only its date is read of a record here, not all of its values.
        day = load_or_none(dating, each.data.get(dating.name)) if dating else None
        key = (place, *_place(kind, day, each.data, each.created), 0 if kind.secret else each.id)
        keyed.append((key, record_of(each, by_record.get(each.uid, ()), kind)))
    keyed.sort(key=lambda pair: pair[0])
    return tuple(record for _, record in keyed)


def place_of(record: Record) -> Place:
    """What orders a record among those of its kind; of two with the same place the higher number is the later."""
    kind = record.declared
    day = record[kind.date] if kind.date else None
    data = dumped(kind, record.values) if kind.secret else {}
    return _place(kind, day, data, record.created)


def _dating(kind: Kind) -> Field | None:
    """The field that dates the records of a kind."""
    return kind.field(kind.date) if kind.date else None


def _place(kind: Kind, day: object, data: Mapping[str, Json], created: dt.datetime) -> Place:
    dated = day_in(day)
    date = dated.isoformat() if dated else _UNDATED
    if kind.secret:
        return (date, _words(data))
    return (date, created.isoformat())
