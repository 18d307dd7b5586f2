"""Reading a database as far as it can be read, and writing what was read into a new one; the first is never written.

Everything is done on a private copy of the file, so that neither a lock nor the undoing of what was cut off touches it.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ledger.store import driver, migrations
from ledger.store.blueprint import Row, columns_of, empty_database, known_tables, names_of
from ledger.store.database import PATIENCE, Mode, uri_of
from ledger.store.journals import belongs, journal_of
from ledger.store.leaf_pages import Column, Value, rows_in_pages, text_of

_LOOKS = 5000
"""Tries to read on behind places that cannot be read, a table."""
_SHOWN = 50
"""Faults that SQLite is asked for."""


@dataclass(frozen=True)
class Table:
    """What could be read of a table: its rows by id. `lost` are the ids of rows that could not be.

    `torn` says that its tree could not be walked to the end; `counted` that an index tells the ids of all rows, so
    that no others are lost than those. `stray` are the ids of rows that were found on single pages.
    """

    columns: tuple[Column, ...]
    rows: Mapping[int, Row]
    torn: bool = False
    counted: bool = True
    lost: frozenset[int] = frozenset()
    stray: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Salvaged:
    """A database as far as it could be read.

    `unopened` is SQLite's refusal to open it at all; `faults` is what its own checks say, in its own words; `broken`
    are rows (table, id) whose link leads nowhere; `strange` are things in it that no version of the program makes.
    """

    application: int = 0
    version: int = 0
    fits: int = 0
    """The version whose tables it has, whatever version it says it is; 0 where they are those of none."""
    size: int = 0
    """Bytes that the file should have."""
    unopened: str = ""
    faults: tuple[str, ...] = ()
    broken: tuple[tuple[str, int], ...] = ()
    strange: tuple[str, ...] = ()
    tables: Mapping[str, Table] = field(default_factory=dict)

    def rows(self, table: str) -> tuple[Row, ...]:
        """The rows of a table in the order of their ids; none of a table that is not there."""
        found = self.tables.get(table)
        return tuple(found.rows.values()) if found else ()


def take_aside(database: Path, folder: Path, key: str = "") -> Path:
    """A private copy of the database in `folder`, with the journal that belongs to it. Raises OSError.

    What SQLite can open is copied by SQLite, beside a writer too; anything else byte by byte.
    """
    copy, journal = folder / database.name, journal_of(database)
    errors = _errors(key)
    try:
        with _connected(database, key, "ro") as db, driver.connection(copy, key) as target:
            db.execute("SELECT count(*) FROM sqlite_master").fetchone()
            db.backup(target)
    except errors:
        shutil.copyfile(database, copy)
        if journal.exists() and (key or belongs(database, journal)):
            shutil.copyfile(journal, journal_of(copy))
    return copy


def salvage(copy: Path, key: str = "") -> Salvaged:
    """Everything that can be read of the private copy, whatever is wrong with it.

    What was cut off is undone in the copy, as the next opening would do it.
    """
    if copy.stat().st_size == 0:
        return nothing("file is not a database")
    errors = _errors(key)
    try:
        with _connected(copy, key, "rw") as db:
            db.execute("SELECT count(*) FROM sqlite_master").fetchone()
            return _salvaged(_EachAnew(copy, key) if key else db, copy, key)
    except errors as error:
        # Not even its first page can be read, or the list of tables: rows may still stand on the others.
        if key:
            return nothing(str(error))
        version, tables = _from_pages_alone(copy)
        return Salvaged(fits=version, unopened=str(error), tables=tables)


def nothing(unopened: str) -> Salvaged:
    """What is left of a database of which nothing can be read: every table, without a row."""
    known = known_tables(migrations.LATEST)
    return Salvaged(unopened=unopened, tables={name: Table(known[name], {}, True, False) for name in known})


def raised_to(copy: Path, version: int, key: str = "") -> None:
    """Bring a private copy up to `version`. Raises peewee.DatabaseError."""
    db = driver.database(uri_of(copy.resolve(), "rw"), {}, key, PATIENCE)
    db.connect()
    with closing(db):
        migrations.run(db, version)


def _errors(key: str) -> tuple[type[Exception], ...]:
    """What reading a damaged file raises."""
    # What SQLite says of a garbled schema is itself no text that the driver could read.
    return (driver.driver_of(key).Error, OverflowError, MemoryError, UnicodeDecodeError)


def _connected(path: Path, key: str, mode: Mode) -> closing[Any]:
    return closing(_bare(path, key, mode))


def _bare(path: Path, key: str, mode: Mode) -> Any:
    db = driver.driver_of(key).connect(uri_of(path.resolve(), mode), uri=True)
    driver.give_key(db, key)
    db.execute("PRAGMA trusted_schema = OFF")
    db.execute("PRAGMA cell_size_check = ON")
    db.text_factory = text_of
    return db


@dataclass(frozen=True)
class _EachAnew:
    """An encrypted database asked over a connection of its own each time.

    SQLCipher refuses everything over a connection that has met a spoilt page. One closes when its answer is dropped.
    """

    path: Path
    key: str

    def execute(self, statement: str) -> Any:
        """The answer to one statement."""
        return _bare(self.path, self.key, "rw").execute(statement)


def _salvaged(db: Any, copy: Path, key: str) -> Salvaged:
    errors = _errors(key)

    def ask(statement: str) -> list[Any]:
        try:
            return list(db.execute(statement).fetchall())
        except errors as error:
            return [(str(error),)]

    version = int(ask("PRAGMA user_version")[0][0])
    fits = _fitting(db, version, errors)
    known = known_tables(fits or migrations.LATEST)
    faults = [str(row[0]) for row in ask(f"PRAGMA integrity_check({_SHOWN})")]
    links = ask("PRAGMA foreign_key_check")
    tables = {name: _read(db, name, columns, errors) for name, columns in known.items()}
    if faults != ["ok"]:
        tables = {name: _counted(db, name, table, errors) for name, table in tables.items()}
    torn = {name: table for name, table in tables.items() if table.torn}
    if torn and not key:
        tables |= _from_pages(copy, known, torn)
    return Salvaged(
        application=int(ask("PRAGMA application_id")[0][0]),
        version=version,
        fits=fits,
        size=int(ask("PRAGMA page_count")[0][0]) * int(ask("PRAGMA page_size")[0][0]),
        faults=() if faults == ["ok"] else tuple(faults),
        broken=tuple((str(row[0]), int(row[1] or 0)) for row in links if len(row) == 4),
        strange=_strange(db, fits, errors),
        tables=tables,
    )


def _read(db: Any, table: str, columns: tuple[Column, ...], errors: tuple[type[Exception], ...]) -> Table:
    """The rows of a table, from both ends and between, as far as its tree lets them be reached."""
    names = ", ".join(f'"{column.name}"' for column in columns)
    base = f'SELECT {names} FROM "{table}" NOT INDEXED'
    found: dict[int, Row] = {}

    def take(rest: str) -> bool:
        """Read rows until the end or the first that cannot be read; whether it was the end."""
        try:
            for values in db.execute(f"{base} {rest}"):
                if not _is_anothers(columns, values):
                    found[int(values[0])] = {column.name: value for column, value in zip(columns, values, strict=True)}
        except errors:
            return False
        return True

    if take("ORDER BY id"):
        return Table(columns, found)
    below = max(found, default=0)
    take("ORDER BY id DESC")
    above = min((each for each in found if each > below), default=0)
    looks, spans = 0, [(below + 1, above - 1)]
    while spans and looks < _LOOKS:
        first, last = spans.pop()
        if first > last:
            continue
        looks, middle = looks + 1, (first + last) // 2
        if take(f"WHERE id BETWEEN {middle} AND {last} ORDER BY id"):
            spans.append((first, middle - 1))
            continue
        reached = max((each for each in found if middle <= each <= last), default=middle)
        spans += [(first, middle - 1), (reached + 1, last)]
    ids, counted = _indexed(db, table, errors)
    return Table(columns, dict(sorted(found.items())), True, counted, _without(found, ids))


def _is_anothers(columns: Sequence[Column], values: Sequence[Value]) -> bool:
    """Whether a row stands in this table because a page of another one lies in its place; one value may be spoilt."""
    return sum(not column.takes(value) for column, value in zip(columns, values, strict=True)) > 1


def _indexed(db: Any, table: str, errors: tuple[type[Exception], ...]) -> tuple[frozenset[int], bool]:
    """The ids that stand in the indexes of a table, and whether one of these could be read to the end."""
    found: set[int] = set()
    whole = False
    try:
        names = [str(row[1]) for row in db.execute(f'PRAGMA index_list("{table}")')]
    except errors:
        names = []
    for name in names:
        try:
            for row in db.execute(f'SELECT id FROM "{table}" INDEXED BY "{name}"'):
                found.add(int(row[0]))
            whole = True
        except errors:
            continue  # another index may be whole
    return frozenset(found), whole


def _counted(db: Any, name: str, table: Table, errors: tuple[type[Exception], ...]) -> Table:
    """A table that could be read to its end, with the ids that only its indexes have: a page of it is an old one."""
    lost = _indexed(db, name, errors)[0] - table.rows.keys()
    return table if table.torn or not lost else replace(table, torn=True, lost=lost)


def _without(found: Mapping[int, Row], ids: frozenset[int]) -> frozenset[int]:
    """The `ids`, and those up to the highest, of which there is no row: the program takes no row out of its tables."""
    return (ids | frozenset(range(1, max(found, default=0)))) - found.keys()


def _from_pages(copy: Path, known: Mapping[str, tuple[Column, ...]], torn: Mapping[str, Table]) -> dict[str, Table]:
    """The tables that are `torn`, or all when none is given, with what stands on single pages of the file."""
    wanted = {name: columns for name, columns in known.items() if not torn or name in torn}
    strays: dict[str, dict[int, Row]] = {name: {} for name in wanted}
    for name, values in rows_in_pages(copy.read_bytes(), known):
        if name in wanted:
            row = {column.name: value for column, value in zip(wanted[name], values, strict=True)}
            number = int(values[0] or 0)
            strays[name][number] = _later(strays[name].get(number), row)
    made = {}
    for name, columns in wanted.items():
        before = torn[name].rows if name in torn else {}
        rows = dict(sorted({**strays[name], **before}.items()))
        ids, counted = (torn[name].lost, torn[name].counted) if name in torn else (frozenset[int](), False)
        lost = _without(rows, ids)
        made[name] = Table(columns, rows, True, counted, lost, frozenset(strays[name].keys() - before.keys()))
    return made


def _from_pages_alone(copy: Path) -> tuple[int, dict[str, Table]]:
    """What stands on the pages of a file that does not open, by the tables of the version that fits most of it."""
    states = [(version, _from_pages(copy, known_tables(version), {})) for version in range(migrations.LATEST, 0, -1)]
    return max(states, key=lambda state: sum(len(table.rows) for table in state[1].values()))


def _later(one: Row | None, other: Row) -> Row:
    """Of two states of one row the later: a page that is no longer used may hold an earlier one."""
    if one is None:
        return other
    ages = [(int(row.get("revision") or 0), str(row.get("changed") or "")) for row in (one, other)]
    return one if ages[0] >= ages[1] else other


def _fitting(db: Any, version: int, errors: tuple[type[Exception], ...]) -> int:
    """The version to read it by: the one it says it is, unless that is none and its tables are those of another."""
    if 1 <= version <= migrations.LATEST:
        return version
    return next((each for each in range(migrations.LATEST, 0, -1) if not _strange(db, each, errors)), 0)


def _strange(db: Any, version: int, errors: tuple[type[Exception], ...]) -> tuple[str, ...]:
    """What is in the database besides the tables and indexes of its version, and what is lacking of them, by name."""
    if not 1 <= version <= migrations.LATEST:
        return ()
    with closing(empty_database(version)) as plan:
        wanted = set(names_of(plan))
        shapes = {name: columns_of(plan, name) for name, sort in wanted if sort == "table"}
    try:
        found = set(names_of(db))
        other = {
            name for name, columns in shapes.items() if (name, "table") in found and columns_of(db, name) != columns
        }
    except errors:
        return ()  # told as a fault of the structure
    return tuple(sorted({name for name, _ in found ^ wanted} | other))
