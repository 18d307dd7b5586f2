"""The submission and the sheets to exchange, made in the process apart for the window.

What lays out and writes papers is loaded there only: in the window it would take half a second of the Tk thread.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from exports.errors import CannotRead, CannotWrite
from exports.exchange import Exchange, plan
from exports.names import BOUND
from forms.apart_process import Tell, Wish
from forms.submission_words import Outcome
from ledger.errors import InputError
from ledger.exported import BoundVolume, Export
from ledger.phones import Phones
from ledger.snapshot import Snapshot

if TYPE_CHECKING:
    from exports.job import ExportResult

NOT_NOTED = "导出已经完成，只是没有记进台帐库，以后不能拿它做抽换页和装订核对："
"""Before the reason why an export could not be noted."""


class NotNoted(InputError):
    """The bound PDF in a folder is none that the library remembers."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"“{folder}”里的{BOUND}不是这个台帐库记下的任何一次导出，或导出后改动过：请核对是哪个报送文件夹，或重新导出一次。"
        )


@dataclass(frozen=True)
class SubmissionWish:
    """What shall be exported, and to which new folder; `own_place` is made when the folder's parent is not there.

    `cache` is None where nothing shall be kept, as in a library with a passphrase.
    """

    snapshot: Snapshot
    dest: Path
    formats: tuple[str, ...]
    with_gaps: bool
    cache: Path | None
    own_place: bool = False
    phones: Phones = Phones.OUT


@dataclass(frozen=True)
class Submitted:
    """A finished export, and what of it the library remembers."""

    outcome: Outcome
    bound: BoundVolume


@dataclass(frozen=True)
class ExchangeWish:
    """Which export shall become which later one, and the new folder for the sheets.

    With `numbers` the sheets too of which only page numbers changed.
    """

    snapshot: Snapshot
    old: Export
    new: Export
    dest: Path
    numbers: bool = False


@dataclass(frozen=True)
class Exchanged:
    """Sheets to exchange in numbers: to be taken out, put in, and those that stay though their page numbers changed.

    `folder` is where they were written, None when there are none.
    """

    folder: Path | None
    old: int
    new: int
    out: int
    into: int
    moved: int
    sheets: int


def submit(wish: SubmissionWish, tell: Tell, cancel: Wish) -> Submitted:
    """Make the submission folder. Raises what pipeline.run raises, CannotRead and CannotWrite."""
    from exports.job import ExportJob
    from exports.pipeline import run

    if wish.own_place:
        try:
            wish.dest.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CannotWrite(wish.dest.parent, error) from error
    job = ExportJob(
        wish.snapshot,
        wish.dest,
        wish.formats,
        with_gaps=wish.with_gaps,
        progress=tell,
        cancel=cast(threading.Event, cancel),
        cache=wish.cache,
        phones=wish.phones,
    )
    result = run(job)
    return Submitted(Outcome.of(result), bound_of(result, wish.snapshot))


def bound_of(result: ExportResult, snapshot: Snapshot) -> BoundVolume:
    """The bound PDF of an export as a library remembers it. Raises CannotRead."""
    from exports.trace import bound_volume

    file = result.folder / BOUND
    try:
        return bound_volume(file, result.bound.sides, result.traces, snapshot)
    except OSError as error:
        raise CannotRead(file, error) from error


def exchange(wish: ExchangeWish, tell: Tell, cancel: Wish) -> Exchanged:
    """Write the sheets to exchange, cut from the bound PDF of the new export, and their list.

    Raises NotNoted when that PDF is not what was exported, CannotRead, and what write_exchange raises.
    """
    from exports.exchange_folder import write_exchange
    from exports.papers.exchange import exchange_list
    from exports.trace import sha256_of
    from exports.typeset.faces import Faces

    tell(0, 3, "比较两次导出")
    found = plan(wish.old.bound, wish.new.bound, numbers=wish.numbers)
    if not found.swaps:
        return counted(found, wish.old, wish.new, None)
    file = Path(wish.new.folder) / BOUND
    tell(1, 3, "核对合订本")
    try:
        if sha256_of(file) != wish.new.bound.sha256:
            raise NotNoted(file.parent)
    except OSError as error:
        raise CannotRead(file, error) from error
    tell(2, 3, "写抽换页和清单")
    listed = exchange_list(wish.snapshot, found, wish.old, wish.new)
    written = write_exchange(found, listed, file, wish.dest, Faces.installed())
    return counted(found, wish.old, wish.new, written.folder)


def counted(found: Exchange, old: Export, new: Export, folder: Path | None) -> Exchanged:
    """An exchange in numbers."""
    return Exchanged(
        folder=folder,
        old=old.number,
        new=new.number,
        out=sum(len(swap.out) for swap in found.swaps),
        into=len(found.printed),
        moved=sum(len(swap.out) for swap in found.moved),
        sheets=len(found.new),
    )
