"""Repeats and gaps in the serial numbers of registers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.consistency.serials import serial_numbers
from ledger.records import Record
from tests.ledger.problems import found, one
from tests.ledger.snapshots import complete_but, filled, snapshot


def numbered(slug: str, *numbers: int | None) -> list[Record]:
    """Entries of a register with these serial numbers; their uids are their places."""
    return [filled(slug, f"{slug}{place}", number=number or "") for place, number in enumerate(numbers)]


@pytest.mark.parametrize(
    ("slug", "numbers", "sentence", "records"),
    [
        ("finding", (1, 2, 3, 3), "整改台帐序号3重复。", ("finding2", "finding3")),
        ("opinion", (1, 1, 2, 2), "意见台帐序号1、2重复。", ("opinion0", "opinion1", "opinion2", "opinion3")),
        ("visit", (1, 2, 3, 5), "走访台帐序号缺4。", ("visit3",)),
        ("visit", (2,), "走访台帐序号缺1。", ("visit0",)),
        ("opinion", (1, 4, 6), "意见台帐序号缺2至3、5。", ("opinion1", "opinion2")),
        ("opinion", (1, 10_000_000), "意见台帐序号缺2至9999999。", ("opinion1",)),
    ],
)
def test_a_repeat_or_a_gap_is_told_with_its_register(
    slug: str, numbers: tuple[int, ...], sentence: str, records: tuple[str, ...]
) -> None:
    problem = one(serial_numbers, snapshot(*numbered(slug, *numbers)))
    assert (problem.sentence, problem.records) == (sentence, records)


def test_repeats_and_gaps_of_one_register_are_two_problems() -> None:
    problems = found(serial_numbers, snapshot(*numbered("finding", 1, 1, 4)))
    assert [each.code for each in problems] == ["serial-number-twice", "serial-number-gap"]


def test_each_register_counts_for_itself() -> None:
    records = [*numbered("finding", 1, 2), *numbered("opinion", 1), *numbered("visit", 1, 2, 2)]
    assert one(serial_numbers, snapshot(*records)).sentence == "走访台帐序号2重复。"


def test_at_most_ten_gaps_are_named() -> None:
    problem = one(serial_numbers, snapshot(*numbered("opinion", *range(2, 26, 2))))
    assert problem.sentence == "意见台帐序号缺1、3、5、7、9、11、13、15、17、19等。"
    assert len(problem.records) == 12


@given(st.permutations(range(1, 8)))
def test_numbers_in_any_order_and_blank_ones_are_in_order(numbers: list[int]) -> None:
    assert found(serial_numbers, snapshot(*numbered("finding", *numbers, None, None))) == ()


def test_a_complete_ledger_is_in_order() -> None:
    assert found(serial_numbers, complete_but()) == ()
