"""Putting the rows of a damaged library together again: what it still holds, and what backups hold of the rest."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from ledger.backup import Backup
from ledger.doctor.patient import is_digest, moment, read_row
from ledger.store.blueprint import Row
from ledger.store.rows import StoredRecord
from ledger.store.salvage import Salvaged, Table


@dataclass(frozen=True)
class OldRows:
    """A backup, and its rows as the tables of the library's version have them."""

    backup: Backup
    salvaged: Salvaged

    @property
    def name(self) -> str:
        """The file's name."""
        return self.backup.path.name


@dataclass(frozen=True)
class Regained:
    """A row that was taken from a backup: its table, itself, the backup's name, and whether it is an earlier state."""

    table: str
    row: Row
    backup: str
    earlier: bool = False


@dataclass
class Gathered:
    """The rows of each table by id, as far as they were found, and what was done for it."""

    tables: dict[str, dict[int, Row]] = field(default_factory=dict)
    regained: list[Regained] = field(default_factory=list)
    mended: list[tuple[str, Row]] = field(default_factory=list)
    """Rows with characters or times put in for what was garbled, with their tables."""
    unreadable: list[Row] = field(default_factory=list)
    """Rows of records that nothing could be made of."""
    missing: dict[str, frozenset[int]] = field(default_factory=dict)
    """Ids by table of which there is no row anywhere."""
    uncounted: list[str] = field(default_factory=list)
    """Tables of which rows may be lost that nothing tells of."""
    cut: list[Row] = field(default_factory=list)
    """Rows of records of which only the first part is left."""


def gather(salvaged: Salvaged, old: Iterable[OldRows], doubtful: frozenset[str] = frozenset()) -> Gathered:
    """The rows of the library and, where those are lost or garbled, of its backups, the newest first.

    `doubtful` are the uids of records of which a value cannot be read, or that are older than their history.
    """
    done = Gathered({name: dict(table.rows) for name, table in salvaged.tables.items()})
    for state in old:
        if _same_line(salvaged, state.salvaged):
            for name, table in salvaged.tables.items():
                _take(done, name, table, state, doubtful)
    for name, rows in done.tables.items():
        _mend(done, name, rows)
        table = salvaged.tables[name]
        lost = table.lost - rows.keys() if table.torn else frozenset[int]()
        done.missing[name] = done.missing.get(name, frozenset()) | lost
        if table.torn and not table.counted:
            done.uncounted.append(name)
        done.tables[name] = dict(sorted(rows.items()))
    return done


def _same_line(now: Salvaged, before: Salvaged) -> bool:
    """Whether most rows that both have by number are the same records: after a restoring they are not."""
    mine, theirs = ({row["id"]: row["uid"] for row in each.rows("record")} for each in (now, before))
    common = mine.keys() & theirs.keys()
    same = sum(mine[number] == theirs[number] for number in common)
    return 2 * same >= len(common)


def _take(done: Gathered, name: str, table: Table, state: OldRows, doubtful: frozenset[str]) -> None:
    """Take what the library lacks of a table, and what is garbled there, out of a backup."""
    old = state.salvaged.tables.get(name)
    rows = done.tables[name]
    known = {row.get(key) for row in rows.values() for key in ("uid", "sha256") if row.get(key)}
    for number, row in old.rows.items() if old else ():
        mine = rows.get(number)
        if mine is None:
            if table.torn and not known & {row.get("uid"), row.get("sha256")} - {None}:
                rows[number] = row
                done.regained.append(Regained(name, row, state.name))
        elif not _is_sound(name, mine) and _same_row(mine, row):
            rows[number] = row
            done.regained.append(Regained(name, row, state.name, _earlier(mine, row)))
        elif mine.get("uid") in doubtful and _is_better(mine, row):
            rows[number] = row
            done.regained.append(Regained(name, row, state.name))


def _same_row(mine: Row, theirs: Row) -> bool:
    """Whether two rows of one number are states of one row, as far as the garbled one can tell."""
    key = "uid" if "uid" in mine else "sha256" if "sha256" in mine else "at"
    return isinstance(mine.get(key), bytes) or mine.get(key) == theirs.get(key)


def _is_better(mine: Row, theirs: Row) -> bool:
    """Whether a backup has a later state of a record than the library, or the same one with other contents."""
    if mine.get("uid") != theirs.get("uid") or not isinstance(read_row(theirs), StoredRecord):
        return False
    ages = [int(str(row["revision"])) for row in (mine, theirs)]
    return ages[0] < ages[1] or (ages[0] == ages[1] and mine["data"] != theirs["data"])


def _earlier(mine: Row, theirs: Row) -> bool:
    return "revision" in mine and mine["revision"] != theirs["revision"]


def _is_sound(table: str, row: Row) -> bool:
    """Whether the program can read the row."""
    if any(isinstance(value, bytes) for value in row.values()):
        return False
    if table == "record":
        return isinstance(read_row(row), StoredRecord)
    if table == "attachment_file":
        return is_digest(str(row["sha256"]))
    return all(moment(row[name]) is not None for name in ("at", "added") if name in row)


def _mend(done: Gathered, table: str, rows: dict[int, Row]) -> None:
    """Make the rows readable that still are not; what nothing can be made of goes."""
    before = ""
    for number, row in sorted(rows.items()):
        if not _is_sound(table, row):
            mended = _mended(row, before)
            if _is_sound(table, mended):
                rows[number] = mended
                done.mended.append((table, mended))
            elif table == "record" and (left := _first_part(mended)):
                rows[number] = left
                done.cut.append(left)
            elif table == "record":
                done.unreadable.append(rows.pop(number))
            else:
                del rows[number]
                done.missing[table] = done.missing.get(table, frozenset()) | {number}
        before = str(row.get("at") or row.get("added") or row.get("created") or before)


def _readable(data: bytes) -> str:
    """Text with one mark for each run of what is none."""
    return re.sub("[\0\ufffd]+", "\ufffd", data.decode("utf-8", "replace"))


def _mended(row: Row, before: str) -> Row:
    """The row with marks for lost characters, and for a time that is lost the one of the row before."""
    texts: Row = {name: _readable(value) if isinstance(value, bytes) else value for name, value in row.items()}
    for name in ("at", "added", "created", "changed"):
        if name in texts and moment(texts[name]) is None:
            other = texts.get("created" if name == "changed" else "changed")
            texts[name] = other if moment(other) is not None else before
    if "revision" in texts and not (isinstance(texts["revision"], int) and texts["revision"] > 0):
        texts["revision"] = 1
    return texts


def _first_part(row: Row) -> Row | None:
    """The record with the fields that stand before the place where its contents break off; None when there are none."""
    text, at, data = str(row["data"]), 1, {}
    decoder = json.JSONDecoder()
    try:
        while at < len(text):
            name, at = decoder.raw_decode(text, at)
            begin = at + 1
            data[str(name)], at = decoder.raw_decode(text, begin)
            at += 1
    except ValueError:
        words = re.match(r'"([^"\\\x00-\x1f\ufffd]+)', text[begin:]) if data or at > 1 else None
        if words and name not in data:
            data[str(name)] = words[1] + "\ufffd"
    left = {**row, "data": json.dumps(data, ensure_ascii=False, separators=(",", ":"))}
    return left if data and _is_sound("record", left) else None
