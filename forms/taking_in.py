"""What the window does with a package that was found whole: each way of taking it in, and what became of it."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from exports.errors import CannotWrite
from exports.handover.receipts import Receipt, write_receipt
from exports.handover.receiving import Inside, Received, inside, library_in
from exports.handover.verifying import Tell, Verified, verify
from forms.receiving import Stopped, bring_in, look, note_received, receipt_of, take_beside
from ledger.book import Ledger
from ledger.errors import InputError
from ledger.handover import IN
from ledger.handovers import handovers
from ledger.identity import utc_now
from ledger.library import Library
from ledger.merging.comparison import Comparison
from ledger.records import Campaign
from ledger.restore_preview import Preview, preview_library
from ledger.restoring import replace_by
from ledger.safekeeping.course import Course
from ledger.sizes import size_in_words

if TYPE_CHECKING:
    from forms.place import Place

LANE = "receive"
"""The lane of the window on which packages are verified and unpacked; it may take many minutes."""


class LibraryChosen(InputError):
    """What was chosen as a package is a library."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"“{folder.name}”是一个台帐库，不是移交包：要打开它，请用“打开已有的台帐库”；"
            "要合并或汇总，请先在那个台帐库的“移交”里做一个移交包，再选那个移交包。"
        )


def verified(path: Path, passphrase: str | None, tell: Tell, stopped: Stopped) -> Verified:
    """What verifying the package at `path` finds. Raises LibraryChosen, and what verify raises."""
    if Library(path).database.is_file():
        raise LibraryChosen(path)
    return verify(path, passphrase=passphrase, tell=tell, stopped=stopped)


class Relation(enum.Enum):
    """What the ledger in a package is to the one that is open."""

    SAME = "same"
    OTHER_CAMPAIGN = "campaign"
    OTHER_UNIT = "unit"


def relation(holds: Inside, campaign: Campaign) -> Relation:
    """Whether it is of the same campaign, of another one of the same unit, or of another unit."""
    if holds.campaign == campaign.uid:
        return Relation.SAME
    return Relation.OTHER_CAMPAIGN if holds.unit == campaign.unit else Relation.OTHER_UNIT


@dataclass(frozen=True)
class Package:
    """A package that was found whole: where it lies, its passphrase (None without one), and what verifying found."""

    path: Path
    passphrase: str | None
    verified: Verified

    @property
    def inside(self) -> Inside:
        """What it holds."""
        return inside(self.verified)


class PrivateCopy:
    """The library of a package as a private copy for reading, from `take_out` to `put_away`; of one lane."""

    def __init__(self, package: Package) -> None:
        self.package, self._stack = package, ExitStack()
        self._received: Received | None = None

    def take_out(self, tell: Tell, stopped: Stopped) -> Path:
        """The folder of the copy; made at the first time. Raises what library_in raises."""
        if self._received is None:
            package = self.package
            self._received = self._stack.enter_context(
                library_in(package.path, passphrase=package.passphrase, tell=tell, stopped=stopped)
            )
        return self._received.folder

    def put_away(self) -> None:
        """Nothing is left of it."""
        self._received = None
        self._stack.close()


def compared(
    place: Place, copy: PrivateCopy, choices: Mapping[str, str], tell: Tell, stopped: Stopped, *, branch: bool
) -> Comparison:
    """What merging would do with these choices; nothing is written. Raises what library_in and look raise."""
    theirs = copy.take_out(tell, stopped)
    with (
        Ledger.open(place.folder, read_only=True, passphrase=place.passphrase) as ledger,
        Ledger.open(theirs, read_only=True) as other,
    ):
        return look(ledger, other, choices, branch=branch)


@dataclass(frozen=True)
class Outcome:
    """What became of a package, in `sentences`; `doubtful` tells that something needs a look.

    `written` is where the receipt lies, None when it could not be put beside the package. `library` is where a library
    was put beside the open one. `known` tells that the package was received before, and its receipt written then.
    """

    sentences: tuple[str, ...]
    receipt: Receipt
    written: Path | None
    library: Path | None = None
    doubtful: bool = False
    known: bool = False


