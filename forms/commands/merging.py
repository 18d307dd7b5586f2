"""`merge` and `ranking`: another library of the same campaign, the libraries of branches, and who stands where."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from exports.handover.receipts import write_receipt
from exports.handover.receiving import library_in
from exports.handover.refusals import PackageNotWhole
from exports.handover.verifying import Verified
from exports.papers.ranking import paper
from forms.commands.opening import opened
from forms.commands.receiving import code_of, with_passphrase
from forms.commands.verbs import BadShape, Command, add_json_flag, path_of, place_of, print_json, read_json, who
from forms.moments import minute
from forms.receiving import bring_in, look, note_received
from forms.sheet_export import write_sheet
from ledger.book import Ledger
from ledger.fields.numbers import plain
from ledger.library import Library
from ledger.merging.comparison import WHAT, Clash, Comparison, Conflict, Undecided, Version, in_quotes
from ledger.ranking import Place, ranking

OTHER = "另一个台帐库的口令"

_LONG = 30
"""Characters of a title that are shown: that of a register's entry is all of its text."""

_MOST = 50
"""Records that are listed one by one."""


@dataclass(frozen=True)
class Asked:
    """What the command was given: what to merge into what, as a branch or not, and what was chosen."""

    lib: Path
    other: Path
    branch: bool
    preview: bool
    choices: dict[str, str]
    otherwise: str
    json: bool


def merge_command(args: argparse.Namespace) -> int:
    """Merge a library folder or a package; 2 while something has to be chosen."""
    try:
        return taken_in(_asked(args, args.other, branch=args.branch))
    except PackageNotWhole as error:
        findings = error.findings
    sentences = [finding.sentence for finding in findings]
    if args.json:
        print_json({"merged": False, "findings": sentences})
    else:
        print(f"“{args.other.name}”不是台帐库，作为移交包没有通过核对，没有合并任何内容：")
        print("\n".join(sentences))
    return code_of(findings)


def receive(args: argparse.Namespace, *, branch: bool) -> int:
    """Merge a package into a library, as `receive` was asked to; raises PackageNotWhole."""
    return taken_in(_asked(args, args.package, branch=branch))


def _asked(args: argparse.Namespace, other: Path, *, branch: bool) -> Asked:
    choices = _choices(args.choices) if args.choices else {}
    return Asked(args.lib, other, branch, args.preview, choices, args.choose or "", args.json)


def taken_in(asked: Asked) -> int:
    """Do it, or only tell what it would do; of a package the receipt is written beside the library."""
    with opened(asked.lib, read_only=asked.preview, who=who()) as ledger, _other(asked.other) as (theirs, verified):
        if asked.preview:
            comparison = look(ledger, theirs, asked.choices, asked.otherwise, branch=asked.branch)
            _tell(comparison, asked.json, {"merged": False})
            return 1 if comparison.open else 0
        try:
            comparison, kept = bring_in(ledger, theirs, asked.choices, who(), asked.otherwise, branch=asked.branch)
        except Undecided as undecided:
            _tell(undecided.comparison, asked.json, {"merged": False})
            raise
        receipt = _receipt(ledger, verified, asked) if verified else None
    facts = {
        "merged": True,
        "backup": str(kept.path) if kept else None,
        "receipt": str(receipt) if receipt else None,
    }
    _tell(comparison, asked.json, facts)
    return 1 if comparison.missing else 0


@contextmanager
def _other(path: Path) -> Iterator[tuple[Ledger, Verified | None]]:
    """The other library, open for reading: a folder as it is, or the one in a package that was found whole."""
    with ExitStack() as stack:
        if Library(path).database.is_file():
            yield stack.enter_context(opened(path, read_only=True, words=OTHER)), None
            return
        received = with_passphrase(lambda passphrase: stack.enter_context(library_in(path, passphrase=passphrase)))
        yield stack.enter_context(Ledger.open(received.folder, read_only=True)), received.verified


def _receipt(ledger: Ledger, verified: Verified, asked: Asked) -> Path:
    """Note the package as received, and write the receipt for its sender."""
    receipt = note_received(ledger, verified, asked.other, "branch" if asked.branch else "merge", who())
    return write_receipt(asked.lib.absolute().parent, receipt)


def _choices(source: str) -> dict[str, str]:
    """What was chosen, as the preview's keys with ours or theirs. Raises BadShape."""
    data = read_json(source)
    if not isinstance(data, dict) or not all(isinstance(answer, str) for answer in data.values()):
        raise BadShape(place_of(source), "应是“编号: ours 或 theirs”的一组（JSON 对象），编号照预览列出的写")
    return data


