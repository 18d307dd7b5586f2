"""Scanned pages on their way into our own PDF: upright, as a reader sees them, and fit for an archive (PDF/A-1b)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops

from exports.errors import DamagedScan
from exports.hidden_text import without_hidden_text
from exports.page_box import Box, page_box, upright
from exports.pdfa.contents import names_in
from exports.pdfa.resources import drawing_problems
from exports.pdfa.tree import inherited, mend, operators
from exports.pictures import QUALITY
from ledger.records import Attachment

_DPI = 200
"""Of a page that has to be drawn anew: what office scanners deliver, and as much as its prints show."""
_PIXELS = 12_000_000
"""The most of one page, so that a poster does not fill the memory; A3 at 200 dpi has 7.7 million."""
_GREY = 4
"""How far the three colours of a pixel may lie apart (of 255) in a picture that is kept as grey."""
_MALFORMED = (pikepdf.PikepdfError, AttributeError, IndexError, KeyError, OverflowError, TypeError, ValueError)
"""What reading a page of an unknown program may raise; PDFium, which forgives more, then draws it."""


@dataclass(frozen=True)
class ScanForm:
    """A page as a form of the PDF it was brought into: its lower left corner is (0, 0), and it stands upright.

    `width` and `height` are points as a reader sees the page, pixels for a picture. `reasons` says, in Chinese
    clauses, why the page could not be kept as it was and had to be drawn anew as a picture; empty for one as it was.
    `unread` says that only the invisible words which a program had recognised in it were left behind.
    """

    form: pikepdf.Object
    width: float
    height: float
    reasons: tuple[str, ...] = ()
    unread: bool = False

    @property
    def converted(self) -> bool:
        """Whether the page was drawn anew as a picture."""
        return bool(self.reasons)


class ScanPages:
    """The pages of one attachment, read one at a time; to be closed, or used in a `with`.

    A picture (an attachment with an upright JPEG) is one page that has no size of its own. A PDF that only its owner
    may change is opened like any other. PDFium is not safe for several threads at once: one thread at a time may use
    this. Raises DamagedScan when the file is gone or cannot be read, here and in every method.
    """

    def __init__(self, scan: Attachment) -> None:
        self.scan = scan
        self.is_picture = scan.normal is not None
        self._drawn: pypdfium2.PdfDocument | None = None
        try:
            self._picture = scan.normal.read_bytes() if scan.normal else b""
        except OSError as error:
            raise DamagedScan(scan.name) from error
        self._pdf = self._opened()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file. What was brought into another PDF stays whole."""
        if self._drawn is not None:
            self._drawn.close()
            self._drawn = None
        self._pdf.close()

    def forget(self) -> None:
        """Give back the memory of the pages brought over so far; the others can still be read."""
        self.close()
        self._pdf = self._opened()

    def _opened(self) -> pikepdf.Pdf:
        try:
            return pikepdf.new() if self.is_picture else pikepdf.open(self._source(), suppress_warnings=True)
        except (pikepdf.PdfError, OSError) as error:
            raise DamagedScan(self.scan.name) from error

    def _source(self) -> Path | BinaryIO:
        """The file itself, which pikepdf reads piece by piece; one that lies sealed is read into memory."""
        return self.scan.file.open() if self.scan.file.key else self.scan.file.path

    def __len__(self) -> int:
        return 1 if self.is_picture else len(self._pdf.pages)

    def size(self, index: int) -> tuple[float, float]:
        """Width and height of page `index` (from 0) as a reader sees it, cropped and turned: points, or pixels."""
        if self.is_picture:
            return _picture_size(self._picture, self.scan)
        box = self._box(index)
        return box.width, box.height

    def as_form(self, target: pikepdf.Pdf, index: int) -> ScanForm:
        """Bring page `index` (from 0) into `target`; the same bytes each time.

        What archives may keep is copied as it is; a page with anything else (fonts that are not inside, transparency,
        CMYK, JPEG 2000, stamps and signatures laid over it) is drawn anew as a JPEG of 200 dpi. Links, fields and
        scripts of the page do not come along, nor do invisible words in fonts that are not inside. To place it, draw
        the form under the matrix `[a 0 0 d x y]` with a and d the scales; the file may be closed before `target` is
        saved.
        """
        width, height = self.size(index)
        if self.is_picture:
            return ScanForm(_picture_form(target, self._picture, width, height), width, height)
        try:
            form, reasons, unread = self._as_it_is(index)
        except _MALFORMED:
            form, reasons, unread = None, ("页面结构不规范",), False
        if form is not None and not reasons:
            return ScanForm(target.copy_foreign(form), width, height, unread=unread)
        return ScanForm(_picture_form(target, self._draw(index, width, height), width, height), width, height, reasons)

    def look(self, index: int, size: tuple[int, int]) -> Image.Image:
        """Page `index` (from 0) in shades of grey, `size` pixels wide and high, for a look at what stands where."""
        if self.is_picture:
            try:
                with Image.open(io.BytesIO(self._picture), formats=("JPEG",)) as picture:
                    picture.draft("L", size)
                    return picture.convert("L").resize(size, Image.Resampling.BOX)
            except OSError as error:
                raise DamagedScan(self.scan.name) from error
        return self._rendered(index, size[0]).convert("L").resize(size, Image.Resampling.BOX)

    def _as_it_is(self, index: int) -> tuple[pikepdf.Object, tuple[str, ...], bool]:
        """The page as a form of its own file, what keeps it from coming along so, and whether words were left out."""
        page, box = self._pdf.pages[index].obj, self._box(index)
        form = _page_form(self._pdf, page, box, operators(page))
        reasons = tuple(dict.fromkeys(_reasons(page, form)))
        seen = without_hidden_text(form) if reasons else None
        if seen is not None:
            form = _page_form(self._pdf, page, box, seen)
            reasons = tuple(dict.fromkeys(_reasons(page, form)))
        return form, reasons, seen is not None

    def _box(self, index: int) -> Box:
        try:
            return page_box(self._pdf.pages[index].obj)
        except _MALFORMED as error:
            raise DamagedScan(self.scan.name) from error

    def _draw(self, index: int, width: float, height: float) -> bytes:
        """The page as PDFium shows it, with its annotations, as a JPEG."""
        picture = self._rendered(index, min(_DPI / 72, (_PIXELS / (width * height)) ** 0.5) * width)
        out = io.BytesIO()
        (picture.convert("L") if _is_grey(picture) else picture).save(out, "JPEG", quality=QUALITY, subsampling=0)
        return out.getvalue()

    def _rendered(self, index: int, across: float) -> Image.Image:
        """The page as PDFium shows it, so many pixels wide."""
        try:
            if self._drawn is None:
                self._drawn = pypdfium2.PdfDocument(self._source())
                self._drawn.init_forms()
            page = self._drawn[index]
            bitmap = page.render(scale=across / page.get_width())
            picture: Image.Image = bitmap.to_pil().convert("RGB")
            bitmap.close()
            page.close()
        except (pypdfium2.PdfiumError, OSError) as error:
            raise DamagedScan(self.scan.name) from error
        return picture


