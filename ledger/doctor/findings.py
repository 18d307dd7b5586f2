"""What the examination of a library found, as values: what is wrong, where, and what to do next."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from pathlib import Path

REPAIR = "用 doctor --repair 修复到另一个文件夹，或从最近的备份恢复"
"""What to do about a database that is not whole."""


class Severity(enum.IntEnum):
    """How much a finding weighs."""

    NOTE = 0
    """Nothing is wrong; the clerk should know."""
    FAULT = 1
    """Something is wrong, and the library can be worked with."""
    DAMAGE = 2
    """The database is not whole: nothing more should be written into it."""

    @property
    def word(self) -> str:
        """As the clerk reads it."""
        return ("提示", "问题", "损坏")[self]


@dataclass(frozen=True)
class Finding:
    """One thing that was found: its key, how much it weighs, the sentence, what to do next, and what it is about.

    `about` are uids of records, digests of files, or names of files inside the library.
    """

    code: str
    severity: Severity
    sentence: str
    next_step: str = ""
    about: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """Both sentences, for the clerk."""
        return self.sentence + self.next_step


@dataclass(frozen=True)
class Examination:
    """What was looked at and what was found; `counts` are words and numbers, such as 记录 and how many."""

    library: Path
    counts: tuple[tuple[str, int], ...]
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return self.worst is Severity.NOTE

    @property
    def damaged(self) -> bool:
        """Whether the database is not whole."""
        return self.worst is Severity.DAMAGE

    @property
    def worst(self) -> Severity:
        """The most that a finding weighs."""
        return max((each.severity for each in self.findings), default=Severity.NOTE)


_SHOWN = 5


def some(words: list[str], unit: str = "条") -> str:
    """The first of many `words`, and how many there are."""
    shown = "、".join(words[:_SHOWN])
    return shown if len(words) <= _SHOWN else f"{shown}等{len(words)}{unit}"
