"""Scanned pages as sides of the bound PDF: where each lies on its A4 sheet, and where the filing stamp has room."""

from __future__ import annotations

from typing import NamedTuple

import pikepdf
from PIL import Image

from exports.cache import Cache, note_key
from exports.compose import Leaf
from exports.errors import DamagedScan
from exports.filing_stamp import CORNER, place_on_picture
from exports.scan_pages import ScanPages
from exports.scan_spool import ScanSpool
from exports.typeset.sheets import MM
from ledger.kinds import SCANNED

A4 = (210 * MM, 297 * MM)
_DOTS = 4
"""Dots to the millimetre of the rendering in which room for the stamp is looked for."""


class Fit(NamedTuple):
    """The size of the sheet in points, standing or lying, and the box that the scan fills: left, low, width, height."""

    page: tuple[float, float]
    box: tuple[float, float, float, float]


class ScanSide(NamedTuple):
    """A scanned page: its form in the bound PDF, drawn under the matrix [a 0 0 d x y] given as a, d, x and y."""

    form: pikepdf.Object
    page: tuple[float, float]
    matrix: tuple[float, float, float, float]


class ScanSides:
    """The scans of all leaves: first each leaf is taken in, then its sides are given in the same order.

    `redrawn` names the scans of which pages had to be drawn anew, `unread` those whose recognised words did not come
    along, `stamps` the place of the stamp for each paper that `is_stamped` on its scan, by its key.
    """

    def __init__(self, spool: ScanSpool, cache: Cache | None = None) -> None:
        """`cache` keeps where stamps have room: to find that out, a page has to be drawn."""
        self._spool = spool
        self._cache = cache
        self._placed: list[tuple[tuple[float, float], tuple[float, float, float, float]]] = []
        self._sides: list[ScanSide] = []
        self.redrawn: list[str] = []
        self.unread: list[str] = []
        self.stamps: dict[str, tuple[float, float] | None] = {}

    def take(self, leaf: Leaf, *, stamped: bool) -> None:
        """Bring the pages of a leaf's scans into the spool. Raises DamagedScan, CannotWrite."""
        for scan in leaf.scans:
            with ScanPages(scan) as pages:
                if len(pages) != scan.pages:  # the indexes have been reckoned with these
                    raise DamagedScan(scan.name)
                for index in range(len(pages)):
                    self._take_page(pages, index)
                if stamped and is_stamped(leaf) and leaf.paper.key not in self.stamps:
                    self.stamps[leaf.paper.key] = self._room(pages)

    def _take_page(self, pages: ScanPages, index: int) -> None:
        brought = pages.as_form(self._spool.batch, index)
        for names, concerned in ((self.redrawn, brought.converted), (self.unread, brought.unread)):
            if concerned and pages.scan.name not in names:
                names.append(pages.scan.name)
        page, (x, y, width, height) = fit(brought.width, brought.height, expand=pages.is_picture)
        self._placed.append((page, (width / brought.width, height / brought.height, x, y)))
        if self._spool.keep(brought.form):
            pages.forget()

    def _room(self, pages: ScanPages) -> tuple[float, float] | None:
        if self._cache is None:
            return _room(pages)
        key = note_key("room for the stamp", pages.scan.sha256)
        note = self._cache.note(key)
        if note is None or "room" not in note:
            note = {"room": _room(pages)}
            self._cache.put_note(key, note)
        return (note["room"][0], note["room"][1]) if note["room"] else None

    def open(self) -> pikepdf.Pdf:
        """The PDF that the forms are in, when all leaves are taken."""
        pdf, forms = self._spool.open()
        self._sides = [ScanSide(form, *placed) for form, placed in zip(forms, self._placed, strict=True)]
        self._sides.reverse()
        return pdf

    def next(self) -> ScanSide:
        """The next page, in the order in which they were taken."""
        return self._sides.pop()


def is_stamped(leaf: Leaf) -> bool:
    """Whether the filing stamp belongs on the scan: where that is the document, and the paper only registers it.

    A photo is not stamped, but the sheet that registers it.
    """
    document = bool(leaf.item and leaf.item.kind in SCANNED and leaf.scans)
    return document and leaf.scans[0].role != "photo"


def fit(width: float, height: float, *, expand: bool) -> Fit:
    """An A4 page lying or standing as the scan does, with the scan in its middle.

    A scanned page keeps its size where it fits; a picture has no size of its own (`expand`) and fills the page.
    """
    page = A4 if height >= width else (A4[1], A4[0])
    scale = min(page[0] / width, page[1] / height)
    scale = scale if expand else min(scale, 1.0)
    wide, high = width * scale, height * scale
    return Fit(page, ((page[0] - wide) / 2, (page[1] - high) / 2, wide, high))


def _room(pages: ScanPages) -> tuple[float, float] | None:
    """Where the stamp covers nothing on the sheet with the first page; both upper corners are kept for numbers."""
    page, (left, low, width, height) = fit(*pages.size(0), expand=pages.is_picture)
    dots = _DOTS / MM
    sheet = Image.new("L", (round(page[0] * dots), round(page[1] * dots)), 255)
    size = (max(round(width * dots), 1), max(round(height * dots), 1))
    sheet.paste(pages.look(0, size), (round(left * dots), round((page[1] - low - height) * dots)))
    corner = (round(CORNER[0] * dots), round(CORNER[1] * dots))
    for x in (0, sheet.width - corner[0]):
        sheet.paste(0, (x, 0, x + corner[0], corner[1]))
    return place_on_picture(sheet, page)
