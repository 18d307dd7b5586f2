"""Every kind of record as a line of the registers: its group, its screen, how much it holds and what it lacks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from forms import pinyin
from forms.desk import Figures
from forms.screens import home_of
from ledger.kinds.kind import GROUPS
from ledger.own_registers import OWN_REGISTER, PREFIX
from ledger.schemes.model import Scheme
from ledger.snapshot import Snapshot

_TO_DO = ("due", "open")
"""Codes of gaps that are no fault yet: there is still time."""


@dataclass(frozen=True)
class Entry:
    """A kind: `home` is the screen on which it is kept, `wanted` says that the scheme demands it.

    `gaps` are what is missing in it, `late` what is past its day, `note` says what it is for. `used` kinds matter to
    this campaign: they are wanted, hold records, or were defined by the clerk.
    """

    slug: str
    title: str
    group: str
    home: str
    wanted: bool = False
    records: int = 0
    gaps: int = 0
    late: int = 0
    note: str = ""

    @property
    def used(self) -> bool:
        return self.wanted or bool(self.records) or self.slug.startswith(PREFIX)


@dataclass(frozen=True)
class Tally:
    """How many gaps, and how many of them are past their day, by kind."""

    gaps: Mapping[str, int] = field(default_factory=dict)
    late: Mapping[str, int] = field(default_factory=dict)


def tally(figures: Figures, snapshot: Snapshot) -> Tally:
    """What is missing and what is late, by the kind in which it is mended; what still has time is neither."""
    scheme = snapshot.scheme
    places = {each.key: each.kind for each in scheme.required} | {each.key: each.kind for each in scheme.duties}
    gaps: dict[str, int] = {}
    late: dict[str, int] = {}
    for gap in figures.gaps:
        record = snapshot.get(next(iter(gap.records), None))
        slug = record.kind if record is not None else places.get(gap.duty or gap.required, "")
        if slug and gap.code not in _TO_DO:
            counted = late if gap.code == "late" else gaps
            counted[slug] = counted.get(slug, 0) + 1
    return Tally(gaps, late)


def wanted_by(scheme: Scheme) -> frozenset[str]:
    """The kinds that the scheme demands once or again and again."""
    duties = {each.kind for each in scheme.duties if each.kind}
    return frozenset({each.kind for each in scheme.required} | duties)


def entries(snapshot: Snapshot, counted: Tally) -> tuple[Entry, ...]:
    """A line for every kind, by groups, in them in the order of the kinds; definitions are no register themselves."""
    wanted = wanted_by(snapshot.scheme)
    found = [
        Entry(
            kind.slug,
            kind.title,
            kind.group,
            home_of(kind.slug),
            kind.slug in wanted,
            len(snapshot.of(kind.slug)),
            counted.gaps.get(kind.slug, 0),
            counted.late.get(kind.slug, 0),
            kind.note,
        )
        for kind in snapshot.kinds
        if kind.slug != OWN_REGISTER
    ]
    return tuple(sorted(found, key=lambda each: GROUPS.index(each.group)))


def found(lines: Sequence[Entry], words: str, *, used: bool, besides: Collection[str] = ()) -> tuple[Entry, ...]:
    """The lines that `words` stand for, all when there are none; with `used` only of kinds that matter, and `besides`.

    What is sought by name is found among all.
    """
    if words.strip():
        return tuple(each for each in lines if pinyin.matches(each.title, words))
    return tuple(each for each in lines if not used or each.used or each.slug in besides)


def grouped(lines: Iterable[Entry]) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """The lines under the names of their groups; groups without one are left out."""
    groups: dict[str, tuple[Entry, ...]] = {}
    for line in lines:
        groups[line.group] = (*groups.get(line.group, ()), line)
    return tuple(groups.items())
