"""Pages as images: sizes as a reader sees them, parts, turning, and a sentence for what cannot be shown."""

from __future__ import annotations

import hashlib
import io
import os
import sys
import zipfile
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from forms.page_images import CannotShow, opened


def pdf(path: Path, *sizes: tuple[int, int]) -> Path:
    """A PDF of which each page has a black square in its upper left corner, 100 points wide."""
    canvas = Canvas(str(path))
    for width, height in sizes or ((400, 600),):
        canvas.setPageSize((width, height))
        canvas.rect(0, height - 100, 100, 100, fill=1)
        canvas.showPage()
    canvas.save()
    return path


def picture(path: Path, size: tuple[int, int] = (400, 300), **how: object) -> Path:
    """White, with its upper left quarter black."""
    image = Image.new("RGB", size, "white")
    image.paste("black", (0, 0, size[0] // 2, size[1] // 2))
    image.save(path, **how)
    return path


def corners(image: Image.Image) -> str:
    """Which corners are dark, clockwise from the upper left: "#..." is only that."""
    grey, right, bottom = image.convert("L"), image.width - 6, image.height - 6
    return "".join("#" if grey.getpixel(at) < 128 else "." for at in ((5, 5), (right, 5), (right, bottom), (5, bottom)))


def dots(image: Image.Image) -> list[tuple[int, ...]]:
    data = image.tobytes()
    return [tuple(data[at : at + 3]) for at in range(0, len(data), 3)]


def test_a_pdf_tells_its_pages_and_draws_them(tmp_path: Path) -> None:
    path = pdf(tmp_path / "合订本.pdf", (400, 600), (600, 400))
    before = hashlib.sha256(path.read_bytes()).digest()
    document = opened(path)
    assert document.name == "合订本.pdf"
    assert document.sizes == ((400, 600), (600, 400))
    first, second = document.image(0, (200, 300)), document.image(1, (300, 200))
    assert (first.mode, first.size, corners(first)) == ("RGB", (200, 300), "#...")
    assert (second.size, corners(second)) == ((300, 200), "#...")
    assert hashlib.sha256(path.read_bytes()).digest() == before


def test_no_file_is_held_open(tmp_path: Path) -> None:
    path = pdf(tmp_path / "甲.pdf")
    document = opened(path)
    document.image(0, (40, 60))
    if sys.platform == "linux":
        held = [each for each in Path("/proc/self/fd").glob("*") if each.is_symlink() and each.readlink() == path]
        assert held == []
    path.unlink()  # Windows removes no file that is open
    with pytest.raises(CannotShow, match="“甲.pdf”无法显示：找不到这个文件"):
        document.image(0, (40, 60))


@pytest.mark.parametrize(("turned", "dark"), [(0, "#..."), (90, ".#.."), (180, "..#."), (270, "...#")])
@pytest.mark.parametrize("make", [pdf, picture])
def test_the_view_turns_clockwise(tmp_path: Path, make: object, turned: int, dark: str) -> None:
    path = make(tmp_path / ("甲.pdf" if make is pdf else "甲.jpg"))  # type: ignore[operator]
    size = (300, 400) if turned in (90, 270) else (400, 300)
    assert corners(opened(path).image(0, size, turned)) == dark


@pytest.mark.parametrize("make", [pdf, picture])
@pytest.mark.parametrize("turned", [0, 90])
def test_a_part_is_what_the_whole_shows_there(tmp_path: Path, make: object, turned: int) -> None:
    document = opened(make(tmp_path / ("甲.pdf" if make is pdf else "甲.png")))  # type: ignore[operator]
    whole, box = document.image(0, (400, 300), turned), (30, 20, 330, 220)
    part = document.image(0, (400, 300), turned, box)
    assert part.size == (300, 200)
    differing = sum(one != other for one, other in zip(dots(part), dots(whole.crop(box)), strict=True))
    assert differing <= 600  # smoothed edges of a picture may fall otherwise


def test_a_turned_page_and_a_cropped_one_are_seen_as_readers_show_them(tmp_path: Path) -> None:
    path = pdf(tmp_path / "甲.pdf", (400, 600), (400, 600))
    with pikepdf.open(path, allow_overwriting_input=True) as file:
        file.pages[0].Rotate = 90
        file.pages[1].CropBox = [0, 300, 400, 600]
        file.save()
    document = opened(path)
    assert document.sizes == ((600, 400), (400, 300))
    assert corners(document.image(0, (300, 200))) == ".#.."
    assert corners(document.image(1, (200, 150))) == "#..."


def test_form_fields_are_seen(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "表.pdf"), pagesize=(200, 200))
    canvas.drawString(150, 150, "x")  # the page must be there before its fields
    canvas.acroForm.checkbox(name="a", x=20, y=20, size=100, checked=True)
    canvas.save()
    image = opened(tmp_path / "表.pdf").image(0, (200, 200)).convert("L")
    assert min(image.crop((40, 90, 110, 170)).tobytes()) < 128


def test_a_phone_photo_stands_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned a quarter clockwise
    document = opened(picture(tmp_path / "照片.jpg", (800, 600), exif=exif, dpi=(72, 72)))
    assert document.sizes == ((600 * 72 / 96, 800 * 72 / 96),)
    assert corners(document.image(0, (150, 200))) == ".#.."


def test_a_picture_that_was_replaced_is_read_anew(tmp_path: Path) -> None:
    path = picture(tmp_path / "照片.png")
    document = opened(path)
    assert corners(document.image(0, (200, 150))) == "#..."
    Image.new("RGB", (400, 300), "black").save(path)
    os.utime(path, ns=(1, 1))
    assert corners(document.image(0, (200, 150))) == "####"


def test_a_scan_has_the_size_of_its_paper(tmp_path: Path) -> None:
    (size,) = opened(picture(tmp_path / "扫描.jpg", (1654, 2339), dpi=(200, 200))).sizes
    assert size == pytest.approx((595.4, 842), abs=0.1)


def test_pages_of_a_tiff_are_pages(tmp_path: Path) -> None:
    frames = [Image.new("L", (100, 50 + 10 * number), number * 100) for number in range(3)]
    frames[0].save(tmp_path / "传真.tif", save_all=True, append_images=frames[1:])
    document = opened(tmp_path / "传真.tif")
    assert [round(high * 96 / 72) for _, high in document.sizes] == [50, 60, 70]
    assert [document.image(index, (10, 10)).getpixel((5, 5))[0] for index in range(3)] == [0, 100, 200]


@pytest.mark.parametrize(
    ("mode", "value", "seen"),
    [("RGBA", (0, 0, 0, 0), 255), ("LA", (0, 255), 0), ("I;16", 32768, 128), ("P", 0, 0), ("1", 1, 255)],
)
def test_every_kind_of_picture_becomes_plain_colours(tmp_path: Path, mode: str, value: object, seen: int) -> None:
    Image.new(mode, (20, 20), value).save(tmp_path / "图.png")  # type: ignore[arg-type]
    image = opened(tmp_path / "图.png").image(0, (10, 10))
    assert (image.mode, image.getpixel((5, 5))) == ("RGB", (seen,) * 3)


def test_what_is_in_memory_is_shown_too(tmp_path: Path) -> None:
    document = opened(pdf(tmp_path / "甲.pdf").read_bytes(), "预览")
    assert (document.name, document.is_pdf, corners(document.image(0, (200, 300)))) == ("预览", True, "#...")
    assert not opened(picture(tmp_path / "乙.png").read_bytes(), "乙").is_pdf


def encrypted(path: Path) -> None:
    source = pdf(path.with_name("明.pdf"))
    with pikepdf.open(source) as file:
        file.save(path, encryption=pikepdf.Encryption(owner="a", user="b"))


def no_pages(path: Path) -> None:
    with pikepdf.new() as file:
        file.save(path)


def word(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", "<x/>")


def bomb(path: Path) -> None:
    Image.new("1", (20000, 20000)).save(path, "PNG")


def cut_short(path: Path) -> None:
    data = io.BytesIO()
    Image.effect_noise((200, 200), 50).save(data, "PNG")
    path.write_bytes(data.getvalue()[:40])


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (encrypted, "PDF已加密，打开需要密码"),
        (no_pages, "一页也没有"),
        (word, "是Word文档（docx），这里只能看PDF和图片"),
        (bomb, "图片的像素超过8947万"),
        (cut_short, "文件已损坏或不完整"),
        (lambda path: path.write_bytes(b""), "是空文件"),
        (lambda path: path.write_bytes(b"%PDF-1.4\nnothing"), "文件已损坏或不完整"),
        (lambda path: path.mkdir(), "是文件夹"),
        (lambda path: None, "找不到这个文件"),
    ],
)
def test_what_cannot_be_shown_is_said(tmp_path: Path, make: object, why: str) -> None:
    path = tmp_path / "附件.bin"
    make(path)  # type: ignore[operator]
    with pytest.raises(CannotShow, match=f"^“附件.bin”无法显示：({why}).*，请.*。$"):
        opened(path)


def test_nothing_in_memory_is_said() -> None:
    with pytest.raises(CannotShow, match="^“文件”无法显示：是空文件"):
        opened(b"")


def test_a_damaged_page_is_named(tmp_path: Path) -> None:
    data = io.BytesIO()
    Image.effect_noise((600, 600), 50).save(data, "JPEG")
    path = tmp_path / "图.jpg"
    path.write_bytes(data.getvalue()[:50000])
    with pytest.raises(CannotShow, match="第1页已损坏或不完整"):
        opened(path).image(0, (100, 100))
    pages = opened(pdf(tmp_path / "甲.pdf"))
    with pytest.raises(CannotShow, match="第3页已损坏或不完整"):
        pages.image(2, (100, 100))
