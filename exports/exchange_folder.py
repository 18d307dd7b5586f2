"""The folder of an exchange: the sheets to print, cut from the new bound PDF, and the list that goes with them."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from exports.exchange import Exchange
from exports.page import Paper
from exports.papers.exchange import CUT
from exports.preflight import check_blocks, check_target
from exports.rendering import render
from exports.sink import FolderSink
from exports.typeset.faces import Faces

LIST_FORMATS = ("docx", "pdf")


@dataclass(frozen=True)
class WrittenExchange:
    """What stands on disk: the folder, its files by name, and how many sheets there are to print."""

    folder: Path
    files: tuple[str, ...]
    sheets: int


def write_exchange(exchange: Exchange, listed: Paper, bound: Path, dest: Path, faces: Faces) -> WrittenExchange:
    """Write the list and the sheets of the bound PDF `bound` to the new folder `dest`.

    Without sheets to put in there is only the list. Raises TargetExists, TargetInLibrary, MissingGlyphs, CannotWrite.
    """
    check_target(dest)
    check_blocks(listed.title, listed.blocks, faces)
    files: list[str] = []
    with FolderSink(dest) as sink:
        if exchange.printed:
            files.append(CUT)
            sink.write(CUT, cut(exchange, bound))
        rendered = render(listed, LIST_FORMATS, faces)
        for suffix in LIST_FORMATS:
            files.append(f"{listed.title}.{suffix}")
            sink.write(files[-1], rendered.files[suffix])
    return WrittenExchange(dest, tuple(files), len(exchange.printed))


def cut(exchange: Exchange, bound: Path) -> bytes:
    """The new sheets as a PDF for the printer: every side of each, blank ones too, in the order of the stack."""
    stream = io.BytesIO()
    with pikepdf.open(bound) as source, pikepdf.new() as target:
        for place in exchange.printed:
            sides = len(exchange.new[place])
            for page in source.pages[place * sides : (place + 1) * sides]:
                # A link leads to a page that may not be here, and would bring it along.
                if pikepdf.Name.Annots in page:
                    del page.Annots
                target.pages.append(page)
        if len(target.pages) % len(exchange.new[0]):  # the last sheet of the book has nothing on its back
            target.add_blank_page(page_size=_size(target.pages[-1]))
        target.docinfo["/Title"] = "抽换页"
        target.save(stream, deterministic_id=True)
    return stream.getvalue()


def _size(page: pikepdf.Page) -> tuple[float, float]:
    left, low, right, high = (float(value) for value in page.mediabox.as_list())
    return right - left, high - low
