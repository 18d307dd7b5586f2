"""Whatever stands in the fields of a kind, what is worked out of them fits its field, and doubts are words."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.entries import filled, refilled
from ledger.errors import InputError
from ledger.fields import (
    BoundedNumber,
    Choice,
    Choices,
    Context,
    Date,
    Field,
    Money,
    Month,
    People,
    Percent,
    Person,
    Rows,
    Score,
    Time,
    Whole,
)
from ledger.kinds import KINDS, Kind
from ledger.workdays import Calendar
from tests.ledger.snapshots import QIDONG

PEOPLE = ("林晓岚", "沈文君", "周启明", "𠮷䶮")
DAYS = (
    "2014年12月31日",
    "2015年1月1日",
    "2015年7月3日",
    "2015年7月6日",
    "2015年10月7日",
    "2016年2月29日",
    "2093年5月1日",
)
BOUNDED = ("0", "1", "13", "40余", "约13", "1*3", "90%以上", "2546万余元", "100多", "几十", "0.5", "1.28万元")
TYPED: dict[type[Field], tuple[object, ...]] = {
    Date: DAYS,
    Month: ("2015年1月", "2015年6月上旬", "2015年12月"),
    Time: ("0:00", "8:00", "14:30", "23:59"),
    Whole: (0, 1, 2, 7, 100),
    Score: ("0", "0.1", "59.5", "85", "100"),
    Percent: ("0", "33.33", "85", "100"),
    Money: ("0", "0.01", "500", "99999999.99"),
    BoundedNumber: BOUNDED,
    Person: PEOPLE,
    People: ("林晓岚", "林晓岚、沈文君", "、".join(PEOPLE)),
}
"""What may be typed into the fields of a type, besides their samples and nothing at all."""
READINGS = tuple(
    {rule.key: tuple(rule.choices)[place] if rule.choices else rule.value for rule in QIDONG.rules} for place in (0, -1)
)
"""All rules of a scheme by their first readings, and by their last."""

of_those_that_work_out = pytest.mark.parametrize(
    "kind", [each for each in KINDS if each.fill], ids=lambda each: each.slug
)
of_those_that_doubt = pytest.mark.parametrize(
    "kind", [each for each in KINDS if each.doubts], ids=lambda each: each.slug
)


def contexts() -> st.SearchStrategy[Context]:
    """Ledgers of a scheme under either reading of its rules; every name and link is taken as it is typed."""
    return st.sampled_from(
        [Context(year=2015, calendar=Calendar(), rule=lambda key, own=own: own.get(key, "")) for own in READINGS]
    )


def of(field: Field) -> st.SearchStrategy[Any]:
    """The values that a field may have, None among them; a row of a table has all that its columns require."""
    if isinstance(field, Rows):
        cells = {each.name: of(each).filter(_is_there) if each.required else of(each) for each in field.columns}
        rows = st.fixed_dictionaries(cells)
        return st.one_of(st.none(), st.lists(rows, min_size=1, max_size=4).map(tuple))
    own: tuple[object, ...] = TYPED.get(type(field), ("甲", "乙"))
    if isinstance(field, Choice | Choices) and not field.source:
        own = tuple(field.choices)
    return st.sampled_from(list(values_of(field, (field.sample, *own))))


def _is_there(value: object) -> bool:
    return value is not None


def values_of(field: Field, typed: tuple[object, ...]) -> Iterator[Any]:
    """What a field makes of what is typed, and None; what it refuses is left out."""
    yield None
    for each in typed:
        with contextlib.suppress(InputError):
            yield field.parse(each, Context(year=2015, choices=partial(_only, str(each))))


def _only(words: str, source: str) -> tuple[str, ...]:
    """A source of one choice."""
    return (words,)


def records(kind: Kind) -> st.SearchStrategy[dict[str, Any]]:
    """The values of a record, whole or not, sensible or not."""
    return st.fixed_dictionaries({field.name: of(field) for field in kind.fields})


@of_those_that_work_out
@given(data=st.data())
@settings(max_examples=20)
def test_what_is_worked_out_is_kept_as_its_field_keeps_it(kind: Kind, data: st.DataObject) -> None:
    values, context = data.draw(records(kind)), data.draw(contexts())
    whole = filled(kind, values, context)
    assert set(whole) == set(values)
    for field in kind.fields:
        stored = json.loads(json.dumps(field.dump(whole[field.name])))
        assert field.load(stored) == whole[field.name]
        assert isinstance(field.show(whole[field.name]), str)
        if values[field.name] is not None:
            assert whole[field.name] == values[field.name], "what was typed stays"


@of_those_that_work_out
@given(data=st.data())
@settings(max_examples=8)
def test_a_change_is_worked_out_again_without_touching_what_was_typed(kind: Kind, data: st.DataObject) -> None:
    old, context = filled(kind, data.draw(records(kind)), data.draw(contexts())), data.draw(contexts())
    field = data.draw(st.sampled_from(kind.fields))
    given_ = {field.name: data.draw(of(field))}
    changed = refilled(kind, old, given_, context)
    assert set(changed) <= {each.name for each in kind.fields}
    if given_[field.name] is not None:
        assert changed[field.name] == given_[field.name]


@of_those_that_doubt
@given(data=st.data())
@settings(max_examples=20)
def test_doubts_are_clauses_whatever_the_fields_hold(kind: Kind, data: st.DataObject) -> None:
    values, context = data.draw(records(kind)), data.draw(contexts())
    assert kind.doubts is not None
    for given_ in (values, filled(kind, values, context)):
        for words in kind.doubts(given_):
            assert words and not words.endswith("。")
            assert "None" not in words and "Decimal" not in words and "datetime" not in words


@of_those_that_doubt
def test_a_record_in_which_nothing_stands_raises_no_doubt(kind: Kind) -> None:
    assert kind.doubts is not None
    assert list(kind.doubts({field.name: None for field in kind.fields})) == []
