"""Whatever stands in the fields of a kind, what is worked out of them fits its field, and doubts are words."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.entries import filled, refilled
from ledger.kinds import KINDS, Kind
from tests.ledger.kind_values import contexts, of, records

of_those_that_work_out = pytest.mark.parametrize(
    "kind", [each for each in KINDS if each.fill], ids=lambda each: each.slug
)
of_those_that_doubt = pytest.mark.parametrize(
    "kind", [each for each in KINDS if each.doubts], ids=lambda each: each.slug
)


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
