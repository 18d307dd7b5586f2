"""`handover`: a package for the stick, read back from it before it is said that it may be pulled out."""

from __future__ import annotations

import argparse
import sys
import threading
from typing import Any

from exports.handover.job import LARGEST_VOLUME, Made, Medium, PackageJob
from exports.handover.layout import Purpose
from forms.about import version
from forms.commands import passphrases
from forms.commands.opening import opened
from forms.commands.submission import Ticker
from forms.commands.verbs import BadShape, Command, add_json_flag, path_of, print_json, who
from forms.package_words import to_look_at, told
from forms.packing import NOT_NOTED, PackageWish, handover_of, pack
from ledger.errors import LedgerError
from ledger.handovers import note_out
from ledger.identity import utc_now
from ledger.library import Library
from ledger.session import Session
from ledger.vault import Vault

PASSPHRASE = "移交包的口令"


def handover(args: argparse.Namespace) -> int:
    """Make the package; 1 when its report or the copy of the library names something to be looked at."""
    purposes = {purpose.value: purpose for purpose in Purpose}
    if args.purpose not in purposes:
        raise BadShape(f"--purpose “{args.purpose}”", f"只能填{'、'.join(purposes)}之一")
    if args.volume_mb and not args.encrypt:
        raise BadShape("--volume-mb", "要和 --encrypt 一起用，不加密的移交包不分卷")
    vault = _vault(args)
    job = PackageJob(
        args.dest.absolute(),
        who(),
        utc_now(),
        version(),
        purposes[args.purpose],
        library=args.library,
        submission=args.submission.absolute() if args.submission else None,
        passphrase=passphrases.read_new(PASSPHRASE) if args.encrypt else "",
        volume=args.volume_mb << 20 if args.volume_mb else LARGEST_VOLUME,
        medium=Medium(kind=args.medium),
        bundled_only=args.bundled_fonts,
        # A library with a passphrase keeps no papers open to all.
        cache=None if vault else Library(args.lib).cache,
    )
    wish = PackageWish(args.lib.resolve(), job, vault)
    made = pack(wish, Ticker(), threading.Event())
    noted = _note(made, wish)
    if args.json:
        print_json(_facts(made, noted=noted))
    else:
        _tell(made, encrypted=bool(job.passphrase))
    return 1 if made.findings or made.faults else 0


def _vault(args: argparse.Namespace) -> Vault | None:
    with opened(args.lib, read_only=True, who=who()) as ledger:
        return ledger.vault


def _note(made: Made, wish: PackageWish) -> bool:
    """Have the library remember it; when that cannot be written now, say so: the package stands all the same."""
    library, job = Library(wish.library), wish.job
    try:
        session = Session.open(library, who=job.who, read_only=False, now=job.now, passphrase=wish.vault or "")
        try:
            note_out(session, handover_of(made, wish))
        finally:
            session.close()
    except LedgerError as error:
        print(f"{NOT_NOTED}{error}", file=sys.stderr)
        return False
    return True


def _tell(made: Made, *, encrypted: bool) -> None:
    for sentence in (*told(made, encrypted=encrypted), *to_look_at(made)):
        print(sentence)


def _facts(made: Made, *, noted: bool) -> dict[str, Any]:
    info = made.info
    return {
        "name": made.name,
        "paths": [str(path) for path in made.paths],
        "package": info.package,
        "purpose": info.purpose.value,
        "library": info.library,
        "records": info.records,
        "archive_files": info.files,
        "archive_bytes": info.size,
        "files": made.files,
        "bytes": made.size,
        "manifest": made.manifest,
        "submission_digest": info.submission_digest,
        "noted": noted,
        "faults": list(made.faults),
        "findings": made.findings,
    }


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lib", type=path_of, metavar="台帐库")
    parser.add_argument("dest", type=path_of, metavar="放在哪个文件夹")
    parser.add_argument("--purpose", default=Purpose.ARCHIVE.value)
    parser.add_argument("--library", action="store_true")
    parser.add_argument("--submission", type=path_of)
    parser.add_argument("--encrypt", action="store_true")
    parser.add_argument("--volume-mb", type=int, default=0)
    parser.add_argument("--medium", default="")
    parser.add_argument("--bundled-fonts", action="store_true")
    add_json_flag(parser)


COMMANDS = (
    Command(
        "handover",
        "handover 台帐库 放在哪个文件夹 [--purpose archive|colleague|branch] [--library] [--submission 报送文件夹] "
        "[--encrypt] [--volume-mb 数] [--medium 载体类型] [--bundled-fonts] [--json]",
        "做移交包（BagIt），写到U盘等载体上，全部重新读出核对过才算数。"
        "--purpose 选交给谁：档案室、接手的同事或上级单位，后两种连同整个台帐库；--encrypt 加密，口令不写在命令里。",
        _arguments,
        handover,
    ),
)
