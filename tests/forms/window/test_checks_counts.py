"""An acceptance point by point without the screen: what may be typed, what is stored, and the score that follows."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from forms.screens.check_grid_counts import (
    STRANGERS,
    Row,
    completed,
    grid_rows,
    headings,
    incomplete,
    is_failing,
    point_row,
    points_in,
    refusal,
    score_words,
    scored,
    settled,
    stored,
    stranger_row,
)
from ledger.schemes.load import read_scheme
from ledger.schemes.model import CheckPoint
from ledger.schemes.rules import with_rules

SCHEME = read_scheme((Path(__file__).parents[2] / "data" / "counter-small.toml").read_text(encoding="utf-8"))
TABLE = SCHEME.tables[0]
"""Items 1.1 missing ×2, 2.0 veto, 2.1 flat ×2, 3.1 each ×3, 6.3 each/place/zero, 8.1 pp, 8.2 pp/zero/none."""
POINTS = [row["point"] for row in completed(TABLE, ())]
GROUP, PLAN, SIGN, GUIDE, RULES, NOTICE, USE, PAPERS, DUTY, PATROL, HARM, INCOME, RATE, PRESS, COMPLAINTS = POINTS


def sheet(**values: str) -> list[Row]:
    """The table with these values, by the number of the point written p3."""
    typed = [{"point": POINTS[int(name[1:])], "value": value} for name, value in values.items()]
    return completed(TABLE, typed)


def point(words: str) -> CheckPoint:
    """A point of the table by its words."""
    return points_in(TABLE)[POINTS.index(words)][1]


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("each", ("", "0", "3", "3次", "999"), ("-1", "1.5", "一")),
        ("zero", ("", "0", "1", "是", "否", "没有"), ("2", "对")),
        ("veto", ("", "0", "1"), ("3",)),
        ("pp", ("", "96.5", "100", "96.5%"), ("-1", "九十", "9x")),
    ],
)
def test_a_point_takes_what_its_kind_of_deducting_needs(kind: str, good: tuple[str, ...], bad: tuple[str, ...]) -> None:
    asked = CheckPoint("要点", kind, Decimal(1), Decimal(90) if kind == "pp" else None)
    assert [refusal(asked, text) for text in good] == [""] * len(good)
    assert all(refusal(asked, text).endswith("。") for text in bad)


def test_digits_stand_for_yes_and_no_where_a_point_takes_those() -> None:
    assert [settled(point(SIGN), text) for text in ("1", "0", "是", "")] == ["是", "否", "是", ""]
    assert settled(point(GUIDE), "1") == "1"


@pytest.mark.parametrize(
    ("words", "text", "failing"),
    [
        (GUIDE, "1", True),
        (GUIDE, "0", False),
        (GUIDE, "", False),
        (GUIDE, "许多", False),
        (INCOME, "99.9", True),
        (INCOME, "100", False),
        (SIGN, "是", True),
        (SIGN, "否", False),
        (COMPLAINTS, "2", True),  # it costs nothing and is a finding all the same
    ],
)
def test_what_is_not_in_order_is_known_by_its_value(words: str, text: str, failing: bool) -> None:
    assert is_failing(point(words), text) is failing


def test_only_points_of_which_something_is_typed_are_stored() -> None:
    assert stored(sheet()) == []
    rows = sheet(p9="1", p3="2")
    assert [(row["point"], row["value"]) for row in stored(rows)] == [(GUIDE, "2"), (PATROL, "1")]


def test_rows_of_one_point_stand_in_one_and_what_cannot_be_counted_stays() -> None:
    typed = [
        {"point": NOTICE, "value": "2", "grounds": "门口"},
        {"point": NOTICE, "value": "1", "grounds": "大厅", "note": "已换"},
        {"point": RATE, "value": "80"},
        {"point": RATE, "value": "83"},
        {"point": GUIDE, "value": "1"},
        {"point": GUIDE, "value": "几次"},
        {"point": "旧的要点", "value": "1"},
    ]
    rows = completed(TABLE, typed)
    assert rows[POINTS.index(NOTICE)] == {"point": NOTICE, "value": "3", "grounds": "门口；大厅", "note": "已换"}
    assert rows[POINTS.index(RATE)]["value"] == "83"
    assert [(row["point"], row["value"]) for row in rows[len(POINTS) :]] == [(GUIDE, "几次"), ("旧的要点", "1")]


def test_the_score_is_the_sum_of_the_items_and_their_groups() -> None:
    # 27 − 1 (1.1) − 2.5 (3.1) − 3.5 (8.1), by hand.
    score = scored(SCHEME, TABLE, sheet(p0="1", p5="5", p11="96.5"))
    assert (score.total, score.shown, score.full) == (20, "20.00", 27)
    assert [(group.name, group.full, group.score) for group in score.groups] == [
        ("组织管理", 2, 1),
        ("服务环境", 3, 3),
        ("服务设施", 3, Fraction(1, 2)),
        ("管理规范", 4, 4),
        ("服务效果", 15, Fraction(23, 2)),
    ]
    assert score_words(TABLE, score) == ("营业检查表　得分 20.00　满分 27", "")


def test_a_veto_is_told_and_deducts_nothing() -> None:
    score = scored(SCHEME, TABLE, sheet(p2="是"))
    assert (score.total, score.vetoed) == (27, True)
    assert score_words(TABLE, score) == ("营业检查表　得分 27.00　满分 27　有一票否决项，不合格", "bad")
    assert headings(TABLE, score)["item:2.0"].cells[4] == "不合格"


def test_what_cannot_be_counted_keeps_the_score_away_and_says_why() -> None:
    for typed, told in (({"point": GUIDE, "value": "几次"}, "几次"), ({"point": "旧的要点", "value": "1"}, "旧的要点")):
        score = scored(SCHEME, TABLE, completed(TABLE, [typed]))
        words, tone = score_words(TABLE, score)
        assert (score.total, tone) == (None, "bad")
        assert told in words


def test_unlisted_items_keep_the_score_away_where_the_rule_says_so() -> None:
    strict = with_rules(SCHEME, {"unlisted": "refuse"})
    score = scored(strict, TABLE, sheet(p0="1"))
    assert score.total is None
    assert headings(TABLE, score)["item:1.1"].cells[4] == ""
    assert headings(TABLE, score)["group:组织管理"].cells == ("【组织管理】", "共2分", "", "", "", "", "")


def test_points_stand_under_their_items_and_groups_with_what_each_takes_away() -> None:
    rows = completed(
        TABLE,
        [
            {"point": NOTICE, "value": "6"},
            {"point": INCOME, "value": "90"},
            {"point": HARM, "value": "否"},
            {"point": USE, "value": "", "grounds": "资费"},
            {"point": COMPLAINTS, "value": "1"},
            {"point": "旧的要点", "value": "1"},
        ],
    )
    score = scored(SCHEME, TABLE, [row for row in rows if row["value"] and row["point"] in POINTS])
    shown = [point_row(SCHEME, place, points_in(TABLE)[place][1], row, "") for place, row in enumerate(rows[:-1])]
    heads = headings(TABLE, score)
    listed = grid_rows(TABLE, [*shown, stranger_row(len(shown), rows[-1], "")], heads)
    assert [row.cells[0] for row in listed[:4]] == [
        "【组织管理】",
        "1.1　组织落实情况",
        "　成立活动领导小组",
        "　制定活动计划",
    ]
    assert [row.cells[0] for row in listed[-2:]] == [STRANGERS, "旧的要点"]
    assert (heads["item:3.1"].cells[1], heads["item:3.1"].cells[4], heads["item:3.1"].tone) == (
        "标准分3分",
        "0分",
        "bad",
    )
    by_words = {rows[int(row.uid)]["point"]: row for row in shown}
    assert by_words[NOTICE].cells == ("　宣传公告醒目", "每项扣0.5分", "6", "", "－3", "", "")
    assert by_words[INCOME].cells[1:5] == ("每差1个百分点扣1分（应达到100%）", "90", "", "－10")
    assert (by_words[HARM].cells[4], by_words[HARM].tone) == ("", "")
    assert (by_words[USE].cells[4], by_words[USE].tone) == ("缺次数", "bad")
    assert (by_words[COMPLAINTS].cells[4], by_words[COMPLAINTS].tone) == ("不扣分", "warn")
    assert incomplete(rows) == POINTS.index(USE)


def test_a_scheme_without_a_table_shows_only_what_was_registered() -> None:
    rows = completed(None, [{"point": "旧的要点", "value": "1"}])
    listed = grid_rows(None, [stranger_row(0, rows[0], "")], headings(None, None))
    assert [row.cells[0] for row in listed] == [STRANGERS, "旧的要点"]
