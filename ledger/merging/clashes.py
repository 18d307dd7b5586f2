"""Two records that may not both stand: which one lives, and how the other's links come to it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ledger.entries import load_or_none
from ledger.fields import Field, LinkTo, People, Person, Rows
from ledger.kinds import Kind
from ledger.merging.comparison import OURS, Clash
from ledger.merging.draft import Choosing, Draft
from ledger.merging.side import Names
from ledger.own_registers import OWN_REGISTER, PREFIX
from ledger.store.merging import Entry, Kept

Drafts = Mapping[str, Draft]

_KEPT = "登记簿里还有记录，合并时保留"
_LONGEST = 16
"""Characters of a register's name to which a number is put: its field takes twenty."""


def settle(drafts: Drafts, names: Names, choosing: Choosing) -> tuple[Clash, ...]:
    """Every clash; where it was chosen which record lives, the other goes to the recycle bin, its links move over."""
    found: list[Clash] = []
    moved: dict[str, str] = {}
    for slug, field, words in _unique(names):
        for first, second in _pairs(drafts, slug, words):
            clash = _clash(first, second, names, slug, field, words(first.record))
            if any(each.key == clash.key for each in found):
                continue  # of a register of the same name and code it is asked once
            found.append(clash)
            answer = choosing.of(clash)
            if answer:
                winner, loser = (first, second) if answer == OURS else (second, first)
                if _give_way(drafts, winner, loser, names, choosing, choosing.chosen(answer)):
                    moved[loser.record.uid] = winner.record.uid
    if moved:
        _relink(drafts, moved, names, choosing)
    return tuple(found)


def keep_registers(drafts: Drafts, names: Names) -> None:
    """A register of one's own does not go to the recycle bin while records stand in it: nobody could see them."""
    held = {draft.record.kind for draft in drafts.values() if draft.living}
    definitions = [draft for draft in drafts.values() if draft.record.kind == OWN_REGISTER]
    living = {_slug(draft.record) for draft in definitions if draft.living}
    for draft in definitions:
        slug = _slug(draft.record)
        if not draft.living and slug in held - living:
            _keep(draft, names)
            living.add(slug)


def _keep(draft: Draft, names: Names) -> None:
    """Take a definition out of the bin; the entry is made of its history, so that either side makes the same."""
    last = list(draft.history.values())[-1:]
    at, who = draft.record.deleted_at or draft.record.changed, last[0].who if last else ""
    uid = hashlib.sha256("\n".join([draft.record.uid, *sorted(draft.history)]).encode("utf-8")).hexdigest()
    entry = Entry(uid, draft.record.uid, at, who, "restore", "", "", names.title(draft.record), _KEPT)
    draft.history = {**draft.history, uid: entry}
    draft.record = draft.record._replace(deleted_at=None, revision=draft.record.revision + 1)


def _unique(names: Names) -> Iterator[tuple[str, str, Callable[[Kept], str]]]:
    """Kind, label and words of what may stand once; of registers of one's own the code too."""
    for kind in names.kinds.values():
        if kind.unique:
            yield kind.slug, kind.field(kind.unique).label, _words(kind, kind.unique)
            if kind.slug == OWN_REGISTER:
                yield kind.slug, kind.field("code").label, _words(kind, "code")


def _words(kind: Kind, name: str) -> Callable[[Kept], str]:
    field = kind.field(name)
    return lambda record: field.show(load_or_none(field, record.data.get(name)))


def _pairs(drafts: Drafts, slug: str, words: Callable[[Kept], str]) -> Iterator[tuple[Draft, Draft]]:
    """Two living records of the same words that did not both stand here before: ours, then the one that comes."""
    by_words: dict[str, list[Draft]] = {}
    for draft in drafts.values():
        if draft.record.kind == slug and draft.living and words(draft.record):
            by_words.setdefault(words(draft.record), []).append(draft)
    for said, alike in by_words.items():
        stood = [each for each in alike if _stood(each) and words(each.before or each.record) == said]
        first = stood[0] if stood else alike[0]
        for second in alike:
            if second is not first and second not in stood and first.living and second.living:
                yield first, second


def _stood(draft: Draft) -> bool:
    return draft.before is not None and draft.before.deleted_at is None


def _clash(first: Draft, second: Draft, names: Names, slug: str, label: str, words: str) -> Clash:
    ours, theirs = first.record, second.record
    key = f"{ours.uid}/{theirs.uid}"
    return Clash(key, names.of_kind(slug), label, words, names.title(ours), names.title(theirs))


def _give_way(drafts: Drafts, winner: Draft, loser: Draft, names: Names, choosing: Choosing, reason: str) -> bool:
    """Put the loser into the recycle bin; a register of another code in which records stand takes another name instead.

    Whether it is in the bin now.
    """
    slug = _slug(loser.record)
    elsewhere = loser.record.kind == OWN_REGISTER and slug != _slug(winner.record)
    if elsewhere and any(each.record.kind == slug and each.living for each in drafts.values()):
        choosing.edit(loser, names, "title", _free_title(drafts, str(loser.record.data.get("title"))), reason)
        return False
    choosing.remove(loser, names, reason)
    return True


def _free_title(drafts: Drafts, title: str) -> str:
    taken = {draft.record.data.get("title") for draft in drafts.values() if draft.record.kind == OWN_REGISTER}
    number = 2
    while (free := f"{title[:_LONGEST]}（{number}）") in taken:
        number += 1
    return free


def _slug(record: Kept) -> str:
    """The slug of the register that a definition makes."""
    return f"{PREFIX}{record.data.get('code') or ''}"


def _relink(drafts: Drafts, moved: Mapping[str, str], names: Names, choosing: Choosing) -> None:
    """Links to a record that gave way lead to the one that lives."""
    for draft in drafts.values():
        kind = names.kind(draft.record.kind)
        if kind is None or kind.secret or not draft.living:
            continue
        for field in kind.fields:
            stored = draft.record.data.get(field.name)
            led = _led(field, stored, moved)
            if led != stored:
                choosing.edit(draft, names, field.name, led, "合并时改为关联保留下来的一条")


def _led(field: Field, stored: Any, moved: Mapping[str, str]) -> Any:
    """What is stored of a field, its links led over."""
    if isinstance(field, Rows) and isinstance(stored, list):
        columns = {column.name: column for column in field.columns}
        return [
            {name: _led(columns[name], cell, moved) if name in columns else cell for name, cell in row.items()}
            if isinstance(row, dict)
            else row
            for row in stored
        ]
    if isinstance(field, LinkTo) and isinstance(stored, str):
        return moved.get(stored, stored)
    if isinstance(field, People) and isinstance(stored, list):
        return [_person(each, moved) for each in stored]
    return _person(stored, moved) if isinstance(field, Person) else stored


def _person(stored: Any, moved: Mapping[str, str]) -> Any:
    if isinstance(stored, dict) and stored.get("uid") in moved:
        return {**stored, "uid": moved[stored["uid"]]}
    return stored
