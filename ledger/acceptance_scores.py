"""The score of one acceptance in the order of its table: item by item, group by group, and the whole."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from ledger.errors import InputError
from ledger.schemes.model import CheckItem, CheckTable, Scheme
from ledger.scoring.ballots import shown
from ledger.scoring.case import Case, CheckValue
from ledger.scoring.result import ItemResult
from ledger.scoring.score import attempt
from ledger.scoring.tables import score_table


@dataclass(frozen=True)
class GroupScore:
    """A group of the table with its items; `full` and `score` are sums of those with points, None while unscored."""

    name: str
    items: tuple[CheckItem, ...]
    full: Fraction
    score: Fraction | None


@dataclass(frozen=True)
class TableScore:
    """An acceptance scored by its table.

    `total` is exact and None when it cannot be scored, which `why` says; `shown` is rounded as the scheme's rules say.
    `passed` is None without a threshold. `items` are the results by number, none without a score.
    """

    groups: tuple[GroupScore, ...]
    items: Mapping[str, ItemResult]
    full: Fraction
    total: Fraction | None
    shown: str = ""
    vetoed: bool = False
    passed: bool | None = None
    why: str = ""


def table_score(scheme: Scheme, table: CheckTable, given: Mapping[str, tuple[CheckValue, ...]]) -> TableScore:
    """The score of an acceptance whose values are `given` by item (see ledger.acceptances.values_of)."""
    full = Fraction(table.full)
    try:
        items = {item.no: item for item in score_table(scheme, table, given)}
    except InputError as error:
        return TableScore(group_scores(table, {}), {}, full, None, why=str(error))
    groups = group_scores(table, items)
    total = sum((group.score or Fraction(0) for group in groups), Fraction(0))
    vetoed = any(item.vetoed for item in items.values())
    return TableScore(groups, items, full, total, shown(scheme, total), vetoed, _passed(scheme, table, given))


def unscored(table: CheckTable, why: str) -> TableScore:
    """What there is of an acceptance that cannot be scored."""
    return TableScore(group_scores(table, {}), {}, Fraction(table.full), None, why=why)


def _passed(scheme: Scheme, table: CheckTable, given: Mapping[str, tuple[CheckValue, ...]]) -> bool | None:
    key = next((node.key for node in scheme.nodes if node.table == table.key), "")
    return attempt(scheme, Case(checks={table.key: given})).node(key).passed if key else None


def group_scores(table: CheckTable, items: Mapping[str, ItemResult]) -> tuple[GroupScore, ...]:
    """The groups of a table from top to bottom, with the results of its `items` by number, none before."""
    found = []
    for name, run in itertools.groupby(table.items, key=lambda item: item.group):
        members = tuple(run)
        full = sum((Fraction(item.full) for item in members if item.full is not None), Fraction(0))
        scores = [items[item.no].score for item in members if item.no in items]
        score = sum((each for each in scores if each is not None), Fraction(0)) if items else None
        found.append(GroupScore(name, members, full, score))
    return tuple(found)
