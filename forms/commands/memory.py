"""After an export: the library remembers it, and the clerk is told what changed since the one before."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from exports.contents_page import BOUND
from exports.job import ExportResult
from exports.trace import bound_volume
from forms.commands.verbs import CannotReadFile, who
from ledger.book import Ledger
from ledger.errors import StorageError
from ledger.exported import BoundPaper, BoundVolume, Difference, Export, difference
from ledger.snapshot import Snapshot

_NAMED = 3
"""Papers of a kind of change that are told by title."""


def remember(lib: Path, result: ExportResult, snapshot: Snapshot) -> Export | None:
    """Note the export in the library; when that cannot be written now, say so: the folder stands all the same."""
    try:
        bound = _bound(result, snapshot)
        with Ledger.open(lib, who=who()) as ledger:
            return ledger.note_export(bound, result.folder.resolve())
    except StorageError as error:
        print(f"导出已经完成，只是没有记进台帐库，以后不能拿它做抽换页和装订核对：{error}", file=sys.stderr)
        return None


def _bound(result: ExportResult, snapshot: Snapshot) -> BoundVolume:
    file = result.folder / BOUND
    try:
        return bound_volume(file, result.bound.sides, result.traces, snapshot)
    except OSError as error:
        raise CannotReadFile(file, error) from error


@dataclass(frozen=True)
class Changes:
    """What changed since an earlier export, to be told."""

    found: Difference
    since: int

    @classmethod
    def since_last(cls, last: Export | None, result: ExportResult) -> Changes | None:
        """What changed since the last export; None for the first."""
        return cls(difference(last.bound.papers, result.traces), last.number) if last else None

    def words(self) -> str:
        """One sentence."""
        parts = [
            _part("新增", self.found.new),
            _part("撤去", self.found.gone),
            _part("改题名", [pair.new for pair in self.found.retitled]),
            _part("内容有改动", [pair.new for pair in self.found.changed]),
            _part("只是件号或页码变动", [pair.new for pair in self.found.moved]),
        ]
        told = "，".join(part for part in parts if part)
        return f"与第{self.since}次导出相比：{told}。" if told else f"与第{self.since}次导出相比，各件都没有变化。"

    def json(self) -> dict[str, Any]:
        """The same for another program."""
        return {
            "since": self.since,
            "new": [_paper_json(paper) for paper in self.found.new],
            "gone": [_paper_json(paper) for paper in self.found.gone],
            "retitled": [{**_paper_json(pair.new), "before": pair.old.title} for pair in self.found.retitled],
            "changed": [_paper_json(pair.new) for pair in self.found.changed],
            "moved": [{**_paper_json(pair.new), "before": _paper_json(pair.old)} for pair in self.found.moved],
        }


def _part(words: str, papers: Sequence[BoundPaper]) -> str:
    if not papers:
        return ""
    names = "、".join(f"“{paper.title}”" for paper in papers[:_NAMED])
    return f"{words}{len(papers)}件（{names}{'等' if len(papers) > _NAMED else ''}）"


def _paper_json(paper: BoundPaper) -> dict[str, Any]:
    return {"mark": paper.mark, "title": paper.title, "page": paper.first}
