"""What was handed over and what was received: each package once, and the receipt that came back for it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from ledger.clean import clean_text
from ledger.errors import InputError
from ledger.handover import IN, OUT, Handover
from ledger.session import Session
from ledger.store import handovers as store

_WORDS = ("who", "place", "received_by", "result")
"""What people and computers call things in a handover."""


class UnknownPackage(InputError):
    """A receipt is for a package that did not go out from this library."""

    def __init__(self, package: str) -> None:
        self.package = package
        super().__init__(f"这份回执对应的移交包（{package}）不是从本台帐库移交的：请在移交它的台帐库里登记这份回执。")


class OtherContent(InputError):
    """A receipt is for a package of other content than the one that went out."""

    def __init__(self, package: str) -> None:
        self.package = package
        super().__init__(
            f"回执上的校验值与移交包（{package}）移交时不一致，没有登记：请联系接收人，核对他收到的是哪一份。"
        )


@dataclass(frozen=True)
class Noted:
    """A handover as it is remembered now; `known` when it, or its receipt, was remembered before."""

    handover: Handover
    known: bool


def note_out(session: Session, handover: Handover) -> Noted:
    """Remember a package that went out; one that is remembered stays as it is. Raises ReadOnlyLibrary, StorageError."""
    return _note(session, replace(handover, direction=OUT))


def note_in(session: Session, handover: Handover) -> Noted:
    """Remember a package that came in; received once more, it stays as it is. Raises ReadOnlyLibrary, StorageError."""
    return _note(session, replace(handover, direction=IN))


def note_receipt(
    session: Session, package: str, *, digest: str, received_at: dt.datetime, received_by: str, result: str
) -> Noted:
    """Remember the receipt of a package that went out: when, by whom and what was done with it; the first one counts.

    `digest` is that of the package's list of digests. Raises UnknownPackage, OtherContent, ReadOnlyLibrary.
    """
    with session.writing():
        found = store.find_handover(session.db, package, OUT)
        if found is None:
            raise UnknownPackage(package)
        if found.digest != digest:
            raise OtherContent(package)
        if found.received_at is not None:
            return Noted(found, known=True)
        words: dict[str, Any] = {
            "received_by": clean_text(received_by, "接收人"),
            "result": clean_text(result, "接收结果"),
        }
        received = replace(found, received_at=received_at, **words)
        store.update_receipt(session.db, received)
        return Noted(received, known=False)


def handovers(session: Session) -> tuple[Handover, ...]:
    """Every package that went out or came in, in the order in which they were noted."""
    with session.reading():
        return store.list_handovers(session.db)


def _note(session: Session, handover: Handover) -> Noted:
    words: dict[str, Any] = {
        name: clean_text(getattr(handover, name), "移交记录") for name in ("who", "place", "received_by", "result")
    }
    with session.writing():
        known = store.find_handover(session.db, handover.package, handover.direction)
        if known is not None:
            return Noted(known, known=True)
        kept = replace(handover, **words)
        store.insert_handover(session.db, kept)
        return Noted(kept, known=False)
