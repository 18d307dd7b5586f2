"""The history of a record in words: what was changed, from what to what.

Of a secret kind (ballots) only the kind, the action and a count are kept, under the kind's key instead of the record's
uid: neither value nor order of single ballots can be read from the history, so no voter can be traced.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ledger.attachments import ROLES
from ledger.fields import LinkTo
from ledger.fields.base import Field
from ledger.kinds import Kind
from ledger.records import Change
from ledger.schemes.changes import SchemeChange


@dataclass(frozen=True)
class Scribe:
    """Writes entries of one action: who acts, when, and the title of a linked record by its uid."""

    who: str
    at: dt.datetime
    title: Callable[[str], str]

    def stamp(self, kind: Kind) -> dt.datetime:
        """When a record of `kind` is said to be made or changed: of a secret one only the day.

        The time of day would tell who voted when.
        """
        return self.at.replace(hour=0, minute=0, second=0, microsecond=0) if kind.secret else self.at

    def whole(self, kind: Kind, action: str, titles: Mapping[str, str]) -> tuple[Change, ...]:
        """Records added, deleted or restored, given as uid to title."""
        if kind.secret:
            return (self._counted(kind, action, len(titles)),)
        gone = action == "delete"
        return tuple(
            Change(uid, self.at, self.who, action, "", title if gone else "", "" if gone else title)
            for uid, title in titles.items()
        )

    def edited(self, kind: Kind, uid: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Change, ...]:
        """The fields named in `new`, each from its words in `old`."""
        if kind.secret:
            return (self._counted(kind, "edit", 1),)
        return tuple(
            Change(
                uid,
                self.at,
                self.who,
                "edit",
                name,
                self._words(kind.field(name), old.get(name)),
                self._words(kind.field(name), value),
            )
            for name, value in new.items()
        )

    def attached(self, kind: Kind, uid: str, role: str, name: str, *, off: bool) -> tuple[Change, ...]:
        """A file put to a record, or taken off it."""
        action = "detach" if off else "attach"
        if kind.secret:
            return (self._counted(kind, action, 1),)
        return (Change(uid, self.at, self.who, action, ROLES[role], name if off else "", "" if off else name),)

    def scheme(self, changes: Iterable[SchemeChange]) -> tuple[Change, ...]:
        """Weights or rules of the scheme."""
        return tuple(
            Change("scheme", each.at, each.who, "scheme", each.key, each.old, each.new, each.reason) for each in changes
        )

    def _counted(self, kind: Kind, action: str, count: int) -> Change:
        return Change(kind.slug, self.stamp(kind), self.who, action, "", "", f"{count}条")

    def _words(self, field: Field, value: Any) -> str:
        if isinstance(field, LinkTo):
            return self.title(value) if value else ""
        return field.show(value)
