"""`number`: the 件号 and 档号 given so far are kept for good."""

from __future__ import annotations

import argparse

from forms.commands.opening import opened
from forms.commands.verbs import Command, add_json_flag, path_of, print_json, who
from ledger.errors import InputError
from ledger.filing import numbers_to_fix
from ledger.filing_settings import filing_plan
from ledger.fixed_numbers import fixed_numbers


class NoFilingPlan(InputError):
    """There is no filing plan in which numbers could be kept."""

    def __init__(self) -> None:
        super().__init__("还没有登记归档方案，编定的号没有地方记：请先用 taizhang add 登记一条 filing_plan。")


def number(args: argparse.Namespace) -> int:
    """Fix the numbers of all papers there are; those fixed before stay as they are. Raises NoFilingPlan."""
    with opened(args.lib, who=who()) as ledger:
        snapshot = ledger.snapshot()
        plan = filing_plan(snapshot)
        if plan is None:
            raise NoFilingPlan
        before = sum(len(papers) for papers in fixed_numbers(snapshot).values())
        fixed = numbers_to_fix(snapshot)
        ledger.edit(plan.uid, {"fixed": [each.row() for each in fixed]}, revision=plan.revision)
    if args.json:
        print_json({"fixed": [each.row() for each in fixed], "new": len(fixed) - before})
    else:
        print(f"已编定{len(fixed)}件，其中这次新编{len(fixed) - before}件。以后件号、档号不再变动。")
    return 0


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lib", type=path_of, metavar="台帐库")
    add_json_flag(parser)


NUMBER = Command(
    "number",
    "number 台帐库 [--json]",
    "编定件号：现有各件的件号、档号从此不变，以后新增的接着往下编。",
    _arguments,
    number,
)

COMMANDS = (NUMBER,)
