"""合订本.pdf: every paper and every scan in one file, with continuous numbers, bookmarks and links."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pikepdf
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from exports.compose import Composition, Leaf
from exports.errors import DamagedScan
from exports.to_pdf import draw_number, draw_sheet, open_canvas
from exports.typeset.faces import Faces, Role
from exports.typeset.sheets import MM, Area, Folio
from ledger.records import Attachment

A4 = (210 * MM, 297 * MM)
_STAMP = 14.0
"""Size of the number stamped on a scan, 4号 like the numbers of official documents."""
_MARGIN = 11 * MM
"""Height of a stamped number above the lower edge of the page."""


@dataclass(frozen=True)
class _Slot:
    """A page kept free for a scanned page: which file, which page of it, and where on the sheet."""

    page: int
    scan: Attachment
    source: int
    box: tuple[float, float, float, float]


def bind(
    composition: Composition, faces: Faces, title: str, author: str, stream: BinaryIO, tick: Callable[[], None]
) -> None:
    """Write the bound PDF; `tick` is called before each leaf and may raise to stop.

    All papers are one reportlab document, so each face is embedded once; scanned pages are laid under their stamped
    numbers afterwards. Raises DamagedScan when a stored scan can no longer be read.
    """
    raw = io.BytesIO()
    canvas = open_canvas(raw, title, author, title, faces.pick(Role.SONG, "0")[0])
    canvas.showOutline()
    slots: list[_Slot] = []
    number = 1
    for leaf in composition.leaves:
        if leaf.bound:
            tick()
            slots += _draw_leaf(canvas, leaf, number, faces)
            number += leaf.pages
    canvas.save()
    _lay_under(raw, slots, stream)


def _draw_leaf(canvas: Canvas, leaf: Leaf, first: int, faces: Faces) -> list[_Slot]:
    """Draw a leaf from page `first` on; returns the pages kept free for scanned ones."""
    key = leaf.paper.key
    canvas.bookmarkPage(key)
    if key.startswith("divider:") and leaf.volume:
        canvas.addOutlineEntry(f"{leaf.volume.no} {leaf.volume.name}", key, 0, closed=False)
    elif leaf.item:
        canvas.addOutlineEntry(f"{leaf.item.number:04d} {leaf.item.title}", key, 1)

    def link(area: Area) -> None:
        canvas.linkRect("", area.target, (area.x, area.y, area.x + area.width, area.y + area.height), thickness=0)

    number = first
    for sheet in leaf.sheets:
        draw_sheet(canvas, sheet, number, link)
        canvas.showPage()
        number += 1
    slots: list[_Slot] = []
    for scan in leaf.scans:
        if scan.normal is not None:
            _draw_picture(canvas, scan, scan.normal, number, faces)
        else:
            slots += _keep_free(canvas, scan, number, faces)
        number += scan.pages
    return slots


def _draw_picture(canvas: Canvas, scan: Attachment, picture: Path, number: int, faces: Faces) -> None:
    """A page with an upright picture and its stamped number. Raises DamagedScan."""
    try:
        image = ImageReader(io.BytesIO(picture.read_bytes()))
    except OSError as error:
        raise DamagedScan(scan.name) from error
    page, box = _fit(*image.getSize(), expand=True)
    canvas.setPageSize(page)
    canvas.drawImage(image, *box)
    _stamp(canvas, page, number, faces)
    canvas.showPage()


def _keep_free(canvas: Canvas, scan: Attachment, first: int, faces: Faces) -> Iterator[_Slot]:
    """A page with its stamped number for every page of a scanned PDF, which is laid under it later."""
    for index, (width, height) in enumerate(_sizes(scan)):
        page, box = _fit(width, height, expand=False)
        canvas.setPageSize(page)
        _stamp(canvas, page, first + index, faces)
        canvas.showPage()
        yield _Slot(first + index, scan, index, box)


def _fit(width: float, height: float, *, expand: bool) -> tuple[tuple[float, float], tuple[float, float, float, float]]:
    """An A4 page turned like the scan, and the box (x, y, width, height) in which it fits without distortion.

    A scanned page smaller than A4 keeps its size; a picture has no size of its own and fills the page.
    """
    page = A4 if height >= width else (A4[1], A4[0])
    scale = min(page[0] / width, page[1] / height)
    scale = scale if expand else min(scale, 1.0)
    wide, high = width * scale, height * scale
    return page, ((page[0] - wide) / 2, (page[1] - high) / 2, wide, high)


def _stamp(canvas: Canvas, page: tuple[float, float], number: int, faces: Faces) -> None:
    """The number on a scan, on a white ground so that it can be read over anything."""
    font, dash = faces.pick(Role.SONG, "0")[0], faces.pick(Role.SONG, "—")[0]
    canvas.setFillGray(1)
    canvas.rect(page[0] / 2 - 13 * MM, _MARGIN - 1.6 * MM, 26 * MM, 6.2 * MM, stroke=0, fill=1)
    draw_number(canvas, Folio(font, dash, _STAMP, _MARGIN, 0, page[0]), number, official=False)


def _sizes(scan: Attachment) -> list[tuple[float, float]]:
    """Width and height in points of every page as a reader sees it, cropped and turned."""
    with _opened(scan) as pdf:
        sizes = []
        for page in pdf.pages:
            left, low, right, high = (float(value) for value in page.cropbox)
            width, height = abs(right - left), abs(high - low)
            turned = int(page.obj.get("/Rotate", 0)) % 180 == 90
            sizes.append((height, width) if turned else (width, height))
    return sizes


def _lay_under(raw: io.BytesIO, slots: Sequence[_Slot], stream: BinaryIO) -> None:
    """Put each scanned page under the page that was kept free for it, and write the file with a fixed identity."""
    sources: dict[Path, pikepdf.Pdf] = {}
    try:
        with pikepdf.open(raw) as bound:
            for slot in slots:
                path = slot.scan.path
                pdf = sources.get(path) or sources.setdefault(path, _opened(slot.scan))
                x, y, width, height = slot.box
                page = pdf.pages[slot.source]
                page.trimbox = page.cropbox
                rect = pikepdf.Rectangle(x, y, x + width, y + height)
                _underlay(bound, bound.pages[slot.page - 1], page, rect)
            bound.save(stream, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    finally:
        for pdf in sources.values():
            pdf.close()


_SCAN = pikepdf.Name("/Scan")


def _underlay(bound: pikepdf.Pdf, page: pikepdf.Page, scan: pikepdf.Page, rect: pikepdf.Rectangle) -> None:
    """Lay a scanned page under the number; `add_underlay` would name it by chance, with other bytes each time."""
    form = bound.copy_foreign(scan.as_form_xobject())
    page.add_resource(form, pikepdf.Name.XObject, name=_SCAN)
    place = page.calc_form_xobject_placement(
        form, _SCAN, rect, invert_transformations=True, allow_shrink=True, allow_expand=True
    )
    page.contents_add(place, prepend=True)


def _opened(scan: Attachment) -> pikepdf.Pdf:
    try:
        return pikepdf.open(scan.path)
    except (pikepdf.PdfError, OSError) as error:
        raise DamagedScan(scan.name) from error
