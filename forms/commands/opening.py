"""Opening the library of a command, with its passphrase where it has one."""

from __future__ import annotations

from pathlib import Path

from forms.commands import passphrases
from ledger.book import Ledger
from ledger.unlocking import PassphraseNeeded

LIBRARY = "台帐库的口令"


def opened(library: Path, *, read_only: bool = False, who: str = "", words: str = LIBRARY) -> Ledger:
    """The ledger of `library`; where it has a passphrase, it is read first, once for all openings of a command.

    `words` are what it is called when it is asked for. Raises what Ledger.open raises.
    """
    place, known = library.resolve(), passphrases.vaults()
    try:
        return Ledger.open(library, read_only=read_only, who=who, passphrase=known.get(place, ""))
    except PassphraseNeeded:
        passphrase = passphrases.read(words)
    ledger = Ledger.open(library, read_only=read_only, who=who, passphrase=passphrase)
    if ledger.vault is not None:
        known[place] = ledger.vault
    return ledger
