"""`check-names`: rare characters, and what draws them on paper, in docx and on screen; and the same told in passing."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from exports.guardian import CharacterNote, Finding, look_at, look_at_records, look_through
from exports.typeset.faces import Faces
from forms.commands.opening import opened
from forms.commands.verbs import BadShape, Command, add_json_flag, path_of, print_json
from ledger.records import Record

_TOLD = 10
"""Notes told in passing: more would hide what the command has done."""


def check_names(args: argparse.Namespace) -> int:
    """List the rare characters of a library, or of a text; exit code 1 when one cannot be entered or printed."""
    if (args.lib is None) == (args.text is None):
        raise BadShape("check-names", "台帐库和--text要写其中一样，不能都写或都不写")
    faces = Faces.installed()
    if args.text is not None:
        notes = tuple(note for note in look_at(args.text, faces) if note.telling)
        rows, lines = [_note_json(note) for note in notes], [note.sentence for note in notes]
    else:
        with opened(args.lib, read_only=True) as ledger:
            found = look_through(ledger.snapshot(), faces)
        notes = tuple(each.note for each in found)
        rows, lines = [_finding_json(each) for each in found], [each.sentence for each in found]
    if args.json:
        print_json({"characters": rows})
    else:
        print("\n".join([*lines, _summary(notes)]))
    return 0 if all(note.usable for note in notes) else 1


def _summary(notes: Iterable[CharacterNote]) -> str:
    usable: dict[str, bool] = {note.ch: note.usable for note in notes}
    if not usable:
        return "没有生僻字，也没有印不出来的字。"
    lacking = sum(not each for each in usable.values())
    return (
        f"共{len(usable)}个生僻字或特殊字符，其中{lacking}个不能用。"
        if lacking
        else f"共{len(usable)}个生僻字，都能印出来。"
    )


def _note_json(note: CharacterNote) -> dict[str, Any]:
    return {
        "character": note.ch,
        "point": note.point,
        "places": list(note.places),
        "usable": note.usable,
        "paper": note.paper,
        "docx": note.docx,
        "screen": note.screen.value,
        "standard": note.standard,
        "stored": note.joined,
        "note": note.sentence,
    }


def _finding_json(finding: Finding) -> dict[str, Any]:
    record = finding.record
    whose = {"uid": record.uid if record else "", "kind": record.kind if record else "", "title": finding.title}
    return {**whose, "field": finding.label, **_note_json(finding.note)}


def tell_rare(records: Sequence[Record]) -> None:
    """Say on standard error which characters of new or changed records another face draws, or none; no error."""
    found = look_at_records(records, Faces.installed)
    first = {finding.note.ch: finding for finding in reversed(found)}
    told = [finding for finding in found if first[finding.note.ch] is finding]
    for finding in told[:_TOLD]:
        print(f"提示：{finding.sentence}", file=sys.stderr)
    if len(told) > _TOLD:
        print(f"提示：另有{len(told) - _TOLD}个生僻字，用 taizhang check-names 查看。", file=sys.stderr)


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lib", nargs="?", type=path_of, metavar="台帐库")
    parser.add_argument("--text")
    add_json_flag(parser)


CHECK_NAMES = Command(
    "check-names",
    "check-names 台帐库|--text 文字 [--json]",
    "查生僻字：每个字由哪种字体印，docx里写哪种字体，有没有印不出来的。",
    _arguments,
    check_names,
)

COMMANDS = (CHECK_NAMES,)
