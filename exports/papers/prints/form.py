"""What a print is: a paper made on its own, blank or filled from a record, outside the submission."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from exports.page import Paper
from ledger.errors import InputError
from ledger.records import Record
from ledger.snapshot import Snapshot
from ledger.statistics.periods import Period


@dataclass(frozen=True)
class Wishes:
    """What may be asked for besides the record: `count` ballots for each group, `per` photos on a sheet, a `period`."""

    count: int | None = None
    per: int = 4
    period: Period | None = None


Papers = Callable[[Snapshot, Record | None, Wishes], tuple[Paper, ...]]


@dataclass(frozen=True)
class Print:
    """A form that can be printed on its own.

    `slug` is its key and `title` its Chinese name. `of` is the kind of record it is made from, "" for the campaign.
    `bare` says in Chinese what is printed when no record is named. `wishes` names the fields of Wishes it looks at.
    """

    slug: str
    title: str
    of: str
    papers: Papers
    bare: str
    wishes: tuple[str, ...] = ()


class NothingToPrint(InputError):
    """The ledger holds nothing that the form is made from."""

    def __init__(self, title: str, why: str) -> None:
        self.title = title
        super().__init__(f"没有可印的“{title}”：{why}。")
