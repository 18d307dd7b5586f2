"""Opening the library of a command, with its passphrase where it has one."""

from __future__ import annotations

from pathlib import Path

from forms.commands import passphrases
from ledger.book import Ledger
from ledger.unlocking import PassphraseNeeded

LIBRARY = "台帐库的口令"


def opened(library: Path, *, read_only: bool = False, who: str = "") -> Ledger:
    """The ledger of `library`; where it has a passphrase, it is read first. Raises what Ledger.open raises."""
    try:
        return Ledger.open(library, read_only=read_only, who=who)
    except PassphraseNeeded:
        passphrase = passphrases.read(LIBRARY)
    return Ledger.open(library, read_only=read_only, who=who, passphrase=passphrase)
