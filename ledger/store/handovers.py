"""Named queries over the packages that went out and came in."""

from __future__ import annotations

import datetime as dt

import peewee

from ledger.handover import Handover
from ledger.store.tables import HandoverRow


def insert_handover(db: peewee.Database, handover: Handover) -> None:
    """Remember a package."""
    stamps = {"at": handover.at.isoformat(), "received_at": _stamp(handover.received_at)}
    HandoverRow.insert({**vars(handover), **stamps}).bind(db).execute()


def find_handover(db: peewee.Database, package: str, direction: str) -> Handover | None:
    """What is remembered of a package that went that way, None when nothing is."""
    asked = (HandoverRow.package == package) & (HandoverRow.direction == direction)
    row = HandoverRow.select().where(asked).bind(db).first()
    return None if row is None else _handover(row)


def list_handovers(db: peewee.Database) -> tuple[Handover, ...]:
    """Every package, in the order in which they were noted."""
    return tuple(_handover(row) for row in HandoverRow.select().order_by(HandoverRow.id).bind(db))


def update_receipt(db: peewee.Database, handover: Handover) -> None:
    """Keep when, by whom and with what result the package was received."""
    values = {
        "received_at": _stamp(handover.received_at),
        "received_by": handover.received_by,
        "result": handover.result,
    }
    asked = (HandoverRow.package == handover.package) & (HandoverRow.direction == handover.direction)
    HandoverRow.update(values).where(asked).bind(db).execute()


def _stamp(moment: dt.datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def _handover(row: HandoverRow) -> Handover:
    received = None if row.received_at is None else dt.datetime.fromisoformat(row.received_at)
    return Handover(
        package=row.package,
        direction=row.direction,
        at=dt.datetime.fromisoformat(row.at),
        who=row.who,
        purpose=row.purpose,
        digest=row.digest,
        records=row.records,
        files=row.files,
        bytes=row.bytes,
        place=row.place,
        received_at=received,
        received_by=row.received_by,
        result=row.result,
    )
