"""Prints written to a folder of their own: each paper in each format, all of them or none."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from exports.names import unique_names
from exports.page import Paper
from exports.preflight import check_blocks, check_target
from exports.sink import FolderSink
from exports.to_docx import write_docx
from exports.to_pdf import write_pdf
from exports.typeset.faces import Faces
from exports.typeset.layout import lay_out
from exports.typeset.sheets import Sheet

PRINT_FORMATS = ("docx", "pdf")


@dataclass(frozen=True)
class Printed:
    """What stands on disk: the folder, how many papers of how many sides in all, and the files by name."""

    folder: Path
    papers: int
    pages: int
    files: tuple[str, ...]


def write_prints(papers: tuple[Paper, ...], dest: Path, formats: tuple[str, ...], faces: Faces) -> Printed:
    """Write the papers to the new folder `dest`, named by their titles in their order.

    Raises TargetExists, TargetInLibrary, MissingGlyphs, UnreadablePicture, OverfullHalf, CannotWrite.
    """
    check_target(dest)
    for paper in papers:
        check_blocks(paper.title, paper.blocks, faces)
    files: list[str] = []
    pages = 0
    width = len(str(len(papers)))
    stems = unique_names((f"{number:0{width}d}_{paper.title}" for number, paper in enumerate(papers, 1)), 50)
    with FolderSink(dest) as sink:
        for paper, stem in zip(papers, stems, strict=True):
            sheets = lay_out(paper, faces)
            pages += len(sheets)
            for suffix in formats:
                files.append(f"{stem}.{suffix}")
                sink.write(files[-1], _written(paper, sheets, suffix, faces))
    return Printed(dest, len(papers), pages, tuple(files))


def _written(paper: Paper, sheets: Sequence[Sheet], suffix: str, faces: Faces) -> bytes:
    stream = io.BytesIO()
    match suffix:
        case "docx":
            write_docx(paper, faces, stream)
        case "pdf":
            write_pdf(paper, sheets, stream)
    return stream.getvalue()
