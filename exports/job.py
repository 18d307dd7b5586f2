"""What an export is asked for, and what it gives back."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from exports.bound_file import Bound
from ledger.completeness import Gap
from ledger.consistency import Problem
from ledger.exported import BoundPaper
from ledger.phones import Phones
from ledger.snapshot import Snapshot

FORMATS = ("docx", "pdf", "xlsx")

Progress = Callable[[int, int, str], None]
"""Called with steps done, steps in all, and what is being done now."""


def silent(done: int, total: int, words: str) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True)
class ExportJob:
    """A submission to be made: from which records, to which folder, its papers in which formats.

    `bundled_only` sets every paper in the bundled faces, so that the same records give the same bytes on any machine.
    `with_gaps` adds 缺项与疑点. `phones` says whether registers have a column of phone numbers.
    `cancel` is looked at between files. `cache` is the folder of papers made before (None: nothing is kept), `workers`
    the number of processes (0: one for each core, at most four).
    """

    snapshot: Snapshot
    dest: Path
    formats: tuple[str, ...] = FORMATS
    bundled_only: bool = False
    with_gaps: bool = True
    progress: Progress = silent
    cancel: threading.Event = field(default_factory=threading.Event)
    cache: Path | None = None
    workers: int = 0
    phones: Phones = Phones.OUT


@dataclass(frozen=True)
class ExportResult:
    """A submission that stands on disk: its folder, how many items, numbered pages and files, and the findings."""

    folder: Path
    volumes: int
    items: int
    pages: int
    files: int
    gaps: tuple[Gap, ...]
    problems: tuple[Problem, ...]
    faces: tuple[tuple[str, str, str], ...]
    papers: int
    made: int
    """Papers in all, and those made anew; the others stood in the cache."""
    bound: Bound
    traces: tuple[BoundPaper, ...]
