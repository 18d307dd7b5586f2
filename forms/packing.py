"""Handover packages for the window and the command line: made in the process apart or here, and noted afterwards."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from exports.errors import CannotWrite
from forms.apart_process import Tell, Wish
from ledger.book import Ledger
from ledger.handover import Handover
from ledger.vault import Vault

if TYPE_CHECKING:
    from exports.handover.job import Made, PackageJob

NOT_NOTED = "移交包已经做成，只是没有记进台帐库，以后导入回执时会不认识它："
"""Before the reason why a handover could not be noted."""


@dataclass(frozen=True)
class PackageWish:
    """Which library shall be packed and how; `vault` are its keys where it has a passphrase.

    With `own_place` the folder that the job names is made when it is not there.
    """

    library: Path
    job: PackageJob
    vault: Vault | None = field(default=None, repr=False)
    own_place: bool = False


def pack(wish: PackageWish, tell: Tell, cancel: Wish) -> Made:
    """Make the package; the working directory changes meanwhile, which no thread beside it may mind.

    Raises what exports.handover.packing.make_package raises, and CannotWrite.
    """
    # What lays out papers and writes bags is loaded where it is done: the window would feel it.
    from exports.handover.packing import make_package

    if wish.own_place:
        try:
            wish.job.dest.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CannotWrite(wish.job.dest, error) from error
    with Ledger.open(wish.library, read_only=True, who=wish.job.who, passphrase=wish.vault or "") as ledger:
        return make_package(ledger, wish.job, tell, cancel.is_set)


def handover_of(made: Made, wish: PackageWish) -> Handover:
    """The package as the library remembers it (see ledger.handovers.note_out)."""
    info = made.info
    return Handover(
        package=info.package,
        at=info.made,
        who=info.by,
        purpose=info.purpose.value,
        digest=made.manifest,
        records=info.records,
        files=made.files,
        bytes=made.size,
        place=str(wish.job.dest.resolve() / made.paths[0].name),
    )
