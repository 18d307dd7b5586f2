"""Serial numbers (序号) of the registers: each stands once, and none is left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ledger.consistency.problem import Problem, problem
from ledger.fields import Whole
from ledger.kinds import Form, Kind
from ledger.records import Record
from ledger.snapshot import Snapshot

FIELD = "number"
"""The field that holds a register's serial number."""

_SHOWN = 10  # numbers or runs of numbers told in one sentence


def serial_numbers(snapshot: Snapshot) -> Iterator[Problem]:
    """The entries of a register count from 1 without gaps or repeats; a blank number is a gap of its paper instead."""
    for kind in snapshot.kinds:
        # The numbers of cases are given by the window, year by year, and are words.
        if kind.form is Form.REGISTER and kind.has(FIELD) and isinstance(kind.field(FIELD), Whole):
            yield from _of_register(kind, snapshot.of(kind.slug))


def _of_register(kind: Kind, records: Sequence[Record]) -> Iterator[Problem]:
    by_number: dict[int, list[Record]] = {}
    for record in records:
        if record[FIELD] is not None:
            by_number.setdefault(record[FIELD], []).append(record)
    numbers = sorted(by_number)
    twice = [number for number in numbers if len(by_number[number]) > 1]
    if twice:
        yield problem(
            "serial-number-twice",
            f"{kind.paper}序号{_told([str(number) for number in twice])}重复。",
            "对照登记簿改正重复的序号，每条一个。",
            *(record for number in twice for record in by_number[number]),
        )
    gaps = [(before + 1, after) for before, after in pairwise([0, *numbers]) if after - before > 1]
    if gaps:
        yield problem(
            "serial-number-gap",
            f"{kind.paper}序号缺{_told([_run(first, after - 1) for first, after in gaps])}。",
            "补上漏登的各条，或把后面的序号改为连续。",
            *(record for _, after in gaps for record in by_number[after]),
        )


def _run(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}至{last}"


def _told(words: Sequence[str]) -> str:
    return "、".join(words[:_SHOWN]) + ("等" if len(words) > _SHOWN else "")
