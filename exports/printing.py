"""Prints written to a folder of their own: each paper in each format, all of them or none."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from exports.names import unique_names
from exports.page import Paper
from exports.preflight import check_target
from exports.rendering import render
from exports.sink import FolderSink
from exports.typeset.faces import Faces

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
    files: list[str] = []
    pages = 0
    width = len(str(len(papers)))
    stems = unique_names((f"{number:0{width}d}_{paper.title}" for number, paper in enumerate(papers, 1)), 50)
    with FolderSink(dest) as sink:
        for paper, stem in zip(papers, stems, strict=True):
            made = render(paper, formats, faces)
            pages += len(made.sides)
            for suffix, data in made.files.items():
                files.append(f"{stem}.{suffix}")
                sink.write(files[-1], data)
    return Printed(dest, len(papers), pages, tuple(files))
