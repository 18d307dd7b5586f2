"""What a scheme says besides its plan and its formula: duties, lists, targets, rewards, vetoes, figures, outlines."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

EVERY = {
    "workday": "每个工作日",
    "week": "每周",
    "month": "每月",
    "quarter": "每季度",
    "half-year": "每半年",
    "year": "每年",
    "once": "一次",
    "always": "经常",
}
"""How often a duty recurs, and the words for it."""

ONCE = ("year", "once")
"""Those that ask but once in a campaign's year."""

OPERATORS = {">=": "不低于", "<=": "不高于", "=": "等于", ">": "高于"}
"""How a target is compared, and the words for it."""


@dataclass(frozen=True)
class Duty:
    """Something done again and again, or once by a day.

    `kind` and `where` say which records show that it was done, `least` how many in each period; a duty without a kind
    is only told. `by` is a month and day (“10-31”) for what is done once or once a year; `span` limits the duty to a
    part of the year, as a scheme writes it. `basis` is the source in the scheme.
    """

    key: str
    name: str
    every: str
    kind: str = ""
    where: dict[str, str] = field(default_factory=dict)
    least: int = 1
    by: str = ""
    span: str = ""
    basis: str = ""


@dataclass(frozen=True)
class WordList:
    """A named list (“六公开”); `lost` says what of it the source does not give."""

    key: str
    name: str
    words: tuple[str, ...]
    lost: str = ""


@dataclass(frozen=True)
class Target:
    """A figure to be reached: `op` is one of OPERATORS; `words` are the source's when they are no number.

    `rate` names the figure of the statistics that is compared with it, empty when none of them is.
    """

    key: str
    name: str
    op: str
    value: Decimal | None
    words: str = ""
    unit: str = ""
    rate: str = ""
    basis: str = ""
    lost: str = ""


@dataclass(frozen=True)
class Reward:
    """What is given to whom: `amount` in `unit`, None when none is written; `count` is how many receive it."""

    key: str
    who: str
    count: int | None = None
    amount: Decimal | None = None
    unit: str = ""
    basis: str = ""


@dataclass(frozen=True)
class Veto:
    """What alone decides against a window (一票否决) outside the check tables."""

    key: str
    words: str
    basis: str = ""


@dataclass(frozen=True)
class Figure:
    """A number that the source tells of its own unit, as it is written there (5000余, 1*3): shown, never computed."""

    key: str
    name: str
    value: str
    unit: str = ""
    basis: str = ""


@dataclass(frozen=True)
class Lost:
    """A part that the source names without content, or has lost: left to the clerk to fill in."""

    place: str
    words: str


@dataclass(frozen=True)
class Chapter:
    """A heading of a report, and the kinds of records that are told of under it."""

    title: str
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outline:
    """The headings of a report that the scheme's unit hands in."""

    key: str
    name: str
    headings: tuple[Chapter, ...]


@dataclass(frozen=True)
class Provisions:
    """All of them."""

    duties: tuple[Duty, ...] = ()
    lists: tuple[WordList, ...] = ()
    targets: tuple[Target, ...] = ()
    rewards: tuple[Reward, ...] = ()
    vetoes: tuple[Veto, ...] = ()
    figures: tuple[Figure, ...] = ()
    lost: tuple[Lost, ...] = ()
    outlines: tuple[Outline, ...] = ()
