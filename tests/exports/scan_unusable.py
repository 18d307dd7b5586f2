"""Files that offices send as scans and that no paper can show, each with what the refusal is to say."""

from __future__ import annotations

import io
from typing import Any, NamedTuple

import pikepdf

from tests.exports.scan_codecs import jpeg
from tests.exports.scan_quirks import A4, image
from tests.exports.scan_shapes import add_page, finish, sheet


class Unusable(NamedTuple):
    """A file by its name, and a word of the sentence that refuses it."""

    name: str
    data: bytes
    word: str


def _page(serial: int, locked: pikepdf.Encryption | None = None) -> bytes:
    pdf = pikepdf.new()
    add_page(pdf, image(pdf, jpeg(sheet(A4, serial))), (0, 0, *A4))
    return finish(pdf, locked)


def _picture(form: str, **wishes: Any) -> bytes:
    out = io.BytesIO()
    sheet(A4, 3).save(out, form, **wishes)
    return out.getvalue()


UNUSABLE = (
    Unusable("要密码.pdf", _page(1, pikepdf.Encryption(owner="owner", user="user", R=6)), "密码"),
    Unusable("拷了一半.pdf", _page(2)[:4000], "损坏"),
    Unusable("没有页.pdf", finish(pikepdf.new()), "一页也没有"),
    Unusable("空的.pdf", b"", "空文件"),
    Unusable("改了扩展名.pdf", _picture("JPEG"), "实际是JPEG"),
    Unusable("拷了一半.jpg", _picture("JPEG")[:2000], "不完整"),
    Unusable("两页.tif", _picture("TIFF", save_all=True, append_images=[sheet(A4, 4)]), "多页TIFF"),
)
