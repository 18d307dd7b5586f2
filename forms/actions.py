"""What can be done to a ledger from the window, each with the action that undoes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from ledger.book import Ledger
from ledger.errors import InputError, LedgerError
from ledger.records import Attachment, Record
from ledger.schemes.changes import settings

Typed = Mapping[str, Any]
"""What was typed, by the name of its field."""

_SHOWN = 18
"""Characters of a title that the words of an action repeat."""


@dataclass(frozen=True)
class Outcome:
    """What was done: in words, the records that have come (new or changed) and gone, and how it is undone.

    `failures` are the parts that could not be done though the rest was (files that could not be taken).
    """

    words: str
    come: tuple[Record, ...] = ()
    gone: tuple[str, ...] = ()
    inverse: Action | None = None
    failures: tuple[LedgerError, ...] = ()
    scheme: bool = False
    attachments: tuple[Attachment, ...] = ()


class NoneAttached(InputError):
    """Of several files not one could be attached; `failures` say why."""

    def __init__(self, failures: tuple[LedgerError, ...]) -> None:
        self.failures = failures
        super().__init__(f"{len(failures)}个文件都没有添加：{''.join(map(str, failures))}")


class Action(Protocol):
    """Something that can be done to a ledger."""

    def perform(self, ledger: Ledger) -> Outcome:
        """Do it wholly or not at all; raises what the verbs of the ledger raise."""


@dataclass(frozen=True)
class Add:
    """New records of a kind."""

    kind: str
    data: tuple[Typed, ...]

    def perform(self, ledger: Ledger) -> Outcome:
        # One record is added alone, so that what is wrong with it is not told as a row of a table.
        made = (ledger.add(self.kind, self.data[0]),) if len(self.data) == 1 else ledger.add_many(self.kind, self.data)
        return Outcome(f"新增{told(made)}", made, inverse=Delete(tuple(record.uid for record in made)))


@dataclass(frozen=True)
class Edit:
    """Changed fields of records: uid, what was typed, and the revision it was typed for (None: whatever stands)."""

    changes: tuple[tuple[str, Typed, int | None], ...]

    def perform(self, ledger: Ledger) -> Outcome:
        made: list[Record] = []
        back: list[tuple[str, Typed, int | None]] = []
        with ledger.together():
            for uid, data, revision in self.changes:
                before = ledger.get(uid)
                after = ledger.edit(uid, data, revision=revision)
                made.append(after)
                back.append((uid, {name: as_typed(before, name) for name in data}, after.revision))
        return Outcome(f"修改{told(made)}", tuple(made), inverse=Edit(tuple(reversed(back))))


@dataclass(frozen=True)
class Delete:
    """Records into the recycle bin."""

    uids: tuple[str, ...]

    def perform(self, ledger: Ledger) -> Outcome:
        records = [ledger.get(uid) for uid in self.uids]
        with ledger.together():
            for uid in self.uids:
                ledger.delete(uid)
        return Outcome(f"删除{told(records)}", gone=self.uids, inverse=Restore(self.uids))


@dataclass(frozen=True)
class Restore:
    """Records out of the recycle bin."""

    uids: tuple[str, ...]

    def perform(self, ledger: Ledger) -> Outcome:
        with ledger.together():
            made = tuple(ledger.restore(uid) for uid in self.uids)
        return Outcome(f"恢复{told(made)}", made, inverse=Delete(self.uids))


@dataclass(frozen=True)
class Attach:
    """Files to a record, each with its role; one that cannot be taken does not keep the others out."""

    uid: str
    files: tuple[tuple[Path, str], ...]

    def perform(self, ledger: Ledger) -> Outcome:
        from exports.intake import inspect  # reads PDFs and pictures: too much for the start of the window

        kept: list[Attachment] = []
        failures: list[LedgerError] = []
        for path, role in self.files:
            try:
                kept.append(ledger.attach(self.uid, path, role=role, inspect=inspect))
            except LedgerError as error:
                failures.append(error)
        if failures and not kept:
            raise failures[0] if len(failures) == 1 else NoneAttached(tuple(failures))
        record = ledger.get(self.uid)
        words = f"给{told([record])}添加{len(kept)}个附件"
        inverse = Detach(tuple(each.uid for each in kept))
        return Outcome(words, (record,), inverse=inverse, failures=tuple(failures), attachments=tuple(kept))


@dataclass(frozen=True)
class Detach:
    """Attachments off their records; the files stay in the library."""

    uids: tuple[str, ...]

    def perform(self, ledger: Ledger) -> Outcome:
        standing = {each.uid: record.uid for record in ledger.records() for each in record.attachments}
        with ledger.together():
            for uid in self.uids:
                ledger.detach(uid)
        records = _owners(ledger, (standing[uid] for uid in self.uids))
        return Outcome(f"从{told(records)}取下{len(self.uids)}个附件", records, inverse=Reattach(self.uids))


@dataclass(frozen=True)
class Reattach:
    """Attachments that were taken off back to their records."""

    uids: tuple[str, ...]

    def perform(self, ledger: Ledger) -> Outcome:
        with ledger.together():
            back = tuple(ledger.reattach(uid) for uid in self.uids)
        records = _owners(ledger, (each.record for each in back))
        words = f"给{told(records)}放回{len(back)}个附件"
        return Outcome(words, records, inverse=Detach(self.uids), attachments=back)


@dataclass(frozen=True)
class ChangeScheme:
    """Weights and rules of the campaign's scheme, with the reason."""

    values: Mapping[str, str]
    reason: str

    def perform(self, ledger: Ledger) -> Outcome:
        before = settings(ledger.scheme)
        ledger.change_scheme(self.values, self.reason)
        back = ChangeScheme({key: before[key] for key in self.values}, f"撤销“{self.reason}”")
        return Outcome("修改计分规则", inverse=back, scheme=True)


