"""A scheme as the ledger sees it: stages, standards, required papers, check tables, formula and rules."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from ledger.schemes.provisions import Duty, Figure, Lost, Outline, Provisions, Reward, Target, Veto, WordList


@dataclass(frozen=True)
class Task:
    """A numbered task of a stage."""

    key: str
    name: str


@dataclass(frozen=True)
class Stage:
    """A stage of the campaign; `first` and `last` are days of the campaign's year, `last` None when open-ended."""

    key: str
    name: str
    span: str
    """The period as the scheme writes it, such as “6—9月”."""
    first: dt.date
    last: dt.date | None
    tasks: tuple[Task, ...] = ()

    def holds(self, day: dt.date) -> bool:
        """Whether `day` lies inside the stage."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Standard:
    """A qualitative standard and the points looked at."""

    key: str
    name: str
    points: tuple[str, ...]


@dataclass(frozen=True)
class Required:
    """A paper that a stage demands.

    `kind` and `where` (field name to shown words) say which records satisfy it, `least` how many. `proves` says what
    it is evidence for. `signed` demands a signed scan. `node` names the part of the formula it can cost, `points` how
    many points of that node when the scheme says so (None when it does not). `basis` is the source in the scheme.
    """

    key: str
    name: str
    stage: str
    kind: str
    proves: str
    where: dict[str, str] = field(default_factory=dict)
    least: int = 1
    signed: bool = False
    node: str = ""
    points: Decimal | None = None
    basis: str = ""


@dataclass(frozen=True)
class Volume:
    """A volume of the submission: its folder number, name and class code (机构(问题)代码), and what goes into it.

    A record goes to the first volume that names its kind; otherwise to the first volume whose `stage` holds it.
    """

    no: str
    name: str
    code: str
    kinds: tuple[str, ...] = ()
    stage: str = ""


@dataclass(frozen=True)
class Band:
    """A grade of a ballot: scores from `least` to `most`; both None for a grade without points (不了解).

    `satisfied` grades are counted in the share of satisfied ballots (满意率); it never touches the score.
    """

    name: str
    least: Decimal | None
    most: Decimal | None
    satisfied: bool = False


@dataclass(frozen=True)
class Group:
    """A group of voters and its weight in the review; `members` are the identities pooled in it."""

    key: str
    name: str
    weight: Decimal
    members: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """A child of a weighted mean."""

    key: str
    weight: Decimal


@dataclass(frozen=True)
class Node:
    """A node of the formula: `kind` is "mean" (over `parts`), "value", "review", "table" or "survey".

    `full` is the full mark. `threshold` is the score to be reached, None when the scheme names none.
    """

    key: str
    name: str
    kind: str
    full: Decimal = Decimal(100)
    parts: tuple[Part, ...] = ()
    groups: tuple[Group, ...] = ()
    bands: tuple[Band, ...] = ()
    table: str = ""
    threshold: Decimal | None = None
    source: str = ""
    """Where the results of a value or survey are recorded, as kind.field (“appraisal.inspection”)."""


@dataclass(frozen=True)
class CheckPoint:
    """What is looked at, and how a failing deducts: `kind` is each, missing, flat, pp, place, zero, veto or none."""

    text: str
    kind: str
    amount: Decimal | None = None
    target: Decimal | None = None
    """The percentage to be reached, for `pp`."""


@dataclass(frozen=True)
class CheckItem:
    """An item of a check table: number, name, full points (None for a pass/fail item) and its points looked at."""

    no: str
    name: str
    full: Decimal | None
    points: tuple[CheckPoint, ...]
    group: str = ""
    """The heading it stands under, such as “服务环境”."""


@dataclass(frozen=True)
class CheckTable:
    """A table of items whose full points sum to `full`."""

    key: str
    name: str
    full: Decimal
    items: tuple[CheckItem, ...]


@dataclass(frozen=True)
class Rule:
    """An explicit reading of what the source leaves open: its key, meaning, chosen value and the possible ones."""

    key: str
    name: str
    value: str
    choices: dict[str, str]
    """Value to the words printed on the result sheet; empty when any whole number is meant (such as digits)."""
    default: str
    source: str = ""
    """Whether the scheme states it or leaves it open."""


@dataclass(frozen=True)
class Scheme:
    """A validated scheme, dated for one year."""

    id: str
    name: str
    basis: str
    year: int
    goals: tuple[str, ...]
    stages: tuple[Stage, ...]
    standards: tuple[Standard, ...]
    required: tuple[Required, ...]
    volumes: tuple[Volume, ...]
    nodes: tuple[Node, ...]
    tables: tuple[CheckTable, ...]
    rules: tuple[Rule, ...]
    root: str
    """The key of the node that is the campaign's result; empty when the scheme gives no points."""
    assessor: str = ""
    """Who organises the daily assessment and the review."""
    methods: tuple[str, ...] = ()
    """Ways of the daily assessment."""
    provisions: Provisions = field(default_factory=Provisions)
    inspection: str = ""
    """The key of the node under which papers are inspected: what it costs when one is there but not in order."""

    @property
    def scored(self) -> bool:
        """Whether the scheme gives points at all."""
        return bool(self.root)

    @property
    def duties(self) -> tuple[Duty, ...]:
        """What recurs."""
        return self.provisions.duties

    @property
    def lists(self) -> tuple[WordList, ...]:
        """Named lists."""
        return self.provisions.lists

    @property
    def targets(self) -> tuple[Target, ...]:
        """Figures to be reached."""
        return self.provisions.targets

    @property
    def rewards(self) -> tuple[Reward, ...]:
        """What is given to whom."""
        return self.provisions.rewards

    @property
    def vetoes(self) -> tuple[Veto, ...]:
        """What alone decides against a window."""
        return self.provisions.vetoes

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Numbers that the source tells of its own unit."""
        return self.provisions.figures

    @property
    def lost(self) -> tuple[Lost, ...]:
        """What the source does not give."""
        return self.provisions.lost

    @property
    def outlines(self) -> tuple[Outline, ...]:
        """Headings of reports."""
        return self.provisions.outlines

    def node(self, key: str) -> Node:
        """The node called `key`; raises KeyError when there is none."""
        for node in self.nodes:
            if node.key == key:
                return node
        raise KeyError(key)

    def rule(self, key: str) -> str:
        """The value in force of the rule called `key`; raises KeyError when there is none."""
        for rule in self.rules:
            if rule.key == key:
                return rule.value
        raise KeyError(key)

    def stage_of(self, day: dt.date) -> Stage | None:
        """The first stage that holds `day`, None when none does."""
        return next((stage for stage in self.stages if stage.holds(day)), None)

    @property
    def first(self) -> dt.date:
        """The campaign's first day."""
        return min(stage.first for stage in self.stages)

    @property
    def last(self) -> dt.date | None:
        """The campaign's last day, None when open-ended."""
        ends = [stage.last for stage in self.stages]
        known = [end for end in ends if end is not None]
        return None if len(known) < len(ends) else max(known)
