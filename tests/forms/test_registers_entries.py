"""Lines of the registers: what the scheme demands, what is missing and late, and finding them by name."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from forms.desk import Figures, figures_of
from forms.screens.registers_entries import Entry, Tally, entries, found, grouped, tally, wanted_by
from ledger.book import Ledger
from ledger.kinds.kind import GROUPS
from ledger.snapshot import Snapshot
from tests.ledger.books import OPINION, new_book

OWN: dict[str, Any] = {"title": "巡查册", "code": "xc", "columns": [{"label": "地点", "type": "文字"}]}
LINES = (
    Entry("opinion", "意见建议", "评议满意", "registers", wanted=True),
    Entry("visit", "走访企业", "评议满意", "registers", records=2),
    Entry("fee", "收费统计", "办件服务", "registers"),
    Entry("own-xc", "巡查册", "自建登记簿", "registers"),
)


@pytest.fixture
def book(tmp_path: Path) -> Ledger:
    return new_book(tmp_path)


def counted(snapshot: Snapshot, day: dt.date) -> Tally:
    return tally(figures_of(snapshot, day), snapshot)


def test_lines_stand_by_groups_with_ones_own_last(book: Ledger) -> None:
    with book:
        book.add("own_register", OWN)
        lines = entries(book.snapshot(), Tally())
    groups = [group for group, _ in grouped(lines)]
    assert groups == [group for group in GROUPS if group in groups]
    assert lines[-1] == Entry("own-xc", "巡查册", "自建登记簿", "registers", note="自建登记簿。")
    assert "own_register" not in {line.slug for line in lines}
    homes = {line.slug: line.home for line in lines}
    assert (homes["meeting"], homes["opinion"]) == ("meetings", "registers")


def test_what_the_scheme_demands_is_wanted(book: Ledger) -> None:
    with book:
        snapshot = book.snapshot()
    wanted = wanted_by(snapshot.scheme)
    assert {"campaign_plan", "opinion", "meeting"} <= wanted
    assert "visitor_flow" not in wanted
    assert {line.slug for line in entries(snapshot, Tally()) if line.wanted} == wanted


def test_gaps_and_what_is_late_are_counted_where_they_are_mended(book: Ledger) -> None:
    with book:
        book.add("opinion", {**OPINION, "handler": "", "deadline": "2015.7.5", "status": "办理中"})
        snapshot = book.snapshot()
    before, after = (counted(snapshot, dt.date(2015, 7, day)) for day in (4, 6))
    assert (before.late.get("opinion", 0), after.late["opinion"]) == (0, 1)
    assert before.gaps["opinion"] == after.gaps["opinion"] == 1
    assert "campaign_plan" in after.gaps, "宣传发动阶段已过，实施方案还缺"
    line = next(each for each in entries(snapshot, after) if each.slug == "opinion")
    assert (line.records, line.gaps, line.late) == (1, 1, 1)


def test_nothing_is_counted_without_figures(book: Ledger) -> None:
    with book:
        snapshot = book.snapshot()
    assert tally(Figures(dt.date(2015, 1, 1), None, (), (), Decimal(0)), snapshot) == Tally()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "used", "besides", "slugs"),
    [
        ("", False, (), ["opinion", "visit", "fee", "own-xc"]),
        ("", True, (), ["opinion", "visit", "own-xc"]),
        ("", True, ("fee",), ["opinion", "visit", "fee", "own-xc"]),
        ("sf", True, (), ["fee"]),
        ("xunc", True, (), ["own-xc"]),
        ("建议", False, (), ["opinion"]),
        ("无此册", False, (), []),
    ],
)
def test_lines_are_found(words: str, used: bool, besides: tuple[str, ...], slugs: list[str]) -> None:
    assert [line.slug for line in found(LINES, words, used=used, besides=besides)] == slugs
