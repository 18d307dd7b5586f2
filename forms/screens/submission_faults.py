"""Which record an export stumbled over, so that the clerk can go there."""

from __future__ import annotations

from exports.errors import DamagedScan, MissingGlyphs
from forms.screens import home_of
from forms.shell.page import Target
from ledger.records import Record
from ledger.snapshot import Snapshot


def place_of(error: Exception, snapshot: Snapshot) -> tuple[str, Target] | None:
    """The screen and the form of the record that `error` names, None when it names none that is there."""
    match error:
        case MissingGlyphs():
            return _with_glyphs(error, snapshot)
        case DamagedScan():
            records = (each for each in snapshot.records if any(a.name == error.name for a in each.attachments))
            return _form(next(records, None))
        case _:
            return None


def _with_glyphs(error: MissingGlyphs, snapshot: Snapshot) -> tuple[str, Target] | None:
    """The record whose title and field the error tells; the field takes the keyboard."""
    for record in snapshot.records:
        for field in record.declared.fields:
            if field.label != error.field or snapshot.title(record) != error.record:
                continue
            if any(char in field.show(record[field.name]) for char in error.chars):
                return _form(record, field.name)
    return None


def _form(record: Record | None, field: str = "") -> tuple[str, Target] | None:
    return None if record is None else (home_of(record.kind), Target(record.kind, record.uid, field=field))
