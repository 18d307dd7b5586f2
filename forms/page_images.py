"""Pages of a PDF or picture as images for the screen; read only, and one thread at a time, for PDFium wants it so."""

from __future__ import annotations

import functools
import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2
from PIL import Image, ImageOps
from pypdfium2 import raw

from exports.intake import inspect
from exports.pdfium import PDFIUM
from exports.sniff import KEPT, PDF, sniff
from ledger.causes import reason
from ledger.errors import LedgerError
from ledger.kept_files import KeptFile

Size = tuple[float, float]
Box = tuple[int, int, int, int]
"""Left, top, right and bottom in pixels of the page as it is drawn."""

SCREEN = 96
"""Dots per inch of a screen at 100 %: a picture that does not say its own is shown dot for dot."""

_A4 = (595.3, 841.9)
"""Points that stand for the size of a page which does not tell it."""
_CREDIBLE = range(100, 2401)
"""Dots per inch that a scanner writes; cameras write 72 or 96, which means nothing."""
_PICTURES = ("JPEG", "PNG", "BMP", "TIFF", "WEBP", "GIF")
_AGAIN = "请从来源处再拷贝一份，或重新扫描、重新生成"
_ROTATED = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}
"""Clockwise degrees to Pillow's turns, which go the other way."""


class CannotShow(LedgerError):
    """A file, or one page of it, cannot be shown on the screen."""

    def __init__(self, name: str, why: str, advice: str) -> None:
        self.name, self.why, self.advice = name, why, advice
        super().__init__(f"“{name}”无法显示：{why}，{advice}。")


@dataclass(frozen=True)
class Document:
    """What is shown: `content` is a file or the bytes of one, `sizes` the points of its pages as a reader sees them.

    It holds no open file, so that the file can be moved or replaced while it is looked at.
    """

    content: Path | bytes
    name: str
    is_pdf: bool
    sizes: tuple[Size, ...]

    def image(self, index: int, size: tuple[int, int], turned: int = 0, box: Box | None = None) -> Image.Image:
        """Page `index` (from 0), `size` pixels wide and high after it was turned clockwise; `box` is the part wanted.

        Raises CannotShow for a page that is damaged, or a file that is gone.
        """
        part = box or (0, 0, *size)
        draw = _pdf_page if self.is_pdf else _picture_page
        with PDFIUM, _told(self.name, f"第{index + 1}页已损坏或不完整"):
            return draw(self.content, index, size, turned, part)


def opened(content: Path | KeptFile | bytes, name: str = "") -> Document:
    """The document in a file or in bytes; `name` is how the clerk knows it, by default the name of the file.

    Raises CannotShow when it is gone, empty, damaged, encrypted, too large, or neither a PDF nor a picture.
    """
    _upright.cache_clear()
    name = name or (content.name if isinstance(content, Path) else "文件")
    with PDFIUM, _told(name, "文件已损坏或不完整"):
        if isinstance(content, KeptFile):
            content = content.read_bytes() if content.key else content.path
        is_pdf = _is_pdf(content, name)
        sizes = _pdf_sizes(content, name) if is_pdf else _picture_sizes(content)
    if not sizes:
        raise CannotShow(name, "一页也没有", _AGAIN)
    return Document(content, name, is_pdf, sizes)


def opened_foreign(path: Path, name: str = "") -> Document:
    """As `opened`, of a file that was not taken in yet: first the process for files from outside looks into it.

    Raises what `opened` and `inspect` raise.
    """
    inspect(path)
    return opened(path, name)


@contextmanager
def _told(name: str, damage: str) -> Iterator[None]:
    """Say what the readers raise in one sentence; `damage` is said where they only stumbled."""
    try:
        yield
    except CannotShow:
        raise
    except pypdfium2.PdfiumError as error:
        raise CannotShow(name, damage, _AGAIN) from error
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        limit = (Image.MAX_IMAGE_PIXELS or 0) // 10_000
        raise CannotShow(name, f"图片的像素超过{limit}万", "请用看图软件打开或缩小") from error
    except MemoryError as error:
        raise CannotShow(name, "内存不够", "请关闭其他程序后再试") from error
    except FileNotFoundError as error:
        raise CannotShow(name, "找不到这个文件", "请核对它是否已被移走或删除") from error
    except OSError as error:
        if error.errno is None:  # Pillow's word for a damaged picture
            raise CannotShow(name, damage, _AGAIN) from error
        raise CannotShow(name, reason(error), "请检查文件、权限和磁盘后再试") from error
    except Exception as error:
        # The decoders raise whatever their parsing meets in a damaged file: SyntaxError, struct.error …
        raise CannotShow(name, damage, _AGAIN) from error


def _is_pdf(content: Path | bytes, name: str) -> bool:
    if isinstance(content, bytes):
        if not content:
            raise CannotShow(name, "是空文件（0字节）", _AGAIN)
        return b"%PDF-" in content[:1024]
    if content.is_dir():
        raise CannotShow(name, "是文件夹", "请选择里面的文件")
    if content.stat().st_size == 0:
        raise CannotShow(name, "是空文件（0字节）", _AGAIN)
    kind = sniff(content)
    if kind not in KEPT:
        raise CannotShow(name, f"是{kind.name}，这里只能看PDF和图片", "请用这台电脑上相应的程序打开")
    return kind is PDF


