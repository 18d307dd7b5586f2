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

from exports.errors import DamagedScan
from ledger.filing_settings import Corner, FilingSettings
from ledger.kept_files import KeptFile
from ledger.records import Attachment
from tests.exports.bindings import bound, item

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
    return Attachment("a", "r", "signed", path.name, "0" * 64, "application/pdf", 1, 1, KeptFile(path), None)


BARE = FilingSettings(corner=Corner.NONE, stamp=False)
"""Settings under which a scan has nothing but its page number upon it."""


def shown(*scans: Attachment, settings: FilingSettings = BARE) -> list[Image.Image]:
    """The pages of a binding of one paper and its scans at 72 dpi, the paper's own page left out."""
    leaf = item(1, 1, *scans)
    if settings is BARE:
        leaf = replace(leaf, paper=replace(leaf.paper, mark=""))
    data, _ = bound(leaf, settings=settings)
    with pypdfium2.PdfDocument(data) as document:
        return [page.render(scale=1).to_pil().convert("L") for page in document][1:]


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
    (page,) = shown(scan(tmp_path / "签字.pdf", (595, 842), turn))
    assert page.size == pytest.approx(size, abs=1)
    assert black(page)[:2] == pytest.approx(corner, abs=2)


def test_a_cropped_page_shows_its_crop_alone_in_its_own_size(tmp_path: Path) -> None:
    (page,) = shown(scan(tmp_path / "签字.pdf", (595, 842), 90, (100, 200, 500, 800)))
    left, top, right, low = black(page)
    assert page.width > page.height
    assert (right - left, low - top) == pytest.approx((60, 60), abs=2)
    assert right == pytest.approx((page.width + 600) / 2, abs=2)
    assert top == pytest.approx((page.height - 400) / 2, abs=2)


def test_a_large_page_is_brought_down_to_a4_and_a_receipt_keeps_its_size(tmp_path: Path) -> None:
    large, receipt = shown(scan(tmp_path / "大.pdf", (1191, 842)), scan(tmp_path / "小.pdf", (226, 400)))
    assert large.size == pytest.approx((842, 595), abs=1)
    left, top, right, _ = black(large)
    assert (left, top, right) == pytest.approx((0, 0, 60 / 2**0.5), abs=2)
    left, top, right, _ = black(receipt)
    assert (left, right - left) == pytest.approx(((595 - 226) / 2, 60), abs=2)


def test_a_scan_that_only_its_owner_may_change_is_bound(tmp_path: Path) -> None:
    (page,) = shown(scan(tmp_path / "限制.pdf", (595, 842), locked=True))
    assert black(page)[:2] == pytest.approx((0, 0), abs=2)


def test_the_number_of_a_dark_picture_stands_on_white(tmp_path: Path) -> None:
    Image.new("RGB", (1240, 1754), "black").save(tmp_path / "黑.jpg")
    picture = replace(scan(tmp_path / "黑.pdf", (595, 842)), media="image/jpeg", normal=KeptFile(tmp_path / "黑.jpg"))
    (page,) = shown(picture)
    shades = page.crop((page.width // 2 - 30, page.height - 45, page.width // 2 + 30, page.height - 28)).histogram()
    assert shades[255] > sum(shades) / 2
    assert sum(shades[:128]) > 0


def test_a_scan_that_is_gone_is_named(tmp_path: Path) -> None:
    lost = scan(tmp_path / "签字.pdf", (595, 842))
    lost.file.path.unlink()
    with pytest.raises(DamagedScan, match="签字"):
        shown(lost)


@pytest.mark.parametrize("corner", list(Corner))
def test_every_number_on_a_scan_is_read_upright_and_stands_on_white(tmp_path: Path, corner: Corner) -> None:
    """Page number, archival number and the paper's own: on a black picture each is white around and readable."""
    Image.new("RGB", (1240, 1754), "black").save(tmp_path / "黑.jpg")
    picture = replace(scan(tmp_path / "黑.pdf", (595, 842)), media="image/jpeg", normal=KeptFile(tmp_path / "黑.jpg"))
    settings = FilingSettings(corner=corner)
    data, _ = bound(item(1, 1, picture), settings=settings)
    with pypdfium2.PdfDocument(data) as document:
        page = document[1]
        read = "".join(page.get_textpage().get_text_range().split())
        pixels = page.render(scale=2).to_pil().convert("L")
    # On one height PDFium begins with what stands outside.
    expected = {Corner.NONE: "—2—01-00012/2", Corner.UPPER: "—2—201-00012/2", Corner.LOWER: "2—2—01-00012/2"}
    assert read == expected[corner]
    wide, high = pixels.size
    corners = {Corner.UPPER: (70, 40, 130, 100), Corner.LOWER: (70, high - 110, 130, high - 40)}
    if corner in corners:
        assert pixels.crop(corners[corner]).getextrema() == (0, 255)
    middle = pixels.crop((wide // 2 - 30, high - 92, wide // 2 + 30, high - 52)).histogram()
    assert middle[255] > sum(middle) / 2 and sum(middle[:128]) > 0


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_numbers_are_upright_as_the_reader_holds_the_page(tmp_path: Path, turn: int) -> None:
    data, _ = bound(item(1, 1, scan(tmp_path / "签字.pdf", (595, 842), turn)))
    with pypdfium2.PdfDocument(data) as document:
        page = document[1]
        assert page.get_rotation() == 0
        text = page.get_textpage()
        places = {text.get_text_range(at, 1): text.get_charbox(at) for at in range(text.count_chars())}
        width, height = page.get_size()
    left, low, right, top = places["—"]
    assert right - left > top - low, "a dash lies along the lower edge"
    assert low < 0.1 * height and left < width / 2 + 20


def test_the_pages_of_a_scan_go_on_counting_the_sides_of_their_paper(tmp_path: Path) -> None:
    one = scan(tmp_path / "一.pdf", (595, 842))
    data, _ = bound(
        item(1, 2, one, scan(tmp_path / "二.pdf", (595, 842))), item(2), settings=FilingSettings(stamp=False)
    )
    with pypdfium2.PdfDocument(data) as document:
        said = ["".join(page.get_textpage().get_text_range().split()) for page in document]
    assert said == [
        "第1件1—1—101-00011/4",
        "第1件2—2—201-00012/4",
        "—3—301-00013/4",
        "—4—401-00014/4",
        "第2件1—5—101-00021/1",
    ]


def test_a_scan_that_had_to_be_drawn_anew_is_named(tmp_path: Path) -> None:
    path = tmp_path / "透明.pdf"
    plain = scan(path, (595, 842))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        page = pdf.pages[0]
        page.obj.Resources.ExtGState = pikepdf.Dictionary(Half=pikepdf.Dictionary(ca=0.5))
        page.contents_add(b"/Half gs 0 0 90 90 re f")
        pdf.save(path)
    _, result = bound(item(1, 1, plain))
    assert result.redrawn == ["透明.pdf"]
    assert result.archival and result.problems == ()
