"""`gaps`, `score` and `rule`: what is missing, what it scores, and how it is counted."""

from __future__ import annotations

import argparse
import datetime as dt
from typing import Any

from exports.papers.gaps import CODES
from forms.commands.opening import opened
from forms.commands.verbs import BadShape, Command, add_json_flag, path_of, print_json, read_text, who
from ledger.completeness import Gap, find_gaps, points_at_risk
from ledger.consistency import Problem, find_problems
from ledger.fields.numbers import plain
from ledger.results import result_of
from ledger.schemes.load import load_scheme
from ledger.scoring import read_case, result_to_json, score
from ledger.scoring.result import NodeResult, Result


def gaps(args: argparse.Namespace) -> int:
    """List gaps and contradictions, as of today."""
    with opened(args.lib, read_only=True) as ledger:
        snapshot = ledger.snapshot()
    today = dt.date.today()
    found, problems = find_gaps(snapshot, today), find_problems(snapshot)
    at_risk = plain(points_at_risk(found, snapshot.scheme))
    if args.json:
        print_json(
            {
                "as_of": today.isoformat(),
                "points_at_risk": at_risk,
                "gaps": [gap_json(gap) for gap in found],
                "problems": [problem_json(problem) for problem in problems],
            }
        )
    else:
        for gap in found:
            print(f"[{CODES[gap.code]}] {gap.sentence}{gap.next_step}（{gap.risk_words}）")
        for problem in problems:
            print(f"[疑点] {problem.sentence}{problem.next_step}")
        cost = f"缺项最多影响总分{at_risk}分" if snapshot.scheme.scored else "活动方案不计分"
        print(f"缺项{len(found)}处，疑点{len(problems)}处；{cost}。")
    return 1 if found or problems else 0


def gap_json(gap: Gap) -> dict[str, Any]:
    """A gap as JSON."""
    risk = None if gap.risk is None else plain(gap.risk)
    by = None if gap.by is None else gap.by.isoformat()
    return {**vars(gap), "records": list(gap.records), "risk": risk, "by": by}


def problem_json(problem: Problem) -> dict[str, Any]:
    """A problem as JSON."""
    return {**vars(problem), "records": list(problem.records)}


def score_command(args: argparse.Namespace) -> int:
    """Compute the score of a library as far as it goes, or of a case without one."""
    if (args.lib is None) == (args.case is None):
        raise BadShape("score 命令", "写一个台帐库，或用 --case 写一个算例文件，两者只取其一")
    if args.case is not None:
        scheme_id, case = read_case(read_text(args.case))
        _print_result(args, score(load_scheme(scheme_id), case))
        return 0
    with opened(args.lib, read_only=True) as ledger:
        result = result_of(ledger.snapshot())
    _print_result(args, result)
    return 0 if not result.root or result.node(result.root).exact is not None else 1


def _print_result(args: argparse.Namespace, result: Result) -> None:
    if args.json:
        print_json(result_to_json(result))
        return
    if not result.root:
        print("活动方案没有规定分值，不打分；缺什么用 gaps 看。")
        return
    for line in result.explain:
        print(line)
    for node in result.nodes:
        print(f"{node.name}：{node.shown or node.why}{_verdict(node)}")
    for rule in result.rules:
        print(f"规则　{rule.name}：{rule.choices.get(rule.value, rule.value)}")


def _verdict(node: NodeResult) -> str:
    """What a score is held to be, where something is held against it."""
    if node.vetoed:
        return "，有一票否决项，不合格"
    return "" if node.passed is None else "，达标" if node.passed else "，没有达标"


def rule(args: argparse.Namespace) -> int:
    """Change weights or rules of the campaign, with a reason."""
    changes = {}
    for words in args.changes:
        key, sign, value = words.partition("=")
        if not sign or not key or not value:
            raise BadShape(f"“{words}”", "应写成 项目=新值，例如 rule.unknown=zero 或 weight.total.daily=40")
        changes[key.strip()] = value.strip()
    with opened(args.lib, who=who()) as ledger:
        ledger.change_scheme(changes, args.reason)
        for change in ledger.scheme_changes()[-len(changes) :]:
            print(f"{change.key}：{change.old} → {change.new}（{change.reason}）")
    return 0


def _gaps(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lib", type=path_of, metavar="台帐库")
    add_json_flag(parser)


def _score(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lib", type=path_of, nargs="?", metavar="台帐库")
    parser.add_argument("--case")
    add_json_flag(parser)


def _rule(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("lib", type=path_of, metavar="台帐库")
    parser.add_argument("changes", nargs="+", metavar="项目=新值")
    parser.add_argument("--reason", required=True)


COMMANDS = (
    Command("gaps", "gaps 台帐库 [--json]", "列出缺项、疑点和最多影响的分数。", _gaps, gaps),
    Command(
        "score",
        "score 台帐库 | --case 算例文件 [--json]",
        "计算得分并说明每一步；--case 不用台帐库。",
        _score,
        score_command,
    ),
    Command(
        "rule",
        "rule 台帐库 项目=新值… --reason 理由",
        "改动本活动的权重或计分规则，改动和理由会印在得分表上。",
        _rule,
        rule,
    ),
)
