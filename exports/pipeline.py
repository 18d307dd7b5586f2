"""The export, start to end: look at everything, lay out, write into a scratch folder, verify, rename."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pikepdf

from exports.bound_file import Bound
from exports.cache import Cache
from exports.compose import Composition, compose
from exports.errors import Cancelled, MissingGlyphs, NotWhole
from exports.folder import write_files
from exports.job import ExportJob, ExportResult
from exports.manifest import MANIFEST_NAME, verify
from exports.names import BOUND
from exports.papers.archive import count
from exports.preflight import check_campaign, check_records, check_scans, check_target
from exports.press import Deliver, Press
from exports.sink import FolderSink
from exports.trace import traces
from exports.typeset.faces import Faces
from ledger.filing import arrange


def run(job: ExportJob) -> ExportResult:
    """Make the submission folder; nothing stands at `job.dest` unless all of it does.

    Raises TargetExists, TargetInLibrary, MissingGlyphs, DamagedScan, NameCollision, NotWhole, CannotWrite, Cancelled.
    """
    check_target(job.dest)
    if job.phones is not job.snapshot.phones:
        job = replace(job, snapshot=replace(job.snapshot, phones=job.phones))
    faces = Faces.bundled() if job.bundled_only else Faces.installed()
    steps = _Steps(job)
    with FolderSink(job.dest) as sink, _cache(job) as cache:
        steps("检查附件")
        check_scans(job.snapshot)
        steps("检查文字")
        check_campaign(job.snapshot, faces)
        with Press(faces, cache, bundled_only=job.bundled_only, workers=job.workers) as press:
            composition = _composed(job, press, faces, sink, steps)
        bound = write_files(job, composition, faces, sink, cache, steps)
        steps("校验")
        files = _verified(sink, bound)
    cache.sweep(press.used)
    steps.finish()
    return ExportResult(
        folder=job.dest,
        volumes=len(composition.volumes),
        items=len(composition.places),
        pages=composition.pages,
        files=files,
        gaps=composition.gaps,
        problems=composition.problems,
        faces=faces.describe(),
        papers=len(composition.leaves),
        made=len(press.made),
        bound=bound,
        traces=traces(composition, bound, job.snapshot),
    )


@contextmanager
def _cache(job: ExportJob) -> Iterator[Cache]:
    """The folder of papers made before, or one for this export alone."""
    if job.cache is not None:
        yield Cache(job.cache)
        return
    with tempfile.TemporaryDirectory(prefix="taizhang-") as folder:
        yield Cache(Path(folder))


class _Steps:
    """Counts the work done, reports it, and stops when the clerk has asked to."""

    def __init__(self, job: ExportJob) -> None:
        self._job = job
        self._done = 0
        volumes = arrange(job.snapshot)
        items = sum(len(volume.items) for volume in volumes)
        written = items + len(volumes) + 2 + job.with_gaps + count(volumes)  # indexes, 备考表, 缺项与疑点, 归档
        bound = items + 2 * len(volumes) + 3  # the dividers too, and the cover
        self._total = 2 + written + 1 + len(volumes) + bound + 2

    def __call__(self, words: str) -> None:
        self._job.progress(self._done, self._total, words)
        if self._job.cancel.is_set():
            raise Cancelled
        self._done += 1

    def finish(self) -> None:
        """The folder stands; too late to cancel."""
        self._job.progress(self._done, self._total, "完成")


def _composed(job: ExportJob, press: Press, faces: Faces, sink: FolderSink, steps: _Steps) -> Composition:
    try:
        return compose(job.snapshot, press, job.formats, job.with_gaps, steps, _kept_in(sink))
    except MissingGlyphs:
        check_records(job.snapshot, faces)  # says in which record and field the character stands
        raise


def _kept_in(sink: FolderSink) -> Deliver:
    def deliver(name: str, data: bytes) -> None:
        sink.write(name, data)

    return deliver


def _verified(sink: FolderSink, bound: Bound) -> int:
    """Read back what was not yet before it is called done; returns the number of files. Raises NotWhole."""
    folder = sink.path(MANIFEST_NAME).parent
    findings = verify(folder, sink.written)
    if findings:
        raise NotWhole(findings[0].sentence)
    with pikepdf.open(folder / BOUND) as pdf:
        if len(pdf.pages) != bound.sides:
            raise NotWhole(f"合订本应有{bound.sides}面，实际{len(pdf.pages)}面")
    return sum(1 for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
