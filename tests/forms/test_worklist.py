"""差什么补什么: what is dearest comes first, and every line leads to the form that mends it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from forms.desk import figures_of
from forms.worklist import Entry, entries, progress
from ledger.book import Ledger
from tests.ledger.books import OPINION, new_book

JULY = dt.date(2015, 7, 20)


def todo(book: Ledger, day: dt.date = JULY) -> tuple[Entry, ...]:
    shot = book.snapshot()
    return entries(figures_of(shot, day), shot)


def test_points_come_first_then_days_then_contradictions(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        book.add("opinion", {**OPINION, "handler": "无名氏"})
        found = todo(book)
    gaps = [entry for entry in found if entry.code != "problem"]
    assert [entry.code for entry in found[len(gaps) :]] == ["problem"] * (len(found) - len(gaps)) != []
    keys = [(-(entry.points or 0), 10**6 if entry.days is None else entry.days) for entry in gaps]
    assert keys == sorted(keys)
    assert len({entry.points for entry in gaps}) > 1


def test_a_missing_paper_opens_its_form_with_what_the_scheme_asks_for(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        entry = next(entry for entry in todo(book) if "动员会" in entry.sentence)
        assert (entry.slug, entry.target.kind, entry.target.uid) == ("meetings", "meeting", "")
        made = book.add("meeting", {"title": "创建活动动员会", **entry.target.preset})
        wanted = [each for each in book.scheme.required if each.kind == "meeting" and each.where]
        assert any(book.snapshot().fits(made, required) for required in wanted)


def test_what_is_not_filled_in_opens_at_the_blank_field(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        opinion = book.add("opinion", {key: value for key, value in OPINION.items() if key != "handler"})
        entry = next(entry for entry in todo(book) if entry.code == "incomplete")
        assert (entry.slug, entry.target.uid, entry.target.field) == ("registers", opinion.uid, "handler")


@pytest.mark.parametrize(
    ("day", "days", "tone"),
    [((2015, 7, 1), 9, ""), ((2015, 7, 8), 2, "warn"), ((2015, 7, 10), 0, "warn"), ((2015, 7, 11), -1, "bad")],
)
def test_days_count_to_the_deadline(tmp_path: Path, day: tuple[int, int, int], days: int, tone: str) -> None:
    finding = {"number": 1, "found": "6.25", "problem": "公开栏更新不及时", "deadline": "7.10", "status": "整改中"}
    with new_book(tmp_path) as book:
        made = book.add("finding", finding)
        entry = next(
            entry
            for entry in todo(book, dt.date(*day))
            if entry.target.uid == made.uid and entry.code in ("open", "late")
        )
    assert (entry.days, entry.tone) == (days, tone)
    assert entry.target.field == "status"


def test_progress_counts_the_papers_of_each_stage(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        shot = book.snapshot()
        counted = progress(figures_of(shot, JULY), shot.scheme)
    assert list(counted) == [stage.name for stage in shot.scheme.stages]
    assert all(done == 0 and wanted > 0 for done, wanted in counted.values())
    assert sum(wanted for _, wanted in counted.values()) == len(shot.scheme.required)
