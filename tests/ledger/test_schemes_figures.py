"""Eight shipped schemes held against the figures of their sources, and the post counter's table scored by hand."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from ledger.duties import turns
from ledger.risk import risk_of
from ledger.schemes.load import load_scheme
from ledger.schemes.model import Scheme
from ledger.scoring import Case, CheckValue, ItemResult, Result, case_from_json, errors, score
from ledger.workdays import Calendar
from tests.ledger import scheme_figures as figures

SCHEMES = {scheme_id: load_scheme(scheme_id) for scheme_id in figures.STAGES}
COUNTER = SCHEMES["post-counter-2011"]
TABLE = COUNTER.tables[0]
POST = ("post-counter-2011", "post-delivery-2011", "post-savings-2011")
UNSCORED = ("jinhu-2013", "yanliang-2009", "face-to-face-2009", "three-bright-tax")


@pytest.mark.parametrize("scheme_id", figures.STAGES)
def test_the_stages_have_the_days_of_the_source(scheme_id: str) -> None:
    stages = SCHEMES[scheme_id].stages
    found = tuple((each.name, each.first.isoformat(), each.last.isoformat() if each.last else None) for each in stages)
    assert found == figures.STAGES[scheme_id]


def test_the_middle_of_september_belongs_to_no_stage_of_jinhu() -> None:
    jinhu = SCHEMES["jinhu-2013"]
    days = [dt.date(2013, 9, day) for day in range(1, 31)]
    assert [day.day for day in days if jinhu.stage_of(day) is None] == list(range(11, 21))
    assert any("9月中旬" in each.words for each in jinhu.lost)
    assert jinhu.stage_of(dt.date(2014, 6, 1)) == jinhu.stages[3]


def test_the_notices_have_their_numbers() -> None:
    assert SCHEMES["jinhu-2013"].basis == "金效发〔2013〕16号"
    assert SCHEMES["qidong-2015"].basis == "启发〔2015〕39号"
    assert {SCHEMES[scheme_id].year for scheme_id in POST} == {2011}


@pytest.mark.parametrize("scheme_id", figures.TARGETS)
def test_the_targets_are_those_of_the_source(scheme_id: str) -> None:
    found = {
        each.key: (each.op, "" if each.value is None else f"{each.value:f}", each.unit, each.rate)
        for each in SCHEMES[scheme_id].targets
    }
    assert found == figures.TARGETS[scheme_id]
    assert all(each.basis for each in SCHEMES[scheme_id].targets)


@pytest.mark.parametrize("scheme_id", figures.FIGURES)
def test_the_figures_stand_as_they_are_written(scheme_id: str) -> None:
    found = {each.key: f"{each.value} {each.unit}".strip() for each in SCHEMES[scheme_id].figures}
    assert found == figures.FIGURES[scheme_id]


def whole(scheme_id: str, key: str) -> int:
    return int(next(each.value for each in SCHEMES[scheme_id].figures if each.key == key))


def test_the_figures_reckon_as_the_digest_says() -> None:
    accepted, finished = whole("yanliang-2009", "accepted"), whole("yanliang-2009", "finished")
    assert accepted - finished == 51  # D01
    assert f"{Decimal(finished) / accepted:.6f}" == "0.986920"
    assert whole("yanliang-2009", "promotion-staff") - whole("yanliang-2009", "staff") == 3  # D02
    before, after = whole("yanliang-2009", "registration-before"), whole("yanliang-2009", "registration-after")
    assert f"{Decimal(before - after) / before:.4f}" == "0.9545"  # D04
    stars = [whole("three-bright-tax", f"{number}-star") for number in ("five", "four", "three")]
    assert sum(stars) == whole("three-bright-tax", "staff")  # D06


@pytest.mark.parametrize("scheme_id", figures.LISTS)
def test_the_lists_hold_their_words(scheme_id: str) -> None:
    found = {each.key: "、".join(each.words) for each in SCHEMES[scheme_id].lists}
    assert found | figures.LISTS[scheme_id] == found


def test_every_list_is_checked_and_an_empty_one_says_what_it_lacks() -> None:
    for scheme_id in [*figures.LISTS, "post-savings-2011"]:
        lists = {each.key: each for each in SCHEMES[scheme_id].lists}
        lengths, empty = figures.LENGTHS.get(scheme_id, {}), figures.EMPTY.get(scheme_id, set())
        shared = {"three-aims", "trades"} if scheme_id in POST else set()
        assert set(lists) == set(figures.LISTS.get(scheme_id, {})) | set(lengths) | empty | shared
        assert {key: len(lists[key].words) for key in lengths} == lengths
        assert {key for key, each in lists.items() if not each.words} == empty
        assert all(lists[key].lost for key in empty)


@pytest.mark.parametrize("scheme_id", figures.DUTIES)
def test_the_duties_recur_as_the_source_says(scheme_id: str) -> None:
    found = {f"{each.key} {each.every} {each.kind} {each.by}".strip() for each in SCHEMES[scheme_id].duties}
    assert found == figures.DUTIES[scheme_id]


@pytest.mark.parametrize(
    ("scheme_id", "key", "number", "last"),
    [
        ("post-counter-2011", "recommend", 4, "2011-12-31"),
        ("post-counter-2011", "satisfaction", 2, "2011-12-31"),
        ("yanliang-2009", "analysis", 1, "2009-10-31"),
        ("yanliang-2009", "appraise", 1, "2009-12-31"),
        ("three-bright-tax", "exam", 4, "2015-12-31"),
        ("three-bright-tax", "star", 12, "2015-12-31"),
        ("three-bright-tax", "integrity", 1, "2015-12-31"),
    ],
)
def test_the_duties_have_their_turns(scheme_id: str, key: str, number: int, last: str) -> None:
    scheme = SCHEMES[scheme_id]
    duty = next(each for each in scheme.duties if each.key == key)
    assert scheme.last is not None
    found = turns(duty, scheme.year, Calendar(), scheme.first, scheme.last)
    assert (len(found), found[-1].last.isoformat()) == (number, last)


@pytest.mark.parametrize("scheme_id", POST)
def test_a_window_gets_100_yuan_a_head_and_a_star_500(scheme_id: str) -> None:
    rewards = {each.key: each for each in SCHEMES[scheme_id].rewards}
    assert {key: f"{each.amount} {each.unit}" for key, each in rewards.items()} == {
        "benchmark": "100 元/人（网点人均）",
        "quarter-star": "500 元",
    }
    # One benchmark window for each of three trades; how many stars is not written.
    assert rewards["benchmark"].count == (3 if scheme_id == "post-counter-2011" else 1)
    assert rewards["quarter-star"].count is None


def test_one_scheme_names_a_veto_outside_a_table_and_one_within() -> None:
    found = {scheme_id: [each.key for each in scheme.vetoes] for scheme_id, scheme in SCHEMES.items() if scheme.vetoes}
    assert found == {"yanliang-2009": ["staff"]}
    assert [item.no for item in TABLE.items if any(point.kind == "veto" for point in item.points)] == ["2.0"]


@pytest.mark.parametrize("scheme_id", figures.MATERIALS)
def test_the_papers_of_the_source_are_required(scheme_id: str) -> None:
    scheme = SCHEMES[scheme_id]
    materials, required = set(figures.MATERIALS[scheme_id].split()), {each.kind for each in scheme.required}
    assert materials - figures.INCIDENTS <= required
    assert materials & figures.INCIDENTS <= {duty.kind for duty in scheme.duties if duty.every == "always"}
    assert figures.INCIDENTS.isdisjoint(required)
    assert all(each.basis and each.proves for each in scheme.required)


@pytest.mark.parametrize("scheme_id", POST)
def test_what_is_surveyed_is_scored_from_its_register(scheme_id: str) -> None:
    sources = {node.key: node.source for node in SCHEMES[scheme_id].nodes if node.kind == "survey"}
    assert sources == {
        "inspection": "appraisal.inspection",
        "third_party": "appraisal.third_party",
        "satisfaction": "satisfaction.score",
    }


def test_the_satisfaction_of_the_public_is_measured_twice() -> None:
    least = {each.kind: each.least for each in COUNTER.required}
    assert least["satisfaction"] == 2
    assert {number for kind, number in least.items() if kind != "satisfaction"} == {1}


@pytest.mark.parametrize("scheme_id", UNSCORED)
def test_a_source_without_points_gives_a_scheme_without_points(scheme_id: str) -> None:
    scheme = SCHEMES[scheme_id]
    assert (scheme.scored, scheme.nodes, scheme.tables) == (False, (), ())
    assert all(each.points is None for each in scheme.required)
    assert any("本模板不计分" in each.words for each in scheme.lost)


def test_qidong_weighs_30_and_70_and_its_groups_25_25_50() -> None:
    qidong = SCHEMES["qidong-2015"]
    assert [(part.key, part.weight) for part in qidong.node("total").parts] == [("daily", 30), ("review", 70)]
    assert [group.weight for group in qidong.node("review").groups] == [25, 25, 50]  # D19
    bands = [(band.name, band.least, band.most) for band in qidong.node("review").bands]
    assert bands == [("满意", 80, 100), ("基本满意", 60, 79), ("不满意", 0, 59), ("不了解", None, None)]
    assert (len(qidong.goals), len(qidong.standards)) == (6, 6)


@pytest.mark.parametrize("scheme_id", POST)
def test_the_levels_of_the_post_are_85_90_and_86(scheme_id: str) -> None:
    scheme = SCHEMES[scheme_id]
    thresholds = {node.key: node.threshold for node in scheme.nodes if node.key != "counter"}
    # D18: four figures that mean four things; the fourth, 85 %, is a check point of 8.2.
    assert thresholds == {"inspection": None, "third_party": None, "standard": 85, "model": 90, "satisfaction": 86}
    weights = {key: [(part.key, part.weight) for part in scheme.node(key).parts] for key in ("standard", "model")}
    assert weights == {
        "standard": [("inspection", 50), ("third_party", 50)],
        "model": [("inspection", 40), ("third_party", 60)],
    }


def test_the_counter_has_its_groups_items_and_points() -> None:
    # D17: 5 + 10 + 10 + 20 + 10 + 15 + 15 + 15 = 100, 24 items and one that is only passed or failed
    found = [(item.group, item.no, None if item.full is None else f"{item.full:f}") for item in TABLE.items]
    assert found == [(name, no, full) for name, _, items in figures.COUNTER_GROUPS for no, full in items]
    sums = {name: sum(item.full or 0 for item in TABLE.items if item.group == name) for name, *_ in found}
    assert sums == {name: full for name, full, _ in figures.COUNTER_GROUPS}
    assert (sum(sums.values()), TABLE.full, sum(item.full is not None for item in TABLE.items)) == (100, 100, 24)
    assert COUNTER.node("counter").threshold is None


def test_every_check_point_of_the_counter_deducts_as_written() -> None:
    found = {item.no: tuple(_deduction(point) for point in item.points) for item in TABLE.items}
    assert found == figures.COUNTER_POINTS


def _deduction(point: Any) -> str:
    amount = "" if point.amount is None else f" {point.amount:f}"
    return f"{point.kind}{amount}" + ("" if point.target is None else f" of {point.target:f}")


def test_the_lost_pages_of_the_post_are_named() -> None:
    for scheme_id in POST:
        words = [each.words for each in SCHEMES[scheme_id].lost]
        assert any("阶段安排所在页缺失" in each for each in words)
        assert SCHEMES[scheme_id].tables == () or scheme_id == "post-counter-2011"
    assert len(COUNTER.lost) >= 22


def test_a_missing_paper_costs_what_the_table_deducts_for_it() -> None:
    costs = {each.key: risk_of(COUNTER, each, missing=True).points for each in COUNTER.required if each.node}
    assert costs == {"plan": 1, "group": 1, "progress": Decimal("1.5"), "nomination": Decimal("1.5")}


# ---- the counter scored by hand ----


def perfect(**changes: tuple[CheckValue, ...]) -> dict[str, tuple[CheckValue, ...]]:
    """The values of a window without fault, with those of items such as `i31` changed."""
    clean: dict[str, CheckValue] = {"zero": False, "veto": False}
    values = {
        item.no: tuple(clean.get(point.kind, 0) if point.target is None else point.target for point in item.points)
        for item in TABLE.items
    }
    return values | {f"{key[1]}.{key[2]}": value for key, value in changes.items()}


def checked(**changes: tuple[CheckValue, ...]) -> Result:
    return score(COUNTER, Case(checks={"counter": perfect(**changes)}))


def left(no: str, *values: CheckValue) -> Fraction | None:
    found: ItemResult = next(
        item for item in checked(**{f"i{no[0]}{no[2]}": values}).node("counter").items if item.no == no
    )
    return found.score


def test_a_window_without_fault_has_100() -> None:
    result = checked()
    counter = result.node("counter")
    assert (result.root, counter.exact, counter.vetoed, counter.passed) == ("counter", 100, False, None)


def test_one_fault_of_every_kind() -> None:
    # missing 1 + flat 2 + each 1 + each 0.5 + place 2 + each 2.5 + pp 1.5 (98.5 for 100) + zero 10 = 20.5
    result = checked(
        i11=(1, 0),
        i21=(1, 0),
        i22=(0, 1, 0, 0),
        i31=(0, 0, 1),
        i63=(0, 1, False),
        i72=(1, 0),
        i81=(Decimal("98.5"),),
        i82=(85, True, 0),
    )
    assert result.node("counter").exact == Fraction("79.5")


def test_every_row_failing_once() -> None:
    # 1: 0 + 0;  2: 0 + 0 + 0;  3: 1.5 + 0 (2 − 3) + 0.5 + 1.5 = 3.5;  4: 1 + 1 + 2 + 1 + 2 = 7;  5: 1 + 3 = 4
    # 6: 4 + 1 + (4 − 1 − 2 = 1) + 2 = 8;  7: 6 + 0 = 6;  8: 5 + 10 = 15;  3.5 + 7 + 4 + 8 + 6 + 15 = 43.5
    countable = ("each", "missing", "flat", "place")
    values = perfect()
    for item in TABLE.items:
        pairs = zip(item.points, values[item.no], strict=True)
        values[item.no] = tuple(1 if point.kind in countable else value for point, value in pairs)
    assert score(COUNTER, Case(checks={"counter": values})).node("counter").exact == Fraction("43.5")


@pytest.mark.parametrize(
    ("no", "values", "rest"),
    [
        ("1.2", (1, 0), "1.5"),
        ("1.2", (1, 1), "0"),
        ("2.1", (3, 1), "0"),  # flat: 3 − 2 − 1, however often
        ("2.3", (0, 1, 1), "1"),
        ("3.1", (2, 0, 1), "1.5"),  # 3 − 0.5 × 3
        ("3.3", (5, 0, 0), "0"),  # 2 − 2.5 stops at 0
        ("5.2", (3, 2, 2), "0"),  # 6 − 7 stops at 0
        ("6.1", (5,), "0"),
        ("6.3", (1, 1, False), "1"),  # 4 − 1 − 2
        ("6.3", (0, 2, False), "0"),  # two places
        ("6.3", (0, 0, True), "0"),
        ("7.1", (1, 2, 0, 3), "4"),  # 10 − 6
        ("7.1", (12, 0, 0, 0), "0"),
        ("7.2", (0, 1), "2.5"),
        ("8.1", (Decimal("97.4"),), "2.4"),  # 5 − 2.6
        ("8.1", (95,), "0"),
        ("8.1", (104,), "5"),
        ("8.2", (Decimal("84.5"), False, 0), "9.5"),
        ("8.2", (74, False, 0), "0"),  # 10 − 11 stops at 0
        ("8.2", (85, False, 3), "10"),  # no deduction is written for complaints
        ("8.2", (99, True, 0), "0"),
    ],
)
def test_an_item_keeps_what_is_left(no: str, values: tuple[CheckValue, ...], rest: str) -> None:
    assert left(no, *values) == Fraction(rest)


@pytest.mark.parametrize(("choice", "rest"), [("exact", "2.4"), ("up", "2"), ("down", "3")])
def test_the_part_of_a_percentage_point_is_a_matter_of_choice(choice: str, rest: str) -> None:
    case = Case(checks={"counter": perfect(i81=(Decimal("97.4"),))}, rules={"pp_fraction": choice})
    item = next(each for each in score(COUNTER, case).node("counter").items if each.no == "8.1")
    assert item.score == Fraction(rest)


def test_read_by_rows_some_items_cannot_come_to_nothing() -> None:
    # The reason for counting occurrences: by rows 7.1 keeps 10 − 4 and 3.1 keeps 3 − 1.5.
    values = perfect(i71=(9, 9, 9, 9), i31=(9, 9, 9))
    by_rows = score(COUNTER, Case(checks={"counter": values}, rules={"check_count": "row"})).node("counter")
    assert {item.no: item.score for item in by_rows.items if item.no in ("3.1", "7.1")} == {
        "3.1": Fraction("1.5"),
        "7.1": 6,
    }
    by_times = score(COUNTER, Case(checks={"counter": values})).node("counter")
    assert [item.score for item in by_times.items if item.no in ("3.1", "7.1")] == [0, 0]


def test_the_sign_vetoes_the_table_and_leaves_its_points() -> None:
    result = checked(i20=(True,))
    assert (result.vetoed, result.node("counter").vetoed, result.node("counter").exact) == (True, True, 100)


def surveyed(scheme: Scheme, **surveys: object) -> Result:
    return score(scheme, case_from_json({"scheme": scheme.id, "surveys": surveys})[1])


@pytest.mark.parametrize("scheme_id", POST)
@pytest.mark.parametrize(
    ("inspection", "third_party", "standard", "model"),
    [
        ("88", "92", ("90", True), ("90.4", True)),  # (88 + 92) / 2;  35.2 + 55.2
        ("92", "88", ("90", True), ("89.6", False)),  # 36.8 + 52.8
        ("87", "92", ("89.5", True), ("90", True)),  # 34.8 + 55.2: exactly 90 is enough
        ("84", "86", ("85", True), ("85.2", False)),  # 33.6 + 51.6
        ("84", "85.98", ("84.99", False), ("85.188", False)),  # 33.6 + 51.588
    ],
)
def test_inspection_and_third_party_weigh_half_and_half_or_40_and_60(
    scheme_id: str, inspection: str, third_party: str, standard: tuple[str, bool], model: tuple[str, bool]
) -> None:
    result = surveyed(SCHEMES[scheme_id], inspection=inspection, third_party=third_party)
    for key, (exact, passed) in (("standard", standard), ("model", model)):
        assert (result.node(key).exact, result.node(key).passed) == (Fraction(exact), passed)


@pytest.mark.parametrize(
    ("scores", "exact", "passed"), [("86", "86", True), ("85.9", "85.9", False), (["85", "88"], "86.5", True)]
)
def test_the_public_is_satisfied_from_86(scores: object, exact: str, passed: bool) -> None:
    node = surveyed(COUNTER, satisfaction=scores).node("satisfaction")
    assert (node.exact, node.passed) == (Fraction(exact), passed)


def test_the_third_party_alone_makes_no_level() -> None:
    with pytest.raises(errors.MissingScore, match="inspection"):
        surveyed(COUNTER, third_party=92, satisfaction=90)
