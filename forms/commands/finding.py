"""`find`: records by words that stand anywhere in them."""

from __future__ import annotations

import argparse

from forms.commands.opening import opened
from forms.commands.verbs import BadShape, Command, add_json_flag, path_of, print_json
from forms.find import SearchIndex
from ledger.search import words_of


def find(args: argparse.Namespace) -> int:
    """List the living records in which every word stands, the likeliest first, and where it stands. Raises BadShape."""
    text = " ".join(args.words)
    if not words_of(text):
        raise BadShape("要查找的词", "至少写一个字")
    with opened(args.lib, read_only=True) as ledger:
        records = ledger.records()
    hits = SearchIndex(records).find(text, most=max(len(records), 1))
    if args.json:
        print_json({"hits": [vars(hit) for hit in hits]})
        return 0
    for hit in hits:
        named = "" if hit.excerpt == hit.title else f"　{hit.title}"
        print(f"{hit.uid}　{hit.sort}　{hit.where}：{' '.join(hit.excerpt.split())}{named}")
    print(f"共{len(hits)}条。")
    return 0


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lib", type=path_of, metavar="台帐库")
    parser.add_argument("words", nargs="+", metavar="词")
    add_json_flag(parser)


COMMANDS = (
    Command("find", "find 台帐库 词 … [--json]", "在标题、各栏和附件名里查找记录；几个词要都有。", _arguments, find),
)
