"""What is let into the ledger: the type found from the content, soundness, pages, and the picture made for paper."""

from __future__ import annotations

import errno
import io
import zipfile
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from exports.errors import CannotRead
from exports.intake import inspect
from exports.look import look_into
from exports.pictures import LONG_EDGE, SHORT_EDGE, PictureError, normalise
from ledger.attachments import UnusableFile

RED, BLUE = (200, 30, 30), (30, 30, 200)
PICTURES = {"jpg": "JPEG", "png": "PNG", "bmp": "BMP", "tif": "TIFF", "webp": "WEBP", "gif": "GIF"}


def picture(form: str = "JPEG", size: tuple[int, int] = (60, 40), **options: object) -> bytes:
    """A picture whose left half is red and right half blue, with a gradient so that it does not shrink to nothing."""
    image = Image.new("RGB", size, RED)
    image.paste(BLUE, (size[0] // 2, 0, size[0], size[1]))
    image.paste(Image.linear_gradient("L").resize((size[0], size[1] // 4)).convert("RGB"), (0, size[1] * 3 // 4))
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def document(pages: int = 3) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=True)
    for number in range(pages):
        canvas.drawString(72, 700, f"page {number + 1}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def resaved(data: bytes, **options: object) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(out, **options)
    return out.getvalue()


def package(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return out.getvalue()


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def opened(data: bytes | None) -> Image.Image:
    assert data is not None
    return Image.open(io.BytesIO(data))


def near(pixel: object, colour: tuple[int, int, int]) -> bool:
    return isinstance(pixel, tuple) and all(abs(a - b) < 25 for a, b in zip(pixel, colour, strict=True))


def test_the_pages_of_a_pdf_are_counted(tmp_path: Path) -> None:
    found = inspect(put(tmp_path, "方案.PDF", document(5)))
    assert (found.media, found.suffix, found.pages, found.normal) == ("application/pdf", ".pdf", 5, None)


def test_a_pdf_that_only_forbids_changes_is_taken(tmp_path: Path) -> None:
    locked = resaved(document(2), encryption=pikepdf.Encryption(owner="secret", user=""))
    assert inspect(put(tmp_path, "限制修改.pdf", locked)).pages == 2


@pytest.mark.parametrize("owner", ["secret", "other", ""])
def test_a_pdf_that_opens_only_with_a_password_is_refused(tmp_path: Path, owner: str) -> None:
    locked = resaved(document(), encryption=pikepdf.Encryption(owner=owner, user="secret"))
    with pytest.raises(UnusableFile, match="“加密.pdf”不能作为附件：PDF已加密"):
        inspect(put(tmp_path, "加密.pdf", locked))


def test_a_pdf_without_pages_is_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    pikepdf.new().save(out)
    with pytest.raises(UnusableFile, match="一页也没有"):
        inspect(put(tmp_path, "空.pdf", out.getvalue()))


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.95])
def test_a_pdf_cut_short_is_refused(tmp_path: Path, kept: float) -> None:
    data = document(5)
    with pytest.raises(UnusableFile, match="已损坏或不完整"):
        inspect(put(tmp_path, "半份.pdf", data[: int(len(data) * kept)]))


def test_a_pdf_with_a_spoiled_page_is_refused(tmp_path: Path) -> None:
    data = document(5)
    spot = data.rindex(b"stream\n", 0, data.rindex(b"endstream")) + 20
    with pytest.raises(UnusableFile, match="已损坏"):
        inspect(put(tmp_path, "坏页.pdf", data[:spot] + b"\xff\xff\xff" + data[spot + 3 :]))


def test_a_pdf_whose_first_page_is_no_page_is_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(document(2))) as pdf:
        pdf.Root.Pages.Kids[0] = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name("/Catalog")))
        pdf.save(out)
    with pytest.raises(UnusableFile, match="“怪页.pdf”不能作为附件：PDF"):
        inspect(put(tmp_path, "怪页.pdf", out.getvalue()))


@pytest.mark.parametrize("suffix", sorted(PICTURES))
def test_every_kind_of_picture_becomes_a_plain_jpeg(tmp_path: Path, suffix: str) -> None:
    found = inspect(put(tmp_path, f"照片.{suffix}", picture(PICTURES[suffix])))
    assert (found.suffix, found.pages) == (f".{suffix}", 1)
    normal = opened(found.normal)
    assert (normal.format, normal.mode, normal.size) == ("JPEG", "RGB", (60, 40))
    assert near(normal.getpixel((5, 5)), RED)
    assert near(normal.getpixel((55, 5)), BLUE)
    assert found.normal is not None
    assert found.normal[:4] == b"\xff\xd8\xff\xe0"
    assert found.normal[6:10] == b"JFIF"


def test_a_phone_picture_is_turned_upright_and_keeps_no_metadata(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Phone"
    data = picture(exif=exif, comment=b"somewhere")
    found = inspect(put(tmp_path, "手机.jpg", data))
    normal = opened(found.normal)
    assert normal.size == (40, 60)
    assert near(normal.getpixel((35, 5)), RED)
    assert near(normal.getpixel((35, 55)), BLUE)
    assert dict(normal.getexif()) == {}
    assert found.normal is not None
    assert b"Phone" not in found.normal
    assert b"somewhere" not in found.normal


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("turn", range(1, 9))
def test_every_turn_of_every_format_is_undone(form: str, turn: int) -> None:
    upright = Image.new("RGB", (90, 60), "white")
    upright.paste(RED, (0, 0, 30, 30))
    turns = {
        1: None, 2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_270,
    }  # fmt: skip
    way = turns[turn]
    stored = upright if way is None else upright.transpose(way)
    exif = Image.Exif()
    exif[0x0112] = turn
    out = io.BytesIO()
    stored.save(out, form, exif=exif)
    normal = opened(normalise(out.getvalue()))
    assert normal.size == (90, 60)
    assert near(normal.getpixel((10, 10)), RED)
    assert near(normal.getpixel((80, 50)), (255, 255, 255))


def test_a_jpeg_of_a_scanner_without_its_jfif_header_is_taken(tmp_path: Path) -> None:
    data = picture()
    length = int.from_bytes(data[4:6], "big")
    bare = data[:2] + data[4 + length :]
    assert b"JFIF" not in bare
    assert opened(inspect(put(tmp_path, "扫描.jpg", bare)).normal).size == (60, 40)


def test_a_large_picture_is_brought_down_to_a_sheet_of_a4() -> None:
    assert opened(normalise(picture(size=(4000, 3000)))).size == (2205, SHORT_EDGE)
    assert opened(normalise(picture(size=(2000, 6000)))).size == (780, LONG_EDGE)
    assert opened(normalise(picture(size=(9000, 90)))).size == (LONG_EDGE, 23)


def test_what_is_transparent_becomes_white() -> None:
    for mode, empty in (("RGBA", (0, 0, 0, 0)), ("LA", (0, 0))):
        out = io.BytesIO()
        Image.new(mode, (20, 20), empty).save(out, "PNG")
        assert opened(normalise(out.getvalue())).getpixel((10, 10)) == (255, 255, 255)


def test_sixteen_bits_of_grey_keep_their_shade() -> None:
    out = io.BytesIO()
    Image.new("I;16", (20, 20), 0x8000).save(out, "PNG")
    assert near(opened(normalise(out.getvalue())).getpixel((10, 10)), (128, 128, 128))


def test_the_same_picture_gives_the_same_bytes() -> None:
    data = picture("PNG", (3000, 2000))
    assert normalise(data) == normalise(data)


@pytest.mark.parametrize("form", sorted(PICTURES.values()))
@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9])
def test_a_picture_cut_short_is_refused(form: str, kept: float) -> None:
    data = picture(form, (300, 200))
    with pytest.raises(PictureError, match="损坏或不完整"):
        normalise(data[: int(len(data) * kept)])


