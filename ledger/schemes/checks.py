"""Two checks that every part of a scheme shares: nothing stands twice, and what is named exists."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from ledger.schemes.errors import DuplicateKey, UnknownReference

Kinds = Mapping[str, Collection[str]]
"""Each kind of record with the names of its fields."""


def once(source: str, key: str, values: Iterable[str]) -> None:
    """Raise DuplicateKey for the first value seen twice."""
    seen: set[str] = set()
    for value in values:
        if value in seen:
            raise DuplicateKey(source, key, value)
        seen.add(value)


def known(source: str, key: str, value: str, among: Collection[str]) -> None:
    """Raise UnknownReference when `value` is not `among` those."""
    if value not in among:
        raise UnknownReference(source, key, value, among)
