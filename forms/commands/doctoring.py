"""`doctor`: looks a library over without touching it, and repairs it on a copy."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

from exports.pictures import PictureError, normalise
from forms.commands import passphrases
from forms.commands.opening import LIBRARY
from forms.commands.verbs import Command, add_json_flag, path_of, print_json, who
from ledger.doctor.examination import examine
from ledger.doctor.findings import Examination, Severity
from ledger.doctor.losses import Fate, Repaired
from ledger.doctor.repair import repair
from ledger.identity import utc_now
from ledger.library import Library
from ledger.unlocking import is_plain, unlock


def doctor(args: argparse.Namespace) -> int:
    """Examine, and repair to `dest` where it is given; 0 sound, 1 findings, 4 a damaged database.

    With a repair the code is that of the copy: 1 where anything was lost or is still wrong.
    """
    library = _library(args.lib)
    found = examine(library, now=utc_now())
    if args.repair is None:
        _told(found, None, as_json=args.json)
        return (0, 1, 4)[found.worst]
    made = repair(library, args.repair, now=utc_now(), who=who(), from_backups=not args.no_backups, upright=upright_of)
    _told(found, made, as_json=args.json)
    return (1 if made.lost else 0, 1, 4)[made.after.worst]


def upright_of(data: bytes) -> bytes | None:
    """The upright JPEG of a picture, None for what is none."""
    try:
        return normalise(data)
    except PictureError:
        return None


def _library(folder: Path) -> Library:
    """The library, with its keys where it has a passphrase, even when its database is damaged."""
    library = Library(folder.resolve())
    database = library.database
    if not library.key.is_file() or (database.is_file() and database.stat().st_size and is_plain(database)):
        return library
    return replace(library, vault=unlock(library, passphrases.read(LIBRARY), utc_now()))


def _told(found: Examination, made: Repaired | None, *, as_json: bool) -> None:
    if as_json:
        print_json({**_facts(found), **({} if made is None else {"repaired": _outcomes(made)})})
        return
    counts = "，".join(f"{words}{number}" for words, number in found.counts)
    print(f"检查了“{found.library}”：{counts}。")
    _print_findings(found)
    if made is not None:
        print(f"已修复到“{made.folder}”，原来的台帐库没有改动。")
        for fate in Fate:
            for outcome in made.of(fate):
                print(f"［{fate.value}］{outcome.sentence}")
        print("修复后再检查：")
        _print_findings(made.after)


def _print_findings(found: Examination) -> None:
    for each in found.findings:
        print(f"［{each.severity.word}］{each.words}")
    if found.sound:
        print("没有发现问题。")


def _facts(found: Examination) -> dict[str, Any]:
    return {
        "library": str(found.library),
        "sound": found.sound,
        "damaged": found.damaged,
        "counts": dict(found.counts),
        "findings": [
            {
                "code": each.code,
                "severity": Severity(each.severity).name.lower(),
                "sentence": each.sentence,
                "next": each.next_step,
                "about": list(each.about),
            }
            for each in found.findings
        ],
    }


def _outcomes(made: Repaired) -> dict[str, Any]:
    told = [
        {"fate": each.fate.name.lower(), "sort": each.sort, "title": each.title, "sentence": each.sentence}
        for each in made.outcomes
    ]
    return {"folder": str(made.folder), "outcomes": told, "after": _facts(made.after)}


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lib", type=path_of, metavar="台帐库")
    parser.add_argument("--repair", type=path_of, metavar="新文件夹")
    parser.add_argument("--no-backups", action="store_true")
    add_json_flag(parser)


COMMANDS = (
    Command(
        "doctor",
        "doctor 台帐库 [--repair 新文件夹 [--no-backups]] [--json]",
        "检查数据库、附件、关联、历史和备份，什么也不改；加 --repair 就修复到一个新文件夹，说明找回了什么、丢了什么。",
        _arguments,
        doctor,
    ),
)
