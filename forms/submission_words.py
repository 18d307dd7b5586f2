"""What came of an export, in words and numbers that the command line and the window share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exports.names import BOUND
from ledger.exported import BoundPaper, Difference, Export, difference

if TYPE_CHECKING:
    from exports.job import ExportResult

_NAMED = 3
"""Papers of a kind of change that are told by title."""
_NAMED_SCANS = 5
"""Scans that are told by name."""


@dataclass(frozen=True)
class Outcome:
    """A submission that stands on disk, in numbers; names of scans that were bound otherwise than they came.

    `made` papers of `papers` were made anew. `fault` says why the bound PDF is not PDF/A-1b, "" when it is.
    """

    folder: Path
    volumes: int
    items: int
    pages: int
    sides: int
    files: int
    papers: int
    made: int
    redrawn: tuple[str, ...]
    unread: tuple[str, ...]
    unstamped: tuple[str, ...]
    fault: str
    gaps: int
    problems: int

    @classmethod
    def of(cls, result: ExportResult) -> Outcome:
        """The outcome of an export."""
        bound = result.bound
        return cls(
            folder=result.folder,
            volumes=result.volumes,
            items=result.items,
            pages=result.pages,
            sides=bound.sides,
            files=result.files,
            papers=result.papers,
            made=result.made,
            redrawn=tuple(bound.redrawn),
            unread=tuple(bound.unread),
            unstamped=tuple(bound.unstamped),
            fault=next(iter(bound.problems), ""),
            gaps=len(result.gaps),
            problems=len(result.problems),
        )

    @property
    def bound(self) -> Path:
        """The bound PDF."""
        return self.folder / BOUND


@dataclass(frozen=True)
class Changes:
    """What changed since an earlier export, to be told."""

    found: Difference
    since: int

    @classmethod
    def since_last(cls, last: Export | None, papers: Sequence[BoundPaper]) -> Changes | None:
        """What changed from the last export to one that bound `papers`; None for the first."""
        return cls(difference(last.bound.papers, papers), last.number) if last else None

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

    @property
    def any(self) -> bool:
        """Whether anything changed."""
        found = self.found
        return any((found.new, found.gone, found.retitled, found.changed, found.moved))

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


def summary(done: Outcome, changes: Changes | None, where: str) -> tuple[str, ...]:
    """What came of an export, sentence by sentence; `where` gaps and contradictions are found."""
    told = [
        f"已导出到“{done.folder}”：{done.volumes}卷{done.items}件，合订本{done.pages}页，共{done.files}个文件。",
    ]
    if changes:
        told.append(changes.words())
    if done.made < done.papers:
        told.append(f"重新排版{done.made}份，其余{done.papers - done.made}份没有改动，沿用上次排好的。")
    told += _of_scans(done)
    if done.gaps or done.problems:
        told.append(f"还有缺项{done.gaps}处、疑点{done.problems}处，{where}。")
    return tuple(told)


def _of_scans(done: Outcome) -> list[str]:
    """What could not be bound as it came, or not be stamped, by name."""
    kinds = (
        (done.redrawn, "不能原样归档，已转成图像装订"),
        (done.unread, "扫描件里的识别文字没有带入合订本，图像不变"),
        (done.unstamped, "首页没有空处，没有盖归档章"),
    )
    told = [
        f"{said}：{'、'.join(names[:_NAMED_SCANS])}{'等' if len(names) > _NAMED_SCANS else ''}。"
        for names, said in kinds
        if names
    ]
    return [*told, f"合订本不是归档用的PDF/A-1b：{done.fault}。"] if done.fault else told


def _part(words: str, papers: Sequence[BoundPaper]) -> str:
    if not papers:
        return ""
    names = "、".join(f"“{paper.title}”" for paper in papers[:_NAMED])
    return f"{words}{len(papers)}件（{names}{'等' if len(papers) > _NAMED else ''}）"


def _paper_json(paper: BoundPaper) -> dict[str, Any]:
    return {"mark": paper.mark, "title": paper.title, "page": paper.first}
