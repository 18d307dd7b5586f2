"""Scans in the bound PDF: each as a reader sees it alone, turned and cropped, with its number on white."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from exports.binder import bind
from exports.compose import Composition, Leaf
from exports.errors import DamagedScan
from exports.page import Grid, Paper, Paragraph
from exports.typeset.faces import Faces
from exports.typeset.layout import lay_out
from ledger.records import Attachment

Box = tuple[float, float, float, float]


def scan(
    path: Path, size: tuple[float, float], turn: int = 0, crop: Box | None = None, *, locked: bool = False
) -> Attachment:
    """A page with a black square in the upper left corner of what is to be seen before it is turned."""
    raw = io.BytesIO()
    canvas = Canvas(raw, pagesize=size)
    left, _, _, high = crop or (0, 0, *size)
    canvas.rect(left, high - 60, 60, 60, stroke=0, fill=1)
    canvas.showPage()
    canvas.save()
    with pikepdf.open(raw) as pdf:
        pdf.pages[0].obj.Rotate = turn
        if crop:
            pdf.pages[0].cropbox = pikepdf.Array(crop)
        pdf.save(path, encryption=pikepdf.Encryption(owner="secret", user="") if locked else None)
    return Attachment("a", "r", "signed", path.name, "0" * 64, "application/pdf", 1, 1, path, None)


def bound(*scans: Attachment) -> list[Image.Image]:
    """The pages of a binding of one paper and its scans at 72 dpi, the paper's own page left out."""
    faces = Faces.bundled()
    paper = Paper("record:r", "题名", (Paragraph("正文"),), Grid.FORM)
    leaf = Leaf(paper, lay_out(paper, faces), scans=scans)
    stream = io.BytesIO()
    bind(Composition((leaf,), (), {}, (), ()), faces, "台帐", "分局", stream, lambda: None)
    document = pypdfium2.PdfDocument(stream.getvalue())
    try:
        return [page.render(scale=1).to_pil().convert("L") for page in document][1:]
    finally:
        document.close()


def black(page: Image.Image) -> Box:
    """The box of what is black beside the page number, from the upper left corner."""
    beside = page.copy()
    beside.paste(255, (page.width // 2 - 50, page.height - 60, page.width // 2 + 50, page.height))
    found = beside.point(lambda value: 255 if value < 128 else 0).getbbox()
    assert found
    return tuple(float(value) for value in found)  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("turn", "size", "corner"),
    [(0, (595, 842), (0, 0)), (90, (842, 595), (782, 0)), (270, (842, 595), (0, 535)), (180, (595, 842), (535, 782))],
)
def test_a_turned_page_is_bound_as_a_reader_shows_it(
    tmp_path: Path, turn: int, size: tuple[int, int], corner: tuple[int, int]
) -> None:
    (page,) = bound(scan(tmp_path / "签字.pdf", (595, 842), turn))
    assert page.size == pytest.approx(size, abs=1)
    assert black(page)[:2] == pytest.approx(corner, abs=2)


def test_a_cropped_page_shows_its_crop_alone_in_its_own_size(tmp_path: Path) -> None:
    (page,) = bound(scan(tmp_path / "签字.pdf", (595, 842), 90, (100, 200, 500, 800)))
    left, top, right, low = black(page)
    assert page.width > page.height
    assert (right - left, low - top) == pytest.approx((60, 60), abs=2)
    assert right == pytest.approx((page.width + 600) / 2, abs=2)
    assert top == pytest.approx((page.height - 400) / 2, abs=2)


def test_a_large_page_is_brought_down_to_a4_and_a_receipt_keeps_its_size(tmp_path: Path) -> None:
    large, receipt = bound(scan(tmp_path / "大.pdf", (1191, 842)), scan(tmp_path / "小.pdf", (226, 400)))
    assert large.size == pytest.approx((842, 595), abs=1)
    left, top, right, _ = black(large)
    assert (left, top, right) == pytest.approx((0, 0, 60 / 2**0.5), abs=2)
    left, top, right, _ = black(receipt)
    assert (left, right - left) == pytest.approx(((595 - 226) / 2, 60), abs=2)


def test_a_scan_that_only_its_owner_may_change_is_bound(tmp_path: Path) -> None:
    (page,) = bound(scan(tmp_path / "限制.pdf", (595, 842), locked=True))
    assert black(page)[:2] == pytest.approx((0, 0), abs=2)


def test_the_number_of_a_dark_picture_stands_on_white(tmp_path: Path) -> None:
    Image.new("RGB", (1240, 1754), "black").save(tmp_path / "黑.jpg")
    picture = replace(scan(tmp_path / "黑.pdf", (595, 842)), media="image/jpeg", normal=tmp_path / "黑.jpg")
    (page,) = bound(picture)
    shades = page.crop((page.width // 2 - 30, page.height - 45, page.width // 2 + 30, page.height - 28)).histogram()
    assert shades[255] > sum(shades) / 2
    assert sum(shades[:128]) > 0


def test_a_scan_that_is_gone_is_named(tmp_path: Path) -> None:
    lost = scan(tmp_path / "签字.pdf", (595, 842))
    lost.path.unlink()
    with pytest.raises(DamagedScan, match="签字"):
        bound(lost)
