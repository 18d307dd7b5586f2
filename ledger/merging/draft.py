"""A record while it is merged: what it will be, with its history and attachments, and what is in question about it."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from ledger.fields.base import Json
from ledger.merging.comparison import OURS, Clash, Conflict
from ledger.merging.side import History, Names
from ledger.store.merging import Bound, Entry, Kept


@dataclass
class Draft:
    """What a record becomes here; `before` is what it was, None for one that is new.

    `history` and `bound` are those that it will have; `asked` is what has to be chosen about it.
    """

    before: Kept | None
    record: Kept
    history: History
    bound: Mapping[str, Bound]
    asked: list[Conflict] = field(default_factory=list)

    @property
    def living(self) -> bool:
        """Whether it will not be in the recycle bin."""
        return self.record.deleted_at is None


@dataclass(frozen=True)
class Choosing:
    """Who merges, when, and what was chosen: by key, and otherwise for everything else."""

    choices: Mapping[str, str]
    otherwise: str
    who: str
    at: dt.datetime

    def of(self, asked: Conflict | Clash) -> str:
        """The answer, empty while there is none."""
        return self.choices.get(asked.key, self.otherwise)

    def entry(self, subject: str, action: str, *, field: str = "", old: str = "", new: str = "", reason: str) -> Entry:
        """An entry of the history that tells what merging did."""
        return Entry(uuid.uuid4().hex, subject, self.at.isoformat(), self.who, action, field, old, new, reason)

    def chosen(self, answer: str) -> str:
        """The reason of an entry that a choice makes."""
        return f"合并时选用{'本台帐' if answer == OURS else '对方'}的内容"

    def remove(self, draft: Draft, names: Names, reason: str) -> None:
        """Put a record into the recycle bin."""
        title = names.title(draft.record)
        self._note(draft, self.entry(draft.record.uid, "delete", old=title, reason=reason))
        self._step(draft, draft.record._replace(deleted_at=self.at.isoformat()))

    def restore(self, draft: Draft, names: Names, reason: str) -> None:
        """Take a record out of the recycle bin."""
        title = names.title(draft.record)
        self._note(draft, self.entry(draft.record.uid, "restore", new=title, reason=reason))
        self._step(draft, draft.record._replace(deleted_at=None))

    def edit(self, draft: Draft, names: Names, name: str, value: Json, reason: str) -> None:
        """Give a field another value."""
        kind, data = draft.record.kind, draft.record.data
        old, new = (names.words(kind, name, each) for each in (data.get(name), value))
        entry = self.entry(draft.record.uid, "edit", field=name, old=old, new=new, reason=reason)
        self._note(draft, entry)
        changed: dict[str, Json] = {key: each for key, each in {**data, name: value}.items() if each is not None}
        self._step(draft, draft.record._replace(data=changed))

    def _note(self, draft: Draft, entry: Entry) -> None:
        draft.history = {**draft.history, entry.uid: entry}

    def _step(self, draft: Draft, record: Kept) -> None:
        later = max(record.changed, self.at.isoformat())
        draft.record = record._replace(revision=record.revision + 1, changed=later)
