"""A result as values: nodes, groups and items with their exact scores and the arithmetic behind them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from ledger.errors import InputError
from ledger.schemes.model import Rule
from ledger.scoring.errors import Unscored


@dataclass(frozen=True)
class GroupResult:
    """The ballots of a group counted: valid = scored + unknown + abstained; returned = valid + void.

    `counted` ballots stand in the mean; `bands` gives each grade's number of ballots. `satisfied` are those of the
    grades that the scheme counts as satisfied; their share of the valid ballots (满意率) is no part of the score.
    `weight` is the one used, in percent: after redistribution when an empty group gave its weight away.
    """

    key: str
    name: str
    weight: Fraction
    issued: int | None
    returned: int
    void: int
    valid: int
    scored: int
    unknown: int
    abstained: int
    counted: int
    total: Fraction
    satisfied: int
    bands: tuple[tuple[str, int], ...]
    mean: Fraction | None
    shown: str
    rate: str
    explain: tuple[str, ...]


@dataclass(frozen=True)
class ItemResult:
    """An item of a check table: what is left of its full points; None for an item that is only passed or failed."""

    table: str
    no: str
    name: str
    full: Fraction | None
    score: Fraction | None
    vetoed: bool
    explain: str


@dataclass(frozen=True)
class NodeResult:
    """A node's score: `exact` unrounded, `shown` rounded once, `passed` None without a threshold.

    `vetoed` spreads to everything that depends on it; the score is still computed, but `passed` is then False.
    `explain` holds the lines of its items and its own, not those of its groups and children. When it cannot be
    computed `exact` is None and `error` says why; groups that could be counted are still there.
    """

    key: str
    name: str
    kind: str
    full: Fraction
    exact: Fraction | None
    shown: str = ""
    passed: bool | None = None
    vetoed: bool = False
    explain: tuple[str, ...] = ()
    children: tuple[str, ...] = ()
    groups: tuple[GroupResult, ...] = ()
    items: tuple[ItemResult, ...] = ()
    error: InputError | None = None

    @property
    def why(self) -> str:
        """The sentence that says why there is no score, in words fit for paper; empty when there is one."""
        if isinstance(self.error, Unscored):
            return self.error.on_paper
        return "" if self.error is None else str(self.error)


@dataclass(frozen=True)
class Result:
    """The whole tree of a scheme, flat and in the scheme's order, with the rules in force that can matter to it."""

    scheme_id: str
    root: str
    nodes: tuple[NodeResult, ...]
    rules: tuple[Rule, ...]

    def node(self, key: str) -> NodeResult:
        """The node called `key`; raises KeyError when there is none."""
        for node in self.nodes:
            if node.key == key:
                return node
        raise KeyError(key)

    @property
    def vetoed(self) -> bool:
        """Whether any part was vetoed."""
        return any(node.vetoed for node in self.nodes)

    @property
    def explain(self) -> tuple[str, ...]:
        """The arithmetic of every part, each before what is built on it."""
        lines: list[str] = []
        done: set[str] = set()
        for node in self.nodes:
            self._explain(node, lines, done)
        return tuple(lines)

    def _explain(self, node: NodeResult, lines: list[str], done: set[str]) -> None:
        if node.key in done:
            return
        done.add(node.key)
        for child in node.children:
            self._explain(self.node(child), lines, done)
        for group in node.groups:
            lines.extend(group.explain)
        lines.extend(node.explain)
