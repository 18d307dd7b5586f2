"""Submission folders."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from exports.intake import inspect
from exports.job import ExportJob
from exports.manifest import verify
from exports.pipeline import run
from forms.submitting import bound_of
from ledger.book import Ledger
from ledger.library import Library
from tests.disasters.kills.operation import LIBRARY, Operation, faults_of_library
from tests.disasters.kills.operations.samples import opinions
from tests.exports.scans import picture, scan
from tests.ledger.books import new_book

DESK = "桌面"


def prepare(place: Path) -> None:
    """A library with a scan, and a place for the folders."""
    files = place.with_name(f"{place.name}-来件")
    files.mkdir()
    (files / "方案.pdf").write_bytes(scan(2))
    (files / "现场.jpg").write_bytes(picture("seagreen"))
    with new_book(place) as book:
        plan = book.add("campaign_plan", {"title": "创建活动实施细则"})
        book.attach(plan.uid, files / "方案.pdf", role="signed", inspect=inspect)
        opinion = book.add_many("opinion", opinions("旧", 2))[1]
        book.attach(opinion.uid, files / "现场.jpg", role="photo", inspect=inspect)
    (place / DESK).mkdir()


def _export(place: Path, name: str) -> object:
    library = place / LIBRARY
    with Ledger.open(library, read_only=True) as book:
        snapshot = book.snapshot()
    job = ExportJob(snapshot, place / DESK / name, ("pdf",), True, cache=Library(library).cache, workers=1)
    result = run(job)
    with Ledger.open(library) as book:
        return book.note_export(bound_of(result, snapshot), result.folder.resolve())


def steps(place: Path) -> Iterator[object]:
    """Two folders, the second with papers of the first out of the cache."""
    for number in range(2):
        yield _export(place, f"报送{number}")


def faults(place: Path) -> Iterator[str]:
    """What is wrong with a folder that has its name."""
    folders = sorted((place / DESK).glob("报送*"))
    yield from faults_of_library(place)
    yield from (f"{folder.name}: {finding.sentence}" for folder in folders for finding in verify(folder))


def again(place: Path) -> None:
    """The folder that is missing, and one more: they find the cache as the killed one left it."""
    for name in ("报送0", "报送1", "再报送"):
        if not (place / DESK / name).exists():
            _export(place, name)


OPERATION = Operation("export", "导出", prepare, steps, faults=faults, again=again)
