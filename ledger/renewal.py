"""The next picture of a ledger made from the last one, without reading again what did not change."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from ledger.definitions import read_definitions
from ledger.kinds import KINDS, Kind
from ledger.listing import place_of
from ledger.own_registers import OWN_REGISTER
from ledger.records import Record
from ledger.snapshot import Snapshot

Relist = Callable[[str], tuple[Record, ...]]
"""Reads the records of a kind anew, in listing order."""

_FEW = 50
"""Records of a kind that are put in their places one by one; for more, reading all is not slower."""


def renewed(last: Snapshot, come: Iterable[Record], gone: Collection[str], relist: Relist) -> Snapshot:
    """`last` without the records `gone` (uids), and with those that have `come`: added, changed or restored.

    The result is what a new snapshot of the ledger would be. A kind is read anew only where its order cannot be told
    from the records themselves.
    """
    absent = set(gone)
    coming: dict[str, list[Record]] = {}
    for record in come:
        coming.setdefault(record.kind, []).append(record)

    def now(slug: str) -> list[Record]:
        kept = [each for each in last.of(slug) if each.uid not in absent]
        return kept if slug not in coming else _with(kept, coming[slug], last) or list(relist(slug))

    kinds, otherwise = _kinds(last, now(OWN_REGISTER))
    by_kind = (relist(kind.slug) if kind.slug in otherwise else now(kind.slug) for kind in kinds)
    return replace(last, records=tuple(record for records in by_kind for record in records))


def _kinds(last: Snapshot, definitions: list[Record]) -> tuple[tuple[Kind, ...], frozenset[str]]:
    """The kinds with the clerk's own as they are defined now, and the slugs of those that are otherwise than before."""
    if tuple(definitions) == last.of(OWN_REGISTER):
        return last.kinds, frozenset()
    before = {kind.slug: kind for kind in last.kinds}
    own, _ = read_definitions((record.uid, record.values) for record in definitions)
    return (*KINDS, *own), frozenset(kind.slug for kind in own if before.get(kind.slug) != kind)


def _with(records: list[Record], come: list[Record], last: Snapshot) -> list[Record] | None:
    """The records of a kind with those that have come, None when their order cannot be told, or not cheaply."""
    if len(come) > _FEW:
        return None
    # A list, not a generator: after a place that cannot be told the others are of no use.
    return records if all([_put(records, record, last.get(record.uid)) for record in come]) else None


def _put(records: list[Record], record: Record, before: Record | None) -> bool:
    """Put a record where it belongs in place of what it was `before`; False when its place cannot be told."""
    place = place_of(record)
    if before is not None:
        at = next(at for at, each in enumerate(records) if each.uid == record.uid)
        if place_of(before) == place:
            records[at] = record
            return True
        del records[at]
    at = bisect.bisect_right(records, place, key=place_of)
    fresh = before is None and record.revision == 1 and not record.declared.secret
    tied = at > 0 and place_of(records[at - 1]) == place
    records.insert(at, record)
    # Of two made in the same second the one with the higher number is later: a new one has it, an old one may not;
    # the numbers of a secret kind are scattered.
    return fresh or not tied
