"""A case read from JSON: exact numbers, and a named error for everything of another shape."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ledger.scoring.case import Ballot, Case, CheckValue, GroupBallots
from ledger.scoring.errors import BadCase, NegativeCount, NotWhole, UnknownPart
from ledger.scoring.numbers import number

PARTS = ("scheme", "values", "ballots", "checks", "surveys", "rules")
COUNTS = ("issued", "returned", "void", "unknown", "abstain", "scores")
MOST = 1_000_000
"""Ballots that one count may stand for."""


def read_case(text: str) -> tuple[str, Case]:
    """The scheme's id and the case written in `text`. Raises BadCase and what `case_from_json` raises."""
    try:
        data = json.loads(text, parse_float=Decimal, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        line = f"第 {error.lineno} 行" if isinstance(error, json.JSONDecodeError) else "开头"
        raise BadCase(line, "正确的 JSON") from None
    return case_from_json(data)


def case_from_json(data: object) -> tuple[str, Case]:
    """The scheme's id and the case in parsed JSON (the shape is in the manual under `score --case`).

    Scores may be text, whole numbers or decimals. Ballots of a group may be given by identity: `scores` as
    {identity: [score, …]} and `unknown` and `abstain` as {identity: count}. Raises an InputError naming the place.
    """
    parts = _table(data, "计分数据")
    for key in parts:
        if key not in PARTS:
            raise UnknownPart(key, PARTS)
    scheme_id = parts.get("scheme")
    if not isinstance(scheme_id, str) or not scheme_id:
        raise BadCase("scheme", "方案编号")
    return scheme_id, Case(
        values=_results(parts, "values"),
        ballots={key: _group(key, given) for key, given in _part(parts, "ballots").items()},
        checks={key: _checks(key, given) for key, given in _part(parts, "checks").items()},
        surveys=_results(parts, "surveys"),
        rules={key: _rule(key, given) for key, given in _part(parts, "rules").items()},
    )


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys stand once."""
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise BadCase(next(key for key in keys if keys.count(key) > 1), "只写一次的键")
    return found


def _table(data: object, place: str) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise BadCase(place, "{ } 括起的一组“键: 值”")
    return data


def _part(parts: Mapping[str, Any], key: str) -> dict[str, Any]:
    return _table(parts.get(key, {}), key)


def _results(parts: Mapping[str, Any], key: str) -> dict[str, tuple[Decimal, ...]]:
    """Each node's results in order; a single one may stand without a list."""
    return {
        name: tuple(number(each, f"“{key}.{name}”") for each in (given if isinstance(given, list) else [given]))
        for name, given in _part(parts, key).items()
    }


def _rule(key: str, given: object) -> str:
    if isinstance(given, bool) or not isinstance(given, (str, int)):
        raise BadCase(f"rules.{key}", "文字或整数")
    return str(given)


def _group(key: str, given: object) -> GroupBallots:
    place = f"ballots.{key}"
    group = _table(given, place)
    for name in group:
        if name not in COUNTS:
            raise UnknownPart(f"{place}.{name}", COUNTS)
    unknown = _unscored(group, "unknown", place)
    abstained = _unscored(group, "abstain", place)
    return GroupBallots(
        ballots=(
            *_scored(group.get("scores", []), f"{place}.scores"),
            *(Ballot(None, identity) for identity, count in unknown.items() for _ in range(count)),
            *(Ballot(None, identity, abstained=True) for identity, count in abstained.items() for _ in range(count)),
        ),
        issued=_count_or_none(group, "issued", place),
        returned=_count_or_none(group, "returned", place),
        void=_count_or_none(group, "void", place) or 0,
    )


def _scored(given: object, place: str) -> tuple[Ballot, ...]:
    """Ballots with a score, from a list or from lists by identity."""
    lists = given if isinstance(given, dict) else {"": given}
    ballots = []
    for identity, scores in lists.items():
        if not isinstance(scores, list):
            raise BadCase(place, '分数的列表，如 ["88", "90.5"]')
        ballots += [Ballot(number(score, f"“{place}”"), identity) for score in scores]
    return tuple(ballots)


def _unscored(group: Mapping[str, Any], name: str, place: str) -> dict[str, int]:
    """Numbers of ballots without a score, by identity."""
    given = group.get(name, 0)
    counts = given if isinstance(given, dict) else {"": given}
    return {identity: _count(count, f"{place}.{name}") for identity, count in counts.items()}


def _count_or_none(group: Mapping[str, Any], name: str, place: str) -> int | None:
    return _count(group[name], f"{place}.{name}") if group.get(name) is not None else None


def _count(given: object, place: str) -> int:
    """A number of ballots."""
    value = number(given, f"“{place}”")
    if value != int(value) or value > MOST:
        raise NotWhole(f"“{place}”", given)
    if value < 0:
        raise NegativeCount(f"“{place}”", int(value))
    return int(value)


def _checks(key: str, given: object) -> dict[str, tuple[CheckValue, ...]]:
    """One value per check point of each item."""
    table = _table(given, f"checks.{key}")
    return {no: _check_values(f"checks.{key}.{no}", values) for no, values in table.items()}


def _check_values(place: str, values: object) -> tuple[CheckValue, ...]:
    if not isinstance(values, list):
        raise BadCase(place, "每条要点一个值的列表")
    return tuple(_check_value(place, value) for value in values)


def _check_value(place: str, value: object) -> CheckValue:
    """True or false; a whole number as a count; anything else, and what is written with %, as a percentage."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.strip().endswith(("%", "％")):
        return number(value.strip()[:-1], f"“{place}”")
    found = number(value, f"“{place}”")
    return int(found) if found == int(found) else found
