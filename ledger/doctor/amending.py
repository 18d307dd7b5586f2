"""What a repair puts right among rows that can be read: a scheme that cannot, times out of order, lost beginnings."""

from __future__ import annotations

import datetime as dt
import hashlib

from ledger.doctor.examination import scheme_fault
from ledger.doctor.gathering import Gathered, OldRows
from ledger.doctor.losses import CONTENTS, Fate, Outcome
from ledger.doctor.past import latest_changes
from ledger.doctor.patient import Patient, moment, read_row
from ledger.doctor.structure import TABLES
from ledger.entries import loaded
from ledger.schemes.errors import SchemeError
from ledger.schemes.load import scheme_text
from ledger.store.blueprint import Row
from ledger.store.rows import StoredRecord
from ledger.store.salvage import Salvaged, Table

_REASON = "原来的历史丢失，修复时补记"


def amended(found: Gathered, old: list[OldRows], patient: Patient, now: dt.datetime) -> tuple[Outcome, ...]:
    """Put the gathered rows right in place; what was done, each told."""
    gathered = Salvaged(tables={name: Table((), rows) for name, rows in found.tables.items()})
    whole = Patient(patient.library, gathered, now)
    return (*_scheme(found, old, whole), *_times(found, whole), *_stale(found, whole), *_beginnings(found, whole, now))


def _scheme(found: Gathered, old: list[OldRows], whole: Patient) -> list[Outcome]:
    """A scheme that cannot be read is taken from a backup, or is the one that came with the program."""
    rows = found.tables.get("campaign", {})
    first = min(rows, default=None)
    if first is None:
        return []
    if moment(rows[first]["created"]) is None:
        rows[first]["created"] = min((record.created for record in whole.records), default=whole.now).isoformat()
    if not scheme_fault(whole, rows[first]):
        return []
    for state in old:
        for row in state.salvaged.rows("campaign"):
            if row["id"] == first and not scheme_fault(whole, row):
                rows[first] = row
                return [Outcome(Fate.REGAINED, "方案", "", f"活动方案从备份“{state.name}”找回。")]
    try:
        shipped = {**rows[first], "scheme_text": scheme_text(str(rows[first]["scheme_id"]))}
    except SchemeError:
        return []
    if scheme_fault(whole, shipped):
        return []
    rows[first] = shipped
    sentence = "活动方案读不出来，备份里也没有，换成了程序自带的同一方案；自己改过的条文要重新改。"
    return [Outcome(Fate.LOST, "方案", "", sentence)]


def _times(found: Gathered, whole: Patient) -> list[Outcome]:
    """A record is not changed before it is made."""
    outcomes = []
    for number, row in found.tables.get("record", {}).items():
        record = read_row(row)
        if isinstance(record, StoredRecord) and record.changed < record.created:
            found.tables["record"][number] = {**row, "changed": row["created"]}
            sentence = f"{whole.title(record)}的修改时间早于添加时间，改成了添加的时间。"
            outcomes.append(Outcome(Fate.MENDED, TABLES["record"], whole.title(record), sentence, record.uid))
    return outcomes


def _stale(found: Gathered, whole: Patient) -> list[Outcome]:
    """Records that are older than their history keep what they hold, and are dated as the history has it."""
    last, outcomes = latest_changes(whole), []
    for number, row in found.tables.get("record", {}).items():
        record = read_row(row)
        if not isinstance(record, StoredRecord) or record.kind in whole.secret:
            continue
        at = last.get(record.uid, record.changed)
        if record.changed < at:
            found.tables["record"][number] = {**row, "changed": at.isoformat()}
            title = whole.title(record)
            sentence = f"{title}最后的改动丢失了，改成了什么历史里还查得到，请照着重新改。"
            outcomes.append(Outcome(Fate.LOST, CONTENTS, title, sentence, record.uid))
    return outcomes


def _beginnings(found: Gathered, whole: Patient, now: dt.datetime) -> list[Outcome]:
    """Records whose adding the history lost get an entry that says so."""
    history = found.tables.get("change")
    if history is None:
        return []
    added = {row["subject"] for row in history.values() if row["action"] == "add"}
    columns = {name for row in history.values() for name in row} or {"uid", "reason"}
    outcomes = []
    for record in whole.records:
        if record.uid in added or record.kind in whole.secret:
            continue
        kind = whole.kinds.get(record.kind)
        title = kind.title_of(loaded(kind, record.data)) if kind else record.uid
        number = max(history, default=0) + 1
        history[number] = _entry(number, record.uid, title, now, columns)
        sentence = f"{whole.title(record)}的历史丢失了开头，补记了一笔。"
        outcomes.append(Outcome(Fate.MENDED, TABLES["change"], title, sentence, record.uid))
    return outcomes


def _entry(number: int, subject: str, title: str, now: dt.datetime, columns: set[str]) -> Row:
    """An entry of the history as tables of this version have it."""
    row: Row = {
        "id": number,
        "uid": hashlib.sha256(f"repaired {subject} {now.isoformat()}".encode()).hexdigest(),
        "subject": subject,
        "at": now.isoformat(),
        "who": "",
        "action": "add",
        "field": "",
        "old": "",
        "new": title,
        "reason": _REASON,
    }
    return {name: value for name, value in row.items() if name not in ("uid", "reason") or name in columns}
