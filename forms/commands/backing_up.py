"""`backup` and `restore`: everything kept beside the library or somewhere else, and brought back from there."""

from __future__ import annotations

import argparse
from typing import Any

from forms.commands.opening import opened
from forms.commands.verbs import Command, add_json_flag, path_of, print_json, who
from forms.moments import minute
from ledger.backup import Backup
from ledger.library import Library
from ledger.safekeeping.second_place import choose_second_place, forget_second_place
from ledger.sizes import size_in_words
from ledger.whole_copy import WholeCopy


def backup(args: argparse.Namespace) -> int:
    """Make a backup, or copy the whole library to `dest`; 1 when something is missing or the second place failed."""
    # Open for reading only: it works while the window has the library open.
    with opened(args.lib, read_only=True, who=who()) as ledger:
        if args.second is not None:
            choose_second_place(Library(ledger.path), args.second, ledger.campaign)
        elif args.no_second:
            forget_second_place(Library(ledger.path))
        if args.dest is not None:
            return _copied(ledger.copy_to(args.dest), as_json=args.json)
        return _kept(ledger.backup(), as_json=args.json)


def _kept(made: Backup, *, as_json: bool) -> int:
    sentences = [fault.sentence for fault in made.faults]
    second = made.second
    if second is not None and second.fault:
        sentences.append(second.fault)
    there = second.path if second is not None else None
    if as_json:
        facts = {"file": str(made.path), "at": made.at.isoformat(), "size": made.size, "faults": sentences}
        print_json({**facts, "second": str(there) if there else None})
    else:
        print(f"已备份到“{made.path}”（{minute(made.at)}，{size_in_words(made.size)}），副本已核对。")
        if there is not None:
            print(f"第二处也已备份到“{there}”，重新读出核对过。")
    return _told(sentences, as_json)


def _copied(made: WholeCopy, *, as_json: bool) -> int:
    sentences = [fault.sentence for fault in made.faults]
    facts: dict[str, Any] = {"folder": str(made.folder), "files": made.files, "size": made.size, "faults": sentences}
    if as_json:
        print_json(facts)
    else:
        print(f"已把台帐库复制到“{made.folder}”：{made.files}个文件，{size_in_words(made.size)}，全部重新读出核对过。")
    return _told(sentences, as_json)


def _told(sentences: list[str], as_json: bool) -> int:
    if not as_json:
        for sentence in sentences:
            print(sentence)
    return 1 if sentences else 0


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lib", type=path_of, metavar="台帐库")
    parser.add_argument("dest", type=path_of, nargs="?", metavar="目标文件夹")
    parser.add_argument("--second", type=path_of, metavar="文件夹")
    parser.add_argument("--no-second", action="store_true")
    add_json_flag(parser)


COMMANDS = (
    Command(
        "backup",
        "backup 台帐库 [目标文件夹] [--second 文件夹 | --no-second] [--json]",
        "备份全部记录和附件，放在台帐库的 backups 里；--second 选定第二处（别的磁盘或U盘），"
        "以后每次备份都在那里也留一份。写了目标文件夹，就把整个台帐库复制过去。都核对过才算数，窗口开着也能做。",
        _arguments,
        backup,
    ),
)
