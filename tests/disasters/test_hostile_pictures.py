"""Pictures made to fill the memory or to hang their reader: each is refused in one sentence."""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from exports import intake
from exports.intake import inspect
from exports.look import look_into
from exports.quarantine import TOO_LONG, Overstrained, Quarantine
from ledger.attachments import UnusableFile
from tests.exports.test_intake import opened, picture


def refusal(folder: Path, name: str, data: bytes) -> str:
    path = folder / name
    path.write_bytes(data)
    with pytest.raises(UnusableFile) as caught:
        inspect(path)
    sentence = str(caught.value)
    assert sentence.startswith(f"“{name}”不能作为附件：") and sentence.endswith("。") and "\n" not in sentence
    return sentence


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, *chunks: bytes, rows: bytes = b"") -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(rows or b"\0" * (width + 1) * height))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + body + chunk(b"IEND", b"")


def test_a_picture_of_more_pixels_than_any_is_refused_by_its_head(tmp_path: Path) -> None:
    assert "像素超过" in refusal(tmp_path, "大.png", png(50_000, 50_000, rows=b"\0"))
    head = b"BM" + struct.pack("<IHHI", 54, 0, 0, 54) + struct.pack("<IiiHHIIiiII", 40, 60_000, 60_000, 1, 24, *[0] * 6)
    assert "像素超过" in refusal(tmp_path, "大.bmp", head)
    gif = (
        b"GIF89a"
        + struct.pack("<HH", 65_535, 65_535)
        + b"\0\0\0,"
        + struct.pack("<HHHH", 0, 0, 65_535, 65_535)
        + b"\0\x02"
    )
    assert "像素超过" in refusal(tmp_path, "大.gif", gif)
    vast = bytearray(picture("JPEG"))
    place = vast.index(b"\xff\xc0") + 5
    vast[place : place + 4] = struct.pack(">HH", 65_000, 65_000)
    assert "像素超过" in refusal(tmp_path, "大.jpg", bytes(vast))


@pytest.mark.parametrize("kind", [b"iCCP", b"zTXt", b"iTXt"])
def test_what_is_packed_beside_a_picture_does_not_swell(tmp_path: Path, kind: bytes) -> None:
    """A profile or a remark that unpacks to 500 million bytes: left out, or the picture refused."""
    pack = zlib.compressobj(9)
    bomb = b"".join(pack.compress(b" " * 1_000_000) for _ in range(500)) + pack.flush()
    named = {b"iCCP": b"a\0\0", b"zTXt": b"a\0\0", b"iTXt": b"a\0\x01\0\0\0"}[kind]
    path = tmp_path / "注.png"
    path.write_bytes(png(40, 30, chunk(kind, named + bomb)))
    try:
        assert opened(inspect(path).normal).size == (40, 30)
    except UnusableFile as error:
        assert "图片已损坏或不完整" in str(error)


def test_pages_of_a_picture_that_lead_back_to_the_first_end(tmp_path: Path) -> None:
    data = bytearray(picture("TIFF"))
    (first,) = struct.unpack_from("<I", data, 4)
    (count,) = struct.unpack_from("<H", data, first)
    struct.pack_into("<I", data, first + 2 + 12 * count, first)
    path = tmp_path / "环.tif"
    path.write_bytes(bytes(data))
    assert inspect(path).pages == 1


def test_many_pages_and_moving_pictures_are_refused(tmp_path: Path) -> None:
    frames = [Image.new("L", (8, 8), each % 256) for each in range(300)]
    for name, form, says in (
        ("多.tif", "TIFF", "含300页的多页TIFF"),
        ("动.gif", "GIF", "是动图"),
        ("动.webp", "WEBP", "是动图"),
    ):
        out = io.BytesIO()
        frames[0].save(out, form, save_all=True, append_images=frames[1:])
        assert says in refusal(tmp_path, name, out.getvalue())


def test_facts_of_a_camera_that_tell_of_more_than_there_is_do_no_harm(tmp_path: Path) -> None:
    """An EXIF entry of 4,000 million numbers, and one that leads back to its own list."""
    entries = struct.pack("<HHII", 0x9286, 7, 0xFFFFFFFF, 8) + struct.pack("<HHII", 0x8769, 4, 1, 8)
    exif = b"Exif\0\0II*\0\x08\0\0\0" + struct.pack("<H", 2) + entries + b"\0\0\0\0"
    path = tmp_path / "手机.jpg"
    path.write_bytes(picture(exif=exif))
    assert opened(inspect(path).normal).size == (60, 40)


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        (
            "图.svg",
            b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
            "SVG矢量图.*另存为PNG或PDF",
        ),
        ("图.svg", b'<?xml version="1.0"?>\n<!-- x -->\n<svg/>', "SVG矢量图"),
        ("图.heic", b"\0\0\0\x18ftypheic" + b"\0" * 100, "HEIC或AVIF图片.*另存为JPEG"),
        ("图.jpg", b"\xff\xd8\xff" + b"\0" * 50, "图片已损坏或不完整"),
        ("图.jpg", png(9, 9), "实际是PNG图片"),
    ],
)
def test_pictures_that_papers_cannot_show_are_refused_with_advice(
    tmp_path: Path, name: str, data: bytes, says: str
) -> None:
    assert re.search(says, refusal(tmp_path, name, data))


def test_a_head_of_nothing_but_remarks_is_told_at_once(tmp_path: Path) -> None:
    assert "文本文件" in refusal(tmp_path, "图.svg", b"<!---->" * 600)


def test_a_picture_is_read_apart_as_a_pdf_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Strained(Quarantine):
        def ask(self, function: Callable[[Any], Any], argument: Any, seconds: float) -> Any:
            assert (function, argument) == (look_into, tmp_path / "慢.jpg")
            raise Overstrained(TOO_LONG)

    monkeypatch.setattr(intake, "QUARANTINE", Strained())
    assert "打开它用的时间太长" in refusal(tmp_path, "慢.jpg", picture())
