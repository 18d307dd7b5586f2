"""The files of the submission folder: papers in each format, scans, the bound PDF, the contents page, checksums."""

from __future__ import annotations

import shutil
from collections.abc import Mapping

from exports.binder import bind
from exports.bound_file import Bound
from exports.cache import Cache
from exports.compose import Composition, Leaf, Step
from exports.contents_page import contents_page
from exports.errors import DamagedScan
from exports.filing_stamp import StampValues, stamp_values
from exports.job import ExportJob
from exports.manifest import write_checksums
from exports.names import BOUND
from exports.sink import FolderSink
from exports.typeset.faces import Faces
from ledger.records import Attachment

CONTENTS = "目录.html"


def write_files(
    job: ExportJob, composition: Composition, faces: Faces, sink: FolderSink, cache: Cache, step: Step
) -> Bound:
    """Write all that is not a paper into the sink's scratch folder; returns what the bound PDF turned out to be.

    合订本.pdf and 目录.html are there whatever the formats: the page numbers of every index are those of the bound PDF.
    """
    files: dict[str, tuple[str, ...]] = {}
    others: list[str] = [BOUND]
    for leaf in composition.leaves:
        if leaf.file:
            papers = tuple(f"{leaf.file}.{suffix}" for suffix in leaf.formats)
            files[leaf.paper.key] = papers + _write_extras(leaf, sink)
            if "/" not in leaf.file:
                others += papers
    bound = _write_bound(job, composition, faces, sink, cache, step)
    step(CONTENTS)
    page = contents_page(job.snapshot, composition, files, tuple(others), bound.first)
    sink.write(CONTENTS, page.encode("utf-8"))
    write_checksums(sink.path(CONTENTS).parent, sink.written)
    return bound


def _write_extras(leaf: Leaf, sink: FolderSink) -> tuple[str, ...]:
    """The untouched originals of an item's attachments."""
    for name, attachment in leaf.extras:
        _copy(attachment, sink, name)
    return tuple(name for name, _ in leaf.extras)


def _copy(attachment: Attachment, sink: FolderSink, name: str) -> None:
    target = sink.path(name)
    try:
        source = attachment.file.open("rb")
    except OSError as error:
        raise DamagedScan(attachment.name) from error
    with source, target.open("xb") as copy:
        shutil.copyfileobj(source, copy)


def _write_bound(
    job: ExportJob, composition: Composition, faces: Faces, sink: FolderSink, cache: Cache, step: Step
) -> Bound:
    def stamped(leaf: Leaf) -> StampValues | None:
        if leaf.item is None or leaf.volume is None:
            return None
        return stamp_values(job.snapshot, leaf.volume, leaf.item, leaf.pages)

    with sink.path(BOUND).open("xb") as stream:
        return bind(composition, faces, _words(job), stream, lambda: step(BOUND), stamped, cache)


def _words(job: ExportJob) -> Mapping[str, str]:
    campaign = job.snapshot.campaign
    title = f"{campaign.year}年度{campaign.name}工作台帐"
    day = job.snapshot.as_of.isoformat()
    return {"title": title, "author": campaign.unit, "subject": title, "day": day}
