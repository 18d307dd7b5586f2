"""A whole acceptance of a post-office counter, and the surveys beside it, held against sums by hand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from ledger.acceptance_scores import table_score
from ledger.acceptances import deduction_words, table_of, value_of, values_of, wanted
from ledger.consistency import find_problems
from ledger.fields import Context
from ledger.filing import SCORE_SHEET, arrange
from ledger.kinds import kind_of
from ledger.records import Record
from ledger.results import result_of
from ledger.schemes.load import load_scheme
from ledger.schemes.model import CheckPoint
from ledger.schemes.rules import with_rules
from tests.ledger.counter_acceptance import COUNTER, GROUPS, POST, ROWS, TOTAL, TYPED, words
from tests.ledger.snapshots import record, snapshot


def accepted(*more: dict[str, str], **changes: object) -> Record:
    """The whole acceptance with failings in each group, and more rows."""
    return record("acceptance", "a", **{**TYPED, "rows": [*ROWS, *more], **changes})


def test_the_table_is_that_of_the_source() -> None:
    # 附件一: eight groups, twenty-four items with points, one veto, a hundred points.
    assert len({item.group for item in COUNTER.items}) == 8
    assert len([item for item in COUNTER.items if item.full is not None]) == 24
    assert len([item for item in COUNTER.items if item.full is None]) == 1
    assert sum(item.full or 0 for item in COUNTER.items) == COUNTER.full == 100


def test_a_whole_acceptance_scores_as_summed_by_hand_group_by_group() -> None:
    score = table_score(POST, COUNTER, values_of(accepted(), COUNTER))
    assert [(group.name, group.full, group.score) for group in score.groups] == [
        (name, Fraction(full), Fraction(left)) for name, (full, left) in GROUPS.items()
    ]
    assert sum(Decimal(left) for _, left in GROUPS.values()) == Decimal(TOTAL)
    assert (score.total, score.shown, score.vetoed, score.passed) == (Fraction(TOTAL), TOTAL, False, None)
    result = result_of(snapshot(accepted(), scheme=POST))
    assert result.node("counter").shown == TOTAL


def test_a_veto_leaves_the_sum_and_decides() -> None:
    score = table_score(POST, COUNTER, values_of(accepted({"point": words("2.0", 1), "value": "是"}), COUNTER))
    assert (score.shown, score.vetoed) == (TOTAL, True)
    assert result_of(snapshot(accepted({"point": words("2.0", 1), "value": "是"}), scheme=POST)).vetoed


def test_counting_by_point_takes_each_point_once() -> None:
    once = with_rules(POST, {"check_count": "row"})
    groups = {group.name: group.score for group in table_score(once, COUNTER, values_of(accepted(), COUNTER)).groups}
    assert groups["服务环境"] == 1 + (4 - 3) + 2  # three points of 2.2 failed
    assert groups["服务设施"] == 2 + 1 + Fraction(3, 2) + 3  # two points of 3.1 at a half each
    assert groups["生产能力"] == 9 + Fraction(5, 2)


def test_a_table_that_cannot_be_scored_says_why_and_keeps_its_groups() -> None:
    score = table_score(with_rules(POST, {"unlisted": "refuse"}), COUNTER, values_of(accepted(), COUNTER))
    assert (score.total, score.shown) == (None, "")
    assert "1.1" in score.why
    assert [group.name for group in score.groups] == list(GROUPS)
    assert {group.score for group in score.groups} == {None}


@pytest.mark.parametrize(
    ("kind", "said", "asked"),
    [
        ("each", "每项扣0.5分", "不合格的次数（整数）"),
        ("place", "每处扣0.5分", "不合格的次数（整数）"),
        ("missing", "每缺一项扣0.5分", "不合格的次数（整数）"),
        ("flat", "不合格扣0.5分", "不合格的次数（整数）"),
        ("pp", "每差1个百分点扣0.5分（应达到85%）", "实际达到的百分数，如 83.5"),
        ("zero", "有此情况，本项全扣", "“是”或“否”"),
        ("veto", "一票否决", "“是”或“否”"),
        ("none", "扣法没有写，不扣分", "不合格的次数（整数）"),
    ],
)
def test_every_way_of_deducting_has_its_words(kind: str, said: str, asked: str) -> None:
    point = CheckPoint("要点", kind, Decimal("0.50"), Decimal(85) if kind == "pp" else None)
    assert (deduction_words(point), wanted(point)) == (said, asked)


def test_what_was_written_is_read_with_its_unit_or_not_at_all() -> None:
    each, rate, struck = (CheckPoint("要点", kind, Decimal(1), Decimal(85)) for kind in ("each", "pp", "veto"))
    assert [value_of(each, text) for text in ("3", "3次", " 2 处", "1.5", "-1", "三", "")] == [3, 3, 2, *[None] * 4]
    assert [value_of(rate, text) for text in ("83.5%", "100", "-1", "达标")] == [Decimal("83.5"), 100, None, None]
    assert [value_of(struck, text) for text in ("是", "1", "否", "没有", "也许")] == [True, True, False, False, None]


def test_a_blank_table_is_filled_in_where_the_scheme_has_a_single_one() -> None:
    fill = kind_of("acceptance").fill
    assert fill is not None
    one = Context(year=2011, choices=lambda source: (COUNTER.name,) if source == "tables" else ())
    two = Context(year=2011, choices=lambda source: ("甲", "乙"))
    assert (fill({}, one), fill({}, two)) == ({"table": COUNTER.name}, {})


def test_an_acceptance_of_the_only_table_is_one_of_it_whatever_it_calls_it() -> None:
    renamed = accepted(table="旧名称")
    assert table_of(POST, renamed) is COUNTER
    two = replace(POST, tables=(COUNTER, replace(COUNTER, key="other", name="另一张")))
    assert table_of(two, renamed) is None
    assert [each.code for each in find_problems(snapshot(renamed, scheme=two)) if each.code.startswith("accept")] == [
        "acceptance-table"
    ]


def appraisal(uid: str, day: str, window: str, inspection: str, third: str) -> Record:
    """An appraisal of a window."""
    return record(
        "appraisal", uid, number=1, date=day, window=window, trade="营业", inspection=inspection, third_party=third
    )


SURVEYED = (
    appraisal("one", "2011年6月20日", "一号窗口", "88", "92"),
    appraisal("two", "2011年6月20日", "二号窗口", "80", "86.5"),
    appraisal("late", "2011年12月20日", "一号窗口", "93", "95"),
    record("satisfaction", "first", number=1, date="2011年6月24日", name="上半年", score="88.5"),
    record("satisfaction", "second", number=2, date="2011年11月24日", name="下半年", score="85"),
)


@pytest.mark.parametrize("scheme_id", ["post-counter-2011", "post-delivery-2011", "post-savings-2011"])
def test_several_windows_and_days_are_joined_as_the_rule_says(scheme_id: str) -> None:
    scheme = load_scheme(scheme_id)
    result = result_of(snapshot(*SURVEYED, scheme=scheme))
    # (88 + 80 + 93) ÷ 3 = 87; (92 + 86.5 + 95) ÷ 3 = 91.1667; half each; 40% and 60%; (88.5 + 85) ÷ 2.
    assert [result.node(key).shown for key in ("inspection", "third_party", "standard", "model", "satisfaction")] == [
        "87.00",
        "91.17",
        "89.08",
        "89.50",
        "86.75",
    ]
    assert [result.node(key).passed for key in ("standard", "model", "satisfaction")] == [True, False, True]
    last = result_of(snapshot(*SURVEYED, scheme=with_rules(scheme, {"several": "last"})))
    assert [last.node(key).shown for key in ("inspection", "third_party", "model", "satisfaction")] == [
        "93.00",
        "95.00",
        "94.20",
        "85.00",
    ]
    assert [last.node(key).passed for key in ("model", "satisfaction")] == [True, False]


def test_the_score_sheet_is_filed_with_what_it_comes_from_on_the_last_day_of_it() -> None:
    volumes = {volume.name: volume.items for volume in arrange(snapshot(accepted(), *SURVEYED, scheme=POST))}
    sheet = next(item for item in volumes["评分与测评"] if item.key == SCORE_SHEET)
    assert str(sheet.date) == "2011-12-20"  # the late appraisal
