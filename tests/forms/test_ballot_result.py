"""The result in words for the screen: scores never called shares, verdicts, groups that cannot be counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from forms import ballot_result
from forms.ballot_counts import counts_of
from ledger.book import Ledger
from ledger.consistency import find_problems
from ledger.results import result_of
from tests.forms.ballots import GROUP, opened, reviewed


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with opened(tmp_path) as made:
        review = reviewed(made)
        ballot = {"review": review, "group": GROUP}
        made.add_many(
            "ballot", [{**ballot, "score": score} for score in ("88", "91", "79")] + [{**ballot, "mark": "无效"}]
        )
        made.add("ballot", {**ballot, "mark": "不了解"})
        yield made


def test_groups_stand_with_what_is_registered_and_counted(ledger: Ledger) -> None:
    snapshot = ledger.snapshot()
    (review,) = snapshot.of("review")
    node = ballot_result.review_node(snapshot.scheme)
    assert node is not None
    scored = result_of(snapshot).node(node.key)
    heads, rows = ballot_result.groups(scored, counts_of(snapshot, review))
    assert dict(zip(heads, rows[0], strict=True)) == {
        "组别": GROUP, "权重": "25%", "发出": "6", "收回": "5", "录入": "5", "有效": "4", "无效": "1",
        "计分": "3", "不了解": "1", "弃权": "0", "平均分": "86.00",
    }  # fmt: skip
    assert ballot_result.checks(scored)[0] == (
        f"{GROUP}：发出6≥收回5；收回5＝有效4＋无效1；有效4＝计分3＋不了解1＋弃权0。"
    )
    chart = ballot_result.means_chart(node, scored)
    assert (chart.bars[0].value, chart.bars[0].shown, chart.full) == (86.0, "86.00", 100.0)
    shares = ballot_result.shares_chart(node, scored)
    assert shares.legend == ("满意", "基本满意", "不满意", "不了解", "弃权")
    assert shares.bars[0].values == (2, 1, 0, 1, 0)
    heads, rows = ballot_result.grades(node, scored)
    assert heads[-1] == "满意率（票数之比）" and rows[0][-1] == "75.00%"


def test_a_group_whose_ballots_do_not_fit_is_shown_all_the_same(ledger: Ledger) -> None:
    snapshot = ledger.snapshot()
    (review,) = snapshot.of("review")
    ledger.add("ballot", {"review": review.uid, "group": GROUP, "score": "60"})
    snapshot = ledger.snapshot()
    scored = result_of(snapshot).node("review")
    heads, rows = ballot_result.groups(scored, counts_of(snapshot, review))
    first = dict(zip(heads, rows[0], strict=True))
    assert (first["收回"], first["录入"], first["平均分"]) == ("5", "6", "不能算")
    found = ballot_result.ballot_problems(find_problems(snapshot))
    assert any("收回5张，实际录入6张" in each.sentence for each in found)


def test_a_threshold_and_a_veto_give_the_verdict(ledger: Ledger) -> None:
    snapshot = ledger.snapshot()
    result, root = result_of(snapshot), snapshot.scheme.root
    scheme = replace(
        snapshot.scheme,
        nodes=tuple(
            replace(each, threshold=Decimal(90) if each.key == root else None) for each in snapshot.scheme.nodes
        ),
    )

    def verdict(**changes: object) -> tuple[str, str]:
        nodes = tuple(replace(each, **changes) if each.key == root else each for each in result.nodes)  # type: ignore[arg-type]
        heads, rows = ballot_result.parts(scheme, replace(result, nodes=nodes))
        assert dict(zip(heads, rows[0], strict=True))["达标线"] == "90"
        return rows[0][-1], ballot_result.part_tones(rows)[0]

    scored = {"exact": Fraction(271, 3), "shown": "90.33", "error": None}
    assert verdict(**scored, passed=True) == ("达标", "good")
    assert verdict(**scored, passed=False) == ("没有达标", "bad")
    assert verdict(**scored, passed=False, vetoed=True) == ("一票否决", "bad")
    assert verdict(exact=None, shown="") == ("", "bold")


def test_the_rules_in_force_say_where_they_stand(ledger: Ledger) -> None:
    lines = ballot_result.rules(result_of(ledger.snapshot()))
    assert any(line.startswith("“不了解”票：不计分") and line.endswith("）") for line in lines)


def test_without_grades_no_shares_are_drawn(ledger: Ledger) -> None:
    snapshot = ledger.snapshot()
    node = ballot_result.review_node(snapshot.scheme)
    assert node is not None
    bare = replace(node, bands=())
    assert ballot_result.shares_chart(bare, result_of(snapshot).node(node.key)).bars == ()
    assert ballot_result.review_node(replace(snapshot.scheme, nodes=())) is None
