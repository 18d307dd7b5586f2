"""How what stands in the file of a scheme becomes the value of a field of a form, and comes back from it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from forms.dialogs.scheme_draft import Draft
from ledger.errors import InputError
from ledger.fields import Field, Rows
from ledger.fields.numbers import plain, read_decimal
from ledger.schemes.dump import Data, blank, number, row
from ledger.schemes.spans import days_of

YES = "是"


class BadEntry(InputError):
    """A field of the form that cannot be written into the file; says why."""


@dataclass(frozen=True)
class Place:
    """Where a value belongs: the draft, the table as it was, and as it is being written (fields before are there)."""

    draft: Draft
    old: Data
    new: Data


@dataclass(frozen=True)
class Codec:
    """The value of a field out of what the file has under its key, and back. Raises BadEntry, UnknownName."""

    read: Callable[[Any, Place], Any]
    write: Callable[[Any, Place], Any]


@dataclass(frozen=True)
class Entry:
    """A field of a form, kept in the file under the field's own name."""

    field: Field
    codec: Codec


def same(field: Field) -> Entry:
    """Words and counts are kept as they are."""
    return Entry(field, Codec(lambda value, place: value, lambda value, place: value))


def lines(field: Field) -> Entry:
    """A list of words is a text with a line for each."""
    return Entry(field, Codec(lambda value, place: "\n".join(value or ()), lambda value, place: _lines(value)))


def several(field: Field) -> Entry:
    """A list of words is words joined by 、."""
    return Entry(field, Codec(lambda value, place: "、".join(value or ()), lambda value, place: _split(value)))


def flag(field: Field) -> Entry:
    """True is 是."""
    return Entry(field, Codec(lambda value, place: YES if value else None, lambda value, place: value == YES))


def least(field: Field) -> Entry:
    """A count of which 1 goes without saying."""
    return Entry(field, Codec(lambda value, place: value, lambda value, place: None if value == 1 else value))


def points(field: Field) -> Entry:
    """An exact number."""
    return Entry(field, Codec(lambda value, place: _decimal(value), lambda value, place: number(value)))


def figure(field: Field) -> Entry:
    """A number of any size, typed as words."""
    return Entry(field, Codec(lambda value, place: _shown(value), _figure))


def word(field: Field, words: Mapping[str, str]) -> Entry:
    """One of the file's own words, shown in Chinese."""
    back = {shown: key for key, shown in words.items()}
    return Entry(field, Codec(lambda value, place: words.get(value, value), lambda value, place: back.get(value)))


def named(field: Field, source: str) -> Entry:
    """The key of a stage, node, table, register or rate, shown by its name."""
    return Entry(
        field,
        Codec(
            lambda value, place: place.draft.name(source, value) if value else None,
            lambda value, place: place.draft.key(source, value) if value else None,
        ),
    )


def kinds(field: Field) -> Entry:
    """Slugs of registers, shown by their titles."""
    return Entry(
        field,
        Codec(
            lambda value, place: tuple(place.draft.name("kinds", each) for each in value or ()) or None,
            lambda value, place: [place.draft.key("kinds", each) for each in value or ()],
        ),
    )


def day(field: Field) -> Entry:
    """10-31 is shown as 10月31日."""
    return Entry(field, Codec(lambda value, place: _shown_day(value), lambda value, place: _day(value)))


def span(field: Field) -> Entry:
    """A period as schemes write it; what gives no days is refused."""
    return Entry(field, Codec(lambda value, place: value, _span))


def where(field: Rows) -> Entry:
    """Which words in which field: names of fields are shown as their labels."""
    return Entry(field, Codec(_read_where, _write_where))


def rows(field: Rows, entries: tuple[Entry, ...], *, stem: str = "") -> Entry:
    """A list of tables; with `stem` each has a key, which a row keeps while its name or its place stays."""

    def read(value: Any, place: Place) -> Any:
        return tuple(read_row(entries, each, place.draft) for each in value or ())

    def write(value: Any, place: Place) -> Any:
        old = place.old.get(field.name, [])
        made = [write_row(entries, each, {}, place.draft) for each in value or ()]
        return _keyed(made, old, stem, place.draft) if stem else made

    return Entry(field, Codec(read, write))


