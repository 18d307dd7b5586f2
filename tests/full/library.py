"""Builds a library in which nothing that a scheme demands is missing, the same one every time."""

from __future__ import annotations

import datetime as dt
import itertools
import uuid
from collections.abc import Mapping
from pathlib import Path

from exports.intake import inspect
from ledger.book import Ledger
from ledger.fields import LinkTo
from ledger.kinds import Form, Kind, kind_of
from ledger.records import Record
from ledger.schemes.load import load_scheme
from ledger.schemes.model import Scheme
from ledger.snapshot import Snapshot
from tests.exports.scans import picture, scan
from tests.full.needs import Need, end_of, needs
from tests.full.typed import STAFF, Typist

UNIT = "示例市税务局第五分局"
BALLOTS = 2
"""Ballots of each group of a review."""

Made = dict[str, list[tuple[Need, Record]]]


def build(folder: Path, scheme_id: str) -> Snapshot:
    """Make the library in `folder`/台帐库 as a clerk would, every record and file through the ledger."""
    scheme = load_scheme(scheme_id)
    numbers = itertools.count(1)
    after = dt.datetime.combine(end_of(scheme) + dt.timedelta(days=10), dt.time(4), dt.UTC)
    with Ledger.create(
        folder / "台帐库",
        unit=UNIT,
        year=scheme.year,
        scheme_id=scheme_id,
        who=STAFF[0],
        clock=lambda: after,
        new_uid=lambda: uuid.uuid5(uuid.NAMESPACE_URL, f"full-{scheme_id}-{next(numbers)}").hex,
    ) as ledger:
        ledger.add_many("person", [{"name": name} for name in STAFF])
        made = _add(ledger)
        _attach(ledger, made, _scans(folder))
        return ledger.snapshot()


def _add(ledger: Ledger) -> Made:
    wanted: dict[str, list[Need]] = {}
    for need in needs(ledger.scheme):
        wanted.setdefault(need.kind, []).append(need)
    typist, made = Typist(ledger.scheme, ledger.context()), Made()
    for slug in sorted(wanted, key=lambda slug: _depth(kind_of(slug))):
        typed = [
            typist.typed(need, number) | _links(made, need) | _of_review(ledger.scheme, need)
            for number, need in enumerate(wanted[slug], 1)
        ]
        made[slug] = list(zip(wanted[slug], ledger.add_many(slug, typed), strict=True))
    for _, review in made.get("review", []):
        ledger.add_many("ballot", _ballots(ledger.scheme, review))
    return made


def _depth(kind: Kind) -> int:
    """How many kinds have to be there before one, each linked to the next."""
    return max((1 + _depth(kind_of(each.kind)) for each in _needed_links(kind)), default=0)


def _needed_links(kind: Kind) -> list[LinkTo]:
    return [each for each in kind.fields if isinstance(each, LinkTo) and each.required]


def _links(made: Made, need: Need) -> dict[str, object]:
    """What a record has to be linked to: the last one that is not of a later day."""
    found: dict[str, object] = {}
    for each in _needed_links(kind_of(need.kind)):
        before = [record for other, record in made[each.kind] if other.day <= need.day]
        found[each.name] = before[-1].uid
    return found


def _of_review(scheme: Scheme, need: Need) -> dict[str, object]:
    if need.kind != "review":
        return {}
    rows = [{"group": name, "issued": BALLOTS, "returned": BALLOTS, "void": 0} for name in _groups(scheme)]
    return {"groups": rows}


def _ballots(scheme: Scheme, review: Record) -> list[Mapping[str, object]]:
    return [{"review": review.uid, "group": name, "score": "92"} for name in _groups(scheme) for _ in range(BALLOTS)]


def _groups(scheme: Scheme) -> list[str]:
    return [group.name for node in scheme.nodes for group in node.groups]


def _scans(folder: Path) -> dict[str, Path]:
    """A scan for every role of a file, made once."""
    files = {"signed": folder / "签字页.pdf", "annex": folder / "佐证.jpg"}
    files["signed"].write_bytes(scan(1))
    files["annex"].write_bytes(picture("white"))
    return files


def _attach(ledger: Ledger, made: Made, files: Mapping[str, Path]) -> None:
    """The signed scans and the proof that kinds and required papers ask for."""
    for slug, entries in made.items():
        kind = kind_of(slug)
        for need, record in entries:
            if kind.form is Form.EACH and (kind.signed or need.signed):
                ledger.attach(record.uid, files["signed"], role="signed", inspect=inspect)
            if kind.proof:
                ledger.attach(record.uid, files["annex"], role="annex", inspect=inspect)
