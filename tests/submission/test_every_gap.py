"""Whatever is taken out of a full library, exactly that is missed: each required paper, each period of each duty."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from ledger.completeness import find_gaps
from ledger.consistency import find_problems
from ledger.duties import Turn, turns
from ledger.records import Record
from ledger.schemes.load import load_scheme, shipped
from ledger.schemes.model import Required, Scheme
from ledger.schemes.provisions import Duty
from ledger.snapshot import Snapshot
from tests.full.needs import DAYS, end_of

LOADED = [load_scheme(scheme_id) for scheme_id in shipped()]
REQUIRED = [pytest.param(each, key, id=f"{each.id}-{key.key}") for each in LOADED for key in each.required]
DUTIES = [pytest.param(each, duty, id=f"{each.id}-{duty.key}") for each in LOADED for duty in each.duties if duty.kind]

COSTS = {
    "post-counter-2011": {
        "plan": ("counter", "1"),
        "group": ("counter", "1"),
        "progress": ("counter", "1.5"),
        "nomination": ("counter", "1.5"),
    },
    "qidong-2015": {
        each.key: ("review", "70") if each.key == "review" else ("daily", "30")
        for each in load_scheme("qidong-2015").required
    },
}
"""By scheme and paper, the part of the formula and the points of the result that it costs: A02 1.1, 1.2; A01 30%, 70%.

All other papers of all other schemes cost nothing that their source writes down.
"""

NEVER_DONE = {
    "bank-morning": {"training": "training", "morning": "morning"},
    "callback-window": {"callback": "callback"},
    "env-window": {"attendance": "sign-in"},
    "hall-standard": {"monthly": "files", "daily": "papers"},
    "mobile-quality": {"lectures": "lecture"},
    "one-window-tax": {"handover": "archive"},
    "parallel-approval": {"training": "agents"},
    "post-counter-2011": {"nomination": "recommend", "satisfaction": "satisfaction", "morning": "morning"},
    "post-delivery-2011": {"nomination": "recommend", "satisfaction": "satisfaction"},
    "post-savings-2011": {"nomination": "recommend", "satisfaction": "satisfaction"},
    "three-bright-tax": {"exam": "exam", "stars": "star"},
    "youth-civility": {"publicity": "land-day"},
}
"""Papers without which a duty was never done in any period: the duty is told too, all of its records are theirs."""

ONE_PAPER = {
    "mobile-quality": {"pledge": "pledge"},
    "three-bright-community": {"points": "points"},
    "three-bright-tax": {"integrity": "duty-report"},
    "yanliang-2009": {"analysis": "analysis", "appraise": "appraise"},
}
"""Duties that ask once for the very paper that is required: it is told as that paper, once."""

Full = Callable[[str], Snapshot]


def without(snapshot: Snapshot, gone: Callable[[Record], bool]) -> tuple[Snapshot, int]:
    """The ledger without some records, and how many they are."""
    left = tuple(record for record in snapshot.records if not gone(record))
    return replace(snapshot, records=left), len(snapshot.records) - len(left)


def answers(record: Record, demand: Required | Duty) -> bool:
    """Whether a record is one that was asked for."""
    kind = record.declared
    return kind.slug == demand.kind and all(kind.field(k).show(record[k]) == v for k, v in demand.where.items())


def done_in(snapshot: Snapshot, duty: Duty, turn: Turn) -> Callable[[Record], bool]:
    """Whether a record was asked for by a duty and lies in a period."""

    def is_done(record: Record) -> bool:
        day = snapshot.day(record)
        return answers(record, duty) and day is not None and turn.first <= day <= turn.last

    return is_done


@pytest.mark.parametrize(("scheme", "required"), REQUIRED)
def test_a_required_paper_that_is_taken_away_is_missed_with_its_points(
    scheme: Scheme, required: Required, full: Full
) -> None:
    left, count = without(full(scheme.id), lambda record: answers(record, required))
    duty = NEVER_DONE.get(scheme.id, {}).get(required.key)
    assert count == 1 or duty
    gaps = find_gaps(left)
    (gap,) = [each for each in gaps if each.required]
    stage = next(each for each in scheme.stages if each.key == required.stage)
    assert (gap.required, gap.name, gap.stage) == (required.key, required.name, stage.name)
    assert gap.code == ("due" if stage.last is None else "missing"), "what has no end is never too late"
    assert f"缺“{required.name}”" in gap.sentence and required.proves in gap.next_step
    node, points = COSTS.get(scheme.id, {}).get(required.key, ("", None))
    assert (gap.node, gap.risk) == (node, None if points is None else Decimal(points))
    assert [(each.code, each.duty) for each in gaps if each is not gap] == ([("late", duty)] if duty else [])
    assert {each.code for each in find_problems(left)} <= {"broken-link", "serial-number-gap"}


@pytest.mark.parametrize(("scheme", "duty"), DUTIES)
def test_a_period_of_a_duty_that_is_taken_away_is_missed_by_its_name(scheme: Scheme, duty: Duty, full: Full) -> None:
    periods = turns(duty, scheme.year, DAYS, scheme.first, end_of(scheme))
    assert bool(periods) == (duty.every != "always")
    some = periods if len(periods) <= 12 else (periods[0], periods[len(periods) // 2], periods[-1])
    snapshot = full(scheme.id)
    for turn in some:
        left, count = without(snapshot, done_in(snapshot, duty, turn))
        assert count == duty.least == 1
        (gap,) = find_gaps(left)
        paper = ONE_PAPER.get(scheme.id, {}).get(duty.key)
        if paper is None:
            assert (gap.code, gap.duty, gap.required, gap.by) == ("late", duty.key, "", turn.last)
            assert f"：{turn.name}没有记录。" in gap.sentence and duty.name in gap.sentence
        else:
            assert (gap.code, gap.duty, gap.required) == ("missing", "", paper)