def read_row(entries: tuple[Entry, ...], table: Data, draft: Draft) -> dict[str, Any]:
    """The values of a form out of a table of the file."""
    place = Place(draft, table, table)
    return {entry.field.name: entry.codec.read(table.get(entry.field.name), place) for entry in entries}


def write_row(entries: tuple[Entry, ...], values: Mapping[str, Any], old: Data, draft: Draft) -> Data:
    """A table of the file out of the values of a form; keys that the form does not show stay. Raises BadEntry."""
    shown = {entry.field.name for entry in entries}
    made = {key: value for key, value in old.items() if key not in shown}
    for entry in entries:
        value = entry.codec.write(values.get(entry.field.name), Place(draft, old, made))
        if not blank(value):
            made[entry.field.name] = value
    return row(**made)


def _lines(value: str | None) -> list[str]:
    return [line.strip() for line in (value or "").split("\n") if line.strip()]


def _split(value: str | None) -> list[str]:
    return [each.strip() for each in re.split(r"[、，,；;]", value or "") if each.strip()]


def _decimal(value: int | Decimal | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _shown(value: int | Decimal | None) -> str | None:
    return None if value is None else plain(Decimal(value))


def _figure(value: str | None, place: Place) -> int | Decimal | None:
    found = read_decimal(value) if value else None
    if value and (found is None or found < 0):
        raise BadEntry(f"“{value}”不是数：请填不小于0的数字。")
    return number(found)


def _shown_day(value: str | None) -> str | None:
    if not value:
        return None
    month, _, last = value.partition("-")
    return f"{int(month)}月{int(last)}日"


def _day(value: str | None) -> str | None:
    if not value:
        return None
    found = re.fullmatch(r"(\d{1,2})(?:月|-|\.|/)(\d{1,2})日?", value.strip())
    try:
        if found:
            return f"{dt.date(2000, int(found[1]), int(found[2])):%m-%d}"
    except ValueError:
        found = None
    raise BadEntry(f"“{value}”不是日子：请填月和日，如10月31日。")


def _span(value: str | None, place: Place) -> str | None:
    if value:
        try:
            days_of(value, place.draft.year)
        except ValueError as error:
            raise BadEntry(f"{error}。") from None
    return value


def _read_where(value: Any, place: Place) -> Any:
    kind = place.draft.kinds.get(place.new.get("kind", ""))
    return tuple(
        {"column": kind.field(name).label if kind is not None and kind.has(name) else name, "words": words}
        for name, words in (value or {}).items()
    )


def _write_where(value: Any, place: Place) -> dict[str, str]:
    kind = place.draft.kinds.get(place.new.get("kind", ""))
    found = {}
    for each in value or ():
        field = next((field for field in kind.fields if field.label == each["column"]), None) if kind else None
        if kind is None or field is None:
            title = kind.title if kind is not None else "（没有选登记簿）"
            raise BadEntry(f"“{title}”没有“{each['column']}”这一栏。")
        found[field.name] = each["words"]
    return found


def _keyed(made: list[Data], old: list[Data], stem: str, draft: Draft) -> list[Data]:
    """The rows with their keys: that of the old row of the same name, else of the one in its place, else new ones."""
    by_name = {each.get("name"): each["key"] for each in old}
    keys = [by_name.get(each.get("name")) for each in made]
    left = set(by_name.values()) - set(keys)
    taken = {each["key"] for each in old} | _keys_of_groups(draft) | {str(task) for task in _tasks(draft)}
    for place, key in enumerate(keys):
        if key is None and place < len(old) and old[place]["key"] in left:
            keys[place] = old[place]["key"]
            left.discard(old[place]["key"])
        elif key is None or keys.index(key) < place:
            keys[place] = next(new for n in range(1, len(taken) + 2) if (new := f"{stem}-{n}") not in taken)
            taken.add(str(keys[place]))
    return [{"key": key, **each} for key, each in zip(keys, made, strict=True)]


def _keys_of_groups(draft: Draft) -> set[str]:
    nodes = draft.rows("nodes")
    return {each["key"] for each in nodes} | {group["key"] for each in nodes for group in each.get("groups", ())}


def _tasks(draft: Draft) -> set[str]:
    return {task["key"] for stage in draft.rows("stages") for task in stage.get("tasks", ())}
