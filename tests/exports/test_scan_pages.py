"""Scanned pages brought into a PDF of our own: each as a reader sees it, and nothing that an archive refuses."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from exports.errors import DamagedScan
from exports.pdfa import checking, marking
from exports.scan_pages import ScanForm, ScanPages
from ledger.records import Attachment
from tests.exports import preflight
from tests.exports.scan_codecs import flate, jpeg
from tests.exports.scan_quirks import A4, image, see_through, stamped, with_hidden_text, with_seen_text
from tests.exports.scan_shapes import DPI, MAKERS, SQUARE, Shape, add_page, attachment, finish, shape, shapes, sheet

ALL = shapes(37)
WORDS = {"title": "扫描件", "author": "第五税务分局", "subject": "扫描件", "day": "2015-06-11"}


def bring(scans: list[Attachment]) -> tuple[bytes, list[ScanForm]]:
    """Every page of every scan on a page of its own size (a picture on one as wide as A5), and how each came in."""
    target, forms = pikepdf.new(), []
    for scan in scans:
        with ScanPages(scan) as pages:
            for index in range(len(pages)):
                brought = pages.as_form(target, index)
                assert (brought.width, brought.height) == pages.size(index)
                scale = 420 / brought.width if pages.is_picture else 1.0
                page = target.add_blank_page(page_size=(brought.width * scale, brought.height * scale))
                page.add_resource(brought.form, Name.XObject, Name.Scan)
                page.Contents = target.make_stream(b"q %.6f 0 0 %.6f 0 0 cm /Scan Do Q" % (scale, scale))
                forms.append(brought)
    marking.mark(target, **WORDS)
    out = io.BytesIO()
    marking.save(target, out)
    return out.getvalue(), forms


def drawn(data: bytes) -> list[Image.Image]:
    """The pages as PDFium shows them, one pixel a point."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.render(scale=1).to_pil().convert("RGB") for page in document]
    finally:
        document.close()


