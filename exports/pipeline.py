"""The export, start to end: check the characters, lay out, write into a scratch folder, verify, rename."""

from __future__ import annotations

from pathlib import Path

import pikepdf

from exports.compose import Composition, compose
from exports.contents_page import BOUND
from exports.errors import Cancelled, MissingGlyphs, NotWhole
from exports.folder import write_files
from exports.job import ExportJob, ExportResult
from exports.manifest import MANIFEST_NAME, verify
from exports.page import Bars, Block, Heading, Pairs, Paragraph, Picture, Signature, Table, Title
from exports.papers.parts import printed
from exports.sink import FolderSink
from exports.typeset.faces import Faces
from ledger.filing import arrange
from ledger.kinds import kind_of
from ledger.snapshot import Snapshot


def run(job: ExportJob) -> ExportResult:
    """Make the submission folder; nothing stands at `job.dest` unless all of it does.

    Raises TargetExists, MissingGlyphs, DamagedScan, CannotWrite, Cancelled.
    """
    faces = Faces.bundled() if job.bundled_only else Faces.installed()
    with FolderSink(job.dest) as sink:
        steps = _Steps(job)
        steps("检查文字")
        check_characters(job.snapshot, faces)
        composition = compose(job.snapshot, faces, job.with_gaps, steps)
        check_papers(composition, faces)
        write_files(job, composition, faces, sink, steps)
        steps("校验")
        folder = sink.path(MANIFEST_NAME).parent
        files = _verified(folder, job, composition)
    return ExportResult(
        folder=job.dest,
        volumes=len(composition.volumes),
        items=len(composition.places),
        pages=composition.pages,
        files=files,
        gaps=composition.gaps,
        problems=composition.problems,
        faces=faces.describe(),
    )


class _Steps:
    """Counts the work done, reports it, and stops when the clerk has asked to."""

    def __init__(self, job: ExportJob) -> None:
        self._job = job
        self._done = 0
        volumes = arrange(job.snapshot)
        items = sum(len(volume.items) for volume in volumes)
        around = len(volumes) * 2 + 3
        # Each item is laid out, written and bound; dividers, indexes, cover and lists are written or bound once.
        self._total = items * 3 + around * 2 if "pdf" in job.formats else items * 2 + around

    def __call__(self, words: str) -> None:
        if self._job.cancel.is_set():
            raise Cancelled
        self._job.progress(min(self._done, self._total), self._total, words)
        self._done += 1


def check_characters(snapshot: Snapshot, faces: Faces) -> None:
    """Every character of every printed field must have a face. Raises MissingGlyphs, naming record and field."""
    for record in snapshot.records:
        kind = kind_of(record.kind)
        for field in printed(kind):
            missing = faces.missing(field.show(record[field.name]))
            if missing:
                raise MissingGlyphs(snapshot.title(record), field.label, "".join(missing))


def check_papers(composition: Composition, faces: Faces) -> None:
    """The same for what does not come from a record: the scheme's words, names of the unit. Raises MissingGlyphs."""
    for leaf in composition.leaves:
        for block in leaf.paper.blocks:
            missing = faces.missing("".join(_words(block)))
            if missing:
                raise MissingGlyphs(leaf.paper.title, "正文", "".join(missing))


def _words(block: Block) -> list[str]:
    match block:
        case Title(text) | Heading(text):
            return [text]
        case Paragraph():
            return [block.lead, block.text]
        case Pairs(rows):
            return [words for row in rows for pair in row for words in pair]
        case Table():
            return [
                block.caption,
                *(column.head for column in block.columns),
                *(cell for row in block.rows for cell in row),
            ]
        case Bars(caption, bars):
            return [caption, *(words for bar in bars for words in (bar.label, bar.shown))]
        case Signature(labels):
            return list(labels)
        case Picture():
            return [block.caption]
        case _:
            return []


def _verified(folder: Path, job: ExportJob, composition: Composition) -> int:
    """Read everything back before it is called done; returns the number of files. Raises NotWhole."""
    findings = verify(folder)
    if findings:
        raise NotWhole(findings[0].sentence)
    if "pdf" in job.formats:
        with pikepdf.open(folder / BOUND) as bound:
            if len(bound.pages) != composition.pages:
                raise NotWhole(f"合订本应有{composition.pages}页，实际{len(bound.pages)}页")
    return sum(1 for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
