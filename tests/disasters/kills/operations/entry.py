"""Typing: records added, changed, deleted and taken back, scans attached and taken off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ledger.attachments import Inspected
from ledger.book import Ledger
from tests.disasters.kills.operation import LIBRARY, Operation
from tests.disasters.kills.operations.samples import opinions, scan, with_scans

ROUNDS = 2


def as_picture(path: Path) -> Inspected:
    """An inspector that takes everything for a picture, and makes it upright."""
    return Inspected("image/jpeg", ".jpg", 1, path.read_bytes()[::-1])


def steps(place: Path) -> Iterator[object]:
    """Everything a clerk does to a record, twice."""
    with Ledger.open(place / LIBRARY, who="周启明") as book:
        yield book
        for number in range(ROUNDS):
            first, *others = book.add_many("opinion", opinions(f"第{number}批", 12))
            yield first
            yield book.edit(first.uid, {"content": "改过" * 900, "status": "已答复"})
            attached = book.attach(first.uid, scan(place, 10 + number), role="signed", inspect=as_picture)
            yield attached
            yield book.delete(others[0].uid)
            yield book.restore(others[0].uid)
            yield book.detach(attached.uid)
            yield book.reattach(attached.uid)
            with book.together():
                for other in others[:4]:
                    book.edit(other.uid, {"note": "一并改的" * 200})
                book.delete(others[5].uid)
            yield others
            yield book.change_scheme({"rule.digits": str(number + 1)}, "镇里要求")


OPERATION = Operation("entry", "录入", with_scans, steps)
