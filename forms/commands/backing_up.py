"""`backup`: a checked copy of the database beside itself, or of the whole library somewhere else."""

from __future__ import annotations

import argparse
from typing import Any

from forms.commands.verbs import Command, add_json_flag, path_of, print_json, who
from forms.moments import minute
from ledger.backup import Backup
from ledger.book import Ledger
from ledger.sizes import size_in_words
from ledger.whole_copy import WholeCopy


def backup(args: argparse.Namespace) -> int:
    """Make a backup, or copy the whole library to `dest`; 1 when attachments were missing or spoilt."""
    # Open for reading only: it works while the window has the library open.
    with Ledger.open(args.lib, read_only=True, who=who()) as ledger:
        if args.dest is None:
            return _kept(ledger.backup(), as_json=args.json)
        return _copied(ledger.copy_to(args.dest), as_json=args.json)


def _kept(made: Backup, *, as_json: bool) -> int:
    sentences = [fault.sentence for fault in made.faults]
    if as_json:
        print_json({"file": str(made.path), "at": made.at.isoformat(), "size": made.size, "faults": sentences})
    else:
        print(f"已备份到“{made.path}”（{minute(made.at)}，{size_in_words(made.size)}），副本已核对。")
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
    add_json_flag(parser)


COMMANDS = (
    Command(
        "backup",
        "backup 台帐库 [目标文件夹] [--json]",
        "备份数据库，放在台帐库的 backups 里；写了目标文件夹，就把整个台帐库连同附件复制过去。"
        "都核对过才算数，窗口开着也能做。",
        _arguments,
        backup,
    ),
)
