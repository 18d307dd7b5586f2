"""Receipts: what is written is read back, whatever else is refused in one sentence."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exports.handover.receipts import ACTIONS, BadReceipt, Receipt, _seal, read_receipt, receipt_json, write_receipt
from tests.forms.cli_runs import assert_sentence

RECEIPT = Receipt(
    package="eb153f76-b41e-5bba-a22c-a13652c02785",
    manifest="5a" * 32,
    campaign="c77bd18bba625665a35329b0c96b2162",
    received=dt.datetime(2015, 12, 1, 2, 3, tzinfo=dt.UTC),
    by="周启明",
    unit="第六税务分局",
    verified=True,
    findings=(),
    action="merge",
    counts={"新增": 3, "更新": 0},
)
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)
QUICK = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)


@QUICK
@given(WORDS, WORDS, st.sampled_from(sorted(ACTIONS)), st.dictionaries(WORDS, st.integers(0, 2**53)), st.lists(WORDS))
def test_what_is_written_is_read_back(
    tmp_path: Path, unit: str, by: str, action: str, counts: dict[str, int], findings: list[str]
) -> None:
    facts = {"unit": unit, "by": by, "action": action, "counts": counts, "findings": tuple(findings)}
    receipt = Receipt(**{**vars(RECEIPT), **facts})
    path = write_receipt(tmp_path, receipt)
    assert read_receipt(path) == receipt
    path.unlink()


@QUICK
@given(st.binary(max_size=300))
def test_any_bytes_are_refused_in_a_sentence(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "回执.json").write_bytes(data)
    with pytest.raises(BadReceipt) as refused:
        read_receipt(tmp_path / "回执.json")
    assert_sentence(f"{refused.value}\n")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("package", "../../etc"),
        ("package", "0" * 36),
        ("manifest", "5A" * 32),
        ("campaign", 7),
        ("received", "2015-12-01T02:03:00"),
        ("received", "昨天"),
        ("received", None),
        ("by", "两\n行"),
        ("by", "长" * 1001),
        ("verified", 1),
        ("findings", "一句话"),
        ("findings", [1]),
        ("action", "steal"),
        ("action", ["merge"]),
        ("counts", {"新增": -1}),
        ("counts", {"新增": True}),
        ("counts", {"新增": 1.5}),
        ("counts", []),
        ("receipt", 2),
    ],
)
def test_a_receipt_that_seals_other_facts_is_refused_all_the_same(tmp_path: Path, name: str, value: object) -> None:
    facts: dict[str, Any] = json.loads(receipt_json(RECEIPT))
    facts[name] = value
    facts["check"] = _seal({key: each for key, each in facts.items() if key != "check"})
    (tmp_path / "回执.json").write_text(json.dumps(facts), encoding="utf-8")
    with pytest.raises(BadReceipt, match="回执.json"):
        read_receipt(tmp_path / "回执.json")


def test_a_second_receipt_of_the_day_gets_a_number_and_the_first_stays(tmp_path: Path) -> None:
    first, second = write_receipt(tmp_path, RECEIPT), write_receipt(tmp_path, RECEIPT)
    assert [first.name, second.name] == ["移交回执_第六税务分局_20151201.json", "移交回执_第六税务分局_20151201_2.json"]
    assert first.read_bytes() == second.read_bytes() == receipt_json(RECEIPT)


def test_the_result_says_what_was_done() -> None:
    assert RECEIPT.result == "核对无误，并入了原有的台帐库，新增3、更新0"
