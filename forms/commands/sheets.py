"""`template` and `import`: records by way of a spreadsheet."""

from __future__ import annotations

import argparse

from forms.commands.names import tell_rare
from forms.commands.verbs import Command, add_json_flag, path_of, print_json, who
from forms.sheet_template import write_template
from forms.spreadsheets import read_sheet
from ledger.book import Ledger
from ledger.entries import RowProblems
from ledger.kinds import kind_of


def template(args: argparse.Namespace) -> int:
    """Write the empty sheet of a kind."""
    kind = kind_of(args.kind)
    write_template(kind, args.file)
    print(f"已写好“{kind.title}”的空白表“{args.file}”。")
    return 0


def import_sheet(args: argparse.Namespace) -> int:
    """Add every row of a sheet, all or none."""
    sheet = read_sheet(args.file, kind_of(args.kind))
    with Ledger.open(args.lib, who=who()) as ledger:
        try:
            added = ledger.add_many(args.kind, [row.data for row in sheet.rows])
        except RowProblems as refused:
            raise sheet.problems(refused) from None
    if args.json:
        print_json({"uids": [record.uid for record in added]})
    else:
        print(f"已从“{args.file.name}”导入{len(added)}条。")
    tell_rare(added)
    return 0


def _template(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", metavar="种类")
    parser.add_argument("file", type=path_of, metavar="文件.xlsx")


def _import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lib", type=path_of, metavar="台帐库")
    parser.add_argument("kind", metavar="种类")
    parser.add_argument("file", type=path_of, metavar="文件.xlsx")
    add_json_flag(parser)


COMMANDS = (
    Command(
        "template",
        "template 种类 文件.xlsx",
        "写一张该种类的空白表，用Excel或WPS填好后可以导入。",
        _template,
        template,
    ),
    Command(
        "import",
        "import 台帐库 种类 文件.xlsx [--json]",
        "从填好的表格导入记录；有一处不对就一条也不导入，并列出每一处。",
        _import,
        import_sheet,
    ),
)
