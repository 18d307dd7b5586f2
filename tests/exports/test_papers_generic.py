"""The paper of a kind without a layout of its own: what may be printed stands on it, what is private does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from exports.page import Pairs, Signature, Table, Title
from exports.papers.generic import record_blocks, register_blocks
from ledger.phones import Phones
from tests.ledger.snapshots import filled, snapshot


def test_a_form_holds_title_fields_tables_and_a_place_to_sign() -> None:
    meeting = filled(
        "meeting", "m", title="六月例会", decisions=[{"item": "更新公示栏", "owner": "沈文君", "deadline": "6.30"}]
    )
    title, form, table, signature = record_blocks(snapshot(meeting), meeting)
    assert isinstance(title, Title) and title.text == "六月例会会议记录"
    assert isinstance(form, Pairs) and ("会议名称", "六月例会") in [pair for row in form.rows for pair in row]
    assert isinstance(table, Table) and [row[-3:] for row in table.rows] == [("更新公示栏", "沈文君", "2015年6月30日")]
    assert isinstance(signature, Signature)


def test_a_phone_number_never_stands_on_paper() -> None:
    visit = filled("visit", "v", company="海滨纺织厂", phone="0513-12345678")
    words = str(record_blocks(snapshot(visit), visit))
    assert "海滨纺织厂" in words
    assert "12345678" not in words and "联系电话" not in words


@pytest.mark.parametrize(
    ("phones", "seen"), [(Phones.OUT, None), (Phones.MASKED, "138****5678"), (Phones.FULL, "13812345678")]
)
def test_a_register_tells_phone_numbers_only_when_asked(phones: Phones, seen: str | None) -> None:
    visit = filled("visit", "v", company="海滨纺织厂", phone="13812345678")
    (table,) = (
        block
        for block in register_blocks(replace(snapshot(visit), phones=phones), visit.declared)
        if isinstance(block, Table)
    )
    told = dict(zip([column.head.replace("\n", "") for column in table.columns], table.rows[0], strict=True))
    assert told.get("联系电话") == seen


def test_a_kind_that_is_not_signed_has_no_place_to_sign() -> None:
    opinion = filled("opinion", "o")
    assert not any(isinstance(block, Signature) for block in record_blocks(snapshot(opinion), opinion))
