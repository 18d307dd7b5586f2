"""What was typed for a record, read by the fields of its kind: all of its problems at once, or its values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ledger.clean import clean, clean_text
from ledger.errors import InputError
from ledger.fields.base import Context, Field, FieldError, Json
from ledger.fields.rows import Rows
from ledger.kinds import Kind
from ledger.refusals import DuplicateValue

_SPOILT = (ValueError, TypeError, KeyError, AttributeError, ArithmeticError, InputError)
"""What fields raise that are given to read back what they never stored: a failing disk, another program."""
_SHOWN = 5  # problems or rows told in one sentence


class UnknownField(InputError):
    """A kind has no field of this name."""

    def __init__(self, kind: Kind, name: str) -> None:
        self.kind, self.name = kind, name
        known = "、".join(f"{field.name}（{field.label}）" for field in kind.fields)
        super().__init__(f"“{kind.title}”没有“{name}”这一栏；可用的有：{known}。")


class NotAnEntry(InputError):
    """What was given is no set of field names and values."""

    def __init__(self, kind: Kind) -> None:
        super().__init__(f"“{kind.title}”的一条记录应是“栏目名: 内容”的一组（JSON 对象），请改正后再添加。")


class FieldProblems(InputError):
    """Everything that is wrong with the fields of one record; `by_field` has the problems by the fields' names."""

    def __init__(self, kind: Kind, by_field: Mapping[str, InputError]) -> None:
        problems = tuple(by_field.values())
        self.kind, self.by_field, self.problems = kind, dict(by_field), problems
        if len(problems) == 1:
            super().__init__(str(problems[0]))
            return
        listed = "".join(f"（{number}）{problem}" for number, problem in enumerate(problems[:_SHOWN], 1))
        super().__init__(f"“{kind.title}”有{len(problems)}处填得不对，一处也没有保存：{listed}")


class RowProblems(InputError):
    """Some of the records given together cannot be taken, so none was; `rows` maps their numbers (from 1) to why."""

    def __init__(self, rows: Mapping[int, InputError]) -> None:
        self.rows = dict(rows)
        listed = "".join(f"第{number}条：{why}" for number, why in list(rows.items())[:_SHOWN])
        more = f"另有{len(rows) - _SHOWN}条也不对。" if len(rows) > _SHOWN else ""
        super().__init__(f"{listed}{more}所有记录都没有保存，改好后请再做一次。")


def read_entry(kind: Kind, data: object, context: Context, *, partly: bool = False) -> dict[str, Any]:
    """The values of `data` by field name; with `partly` only of the fields given, otherwise of all.

    Raises NotAnEntry, UnknownField, FieldProblems.
    """
    if not isinstance(data, Mapping):
        raise NotAnEntry(kind)
    for name in data:
        if not isinstance(name, str) or not kind.has(name):
            raise UnknownField(kind, clean_text(str(name), "栏目名"))
    values: dict[str, Any] = {}
    problems: dict[str, InputError] = {}
    for field in kind.fields:
        if partly and field.name not in data:
            continue
        try:
            values[field.name] = field.parse(clean(data.get(field.name), field.label), context)
        except FieldError as problem:
            problems[field.name] = problem
        except InputError as problem:
            problems[field.name] = _at(field, problem)
    if problems:
        raise FieldProblems(kind, problems)
    return values if partly else filled(kind, values, context)


def filled(kind: Kind, values: Mapping[str, Any], context: Context) -> dict[str, Any]:
    """`values` of every field, with those put in for blank ones that the kind works out of the others."""
    if kind.fill is None:
        return dict(values)
    worked_out = kind.fill(values, context)
    blank = [name for name in worked_out if values.get(name) in (None, "", ())]
    return {**values, **{name: worked_out[name] for name in blank}}


def refilled(kind: Kind, old: Mapping[str, Any], given: Mapping[str, Any], context: Context) -> dict[str, Any]:
    """What changes in a record of values `old` by those `given`, and by what the kind works out of them.

    A value that was worked out before, and not by the clerk, is worked out anew.
    """
    if kind.fill is None:
        return dict(given)
    before = kind.fill(old, context)
    ours = {name: None for name, value in before.items() if name not in given and old.get(name) == value}
    after = filled(kind, {**old, **ours, **given}, context)
    return {**given, **{name: after[name] for name in {*before, *after} if after.get(name) != old.get(name)}}


