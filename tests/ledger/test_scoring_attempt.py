"""A result that cannot be completed is given as far as it goes, with the reason beside each part that is missing."""

from __future__ import annotations

from decimal import Decimal

from ledger.schemes.load import load_scheme
from ledger.scoring import Case, attempt, case_from_json, errors, result_to_json

QIDONG = load_scheme("qidong-2015")


def test_an_unfinished_ledger_is_scored_as_far_as_it_goes() -> None:
    result = attempt(QIDONG, Case(values={"daily": (Decimal(92),)}))
    assert result.node("daily").shown == "92.00"
    assert result.node("total").exact is None
    assert result.node("total").why == result.node("review").why == "“民主评议”还没有得分，请先登记。"
    found = result_to_json(result)["nodes"]
    assert found["total"] == {"exact": None, "shown": "", "passed": None, "why": result.node("total").why}
    assert "leaders" not in found
    assert result.explain == ("日常考核 = 92，保留2位小数得 92.00",)


def test_groups_stay_counted_when_another_group_is_empty() -> None:
    data = {"scheme": "qidong-2015", "ballots": {"leaders": {"scores": [90], "unknown": 1}, "public": {"unknown": 2}}}
    result = attempt(QIDONG, case_from_json(data)[1])
    node = result.node("review")
    assert isinstance(node.error, errors.EmptyGroup)
    assert "（representatives）" in str(node.error) and "（empty_group）" in str(node.error)
    assert node.why.startswith(
        "“党代表、人大代表、政协委员、机关干部、老干部代表、村干部”没有可以计分的评议票，总分无法计算"
    )
    assert "representatives" not in node.why
    assert [(group.key, group.valid, group.shown) for group in node.groups] == [
        ("leaders", 2, "90.00"),
        ("representatives", 0, ""),
        ("public", 2, ""),
    ]
    assert "外商、民营企业主、个体工商户、普通群众：没有可以计分的评议票，不了解 2 张不计入" in result.explain


def test_groups_stay_counted_when_the_counts_of_another_disagree() -> None:
    data = {
        "scheme": "qidong-2015",
        "ballots": {"leaders": {"returned": 3, "scores": [90]}, "representatives": {"scores": [80]}},
    }
    node = attempt(QIDONG, case_from_json(data)[1]).node("review")
    assert isinstance(node.error, errors.CountsDisagree)
    assert [group.key for group in node.groups] == ["representatives", "public"]
