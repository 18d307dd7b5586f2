"""What a file really is, told from its first bytes and never from its name."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

HEAD = 4096
"""Bytes read from the front of a file."""


@dataclass(frozen=True)
class FileType:
    """A type of file: its Chinese name, and either how it is kept or what the clerk can do instead.

    Files that can be kept have a `media` type and the `suffixes` they may bear, the usual one first.
    """

    name: str
    media: str = ""
    suffixes: tuple[str, ...] = ()
    advice: str = ""


PDF = FileType("PDF文档", "application/pdf", (".pdf",))
JPEG = FileType("JPEG图片", "image/jpeg", (".jpg", ".jpeg", ".jpe", ".jfif"))
PNG = FileType("PNG图片", "image/png", (".png",))
BMP = FileType("BMP图片", "image/bmp", (".bmp", ".dib"))
TIFF = FileType("TIFF图片", "image/tiff", (".tif", ".tiff"))
WEBP = FileType("WEBP图片", "image/webp", (".webp",))
GIF = FileType("GIF图片", "image/gif", (".gif",))
KEPT = (PDF, JPEG, PNG, BMP, TIFF, WEBP, GIF)

_SAVE_AS_PDF = "请用Word或WPS打开，另存为PDF后再添加"
_UNPACK = "请解压后把里面的PDF或图片逐个添加"
_ONLY = "附件只能是PDF或图片（JPEG、PNG、BMP、TIFF、WEBP、GIF），请转换后再添加"
WORD = FileType("Word文档（docx）", advice=_SAVE_AS_PDF)
EXCEL = FileType("Excel表格（xlsx）", advice=_SAVE_AS_PDF)
SLIDES = FileType("演示文稿（pptx）", advice=_SAVE_AS_PDF)
OLD_OFFICE = FileType("旧版Office或WPS文档", advice=_SAVE_AS_PDF)
RTF = FileType("RTF文档", advice=_SAVE_AS_PDF)
OFD = FileType("OFD版式文档", advice="请用OFD阅读器打开，另存为PDF后再添加")
ARCHIVE = FileType("压缩包", advice=_UNPACK)
HEIC = FileType("HEIC或AVIF图片", advice="请在手机或看图软件里另存为JPEG后再添加")
VIDEO = FileType("视频或音频", advice=_ONLY)
PROGRAM = FileType("程序文件", advice=_ONLY)
WEB_PAGE = FileType("网页", advice="请在浏览器里打印成PDF后再添加")
SVG = FileType("SVG矢量图", advice="请用浏览器或看图软件打开，另存为PNG或PDF后再添加")
TEXT = FileType("文本文件", advice=_SAVE_AS_PDF)
UNKNOWN = FileType("无法识别的文件", advice=_ONLY)

_SIGNATURES = tuple(
    (re.compile(pattern, re.DOTALL), kind)
    for pattern, kind in (
        (rb"\xff\xd8\xff", JPEG),
        (rb"\x89PNG\r\n\x1a\n", PNG),
        (rb"GIF8[79]a", GIF),
        (rb"RIFF....WEBP", WEBP),
        (rb"II[*+]\x00|MM\x00[*+]", TIFF),
        (rb"BM.{4}\x00{4}.{4}[\x0c\x28\x34\x38\x40\x6c\x7c]\x00\x00\x00", BMP),
        (rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLD_OFFICE),
        (rb"\{\\rtf", RTF),
        (rb"....ftyp(hei|hev|mif|msf|avif|avis)", HEIC),
        (rb"....ftyp|RIFF....(AVI |WAVE)|ID3|\x1aE\xdf\xa3|FLV", VIDEO),
        (rb"Rar!|7z\xbc\xaf\x27\x1c|\x1f\x8b|BZh|\xfd7zXZ", ARCHIVE),
        (rb"MZ|\x7fELF", PROGRAM),
        (rb"(\xef\xbb\xbf)?\s*<(!doctype html|html)", WEB_PAGE),
        (rb"(\xef\xbb\xbf)?(?>(?:\s|(?><\?xml.*?\?>)|(?><!--.*?-->)|(?><!doctype svg[^>]*>))*)<svg[\s/>]", SVG),
    )
)
_PDF_HEADER = 1024
"""Readers accept %PDF- anywhere in the first 1024 bytes (ISO 32000-1, annex H.3.4.1)."""

_DIRECTORY_END = 22 + 0xFFFF
"""Bytes from the end of a zip file within which its list of members is told of."""
_LARGEST_DIRECTORY = 8_000_000
"""Bytes of that list in a file of Office: some eighty thousand members. 0xFFFFFFFF stands for one larger than 4 GB."""


def sniff(path: Path) -> FileType:
    """The type of the file at `path`; UNKNOWN for an empty one. Raises OSError."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    for pattern, kind in _SIGNATURES:
        if pattern.match(head.lower() if kind in (WEB_PAGE, SVG) else head):
            return kind
    if head.startswith(b"PK\x03\x04"):
        return _inside_zip(path)
    if b"%PDF-" in head[:_PDF_HEADER]:
        return PDF
    return TEXT if _is_text(head) else UNKNOWN


def claimed_suffix(path: Path) -> str:
    """The suffix of `path` in lower case, empty when what follows the last dot is part of the title (“6.11会议”)."""
    return path.suffix.lower() if re.fullmatch(r"\.(?=.*[A-Za-z])[A-Za-z0-9]{1,5}", path.suffix) else ""


def _inside_zip(path: Path) -> FileType:
    if _directory_size(path) > _LARGEST_DIRECTORY:
        return ARCHIVE
    try:
        with zipfile.ZipFile(path) as package:
            names = package.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return ARCHIVE
    for start, kind in (("word/", WORD), ("xl/", EXCEL), ("ppt/", SLIDES), ("OFD.xml", OFD)):
        if any(name.startswith(start) for name in names):
            return kind
    return ARCHIVE


def _directory_size(path: Path) -> int:
    """Bytes of the list of members at the end of a zip file (APPNOTE 4.3.16), which would be read at once."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _DIRECTORY_END))
        tail = file.read()
    place = tail.rfind(b"PK\x05\x06")
    return int.from_bytes(tail[place + 12 : place + 16], "little") if place >= 0 else 0


def _is_text(head: bytes) -> bool:
    """Whether `head` is text in one of the encodings found on Chinese systems; its last character may be cut."""
    if not head or b"\0" in head:
        return head.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-8", "gb18030"):
        for cut in range(min(4, len(head))):
            try:
                head[: len(head) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
            return True
    return False