@dataclass(frozen=True)
class ReplaceScheme:
    """The whole text of the campaign's scheme, with the reason; `source` is what errors call the text.

    `following` changes records that name what is called otherwise now; it can only be done after the scheme is changed.
    """

    text: str
    reason: str
    source: str = "新方案"
    following: Edit | None = None

    def perform(self, ledger: Ledger) -> Outcome:
        before = ledger.scheme_text()
        with ledger.together():
            ledger.replace_scheme(self.text, self.reason, source=self.source)
            edited = self.following.perform(ledger) if self.following is not None else Outcome("")
        undone = edited.inverse if isinstance(edited.inverse, Edit) else None
        back = ReplaceScheme(before, f"撤销“{self.reason}”", "原来的活动方案", undone)
        return Outcome("修改活动方案", edited.come, inverse=back, scheme=True)


@dataclass(frozen=True)
class Together:
    """Several actions as one: all are done, or none."""

    words: str
    actions: tuple[Action, ...]

    def perform(self, ledger: Ledger) -> Outcome:
        with ledger.together():
            outcomes = [action.perform(ledger) for action in self.actions]
        inverses = tuple(each.inverse for each in reversed(outcomes) if each.inverse is not None)
        gone = {uid for each in outcomes for uid in each.gone}
        # A record that several actions touched has come once, as the last one left it.
        come = {record.uid: record for each in outcomes for record in each.come if record.uid not in gone}
        return Outcome(
            self.words,
            tuple(come.values()),
            tuple(gone),
            Together(f"撤销：{self.words}", inverses),
            tuple(failure for each in outcomes for failure in each.failures),
            any(each.scheme for each in outcomes),
            tuple(file for each in outcomes for file in each.attachments),
        )


def as_typed(record: Record, name: str) -> Any:
    """What would be typed to give a field the value that it has; blank is an empty text."""
    value = record.declared.field(name).dump(record[name])
    return "" if value is None else value


def told(records: tuple[Record, ...] | list[Record]) -> str:
    """The records in a few words: “会议记录“动员会会议记录””, or 12条意见建议."""
    if len(records) != 1:
        titles = {record.declared.title for record in records}
        return f"{len(records)}条{titles.pop() if len(titles) == 1 else '记录'}"
    kind = records[0].declared
    title = kind.title_of(dict(records[0].values))
    return f"{kind.title}“{title[:_SHOWN]}{'……' if len(title) > _SHOWN else ''}”"


def _owners(ledger: Ledger, uids: Any) -> tuple[Record, ...]:
    return tuple(ledger.get(uid) for uid in dict.fromkeys(uids))
