"""`print`: forms on their own, blank or filled from a record, outside the submission."""

from __future__ import annotations

import argparse
import re

from exports.papers.prints import PRINTS, Print, Wishes, print_of
from exports.printing import PRINT_FORMATS, Printed, write_prints
from exports.typeset.faces import Faces
from forms.commands.opening import opened
from forms.commands.verbs import BadShape, Command, add_json_flag, path_of, print_json
from ledger.errors import InputError
from ledger.kinds import kind_of
from ledger.records import Record
from ledger.refusals import RecordNotFound
from ledger.snapshot import Snapshot
from ledger.statistics.periods import Period

MOST_BALLOTS = 5000
"""Ballots of a group that one command prints: more are typing mistakes."""
PER_SHEET = (4, 6)


class WrongRecord(InputError):
    """A form is made from records of another kind than the one named."""

    def __init__(self, form: Print, record: Record) -> None:
        given = record.declared.title
        made_of = f"要用“{kind_of(form.of).title}”的编号" if form.of else "不用 --record"
        super().__init__(f"“{form.title}”{made_of}，给的是一条“{given}”：请核对编号后再试。")


class NotUsed(InputError):
    """An option means nothing to the form."""

    def __init__(self, form: Print, option: str) -> None:
        super().__init__(f"“{form.title}”用不着 --{option}：请去掉后再试。")


def print_command(args: argparse.Namespace) -> int:
    """Print a form, or list the forms."""
    if args.list:
        return _list(args)
    if None in (args.lib, args.form, args.dest):
        raise BadShape("print 命令", "写台帐库、表名和目标文件夹；用 print --list 查看有哪些表")
    form, formats, wishes = print_of(args.form), formats_of(args.formats), _wishes(args)
    with opened(args.lib, read_only=True) as ledger:
        snapshot = ledger.snapshot()
    papers = form.papers(snapshot, _record(snapshot, form, args.record), wishes)
    faces = Faces.bundled() if args.bundled_fonts else Faces.installed()
    _report(args, form, write_prints(papers, args.dest, formats, faces))
    return 0


def _list(args: argparse.Namespace) -> int:
    if args.json:
        print_json({"forms": [_listed(form) for form in PRINTS]})
        return 0
    for form in PRINTS:
        made_of = f"{form.of}　{kind_of(form.of).title}" if form.of else "整个活动"
        print(f"{form.slug}　{form.title}（{made_of}）　不写编号时：{form.bare}")
    return 0


def _listed(form: Print) -> dict[str, object]:
    return {
        "form": form.slug,
        "title": form.title,
        "kind": form.of or None,
        "without_record": form.bare,
        "options": list(form.wishes),
    }


def formats_of(text: str) -> tuple[str, ...]:
    """The formats written behind --formats. Raises BadShape."""
    wanted = {word.strip().lower() for word in re.split(r"[,，、]", text) if word.strip()}
    if not wanted or not wanted <= set(PRINT_FORMATS):
        raise BadShape(f"--formats “{text}”", f"只能从{'、'.join(PRINT_FORMATS)}里选，用逗号隔开")
    return tuple(each for each in PRINT_FORMATS if each in wanted)


def _wishes(args: argparse.Namespace) -> Wishes:
    """The options that the form looks at. Raises NotUsed, BadShape, BadPeriod."""
    form = print_of(args.form)
    for option in ("count", "per", "period"):
        if getattr(args, option) is not None and option not in form.wishes:
            raise NotUsed(form, option)
    count = None if args.count is None else _number("--count", args.count, range(1, MOST_BALLOTS + 1))
    per = PER_SHEET[0] if args.per is None else _number("--per", args.per, PER_SHEET)
    period = None if args.period is None else Period.read(args.period)
    return Wishes(count, per, period)


def _number(option: str, text: str, allowed: range | tuple[int, ...]) -> int:
    number = int(text) if re.fullmatch(r"[0-9]{1,6}", text) else None
    if number is None or number not in allowed:
        want = f"{allowed[0]}到{allowed[-1]}的整数" if isinstance(allowed, range) else "或".join(map(str, allowed))
        raise BadShape(f"{option} “{text}”", f"应是{want}")
    return number


def _record(snapshot: Snapshot, form: Print, uid: str | None) -> Record | None:
    """The living record of this uid. Raises RecordNotFound, WrongRecord."""
    if uid is None:
        return None
    record = snapshot.get(uid)
    if record is None:
        raise RecordNotFound(uid)
    if record.kind != form.of:
        raise WrongRecord(form, record)
    return record


def _report(args: argparse.Namespace, form: Print, printed: Printed) -> None:
    if args.json:
        print_json(
            {
                "folder": str(printed.folder),
                "form": form.slug,
                "papers": printed.papers,
                "pages": printed.pages,
                "files": list(printed.files),
            }
        )
        return
    print(
        f"已把“{form.title}”印到“{printed.folder}”：{printed.papers}份{printed.pages}页，共{len(printed.files)}个文件。"
    )


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lib", type=path_of, nargs="?", metavar="台帐库")
    parser.add_argument("form", nargs="?", metavar="表名")
    parser.add_argument("dest", type=path_of, nargs="?", metavar="目标文件夹")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--record", metavar="编号")
    parser.add_argument("--count", metavar="张数")
    parser.add_argument("--per", metavar="张数")
    parser.add_argument("--period", metavar="时段")
    parser.add_argument("--formats", default=",".join(PRINT_FORMATS))
    parser.add_argument("--bundled-fonts", action="store_true")
    add_json_flag(parser)


PRINT = Command(
    "print",
    "print 台帐库 表名 目标文件夹 [--record 编号] [--count 张数] [--per 4|6] [--period 时段] [--formats docx,pdf] "
    "[--bundled-fonts] [--json] | print --list [--json]",
    "单独印一种表：评议票、计票表、签到表、照片页、整改通知书等；--list 列出有哪些表。",
    _arguments,
    print_command,
)

COMMANDS = (PRINT,)
