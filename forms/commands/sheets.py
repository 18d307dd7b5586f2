"""`template` and `import`: records by way of tables in files."""

from __future__ import annotations

import argparse

from forms.commands.names import tell_rare
from forms.commands.opening import opened
from forms.commands.sheets_preview import show_preview
from forms.commands.verbs import Command, add_json_flag, path_of, print_json, who
from forms.sheet_preview import preview_sheet
from forms.sheet_template import write_template
from forms.spreadsheets import NoHead, Sheet, sheet_of
from forms.tables.columns import asked_fields, split_pair
from forms.tables.heads import find_head
from forms.tables.sources import choose_table, read_tables
from ledger.backup import IMPORT, discard
from ledger.entries import RowProblems
from ledger.errors import InputError
from ledger.kinds import Kind, kind_of, named


class BadNumber(InputError):
    """The number of a table is none."""

    def __init__(self, words: str) -> None:
        super().__init__(f"“--table {words}”写得不对：请写表的序号，如 --table 2。")


def template(args: argparse.Namespace) -> int:
    """Write the empty sheet of a kind."""
    if args.lib is None:
        kind = kind_of(args.kind)
    else:  # a register of one's own is only known to its library
        with opened(args.lib, read_only=True) as ledger:
            kind = named(args.kind, ledger.kinds)
    write_template(kind, args.file)
    print(f"已写好“{kind.title}”的空白表“{args.file}”。")
    return 0


def import_sheet(args: argparse.Namespace) -> int:
    """Add every row of a table, all or none; with `--preview` only tell what would be added."""
    with opened(args.lib, read_only=args.preview, who=who()) as ledger:
        sheet = _sheet(args, named(args.kind, ledger.kinds))
        if args.preview:
            snapshot = ledger.snapshot()
            return show_preview(preview_sheet(sheet, snapshot), sheet, snapshot, as_json=args.json)
        before = ledger.backup(IMPORT)
        try:
            added = ledger.add_many(args.kind, [row.data for row in sheet.rows])
        except RowProblems as refused:
            discard(before)
            raise sheet.problems(refused) from None
    if args.json:
        print_json({"uids": [record.uid for record in added], "left_out": [vars(each) for each in sheet.left_out]})
    else:
        left = "".join(f"；{each}，没有导入" for each in sheet.left_out)
        print(f"已从“{args.file.name}”导入{len(added)}条{left}。")
    tell_rare(added)
    return 0


def _sheet(args: argparse.Namespace, kind: Kind) -> Sheet:
    """The table that the arguments name; a preview passes over columns that are not known."""
    path = args.file
    asked = [split_pair(words)[0] for words in args.map]
    table = choose_table(read_tables(path, kind, args.encoding), path, kind, args.table, asked)
    head = find_head(table.grid, kind, asked)
    if head is None:
        raise NoHead(path, kind)
    chosen = asked_fields(args.map, head, path, kind)
    return sheet_of(table, path, kind, lenient=args.preview, head=head, chosen=chosen)


def _number(words: str) -> int:
    """The number of a table. Raises BadNumber."""
    if not words.isdecimal():
        raise BadNumber(words)
    return int(words)


def _template(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", metavar="种类")
    parser.add_argument("file", type=path_of, metavar="文件.xlsx")
    parser.add_argument("--lib", type=path_of)


def _import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lib", type=path_of, metavar="台帐库")
    parser.add_argument("kind", metavar="种类")
    parser.add_argument("file", type=path_of, metavar="文件")
    parser.add_argument("--table", type=_number)
    parser.add_argument("--map", nargs="+", action="extend", default=[])
    parser.add_argument("--encoding", default="")
    parser.add_argument("--preview", action="store_true")
    add_json_flag(parser)


COMMANDS = (
    Command(
        "template",
        "template 种类 文件.xlsx [--lib 台帐库]",
        "写一张该种类的空白表，用Excel或WPS填好后可以导入；自建登记簿的，用--lib写明台帐库。",
        _template,
        template,
    ),
    Command(
        "import",
        "import 台帐库 种类 文件 [--table 第几张] [--map 旧列=字段 …] [--encoding 编码] [--preview] [--json]",
        "从xlsx、csv、docx里的表导入记录；有一处不对就一条也不导入，并列出每一处；--preview只看不导入。",
        _import,
        import_sheet,
    ),
)
