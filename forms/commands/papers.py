"""`paper`: the paper of one record, or the register of a kind, outside the submission."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace

from exports.errors import MissingGlyphs
from exports.page import Paper
from exports.preflight import check_records, open_places
from exports.printing import PRINT_FORMATS, Printed, write_prints
from exports.typeset.faces import Faces
from forms.commands.opening import opened
from forms.commands.printing import formats_of
from forms.commands.verbs import Command, add_json_flag, path_of, print_json
from forms.paper_making import RECORD, REGISTER, filed
from ledger.errors import InputError
from ledger.kinds import Form
from ledger.records import Record
from ledger.refusals import RecordNotFound
from ledger.snapshot import Snapshot

_REGISTER = f"{REGISTER}:"
"""What stands in front of a kind whose register is wanted; anything else is the uid of a record."""


class InRegister(InputError):
    """A record that stands in a register and has no paper of its own."""

    def __init__(self, record: Record) -> None:
        kind = record.declared
        super().__init__(
            f"“{kind.title}”登记在“{kind.paper}”里，没有单独的一份：请改写 {_REGISTER}{kind.slug}，把台帐印成一本。"
        )


class NoRegister(InputError):
    """A register of a kind whose records are papers, each its own."""

    def __init__(self, snapshot: Snapshot, slug: str) -> None:
        super().__init__(f"“{snapshot.kind(slug).title}”一条一份，没有汇成台帐：请写其中一条的编号，用 list 查看。")


def paper(args: argparse.Namespace) -> int:
    """Write the paper of a record or a register to a new folder."""
    formats = formats_of(args.formats)
    with opened(args.lib, read_only=True) as ledger:
        snapshot = ledger.snapshot()
    faces = Faces.bundled() if args.bundled_fonts else Faces.installed()
    made, records = _wanted(snapshot, args.what)
    try:
        printed = write_prints((made,), args.dest, formats, faces)
    except MissingGlyphs:
        check_records(replace(snapshot, records=records), faces)  # says in which field the character stands
        raise
    _report(args, made, printed)
    for record in records if not args.what.startswith(_REGISTER) else ():
        if left := open_places(record):
            print(left, file=sys.stderr)
    return 0


def _wanted(snapshot: Snapshot, what: str) -> tuple[Paper, tuple[Record, ...]]:
    """The paper, and the records that it is made of.

    Raises UnknownKind, NoRegister, RecordNotFound, InRegister, NothingThere, NoPaper.
    """
    if what.startswith(_REGISTER):
        kind = snapshot.kind(what.removeprefix(_REGISTER))
        if kind.form is Form.EACH:
            raise NoRegister(snapshot, kind.slug)
        return filed(snapshot, f"{_REGISTER}{kind.slug}", kind), snapshot.of(kind.slug)
    record = snapshot.get(what)
    if record is None:
        raise RecordNotFound(what)
    if record.declared.form is Form.REGISTER:
        raise InRegister(record)
    return filed(snapshot, f"{RECORD}:{record.uid}", record.declared), (record,)


def _report(args: argparse.Namespace, made: Paper, printed: Printed) -> None:
    if args.json:
        facts = {"folder": str(printed.folder), "title": made.title, "pages": printed.pages}
        print_json({**facts, "files": list(printed.files)})
        return
    print(f"已把“{made.title}”印到“{printed.folder}”：1份{printed.pages}页，共{len(printed.files)}个文件。")


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lib", type=path_of, metavar="台帐库")
    parser.add_argument("what", metavar=f"编号|{_REGISTER}种类")
    parser.add_argument("dest", type=path_of, metavar="目标文件夹")
    parser.add_argument("--formats", default=",".join(PRINT_FORMATS))
    parser.add_argument("--bundled-fonts", action="store_true")
    add_json_flag(parser)


COMMANDS = (
    Command(
        "paper",
        "paper 台帐库 编号|register:种类 目标文件夹 [--formats docx,pdf] [--bundled-fonts] [--json]",
        "单独印一条记录的那份资料，或一种记录汇成的台帐。",
        _arguments,
        paper,
    ),
)