def _tell(comparison: Comparison, as_json: bool, facts: dict[str, Any]) -> None:
    if as_json:
        print_json({**facts, **_facts(comparison)})
        return
    print(comparison.sentence)
    for count in comparison.counts:
        told = "，".join(f"{words}{getattr(count, what)}条" for what, words in WHAT.items() if getattr(count, what))
        if told:
            print(f"　{count.kind}：{told}，不变{count.same}条")
    for shift in comparison.shifts[:_MOST]:
        fields = f"（{'、'.join(shift.fields)}）" if shift.fields else ""
        print(f"［{WHAT[shift.what]}］{shift.kind}{in_quotes(_cut(shift.title))}{fields}")
    if len(comparison.shifts) > _MOST:
        print(f"……另有{len(comparison.shifts) - _MOST}条，用 --json 看全部。")
    if comparison.scheme:
        print(f"［活动方案］{comparison.scheme}")
    questions: tuple[Conflict | Clash, ...] = (*comparison.conflicts, *comparison.clashes)
    for each in questions:
        print(f"［{'要选择' if each.key in comparison.open else '已选择'}］{each.key}　{each.sentence}{_by(each)}")
    for file in comparison.missing:
        print(file.sentence)
    if facts.get("backup"):
        print(f"合并以前的备份在“{facts['backup']}”。")
    if facts.get("receipt"):
        print(f"回执写在“{facts['receipt']}”：请交还移交方，由对方登记。")


def _by(asked: Conflict | Clash) -> str:
    """Who made either version, as far as that is known."""
    if isinstance(asked, Clash):
        return ""
    sides = (("本台帐", asked.ours), ("对方", asked.theirs))
    told = [f"{side}：{each.who}，{minute(each.at)}" for side, each in sides if each.at is not None]
    return f"（{'；'.join(told)}）" if told else ""


def _cut(title: str) -> str:
    return title if len(title) <= _LONG else f"{title[:_LONG]}……"


def _facts(comparison: Comparison) -> dict[str, Any]:
    return {
        "sentence": comparison.sentence,
        "unit": comparison.unit,
        "campaign": comparison.campaign,
        "changes": comparison.changes,
        "counts": [vars(count) for count in comparison.counts],
        "shifts": [{**vars(shift), "fields": list(shift.fields)} for shift in comparison.shifts],
        "conflicts": [
            {**vars(each), "ours": _version(each.ours), "theirs": _version(each.theirs), "sentence": each.sentence}
            for each in comparison.conflicts
        ],
        "clashes": [{**vars(each), "sentence": each.sentence} for each in comparison.clashes],
        "open": list(comparison.open),
        "scheme": comparison.scheme,
        "entries": comparison.entries,
        "files": comparison.files,
        "missing": [each.sentence for each in comparison.missing],
        "left_out": list(comparison.left_out),
    }


def _version(version: Version) -> dict[str, Any]:
    return {**vars(version), "at": None if version.at is None else version.at.isoformat()}


def ranking_command(args: argparse.Namespace) -> int:
    """The ranking; 1 when a unit has none."""
    with opened(args.lib, read_only=True) as ledger:
        made = ranking(ledger.session, ledger.snapshot(), dt.date.today())
        unit = ledger.campaign.unit
    if args.xlsx is not None:
        write_sheet(args.xlsx, paper(made, unit))
    if args.json:
        print_json({"scheme": made.scheme, "as_of": made.as_of.isoformat(), "places": [*map(_place, made.places)]})
    else:
        for place in made.places:
            print(_line(place))
        if args.xlsx is not None:
            print(f"已写到“{args.xlsx}”。")
    return 1 if any(place.rank is None for place in made.places) else 0


def _line(place: Place) -> str:
    if place.rank is None:
        return f"没有名次　{place.campaign.unit}：{place.why}"
    verdict = "" if place.passed is None else "，达标" if place.passed else "，没有达标"
    risk = f"，最多影响{plain(place.at_risk)}分" if place.gaps and place.at_risk is not None else ""
    return f"第{place.rank}名　{place.campaign.unit}：{place.shown}分{verdict}；缺项{place.gaps}处{risk}"


def _place(place: Place) -> dict[str, Any]:
    return {
        "rank": place.rank,
        "unit": place.campaign.unit,
        "campaign": place.campaign.uid,
        "own": place.own,
        "total": place.shown or None,
        "exact": None if place.total is None else str(place.total),
        "passed": place.passed,
        "gaps": place.gaps,
        "points_at_risk": None if place.at_risk is None else plain(place.at_risk),
        "why": place.why,
    }


def _merge_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lib", type=path_of, metavar="台帐库")
    parser.add_argument("other", type=path_of, metavar="另一个台帐库或移交包")
    parser.add_argument("--choose", choices=("ours", "theirs"))
    parser.add_argument("--choices", metavar="文件")
    parser.add_argument("--preview", action="store_true")
    parser.add_argument("--branch", action="store_true")
    add_json_flag(parser)


def _ranking_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lib", type=path_of, metavar="台帐库")
    parser.add_argument("--xlsx", type=path_of, metavar="文件.xlsx")
    add_json_flag(parser)


COMMANDS = (
    Command(
        "merge",
        "merge 台帐库 另一个台帐库|移交包 [--preview] [--choose ours|theirs] [--choices 文件] [--branch] [--json]",
        "把同一次活动的另一个台帐库或移交包并进来；两边改得不同的逐处选用，选好才合并。"
        "--branch 作为下级单位的台帐收入，与自己的记录分开。",
        _merge_arguments,
        merge_command,
    ),
    Command(
        "ranking",
        "ranking 台帐库 [--xlsx 文件.xlsx] [--json]",
        "本单位和收入的下级单位的得分排名；没有得分的列在后面并说明原因。",
        _ranking_arguments,
        ranking_command,
    ),
)
