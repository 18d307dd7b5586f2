"""Sheets to be exchanged: the old stack with the swaps done is the new stack, and no sheet is touched in vain."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.exchange import Exchange, Sheet, Why, plan, stack_of
from tests.exports.stacks import Made, bound, volumes

COVER: Made = ("cover", "", ("c",))
ONE: Made = ("a", "01-0001", ("a1", "a2", "a3"))
TWO: Made = ("b", "01-0002", ("b1",))


def applied(exchange: Exchange) -> list[Sheet]:
    """The old stack after everything named was taken out and put in."""
    out = {place for swap in exchange.swaps for place in swap.out}
    left = iter([sheet for place, sheet in enumerate(exchange.old) if place not in out])
    into = set(exchange.printed)
    stack = [exchange.new[place] if place in into else next(left) for place in range(len(exchange.new))]
    assert next(left, None) is None
    return stack


def shown(stack: list[Sheet], *, numbers: bool) -> list[Any]:
    """What is to be seen on the sheets, with or without page numbers."""
    return [[(page.paper.key, page.print, page.number if numbers else 0) for page in sheet] for sheet in stack]


@given(st.data(), st.booleans(), st.booleans(), st.booleans())
def test_the_old_stack_with_its_swaps_done_is_the_new_stack(
    data: st.DataObject, duplex: bool, fresh: bool, numbers: bool
) -> None:
    old, new = (data.draw(volumes(duplex=duplex, fresh_sheet=fresh)) for _ in range(2))
    exchange = plan(old, new, numbers=numbers)
    assert shown(applied(exchange), numbers=numbers) == shown(list(stack_of(new)), numbers=numbers)


@given(st.data(), st.booleans())
def test_what_stays_with_an_old_page_number_is_named(data: st.DataObject, duplex: bool) -> None:
    old, new = (data.draw(volumes(duplex=duplex)) for _ in range(2))
    exchange = plan(old, new)
    named = {place for swap in exchange.moved for place in swap.into}
    for place, (sheet, wanted) in enumerate(zip(applied(exchange), exchange.new, strict=True)):
        other = [page.number for page in sheet] != [page.number for page in wanted]
        assert other == (place in named)


@given(volumes(), st.booleans())
def test_the_same_again_needs_no_exchange(old: Any, numbers: bool) -> None:
    exchange = plan(old, replace(old, sha256="1" * 64), numbers=numbers)
    assert (exchange.swaps, exchange.moved, exchange.printed) == ((), (), ())


@pytest.mark.parametrize(
    ("old", "new", "swaps", "moved"),
    [
        ([COVER, ONE], [COVER, ONE, TWO], [(Why.NEW, "b", (), (3,))], []),
        ([COVER, ONE, TWO], [COVER, ONE], [(Why.GONE, "b", (3,), ())], []),
        ([COVER, ONE], [COVER, (*ONE[:2], ("a1", "a2", "z"))], [(Why.CHANGED, "a", (2,), (2,))], []),
        ([COVER, TWO], [COVER, ("b", "01-0003", ("b1",))], [(Why.RENUMBERED, "b", (1,), (1,))], []),
        ([COVER, TWO], [("cover", "", ("d",)), TWO], [(Why.INDEX, "cover", (0,), (0,))], []),
        # One side more changes the x/y of the whole paper; what follows has other page numbers only.
        ([ONE, TWO], [(*ONE[:2], ("a1", "a2", "a3", "a4")), TWO],
         [(Why.CHANGED, "a", (0, 1), (0, 1))], [(Why.NUMBERS, "b", (2,), (2,))]),
    ],
)  # fmt: skip
def test_each_paper_says_why_and_which_sheets(
    old: list[Made], new: list[Made], swaps: list[Any], moved: list[Any]
) -> None:
    exchange = plan(bound(old), bound(new))
    assert [(each.why, each.paper.key, each.out, each.into) for each in exchange.swaps] == swaps
    assert [(each.why, each.paper.key, each.out, each.into) for each in exchange.moved] == moved


def test_page_numbers_are_exchanged_too_when_wished() -> None:
    old, new = bound([ONE, TWO]), bound([(*ONE[:2], ("a1",)), TWO])
    assert [swap.why for swap in plan(old, new, numbers=True).swaps] == [Why.CHANGED, Why.NUMBERS]
    assert plan(old, new, numbers=True).moved == ()


def test_another_stamp_exchanges_the_first_sheet_only() -> None:
    (swap,) = plan(bound([ONE], stamp="甲"), bound([ONE], stamp="乙")).swaps
    assert (swap.why, swap.out, swap.into) == (Why.CHANGED, (0,), (0,))


def test_a_new_paper_says_behind_which_page_it_goes() -> None:
    (swap,) = plan(bound([ONE]), bound([ONE, TWO])).swaps
    assert swap.after and (swap.after.paper.mark, swap.after.place, swap.after.number) == ("01-0001", 3, 3)
    front = plan(bound([ONE]), bound([COVER, ONE])).swaps[0]
    assert front.after is None


def test_a_stack_printed_on_one_side_is_exchanged_whole_for_one_printed_on_both() -> None:
    exchange = plan(bound([ONE], duplex=False), bound([ONE]))
    assert [(swap.out, swap.into) for swap in exchange.swaps] == [((0, 1, 2), (0, 1))]


def test_sides_left_blank_have_no_number_and_fill_the_sheet() -> None:
    front, back = stack_of(bound([("a", "01-0001", ("a1", "", "a3")), TWO]))[0]
    assert (front.number, back.number, back.blank) == (1, 0, True)
    last = stack_of(bound([("a", "01-0001", ("a1", "", "a3")), TWO]))
    assert [[page.number for page in sheet] for sheet in last] == [[1, 0], [2, 0], [3, 0]]
