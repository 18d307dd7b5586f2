"""What is wrong with an edited scheme, told with the names that the clerk sees, and where it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from forms.dialogs.scheme_draft import ITEMS, TABLE, Draft
from forms.dialogs.scheme_part import BASIC, SchemePart
from forms.dialogs.scheme_parts import PARTS
from ledger.schemes.dump import Data
from ledger.schemes.errors import SchemeError

_KEY = re.compile(r"(?P<part>[a-z]+)(?:\[(?P<number>\d+)\]|\.(?P<key>[^.\[]+))?(?P<rest>.*)")
_ITEM = re.compile(r"\.items\[(\d+)\]")


@dataclass(frozen=True)
class Told:
    """A fault in words; the part that it is in and the place of its table there, None when that is not known."""

    sentence: str
    part: SchemePart | None = None
    place: int | None = None


def told_error(error: SchemeError, draft: Draft) -> Told:
    """The fault of a scheme that was made out of `draft`."""
    found = _KEY.fullmatch(error.key)
    part = next((each for each in PARTS if found and each.key == (found["part"])), None)
    if found is None or part is None:
        basic = next(each for each in PARTS if each.key == BASIC)
        fields = {entry.field.name: entry.field.label for entry in basic.entries}
        if error.key in fields:
            return Told(f"“{basic.title}”的“{fields[error.key]}”{_named(error.reason, draft)}。", basic, 0)
        return Told(str(error))
    item = _ITEM.search(found["rest"])
    if part.key == "tables" and item is not None:
        return _of_item(error, draft, found, int(item[1]) - 1)
    rows = part.rows(draft)
    place = _place(rows, found)
    name = f"的“{rows[place].get(part.called[-1], '')}”" if place is not None else ""
    where = _field(part, found["rest"])
    return Told(f"“{part.title}”{name}{where}{_named(error.reason, draft)}。", part, place)


def _place(rows: list[Data], found: re.Match[str]) -> int | None:
    """The place of the table that a key of an error names."""
    if found["number"]:
        place = int(found["number"]) - 1
        return place if place < len(rows) else None
    known = (at for at, each in enumerate(rows) if found["key"] and found["key"] in (each.get("key"), each.get("no")))
    return next(known, None)


def _of_item(error: SchemeError, draft: Draft, found: re.Match[str], item: int) -> Told:
    """A fault inside a check table is one of an item."""
    tables = draft.rows("tables")
    place = _place(tables, found)
    part = next(each for each in PARTS if each.key == ITEMS)
    rows = part.rows(draft)
    mine = [at for at, each in enumerate(rows) if place is not None and each.get(TABLE) == tables[place]["key"]]
    at = mine[item] if item < len(mine) else None
    name = f"的“{rows[at].get('no', '')} {rows[at].get('name', '')}”" if at is not None else ""
    where = _field(part, found["rest"].partition("]")[2])
    return Told(f"“{part.title}”{name}{where}{_named(error.reason, draft)}。", part, at)


def _field(part: SchemePart, rest: str) -> str:
    """The label of the field that the end of a key names."""
    labels = {entry.field.name: entry.field.label for entry in part.entries}
    name = re.sub(r"\[\d+\]", "", rest).strip(".").partition(".")[0]
    return f"，“{labels[name]}”" if name in labels else ""


def _named(reason: str, draft: Draft) -> str:
    """The reason, with keys of stages, nodes, tables and registers told by their names."""
    known: dict[str, str] = {}
    for source in ("kinds", "tables", "nodes", "stages"):
        known |= draft.names(source)
    return re.sub(r"“([^”]+)”", lambda quoted: f"“{_name(known, quoted[1])}”", _short(reason))


def _name(known: Mapping[str, str], key: str) -> str:
    return known.get(key, key)


def _short(reason: str) -> str:
    """Without the long list of keys that there are: the form offers them by their names."""
    return re.sub(r"，现有：.*", "", reason)
