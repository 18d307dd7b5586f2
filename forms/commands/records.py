"""`init`, `add`, `edit`, `list`, `attach`, `delete`, `undelete`, `history`: keeping the records of a library."""

from __future__ import annotations

import argparse
import re
from collections.abc import Mapping
from typing import Any

from exports.intake import inspect
from exports.preflight import check_names
from exports.typeset.faces import Faces
from forms.commands.names import tell_rare
from forms.commands.opening import opened
from forms.commands.scheme import wished
from forms.commands.verbs import BadShape, Command, add_json_flag, path_of, place_of, print_json, read_json, who
from ledger.book import Ledger
from ledger.clean import typed_text
from ledger.founding import BadYear
from ledger.records import Change, Record
from ledger.restoring import SUBJECT
from ledger.schemes.changes import TEXT

ACTIONS = {
    "add": "新增",
    "edit": "修改",
    "delete": "移到回收站",
    "restore": "恢复",
    "attach": "添加附件",
    "detach": "取下附件",
    "scheme": "改动方案",
}


def init(args: argparse.Namespace) -> int:
    """Make a library; its names stand on every cover and cannot be changed, so they must be printable."""
    check_names(typed_text(args.unit, "单位名称"), typed_text(args.name, "活动名称"), Faces.installed())
    with Ledger.create(
        args.lib, unit=args.unit, year=args.year, scheme_id=wished(args.scheme), name=args.name, who=who()
    ) as ledger:
        print(
            f"已建立台帐库“{ledger.path}”：{ledger.campaign.unit}　{ledger.campaign.year}年度　{ledger.campaign.name}"
        )
    return 0


def add(args: argparse.Namespace) -> int:
    """Add one record or a list of records, all or none."""
    data = read_json(args.data)
    rows = data if isinstance(data, list) else [data]
    if not rows or not all(isinstance(row, Mapping) for row in rows):
        raise BadShape(place_of(args.data), "应是一个{…}或由若干{…}组成的[…]，每个{…}是一条记录")
    with opened(args.lib, who=who()) as ledger:
        added = ledger.add_many(args.kind, rows) if isinstance(data, list) else (ledger.add(args.kind, data),)
    _print_uids(args, [record.uid for record in added])
    tell_rare(added)
    return 0


def edit(args: argparse.Namespace) -> int:
    """Change the given fields of a record."""
    data = read_json(args.data)
    if not isinstance(data, Mapping):
        raise BadShape(place_of(args.data), "应是一个{…}，写要改的栏目")
    with opened(args.lib, who=who()) as ledger:
        record = ledger.edit(args.uid, data)
    _print_uids(args, [record.uid])
    tell_rare((record,))
    return 0


def listing(args: argparse.Namespace) -> int:
    """List the records of a kind, or of all."""
    with opened(args.lib, read_only=True) as ledger:
        records = ledger.records(args.kind, deleted=args.deleted)
        snapshot = ledger.snapshot()
    if args.json:
        print_json({"records": [record_json(record) for record in records]})
        return 0
    for record in records:
        day = snapshot.day(record)
        print(f"{record.uid}　{record.declared.title}　{day or '无日期'}　{snapshot.title(record)}")
    print(f"共{len(records)}条。")
    return 0


def attach(args: argparse.Namespace) -> int:
    """Add files to a record; every file is looked into before the first is added."""
    inspected = {path: inspect(path) for path in args.files}
    attached = []
    with opened(args.lib, who=who()) as ledger:
        for path in inspected:
            attached.append(ledger.attach(args.uid, path, role=args.role, inspect=inspected.__getitem__))
            if not args.json:
                print(f"已添加“{path.name}”，{attached[-1].pages}页。")
    if args.json:
        print_json({"attachments": [{"uid": each.uid, "name": each.name, "pages": each.pages} for each in attached]})
    return 0


def detach(args: argparse.Namespace) -> int:
    """Take a file off its record; its history and the file itself stay in the library."""
    with opened(args.lib, who=who()) as ledger:
        ledger.detach(args.uid)
    print("已从记录上取下；文件仍留在台帐库里。")
    return 0


def delete(args: argparse.Namespace) -> int:
    """Move a record to the recycle bin."""
    with opened(args.lib, who=who()) as ledger:
        ledger.delete(args.uid)
    print("已移到回收站，可用 undelete 恢复。")
    return 0


def undelete(args: argparse.Namespace) -> int:
    """Take a record out of the recycle bin."""
    with opened(args.lib, who=who()) as ledger:
        ledger.restore(args.uid)
    print("已从回收站恢复。")
    return 0


