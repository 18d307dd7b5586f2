"""An acceptance registered by a clerk becomes the score of its check table."""

from __future__ import annotations

import pytest

from ledger.acceptances import UnknownPoint, UnreadableValue, point_words, points_of, values_of
from ledger.consistency import find_problems
from ledger.records import Record
from ledger.results import case_of, result_of
from ledger.schemes.load import read_scheme
from tests.ledger.light_scheme import LIGHT
from tests.ledger.snapshots import record, snapshot

TABLED = (
    LIGHT.replace('basis = "无"', 'basis = "无"\nroot = "sheet"')
    + """
[[nodes]]
key = "sheet"
name = "验收"
kind = "table"
table = "hall"
full = 10

[[nodes]]
key = "survey"
name = "第三方测评"
kind = "survey"
threshold = 85
source = "acceptance.title"

[[tables]]
key = "hall"
name = "营业厅验收标准"
full = 10
items = [
  { no = "1.1", name = "环境", full = 4, points = [
    { text = "地面洁净", kind = "each", amount = 1 },
    { text = "照明正常", kind = "each", amount = 1 },
  ] },
  { no = "1.2", name = "服务", full = 6, points = [
    { text = "满意率达到85%", kind = "pp", amount = 1, target = 85 },
    { text = "媒体曝光", kind = "zero" },
  ] },
  { no = "2.0", name = "店招", points = [{ text = "店招完好", kind = "veto" }] },
]
"""
)
SCHEME = read_scheme(TABLED.replace('source = "acceptance.title"\n', ""), 2015, "tabled.toml")
HALL = SCHEME.tables[0]
FLOOR, LIGHT_ON, RATE, PRESS, SIGN = points_of(SCHEME)


def acceptance(*rows: tuple[str, str], day: str = "2015年9月18日", uid: str = "a") -> Record:
    """An acceptance with these points and values."""
    typed = [{"point": point, "value": value} for point, value in rows]
    return record("acceptance", uid, title="第三季度", table=HALL.name, date=day, rows=typed)


def test_a_point_is_called_by_number_item_and_words() -> None:
    item = HALL.items[0]
    assert FLOOR == "1.1 环境：地面洁净" == point_words(item, item.points[0])


@pytest.mark.parametrize(
    ("rows", "score"),
    [
        ((), "10.00"),  # nothing failed: every item keeps its points
        (((FLOOR, "1"),), "9.00"),
        (((FLOOR, "1次"), (FLOOR, "2")), "7.00"),  # two rows of one point add up
        (((FLOOR, "9"), (LIGHT_ON, "1")), "6.00"),  # no item goes below 0
        (((RATE, "83.5%"),), "8.50"),  # 1.5 points short
        (((RATE, "99"),), "10.00"),
        (((PRESS, "是"),), "4.00"),  # all of its item
        (((PRESS, "否"),), "10.00"),
    ],
)
def test_the_table_is_scored_from_what_was_registered(rows: tuple[tuple[str, str], ...], score: str) -> None:
    result = result_of(snapshot(acceptance(*rows), scheme=SCHEME))
    assert result.node("sheet").shown == score
    assert not result.vetoed


def test_a_veto_spreads() -> None:
    assert result_of(snapshot(acceptance((SIGN, "是")), scheme=SCHEME)).vetoed


def test_without_an_acceptance_there_is_no_score() -> None:
    assert result_of(snapshot(scheme=SCHEME)).node("sheet").exact is None


def test_the_last_acceptance_counts() -> None:
    early = acceptance((FLOOR, "4"), day="2015年3月2日", uid="early")
    late = acceptance((FLOOR, "1"), day="2015年9月2日", uid="late")
    assert result_of(snapshot(late, early, scheme=SCHEME)).node("sheet").shown == "9.00"


def test_of_two_acceptances_on_one_day_the_later_registered_counts() -> None:
    first, second = (acceptance((FLOOR, count), uid=uid) for count, uid in (("4", "first"), ("1", "second")))
    assert result_of(snapshot(first, second, scheme=SCHEME)).node("sheet").shown == "9.00"


@pytest.mark.parametrize(
    ("row", "error", "words"),
    [
        ((FLOOR, "一次"), UnreadableValue, "不能填“一次”：应填不合格的次数（整数）"),
        ((FLOOR, "1.5"), UnreadableValue, "次数"),
        ((FLOOR, "1次2处"), UnreadableValue, "次数"),
        ((FLOOR, "3%"), UnreadableValue, "次数"),
        ((RATE, "83.5次"), UnreadableValue, "百分数，如 83.5"),
        ((RATE, "达标"), UnreadableValue, "百分数，如 83.5"),
        ((PRESS, "1次3"), UnreadableValue, "“是”或“否”"),
        (("9.9 没有的：要点", "1"), UnknownPoint, "不是检查表“营业厅验收标准”的要点"),
    ],
)
def test_what_cannot_be_scored_is_a_problem_and_no_score(
    row: tuple[str, str], error: type[Exception], words: str
) -> None:
    wrong = acceptance(row)
    with pytest.raises(error, match=words):
        values_of(wrong, HALL)
    book = snapshot(wrong, scheme=SCHEME)
    assert case_of(book).checks == {}
    assert words in next(each.sentence for each in find_problems(book) if each.code == "acceptance-values")


def test_results_are_read_from_the_field_that_the_scheme_names() -> None:
    text = TABLED.replace("acceptance.title", "daily_assessment.score")
    scheme = read_scheme(text, 2015, "tabled.toml")
    first = record("daily_assessment", "d1", title="上半年", date="2015年3月1日", score="84")
    second = record("daily_assessment", "d2", title="下半年", date="2015年9月1日", score="90")
    result = result_of(snapshot(second, first, scheme=scheme))
    assert (result.node("survey").shown, result.node("survey").passed) == ("87.00", True)  # the mean of both
