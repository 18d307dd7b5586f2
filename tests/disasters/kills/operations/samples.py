"""Libraries that the operations begin with, and the files attached in them."""

from __future__ import annotations

from pathlib import Path

from ledger.book import Ledger
from tests.disasters.kills.operation import LIBRARY
from tests.ledger.books import OPINION, as_scan, closed_book

SCANS = "扫描件"


def opinions(batch: str, count: int) -> list[dict[str, object]]:
    """Opinions that belong together; long enough that a few of them fill several pages of the database."""
    words = f"{batch}：" + "建议增加午间值班窗口。" * 40
    return [{**OPINION, "number": number, "content": f"{words}第{number}条"} for number in range(1, count + 1)]


def scan(place: Path, number: int) -> Path:
    """A scan outside the library; each number has its own."""
    folder = place.with_name(f"{place.name}-{SCANS}")
    folder.mkdir(exist_ok=True)
    path = folder / f"签字页{number}.pdf"
    path.write_bytes(b"%PDF " + f"scan {number} ".encode() * 3000)
    return path


def with_scans(place: Path) -> None:
    """A library with a person, opinions, and two scans that are attached."""
    closed_book(place, *opinions("旧", 6))
    with Ledger.open(place / LIBRARY) as book:
        for number, record in enumerate(book.records("opinion")[:2]):
            book.attach(record.uid, scan(place, number), role="signed", inspect=as_scan)