def pictures(data: bytes) -> list[dict[str, tuple[str, int]]]:
    """The pictures of each scanned page by name: their colours, and how many pixels they have."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        held = [page.obj.Resources.XObject.Scan.Resources.XObject.as_dict() for page in pdf.pages]
        return [
            {name: (str(each.ColorSpace), int(each.Width) * int(each.Height)) for name, each in found.items()}
            for found in held
        ]


def one(folder: Path, pdf: pikepdf.Pdf, name: str = "件") -> Attachment:
    return attachment(Shape(name, ".pdf", finish(pdf), ((0, 0),)), folder)


@pytest.mark.parametrize("made", ALL, ids=[made.name for made in ALL])
def test_every_shape_is_upright_whole_and_kept_as_it_is_where_it_can(made: Shape, tmp_path: Path) -> None:
    data, forms = bring([attachment(made, tmp_path)])
    assert [(form.width, form.height) for form in forms] == [pytest.approx(size, abs=0.01) for size in made.sizes]
    assert {form.converted for form in forms} == {made.converted}
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert checking.problems(pdf) == ()
    for page in drawn(data):
        side = round(SQUARE * DPI / 72 * 420 / made.sizes[0][0] if made.is_picture else SQUARE)
        ink = page.convert("L").point(lambda value: 255 * (value < 100))
        assert ink.crop((2, 2, side - 3, side - 3)).getextrema() == (255, 255)
        assert ink.crop((side + 2, 0, side + 10, side)).getextrema() == (0, 0)
        assert ink.crop((0, side + 2, side, side + 12)).getextrema() == (0, 0)
        assert page.getpixel((page.width // 2, page.height - 60)) > (250, 250, 250)


@preflight.needed
def test_preflight_passes_a_file_with_scans_of_all_shapes(tmp_path: Path) -> None:
    data, _ = bring([attachment(made, tmp_path) for made in ALL])
    (tmp_path / "all.pdf").write_bytes(data)
    assert preflight.validate([tmp_path / "all.pdf"]) == {tmp_path / "all.pdf": []}


def test_the_same_scans_give_the_same_bytes(tmp_path: Path) -> None:
    scans = [attachment(made, tmp_path) for made in ALL]
    assert bring(scans)[0] == bring(scans)[0]


def test_scans_of_a_campaign_differ_from_one_another() -> None:
    count = len(MAKERS) + 3
    assert len({shape(serial).data for serial in range(count)}) == count


def test_a_seal_laid_over_the_page_is_seen_and_said(tmp_path: Path) -> None:
    (made,) = (made for made in ALL if made.name == "电子印章")
    data, (form,) = bring([attachment(made, tmp_path)])
    assert form.reasons == ("带有批注、印章或表单",)
    (page,) = drawn(data)
    red, green, blue = page.getpixel((345, 842 - 145))  # type: ignore[misc]
    assert red > 240 and green < 20 and blue < 20


def test_what_no_reader_shows_is_no_reason_to_draw_a_page_anew(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    page = add_page(pdf, image(pdf, jpeg(sheet(A4))), (0, 0, *A4))
    stamped(pdf, page)
    note = page.obj.Annots[0]
    note.F = 2
    popup = Dictionary(Type=Name.Annot, Subtype=Name.Popup, Rect=[0, 0, 99, 99])
    signature = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig, Rect=[0, 0, 0, 0], AP=note.AP)
    page.obj.Annots.extend([pdf.make_indirect(popup), pdf.make_indirect(signature)])
    pdf.Root.AcroForm = Dictionary(Fields=Array([page.obj.Annots[2]]))
    _, (form,) = bring([one(tmp_path, pdf)])
    assert not form.converted


def test_a_grey_page_drawn_anew_is_kept_as_grey_and_a_red_one_in_colour(tmp_path: Path) -> None:
    colours = []
    for change in (with_seen_text, stamped):
        pdf = pikepdf.new()
        change(pdf, add_page(pdf, image(pdf, jpeg(sheet(A4))), (0, 0, *A4)))
        data, (form,) = bring([one(tmp_path, pdf, change.__name__)])
        assert form.converted
        colours.append(pictures(data)[0]["/Scan"][0])
    assert colours == ["/DeviceGray", "/DeviceRGB"]


def test_invisible_words_go_and_the_picture_below_them_stays_as_it_was(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    encoded = jpeg(sheet(A4, 5))
    with_hidden_text(pdf, add_page(pdf, image(pdf, encoded), (0, 0, *A4)))
    data, (form,) = bring([one(tmp_path, pdf)])
    assert not form.converted
    with pikepdf.open(io.BytesIO(data)) as bound:
        held = bound.pages[0].obj.Resources.XObject.Scan
        assert "/Font" not in held.Resources or not held.Resources.Font.keys()
        assert held.Resources.XObject.Im0.read_raw_bytes() == encoded.data


def test_a_poster_drawn_anew_stays_within_the_memory(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    see_through(pdf, add_page(pdf, image(pdf, jpeg(sheet(A4))), (0, 0, 6000, 8000)))
    data, (form,) = bring([one(tmp_path, pdf)])
    assert 11_000_000 < pictures(data)[0]["/Scan"][1] < 12_010_000
    assert (form.width, form.height) == (6000, 8000)


def test_a_page_brings_only_what_it_draws(tmp_path: Path) -> None:
    """Two pages that share resources with three pictures, one of them in four colours and drawn by none."""
    pdf = pikepdf.new()
    first, second = (add_page(pdf, image(pdf, jpeg(sheet(A4, serial))), (0, 0, *A4)) for serial in (1, 2))
    third = image(pdf, flate(Image.new("L", (2, 2))))
    third.ColorSpace = Name.DeviceCMYK
    shared = Dictionary(Im0=first.obj.Resources.XObject.Im0, Im1=second.obj.Resources.XObject.Im0, Im2=third)
    for page in (first, second):
        page.obj.Resources.XObject = shared
    second.Contents = pdf.make_stream(second.Contents.read_bytes().replace(b"/Im0", b"/Im1"))
    data, forms = bring([one(tmp_path, pdf)])
    assert [list(page) for page in pictures(data)] == [["/Im0"], ["/Im1"]]
    assert not any(form.converted for form in forms)


def test_forms_in_forms_are_looked_into(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    page = add_page(pdf, image(pdf, jpeg(sheet(A4))), (0, 0, *A4))
    inner = pdf.make_stream(page.Contents.read_bytes(), Type=Name.XObject, Subtype=Name.Form)
    inner.BBox, inner.Resources = Array([0, 0, *A4]), page.obj.Resources
    inner.Group = Dictionary(Type=Name.Group, S=Name.Transparency)
    page.obj.Resources = Dictionary(XObject=Dictionary(Fm0=inner))
    page.Contents = pdf.make_stream(b"/Fm0 Do")
    data, (form,) = bring([one(tmp_path, pdf, "好")])
    assert not form.converted
    with pikepdf.open(io.BytesIO(data)) as bound:
        assert checking.problems(bound) == ()
    inner.Resources.ExtGState = Dictionary(G0=Dictionary(ca=0.3))
    inner.write(b"/G0 gs " + inner.read_bytes())
    _, (form,) = bring([one(tmp_path, pdf, "坏")])
    assert form.reasons == ("使用了透明效果",)


def test_a_page_that_only_pdfium_understands_is_drawn_anew(tmp_path: Path) -> None:
    pdf = pikepdf.new()
    page = add_page(pdf, image(pdf, jpeg(sheet(A4))), (0, 0, *A4))
    page.obj.Resources.Font = Dictionary(F0=Dictionary(Type=Name.Font, Subtype=Name.Type0, DescendantFonts=3))
    page.contents_add(b"BT /F0 9 Tf ET")
    _, (form,) = bring([one(tmp_path, pdf)])
    assert form.converted


def test_a_scan_that_is_gone_or_no_pdf_is_named(tmp_path: Path) -> None:
    kept = attachment(ALL[0], tmp_path)
    kept.file.path.write_bytes(b"%PDF-1.4 cut")
    with pytest.raises(DamagedScan, match="纵向"):
        ScanPages(kept)
    kept.file.path.unlink()
    with pytest.raises(DamagedScan, match="纵向"):
        ScanPages(kept)
    picture = attachment(next(made for made in ALL if made.is_picture), tmp_path)
    assert picture.normal
    picture.normal.path.write_bytes(b"\xff\xd8\xff")
    with ScanPages(picture) as pages, pytest.raises(DamagedScan, match="手机"):
        pages.size(0)