def beside(package: Package, target: Path, who: str, tell: Tell, stopped: Stopped) -> Outcome:
    """Put the library of a package to the new folder `target`. Raises what receive_beside raises."""
    made = take_beside(package.path, package.passphrase, target, who, tell, stopped)
    received = made.received
    size = size_in_words(received.bytes)
    told = f"已把移交包里的台帐库放到“{target}”：{received.files}个文件，{size}，全部重新读出核对过。"
    return Outcome((told,), made.receipt, put_receipt(package, made.receipt), library=target)


def kept(package: Package, unit: str, who: str) -> Outcome:
    """Only confirm that the package arrived and was found whole."""
    receipt = receipt_of(package.verified, "kept", unit, who, utc_now())
    return Outcome(("移交包核对无误，没有改动任何台帐。",), receipt, put_receipt(package, receipt))


def nothing_new(ledger: Ledger, package: Package, sentence: str, who: str, *, branch: bool) -> Outcome:
    """Confirm a package that has nothing which is not here already."""
    uid = package.inside.package
    known = any(each.package == uid and each.direction == IN for each in handovers(ledger.session))
    receipt = note_received(ledger, package.verified, package.path, "branch" if branch else "merge", who)
    told = (f"{sentence}没有改动任何内容。",)
    return Outcome(told, receipt, None if known else put_receipt(package, receipt), known=known)


def merged(
    place: Place, copy: PrivateCopy, choices: Mapping[str, str], who: str, tell: Tell, stopped: Stopped, *, branch: bool
) -> Outcome:
    """Merge the private copy into the library at `place`, which nobody has open, or take it in as a branch.

    Raises what merge and take_branch raise; then the library is as it was.
    """
    package, theirs = copy.package, copy.take_out(tell, stopped)
    with (
        Ledger.open(place.folder, who=who, passphrase=place.passphrase) as ledger,
        Ledger.open(theirs, read_only=True) as other,
    ):
        made, backup = bring_in(ledger, other, choices, who, branch=branch, course=Course(tell, stopped))
        receipt = note_received(ledger, package.verified, package.path, "branch" if branch else "merge", who)
    told = [done_in_words(made, branch=branch)]
    if backup is not None:
        told.append(f"合并以前的样子留在备份“{backup.path.name}”里，在“备份与恢复”里可以恢复回来。")
    told += [each.sentence for each in made.missing]
    return Outcome(tuple(told), receipt, put_receipt(package, receipt), doubtful=bool(made.missing))


def would_replace(place: Place, copy: PrivateCopy, tell: Tell, stopped: Stopped) -> Preview:
    """What putting the private copy in place of the library would change. Raises what preview_library raises."""
    theirs = copy.take_out(tell, stopped)
    return preview_library(place.folder, theirs, now=utc_now(), passphrase=place.passphrase)


def replaced(place: Place, copy: PrivateCopy, who: str, tell: Tell, stopped: Stopped) -> Outcome:
    """Put the private copy in place of the library at `place`, which nobody has open. Raises what replace_by raises."""
    package, theirs = copy.package, copy.take_out(tell, stopped)
    course = Course(tell, stopped)
    made = replace_by(place.folder, theirs, who=who, now=utc_now(), passphrase=place.passphrase, course=course)
    with Ledger.open(place.folder, who=who) as ledger:
        receipt = note_received(ledger, package.verified, package.path, "replace", who)
    told = [f"已替换：现在是移交包里的{sum(package.inside.records.values())}条记录。"]
    if made.safety is not None:
        told.append(f"替换以前的样子留在备份“{made.safety.name}”里，在“备份与恢复”里可以恢复回来。")
    doubtful = bool(made.lost or made.unlocked)
    return Outcome((*told, *made.sentences[1:]), receipt, put_receipt(package, receipt), doubtful=doubtful)


def put_receipt(package: Package, receipt: Receipt) -> Path | None:
    """Write the receipt beside the package; None when nothing can be written there."""
    try:
        return write_receipt(package.path.absolute().parent, receipt)
    except CannotWrite:  # a stick that is full or locked: the clerk chooses another place
        return None


def done_in_words(made: Comparison, *, branch: bool) -> str:
    """What merging did, in the past tense."""
    return f"已收入{made.sentence.removeprefix('合并')}" if branch else f"已{made.sentence}"
