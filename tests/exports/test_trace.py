"""What is remembered of a bound PDF: enough to tell a sheet that changed, and nothing that only moved."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from exports.bound_file import Bound
from exports.compose import Leaf
from exports.page import PageBreak, Paragraph, Picture
from exports.trace import bound_volume, sha256_of, traces
from ledger.exported import BoundPaper
from ledger.filing_settings import FilingSettings
from ledger.records import Attachment
from tests.exports.bindings import bound, item, made, sheet, together
from tests.exports.scans import picture
from tests.ledger.snapshots import filled, snapshot


def traced(*leaves: Leaf, settings: FilingSettings | None = None) -> tuple[BoundPaper, ...]:
    """The traces of these leaves as they were really bound."""
    _, result = bound(*leaves, settings=settings)
    return traces(together(*leaves, settings=settings), result, snapshot())


def test_every_bound_paper_is_named_with_its_numbers_in_the_order_of_the_file() -> None:
    apart = replace(sheet("archive:whole"), bound=False)
    found = traced(sheet("cover"), sheet("index:01"), item(1), item(2, 3), item(3), sheet("notes"), apart)
    assert [(each.key, each.mark, each.first, each.place) for each in found] == [
        ("cover", "", 0, 1),
        ("index:01", "", 0, 3),
        ("record:1", "01-0001", 1, 5),
        ("record:2", "01-0002", 2, 7),
        ("record:3", "01-0003", 5, 11),
        ("notes", "", 0, 13),
    ]
    assert [len(each.sides) for each in found] == [1, 1, 1, 3, 1, 1]


def test_a_side_that_only_moved_has_the_same_trace() -> None:
    (alone,) = traced(item(2, 3))
    _, behind = traced(item(1, 2), item(2, 3))
    assert (alone.first, alone.place) != (behind.first, behind.place)
    assert alone.sides == behind.sides and len(set(alone.sides)) == 3


def test_a_changed_word_changes_the_trace_of_its_side_alone() -> None:
    (before,), (after,) = (
        traced(item(1, (Paragraph("甲"), PageBreak(), Paragraph(words), PageBreak(), Paragraph("丙"))))
        for words in ("乙", "丁")
    )
    assert [one == other for one, other in zip(before.sides, after.sides, strict=True)] == [True, False, True]


def test_an_exchanged_picture_changes_the_trace() -> None:
    (one,), (other,) = (traced(item(1, (Picture(picture(colour), "会场"),))) for colour in ("navy", "red"))
    assert one.sides != other.sides


def test_a_blank_side_has_no_trace_but_its_place() -> None:
    leaf = item(1, 2)
    blank = leaf.made.sides[0]._replace(drawn=made(replace(leaf.paper, blocks=())).sides[0].drawn)
    leaf = replace(leaf, made=leaf.made._replace(sides=(*leaf.made.sides[:1], blank, *leaf.made.sides[1:])))
    (found,) = traced(leaf)
    assert [bool(digest) for digest in found.sides] == [True, False, True]
    assert found.last == 3


@pytest.mark.parametrize("count", [1, 3])
def test_each_page_of_a_scan_has_a_trace_of_its_content(tmp_path: Path, count: int) -> None:
    path = tmp_path / "签字.pdf"
    scan = Attachment("a", "r", "signed", path.name, "ab" * 32, "application/pdf", 1, count, path, None)
    leaf = item(1, 1, scan)
    (found,) = traces(together(leaf), Bound(first={"record:1": 1}), snapshot())
    (other,) = traces(
        together(replace(leaf, scans=(replace(scan, sha256="cd" * 32),))), Bound(first={"record:1": 1}), snapshot()
    )
    assert len(set(found.sides)) == len(found.sides) == 1 + count
    assert found.sides[0] == other.sides[0] and not set(found.sides[1:]) & set(other.sides[1:])


def test_the_words_of_the_stamp_are_kept_where_there_is_one() -> None:
    given = snapshot(filled("filing_plan", "plan", fonds="W108"))
    leaf, plain = item(1, 2), sheet("cover")
    result = Bound(first={"record:1": 3, "cover": 1})
    cover, stamped = traces(together(plain, leaf), result, given)
    assert cover.stamp == ""
    assert stamped.stamp.startswith("W108 2015 0001 组织领导") and stamped.stamp.endswith(" 2")
    _, without = traces(together(plain, leaf, settings=FilingSettings(stamp=False)), result, given)
    assert without.stamp == ""
    full = replace(leaf, made=leaf.made._replace(stamp=None))
    assert traces(together(full), result, given)[0].stamp == ""


def test_the_volume_remembers_the_file_and_how_it_was_bound(tmp_path: Path) -> None:
    data, result = bound(item(1, 2), item(2))
    path = tmp_path / "合订本.pdf"
    path.write_bytes(data)
    papers = traces(together(item(1, 2), item(2)), result, snapshot())
    plan = snapshot(filled("filing_plan", "plan", sides="单面", corner="下外角"))
    volume = bound_volume(path, result.sides, papers, plan)
    assert volume.sha256 == sha256_of(path) == hashlib.sha256(data).hexdigest()
    assert (volume.sides, volume.papers, volume.duplex, volume.corner) == (3, papers, False, "lower")
    with pytest.raises(FileNotFoundError):
        bound_volume(tmp_path / "没有.pdf", 0, (), plan)
