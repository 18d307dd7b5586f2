"""A contradiction between records, as a value."""

from __future__ import annotations

from dataclasses import dataclass

from ledger.records import Record


@dataclass(frozen=True)
class Problem:
    """Records that contradict each other or the campaign: the sentence, what to do next, and the records concerned."""

    code: str
    sentence: str
    next_step: str
    records: tuple[str, ...]


def problem(code: str, sentence: str, next_step: str, *records: Record) -> Problem:
    """A problem of these records."""
    return Problem(code, sentence, next_step, tuple(record.uid for record in records))
