"""The files of the submission folder: papers in each format, scans, the bound PDF, the contents page, checksums."""

from __future__ import annotations

import io
import shutil

from exports.binder import bind
from exports.compose import Composition, Leaf, Step
from exports.contents_page import BOUND, contents_page
from exports.errors import DamagedScan
from exports.job import ExportJob
from exports.manifest import write_checksums
from exports.sink import FolderSink
from exports.to_docx import write_docx
from exports.to_pdf import write_pdf
from exports.to_xlsx import write_xlsx
from exports.typeset.faces import Faces
from ledger.records import Attachment

CONTENTS = "目录.html"


def write_files(job: ExportJob, composition: Composition, faces: Faces, sink: FolderSink, step: Step) -> None:
    """Write everything into the sink's scratch folder.

    合订本.pdf and 目录.html are there whatever the formats: the page numbers of every index are those of the bound PDF.
    """
    files: dict[str, tuple[str, ...]] = {}
    others: list[str] = [BOUND]
    for leaf in composition.leaves:
        if not leaf.file:
            continue
        step(f"写出：{leaf.paper.title}")
        written = _write_paper(leaf, faces, sink) + _write_extras(leaf, sink)
        files[leaf.paper.key] = written
        if "/" not in leaf.file:
            others += written
    _write_bound(job, composition, faces, sink, step)
    step(CONTENTS)
    page = contents_page(job.snapshot, composition, files, tuple(others))
    sink.write(CONTENTS, page.encode("utf-8"))
    write_checksums(sink.path(CONTENTS).parent)


def _write_paper(leaf: Leaf, faces: Faces, sink: FolderSink) -> tuple[str, ...]:
    written = []
    for suffix in leaf.formats:
        stream = io.BytesIO()
        match suffix:
            case "docx":
                write_docx(leaf.paper, faces, stream)
            case "pdf":
                write_pdf(leaf.paper, leaf.sheets, stream)
            case "xlsx":
                write_xlsx(leaf.paper, stream)
        name = f"{leaf.file}.{suffix}"
        sink.write(name, stream.getvalue())
        written.append(name)
    return tuple(written)


def _write_extras(leaf: Leaf, sink: FolderSink) -> tuple[str, ...]:
    """The untouched originals of an item's attachments."""
    for name, attachment in leaf.extras:
        _copy(attachment, sink, name)
    return tuple(name for name, _ in leaf.extras)


def _copy(attachment: Attachment, sink: FolderSink, name: str) -> None:
    target = sink.path(name)
    try:
        source = attachment.path.open("rb")
    except OSError as error:
        raise DamagedScan(attachment.name) from error
    with source, target.open("xb") as copy:
        shutil.copyfileobj(source, copy)


def _write_bound(job: ExportJob, composition: Composition, faces: Faces, sink: FolderSink, step: Step) -> None:
    campaign = job.snapshot.campaign
    title = f"{campaign.year}年度{campaign.name}工作台帐"
    with sink.path(BOUND).open("xb") as stream:
        bind(composition, faces, title, campaign.unit, stream, lambda: step(BOUND))