def history(args: argparse.Namespace) -> int:
    """Print who changed what, when, from what to what."""
    with opened(args.lib, read_only=True) as ledger:
        labels = {"text": "活动方案"} if args.uid == "scheme" else {}
        if args.uid not in ("scheme", SUBJECT) and args.uid not in [kind.slug for kind in ledger.kinds]:
            labels = {field.name: field.label for field in ledger.get(args.uid).declared.fields}
        changes = ledger.history(args.uid)
    if args.json:
        print_json({"history": [{**vars(change), "at": change.at.isoformat()} for change in changes]})
        return 0
    for change in changes:
        print(_change_line(change, labels.get(change.field, change.field)))
    return 0


def _change_line(change: Change, label: str) -> str:
    moment = change.at.astimezone().strftime("%Y-%m-%d %H:%M")
    told = change.old or change.new
    if change.action in ("edit", "scheme"):
        told = f"{change.old or '（空）'} → {change.new or '（空）'}" if change.field != TEXT else change.new
    what = "：".join(words for words in (label, told) if words)
    return "　".join(words for words in (moment, change.who, ACTIONS[change.action], what, change.reason) if words)


def record_json(record: Record) -> dict[str, Any]:
    """A record as JSON: the stored values, and the words as printed."""
    kind = record.declared
    return {
        "uid": record.uid,
        "kind": record.kind,
        "title": kind.title_of(dict(record.values)),
        "values": {field.name: field.dump(record[field.name]) for field in kind.fields},
        "revision": record.revision,
        "changed": record.changed.isoformat(),
        "attachments": [
            {"uid": each.uid, "role": each.role, "name": each.name, "pages": each.pages, "sha256": each.sha256}
            for each in record.attachments
        ],
    }


def _print_uids(args: argparse.Namespace, uids: list[str]) -> None:
    if args.json:
        print_json({"uids": uids})
    else:
        print("\n".join(uids))


def year_of(text: str) -> int:
    """The year written in an argument. Raises BadYear."""
    if not re.fullmatch(r"\d{4}", text):
        raise BadYear(text)
    return int(text)


def _lib(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lib", type=path_of, metavar="台帐库")


def _init(parser: argparse.ArgumentParser) -> None:
    _lib(parser)
    parser.add_argument("--scheme", required=True)
    parser.add_argument("--unit", required=True)
    parser.add_argument("--year", required=True, type=year_of)
    parser.add_argument("--name", default="")


def _add(parser: argparse.ArgumentParser) -> None:
    _lib(parser)
    parser.add_argument("kind", metavar="种类")
    parser.add_argument("--data", required=True)
    add_json_flag(parser)


def _edit(parser: argparse.ArgumentParser) -> None:
    _one(parser)
    parser.add_argument("--data", required=True)
    add_json_flag(parser)


def _list(parser: argparse.ArgumentParser) -> None:
    _lib(parser)
    parser.add_argument("kind", nargs="?", metavar="种类")
    parser.add_argument("--deleted", action="store_true")
    add_json_flag(parser)


def _attach(parser: argparse.ArgumentParser) -> None:
    _one(parser)
    parser.add_argument("files", nargs="+", type=path_of, metavar="文件")
    parser.add_argument("--as", dest="role", default="signed")
    add_json_flag(parser)


def _one(parser: argparse.ArgumentParser) -> None:
    _lib(parser)
    parser.add_argument("uid", metavar="编号")


def _history(parser: argparse.ArgumentParser) -> None:
    _one(parser)
    add_json_flag(parser)


COMMANDS = (
    Command(
        "init",
        "init 台帐库 --scheme 方案|文件 --unit 单位 --year 年度 [--name 活动名称]",
        "建立一个台帐库。",
        _init,
        init,
    ),
    Command(
        "add",
        "add 台帐库 种类 --data 文件|- [--json]",
        "登记一条或一批记录（JSON），打印编号；一批要么全部登记，要么一条不登。",
        _add,
        add,
    ),
    Command("edit", "edit 台帐库 编号 --data 文件|- [--json]", "修改一条记录里写到的栏目。", _edit, edit),
    Command("list", "list 台帐库 [种类] [--deleted] [--json]", "列出记录；--deleted 列出回收站。", _list, listing),
    Command(
        "attach",
        "attach 台帐库 编号 文件… [--as signed|photo|annex] [--json]",
        "给记录添加签字扫描件、照片或附件。",
        _attach,
        attach,
    ),
    Command("detach", "detach 台帐库 附件编号", "从记录上取下一个附件；附件编号见 list --json。", _one, detach),
    Command("delete", "delete 台帐库 编号", "把记录移到回收站。", _one, delete),
    Command("undelete", "undelete 台帐库 编号", "从回收站恢复记录。", _one, undelete),
    Command(
        "history",
        "history 台帐库 编号|scheme|library [--json]",
        "列出一条记录、活动方案或台帐库本身（恢复）的全部改动。",
        _history,
        history,
    ),
)
