"""Which records a scheme demands, on which days: for its required papers, and for every turn of its duties."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ledger.duties import turns
from ledger.kinds import kind_of
from ledger.schemes.model import Required, Scheme, Stage
from ledger.schemes.provisions import Duty
from ledger.workdays import Calendar

DAYS = Calendar()


@dataclass(frozen=True)
class Need:
    """A record to be made: of which kind, on which day, in which stage (its name, "" for none), with which words."""

    kind: str
    day: dt.date
    stage: str
    where: Mapping[str, str] = field(default_factory=dict)
    signed: bool = False
    turn: str = ""
    """The duty and the period for which it is made."""

    def is_for(self, demand: Required | Duty) -> bool:
        """Whether it has the words that are asked for."""
        return self.kind == demand.kind and demand.where.items() <= self.where.items()


def needs(scheme: Scheme) -> list[Need]:
    """Every record that is demanded, in order of time, and what those have to be linked to.

    The records of a duty serve for a required paper only when both ask for the same: so each can be missed by itself.
    """
    recurring = [need for duty in scheme.duties if duty.kind for need in _of_duty(scheme, duty)]
    required = [need for each in scheme.required for need in _of_required(scheme, each, recurring)]
    found = [*recurring, *required]
    return sorted([*found, *_linked(scheme, found)], key=lambda need: need.day)


def end_of(scheme: Scheme) -> dt.date:
    """The last day on which anything is dated: that of the campaign, of its year when the campaign is open-ended."""
    return scheme.last or dt.date(scheme.year, 12, 31)


def _of_duty(scheme: Scheme, duty: Duty) -> Iterator[Need]:
    for turn in turns(duty, scheme.year, DAYS, scheme.first, end_of(scheme)):
        day = _workday(turn.first, turn.last)
        stage = scheme.stage_of(day)
        for _ in range(duty.least):
            yield Need(duty.kind, day, stage.name if stage else "", duty.where, turn=f"{duty.key} {turn.name}")


def _of_required(scheme: Scheme, required: Required, recurring: list[Need]) -> Iterator[Need]:
    stage = next(each for each in scheme.stages if each.key == required.stage)
    alike = any((duty.kind, duty.where) == (required.kind, required.where) for duty in scheme.duties)
    if alike and sum(need.is_for(required) for need in recurring) >= required.least:
        return
    for number in range(required.least):
        place = (number + 0.5) / required.least if required.least > 1 else 0.9
        day = _at(scheme, stage, place)
        yield Need(required.kind, day, stage.name, required.where, required.signed)


def _at(scheme: Scheme, stage: Stage, place: float) -> dt.date:
    """The working day at a place of a stage, from 0 for its first day to 1 for its last."""
    last = stage.last or end_of(scheme)
    return _workday(stage.first, stage.first + (last - stage.first) * place)


def _workday(first: dt.date, last: dt.date) -> dt.date:
    """The last working day of a period."""
    days = (last - dt.timedelta(days=step) for step in range((last - first).days + 1))
    return next(day for day in days if DAYS.is_workday(day))


def _linked(scheme: Scheme, found: list[Need]) -> Iterator[Need]:
    """A record of every kind that has to be linked to and is not demanded itself, made before what is linked to it."""
    there = {need.kind for need in found}
    for need in found:
        for each in kind_of(need.kind).fields:
            target = getattr(each, "kind", "") if each.required else ""
            if target and target not in there:
                there.add(target)
                yield Need(target, need.day, need.stage)
