"""A part of a scheme as it is edited: its declared form, and what is read out of it and written back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from forms.dialogs import scheme_codecs as codecs
from forms.dialogs.scheme_codecs import BadEntry, Entry
from forms.dialogs.scheme_draft import Draft
from ledger.errors import InputError
from ledger.kinds import Kind
from ledger.schemes.dump import Data

BASIC = "basic"
"""The part of what stands once in a scheme."""


@dataclass(frozen=True)
class SchemePart:
    """A part: its key in the draft, title, how it is used, the form of one table, and what the list says of one.

    `stem` begins the keys of new tables; a part without it has none. `called` are the keys of what it is called.
    """

    key: str
    title: str
    told: str
    entries: tuple[Entry, ...]
    note: Callable[[Data, Draft], str] = lambda table, draft: ""
    stem: str = ""
    called: tuple[str, ...] = ("name",)
    single: bool = False

    @cached_property
    def kind(self) -> Kind:
        """The form of one table, as a declared one."""
        fields = tuple(entry.field for entry in self.entries)
        return Kind(slug=f"scheme-{self.key}", title=self.title, paper=self.title, fields=fields)

    def rows(self, draft: Draft) -> list[Data]:
        """The tables of the part."""
        return [draft.data] if self.single else draft.rows(self.key)

    def values(self, table: Data, draft: Draft) -> dict[str, Any]:
        """What the form shows of a table."""
        return codecs.read_row(self.entries, table, draft)

    def faults(self, typed: Mapping[str, Any], old: Data, draft: Draft) -> tuple[Data, dict[str, str]]:
        """The table that was typed, and what is wrong by field; with faults the table is not whole."""
        title = str(typed.get("kind") or "")
        context, values, wrong = draft.context(title), {}, {}
        for entry in self.entries:
            field = entry.field
            try:
                values[field.name] = field.parse(typed.get(field.name), context)
                if field.required and values[field.name] is None:
                    raise BadEntry("这一项必须填。")
                alone = Entry(field, entry.codec)
                codecs.write_row((alone,), values, {**old, **_known(self.entries, values, old, draft)}, draft)
            except InputError as error:
                wrong[field.name] = str(error)
        return ({} if wrong else codecs.write_row(self.entries, values, old, draft)), wrong


def _known(entries: tuple[Entry, ...], values: Mapping[str, Any], old: Data, draft: Draft) -> Data:
    """The register that conditions are about, as it is typed now."""
    entry = next((each for each in entries if each.field.name == "kind"), None)
    if entry is None or not values.get("kind") or "where" not in {each.field.name for each in entries}:
        return {}
    return codecs.write_row((entry,), values, {}, draft)