def _reasons(page: pikepdf.Object, form: pikepdf.Object) -> Iterator[str]:
    """What keeps a page, made a form, from being brought into an archive file as it is."""
    if any(_is_seen(note) for note in page.get("/Annots", Array()).as_list()):
        yield "带有批注、印章或表单"
    mend(form.Resources)
    yield from drawing_problems(form.read_bytes(), form.Resources, set())


_HIDDEN = 2 | 32
"""Flags of an annotation that is not to be seen (PDF 1.4, table 8.12)."""


def _is_seen(note: pikepdf.Object) -> bool:
    """Whether a reader draws the annotation. A link or field is seen by its appearance only, a popup not at all."""
    kind = note.get("/Subtype")
    left, low, right, high = (float(each) for each in note.Rect.as_list())
    if kind == Name.Popup or int(note.get("/F", 0)) & _HIDDEN or left == right or low == high:
        return False
    return "/AP" in note or kind not in (Name.Link, Name.Widget)


def _used(resources: pikepdf.Object, data: bytes) -> pikepdf.Object:
    """The resources that the operators name: some programs give every page those of the whole file."""
    names = names_in(data)
    if any(b"#" in name or not name.isascii() for name in names):  # written otherwise than in the resources
        return resources
    kept = Dictionary()
    for kind, entries in resources.items():
        if isinstance(entries, Dictionary):
            kept[kind] = Dictionary({name: thing for name, thing in entries.items() if name.encode() in names})
    return kept


def _page_form(pdf: pikepdf.Pdf, page: pikepdf.Object, box: Box, data: bytes) -> pikepdf.Object:
    """The visible part of a page, with its operators `data`, as a form that stands upright."""
    form = pikepdf.Stream(pdf, data)
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox, form.Matrix = Array(box.edges), Array(upright(box))
    form.Resources = _used(inherited(page, "/Resources") or Dictionary(), data)
    return form


def _picture_size(data: bytes, scan: Attachment) -> tuple[float, float]:
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG",)) as picture:
            return picture.size
    except OSError as error:
        raise DamagedScan(scan.name) from error


def _picture_form(target: pikepdf.Pdf, data: bytes, width: float, height: float) -> pikepdf.Object:
    """A form of `width` by `height` that shows a JPEG, grey or RGB."""
    with Image.open(io.BytesIO(data), formats=("JPEG",)) as picture:
        pixels, grey = picture.size, picture.mode == "L"
    image = pikepdf.Stream(target, b"")
    image.write(data, filter=Name.DCTDecode)
    image.Type, image.Subtype = Name.XObject, Name.Image
    image.Width, image.Height, image.BitsPerComponent = *pixels, 8
    image.ColorSpace = Name.DeviceGray if grey else Name.DeviceRGB
    form = pikepdf.Stream(target, f"q {width:.4f} 0 0 {height:.4f} 0 0 cm /Scan Do Q".encode("ascii"))
    form.Type, form.Subtype = Name.XObject, Name.Form
    form.BBox = Array([0, 0, round(width, 4), round(height, 4)])
    form.Resources = Dictionary(XObject=Dictionary(Scan=image))
    return form


def _is_grey(picture: Image.Image) -> bool:
    red, green, blue = picture.split()
    spans = (ImageChops.difference(one, other).getextrema() for one, other in ((red, green), (green, blue)))
    return all(span[1] <= _GREY for span in spans)  # type: ignore[operator]
