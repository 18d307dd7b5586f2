"""One node of a formula worked out from its own inputs, with its arithmetic."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from ledger.errors import InputError
from ledger.schemes.model import Node, Scheme
from ledger.scoring.ballots import count_group, shown, weigh
from ledger.scoring.case import Case, GroupBallots
from ledger.scoring.errors import EmptyGroup, MissingScore, ScoreOutOfRange
from ledger.scoring.numbers import said
from ledger.scoring.result import GroupResult, ItemResult, NodeResult
from ledger.scoring.tables import score_table


def compute(scheme: Scheme, case: Case, node: Node, parts: list[NodeResult]) -> NodeResult:
    """The result of one node from its own inputs. Raises InputError."""
    match node.kind:
        case "mean":
            return _mean(scheme, node, parts)
        case "review":
            return _review(scheme, node, case.ballots)
        case "table":
            return _table(scheme, node, case)
        case "survey":
            return _value(scheme, node, case.surveys.get(node.key, ()))
    return _value(scheme, node, case.values.get(node.key, ()))


def _mean(scheme: Scheme, node: Node, parts: list[NodeResult]) -> NodeResult:
    """The weighted mean of the parts; their exact scores enter, never the rounded ones."""
    terms = []
    for part, result in zip(node.parts, parts, strict=True):
        if result.exact is None:
            raise result.error or MissingScore(result.key, result.name)
        terms.append((result.name, result.exact, Fraction(part.weight)))
    exact, words = _weighted(terms)
    return _finish(
        scheme,
        node,
        exact,
        (),
        f"{node.name} = {words}",
        vetoed=any(part.vetoed for part in parts),
        children=tuple(part.key for part in node.parts),
    )


def _weighted(terms: list[tuple[str, Fraction, Fraction]]) -> tuple[Fraction, str]:
    """The sum of (name, score, weight in percent), and its arithmetic."""
    products = [value * weight / 100 for _, value, weight in terms]
    exact = sum(products, Fraction(0))
    inputs = " + ".join(f"{name} {said(value)} × {said(weight)}%" for name, value, weight in terms)
    if len(terms) == 1:
        return exact, f"{inputs} = {said(exact)}"
    return exact, f"{inputs} = {' + '.join(said(product) for product in products)} = {said(exact)}"


def _review(scheme: Scheme, node: Node, ballots: Mapping[str, GroupBallots]) -> NodeResult:
    """The weighted mean of the groups; when one of them keeps it from being computed, the others stay counted."""
    if not any(group.key in ballots for group in node.groups):
        raise MissingScore(node.key, node.name)
    counted: list[GroupResult] = []
    errors: list[InputError] = []
    for group in node.groups:
        try:
            counted.append(count_group(scheme, node, group, ballots.get(group.key, GroupBallots())))
        except InputError as error:
            errors.append(error)
    try:
        groups = weigh(scheme, tuple(counted)) if not errors else ()
    except EmptyGroup as error:
        errors.append(error)
    if errors:
        return unscored(node, errors[0], groups=tuple(counted))
    terms = [(group.name, group.mean, group.weight) for group in groups if group.mean is not None]
    exact, words = _weighted(terms)
    moved = "" if groups == tuple(counted) else "（无计分票组别的权重已按比例分给其他组别）"
    return _finish(scheme, node, exact, (), f"{node.name} = {words}{moved}", groups=groups)


def unscored(
    node: Node, error: InputError, *, children: tuple[str, ...] = (), groups: tuple[GroupResult, ...] = ()
) -> NodeResult:
    """The result of a node that cannot be computed, and why."""
    full = Fraction(node.full)
    return NodeResult(node.key, node.name, node.kind, full, None, children=children, groups=groups, error=error)


def _table(scheme: Scheme, node: Node, case: Case) -> NodeResult:
    """The sum of what the items keep."""
    if node.table not in case.checks:
        raise MissingScore(node.key, node.name)
    table = next(table for table in scheme.tables if table.key == node.table)
    given = case.checks[node.table]
    items = score_table(scheme, table, given)
    exact = sum((item.score for item in items if item.score is not None), Fraction(0))
    sums = " + ".join(said(item.score) for item in items if item.score is not None)
    clean = [item.no for item in items if item.no not in given]
    note = f"（没有登记、按不扣分计的项目：{'、'.join(clean)}）" if clean else ""
    vetoed = any(item.vetoed for item in items)
    lines = tuple(item.explain for item in items if item.explain)
    return _finish(
        scheme, node, exact, lines, f"{node.name} = {sums} = {said(exact)}{note}", vetoed=vetoed, items=items
    )


def _value(scheme: Scheme, node: Node, given: tuple[Decimal, ...]) -> NodeResult:
    """A score that was entered; several are joined as the rule “several” says."""
    if not given:
        raise MissingScore(node.key, node.name)
    for each in given:
        if not 0 <= each <= node.full:
            raise ScoreOutOfRange(node.key, node.name, f"{each:f}", f"{node.full:f}")
    last = Fraction(given[-1])
    if len(given) == 1:
        return _finish(scheme, node, last, (), f"{node.name} = {said(last)}")
    if scheme.rule("several") == "last":
        return _finish(scheme, node, last, (), f"{node.name} = 共 {len(given)} 次，取最后一次 = {said(last)}")
    exact = sum((Fraction(each) for each in given), Fraction(0)) / len(given)
    sums = " + ".join(said(Fraction(each)) for each in given)
    return _finish(scheme, node, exact, (), f"{node.name} = ({sums}) ÷ {len(given)} 次 = {said(exact)}")


def _finish(
    scheme: Scheme,
    node: Node,
    exact: Fraction,
    before: tuple[str, ...],
    line: str,
    *,
    vetoed: bool = False,
    children: tuple[str, ...] = (),
    groups: tuple[GroupResult, ...] = (),
    items: tuple[ItemResult, ...] = (),
) -> NodeResult:
    """The node's result: rounded for showing, held against its threshold, `line` completed after those `before` it."""
    text = shown(scheme, exact)
    passed, verdict = _verdict(scheme, node, exact, text, vetoed)
    return NodeResult(
        key=node.key,
        name=node.name,
        kind=node.kind,
        full=Fraction(node.full),
        exact=exact,
        shown=text,
        passed=passed,
        vetoed=vetoed,
        explain=(*before, f"{line}，保留{scheme.rule('digits')}位小数得 {text}{verdict}"),
        children=children,
        groups=groups,
        items=items,
    )


def _verdict(scheme: Scheme, node: Node, exact: Fraction, text: str, vetoed: bool) -> tuple[bool | None, str]:
    """Whether the threshold is reached (None without one), and the words for it."""
    veto = "；有一票否决项，不合格" if vetoed else ""
    if node.threshold is None:
        return None, veto
    value = exact if scheme.rule("threshold_value") == "exact" else Fraction(text)
    passed = value >= Fraction(node.threshold) and not vetoed
    return passed, f"，{'达到' if value >= Fraction(node.threshold) else '未达到'}达标线 {node.threshold:f}{veto}"
