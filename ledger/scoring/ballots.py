"""The ballots of a group counted, reconciled and averaged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from ledger.schemes.model import Band, Group, Node, Scheme
from ledger.scoring.case import Ballot, GroupBallots
from ledger.scoring.errors import (
    CountsDisagree,
    EmptyGroup,
    NegativeCount,
    ReturnedMoreThanIssued,
    ScoreInGap,
    ScoreOutOfRange,
    UnknownIdentity,
)
from ledger.scoring.numbers import rounded, said
from ledger.scoring.result import GroupResult


def count_group(scheme: Scheme, node: Node, group: Group, given: GroupBallots) -> GroupResult:
    """The ballots of one group of a review, weighed as the scheme says.

    Raises an InputError that names the group when counts do not reconcile or a ballot cannot be read.
    """
    returned = _reconcile(group, given)
    _verify_ballots(node, group, given.ballots)
    unknown = sum(ballot.score is None and not ballot.abstained for ballot in given.ballots)
    abstained = sum(ballot.abstained for ballot in given.ballots)
    bands = _bands(scheme, node, group, given.ballots, unknown)
    satisfied = sum(number for band, number in zip(node.bands, bands, strict=True) if band.satisfied)
    counted = [(ballot, score) for ballot in given.ballots if (score := _counts_as(scheme, ballot)) is not None]
    mean, line = _mean(scheme, group, counted)
    valid = len(given.ballots)
    shares = any(band.satisfied for band in node.bands) and valid > 0
    return GroupResult(
        key=group.key,
        name=group.name,
        weight=Fraction(group.weight),
        issued=given.issued,
        returned=returned,
        void=given.void,
        valid=valid,
        scored=valid - unknown - abstained,
        unknown=unknown,
        abstained=abstained,
        counted=len(counted),
        total=sum((score for _, score in counted), Fraction(0)),
        satisfied=satisfied,
        bands=tuple((band.name, number) for band, number in zip(node.bands, bands, strict=True)),
        mean=mean,
        shown="" if mean is None else shown(scheme, mean),
        rate=shown(scheme, Fraction(satisfied * 100, valid)) + "%" if shares else "",
        explain=(line + _left_out(scheme, given.void, unknown, abstained),),
    )


def shown(scheme: Scheme, value: Fraction) -> str:
    """`value` rounded as the scheme's rules say."""
    return rounded(value, int(scheme.rule("digits")), scheme.rule("rounding"))


def weigh(scheme: Scheme, groups: tuple[GroupResult, ...]) -> tuple[GroupResult, ...]:
    """The groups with the weights in use: an empty group is refused, or gives its weight away in proportion.

    Raises EmptyGroup.
    """
    empty = [group for group in groups if group.mean is None]
    if not empty:
        return groups
    left = sum((group.weight for group in groups if group.mean is not None), Fraction(0))
    if scheme.rule("empty_group") == "refuse" or left == 0:
        raise EmptyGroup(empty[0].key, empty[0].name)
    return tuple(
        replace(group, weight=Fraction(0) if group.mean is None else group.weight * 100 / left) for group in groups
    )


def _reconcile(group: Group, given: GroupBallots) -> int:
    """The number of returned ballots, after checking it against the others."""
    counts = (("发出票数", given.issued), ("收回票数", given.returned), ("无效票数", given.void))
    for name, number in counts:
        if number is not None and number < 0:
            raise NegativeCount(f"“{group.name}”的{name}", number)
    entered = len(given.ballots)
    returned = given.void + entered if given.returned is None else given.returned
    if given.issued is not None and returned > given.issued:
        raise ReturnedMoreThanIssued(group.name, given.issued, returned)
    if returned != given.void + entered:
        raise CountsDisagree(group.name, returned, given.void, entered)
    return returned