def _at(field: Field, problem: InputError) -> InputError:
    """`problem` with the field's label in front, unless it names it."""
    return problem if field.label in str(problem) else InputError(f"“{field.label}”：{problem}")


def read_entries(kind: Kind, rows: Sequence[object], context: Context, standing: set[str]) -> list[dict[str, Any]]:
    """The values of records given together; `standing` are the unique words that living records have already.

    Raises RowProblems.
    """
    taken: list[dict[str, Any]] = []
    problems: dict[int, InputError] = {}
    words = set(standing)
    for number, row in enumerate(rows, 1):
        try:
            values = read_entry(kind, row, context)
            refuse_duplicate(kind, values, words)
        except InputError as problem:
            problems[number] = problem
            continue
        if kind.unique:
            words.add(kind.field(kind.unique).show(values[kind.unique]))
        taken.append(values)
    if problems:
        raise RowProblems(problems)
    return taken


def refuse_duplicate(kind: Kind, values: Mapping[str, Any], standing: set[str], *, restoring: bool = False) -> None:
    """Raise DuplicateValue when the kind's unique field has words that stand already."""
    if not kind.unique:
        return
    words = kind.field(kind.unique).show(values[kind.unique])
    if words in standing:
        raise DuplicateValue(kind, words, restoring=restoring)


def differs(kind: Kind, name: str, old: Mapping[str, Any], value: Any) -> bool:
    """Whether `value` would be stored otherwise than the field's value in `old`."""
    field = kind.field(name)
    return field.dump(old.get(name)) != field.dump(value)


def dumped(kind: Kind, values: Mapping[str, Any]) -> dict[str, Json]:
    """`values` as JSON for storage, blanks left out."""
    return _without_blanks({name: kind.field(name).dump(value) for name, value in values.items()})


def merged(data: Mapping[str, Json], kind: Kind, values: Mapping[str, Any]) -> dict[str, Json]:
    """`data` with `values` put in; what no field knows any more is kept, a field that became blank goes."""
    return _without_blanks({**data, **{name: kind.field(name).dump(value) for name, value in values.items()}})


def _without_blanks(data: Mapping[str, Json]) -> dict[str, Json]:
    return {name: value for name, value in data.items() if value is not None}


def loaded(kind: Kind, data: Mapping[str, Json]) -> dict[str, Any]:
    """The values of every field of `kind` that were stored as `data`; what no field knows any more is passed over.

    What was spoilt from outside is None; see PartlyLoaded.
    """
    # Blank is stored as nothing, whatever the field; most fields of most records are blank.
    try:
        return {field.name: field.load(data[field.name]) if field.name in data else None for field in kind.fields}
    except _SPOILT:
        return _one_by_one(kind, data)


class PartlyLoaded(dict[str, Any]):
    """Values of which some were spoilt from outside: those are None, and `unread` has the names of their fields."""

    unread: tuple[str, ...] = ()


def load_or_none(field: Field, stored: Json) -> Any:
    """The value that was stored, None when it was spoilt from outside; of a table only its spoilt cells are."""
    try:
        return field.load(stored)
    except _SPOILT:
        if not isinstance(field, Rows):
            return None
    rows = [row for row in stored if isinstance(row, dict)] if isinstance(stored, list) else []
    return tuple({each.name: load_or_none(each, row.get(each.name)) for each in field.columns} for row in rows)


def _one_by_one(kind: Kind, data: Mapping[str, Json]) -> PartlyLoaded:
    values = PartlyLoaded({field.name: load_or_none(field, data.get(field.name)) for field in kind.fields})
    values.unread = tuple(field.name for field in kind.fields if _is_spoilt(field, data.get(field.name)))
    return values


def _is_spoilt(field: Field, stored: Json) -> bool:
    try:
        field.load(stored)
    except _SPOILT:
        return True
    return False
