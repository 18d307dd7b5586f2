"""The counts of a check table without the screen: what may be typed, and the score that follows."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from forms.screens.check_grid_counts import (
    checks_of,
    counted_tables,
    deductions,
    grid_rows,
    refusal,
    score_words,
    scored,
)
from ledger.schemes.load import load_scheme, read_scheme
from ledger.schemes.model import CheckPoint
from ledger.schemes.rules import with_rules
from ledger.scoring.tables import score_table

SCHEME = read_scheme((Path(__file__).parents[2] / "data" / "counter-small.toml").read_text(encoding="utf-8"))
TABLE = SCHEME.tables[0]
"""Items 1.1 missing ×2, 2.0 veto, 2.1 flat ×2, 3.1 each ×3, 6.3 each/place/zero, 8.1 pp, 8.2 pp/zero/none."""


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("each", ("", "0", "3", "999"), ("-1", "1.5", "一", "1000")),
        ("zero", ("", "0", "1", "是", "否"), ("2", "有")),
        ("veto", ("", "0", "1"), ("3",)),
        ("pp", ("", "96.5", "100", "96.5%"), ("-1", "九十", "9x")),
    ],
)
def test_a_point_takes_what_its_kind_of_deducting_needs(kind: str, good: tuple[str, ...], bad: tuple[str, ...]) -> None:
    point = CheckPoint("要点", kind, Decimal(1), Decimal(90) if kind == "pp" else None)
    assert [refusal(point, text) for text in good] == [""] * len(good)
    assert all(refusal(point, text).endswith("。") for text in bad)


def test_items_of_which_nothing_is_typed_are_not_given_and_blanks_find_nothing() -> None:
    assert checks_of(TABLE, {}) == {}
    typed = {"0.1": "1", "4.2": "1", "5.0": "96.5%", "6.1": "0"}
    assert checks_of(TABLE, typed) == {
        "1.1": (0, 1),
        "6.3": (0, 0, True),
        "8.1": (Decimal("96.5"),),
        "8.2": (Decimal(85), False, 0),
    }


def test_the_score_is_that_of_the_result_sheet() -> None:
    typed = {"0.0": "1", "3.0": "5", "5.0": "96.5"}
    result = scored(SCHEME, TABLE, typed)
    assert [item.score for item in result.items] == [
        item.score for item in score_table(SCHEME, TABLE, checks_of(TABLE, typed))
    ]
    # 27 − 1 (1.1) − 2.5 (3.1) − 3.5 (8.1), by hand.
    assert result.exact == Fraction(20)
    assert score_words(result) == ("得分 20.00　满分 27", "")


def test_a_veto_is_told_and_deducts_nothing() -> None:
    result = scored(SCHEME, TABLE, {"1.0": "1"})
    assert (result.exact, result.vetoed) == (27, True)
    assert score_words(result) == ("得分 27.00　满分 27　有一票否决项，不合格", "bad")
    assert deductions(TABLE, {"1.0": "1"}, result) == [
        {"item": "2.0 店招和局名牌", "reason": "店招、局名牌完好无污损（不合格，一票否决）", "points": "0"}
    ]


def test_deductions_say_what_was_found_and_sum_to_what_is_lost() -> None:
    typed = {"0.0": "1", "2.0": "1", "3.0": "5", "3.1": "0", "4.1": "1", "5.0": "96.5"}
    rows = deductions(TABLE, typed, scored(SCHEME, TABLE, typed))
    assert [(each["reason"], each["points"]) for each in rows] == [
        ("成立活动领导小组（1次）", "1"),
        ("设值班长或引导员", "2"),
        ("宣传公告醒目（5次）", "2.5"),
        ("安全保卫人员巡视（1处）", "2"),
        ("全年任务完成率（实际96.5%）", "3.5"),
    ]
    lost = sum(Decimal(each["points"]) for each in rows)
    assert 27 - lost == Decimal(scored(SCHEME, TABLE, typed).shown)


def test_unlisted_items_keep_the_score_away_where_the_rule_says_so() -> None:
    strict = with_rules(SCHEME, {"unlisted": "refuse"})
    result = scored(strict, TABLE, {"0.0": "1"})
    words, tone = score_words(result)
    assert result.exact is None
    assert (words, tone) == (result.why, "warn")
    assert words
    assert grid_rows(TABLE, {}, result)[0].cells == ("1.1　组织管理　组织落实情况", "满分2分", "", "")


def test_every_item_is_a_heading_over_its_points() -> None:
    typed = {"3.0": "6", "5.0": "90"}
    rows = grid_rows(TABLE, typed, scored(SCHEME, TABLE, typed))
    headings = {row.cells[0][:3]: row for row in rows if row.heading}
    assert headings["3.1"].cells == ("3.1　服务设施　对外公布资料", "满分3分", "", "0分")
    assert [headings[no].tone for no in ("1.1", "3.1", "8.1")] == ["", "bad", "bad"]
    assert headings["2.0"].cells[3] == "合格"
    points = {row.uid: row for row in rows if not row.heading}
    assert points["3.0"].cells == ("　宣传公告醒目", "每次扣0.5分", "6", "")
    assert points["5.0"].cells[1] == "低于100%，每百分点扣1分"
    assert len(points) == sum(len(item.points) for item in TABLE.items)


def test_only_tables_that_count_are_offered() -> None:
    assert [table.key for table in counted_tables(SCHEME)] == ["counter"]
    assert counted_tables(load_scheme("qidong-2015")) == ()
    unused = replace(SCHEME, nodes=tuple(replace(node, table="") for node in SCHEME.nodes))
    assert counted_tables(unused) == ()
