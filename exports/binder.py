"""合订本.pdf: every paper and every scan in one file for duplex printing, numbered, with bookmarks and links."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import BinaryIO

from exports.bound_file import Bound, BoundFile
from exports.cache import Cache
from exports.compose import Composition, Leaf
from exports.filing_stamp import StampValues, stamp_marks
from exports.pdf.drawing import draw_artifact
from exports.pdf.overlays import Pens, corner_marks, folio_marks, stamped_folio, twin_marks
from exports.pdfa import checking, marking
from exports.rendering import Side
from exports.scan_sides import A4, ScanSides, is_stamped
from exports.scan_spool import ScanSpool
from exports.typeset.faces import Faces, Role
from exports.typeset.sheets import MM, Mark
from ledger.filing_settings import Corner

_SCAN_SIZE, _SCAN_BASELINE = 14.0, 11 * MM
"""The number stamped on a scan: 4号 like the numbers of official documents, and its height above the page's edge."""


def bind(
    composition: Composition,
    faces: Faces,
    words: Mapping[str, str],
    stream: BinaryIO,
    tick: Callable[[], None],
    stamped: Callable[[Leaf], StampValues | None] = lambda leaf: None,
    cache: Cache | None = None,
) -> Bound:
    """Write the bound PDF; `tick` is called before each leaf and may raise to stop.

    `words` are the title, author, subject and day of the file; `stamped` gives what stands in the filing stamp of
    an item. Raises DamagedScan when a stored scan can no longer be read, CannotWrite when the disk is full.
    """
    leaves = [leaf for leaf in composition.leaves if leaf.bound]
    with ScanSpool() as spool:
        scans = ScanSides(spool, cache)
        for leaf in leaves:
            if leaf.scans:
                tick()
                scans.take(leaf, stamped=composition.settings.stamp)
        binding = _Binding(composition, faces, stamped, scans)
        for leaf in leaves:
            if not leaf.scans:
                tick()
            binding.add(leaf)
        return binding.save(stream, words)


class _Binding:
    """A bound PDF being made: which number comes next, and on which side of the sheet."""

    def __init__(
        self, composition: Composition, faces: Faces, stamped: Callable[[Leaf], StampValues | None], scans: ScanSides
    ) -> None:
        self._settings = composition.settings
        self._faces = faces
        self._stamped = stamped
        self._pens = Pens(faces.pick(Role.SONG, "0")[0], faces.pick(Role.SONG, "—")[0])
        self._scans = scans
        self._file = BoundFile(scans.open())
        self._number = self._within = 0
        self._bound = Bound(redrawn=scans.redrawn, unread=scans.unread)

    def add(self, leaf: Leaf) -> None:
        """The sides of a leaf, on a fresh sheet where each item begins one."""
        self._within = 0
        key = leaf.paper.key
        if self._settings.duplex and self._settings.fresh_sheet and self._file.count % 2:
            self._file.add_blank(A4)
        self._bound.first[key] = self._file.count + 1
        if key.startswith("divider:") and leaf.volume:
            self._file.bookmark(f"{leaf.volume.no} {leaf.volume.name}", 0)
        elif leaf.item:
            self._file.bookmark(f"{leaf.item.number:04d} {leaf.item.title}", 1)
        self._file.begin(key)
        for place, side in enumerate(leaf.made.sides, 1):
            self._add_side(leaf, side, place)
        place = len(leaf.made.sides)
        for scan in leaf.scans:
            for page in range(1, scan.pages + 1):
                self._add_scan(leaf, place + page, first=page == 1 and scan is leaf.scans[0])
            place += scan.pages

    def save(self, stream: BinaryIO, words: Mapping[str, str]) -> Bound:
        """Write the file; it is called PDF/A only when nothing in it speaks against that."""
        self._bound.sides = self._file.count
        self._faces.read(self._file.fonts)
        pdf = self._file.finish()
        marking.mark(pdf, **words)
        if self._file.has_scans:  # Of our own pages the tests have it that they are in order.
            self._bound.problems = checking.problems(pdf)
        if not self._bound.archival:
            marking.unmark(pdf)
        marking.save(pdf, stream)
        return self._bound

    @property
    def _front(self) -> bool:
        """Whether the next side is the front of a sheet; printed on one side only, every side is."""
        return not self._settings.duplex or self._file.count % 2 == 0

    def _add_side(self, leaf: Leaf, side: Side, place: int) -> None:
        front, page = self._front, (side.width, side.height)
        shift = 0.0
        if not front and side.folio:
            # The binding edge changes sides with the page, and the wide margin with it.
            shift = side.width - side.folio.right - side.folio.left
        marks: list[Mark] = []
        label, back = "", None
        if leaf.item and not side.blank:
            self._count()
            label = str(self._number)
            if side.folio:
                shifted = side.folio.shifted(shift)
                numbers = folio_marks(shifted, self._number, official=side.official, right=front)
                marks += numbers
                back = numbers
            marks += self._archival(leaf, place, page, front=front, opaque=False)
            if place == 1 and not is_stamped(leaf):
                marks += self._stamp(leaf, leaf.made.stamp, place)
        self._file.add_side(side, shift, draw_artifact(marks), label or leaf.paper.title, numbered=bool(label))
        self._link_back(leaf, back)

    def _count(self) -> None:
        """One more side with content: of the volume, and of the item."""
        self._number += 1
        self._within += 1

    def _archival(self, leaf: Leaf, place: int, page: tuple[float, float], *, front: bool, opaque: bool) -> list[Mark]:
        """The number of a side within its item in the outer corner, and the paper's own number."""
        marks: list[Mark] = []
        if self._settings.corner is not Corner.NONE:
            upper = self._settings.corner is Corner.UPPER
            marks += corner_marks(self._pens, self._within, page, upper=upper, right=front, opaque=opaque)
        total = len(leaf.made.sides) + leaf.paper.follows
        marks += twin_marks(self._pens, leaf.paper.mark, place, total, page, right=front, opaque=opaque)
        return marks

    def _stamp(self, leaf: Leaf, at: tuple[float, float] | None, place: int) -> tuple[Mark, ...]:
        values = self._stamped(leaf) if self._settings.stamp else None
        if values is None:
            return ()
        if at is None:
            self._bound.unstamped.append(leaf.paper.title)
            return ()
        self._bound.stamped[leaf.paper.key] = place
        return stamp_marks(values, at, self._faces)

    def _add_scan(self, leaf: Leaf, place: int, *, first: bool) -> None:
        """A scanned page as a reader sees it alone, with its numbers upright on white."""
        self._count()
        side = self._scans.next()
        number = stamped_folio(self._pens, self._number, side.page, _SCAN_SIZE, _SCAN_BASELINE)
        marks = [*number, *self._archival(leaf, place, side.page, front=self._front, opaque=True)]
        if first and is_stamped(leaf):
            marks += self._stamp(leaf, self._scans.stamps.get(leaf.paper.key), place)
        self._file.add_form(side.page, side.form, side.matrix, draw_artifact(marks), str(self._number))
        self._link_back(leaf, number)

    def _link_back(self, leaf: Leaf, number: tuple[Mark, ...] | None) -> None:
        """The page number leads back to the row of the index that names the item."""
        if number and leaf.item:
            self._file.link_back(leaf.item.key, number)