def _pdf_sizes(content: Path | bytes, name: str) -> tuple[Size, ...]:
    try:
        pdf = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        _explain(content, name)
        raise
    try:
        return tuple(_pdf_size(pdf, index) for index in range(len(pdf)))
    finally:
        pdf.close()


def _explain(content: Path | bytes, name: str) -> None:
    """Raise CannotShow if it is known why PDFium refuses; its own number may be that of an earlier file."""
    try:
        with pikepdf.open(
            io.BytesIO(content) if isinstance(content, bytes) else content, suppress_warnings=True
        ) as pdf:
            if not len(pdf.pages):
                raise CannotShow(name, "一页也没有", _AGAIN)
    except pikepdf.PasswordError as error:
        advice = "请用PDF阅读器输入密码打开，另存为不加密的PDF"
        raise CannotShow(name, "PDF已加密，打开需要密码", advice) from error
    except pikepdf.PdfError:
        return  # damaged, as PDFium said


def _pdf_size(pdf: pypdfium2.PdfDocument, index: int) -> Size:
    try:
        width, height = pdf.get_page_size(index)
    except pypdfium2.PdfiumError:  # the other pages can be shown
        return _A4
    return (width, height) if width >= 1 and height >= 1 else _A4


def _pdf_page(content: Path | bytes, index: int, size: tuple[int, int], turned: int, box: Box) -> Image.Image:
    pdf = pypdfium2.PdfDocument(content)
    try:
        pdf.init_forms()
        page = pdf[index]
        left, top, right, bottom = box
        bitmap = pypdfium2.PdfBitmap.new_native(right - left, bottom - top, raw.FPDFBitmap_BGR, rev_byteorder=True)
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, right - left, bottom - top)
        # A native bitmap is three bytes a pixel; the page is drawn larger than it, shifted to the part wanted.
        where = (bitmap, page, -left, -top, *size, turned // 90, raw.FPDF_ANNOT | raw.FPDF_REVERSE_BYTE_ORDER)
        raw.FPDF_RenderPageBitmap(*where)
        if pdf.formenv:
            raw.FPDF_FFLDraw(pdf.formenv, *where)
        image: Image.Image = bitmap.to_pil().convert("RGB")
        bitmap.close()
        page.close()
        return image
    finally:
        pdf.close()


@contextmanager
def _picture(content: Path | bytes) -> Iterator[Image.Image]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with Image.open(io.BytesIO(content) if isinstance(content, bytes) else content, formats=_PICTURES) as image:
            yield image


def _picture_sizes(content: Path | bytes) -> tuple[Size, ...]:
    """The pages of a TIFF; of a picture that moves, only the first."""
    with _picture(content) as image:
        sizes = []
        for index in range(getattr(image, "n_frames", 1) if image.format == "TIFF" else 1):
            image.seek(index)
            sizes.append(_picture_size(image))
        return tuple(sizes)


def _picture_size(image: Image.Image) -> Size:
    dots = [round(float(each)) for each in image.info.get("dpi", (0, 0))]
    across, down = dots if all(each in _CREDIBLE for each in dots) else (SCREEN, SCREEN)
    width, height = image.width * 72 / across, image.height * 72 / down
    return (height, width) if _lies(image) else (width, height)


def _lies(image: Image.Image) -> bool:
    """Whether the camera says that the picture must be turned a quarter (EXIF 2.3, orientation)."""
    return int(image.getexif().get(0x0112, 1)) in (5, 6, 7, 8)


def _picture_page(content: Path | bytes, index: int, size: tuple[int, int], turned: int, box: Box) -> Image.Image:
    stamp = 0 if isinstance(content, bytes) else content.stat().st_mtime_ns
    upright = _upright(content, index, size[::-1] if turned in (90, 270) else size, stamp)
    if turned:
        upright = upright.transpose(_ROTATED[turned])
    across, down = upright.width / size[0], upright.height / size[1]
    part = (box[0] * across, box[1] * down, box[2] * across, box[3] * down)
    wanted = (box[2] - box[0], box[3] - box[1])
    return upright.resize(wanted, Image.Resampling.BICUBIC, box=part, reducing_gap=2.0)


@functools.lru_cache(maxsize=1)
def _upright(content: Path | bytes, index: int, size: tuple[int, int], stamp: int) -> Image.Image:
    """The picture upright, read no larger than `size` needs; kept for the next part of it, as reading takes long."""
    with _picture(content) as image:
        image.seek(index)
        image.draft("RGB", size[::-1] if _lies(image) else size)  # a JPEG is read at a half, a quarter or an eighth
        return _flat(ImageOps.exif_transpose(image))


def _flat(image: Image.Image) -> Image.Image:
    """The picture as red, green and blue, on white where it is transparent."""
    if image.mode.startswith("I"):  # 16 bits a pixel: Pillow's own conversion turns all but the darkest greys white
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L").convert("RGB")
    if not image.has_transparency_data:
        return image.convert("RGB")
    layer = image.convert("RGBA")
    sheet = Image.new("RGB", layer.size, "white")
    sheet.paste(layer, mask=layer.getchannel("A"))
    return sheet
