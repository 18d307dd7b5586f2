"""A library as the examination sees it: the rows that could be read, made into records, kinds and files."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ledger.definitions import read_definitions
from ledger.entries import loaded
from ledger.kinds import KINDS, Kind, kind_of
from ledger.library import Library
from ledger.own_registers import OWN_REGISTER
from ledger.store.blueprint import Row
from ledger.store.files import StoredAttachment, StoredFile
from ledger.store.rows import StoredRecord
from ledger.store.salvage import Salvaged

SUBJECTS = frozenset({"scheme", "library"})
"""Subjects of the history that are no records: the campaign's rules, and the library as a whole."""


@dataclass(frozen=True)
class Reading:
    """Rows of the table of records: those that make a record, and those that do not, with why."""

    records: tuple[StoredRecord, ...]
    spoilt: tuple[tuple[Row, str], ...]


@dataclass(frozen=True)
class Patient:
    """The library, what its database gave, and the time of the examination (UTC)."""

    library: Library
    salvaged: Salvaged
    now: dt.datetime

    @cached_property
    def reading(self) -> Reading:
        """The records, those in the recycle bin and those of branches too."""
        return read_rows(self.salvaged.rows("record"))

    @property
    def records(self) -> tuple[StoredRecord, ...]:
        """The records that can be read."""
        return self.reading.records

    @cached_property
    def by_uid(self) -> Mapping[str, StoredRecord]:
        """The records by uid."""
        return {record.uid: record for record in self.records}

    @cached_property
    def campaigns(self) -> Mapping[str, int]:
        """The numbers of the campaigns by uid; the first is the ledger's own, the others are branches'."""
        return {str(row["uid"]): int(str(row["id"])) for row in self.salvaged.rows("campaign")}

    def is_own(self, row: Row) -> bool:
        """Whether the row of a record is the ledger's own, and not a branch's."""
        return row.get("campaign_id") in (None, min(self.campaigns.values(), default=None))

    @cached_property
    def own(self) -> tuple[StoredRecord, ...]:
        """The records of the ledger's own campaign."""
        ids = {row["id"] for row in self.salvaged.rows("record") if self.is_own(row)}
        return tuple(record for record in self.records if record.id in ids)

    @cached_property
    def kinds(self) -> Mapping[str, Kind]:
        """Every kind by slug, with the registers that the clerk defined, also those in the recycle bin."""
        definition = kind_of(OWN_REGISTER)
        stored = (record for record in self.records if record.kind == OWN_REGISTER)
        own, _ = read_definitions((record.uid, loaded(definition, record.data)) for record in stored)
        return {kind.slug: kind for kind in (*KINDS, *own)}

    @cached_property
    def secret(self) -> frozenset[str]:
        """The kinds of whose records the history tells nothing."""
        return frozenset(slug for slug, kind in self.kinds.items() if kind.secret)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What the history calls each record that it speaks of, by uid."""
        names: dict[str, str] = {}
        for row in self.salvaged.rows("change"):
            subject = str(row["subject"])
            campaign, _, rest = subject.rpartition(":")
            apart = rest in SUBJECTS or rest in self.secret
            if not apart or (campaign and campaign not in self.campaigns):
                title = str(row["new"] or row["old"]) if row["action"] in ("add", "delete", "restore") else ""
                names[subject] = title or names.get(subject, "")
        return names

    def title(self, record: StoredRecord) -> str:
        """What the record is called; of a secret one only its kind."""
        kind = self.kinds.get(record.kind)
        if kind is None:
            return f"编号{record.uid[:8]}"
        if kind.secret:
            return f"一条{kind.title}"
        return f"{kind.title}“{_cut(kind.title_of(loaded(kind, record.data)))}”"

    @cached_property
    def files(self) -> Mapping[int, StoredFile]:
        """The files that the library knows of, by the id of their rows; spoilt rows are passed over."""
        return {number: file for number, file in _files(self.salvaged.rows("attachment_file"))}

    @cached_property
    def attachments(self) -> tuple[StoredAttachment, ...]:
        """The attachments that were not taken off and whose record and file are known."""
        uids = {record.id: record.uid for record in self.records}
        found = []
        for row in self.salvaged.rows("attachment"):
            record, file = uids.get(_whole(row["record_id"])), self.files.get(_whole(row["file_id"]))
            if row["removed_at"] is None and record is not None and file is not None:
                found.append(StoredAttachment(str(row["uid"]), record, str(row["role"]), str(row["name"]), file))
        return tuple(found)


def read_rows(rows: Iterable[Row]) -> Reading:
    """The records of rows of the table of records."""
    records, spoilt = [], []
    for row in rows:
        read = read_row(row)
        if isinstance(read, StoredRecord):
            records.append(read)
        else:
            spoilt.append((row, read))
    return Reading(tuple(records), tuple(spoilt))


def read_row(row: Row) -> StoredRecord | str:
    """The record of a row, or what is wrong with it."""
    for name in ("uid", "kind", "data"):
        if not isinstance(row[name], str):
            return "里有乱码"
    try:
        data = json.loads(str(row["data"]))
    except ValueError:
        return "的内容断了或被改乱"
    created, changed = moment(row["created"]), moment(row["changed"])
    if not isinstance(data, dict):
        return "的内容断了或被改乱"
    if created is None or changed is None:
        return "的时间读不出来"
    if not isinstance(row["revision"], int) or row["revision"] < 1:
        return "的修改次数不对"
    deleted = row["deleted_at"] is not None
    return StoredRecord(
        _whole(row["id"]), str(row["uid"]), str(row["kind"]), data, created, changed, row["revision"], deleted
    )


def moment(value: Any) -> dt.datetime | None:
    """A time as it is kept; None for what is none, or is of no place."""
    with suppress(TypeError, ValueError):
        at = dt.datetime.fromisoformat(value)
        return at if at.tzinfo is not None else None
    return None


def _whole(value: Any) -> int:
    return value if isinstance(value, int) else 0


def _files(rows: Iterable[Row]) -> Iterator[tuple[int, StoredFile]]:
    for row in rows:
        words = [row[name] for name in ("sha256", "name", "suffix", "media")]
        numbers = [row["size"], row["pages"]]
        if all(isinstance(word, str) for word in words) and all(isinstance(number, int) for number in numbers):
            sha256, name, suffix, media = map(str, words)
            size, pages = map(_whole, numbers)
            if is_digest(sha256) and "/" not in suffix and "\\" not in suffix and len(suffix) < 12:
                file = StoredFile(sha256, name, suffix, media, size, pages, bool(row.get("has_normal")))
                yield _whole(row["id"]), file


def is_digest(text: str) -> bool:
    """Whether it is written as a SHA-256 is."""
    return len(text) == 64 and not set(text) - set("0123456789abcdef")


def _cut(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
