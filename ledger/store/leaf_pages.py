"""Rows read straight from the pages of a database file, for tables whose tree cannot be walked any more.

The layout is SQLite's own (“Database File Format”, 1.6 B-tree Pages, 2.1 Record Format). Only leaf pages of tables
are read; which table a row is of, is told by the number and the sorts of its values.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

Value = str | int | float | bytes | None
"""What SQLite keeps; text that is no UTF-8 comes as bytes."""

_LEAF = 13  # the type byte of a leaf page of a table
_USUAL = (4096, 8192)
"""Bytes of a page: what SQLite makes where nothing else is asked for, and what new libraries have."""
_SIZES = {1: 65536, **{1 << power: 1 << power for power in range(9, 16)}}
_FIXED = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
"""Bytes of the whole numbers, by serial type."""
_LOST = b"\xff"
"""What stands in no text that is UTF-8."""
_MOST = 1 << 26  # bytes of one row, far more than any has


@dataclass(frozen=True)
class Column:
    """A column as its table declares it: whether it holds whole numbers or text, and may be NULL."""

    name: str
    whole: bool
    nullable: bool

    def takes(self, value: Value) -> bool:
        """Whether the program may have written `value` here."""
        if value is None:
            return self.nullable
        return isinstance(value, int) if self.whole else isinstance(value, str | bytes)


class _Torn(Exception):
    """A page or row that is not what its own numbers say."""


def text_of(data: bytes) -> str | bytes:
    """Text as it was written; the bytes themselves where the program cannot have written them so."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return data
    return data if "\0" in text else text


def rows_in_pages(data: bytes, tables: Mapping[str, Sequence[Column]]) -> Iterator[tuple[str, tuple[Value, ...]]]:
    """Every row of the `tables` (columns by name, the id first) that stands on a leaf page of the file `data`.

    Pages on the free list are passed over as far as the list can be followed; rows of an earlier state may be among
    what comes all the same.
    """
    size = _SIZES.get(int.from_bytes(data[16:18], "big"))
    if size is not None:
        yield from _rows_of_size(data, tables, size)
        return
    # Where the header is gone, pages of the right size hold more rows that fit than any others.
    yield from max((list(_rows_of_size(data, tables, size)) for size in _USUAL), key=len)


def _rows_of_size(
    data: bytes, tables: Mapping[str, Sequence[Column]], size: int
) -> Iterator[tuple[str, tuple[Value, ...]]]:
    free = _free_pages(data, size)
    for number in range(1, len(data) // size + 1):
        if number in free:
            continue
        for row in _rows_of_page(data, size, number):
            table = next((name for name, columns in tables.items() if _fits(columns, row)), "")
            if table:
                yield table, row


def _fits(columns: Sequence[Column], row: Sequence[Value]) -> bool:
    return len(columns) == len(row) and all(each.takes(value) for each, value in zip(columns, row, strict=True))


def _rows_of_page(data: bytes, size: int, number: int) -> Iterator[tuple[Value, ...]]:
    start = (number - 1) * size
    page = data[start : start + size]
    head = 100 if number == 1 else 0
    if page[head] != _LEAF:
        return
    count = int.from_bytes(page[head + 3 : head + 5], "big")
    for place in range(head + 8, min(head + 8 + 2 * count, size - 1), 2):
        try:
            yield _row(data, page, size, int.from_bytes(page[place : place + 2], "big"))
        except (_Torn, IndexError, OverflowError):
            continue  # what else stands on the page may be whole


def _row(data: bytes, page: bytes, size: int, at: int) -> tuple[Value, ...]:
    """The row whose cell begins at byte `at` of its page; its id in place of the first value, which is kept so."""
    length, at = _varint(page, at)
    rowid, at = _varint(page, at)
    if not 0 < length < _MOST or rowid >= 1 << 63:
        raise _Torn
    values = _record(_payload(data, page, size, at, length))
    if not values or values[0] is not None:
        raise _Torn  # every table of ours has its id first, which SQLite keeps as NULL
    return (rowid, *values[1:])


def _payload(data: bytes, page: bytes, size: int, at: int, length: int) -> bytes:
    most, least = size - 35, (size - 12) * 32 // 255 - 23
    if length <= most:
        local = length
    else:
        local = least + (length - least) % (size - 4)
        local = local if local <= most else least
    found = bytearray(page[at : at + local])
    if len(found) < local:
        raise _Torn
    following = int.from_bytes(page[at + local : at + local + 4], "big") if length > local else 0
    while len(found) < length:
        start = (following - 1) * size
        if following < 1 or start + size > len(data):
            # The chain ends too early: what came so far is worth having, the rest is made to be no text.
            found += _LOST * (length - len(found))
            break
        found += data[start + 4 : start + min(size, 4 + length - len(found))]
        following = int.from_bytes(data[start : start + 4], "big")
    return bytes(found)


def _record(payload: bytes) -> tuple[Value, ...]:
    head, at = _varint(payload, 0)
    if head > len(payload):
        raise _Torn
    types = []
    while at < head:
        kind, at = _varint(payload, at)
        types.append(kind)
    values = []
    for kind in types:
        value, at = _value(payload, at, kind)
        values.append(value)
    if at != len(payload):
        raise _Torn
    return tuple(values)


def _value(payload: bytes, at: int, kind: int) -> tuple[Value, int]:
    if kind == 0:
        return None, at
    if kind in (8, 9):
        return kind - 8, at
    if kind in _FIXED:
        end = at + _FIXED[kind]
        return int.from_bytes(payload[at:end], "big", signed=True), end
    if kind < 13 or kind % 2 == 0:
        raise _Torn  # fractions and blobs: no table of ours has any
    end = at + (kind - 13) // 2
    if end > len(payload):
        raise _Torn
    return text_of(payload[at:end]), end


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for place in range(9):
        byte = data[at + place]
        if place == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + place + 1
    raise _Torn


def _free_pages(data: bytes, size: int) -> set[int]:
    """The pages that belong to no table now, as far as the list of them holds together."""
    found: set[int] = set()
    trunk = int.from_bytes(data[32:36], "big")
    while 0 < trunk <= len(data) // size and trunk not in found:
        found.add(trunk)
        page = data[(trunk - 1) * size : trunk * size]
        count = min(int.from_bytes(page[4:8], "big"), size // 4 - 2)
        found.update(int.from_bytes(page[8 + 4 * each : 12 + 4 * each], "big") for each in range(count))
        trunk = int.from_bytes(page[:4], "big")
    return found
