"""What the database says now against what the backups say: the only place where a flipped letter can be known.

The program changes a record's contents and its revision together, and never changes an entry of the history. Where a
backup has the same revision with other contents, or the same entry with other words, one of the two was spoilt.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ledger.doctor.around import OldState
from ledger.doctor.findings import Finding, Severity
from ledger.doctor.patient import Patient, read_rows
from ledger.doctor.structure import TABLES
from ledger.entries import loaded
from ledger.kinds import Kind
from ledger.schemes.changes import TEXT
from ledger.store.blueprint import Row
from ledger.store.rows import StoredRecord
from ledger.store.salvage import Salvaged

_FIXED: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("change", "uid", ("subject", "at", "who", "action", "field", "old", "new", "reason")),
    ("attachment", "uid", ("role", "name", "added")),
    ("attachment_file", "sha256", ("name", "suffix", "media", "size", "pages")),
    ("campaign", "uid", ("name", "unit", "year", "created")),
)
"""Columns that are never changed once they are written, with the table and the column that a row is known by."""

_MOST = 60  # characters of a value that are told


def altered(patient: Patient, states: tuple[OldState, ...]) -> Iterator[Finding]:
    """Records and rows that say something else than a backup of the same state."""
    told: set[str] = set()
    for state in states:
        name = state.backup.path.name
        for mine, theirs in differing(patient.records, state.salvaged):
            if mine.uid not in told:
                told.add(mine.uid)
                yield _record(patient, mine, theirs, name)
        for table, key, columns in _FIXED:
            changed = [
                uid for uid in _changed(patient.salvaged, state.salvaged, table, key, columns) if uid not in told
            ]
            if changed:
                told.update(changed)
                sentence = f"{TABLES[table]}里有{len(changed)}条与备份“{name}”里的不同，这些内容本来不会改动。"
                yield Finding("altered-row", Severity.FAULT, sentence, _CURE, tuple(changed))

        for finding in _scheme(patient, state):
            if not told & set(finding.about):
                told.update(finding.about)
                yield finding


def _scheme(patient: Patient, state: OldState) -> Iterator[Finding]:
    """A scheme whose text is another, though no other text was put in its place since."""
    mine, theirs = ({row["uid"]: row for row in each.rows("campaign")} for each in (patient.salvaged, state.salvaged))
    if _replaced(patient.salvaged) != _replaced(state.salvaged):
        return
    for uid in mine.keys() & theirs.keys():
        if mine[uid]["scheme_text"] != theirs[uid]["scheme_text"]:
            sentence = f"活动方案的条文与备份“{state.backup.path.name}”里的不同，其间却没有换过方案。"
            yield Finding("altered-scheme", Severity.FAULT, sentence, _CURE, (str(uid),))


def _replaced(found: Salvaged) -> int:
    """How often another text was put in place of a scheme, so far as it is known."""
    return sum(row["key"] == TEXT for row in found.rows("scheme_change"))


_CURE = "其中一份被磁盘写坏了，请对照原件核对；修复时两边都不动。"


def differing(records: tuple[StoredRecord, ...], old: Salvaged) -> Iterator[tuple[StoredRecord, StoredRecord]]:
    """Records, each with its state in `old`, that have the same revision and time but other contents."""
    before = {record.uid: record for record in read_rows(old.rows("record")).records}
    for mine in records:
        theirs = before.get(mine.uid)
        if theirs is None or (mine.revision, mine.changed) != (theirs.revision, theirs.changed):
            continue
        if _state(mine) != _state(theirs):
            yield mine, theirs


def _state(record: StoredRecord) -> tuple[Any, ...]:
    return (record.kind, record.data, record.created, record.deleted)


def _record(patient: Patient, mine: StoredRecord, theirs: StoredRecord, backup: str) -> Finding:
    kind = patient.kinds.get(mine.kind)
    where = _fields(kind, mine.data, theirs.data) if kind and not kind.secret else ""
    sentence = f"{patient.title(mine)}与备份“{backup}”里的同一次修改不一样{where}。"
    return Finding("altered-record", Severity.FAULT, sentence, _CURE, (mine.uid,))


def _fields(kind: Kind, mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> str:
    """Which fields differ, with both words."""
    now, before = loaded(kind, mine), loaded(kind, theirs)
    fields = [field for field in kind.fields if mine.get(field.name) != theirs.get(field.name)]
    if not fields:
        return ""
    words = (
        f"“{field.label}”现在是“{_cut(field.show(now[field.name]))}”，备份里是“{_cut(field.show(before[field.name]))}”"
        for field in fields
        if not field.private
    )
    return f"：{'；'.join(words)}" if any(not field.private for field in fields) else ""


def _cut(text: str) -> str:
    return text if len(text) <= _MOST else f"{text[: _MOST - 1]}…"


def _changed(now: Salvaged, old: Salvaged, table: str, key: str, columns: tuple[str, ...]) -> list[str]:
    before: dict[object, Row] = {row[key]: row for row in old.rows(table) if row.get(key)}
    return [
        str(row[key])
        for row in now.rows(table)
        if row.get(key) in before and any(row.get(each) != before[row[key]].get(each) for each in columns)
    ]
