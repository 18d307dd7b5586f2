from __future__ import annotations

from dataclasses import replace

import pytest

from exports.page import Bars, Block, Pairs, Paper, Paragraph, Signature, StackedBars, Table
from exports.papers import scores
from ledger.schemes.model import Scheme
from ledger.snapshot import Snapshot
from tests.exports.prints import GROUPS, reviewed, said
from tests.ledger.snapshots import QIDONG, record


def sheet(ledger: Snapshot, uid: str = "rev") -> tuple[Block, ...]:
    review = ledger.get(uid)
    assert review is not None
    return scores.review(ledger, review)


def words(ledger: Snapshot, uid: str = "rev") -> str:
    return said(Paper("review", "汇总表", sheet(ledger, uid)))


def with_rule(key: str, value: str) -> Scheme:
    rules = tuple(replace(rule, value=value) if rule.key == key else rule for rule in QIDONG.rules)
    return replace(QIDONG, rules=rules)


def test_the_result_sheet_prints_the_formula_and_the_whole_arithmetic() -> None:
    told = words(reviewed()[0])
    formula = "＋".join(f"{group.name}平均分×{weight}%" for group, weight in zip(GROUPS, (25, 25, 50), strict=True))
    assert f"民主评议得分＝{formula}。满分100分" in told
    assert "各组平均分＝该组计分票的分数合计÷计分票张数。" in told
    assert f"{GROUPS[0].name} = 分数合计 240 ÷ 计分票 3 张 = 80，不了解 1 张不计入" in told
    assert "20 + 22 + 36.5 = 78.5，保留2位小数得 78.50" in told


def test_the_counts_of_every_group_are_reconciled_in_numbers() -> None:
    told = words(reviewed()[0])
    assert f"{GROUPS[0].name}|发出4≥收回4；收回4＝有效4＋无效0；有效4＝计分3＋不了解1＋弃权0。" in told
    assert f"{GROUPS[1].name}|发出3≥收回2；收回2＝有效1＋无效1；有效1＝计分1＋不了解0＋弃权0。" in told


@pytest.mark.parametrize("rule", ["“不了解”票", "弃权票", "无效票", "没有计分票的组别", "修约方法", "保留小数位数"])
def test_every_rule_that_the_scheme_leaves_open_is_printed(rule: str) -> None:
    assert f"{rule}|" in words(reviewed()[0])


def test_identities_that_are_pooled_are_in_the_formula() -> None:
    ledger = replace(reviewed()[0], scheme=with_rule("pooling", "identity"))
    assert "该组各类身份的平均分之和÷有计分票的身份类数" in "".join(
        block.text for block in sheet_of_named(ledger) if isinstance(block, Paragraph)
    )


def sheet_of_named(ledger: Snapshot) -> tuple[Block, ...]:
    """The sheet when every ballot names an identity of its group."""
    members = {group.name: group.members[0] for group in GROUPS}
    named = tuple(
        replace(each, values={**each.values, "identity": members[each["group"]]}) if each.kind == "ballot" else each
        for each in ledger.records
    )
    return sheet(replace(ledger, records=named))


def test_the_chart_of_grades_counts_every_valid_ballot() -> None:
    (chart,) = [block for block in sheet(reviewed()[0]) if isinstance(block, StackedBars)]
    assert chart.legend == ("满意", "基本满意", "不满意", "不了解", "弃权")
    assert [bar.values for bar in chart.bars] == [(2, 1, 0, 1, 0), (1, 0, 0, 0, 0), (2, 1, 1, 0, 0)]
    assert [bar.shown for bar in chart.bars] == ["有效4张", "有效1张", "有效4张"]


def test_a_review_that_cannot_be_counted_says_why_and_has_no_chart_of_means() -> None:
    ledger, _ = reviewed()
    left = tuple(each for each in ledger.records if each["group"] != GROUPS[2].name)
    blocks = sheet(replace(ledger, records=left))
    assert not [block for block in blocks if isinstance(block, Bars)]
    assert any(isinstance(block, Paragraph) and GROUPS[2].name in block.text for block in blocks)


def test_an_earlier_review_is_shown_with_its_numbers_alone() -> None:
    rows = [{"group": group.name, "issued": 3, "returned": 2, "void": 1} for group in GROUPS]
    earlier = record("review", "earlier", title="上半年", date="6月30日", organiser="某镇人民政府", groups=rows)
    told = words(reviewed(earlier)[0], "earlier")
    assert "之后另有一次评议，以最后一次计分。" in told
    assert "计算公式" not in told


def test_no_single_ballot_can_be_read_from_the_sheet() -> None:
    blocks = sheet(reviewed()[0])
    tables = [block for block in blocks if isinstance(block, Table)]
    counted = [table for table in tables if table.caption]
    assert len(counted) == 3 and all(len(table.rows) <= len(GROUPS) + 1 for table in counted)


def test_those_who_called_counted_and_watched_are_named_and_sign() -> None:
    blocks = sheet(reviewed()[0])
    (head,) = [block for block in blocks if isinstance(block, Pairs)]
    assert [row[0][0] for row in head.rows[2:5]] == ["唱票人", "计票人", "监票人"]
    assert blocks[-1] == Signature(("唱票人", "计票人", "监票人", "评议负责人"))
