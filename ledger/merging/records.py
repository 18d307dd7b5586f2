"""One record that both sides have: which of them is ahead, or, where both went on, what becomes of each field.

A history holds every change since the record was made. Whose history holds all of the other's is ahead, and his record
is the record. Where both have entries that the other lacks, what only one of them changed is his.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ledger.fields.base import Json
from ledger.merging.attachments import Standing, all_of, united
from ledger.merging.comparison import OURS, Conflict, Version
from ledger.merging.draft import Choosing, Draft
from ledger.merging.side import History, Names, Side, moment
from ledger.store.merging import Entry, Kept

DELETION = "-"
"""Stands for the field in the key of the question whether a record is deleted."""


def met(uid: str, ours: Side, theirs: Side, names: Names, choosing: Choosing) -> Draft:
    """The record of this uid, which both sides have and which is of no secret kind."""
    mine, other = ours.records[uid], theirs.records[uid]
    here, there = ours.history(uid), theirs.history(uid)
    bound = (ours.bound.get(uid, {}), theirs.bound.get(uid, {}))
    if here.keys() == there.keys() and _alike(mine, other):
        return Draft(mine, mine, here, all_of(bound[0], bound[1]))
    if there.keys() < here.keys():
        return Draft(mine, mine, here, all_of(bound[0], bound[1]))
    if here.keys() < there.keys():
        ahead = other._replace(revision=max(mine.revision, other.revision))
        return Draft(mine, ahead, there, all_of(bound[1], bound[0]))
    return _Parted(mine, other, here, there, names, choosing).joined(bound)


def _alike(mine: Kept, other: Kept) -> bool:
    return mine.data == other.data and (mine.deleted_at is None) == (other.deleted_at is None)


def joined_history(here: History, there: History) -> History:
    """Every entry of both, in order of time; of one time in the order in which either side has them."""
    everything = {**here, **{uid: entry for uid, entry in there.items() if uid not in here}}
    if everything.keys() == here.keys():
        return here
    if here.keys() == {uid for uid in list(there)[: len(here)]}:
        return there
    return dict(sorted(everything.items(), key=lambda pair: pair[1].at))


class _Parted:
    """A record that was changed on both sides since they had it alike."""

    def __init__(
        self, mine: Kept, other: Kept, here: History, there: History, names: Names, choosing: Choosing
    ) -> None:
        self._mine, self._other, self._names, self._choosing = mine, other, names, choosing
        self._here = [entry for uid, entry in here.items() if uid not in there]
        self._there = [entry for uid, entry in there.items() if uid not in here]
        self._history = joined_history(here, there)

    def joined(self, bound: tuple[Standing, Standing]) -> Draft:
        """The record out of both."""
        data, questions = self._data()
        deleted_at, removal = self._deleted()
        record = self._mine._replace(
            data=data,
            deleted_at=deleted_at,
            changed=max(self._mine.changed, self._other.changed),
            # Of one that is alike on both sides only the history or the attachments grow, which makes no revision.
            revision=max(self._mine.revision, self._other.revision) + (not _alike(self._mine, self._other)),
        )
        attachments = united(*bound, self._here, self._there)
        draft = Draft(self._mine, record, self._history, attachments, [*questions, *([removal] if removal else [])])
        self._decide(draft, questions, removal)
        return draft

    def _data(self) -> tuple[dict[str, Json], list[Conflict]]:
        """Field by field; where both changed it otherwise ours stands until something is chosen."""
        mine, other = self._mine.data, self._other.data
        ours, theirs = _fields(self._here), _fields(self._there)
        data: dict[str, Json] = {}
        asked = []
        for name in sorted(mine.keys() | other.keys()):
            value = mine.get(name)
            if value != other.get(name):
                if name in theirs and name not in ours:
                    value = other.get(name)
                elif name in theirs or name not in ours:
                    asked.append(self._question(name))
            if value is not None:
                data[name] = value
        return data, asked

    def _question(self, name: str) -> Conflict:
        kind, names = self._mine.kind, self._names

        def version(record: Kept, entries: Iterable[Entry]) -> Version:
            last = next((each for each in reversed(list(entries)) if each.field == name), None)
            words = names.words(kind, name, record.data.get(name))
            return Version(words, last.who, moment(last)) if last else Version(words)

        return Conflict(
            key=f"{self._mine.uid}/{name}",
            kind=names.of_kind(kind),
            title=names.title(self._mine),
            label=names.label(kind, name),
            ours=version(self._mine, self._here),
            theirs=version(self._other, self._there),
        )

    def _deleted(self) -> tuple[str | None, Conflict | None]:
        """When it was deleted, and what has to be chosen about that: never is a record brought back silently."""
        mine, other = self._mine.deleted_at, self._other.deleted_at
        if (mine is None) == (other is None):
            return (None if mine is None or other is None else max(mine, other)), None
        ours, theirs = _moved(self._here), _moved(self._there)
        restored = self._there if mine is not None else self._here
        if ours != theirs and any(each.action == "restore" for each in restored):
            return None, None  # only one of them moved it, and that out of the bin, where both had it
        return mine, self._removal()

    def _removal(self) -> Conflict:
        names = self._names

        def version(record: Kept, entries: list[Entry]) -> Version:
            last = entries[-1] if entries else None
            words = "已删除" if record.deleted_at is not None else "没有删除，有改动"
            return Version(words, last.who, moment(last)) if last else Version(words)

        return Conflict(
            key=f"{self._mine.uid}/{DELETION}",
            kind=names.of_kind(self._mine.kind),
            title=names.title(self._mine),
            label="是否删除",
            ours=version(self._mine, self._here),
            theirs=version(self._other, self._there),
        )

    def _decide(self, draft: Draft, questions: list[Conflict], removal: Conflict | None) -> None:
        """What was chosen, each with an entry of its own: then the result is ahead of both sides, and asked no more."""
        for each in questions:
            answer = self._choosing.of(each)
            if answer:
                name = each.key.rpartition("/")[2]
                chosen, other = (self._mine, self._other) if answer == OURS else (self._other, self._mine)
                self._overrule(draft, name, chosen.data, other.data, answer)
        answer = self._choosing.of(removal) if removal else ""
        if answer:
            deleted = (self._mine if answer == OURS else self._other).deleted_at is not None
            act = self._choosing.remove if deleted else self._choosing.restore
            act(draft, self._names, self._choosing.chosen(answer))

    def _overrule(
        self, draft: Draft, name: str, chosen: Mapping[str, Json], other: Mapping[str, Json], answer: str
    ) -> None:
        overruled: dict[str, Json] = {
            key: each for key, each in {**draft.record.data, name: other.get(name)}.items() if each is not None
        }
        draft.record = draft.record._replace(data=overruled)  # so that the entry tells it
        self._choosing.edit(draft, self._names, name, chosen.get(name), self._choosing.chosen(answer))


def _fields(entries: Iterable[Entry]) -> set[str]:
    """Names of the fields that these entries changed."""
    return {entry.field for entry in entries if entry.action == "edit"}


def _moved(entries: Iterable[Entry]) -> bool:
    """Whether these entries put the record into the recycle bin or took it out."""
    return any(entry.action in {"delete", "restore"} for entry in entries)
