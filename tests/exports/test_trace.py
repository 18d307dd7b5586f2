"""What is remembered of an export is what stands on the sides of its bound PDF."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from exports.exchange import plan, stack_of
from exports.job import ExportJob
from exports.pipeline import run
from exports.trace import bound_volume
from ledger.exported import BoundVolume, difference
from ledger.snapshot import Snapshot
from tests.ledger.snapshots import complete_but, filled

FILING = {"fonds": "A123", "retention": [{"volume": "宣传发动", "term": "永久"}]}


def exported(given: Snapshot, dest: Path) -> BoundVolume:
    """The bound PDF of an export, remembered."""
    result = run(ExportJob(given, dest, ("pdf",), bundled_only=True))
    return bound_volume(dest / "合订本.pdf", result.bound.sides, result.traces, given)


def texts(file: Path) -> Iterator[str]:
    document = pypdfium2.PdfDocument(file)
    try:
        for page in document:
            yield page.get_textpage().get_text_bounded()
    finally:
        document.close()


def without_scans(given: Snapshot) -> Snapshot:
    """The scans of these snapshots are no files."""
    records = tuple(dataclasses.replace(record, attachments=()) for record in given.records)
    return dataclasses.replace(given, records=records)


@pytest.mark.parametrize("settings", [{}, {"sides": "单面"}, {"fresh_sheet": "否"}])
def test_each_side_has_the_numbers_that_are_remembered(tmp_path: Path, settings: dict[str, str]) -> None:
    plan_record = filled("filing_plan", "fp", files=(), **FILING, **settings)
    given = without_scans(complete_but(filing_plan=plan_record))
    volume = exported(given, tmp_path / "报送")
    sides = [page for sheet in stack_of(volume) for page in sheet][: volume.sides]
    printed = list(texts(tmp_path / "报送" / "合订本.pdf"))
    assert len(printed) == len(sides) == volume.sides
    assert (volume.duplex, volume.fresh_sheet) == (settings.get("sides") != "单面", "fresh_sheet" not in settings)
    for page, text in zip(sides, printed, strict=True):
        words = "".join(text.split())
        if page.blank:
            assert words == ""
        elif page.paper.mark:
            assert f"{page.paper.mark}{page.place}/{len(page.paper.sides)}" in words
            assert f"—{page.number}—" in words


def test_the_same_records_leave_the_same_traces_and_a_changed_one_its_own(tmp_path: Path) -> None:
    given = without_scans(complete_but())
    first, again = (exported(given, tmp_path / name) for name in ("一", "二"))
    assert first == again
    records = [
        dataclasses.replace(each, values={**each.values, "content": "另一个内容"}) if each.kind == "opinion" else each
        for each in given.records
    ]
    assert records != list(given.records)
    other = exported(dataclasses.replace(given, records=tuple(records)), tmp_path / "三")
    found = difference(first.papers, other.papers)
    assert [pair.new.key for pair in found.changed] == ["register:opinion"]
    assert not (found.new or found.gone or found.retitled or found.moved)
    assert [swap.paper.key for swap in plan(first, other).swaps] == ["register:opinion"]


def test_another_filing_number_is_a_change_of_the_first_sheet(tmp_path: Path) -> None:
    volumes = []
    for name, fonds in (("一", "A123"), ("二", "B456")):
        record = filled("filing_plan", "fp", files=(), **{**FILING, "fonds": fonds})
        volumes.append(exported(without_scans(complete_but(filing_plan=record)), tmp_path / name))
    stamps = {paper.key: paper.stamp for paper in volumes[1].papers if paper.stamp}
    assert stamps and all(stamp.startswith("B456 2015 ") for stamp in stamps.values())
    swaps = plan(*volumes).swaps
    assert set(stamps) <= {swap.paper.key for swap in swaps}
    assert all(len(swap.out) == 1 for swap in swaps if swap.paper.key in stamps)
