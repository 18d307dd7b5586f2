"""Pictures packed in the ways that scanners pack them."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import dataclass

import pikepdf
from pikepdf import Dictionary, Name
from PIL import Image

_PHOTOMETRIC, _STRIPS, _LENGTHS, _ROWS = 262, 273, 279, 278
"""Tags of TIFF 6.0."""


@dataclass(frozen=True)
class Encoded:
    """The data of a picture of a PDF, and how to read it."""

    data: bytes
    filter: str
    size: tuple[int, int]
    colours: pikepdf.Object
    bits: int = 8
    parameters: pikepdf.Dictionary | None = None
    decode: tuple[int, ...] = ()


def _colours(picture: Image.Image) -> pikepdf.Object:
    return Name.DeviceRGB if picture.mode == "RGB" else Name.DeviceGray


def jpeg(picture: Image.Image) -> Encoded:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    return Encoded(out.getvalue(), "/DCTDecode", picture.size, _colours(picture))


def cmyk(picture: Image.Image) -> Encoded:
    """In four colours, which a JPEG of this kind holds the wrong way round."""
    out = io.BytesIO()
    picture.convert("CMYK").save(out, "JPEG", quality=90)
    return Encoded(out.getvalue(), "/DCTDecode", picture.size, Name.DeviceCMYK, decode=(1, 0) * 4)


def flate(picture: Image.Image) -> Encoded:
    return Encoded(zlib.compress(picture.tobytes(), 9), "/FlateDecode", picture.size, _colours(picture))


def jpeg_2000(picture: Image.Image) -> Encoded:
    out = io.BytesIO()
    picture.save(out, "JPEG2000", irreversible=False)
    return Encoded(out.getvalue(), "/JPXDecode", picture.size, _colours(picture))


def _strip(picture: Image.Image, compression: str) -> tuple[bytes, int]:
    """The packed data of a picture as one strip of a TIFF, and its photometric interpretation."""
    out = io.BytesIO()
    picture.save(out, "TIFF", compression=compression, tiffinfo={_ROWS: picture.height})
    with Image.open(out) as saved:
        tags = saved.tag_v2  # type: ignore[attr-defined]
        (start,), (length,) = tags[_STRIPS], tags[_LENGTHS]
        return out.getvalue()[start : start + length], int(tags[_PHOTOMETRIC])


def lzw(picture: Image.Image) -> Encoded:
    return Encoded(_strip(picture, "tiff_lzw")[0], "/LZWDecode", picture.size, _colours(picture))


def _two_tone(picture: Image.Image) -> tuple[bytes, bool]:
    """The picture in black and white by ITU-T T.6, and whether its black runs are the white of the paper."""
    packed, photometric = _strip(picture.convert("L").point(lambda value: 255 * (value > 127), "1"), "group4")
    return packed, photometric == 1


def ccitt(picture: Image.Image) -> Encoded:
    packed, inverted = _two_tone(picture)
    parameters = Dictionary(K=-1, Columns=picture.width, Rows=picture.height, BlackIs1=inverted)
    return Encoded(packed, "/CCITTFaxDecode", picture.size, Name.DeviceGray, 1, parameters)


def jbig2(picture: Image.Image) -> Encoded:
    """One generic region coded by T.6 (ITU-T T.88, 6.2.6), as a PDF holds it: without the head of a file."""
    packed, inverted = _two_tone(picture)
    if inverted:
        packed, _ = _two_tone(picture.point(lambda value: 255 - value))
    width, height = picture.size
    page = struct.pack(">IIIIBH", width, height, 0, 0, 0, 0)
    region = struct.pack(">IIIIB", width, height, 0, 0, 0) + b"\x01" + packed
    data = b"".join(
        struct.pack(">IBBBI", number, kind, 0, 1, len(part)) + part
        for number, (kind, part) in enumerate(((48, page), (38, region)))
    )
    return Encoded(data, "/JBIG2Decode", picture.size, Name.DeviceGray, 1)
