"""Values that the fields of a kind may have, sensible or not, for tests of what must hold whatever they are."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from functools import partial
from typing import Any

from hypothesis import strategies as st

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
from ledger.kinds import Kind
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


def records(kind: Kind, *, kept: bool = False) -> st.SearchStrategy[dict[str, Any]]:
    """The values of a record, whole or not, sensible or not; one that is `kept` has what it is told by."""
    return st.fixed_dictionaries(
        {field.name: of(field).filter(_is_there) if kept and field.essential else of(field) for field in kind.fields}
    )