def test_a_png_whose_last_bytes_are_missing_is_refused() -> None:
    with pytest.raises(PictureError, match="不完整"):
        normalise(picture("PNG")[:-12])


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(PICTURES.values())), st.integers(0, 10_000), st.binary(min_size=1, max_size=8))
def test_spoiled_pictures_are_refused_or_shown_and_never_crash(form: str, spot: int, noise: bytes) -> None:
    data = bytearray(picture(form))
    spot %= len(data)
    data[spot : spot + len(noise)] = noise
    try:
        normal = normalise(bytes(data))
    except PictureError:
        return
    assert opened(normal).format == "JPEG"


def test_a_picture_bomb_is_refused_unopened(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("1", (20_000, 10_000)).save(out, "PNG")
    with pytest.raises(UnusableFile, match="像素超过8947万"):
        inspect(put(tmp_path, "大图.png", out.getvalue()))


def test_a_scan_of_several_pages_in_one_tiff_is_sent_back_for_a_pdf(tmp_path: Path) -> None:
    more = [Image.new("L", (30, 30), shade) for shade in (50, 90)]
    data = picture("TIFF", save_all=True, append_images=more)
    with pytest.raises(UnusableFile, match="含3页的多页TIFF。请在扫描软件里改存为PDF"):
        inspect(put(tmp_path, "扫描.tif", data))


@pytest.mark.parametrize("suffix", ["gif", "webp"])
def test_a_moving_picture_is_refused(tmp_path: Path, suffix: str) -> None:
    data = picture(PICTURES[suffix], save_all=True, append_images=[Image.new("RGB", (60, 40), BLUE)])
    with pytest.raises(UnusableFile, match="动图"):
        inspect(put(tmp_path, f"动图.{suffix}", data))


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("方案.pdf", picture(), "扩展名是.pdf，实际是JPEG图片。请核实.*扩展名改为.jpg"),
        ("照片.jpg", picture("PNG"), "扩展名是.jpg，实际是PNG图片"),
        ("照片.jpg", document(1), "扩展名是.jpg，实际是PDF文档"),
        ("照片.jpg", "会议记录：应到12人".encode(), "扩展名是.jpg，实际是文本文件"),
        ("照片.jpg", "会议记录：应到12人".encode("gb18030"), "实际是文本文件"),
        ("记录.docx", package("[Content_Types].xml", "word/document.xml"), "Word文档.*另存为PDF后再添加"),
        ("表.xlsx", package("xl/workbook.xml"), "Excel表格.*另存为PDF"),
        ("讲稿.pptx", package("ppt/presentation.xml"), "演示文稿"),
        ("发票.ofd", package("OFD.xml"), "OFD版式文档.*OFD阅读器"),
        ("全部.zip", package("a.pdf"), "压缩包.*解压"),
        ("坏.docx", b"PK\x03\x04 not a zip", "压缩包"),
        ("旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "旧版Office或WPS文档"),
        ("写字板.rtf", b"{\\rtf1 x}", "RTF文档"),
        ("网页.html", b"<!DOCTYPE html><html></html>", "网页.*打印成PDF"),
        ("苹果.heic", b"\x00\x00\x00\x18ftypheic" + bytes(20), "HEIC.*另存为JPEG"),
        ("录像.mp4", b"\x00\x00\x00\x18ftypisom" + bytes(20), "视频或音频"),
        ("程序.jpg", b"MZ\x90\x00" + bytes(60), "扩展名是.jpg，实际是程序文件"),
        ("怪.jpg", bytes(range(1, 256)) + bytes(20), "无法识别的文件"),
        ("空.pdf", b"", "空文件（0字节）"),
    ],
)
def test_what_is_not_a_sound_pdf_or_picture_is_refused_by_name(
    tmp_path: Path, name: str, data: bytes, words: str
) -> None:
    with pytest.raises(UnusableFile, match=words) as caught:
        inspect(put(tmp_path, name, data))
    assert caught.value.exit_code == 2
    assert f"“{name}”" in str(caught.value)


def test_a_name_without_a_suffix_makes_no_claim(tmp_path: Path) -> None:
    assert inspect(put(tmp_path, "签字扫描件", document(1))).suffix == ".pdf"
    assert inspect(put(tmp_path, "会议 6.11", picture("PNG"))).suffix == ".png"


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnusableFile, match="找不到"):
        inspect(tmp_path / "无.pdf")
    with pytest.raises(UnusableFile, match="文件夹"):
        inspect(tmp_path)


def test_a_disk_that_does_not_give_the_file_is_an_error_of_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path) -> bytes:
        raise OSError(errno.EIO, "Input/output error", str(path))

    path = put(tmp_path, "照片.jpg", picture())
    monkeypatch.setattr(Path, "read_bytes", fail)
    with pytest.raises(CannotRead) as caught:
        look_into(path)
    assert caught.value.exit_code == 3


def test_the_original_is_never_altered(tmp_path: Path) -> None:
    for name, data in (("a.jpg", picture()), ("b.pdf", document())):
        path = put(tmp_path, name, data)
        inspect(path)
        assert path.read_bytes() == data
