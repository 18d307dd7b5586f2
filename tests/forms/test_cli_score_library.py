"""`score` of a library whose scheme has a check table and surveys: every result with what it is held to be."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.book import Ledger
from tests.forms.cli_runs import Clerk
from tests.ledger.counter_acceptance import ROWS, TYPED, words


@pytest.fixture
def clerk(capsys: pytest.CaptureFixture[str]) -> Clerk:
    return Clerk(capsys)


def test_every_result_is_told_with_its_verdict(clerk: Clerk, tmp_path: Path) -> None:
    veto = {"point": words("2.0", 1), "value": "是"}
    looked = {"number": "1", "date": "2011年6月20日", "window": "一号窗口", "trade": "营业"}
    with Ledger.create(
        tmp_path / "三创", unit="某邮政局", year=2011, scheme_id="post-counter-2011", who="测试员"
    ) as book:
        book.add_many("person", [{"name": "沈文君"}, {"name": "周启明"}])
        book.add("acceptance", {**TYPED, "rows": [*ROWS, veto]})
        book.add("appraisal", {**looked, "inspection": "88", "third_party": "92"})
        library = book.path
    told = clerk.done("score", library).out.splitlines()
    assert "2.2 营业厅环境 = 4 － 1 × 2 － 1 × 1 － 1 × 3 = －2，扣完为止，得 0" in told
    assert "示范窗口验收：66.70，有一票否决项，不合格" in told
    assert "服务规范达标：90.00，达标" in told  # (88 + 92) ÷ 2, to be reached 85
    assert "服务示范窗口达标：90.40，达标" in told  # 88 × 40% + 92 × 60%, to be reached 90
    assert any(line.startswith("社会综合满意度测评：") and "还没有得分" in line for line in told)
