"""The history and the times: what lacks its beginning, was changed before it was made, or lies in the future."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ledger.doctor.findings import REPAIR, Finding, Severity, some
from ledger.doctor.patient import Patient, moment
from ledger.doctor.structure import TABLES
from ledger.snapshot import BEIJING
from ledger.store.blueprint import Row

_TIMES = (
    ("record", ("created", "changed", "deleted_at")),
    ("attachment", ("added", "removed_at")),
    ("change", ("at",)),
    ("scheme_change", ("at",)),
    ("export", ("at",)),
    ("campaign", ("created",)),
    ("handover", ("at", "received_at")),
)
"""Columns with times, by table."""
_AHEAD = dt.timedelta(days=1)
"""How far a clock may be ahead before it is told."""


def beginnings(patient: Patient) -> Iterator[Finding]:
    """Records whose history does not begin with their being added; of secret kinds it tells nothing (design §4.12)."""
    added = {row["subject"] for row in patient.salvaged.rows("change") if row["action"] == "add"}
    lacking = [record for record in patient.records if record.uid not in added and record.kind not in patient.secret]
    if lacking:
        titles = some([patient.title(record) for record in lacking])
        sentence = f"历史里没有这些记录的添加：{titles}。"
        yield Finding(
            "no-beginning", Severity.FAULT, sentence, "修复时会补记一笔。", tuple(record.uid for record in lacking)
        )


def strangers(patient: Patient) -> Iterator[Finding]:
    """Entries about records that are not there: the record was lost, or a letter of the entry flipped."""
    spoilt = {row["uid"] for row, _ in patient.reading.spoilt}
    for subject, title in patient.names.items():
        if subject not in patient.by_uid and subject not in spoilt:
            name = f"“{title}”" if title else f"编号{subject[:8]}"
            sentence = f"历史里说到{name}，库里却没有这条记录。"
            cure = "从备份里找回，或从纸质材料补登。"
            yield Finding("unknown-subject", Severity.FAULT, sentence, cure, (subject,))


def stale(patient: Patient) -> Iterator[Finding]:
    """Records that are older than their own history, or whose changes it does not know: a page was not written."""
    last = latest_changes(patient)
    for record in patient.records:
        if record.kind in patient.secret:
            continue
        at = last.get(record.uid)
        if at is not None and record.changed < at:
            sentence = f"{patient.title(record)}的内容比它的历史旧，最后的改动没有写进去。"
            yield Finding("stale-record", Severity.DAMAGE, sentence, f"{REPAIR}。", (record.uid,))
        elif at is None and record.revision > 1:
            sentence = f"{patient.title(record)}改过{record.revision - 1}次，历史里一次也没有。"
            yield Finding("no-changes", Severity.FAULT, sentence, "对照原件核对；历史可从备份里找回。", (record.uid,))


def latest_changes(patient: Patient) -> dict[str, dt.datetime]:
    """When each record was changed last, as the history has it; files put to it are no change of its own."""
    latest: dict[str, dt.datetime] = {}
    for row in patient.salvaged.rows("change"):
        at = moment(row["at"]) if row["action"] in ("edit", "delete", "restore") else None
        if at is not None:
            subject = str(row["subject"])
            latest[subject] = max(latest.get(subject, at), at)
    return latest


def times(patient: Patient) -> Iterator[Finding]:
    """Times that cannot be read; records changed before they were made."""
    for table, columns in _TIMES:
        if table == "record":
            continue  # rows of it without their times are told as unreadable
        rows = [row for row in patient.salvaged.rows(table) if any(_broken(row, column) for column in columns)]
        if rows:
            sentence = f"{TABLES[table]}里有{len(rows)}条的时间读不出来。"
            yield Finding("broken-time", Severity.DAMAGE, sentence, f"{REPAIR}。")
    early = [record for record in patient.records if record.changed < record.created]
    if early:
        titles = some([patient.title(record) for record in early])
        uids = tuple(record.uid for record in early)
        sentence = f"这些记录的修改时间早于添加时间：{titles}。"
        yield Finding("changed-before-made", Severity.FAULT, sentence, "修复时会改为添加的时间。", uids)


def future(patient: Patient) -> Iterator[Finding]:
    """Times more than a day ahead of the clock: it is wrong now, or was wrong then."""
    ahead = [at for table, columns in _TIMES for at in _moments(patient, table, columns) if at > patient.now + _AHEAD]
    if ahead:
        last = max(ahead).astimezone(BEIJING)
        sentence = f"有{len(ahead)}处时间在以后，最晚是{last:%Y-%m-%d %H:%M}，电脑现在是{_clock(patient.now)}。"
        yield Finding("future-times", Severity.NOTE, sentence, "核对电脑的日期和时间；内容不受影响。")


def _moments(patient: Patient, table: str, columns: tuple[str, ...]) -> Iterator[dt.datetime]:
    for row in patient.salvaged.rows(table):
        for column in columns:
            at = moment(row.get(column))
            if at is not None:
                yield at


def _broken(row: Row, column: str) -> bool:
    return row.get(column) is not None and moment(row[column]) is None


def _clock(now: dt.datetime) -> str:
    return f"{now.astimezone(BEIJING):%Y-%m-%d %H:%M}"
