"""The filing as the window shows it, reckoned without a window."""

from __future__ import annotations

import datetime as dt

import pytest

from forms.filing_view import (
    HEAD,
    Filing,
    exported,
    filing_of,
    fixing,
    index_columns_of,
    index_rows,
    moved,
    pages_words,
    place_of,
    same_term,
)
from ledger.completeness import find_gaps
from ledger.exported import BoundPaper, BoundVolume, Export
from ledger.index_columns import DA_T_22, GB_T_9705
from ledger.records import Record
from ledger.snapshot import Snapshot
from tests.ledger.snapshots import filled, snapshot

PAPERS = tuple(
    filled("filed_paper", uid, title=uid, date=f"5月1{place}日", stage="宣传发动") for place, uid in enumerate("abcd")
)


def plan(**typed: object) -> Record:
    return filled("filing_plan", "plan", fonds="A123", **typed)


def filing(given: Snapshot, export: Export | None = None, changed: bool = False) -> Filing:
    return filing_of(given, find_gaps(given), exported(export, changed))


def an_export(pages: dict[str, tuple[int, int]]) -> Export:
    """An export in which each paper has so many sides from a page on, with a blank one behind."""
    papers = tuple(
        BoundPaper(f"record:{uid}", "02-0001", uid, first, 1, ("x",) * sides + ("",))
        for uid, (sides, first) in pages.items()
    )
    bound = BoundVolume("0" * 64, 9, True, True, "upper", papers)
    return Export(3, dt.datetime(2015, 12, 1, tzinfo=dt.UTC), "林晓岚", "报送", bound)


def order_of(found: Filing) -> list[str]:
    return [item.record for volume in found.volumes if volume.no == "02" for item in volume.items]


def test_each_volume_heads_its_items() -> None:
    found = filing(snapshot(*PAPERS[:2], plan(retention=[{"volume": "宣传发动", "term": "定期10年"}])))
    assert [(row.uid, row.cells[:2]) for row in found.rows] == [
        (f"{HEAD}02", ("02", "宣传发动（2件，定期10年）")),
        ("record:a", ("02-0001", "a")),
        ("record:b", ("02-0002", "b")),
        (f"{HEAD}90", ("90", "评分与评议（1件，保管期限未定）")),
        ("score", ("90-0001", "总得分表")),
    ]


def test_what_is_wrong_with_an_item_is_told() -> None:
    bare = filled("filed_paper", "bare", files=(), title="bare", date="5月11日", author="", stage="宣传发动")
    unsigned = filled("meeting", "m", files=(), title="动员会", date="5月12日")
    found = filing(snapshot(bare, unsigned, PAPERS[0]))
    assert found.filed["record:bare"].state == "没填全、缺扫描件"
    assert found.filed["record:m"].state == "缺签字件"
    assert (found.filed["record:a"].state, found.lacking) == ("", 2)


def test_pages_are_those_of_an_export_after_which_nothing_was_changed() -> None:
    given, export = snapshot(*PAPERS[:2]), an_export({"a": (2, 5), "b": (1, 7)})
    now = filing(given, export)
    assert [row.cells[3] for row in now.rows] == ["", "2", "1", "", ""]
    assert "第3次导出" in pages_words(now)
    volume = now.volumes[0]
    assert [row.cells[5] for row in index_rows(now, (volume,), GB_T_9705)] == ["5", "7"]
    changed = filing(given, export, changed=True)
    assert {row.cells[3] for row in changed.rows} == {""}
    assert [row.cells[5] for row in index_rows(changed, (volume,), GB_T_9705)] == ["", ""]
    assert "有改动" in pages_words(changed)
    assert "还没有导出过" in pages_words(filing(given))


def test_the_index_has_the_words_of_the_paper() -> None:
    found = filing(snapshot(PAPERS[0], plan(retention=[{"volume": "宣传发动", "term": "定期10年"}])))
    (row,) = index_rows(found, (found.volumes[0],), DA_T_22)
    said = dict(zip((column.value for column in DA_T_22), row.cells, strict=True))
    assert (said["序号"], said["档号"], said["日期"], said["页数"]) == (
        "1", "A123-WS·2015-D10-XCFD-0001", "20150510", "",
    )  # fmt: skip
    assert [column.label for column in index_columns_of(DA_T_22)] == [column.value for column in DA_T_22]


def test_one_index_holds_the_volumes_of_a_term() -> None:
    terms = [{"volume": "宣传发动", "term": "定期10年"}, {"volume": "检查整改", "term": "定期10年"}]
    july = filled("filed_paper", "j", title="j", date="7月1日", stage="检查整改")
    found = filing(snapshot(PAPERS[0], july, plan(retention=terms)))
    assert [volume.no for volume in same_term(found, found.volumes[0])] == ["02", "03"]


def test_boxes_rest_on_counted_pages_and_else_on_files() -> None:
    found = filing(snapshot(*PAPERS[:2]), an_export({"a": (40, 1)}), changed=True)
    assert (found.boxes[0].sheets, found.guessed) == (21, {"record:b", "score"})
    alone = filing(snapshot(filled("meeting", "m", date="5月12日", files=("signed:x.pdf", "annex:y.pdf"))))
    assert alone.boxes[0].sheets == 2  # three pages: its own, and one of each file


@pytest.mark.parametrize(
    ("uid", "place", "order"),
    [("a", 1, "bacd"), ("d", 0, "dabc"), ("b", 99, "acdb"), ("c", -1, "cabd")],
)
def test_an_item_moves_to_a_place(uid: str, place: int, order: str) -> None:
    found = filing(snapshot(*PAPERS))
    rows = moved(found, f"record:{uid}", place)
    assert order_of(filing(snapshot(*PAPERS, plan(order=rows)))) == list(order)


def test_what_does_not_move_is_no_change() -> None:
    fixed = [{"volume": "02", "paper": "record:b", "number": 2}]
    found = filing(snapshot(*PAPERS, plan(fixed=fixed)))
    assert moved(found, "record:a", 0) is None
    assert moved(found, "record:b", 0) is None
    assert moved(found, "gone", 0) is None
    assert [place_of(found, f"record:{uid}") for uid in "abcd"] == [0, 1, 1, 2]
    rows = moved(found, "record:a", 1)
    after = filing(snapshot(*PAPERS, plan(fixed=fixed, order=rows)))
    assert order_of(after) == ["c", "b", "a", "d"]


def test_numbers_to_be_fixed_are_told_apart_from_those_that_are() -> None:
    fixed = [{"volume": "02", "paper": "record:b", "number": 2}]
    every, new = fixing(filing(snapshot(*PAPERS[:2], plan(fixed=fixed))))
    assert {each.paper: each.number for each in every} == {"record:a": 1, "record:b": 2, "score": 1}
    assert [each.paper for each in new] == ["record:a", "score"]
