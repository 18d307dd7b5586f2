"""差什么补什么: everything that is missing or contradictory, the dearest first, each with the form that mends it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from forms.desk import Figures
from forms.screens import home_of
from forms.shell.page import Target
from ledger.following import followed
from ledger.schemes.model import Required, Scheme
from ledger.snapshot import Snapshot

if TYPE_CHECKING:
    from ledger.completeness import Gap
    from ledger.consistency import Problem

STATES: Mapping[str, tuple[str, str]] = {
    "missing": ("缺", "bad"),
    "late": ("超期", "bad"),
    "due": ("待办", ""),
    "open": ("未办结", ""),
    "incomplete": ("没填全", "warn"),
    "unsigned": ("没签字", "warn"),
    "unproven": ("没佐证", "warn"),
    "outside": ("不在期内", "warn"),
    "problem": ("疑点", "warn"),
}
"""Word and tone for each code of a gap; “problem” for records that contradict each other."""


@dataclass(frozen=True)
class Entry:
    """One thing to do: `days` are left until its day, negative when it is past, None when it has none.

    `points` of the result can be lost at most, None when the scheme ties none to it. `slug` and `target` lead to the
    form where it is mended.
    """

    code: str
    sentence: str
    next_step: str
    stage: str
    points: Decimal | None
    points_words: str
    days: int | None
    slug: str
    target: Target

    @property
    def state(self) -> str:
        """The word for it."""
        return STATES[self.code][0]

    @property
    def tone(self) -> str:
        """The tone of its word; what is due within a week is a warning."""
        tone = STATES[self.code][1]
        if self.days is not None and self.days < 0:
            return "bad"
        return "warn" if not tone and self.days is not None and self.days <= 7 else tone


def entries(figures: Figures, snapshot: Snapshot) -> tuple[Entry, ...]:
    """The worklist: by points at stake, then by days left; contradictions between records come last."""
    found = [_of_gap(gap, snapshot, figures.day) for gap in figures.gaps]
    found.sort(key=lambda entry: (-(entry.points or Decimal(0)), _far if entry.days is None else entry.days))
    return (*found, *(_of_problem(problem, snapshot) for problem in figures.problems))


_far = 10**6


def _of_gap(gap: Gap, snapshot: Snapshot, day: dt.date) -> Entry:
    due = _due(gap, snapshot)
    slug, target = _place(gap, snapshot)
    return Entry(
        gap.code,
        gap.sentence,
        gap.next_step,
        gap.stage,
        gap.risk,
        gap.risk_words,
        (due - day).days if due is not None else None,
        slug,
        target,
    )


def _of_problem(problem: Problem, snapshot: Snapshot) -> Entry:
    record = next(filter(None, map(snapshot.get, problem.records)), None)
    target = Target(record.kind, record.uid) if record else Target()
    slug = home_of(record.kind) if record else "workbench"
    stage = snapshot.stage(record) if record else None
    name = stage.name if stage else ""
    return Entry("problem", problem.sentence, problem.next_step, name, None, "不直接扣分", None, slug, target)


def _due(gap: Gap, snapshot: Snapshot) -> dt.date | None:
    """The day by which it must be done: its own, the deadline of a followed entry, else the end of its stage."""
    if gap.by is not None:
        return gap.by
    record = snapshot.get(next(iter(gap.records), None))
    rule = followed(record.kind) if record is not None and gap.code in ("open", "late") else None
    day = record[rule.deadline_field(record)] if record is not None and rule is not None else None
    if isinstance(day, dt.date):
        return day
    stage = next((stage for stage in snapshot.scheme.stages if stage.name == gap.stage), None)
    return stage.last if stage else None


def _place(gap: Gap, snapshot: Snapshot) -> tuple[str, Target]:
    """The screen and the form where the gap is mended."""
    record = snapshot.get(next(iter(gap.records), None))
    if record is not None:
        kind = record.declared
        blank = (field.name for field in kind.fields if field.required and record[field.name] in (None, "", ()))
        rule = followed(kind.slug)
        closing = rule.status if rule and gap.code in ("open", "late") else ""
        field = next(blank, "") if gap.code == "incomplete" else closing
        return home_of(kind.slug), Target(kind.slug, record.uid, field=field if field and kind.has(field) else "")
    duty = next((each for each in snapshot.scheme.duties if each.key == gap.duty), None)
    if duty is not None:
        return home_of(duty.kind), Target(duty.kind, preset=dict(duty.where))
    required = next((each for each in snapshot.scheme.required if each.key == gap.required), None)
    if required is None:
        return "workbench", Target()
    return home_of(required.kind), Target(required.kind, preset=preset_of(required, snapshot))


def preset_of(required: Required, snapshot: Snapshot) -> dict[str, Any]:
    """What a new record for a required paper has filled in: what the scheme asks for, its stage, and its name."""
    kind = snapshot.kind(required.kind)
    preset: dict[str, Any] = dict(required.where)
    if kind.stage_field and kind.stage_field not in preset:
        preset[kind.stage_field] = next(stage.name for stage in snapshot.scheme.stages if stage.key == required.stage)
    return preset


def progress(figures: Figures, scheme: Scheme) -> dict[str, tuple[int, int]]:
    """For each stage by name: how many of its required papers are in order, of how many."""
    faulty = {gap.required for gap in figures.gaps if gap.required}
    done: dict[str, tuple[int, int]] = {}
    for stage in scheme.stages:
        wanted = [required for required in scheme.required if required.stage == stage.key]
        done[stage.name] = (sum(required.key not in faulty for required in wanted), len(wanted))
    return done
