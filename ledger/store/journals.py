"""The journal beside a database, which undoes an action that was cut off: whether it is the one of this database.

SQLite undoes whatever lies there under the right name. A journal that was copied along with another database would
put that one's pages into this one.
"""

from __future__ import annotations

from pathlib import Path

_MAGIC = bytes.fromhex("d9d505f920a163d7")
_HEAD = 28  # bytes of the header that hold numbers (“Database File Format”, 3 The Rollback Journal)
_PAGE = 4096  # bytes, where the header says nothing
_COUNTER = slice(24, 28)
"""In the first page: how many actions changed the file, on which every database differs."""
_LENGTH = slice(28, 32)
"""In the first page: how many pages the file has."""


def journal_of(database: Path) -> Path:
    """Where the journal of a database lies."""
    return database.with_name(f"{database.name}-journal")


def belongs(database: Path, journal: Path) -> bool:
    """Whether the journal can be that of the database, or SQLite will pass it over anyway. Raises OSError.

    It is, when the first page that it would put back was changed by as many actions as the one in the database, or by
    one less; where it would put back no first page, when it gives the file the length that the file itself tells.
    Nothing can be said of encrypted ones.
    """
    with journal.open("rb") as stream:
        head = stream.read(_HEAD)
        if len(head) < _HEAD or head[:8] != _MAGIC:
            return True
        length, sector, size = (int.from_bytes(head[at : at + 4], "big") for at in (16, 20, 24))
        kept = _first_page(journal, max(sector, _HEAD), size or _PAGE)
    with database.open("rb") as stream:
        page = stream.read(100)
    if len(page) < 100:
        return True  # an emptied file: what its journal holds is all that is left of it
    if kept is None:
        return length == int.from_bytes(page[_LENGTH], "big")
    before, now = (int.from_bytes(each[_COUNTER], "big") for each in (kept, page))
    return now in (before, before + 1)


def _first_page(journal: Path, start: int, size: int) -> bytes | None:
    """What the journal holds of the database's first page, None when it holds nothing of it."""
    with journal.open("rb") as stream:
        stream.seek(start)
        while record := stream.read(4 + size + 4):
            if len(record) == 4 + size + 4 and int.from_bytes(record[:4], "big") == 1:
                return record[4 : 4 + size]
    return None
