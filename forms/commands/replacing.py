"""`receive --replace`: the library of a package put in place of one's own, which is kept before."""

from __future__ import annotations

import argparse
from pathlib import Path

from exports.handover.receipts import write_receipt
from exports.handover.receiving import Received, library_in
from forms.commands.opening import opened
from forms.commands.receiving import with_passphrase
from forms.commands.restoring import tell_preview, unlocked
from forms.commands.verbs import print_json, who
from forms.receiving import note_received
from ledger.identity import utc_now
from ledger.library import Library
from ledger.restore_preview import preview_library
from ledger.restoring import Restored, replace_by


def receive(args: argparse.Namespace) -> int:
    """Verify the package and put its library in place of `lib`; 1 when attachments are missing."""

    def work(passphrase: str | None) -> int:
        with library_in(args.package, passphrase=passphrase) as received:
            return _previewed(args, received) if args.preview else _replaced(args, received)

    return with_passphrase(work)


def _previewed(args: argparse.Namespace, received: Received) -> int:
    theirs, now = received.folder, utc_now()
    told = unlocked(Library(args.lib), lambda word: preview_library(args.lib, theirs, now=now, passphrase=word))
    return tell_preview(told, f"移交包“{args.package.name}”里的台帐库", as_json=args.json)


def _replaced(args: argparse.Namespace, received: Received) -> int:
    now, own = utc_now(), Library(args.lib)
    done = unlocked(own, lambda word: replace_by(args.lib, received.folder, who=who(), now=now, passphrase=word))
    with opened(args.lib, who=who()) as ledger:
        receipt = note_received(ledger, received.verified, args.package, "replace", who())
    _tell(args, done, write_receipt(args.lib.absolute().parent, receipt))
    return 1 if done.lost else 0


def _tell(args: argparse.Namespace, done: Restored, written: Path) -> None:
    if args.json:
        facts = {"records": done.records, "put_back": done.put_back, "lost": list(done.lost)}
        print_json({**facts, "safety": str(done.safety) if done.safety else None, "receipt": str(written)})
        return
    print("\n".join(done.sentences))
    print(f"回执写在“{written}”：请交还移交方，由对方登记。")
