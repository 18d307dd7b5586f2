"""Taking packages in, shared by the command line and the window: what is noted, the receipt, and merging."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from exports.handover.receipts import Receipt
from exports.handover.receiving import Received, inside, receive_beside
from exports.handover.verifying import Tell, Verified
from ledger.backup import Backup
from ledger.book import Ledger
from ledger.handover import Handover
from ledger.handovers import note_in
from ledger.identity import utc_now
from ledger.merging.branches import compare_branch, take_branch
from ledger.merging.comparison import Comparison
from ledger.merging.merge import compare, merge
from ledger.safekeeping.course import Course

Stopped = Callable[[], bool]
"""Whether the clerk wants it to stop."""


def receipt_of(verified: Verified, action: str, unit: str, who: str, now: dt.datetime) -> Receipt:
    """The receipt for a whole package that `who` of the ledger of `unit` took in."""
    holds = inside(verified)
    counts = {"记录": sum(holds.records.values()), "文件": holds.files}
    return Receipt(holds.package, verified.manifest, holds.campaign, now, who, unit, True, (), action, counts)


def note_received(ledger: Ledger, verified: Verified, package: Path, action: str, who: str) -> Receipt:
    """Remember the package in the library that took it in, and give the receipt for its sender."""
    holds, receipt = inside(verified), receipt_of(verified, action, ledger.campaign.unit, who, utc_now())
    handover = Handover(
        package=holds.package,
        at=holds.made,
        who=holds.by,
        purpose=holds.purpose.value,
        digest=verified.manifest,
        records=sum(holds.records.values()),
        files=holds.files,
        bytes=holds.bytes,
        place=str(package.absolute()),
        received_at=receipt.received,
        received_by=receipt.by,
        result=receipt.result,
    )
    note_in(ledger.session, handover)
    return receipt


@dataclass(frozen=True)
class Beside:
    """A library that was put to a new place, and the receipt for its sender."""

    received: Received
    receipt: Receipt


def take_beside(package: Path, passphrase: str | None, target: Path, who: str, tell: Tell, stopped: Stopped) -> Beside:
    """Put the library of a package to the new folder `target`, and note in it where it came from.

    Raises what receive_beside raises.
    """
    received = receive_beside(package, target, passphrase=passphrase, tell=tell, stopped=stopped)
    with Ledger.open(target, who=who) as ledger:
        receipt = note_received(ledger, received.verified, package, "beside", who)
    return Beside(received, receipt)


def look(mine: Ledger, theirs: Ledger, choices: Mapping[str, str], otherwise: str = "", *, branch: bool) -> Comparison:
    """What merging `theirs`, or taking it in as a branch, would do. Raises what compare and compare_branch raise."""
    compared = compare_branch if branch else compare
    return compared(mine.session, theirs.session, choices, otherwise)


def bring_in(
    mine: Ledger,
    theirs: Ledger,
    choices: Mapping[str, str],
    who: str,
    otherwise: str = "",
    *,
    branch: bool,
    course: Course | None = None,
) -> tuple[Comparison, Backup | None]:
    """Merge `theirs` or take it in as a branch; what was done, and the safety copy made before it, if anything was.

    Raises what merge and take_branch raise.
    """
    if branch:
        taken = take_branch(
            mine.session, theirs.session, who, utc_now(), choices=choices, otherwise=otherwise, course=course
        )
        return taken.comparison, taken.backup
    made = merge(mine.session, theirs.session, choices, who, utc_now(), otherwise=otherwise, course=course)
    return made.comparison, made.backup
