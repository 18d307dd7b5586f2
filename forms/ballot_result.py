"""The result of a campaign in words and tables for the screen: every part, every group, every line of arithmetic."""

from __future__ import annotations

from collections.abc import Sequence

from exports.page import StackedBar, StackedBars
from exports.papers.scores import reconciled
from forms.ballot_counts import GroupCount
from forms.charts import ScoreBar, ScoreBars
from ledger.consistency import Problem
from ledger.fields.numbers import plain
from ledger.schemes.model import Node, Scheme
from ledger.schemes.rules import rule_words
from ledger.scoring.numbers import plain as exact_words
from ledger.scoring.result import GroupResult, NodeResult, Result

Table = tuple[tuple[str, ...], list[tuple[str, ...]]]

PARTS = ("项目", "权重", "满分", "得分", "没有修约的得分", "达标线", "结论")
_CODES = ("ballots", "ballot-score", "ballot-identity")


def review_node(scheme: Scheme) -> Node | None:
    """The part of the formula that is a review, None when there is none."""
    return next((node for node in scheme.nodes if node.kind == "review"), None)


def parts(scheme: Scheme, result: Result) -> Table:
    """Every part of the formula, the whole first: weight, full mark, score, exact score, threshold and verdict."""
    weights: dict[str, str] = {}
    for part in (part for node in scheme.nodes for part in node.parts):
        words = f"{plain(part.weight)}%"
        # A part of several results weighs in each otherwise.
        weights[part.key] = words if weights.get(part.key, words) == words else "见计算过程"
    ordered = sorted((node.key for node in result.nodes), key=lambda key: key != result.root)
    rows: list[tuple[str, ...]] = []
    for key in ordered:
        node, scored = scheme.node(key), result.node(key)
        rows.append(
            (
                node.name,
                weights.get(key, ""),
                plain(node.full),
                scored.shown or "没有得分",
                "" if scored.exact is None else exact_words(scored.exact),
                "" if node.threshold is None else plain(node.threshold),
                _verdict(scored),
            )
        )
    return PARTS, rows


def vetoed(result: Result) -> str:
    """Which items alone decide against the window, in a sentence; nothing where none does."""
    items = dict.fromkeys(f"{item.no} {item.name}" for node in result.nodes for item in node.items if item.vetoed)
    return f"有一票否决项，不合格：{'、'.join(items)}。" if items else ""


def beside(scheme: Scheme, result: Result) -> list[str]:
    """The results that the scheme asks for beside its first, each with its score and whether its line is reached."""
    inner = {part.key for node in scheme.nodes for part in node.parts}
    found = []
    for node in scheme.nodes:
        if node.key == scheme.root or node.key in inner:
            continue
        scored = result.node(node.key)
        line = "" if node.threshold is None else f"，达标线{plain(node.threshold)}"
        words = _verdict(scored)
        told = f"{scored.shown}分{line}{f'，{words}' if words else ''}" if scored.shown else f"还没有得分{line}"
        found.append(f"{node.name}：{told}")
    return found


def part_tones(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """The tone of each row of `parts`: by its verdict; the whole stands out."""
    words = {"达标": "good", "没有达标": "bad", "一票否决": "bad"}
    return [words.get(row[-1]) or ("bold" if place == 0 else "") for place, row in enumerate(rows)]


def groups(review: NodeResult, counts: Sequence[GroupCount]) -> Table:
    """The ballots of every group, and their mean: which is no share of satisfied ballots.

    Of a group that cannot be counted stands what is registered.
    """
    heads = ("组别", "权重", "发出", "收回", "录入", "有效", "无效", "计分", "不了解", "弃权", "平均分")
    counted = {group.name: group for group in review.groups}
    rows: list[tuple[str, ...]] = []
    for count in counts:
        registered = (_number(count.issued), _number(count.returned), str(count.entered))
        group = counted.get(count.name)
        if group is None:
            rows.append((count.name, "", *registered, "", _number(count.void), "", "", "", "不能算"))
            continue
        numbers = (group.valid, group.void, group.scored, group.unknown, group.abstained)
        weight = f"{exact_words(group.weight)}%"
        rows.append((group.name, weight, *registered, *map(str, numbers), group.shown or "没有"))
    return heads, rows


def rules(result: Result) -> list[str]:
    """The rules in force that can matter, each with where it stands."""
    return [f"{rule.name}：{rule_words(rule)}（{rule.source}）" for rule in result.rules]


def grades(node: Node, review: NodeResult) -> Table:
    """How many valid ballots of every group fall into each grade, and the share of satisfied ones as what it is."""
    names = [band.name for band in node.bands]
    heads = ("组别", *(_band(node, name) for name in names), "满意率（票数之比）")
    rows = [
        (group.name, *(str(dict(group.bands).get(name, 0)) for name in names), group.rate or "没有")
        for group in review.groups
    ]
    return heads, rows


def checks(review: NodeResult) -> list[str]:
    """The identities that the counts of each group satisfy, in numbers."""
    return [f"{group.name}：{reconciled(group)}" for group in review.groups]


def means_chart(node: Node, review: NodeResult) -> ScoreBars:
    """The mean of every group beside each other."""
    bars = tuple(_bar(group) for group in review.groups)
    threshold = None if node.threshold is None else float(node.threshold)
    return ScoreBars(f"各组平均分（满分{plain(node.full)}分）", bars, float(node.full), threshold)


def shares_chart(node: Node, review: NodeResult) -> StackedBars:
    """How the valid ballots of every group are made up; without grades there is nothing to draw."""
    if not node.bands:
        return StackedBars("各组有效票的构成", (), ())
    bars = tuple(
        StackedBar(group.name, (*(number for _, number in group.bands), group.abstained), f"有效{group.valid}张")
        for group in review.groups
        if group.valid
    )
    return StackedBars("各组有效票的构成", (*(band.name for band in node.bands), "弃权"), bars)


def ballot_problems(problems: Sequence[Problem]) -> list[Problem]:
    """The problems that are about ballots."""
    return [each for each in problems if each.code in _CODES]


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _verdict(scored: NodeResult) -> str:
    if scored.vetoed:
        return "一票否决"
    if scored.exact is None or scored.passed is None:
        return ""
    return "达标" if scored.passed else "没有达标"


def _bar(group: GroupResult) -> ScoreBar:
    mean = None if group.mean is None else float(group.mean)
    return ScoreBar(group.name, f"权重 {exact_words(group.weight)}%", mean, group.shown or "没有")


def _band(node: Node, name: str) -> str:
    band = next(each for each in node.bands if each.name == name)
    if band.least is None or band.most is None:
        return name
    return f"{name}（{plain(band.least)}—{plain(band.most)}分）"
