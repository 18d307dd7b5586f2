"""The figures of the schemes without points (T07–T26): lists, targets, duties, numbers as written, and what is lost."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from ledger.fields import Choice
from ledger.kinds import field_names, kind_of
from ledger.schemes.load import load_scheme, read_scheme, scheme_text
from ledger.schemes.rules import RULES
from tests.ledger.light_figures import (
    COUNTED,
    DUTIES,
    FIGURES,
    LIMITED,
    LISTS,
    LOST,
    MATERIALS,
    SCHEMES,
    TARGETS,
    WORDED,
)
from tests.ledger.scheme_figures import INCIDENTS


def test_the_tables_speak_of_the_twenty_schemes_only() -> None:
    assert set(MATERIALS) == set(SCHEMES)
    assert set(FIGURES) <= set(SCHEMES)


@pytest.mark.parametrize("scheme_id", SCHEMES)
def test_none_gives_points(scheme_id: str) -> None:
    scheme = load_scheme(scheme_id)
    assert scheme.id == scheme_id
    assert not scheme.scored
    assert (scheme.root, scheme.nodes, scheme.tables) == ("", (), ())
    assert all(paper.points is None and paper.node == "" for paper in scheme.required)


@pytest.mark.parametrize("scheme_id", SCHEMES)
def test_a_year_that_the_source_does_not_write_is_told(scheme_id: str) -> None:
    scheme = load_scheme(scheme_id)
    told = any(lost.place == "年份" for lost in scheme.lost)
    # The community's paper celebrates the Party's 90th year.
    assert (scheme.year, told) == ((2011, False) if scheme_id == "three-bright-community" else (2015, True))


@pytest.mark.parametrize("scheme_id", [each for each in SCHEMES if each != "one-window-tax"])
def test_without_stages_the_whole_year_is_one(scheme_id: str) -> None:
    scheme = load_scheme(scheme_id)
    year = scheme.year
    assert [(stage.key, stage.name, stage.first, stage.last) for stage in scheme.stages] == [
        ("whole", "活动全程", dt.date(year, 1, 1), dt.date(year, 12, 31))
    ]
    assert any(lost.place == "阶段" for lost in scheme.lost)


def test_the_five_steps_of_the_tax_window_end_on_one_day() -> None:
    scheme = load_scheme("one-window-tax")
    *steps, daily = scheme.stages
    assert [(stage.name, stage.last) for stage in steps] == [
        (name, dt.date(2015, 7, 31))
        for name in ("窗口、岗位、人员到位", "确定事项一览表", "配套机制", "制度与公开", "网络界面")
    ]
    assert {"各步起止", "日常办理"} <= {lost.place for lost in scheme.lost}
    assert (daily.name, daily.first, daily.last) == ("日常办理", dt.date(2015, 8, 1), None)
    running = {paper.kind for paper in scheme.required if paper.stage == daily.key}
    assert running == {"case", "case_notice", "case_transfer", "stocktaking", "callback"}
    duties = {duty.key: duty for duty in scheme.duties}
    assert duties["ready"].by == "07-31"
    assert duties["archive"].span == "8—12月", "papers are handed over once cases are handled"
    limited = next(each for each in scheme.lists if each.key == "limited")
    assert (limited.words, bool(limited.lost)) == (LIMITED, True)


@pytest.mark.parametrize(("place", "found"), LISTS.items())
def test_the_words_of_a_list(place: tuple[str, str], found: tuple[int, str]) -> None:
    words = _words(*place)
    assert (len(words), "、".join(words)) == found


@pytest.mark.parametrize(("place", "length"), COUNTED.items())
def test_the_length_of_a_list(place: tuple[str, str], length: int) -> None:
    assert len(_words(*place)) == length


def _words(scheme_id: str, key: str) -> tuple[str, ...]:
    return next(each.words for each in load_scheme(scheme_id).lists if each.key == key)


@pytest.mark.parametrize(("scheme_id", "key", "op", "value", "unit", "rate"), TARGETS)
def test_a_target(scheme_id: str, key: str, op: str, value: str, unit: str, rate: str) -> None:
    target = next(each for each in load_scheme(scheme_id).targets if each.key == key)
    assert (target.op, target.value, target.unit, target.rate) == (op, Decimal(value), unit, rate)
    assert target.basis


@pytest.mark.parametrize(("scheme_id", "key", "words", "rate"), WORDED)
def test_a_target_that_is_no_number(scheme_id: str, key: str, words: str, rate: str) -> None:
    target = next(each for each in load_scheme(scheme_id).targets if each.key == key)
    assert (target.value, target.words, target.rate) == (None, words, rate)
    assert target.lost


def test_the_six_rules_decide_alone() -> None:
    (veto,) = load_scheme("mobile-quality").vetoes
    assert "六项规定" in veto.words


@pytest.mark.parametrize(("scheme_id", "key", "every", "kind", "where"), DUTIES)
def test_a_duty(scheme_id: str, key: str, every: str, kind: str, where: dict[str, str]) -> None:
    duty = next(each for each in load_scheme(scheme_id).duties if each.key == key)
    assert (duty.every, duty.kind, duty.where, duty.least) == (every, kind, where, 1)
    assert duty.basis


def test_the_land_day_has_its_date() -> None:
    assert next(each.by for each in load_scheme("youth-civility").duties if each.key == "land-day") == "06-25"


@pytest.mark.parametrize("scheme_id", FIGURES)
def test_figures_stand_as_written(scheme_id: str) -> None:
    given = {each.key: each.value for each in load_scheme(scheme_id).figures}
    assert {key: given.get(key) for key in FIGURES[scheme_id]} == FIGURES[scheme_id]


def test_the_sums_of_the_sources() -> None:
    water, safety = _numbers("water-window"), _numbers("safety-window")
    hall, counter = _numbers("parallel-approval"), load_scheme("window-theme")
    assert water["accepted"] == water["soil"] + water["river"] + water["intake"] == 134  # D07
    assert safety["received"] - safety["accepted"] == 12  # D08
    assert safety["revised"] + safety["new"] == safety["items"] == 14  # D09
    assert hall["i3"] + hall["s3"] == 177  # D10
    assert len(counter.lists[0].words) == int(counter.figures[0].value)  # D16
    assert "finished" not in safety, "1*3 is masked and no number"


def _numbers(scheme_id: str) -> dict[str, int]:
    return {each.key: int(each.value) for each in load_scheme(scheme_id).figures if each.value.isdigit()}


@pytest.mark.parametrize(("scheme_id", "place"), LOST)
def test_what_is_lost_is_told(scheme_id: str, place: str) -> None:
    assert place in [each.place for each in load_scheme(scheme_id).lost]


@pytest.mark.parametrize("key", ["create", "appraise"])
def test_a_list_that_is_shorter_than_its_name_says_so(key: str) -> None:
    assert "缺" in next(each.lost for each in load_scheme("three-bright-community").lists if each.key == key)


@pytest.mark.parametrize("scheme_id", SCHEMES)
def test_every_kind_field_and_word_asked_for_exists(scheme_id: str) -> None:
    scheme = read_scheme(scheme_text(scheme_id), source=scheme_id, kinds=field_names())
    for asked in (*scheme.required, *(duty for duty in scheme.duties if duty.kind)):
        for name, word in asked.where.items():
            field = kind_of(asked.kind).field(name)
            assert isinstance(field, Choice)
            assert word in field.choices, asked.key


@pytest.mark.parametrize("scheme_id", SCHEMES)
def test_every_material_is_required_with_its_source(scheme_id: str) -> None:
    scheme = load_scheme(scheme_id)
    materials = set(MATERIALS[scheme_id].split())
    assert materials - INCIDENTS <= {paper.kind for paper in scheme.required}
    assert materials & INCIDENTS <= {duty.kind for duty in scheme.duties if duty.every == "always"}
    assert INCIDENTS.isdisjoint({paper.kind for paper in scheme.required})
    assert [paper.key for paper in scheme.required if not paper.basis] == []


def test_the_safety_window_reports_under_its_five_headings() -> None:
    (outline,) = load_scheme("safety-window").outlines
    assert [chapter.title for chapter in outline.headings] == [
        "规范化建设情况",
        "窗口服务情况",
        "廉洁自律情况",
        "窗口制度建设情况",
        "工作取得突出成效情况",
    ]
    assert all(chapter.kinds for chapter in outline.headings)


@pytest.mark.parametrize("scheme_id", ["env-window", "dongtai-env", "water-window", "hall-pledges", "hall-standard"])
def test_windows_report_by_their_own_sections(scheme_id: str) -> None:
    (outline,) = load_scheme(scheme_id).outlines
    assert len(outline.headings) >= 4


@pytest.mark.parametrize(
    ("scheme_id", "rule", "value"),
    [
        ("hall-pledges", "instant", "day"),
        ("hall-standard", "instant", "spot"),
        ("one-window-tax", "instant", "spot"),
        ("one-window-tax", "clock_start", "papers"),
    ],
)
def test_readings_that_the_source_decides(scheme_id: str, rule: str, value: str) -> None:
    chosen = next(each for each in load_scheme(scheme_id).rules if each.key == rule)
    default = next(each for each in RULES if each.key == rule)
    assert (chosen.value, chosen.source != default.source) == (value, True)
