"""A look into a file on its way into the ledger: what it really is, whether it is sound, how many pages it has."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pypdfium2

from exports.errors import CannotRead
from exports.pdfium import PDFIUM
from exports.pictures import PictureError, normalise
from exports.sniff import KEPT, PDF, FileType, claimed_suffix, sniff
from ledger.attachments import Inspected, UnusableFile

_RESCAN = "请重新扫描或重新生成PDF后再添加"
_UNLOCK = "请用PDF阅读器输入密码打开，另存为不加密的PDF后再添加"
_REPRINT = "请用PDF阅读器打开并打印成新的PDF，或从来源处再拷贝一份"
_SPLIT = "请分成几份，每份不超过1万页，再添加"
_SHRINK = "请用较低的分辨率重新扫描，或打印成新的PDF"
MOST_PAGES = 10_000
LARGEST_IMAGE = 400_000_000
"""Bytes of one colour of an image once it is unpacked: a plan of A0 in black and white at 600 dpi has 70 million."""
_PREVIEW = 300
"""Pixels of the longer edge of the trial rendering."""


def look_into(path: Path) -> Inspected:
    """What the file at `path` is, found from its content; pictures come with their upright JPEG.

    To be called in quarantine. Raises UnusableFile, CannotRead.
    """
    if path.is_dir():
        raise UnusableFile(path, "是文件夹", "请选择里面的文件逐个添加")
    try:
        if path.stat().st_size == 0:
            raise UnusableFile(path, "是空文件（0字节）", "请重新扫描或从来源处再拷贝一份")
        kind = sniff(path)
        _refuse_type(path, kind)
        return _inspect_pdf(path) if kind is PDF else _inspect_picture(path, kind)
    except FileNotFoundError as error:
        raise UnusableFile(path, "找不到这个文件", "请核对文件名和位置") from error
    except OSError as error:
        raise CannotRead(path, error) from error


def _refuse_type(path: Path, kind: FileType) -> None:
    claimed = claimed_suffix(path)
    posing = f"扩展名是{claimed}，" if claimed in {suffix for kept in KEPT for suffix in kept.suffixes} else ""
    if not kind.media:
        raise UnusableFile(path, f"{posing}实际是{kind.name}", kind.advice)
    if claimed and claimed not in kind.suffixes:
        advice = f"请核实是否选对了文件，确认无误可把扩展名改为{kind.suffixes[0]}后再添加"
        raise UnusableFile(path, f"扩展名是{claimed}，实际是{kind.name}", advice)


def _inspect_picture(path: Path, kind: FileType) -> Inspected:
    try:
        normal = normalise(path.read_bytes())
    except PictureError as error:
        raise UnusableFile(path, error.reason, error.advice) from error
    return Inspected(media=kind.media, suffix=kind.suffixes[0], pages=1, normal=normal)


def _inspect_pdf(path: Path) -> Inspected:
    pages, locked = _read_pages(path)
    try:
        _render_first(path)
    except pypdfium2.PdfiumError as error:
        if locked:  # an empty owner password opens it for copying, but no reader shows it without the user's
            raise UnusableFile(path, "PDF已加密，打开需要密码", _UNLOCK) from error
        raise UnusableFile(path, "PDF的第1页无法显示", _REPRINT) from error
    return Inspected(media=PDF.media, suffix=PDF.suffixes[0], pages=pages, normal=None)


def _read_pages(path: Path) -> tuple[int, bool]:
    """The number of pages, each of which can be read, and whether the file is encrypted."""
    try:
        # Recovery would quietly drop the pages lost from a file that was cut short.
        with pikepdf.open(path, attempt_recovery=False, suppress_warnings=True) as pdf:
            if not len(pdf.pages):
                raise UnusableFile(path, "PDF里一页也没有", _RESCAN)
            _refuse_vast(path, pdf)
            for page in pdf.pages:
                _read_page(page)
            return len(pdf.pages), pdf.is_encrypted
    except pikepdf.PasswordError as error:
        raise UnusableFile(path, "PDF已加密，打开需要密码", _UNLOCK) from error
    except (pikepdf.PikepdfError, TypeError, ValueError, KeyError, AttributeError) as error:
        raise UnusableFile(path, "PDF已损坏或不完整", _REPRINT) from error


def _refuse_vast(path: Path, pdf: pikepdf.Pdf) -> None:
    """Refuse what an export could not hold, though the first page may look as if nothing were the matter."""
    if len(pdf.pages) > MOST_PAGES:
        raise UnusableFile(path, f"PDF有{len(pdf.pages)}页，不像是一份资料", _SPLIT)
    for each in pdf.objects:
        if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == pikepdf.Name.Image:
            width, height = int(each.get("/Width", 0)), int(each.get("/Height", 0))
            bits = 1 if each.get("/ImageMask", False) else int(each.get("/BitsPerComponent", 8))
            if width * height * bits // 8 > LARGEST_IMAGE:
                raise UnusableFile(path, f"PDF里有{width}×{height}像素的图，大得打不开", _SHRINK)


def _read_page(page: pikepdf.Page) -> None:
    contents = page.obj.get("/Contents")
    for stream in contents if isinstance(contents, pikepdf.Array) else [contents]:
        if isinstance(stream, pikepdf.Stream):
            stream.read_bytes()


def _render_first(path: Path) -> None:
    """Draws the first page small; raises PdfiumError when it cannot be shown."""
    with PDFIUM:
        document = pypdfium2.PdfDocument(path)
        try:
            page = document[0]
            width, height = page.get_size()
            if min(width, height) <= 0:
                raise pypdfium2.PdfiumError("the page has no size")
            bitmap = page.render(scale=_PREVIEW / max(width, height))
            bitmap.close()
            page.close()
        finally:
            document.close()
