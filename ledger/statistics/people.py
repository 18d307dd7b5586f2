"""What is counted of the people of the unit: stars, assessments tied to a bonus, points of party members."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from ledger.records import Record
from ledger.snapshot import Snapshot
from ledger.statistics.cases import name_of
from ledger.statistics.facts import falls_into
from ledger.statistics.periods import Period

STARS = ("五星", "四星", "三星")
WON = "当选"
PARTS = ("duty", "life", "campaign", "help")
"""What a party member's points are made of (A28): 义务, 组织生活, 创建, 帮困."""


@dataclass(frozen=True)
class MonthStar:
    """Who won the star of a month; one is meant to win each month (A06)."""

    month: Period
    winners: tuple[str, ...]

    @property
    def note(self) -> str:
        """What is not as meant; empty when exactly one won."""
        if not self.winners:
            return "没有登记当选人"
        return f"当选{len(self.winners)}人，应为1人" if len(self.winners) > 1 else ""


@dataclass(frozen=True)
class Stars:
    """Grades of stars with their numbers of people (A06: 12 = 1 five-star + 7 four-star + 4 three-star).

    Each person counts once, by the last grade recorded in the period.
    """

    period: Period
    grades: tuple[tuple[str, int], ...]
    months: tuple[MonthStar, ...]

    @property
    def people(self) -> int:
        """Everyone with a grade."""
        return sum(number for _, number in self.grades)

    @property
    def words(self) -> str:
        """“12人＝五星1人＋四星7人＋三星4人”."""
        return f"{self.people}人＝" + "＋".join(f"{grade}{number}人" for grade, number in self.grades)


def stars(snapshot: Snapshot, period: Period) -> Stars:
    """The stars of a period."""
    entries = [each for each in snapshot.of("service_star") if falls_into(each, period)]
    entries.sort(key=lambda each: (_month(each), each.created))
    last = {name_of(each["person"]): each["stars"] for each in entries if each["stars"]}
    numbers = Counter(last.values())
    months = tuple(
        MonthStar(
            month,
            tuple(name_of(each["person"]) for each in entries if each["won"] == WON and falls_into(each, month)),
        )
        for month in period.months
    )
    return Stars(period, tuple((grade, numbers[grade]) for grade in STARS), months)


def _month(record: Record) -> tuple[int, int]:
    """The month that a record is about, else that of its day; what lies in a period has one."""
    about = record["month"] or record["date"]
    return about.year, about.month


@dataclass(frozen=True)
class Performance:
    """One person's assessments of a period: how many, their points and their bonuses in yuan."""

    person: str
    entries: int
    score: Decimal
    bonus: Decimal | None


@dataclass(frozen=True)
class BonusGap:
    """The highest and the lowest bonus of a period, in yuan (A06: a gap of 700)."""

    most: Decimal
    least: Decimal

    @property
    def gap(self) -> Decimal:
        """How far they are apart."""
        return self.most - self.least


def performances(snapshot: Snapshot, period: Period) -> tuple[Performance, ...]:
    """The assessments of each person in the period, the most points first."""
    found: dict[str, list[tuple[Decimal, Decimal | None]]] = {}
    for each in snapshot.of("performance"):
        name = name_of(each["person"])
        if falls_into(each, period) and name:
            found.setdefault(name, []).append((each["score"] or Decimal(0), each["bonus"]))
    people = (_performance(name, entries) for name, entries in found.items())
    return tuple(sorted(people, key=lambda each: (-each.score, each.person)))


def _performance(name: str, entries: list[tuple[Decimal, Decimal | None]]) -> Performance:
    bonuses = [bonus for _, bonus in entries if bonus is not None]
    score = sum((points for points, _ in entries), Decimal(0))
    return Performance(name, len(entries), score, sum(bonuses, Decimal(0)) if bonuses else None)


def bonus_gap(snapshot: Snapshot, period: Period) -> BonusGap | None:
    """The highest and the lowest bonus in the period; None when fewer than two people have one."""
    bonuses = [each.bonus for each in performances(snapshot, period) if each.bonus is not None]
    return BonusGap(max(bonuses), min(bonuses)) if len(bonuses) > 1 else None


@dataclass(frozen=True)
class Points:
    """One party member's points of a period, by PARTS and in all."""

    person: str
    parts: tuple[Decimal, ...]

    @property
    def total(self) -> Decimal:
        """All of them."""
        return sum(self.parts, Decimal(0))


def points(snapshot: Snapshot, period: Period) -> tuple[Points, ...]:
    """The points of each party member in the period, the most first; a card counts in the quarter it names."""
    sums: dict[str, list[Decimal]] = {}
    for each in snapshot.of("points_card"):
        name = name_of(each["person"])
        if not name or not falls_into(each, period):
            continue
        own = sums.setdefault(name, [Decimal(0)] * len(PARTS))
        sums[name] = [had + (each[part] or Decimal(0)) for had, part in zip(own, PARTS, strict=True)]
    return tuple(
        sorted((Points(name, tuple(parts)) for name, parts in sums.items()), key=lambda one: (-one.total, one.person))
    )