def _verify_ballots(node: Node, group: Group, ballots: Iterable[Ballot]) -> None:
    """Every score within the full mark, every identity one of the group's."""
    for ballot in ballots:
        if ballot.score is not None and not 0 <= ballot.score <= node.full:
            raise ScoreOutOfRange(group.key, group.name, f"{ballot.score:f}", f"{node.full:f}")
        if ballot.identity and ballot.identity not in group.members:
            raise UnknownIdentity(group.name, ballot.identity, group.members)


def _counts_as(scheme: Scheme, ballot: Ballot) -> Fraction | None:
    """The score with which a ballot stands in the mean, None when it stands outside."""
    if ballot.score is not None:
        return Fraction(ballot.score)
    rule = "abstain" if ballot.abstained else "unknown"
    return Fraction(0) if scheme.rule(rule) == "zero" else None


def _bands(scheme: Scheme, node: Node, group: Group, ballots: Iterable[Ballot], unknown: int) -> list[int]:
    """How many ballots stand in each grade, in the order of the grades."""
    numbers = [unknown if band.least is None else 0 for band in node.bands]
    for ballot in ballots:
        if ballot.score is not None and node.bands:
            numbers[node.bands.index(_band(scheme, node, group, ballot.score))] += 1
    return numbers


def _band(scheme: Scheme, node: Node, group: Group, score: Decimal) -> Band:
    """The grade of a score; between two grades the rule “band_gap” decides."""
    graded = [(band.least, band.most, band) for band in node.bands if band.least is not None and band.most is not None]
    lower = max((row for row in graded if row[0] <= score), key=lambda row: row[0])[2]
    upper = min((row for row in graded if row[1] >= score), key=lambda row: row[1])[2]
    if lower is upper:
        return lower
    if scheme.rule("band_gap") == "refuse":
        raise ScoreInGap(group.name, f"{score:f}", lower.name, upper.name)
    return lower if scheme.rule("band_gap") == "lower" else upper


def _mean(scheme: Scheme, group: Group, counted: list[tuple[Ballot, Fraction]]) -> tuple[Fraction | None, str]:
    """The mean of the ballots that count, and its arithmetic."""
    if not counted:
        return None, f"{group.name}：没有可以计分的评议票"
    if scheme.rule("pooling") == "identity":
        return _mean_of_identities(group, counted)
    mean, words = _average([score for _, score in counted])
    return mean, f"{group.name} = {words}"


def _average(scores: list[Fraction]) -> tuple[Fraction, str]:
    """The plain mean of some ballots, and its arithmetic."""
    total = sum(scores, Fraction(0))
    mean = total / len(scores)
    return mean, f"分数合计 {said(total)} ÷ 计分票 {len(scores)} 张 = {said(mean)}"


def _mean_of_identities(group: Group, counted: list[tuple[Ballot, Fraction]]) -> tuple[Fraction, str]:
    """The mean of the identities' means, each weighing the same; identities without ballots are left out."""
    if any(not ballot.identity for ballot, _ in counted):
        raise UnknownIdentity(group.name, "", group.members)
    means, lines = [], []
    for identity in group.members:
        scores = [score for ballot, score in counted if ballot.identity == identity]
        if scores:
            mean, words = _average(scores)
            means.append(mean)
            lines.append(f"{identity} {words}")
    mean = sum(means, Fraction(0)) / len(means)
    sums = " + ".join(said(each) for each in means)
    return mean, f"{group.name} = ({sums}) ÷ {len(means)} 类身份 = {said(mean)}（{'；'.join(lines)}）"


def _left_out(scheme: Scheme, void: int, unknown: int, abstained: int) -> str:
    """What was done with the ballots that bear no score."""
    notes = [f"无效票 {void} 张不计入"] if void else []
    for name, number, rule in (("不了解", unknown, "unknown"), ("弃权", abstained, "abstain")):
        if number:
            notes.append(f"{name} {number} 张{'按 0 分计入' if scheme.rule(rule) == 'zero' else '不计入'}")
    return "，" + "，".join(notes) if notes else ""
