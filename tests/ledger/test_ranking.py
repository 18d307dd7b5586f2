"""The ranking over branches: who has a total is ranked by it, equals share a rank, the others are told why not."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from exports.page import Table
from exports.papers.ranking import paper
from ledger.book import Ledger
from ledger.identity import random_uid
from ledger.merging.branches import branch_facts, take_branch
from ledger.merging.merge import own
from ledger.ranking import Ranking, ranking
from ledger.store import merging
from tests.ledger.books import START
from tests.ledger.merging_books import clock_from

DAY = dt.date(2015, 12, 20)
UNITS = 53


def library(folder: Path, unit: str, scheme_id: str = "qidong-2015") -> Ledger:
    """A new open ledger of a unit."""
    return Ledger.create(
        folder / unit, unit=unit, year=2015, scheme_id=scheme_id, clock=clock_from(START), new_uid=random_uid
    )


def scored(book: Ledger, daily: str, vote: str) -> None:
    """Give it a result: daily assessment and review, each group with one ballot."""
    book.add("daily_assessment", {"title": "日常考核", "date": "2015-09-30", "score": daily, "assessor": "考核组"})
    groups = [group.name for node in book.scheme.nodes for group in node.groups]
    rows = [{"group": group, "issued": 1, "returned": 1, "void": 0} for group in groups]
    review = book.add("review", {"date": "2015-10-20", "title": "民主评议", "groups": rows})
    book.add_many("ballot", [{"review": review.uid, "group": group, "score": vote} for group in groups])


def taken(bureau: Ledger, branch: Ledger) -> None:
    """Take a branch in."""
    with Ledger.open(branch.path, read_only=True) as other:
        take_branch(bureau._session, other._session, "局办公室", START)


def ranked(bureau: Ledger) -> Ranking:
    """The ranking of a library."""
    return ranking(bureau._session, bureau.snapshot(), DAY)


def test_equal_totals_share_a_rank_and_the_next_is_left_out(tmp_path: Path) -> None:
    with library(tmp_path, "县局") as bureau:
        for unit, daily in (("甲分局", "90"), ("乙分局", "95"), ("丙分局", "95"), ("丁分局", "80")):
            with library(tmp_path, unit) as branch:
                scored(branch, daily, "90")
                taken(bureau, branch)
        made = ranked(bureau)
    assert [(place.rank, place.campaign.unit) for place in made.places] == [
        (1, "乙分局"), (1, "丙分局"), (3, "甲分局"), (4, "丁分局"), (None, "县局"),
    ]  # fmt: skip
    assert made.places[0].total == made.places[1].total
    assert made.places[-1].own
    assert made.places[-1].why


def test_a_branch_under_another_scheme_is_listed_without_a_rank_and_says_why(tmp_path: Path) -> None:
    with library(tmp_path, "县局") as bureau:
        scored(bureau, "90", "90")
        with library(tmp_path, "邮政支局", "post-counter-2011") as branch:
            taken(bureau, branch)
        made = ranked(bureau)
    assert [(place.rank, place.campaign.unit) for place in made.places] == [(1, "县局"), (None, "邮政支局")]
    assert "不能比较" in made.places[1].why


def test_a_branch_whose_scheme_cannot_be_read_does_not_stop_the_ranking(tmp_path: Path) -> None:
    with library(tmp_path, "县局") as bureau, library(tmp_path, "甲分局") as branch:
        scored(bureau, "90", "90")
        taken(bureau, branch)
        number = merging.list_campaigns(bureau._db)[1].number
        merging.update_branch(bureau._db, number, own(branch._session).campaign, "id = ")
        made = ranked(bureau)
    assert [(place.rank, place.campaign.unit) for place in made.places] == [(1, "县局"), (None, "甲分局")]
    assert "“甲分局”的活动方案" in made.places[1].why
    assert made.places[1].gaps is None


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Ranking:
    """A bureau with 53 branches: every fourth without its review, the others with totals from 60 up, some equal."""
    folder = tmp_path_factory.mktemp("county")
    with library(folder, "县局") as bureau:
        for number in range(UNITS):
            with library(folder, f"第{number + 1}分局") as branch:
                if number % 4:
                    scored(branch, str(60 + number % 40), "80")
                taken(bureau, branch)
        return ranked(bureau)


def test_fifty_three_branches_are_ranked_by_totals_worked_out_here(county: Ranking) -> None:
    # qidong-2015: 日常考核 counts 30 %, 民主评议 70 %.
    expected = {f"第{n + 1}分局": Fraction(3 * (60 + n % 40) + 7 * 80, 10) for n in range(UNITS) if n % 4}
    ranks = {unit: 1 + sum(other > total for other in expected.values()) for unit, total in expected.items()}
    got = {place.campaign.unit: place for place in county.places}
    assert len(county.places) == UNITS + 1
    assert {unit: got[unit].total for unit in expected} == expected
    assert {unit: got[unit].rank for unit in expected} == ranks
    assert len(set(ranks.values())) < len(ranks)
    listed = [place.rank for place in county.places if place.rank is not None]
    assert listed == sorted(listed)


def test_branches_without_a_total_come_last_and_say_why(county: Ranking) -> None:
    without = [place for place in county.places if place.rank is None]
    assert len(without) == UNITS + 1 - sum(1 for n in range(UNITS) if n % 4)
    assert county.places[-len(without) :] == tuple(without)
    assert all(place.why and place.total is None and place.gaps for place in without)
    assert all(isinstance(place.at_risk, Decimal) for place in without)


def test_the_paper_has_a_row_for_each_unit_and_says_how_it_is_counted(county: Ranking) -> None:
    made = paper(county, "县局")
    (table,) = [block for block in made.blocks if isinstance(block, Table)]
    assert len(table.rows) == UNITS + 1
    assert [column.head for column in table.columns][:3] == ["名次", "单位", "得分"]
    assert "得分相同的名次并列" in made.blocks[-1].text  # type: ignore[union-attr]


def test_of_each_unit_it_is_known_how_much_it_has_and_how_recent_that_is(tmp_path: Path) -> None:
    with library(tmp_path, "县局") as bureau:
        with library(tmp_path, "甲分局") as branch:
            gone, *kept = (branch.add("person", {"name": name}) for name in ("张三", "李四", "王五"))
            branch.delete(gone.uid)
            taken(bureau, branch)
        own, other = branch_facts(bureau._session).values()
    assert (own.records, own.changed) == (0, None)
    assert (other.records, other.changed, other.came) == (2, kept[-1].changed, START)
