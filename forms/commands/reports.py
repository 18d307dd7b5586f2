"""`report`: a report drafted from the records, printed to be read or added to be completed."""

from __future__ import annotations

import argparse
import datetime as dt
from typing import Any

from forms.commands.opening import opened
from forms.commands.verbs import BadShape, Command, add_json_flag, path_of, print_json, who
from ledger.kinds.work_report import OPEN
from ledger.reporting import SORTS, as_kind, draft, draft_deeds, kind_for, outlines, span_of
from ledger.snapshot import Snapshot

_HAN = "一二三四五六七八九十"


def report(args: argparse.Namespace) -> int:
    """Draft a report, or the deeds of a recommendation; only `--add` changes the library."""
    with opened(args.lib, read_only=True) as ledger:
        snapshot = ledger.snapshot()
    if args.outlines:
        return _outlines(snapshot, args)
    period = span_of(args.period or str(snapshot.campaign.year), snapshot.scheme)
    today = dt.date.today()
    if args.candidate:
        if args.add or args.outline:
            raise BadShape("--candidate", "只起草主要事迹，不能同时写--add或--outline")
        return _deeds(args, draft_deeds(snapshot, args.candidate, period, today))
    if args.sort not in SORTS:
        raise BadShape(f"--sort “{args.sort}”", f"只能写{'、'.join(SORTS)}中的一种")
    made = draft(snapshot, args.sort, period, args.outline, today)
    kind = kind_for(snapshot, args.sort, period)
    uid = _added(args, kind, made) if args.add else ""
    if args.json:
        print_json({"uid": uid or None, "kind": kind, "open": sum(_opened(made)), "report": made})
    elif uid:
        print(f"已登记《{made['title']}》，编号{uid}；还有{sum(_opened(made))}处“{OPEN}”要补写。")
    else:
        _print(made)
    return 0


def _added(args: argparse.Namespace, kind: str, made: dict[str, Any]) -> str:
    with opened(args.lib, who=who()) as ledger:
        return ledger.add(kind, as_kind(made, kind)).uid


def _print(made: dict[str, Any]) -> None:
    print(made["title"])
    if made.get("addressee"):
        print(f"{made['addressee']}：")
    print(made["opening"])
    for number, chapter in enumerate(made["chapters"], 1):
        lead = _HAN[number - 1] if number <= len(_HAN) else str(number)
        print(f"{lead}、{chapter['title']}\n{chapter['text']}")
    if made["ending"]:
        print(made["ending"])
    print(
        f"（数字{len(made['sources'])}处，都有出处；还有{sum(_opened(made))}处“{OPEN}”要补写。用 --add 登记这份草稿。）"
    )


def _opened(made: dict[str, Any]) -> list[int]:
    """How many places are left open in each part of the text."""
    return [
        part.count(OPEN) for part in (made["opening"], *(each["text"] for each in made["chapters"]), made["ending"])
    ]


def _deeds(args: argparse.Namespace, text: str) -> int:
    if args.json:
        print_json({"candidate": args.candidate, "deeds": text})
    else:
        print(text)
    return 0


def _outlines(snapshot: Snapshot, args: argparse.Namespace) -> int:
    """The outlines that the scheme and the house have."""
    known = outlines(snapshot.scheme, args.sort)
    if args.json:
        listed = [
            {"key": each.key, "name": each.name, "headings": [heading.title for heading in each.headings]}
            for each in known
        ]
        print_json({"outlines": listed})
        return 0
    for each in known:
        print(f"{each.key}　{each.name}：{'、'.join(heading.title for heading in each.headings)}")
    return 0


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lib", type=path_of, metavar="台帐库")
    parser.add_argument("--sort", default="工作汇报", metavar="种类")
    parser.add_argument("--period", metavar="报告期")
    parser.add_argument("--outline", metavar="提纲")
    parser.add_argument("--outlines", action="store_true")
    parser.add_argument("--candidate", default="", metavar="推荐对象")
    parser.add_argument("--add", action="store_true")
    add_json_flag(parser)


COMMANDS = (
    Command(
        "report",
        "report 台帐库 [--sort 年度总结] [--period 2015|2015-Q3|2015-07|阶段名] [--outline 提纲] [--outlines] "
        "[--candidate 推荐对象] [--add] [--json]",
        "从记录起草工作汇报、小结、总结、申报材料、典型材料，数字都有出处，不知道的写“【待补：……】”；--add 登记成草稿，"
        "--outlines 列出能用的提纲，--candidate 起草一人或一窗口的主要事迹。",
        _arguments,
        report,
    ),
)
