"""Files taken into the ledger as one action: to records that are there, or each as a paper of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from forms.actions import Action, Attach, Delete, Detach, NoneAttached, Outcome, Together
from ledger.book import Ledger
from ledger.errors import InputError, LedgerError
from ledger.records import Attachment, Record

PAPER = "filed_paper"


class HeadNotTaken(InputError):
    """A file belongs to the paper of another one, which could not be taken."""

    def __init__(self, path: Path, head: Path) -> None:
        self.path, self.head = path, head
        super().__init__(f"“{path.name}”没有添加：它要并入的“{head.name}”没有添加成，请处理好那一个再一起添加。")


@dataclass(frozen=True)
class Wanted:
    """A file, what it shall be to its record, and the record: `uid`, or a new paper of what was typed in `data`.

    With `head` it goes to the record of that file, which stands before it.
    """

    path: Path
    role: str
    uid: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    head: Path | None = None


def untold(done: int, total: int, words: str) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True)
class TakeIn:
    """All the files; one that cannot be taken does not keep the others out. `tell` hears of each on the lane."""

    files: tuple[Wanted, ...]
    tell: Callable[[int, int, str], object] = field(default=untold, compare=False)

    def perform(self, ledger: Ledger) -> Outcome:
        """See Action. Raises NoneAttached when none could be taken."""
        come: dict[str, Record] = {}
        owners: dict[Path, str] = {}
        kept: list[Attachment] = []
        failures: list[LedgerError] = []
        with ledger.together():
            for number, wanted in enumerate(self.files):
                self.tell(number, len(self.files), wanted.path.name)
                try:
                    record, attached = _taken(ledger, wanted, owners)
                except LedgerError as error:
                    failures.append(error)
                    continue
                come[record.uid], owners[wanted.path] = record, record.uid
                kept.append(attached)
            if failures and not kept:
                raise NoneAttached(tuple(failures))
        made = tuple(uid for uid in come if uid not in {wanted.uid for wanted in self.files})
        words = f"添加{len(kept)}个扫描件"
        back = Together(f"撤销：{words}", tuple(_backwards(made, kept)))
        return Outcome(words, tuple(come.values()), inverse=back, failures=tuple(failures), attachments=tuple(kept))


def _taken(ledger: Ledger, wanted: Wanted, owners: Mapping[Path, str]) -> tuple[Record, Attachment]:
    """The record with the file; a new one does not stay when its file cannot be taken."""
    if wanted.head is not None and wanted.head not in owners:
        raise HeadNotTaken(wanted.path, wanted.head)
    with ledger.together():
        known = owners[wanted.head] if wanted.head is not None else wanted.uid
        uid = known or ledger.add(PAPER, wanted.data).uid
        # The same way, and the same look into the file, as anywhere else that files are attached.
        outcome = Attach(uid, ((wanted.path, wanted.role),)).perform(ledger)
    return outcome.come[0], outcome.attachments[0]


def _backwards(made: tuple[str, ...], kept: list[Attachment]) -> Iterator[Action]:
    """Papers that were made go with their files, other records lose the files only."""
    detached = tuple(each.uid for each in kept if each.record not in made)
    if detached:
        yield Detach(detached)
    if made:
        yield Delete(made)
