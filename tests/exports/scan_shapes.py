"""Scans of every shape that offices send: small, made on the fly, each with what a reader is to see."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary
from PIL import Image, ImageDraw
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from exports.intake import inspect
from ledger import assets
from ledger.kept_files import KeptFile
from ledger.records import Attachment
from tests.exports import scan_quirks as quirks
from tests.exports.scan_codecs import Encoded, ccitt, cmyk, flate, jbig2, jpeg, jpeg_2000, lzw
from tests.exports.scan_quirks import A4, image

DPI = 60
"""Coarse, so that hundreds of scans are made in seconds."""
A3, A5 = (842.0, 1191.0), (420.0, 595.0)
SQUARE = 60.0
"""Points of the black square in the upper left corner of every page as the reader sees it."""


@dataclass(frozen=True)
class Shape:
    """A file, and what a reader sees of it.

    `sizes` are width and height of each page, in points, or in pixels for a picture. `converted` says whether its
    pages cannot be kept by an archive as they are.
    """

    name: str
    suffix: str
    data: bytes
    sizes: tuple[tuple[float, float], ...]
    converted: bool = False

    @property
    def is_picture(self) -> bool:
        return self.suffix != ".pdf"


def sheet(size: tuple[float, float], serial: int = 0, *, colour: bool = False, dark: bool = False) -> Image.Image:
    """A page of `size` points: square, lines of “writing”, and a row of boxes that tells `serial`."""
    width, height = (round(value * DPI / 72) for value in size)
    picture = Image.new("RGB" if colour else "L", (width, height), "white")
    draw = ImageDraw.Draw(picture)
    if dark:
        draw.rectangle((0, height - 40, width, height), fill="black")
        draw.rectangle((width - 25, 0, width, height), fill="black")
    side = round(SQUARE * DPI / 72)
    draw.rectangle((0, 0, side - 1, side - 1), fill="black")
    for line in range(side + 30, height - 90, 24):
        draw.line((60, line, width - 60, line), fill="#606060", width=2)
    for bit in range(10):
        box = (side + 20 + 14 * bit, 12, side + 30 + 14 * bit, 22)
        draw.rectangle(box, fill="black" if serial >> bit & 1 else "white", outline="black")
    if colour:
        draw.ellipse((width - 150, height - 220, width - 70, height - 140), outline="#d01010", width=5)
    return picture


def add_page(pdf: pikepdf.Pdf, picture: pikepdf.Stream, box: tuple[float, float, float, float]) -> pikepdf.Page:
    """A page with a media box that a picture fills."""
    left, low, right, high = box
    page = pdf.add_blank_page(page_size=(9, 9))
    page.obj.MediaBox = Array(box)
    page.obj.Resources = Dictionary(XObject=Dictionary(Im0=picture))
    operators = f"q {right - left:g} 0 0 {high - low:g} {left:g} {low:g} cm /Im0 Do Q"
    page.Contents = pdf.make_stream(operators.encode("ascii"))
    return page


def finish(pdf: pikepdf.Pdf, encryption: pikepdf.Encryption | None = None) -> bytes:
    out = io.BytesIO()
    pdf.save(out, deterministic_id=encryption is None, static_id=encryption is not None, encryption=encryption or False)
    return out.getvalue()


Change = Callable[[pikepdf.Pdf, pikepdf.Page], None]
Coder = Callable[[Image.Image], Encoded]


def plain(
    name: str,
    size: tuple[float, float],
    change: Change = lambda pdf, page: None,
    coder: Coder = jpeg,
    *,
    turn: int = 0,
    colour: bool = False,
    converted: bool = False,
    locked: pikepdf.Encryption | None = None,
) -> Callable[[int], Shape]:
    """A maker of scans of one page, which a reader sees upright in `size` after it is turned by `turn`."""

    def make(serial: int) -> Shape:
        pdf = pikepdf.new()
        picture = sheet(size, serial, colour=colour, dark="黑边" in name).rotate(turn, expand=True)
        across, up = size if turn % 180 == 0 else (size[1], size[0])
        page = add_page(pdf, image(pdf, coder(picture)), (0, 0, across, up))
        if turn:
            page.obj.Rotate = turn
        change(pdf, page)
        return Shape(name, ".pdf", finish(pdf, locked), (size,), converted)

    return make


def cropped(turn: int) -> Callable[[int], Shape]:
    """The scan lies in the middle of a larger bed, whose rest is grey and cut off by the crop box."""

    def make(serial: int) -> Shape:
        pdf = pikepdf.new()
        picture = sheet(A5, serial).rotate(turn, expand=True)
        across, up = A5 if turn % 180 == 0 else (A5[1], A5[0])
        page = add_page(pdf, image(pdf, jpeg(picture)), (100, 80, 100 + across, 80 + up))
        page.obj.MediaBox = Array([0, 0, 842, 842])
        page.obj.CropBox = Array([100, 80, 100 + across, 80 + up])
        page.obj.Rotate = turn
        page.contents_add(b"0.4 g 0 0 842 842 re f", prepend=True)
        return Shape(f"裁切转{turn}", ".pdf", finish(pdf), (A5,))

    return make


def several(serial: int) -> Shape:
    """Three pages of different sizes and turns in one file."""
    pdf = pikepdf.new()
    for size, turn in ((A4, 0), (A3, 90), ((A5[1], A5[0]), 180)):
        across, up = size if turn % 180 == 0 else (size[1], size[0])
        picture = sheet(size, serial).rotate(turn, expand=True)
        add_page(pdf, image(pdf, jpeg(picture)), (0, 0, across, up)).obj.Rotate = turn
    return Shape("多页混合", ".pdf", finish(pdf), (A4, A3, (A5[1], A5[0])))


def written(serial: int) -> Shape:
    """A letter that another program wrote, with its face inside: a page of text, not a picture."""
    out = io.BytesIO()
    pdfmetrics.registerFont(TTFont("Letter", assets.folder() / "fonts" / "GwSong-Regular.ttf"))
    canvas = Canvas(out, pagesize=A4, invariant=1, initialFontName="Letter")
    canvas.rect(0, A4[1] - SQUARE, SQUARE, SQUARE, stroke=0, fill=1)
    canvas.setFont("Letter", 16)
    canvas.drawString(90, 600, f"会议通知第{serial}号")
    canvas.showPage()
    canvas.save()
    return Shape("文字页", ".pdf", out.getvalue(), (A4,))


def photo(turn: int) -> Callable[[int], Shape]:
    """A picture that a phone took and that its EXIF orientation `turn` sets upright."""
    raised = {1: 0, 3: 180, 6: 90, 8: 270}[turn]

    def make(serial: int) -> Shape:
        upright = sheet(A5, serial, colour=True)
        exif = Image.Exif()
        exif[0x0112] = turn
        out = io.BytesIO()
        upright.rotate(raised, expand=True).save(out, "JPEG", quality=90, exif=exif)
        return Shape(f"手机照片{turn}", ".jpg", out.getvalue(), (upright.size,))

    return make


def drawn_png(serial: int) -> Shape:
    """A picture of a screen with a see-through ground."""
    picture = sheet((A5[1], A5[0]), serial, colour=True).convert("RGBA")
    picture.putpixel((picture.width - 1, picture.height - 1), (0, 0, 0, 0))
    out = io.BytesIO()
    picture.save(out, "PNG")
    return Shape("截图", ".png", out.getvalue(), (picture.size,))


def lock(revision: int, *, aes: bool) -> pikepdf.Encryption:
    """Anybody may read, only the owner may change."""
    return pikepdf.Encryption(owner="主人" if revision > 4 else "owner", user="", R=revision, aes=aes, metadata=aes)


MAKERS: tuple[Callable[[int], Shape], ...] = (
    plain("纵向", A4),
    plain("横向", (A4[1], A4[0])),
    plain("转90", A4, turn=90),
    plain("转180", A4, turn=180),
    plain("转270", A4, turn=270),
    plain("横向转90", (A4[1], A4[0]), turn=90),
    cropped(0),
    cropped(90),
    cropped(180),
    cropped(270),
    plain("A3", A3),
    plain("A3横向", (A3[1], A3[0])),
    plain("A5", A5),
    plain("小票", (226.0, 500.0)),
    plain("原点不在角上", A4, quirks.moved),
    plain("角点颠倒", A4, quirks.swapped),
    plain("大单位", A4, quirks.halved),
    plain("继承", A4, quirks.inheriting, turn=270),
    plain("限制RC4", A4, locked=lock(3, aes=False)),
    plain("限制AES128", A4, locked=lock(4, aes=True)),
    plain("限制AES256", A4, locked=lock(6, aes=True)),
    plain("限制识别文字", A4, quirks.with_hidden_text, locked=lock(6, aes=True)),
    plain("彩色", A4, colour=True),
    plain("无损", A4, coder=flate, colour=True),
    plain("传真", A4, coder=ccitt),
    plain("JBIG2", A4, coder=jbig2),
    plain("LZW", A4, coder=lzw),
    plain("JPEG2000", A4, coder=jpeg_2000, colour=True, converted=True),
    plain("四色", A4, coder=cmyk, colour=True, converted=True),
    plain("黑边", A4),
    plain("识别文字", A4, quirks.with_hidden_text),
    plain("识别文字转90", A4, quirks.with_hidden_text, turn=90),
    plain("字体不在内", A4, quirks.with_seen_text, converted=True),
    plain("半透明限制", A4, quirks.see_through, locked=lock(6, aes=True), converted=True),
    plain("半透明转270", A4, quirks.see_through, turn=270, converted=True),
    plain("半透明", A4, quirks.see_through, converted=True),
    plain("蒙版", A4, quirks.masked, converted=True),
    plain("透明组", A4, quirks.grouped),
    plain("电子印章", A4, quirks.stamped, converted=True),
    plain("链接", A4, quirks.linked),
    plain("调色板", A4, quirks.indexed, flate),
    plain("平滑", A4, quirks.smoothed),
    plain("两段内容", A4, quirks.split),
    plain("不成对", A4, quirks.unpaired, converted=True),
    plain("内联图", A4, quirks.inline),
    several,
    written,
    photo(1),
    photo(3),
    photo(6),
    photo(8),
    drawn_png,
)


def shapes(serial: int = 0) -> tuple[Shape, ...]:
    """One scan of every shape."""
    return tuple(make(serial) for make in MAKERS)


def shape(serial: int) -> Shape:
    """The scan number `serial` of a campaign: the shapes in turn, no two files the same."""
    return MAKERS[serial % len(MAKERS)](serial)


def attachment(made: Shape, folder: Path, uid: str = "") -> Attachment:
    """The scan as a library keeps it, with the upright JPEG of a picture beside it."""
    path = folder / f"{uid}{made.name}{made.suffix}"
    path.write_bytes(made.data)
    looked = inspect(path)
    normal = None
    if looked.normal is not None:
        normal = path.with_suffix(".upright.jpg")
        normal.write_bytes(looked.normal)
    key = uid or made.name
    size = len(made.data)
    return Attachment(
        key,
        "",
        "signed",
        path.name,
        hashlib.sha256(made.data).hexdigest(),
        looked.media,
        size,
        looked.pages,
        KeptFile(path),
        KeptFile(normal) if normal else None,
    )
