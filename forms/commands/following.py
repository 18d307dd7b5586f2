"""`follow`: what a record is linked with and what may follow from it, and adding what follows."""

from __future__ import annotations

import argparse
from typing import Any

from forms.commands.opening import opened
from forms.commands.verbs import BadShape, Command, add_json_flag, path_of, print_json, read_json, who
from ledger.book import Ledger
from ledger.errors import InputError
from ledger.follow_ons import FollowOn, beginning, choices_of, follow_ons, linked
from ledger.records import Record
from ledger.refusals import RecordNotFound
from ledger.snapshot import Snapshot


class NothingFollows(InputError):
    """No record of this kind follows from such a record."""

    def __init__(self, record: Record, given: str) -> None:
        offered = "、".join(each.target for each in follow_ons(record.kind)) or "没有"
        super().__init__(f"从“{record.declared.title}”不能新建“{given}”；可以新建的：{offered}。")


class NoSuchRow(InputError):
    """The table has fewer rows."""

    def __init__(self, record: Record, row: int, count: int) -> None:
        super().__init__(f"这条“{record.declared.title}”的表格有{count}行，没有第{row}行：请核对 --row。")


def follow(args: argparse.Namespace) -> int:
    """Show what belongs to a record, or add what follows from it."""
    if not args.kind:
        with opened(args.lib, read_only=True) as ledger:
            return _show(args, ledger.snapshot(), _living(ledger, args.uid))
    more = read_json(args.data) if args.data else {}
    if not isinstance(more, dict):
        raise BadShape("--data", "应是一个{…}，写要补的栏目")
    with opened(args.lib, who=who()) as ledger:
        record = _living(ledger, args.uid)
        begun = _begun(ledger.snapshot(), record, args.kind, args.row)
        added = ledger.add(args.kind, {**begun, **more})
    if args.json:
        print_json({"uids": [added.uid]})
    else:
        print(added.uid)
    return 0


def _living(ledger: Ledger, uid: str) -> Record:
    """The record, of which something may follow only while it is not in the recycle bin. Raises RecordNotFound."""
    record = ledger.get(uid)
    if record.deleted:
        raise RecordNotFound(uid, deleted=True)
    return record


def _begun(snapshot: Snapshot, record: Record, kind: str, row: int) -> dict[str, str]:
    offered = next((each for each in follow_ons(record.kind) if each.target == kind), None)
    if offered is None:
        raise NothingFollows(record, kind)
    rows = choices_of(offered, record)
    if offered.rows and not 1 <= row <= len(rows):
        raise NoSuchRow(record, row, len(rows))
    return beginning(snapshot, offered, record, row - 1)


def _show(args: argparse.Namespace, snapshot: Snapshot, record: Record) -> int:
    found, offered = linked(snapshot, record), follow_ons(record.kind)
    if args.json:
        print_json(
            {
                "linked": [{"uid": each.uid, "kind": each.kind, "title": snapshot.title(each)} for each in found],
                "follow_ons": [_offer(each, record) for each in offered],
            }
        )
        return 0
    for each in found:
        print(f"{each.uid}　{each.declared.title}　{snapshot.title(each)}")
    for offer in offered:
        rows = choices_of(offer, record)
        told = f"（--row 1 至 {len(rows)}）" if rows else ""
        print(f"可以新建　{offer.target}　{offer.words}{told}")
    return 0


def _offer(follow_on: FollowOn, record: Record) -> dict[str, Any]:
    return {"kind": follow_on.target, "words": follow_on.words, "rows": list(choices_of(follow_on, record))}


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lib", type=path_of, metavar="台帐库")
    parser.add_argument("uid", metavar="编号")
    parser.add_argument("kind", nargs="?", metavar="种类")
    parser.add_argument("--row", type=int, default=1)
    parser.add_argument("--data")
    add_json_flag(parser)


COMMANDS = (
    Command(
        "follow",
        "follow 台帐库 编号 [种类] [--row 行] [--data 文件|-] [--json]",
        "列出与一条记录相关的记录和可以由它新建的；写明种类时新建并带过已有内容。",
        _arguments,
        follow,
    ),
)
