"""A campaign of papers with scans of all shapes, as a clerk would have entered it."""

from __future__ import annotations

import datetime as dt
import itertools
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from exports.intake import inspect
from ledger.attachments import UnusableFile
from ledger.book import Ledger
from tests.exports.scan_shapes import Shape
from tests.exports.scan_unusable import UNUSABLE

_STAGES = ("宣传发动", "检查整改", "考核评议")
_SIZES = (3, 1, 7, 2, 12, 4, 1, 9)
"""How many scans the papers have, in turn."""


@dataclass(frozen=True)
class Entered:
    """What a campaign holds: the shapes of each paper by its title, and the sentences that refused the others."""

    shapes: dict[str, tuple[Shape, ...]]
    refused: tuple[str, ...]


def enter(library: Path, inbox: Path, scans: Sequence[Shape]) -> Entered:
    """A new library with filed papers and meetings that have the scans; files pass through the folder `inbox`."""
    seconds, uids, days = itertools.count(), itertools.count(1), itertools.count()
    entered: dict[str, tuple[Shape, ...]] = {}
    with Ledger.create(
        library,
        unit="海滨五分局",
        year=2015,
        scheme_id="qidong-2015",
        who="于海澜",
        clock=lambda: dt.datetime(2015, 6, 1, 9, tzinfo=dt.UTC) + dt.timedelta(seconds=next(seconds)),
        new_uid=lambda: uuid.UUID(int=next(uids)).hex,
    ) as ledger:
        plan = {"fonds": "A123", "retention": [{"volume": stage, "term": "定期10年"} for stage in _STAGES]}
        ledger.add("filing_plan", plan)
        for serial, batch in enumerate(_batches(scans)):
            day = dt.date(2015, 5, 4) + dt.timedelta(days=next(days))
            uid, title = _paper(ledger, serial, f"{day:%Y-%m-%d}")
            for place, shape in enumerate(batch):
                _attach(ledger, uid, inbox / f"{serial:03d}-{place:02d}{shape.name}{shape.suffix}", shape.data)
            entered[title] = batch
        refused = tuple(_refusal(ledger, uid, inbox / name, data) for name, data, _ in UNUSABLE)
    return Entered(entered, refused)


def _batches(scans: Sequence[Shape]) -> Iterator[tuple[Shape, ...]]:
    waiting = iter(scans)
    for size in itertools.cycle(_SIZES):
        batch = tuple(itertools.islice(waiting, size))
        if not batch:
            return
        yield batch


def _paper(ledger: Ledger, serial: int, day: str) -> tuple[str, str]:
    """A record for scans, and the title that the indexes give it."""
    if serial % 5 == 4:
        topic = f"第{serial}次例会"
        record = ledger.add("meeting", {"title": topic, "date": day, "type": "工作例会"})
    else:
        topic = f"第{serial}号来件"
        values = {
            "title": topic,
            "sort": "上级文件",
            "author": "海滨区税务局",
            "date": day,
            "stage": _STAGES[serial % 3],
        }
        record = ledger.add("filed_paper", values)
    return record.uid, ledger.snapshot().title(record)


def _attach(ledger: Ledger, uid: str, path: Path, data: bytes) -> None:
    path.write_bytes(data)
    ledger.attach(uid, path, role="signed", inspect=inspect)
    path.unlink()


def _refusal(ledger: Ledger, uid: str, path: Path, data: bytes) -> str:
    """The sentence with which a file is refused; a file that is taken in makes the caller's test fail."""
    try:
        _attach(ledger, uid, path, data)
    except UnusableFile as error:
        return str(error)
    return ""
