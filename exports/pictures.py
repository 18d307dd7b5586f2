"""Pictures as papers use them: upright, flat on white, no larger than a sheet needs, always a plain JPEG."""

from __future__ import annotations

import io
import warnings

from PIL import Image

LONG_EDGE, SHORT_EDGE = 2339, 1654
"""Pixels of A4 at 200 dpi: more does not show on an office printer and makes a bound volume too big to send."""

QUALITY = 85

_FORMATS = ("JPEG", "PNG", "BMP", "TIFF", "WEBP", "GIF")
_MODES = frozenset({"1", "L", "LA", "P", "PA", "RGB", "RGBA", "RGBX", "CMYK", "YCbCr"})
_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""EXIF 2.3 orientation to the turn that makes the picture upright."""


class PictureError(Exception):
    """A picture that cannot be used: a reason and an advice, both parts of a Chinese sentence."""

    def __init__(self, reason: str, advice: str) -> None:
        self.reason, self.advice = reason, advice
        super().__init__(f"{reason}，{advice}")


def normalise(data: bytes) -> bytes:
    """The picture `data` as a baseline JPEG for paper, the same bytes for the same input; the original is not touched.

    The EXIF turn is applied, transparency laid on white, the size brought down to 200 dpi of A4, and every piece of
    metadata left out (place and time of a phone picture among them). Raises PictureError for a picture that is
    damaged, cut short, moving, of several pages, or too large to be opened safely.
    """
    upright = _decode(data)
    upright.thumbnail(_box(upright), Image.Resampling.LANCZOS)
    plain = Image.new("RGB", upright.size)  # A fresh picture carries no comment or profile of the old one.
    plain.paste(upright)
    out = io.BytesIO()
    plain.save(out, "JPEG", quality=QUALITY, optimize=False, progressive=False)
    return out.getvalue()


def _decode(data: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _read(data)
    except PictureError:
        raise
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        limit = (Image.MAX_IMAGE_PIXELS or 0) // 10_000
        raise PictureError(f"像素超过{limit}万", "请用看图软件缩小后再添加") from error
    except Exception as error:
        # The decoders raise whatever their parsing meets in a damaged file: OSError, SyntaxError, struct.error …
        raise PictureError("图片已损坏或不完整", "请重新扫描、拍照或从来源处再拷贝一份") from error


def _read(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data), formats=_FORMATS) as checked:
        if checked.format == "PNG":
            checked.verify()  # Decoding alone accepts a PNG whose end is missing.
    with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
        _refuse_several(image)
        image.draft("", _box(image))  # Huge JPEGs are decoded at a half, a quarter or an eighth.
        image.load()
        turn = _TURNS.get(image.getexif().get(_ORIENTATION, 1))
        flat = _flatten(image)
    return flat if turn is None else flat.transpose(turn)


def _refuse_several(image: Image.Image) -> None:
    count = getattr(image, "n_frames", 1)
    if count > 1 and image.format == "TIFF":
        raise PictureError(f"是含{count}页的多页TIFF", "请在扫描软件里改存为PDF后再添加")
    if count > 1 and image.format in {"GIF", "WEBP", "PNG"}:
        raise PictureError("是动图", "请截取其中一幅另存为JPEG或PNG后再添加")


def _box(image: Image.Image) -> tuple[int, int]:
    return (SHORT_EDGE, LONG_EDGE) if image.height >= image.width else (LONG_EDGE, SHORT_EDGE)


def _flatten(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I;16") or image.mode == "I":
        # 16 bits a pixel: Pillow's own conversion would turn all but the darkest greys white.
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L").convert("RGB")
    if image.mode not in _MODES:
        raise PictureError(f"是不支持的色彩模式（{image.mode}）", "请用看图软件另存为JPEG后再添加")
    if not image.has_transparency_data:
        return image.convert("RGB")
    layer = image.convert("RGBA")
    sheet = Image.new("RGB", layer.size, "white")
    sheet.paste(layer, mask=layer.getchannel("A"))
    return sheet
