"""`exports`, `exchange` and `twin`: what was exported, which sheets to exchange, and whether the stack is whole."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Any

from exports.exchange import Exchange, Swap, plan
from exports.exchange_folder import WrittenExchange, write_exchange
from exports.names import BOUND
from exports.papers.exchange import CUT, WHYS, describe, exchange_list
from exports.trace import sha256_of
from exports.typeset.faces import Faces
from forms.commands.opening import opened
from forms.commands.verbs import BadShape, CannotReadFile, Command, add_json_flag, path_of, print_json, read_text
from forms.submitting import NotNoted
from ledger.errors import InputError
from ledger.exported import Export, export_of
from ledger.snapshot import Snapshot
from ledger.twin import Finding, check, read


class NothingBefore(InputError):
    """There is no earlier export to compare with."""

    def __init__(self, number: int) -> None:
        super().__init__(f"第{number}次导出以前没有记下别的导出，无从比较：请整本打印，以后改动了再用抽换页。")


class NotEarlier(InputError):
    """The export to start from is not an earlier one."""

    def __init__(self, since: int, number: int) -> None:
        super().__init__(
            f"--since “{since}”应早于新的这一次，新的是第{number}次导出：请用 taizhang exports 查看后再试。"
        )


def exports(args: argparse.Namespace) -> int:
    """List the exports that the library remembers."""
    noted = _noted(args.lib)
    if args.json:
        print_json({"exports": [export_json(each) for each in noted]})
        return 0
    for each in noted:
        moment = each.at.astimezone().strftime("%Y-%m-%d %H:%M")
        items = sum(1 for paper in each.bound.papers if paper.mark)
        print(f"第{each.number}次　{moment}　{each.who}　{items}件{each.bound.sides}面　“{each.folder}”")
    print(f"共{len(noted)}次。")
    return 0


def export_json(export: Export) -> dict[str, Any]:
    """A noted export for another program."""
    bound = export.bound
    return {
        "number": export.number,
        "at": export.at.isoformat(),
        "who": export.who,
        "folder": export.folder,
        "sha256": bound.sha256,
        "sides": bound.sides,
        "duplex": bound.duplex,
        "fresh_sheet": bound.fresh_sheet,
        "papers": [
            {
                "mark": paper.mark,
                "title": paper.title,
                "page": paper.first,
                "side": paper.place,
                "sides": len(paper.sides),
            }
            for paper in bound.papers
        ],
    }


def exchange(args: argparse.Namespace) -> int:
    """Write the sheets to exchange and their list."""
    snapshot, noted = _opened(args.lib)
    new = _of_folder(noted, args.new)
    old = _since(noted, new, args.since)
    found = plan(old.bound, new.bound, numbers=args.numbers)
    written: WrittenExchange | None = None
    if found.swaps:
        faces = Faces.bundled() if args.bundled_fonts else Faces.installed()
        listed = exchange_list(snapshot, found, old, new)
        written = write_exchange(found, listed, args.new / BOUND, args.dest, faces)
    if args.json:
        print_json(_exchange_json(found, old, new, written))
    else:
        _tell(found, old, new, written)
    return 0


def _of_folder(noted: tuple[Export, ...], folder: Path) -> Export:
    """The export that a folder came from: of those with the same bound PDF the one to that place, else the last."""
    try:
        sha256 = sha256_of(folder / BOUND)
    except OSError as error:
        raise CannotReadFile(folder / BOUND, error) from error
    same = [each for each in noted if each.bound.sha256 == sha256]
    if not same:
        raise NotNoted(folder)
    here = str(folder.resolve())
    return next((each for each in reversed(same) if each.folder == here), same[-1])


def _since(noted: tuple[Export, ...], new: Export, since: str | None) -> Export:
    """The export to start from. Raises NothingBefore, UnknownExport, NotEarlier, BadShape."""
    if since is not None:
        old = export_of(noted, _number("--since", since))
        if old.number >= new.number:
            raise NotEarlier(old.number, new.number)
        return old
    earlier = [each for each in noted if each.number < new.number]
    if not earlier:
        raise NothingBefore(new.number)
    return earlier[-1]


def _tell(found: Exchange, old: Export, new: Export, written: WrittenExchange | None) -> None:
    moved = sum(len(swap.out) for swap in found.moved)
    if written is None:
        print(f"第{new.number}次与第{old.number}次导出相比，没有要抽换的页，没有写入任何内容。")
    else:
        out = sum(len(swap.out) for swap in found.swaps)
        what = f"“{CUT}”{written.sheets}张，先取出{out}张再换入" if written.sheets else f"只取出{out}张，不用换入"
        print(f"第{old.number}次导出的合订本换成第{new.number}次的：{what}；按“{written.folder}”里的清单抽换。")
    if moved:
        print(f"另有{moved}张只是页码顺延，没有列入；要一并抽换请加 --numbers，或整本重印（{len(found.new)}张）。")


def _exchange_json(found: Exchange, old: Export, new: Export, written: WrittenExchange | None) -> dict[str, Any]:
    return {
        "old": old.number,
        "new": new.number,
        "folder": str(written.folder) if written else None,
        "files": list(written.files) if written else [],
        "sheets": len(found.printed),
        "sheets_in_all": len(found.new),
        "swaps": [_swap_json(found, swap) for swap in found.swaps],
        "moved": [_swap_json(found, swap) for swap in found.moved],
    }


def _swap_json(found: Exchange, swap: Swap) -> dict[str, Any]:
    return {
        "why": swap.why.value,
        "words": WHYS[swap.why],
        "mark": swap.paper.mark,
        "title": swap.paper.title,
        "out": describe(found.old, swap.out) if swap.out else "",
        "into": describe(found.new, swap.into) if swap.into else "",
        "sheets_out": len(swap.out),
        "sheets_in": len(swap.into),
    }


def twin(args: argparse.Namespace) -> int:
    """Hold the tiny numbers typed against an export; 1 when the stack is not as it should be."""
    noted = _noted(args.lib)
    last = noted[-1].number if noted else 1
    export = export_of(noted, last if args.export is None else _number("--export", args.export))
    typed, unread = read(read_text(args.data), export.bound)
    findings = check(export.bound, typed, unread)
    if args.json:
        lines = [_finding_json(finding) for finding in findings]
        print_json({"export": export.number, "papers": len(typed), "findings": lines})
        return 1 if findings else 0
    for finding in findings:
        print(finding.sentence)
    items = sum(1 for paper in export.bound.papers if paper.mark)
    if findings:
        print(f"对照第{export.number}次导出的{items}件，有{len(findings)}处不符。")
    else:
        print(f"对照第{export.number}次导出的{items}件：不缺件，末尾不缺张，次序都对。")
    return 1 if findings else 0


def _finding_json(finding: Finding) -> dict[str, Any]:
    return {**vars(finding), "trouble": finding.trouble.value, "sides": list(finding.sides)}


def _number(option: str, text: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,8}", text):
        raise BadShape(f"{option} “{text}”", "应是1以上的整数")
    return int(text)


def _noted(lib: Path) -> tuple[Export, ...]:
    with opened(lib, read_only=True) as ledger:
        return ledger.exports()


def _opened(lib: Path) -> tuple[Snapshot, tuple[Export, ...]]:
    with opened(lib, read_only=True) as ledger:
        return ledger.snapshot(), ledger.exports()


def _exports_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lib", type=path_of, metavar="台帐库")
    add_json_flag(parser)


def _exchange_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lib", type=path_of, metavar="台帐库")
    parser.add_argument("new", type=path_of, metavar="新的报送文件夹")
    parser.add_argument("dest", type=path_of, metavar="目标文件夹")
    parser.add_argument("--since", metavar="次")
    parser.add_argument("--numbers", action="store_true")
    parser.add_argument("--bundled-fonts", action="store_true")
    add_json_flag(parser)


def _twin_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lib", type=path_of, metavar="台帐库")
    parser.add_argument("--data", required=True, metavar="文件")
    parser.add_argument("--export", metavar="次")
    add_json_flag(parser)


COMMANDS = (
    Command(
        "exports", "exports 台帐库 [--json]", "列出导出过的各次：何时、谁、导到哪里。", _exports_arguments, exports
    ),
    Command(
        "exchange",
        "exchange 台帐库 新的报送文件夹 目标文件夹 [--since 次] [--numbers] [--bundled-fonts] [--json]",
        "做抽换页：与上一次（或 --since 那一次）导出相比，印哪几张、换下哪几张；--numbers 连只是页码顺延的也换。",
        _exchange_arguments,
        exchange,
    ),
    Command(
        "twin",
        "twin 台帐库 --data 文件|- [--export 次] [--json]",
        "装订后核对：按装订次序抄下每件最后一面的小号，指出缺件、缺张、重复和放错位置的。",
        _twin_arguments,
        twin,
    ),
)
