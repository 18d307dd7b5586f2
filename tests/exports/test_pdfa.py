"""PDF/A-1b: what is marked so passes Apache PDFBox Preflight, and what breaks a rule is found by both judges."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pikepdf import Array, Dictionary, Name

from exports.page import Grid, Paper, Paragraph, Title
from exports.pdfa import checking, marking
from exports.pdfa.profile import srgb
from exports.to_pdf import write_pdf
from exports.typeset.faces import Faces
from exports.typeset.layout import lay_out
from tests.exports import preflight

WORDS = {"title": "会议记录", "author": "第五税务分局", "subject": "会议记录（2015-06-11）", "day": "2015-06-11"}


@pytest.fixture(scope="module")
def drawn() -> bytes:
    """A paper as the program draws it, not marked yet."""
    blocks = (Title("会议记录"), Paragraph("参加人员：李䶮、王𠮷。① 3 cm²", indent=True))
    paper = Paper("p", "会议记录", blocks, Grid.FORM, author="第五税务分局", date="2015-06-11")
    faces, out = Faces.bundled(), io.BytesIO()
    write_pdf(paper, lay_out(paper, faces), out)
    return out.getvalue()


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    marking.save(pdf, out)
    return out.getvalue()


def marked(data: bytes) -> pikepdf.Pdf:
    pdf = opened(data)
    marking.mark(pdf, **WORDS)
    return pdf


def helvetica(pdf: pikepdf.Pdf) -> None:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    add(pdf, "/Font", font, b"BT /Bad 12 Tf 20 20 Td (3) Tj ET")


def see_through(pdf: pikepdf.Pdf) -> None:
    add(pdf, "/ExtGState", Dictionary(Type=Name.ExtGState, ca=0.5), b"/Bad gs")


def soft_mask(pdf: pikepdf.Pdf) -> None:
    image = dot(pdf, b"abc", Name.DeviceRGB)
    image.SMask = dot(pdf, b"\x80", Name.DeviceGray)
    add(pdf, "/XObject", image)


def group(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceRGB)


def four_colours(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"q 0 0 0 1 k 20 20 10 10 re f Q")


def jpeg_2000(pdf: pikepdf.Pdf) -> None:
    image = dot(pdf, b"", Name.DeviceGray)
    image.write(b"\0", filter=Name.JPXDecode)
    add(pdf, "/XObject", image)


def unpaired(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"Q Q Q Q")


def no_xmp(pdf: pikepdf.Pdf) -> None:
    del pdf.Root["/Metadata"]


def other_title(pdf: pikepdf.Pdf) -> None:
    pdf.trailer.Info.Title = pikepdf.String("另一个题名")


def no_intent(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"1 0 0 rg")
    del pdf.Root["/OutputIntents"]


def grey_intent(pdf: pikepdf.Pdf) -> None:
    spoilt = pikepdf.Stream(pdf, srgb().replace(b"RGB ", b"GRAY"))
    spoilt.N = 1
    pdf.pages[0].contents_add(b"1 0 0 rg")
    pdf.Root.OutputIntents[0].DestOutputProfile = spoilt


def script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=pikepdf.String("app.beep()"))


def inner_file(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["名单.txt"] = b"1"


def unprinted_link(pdf: pikepdf.Pdf) -> None:
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], Border=[0, 0, 0])
    link.Dest = Array([pdf.pages[0].obj, Name.Fit])
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(link)])


def film(pdf: pikepdf.Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Movie, Rect=[0, 0, 9, 9], F=4)
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])


def layers(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OCProperties = Dictionary(OCGs=Array(), D=Dictionary())


def add(pdf: pikepdf.Pdf, kind: str, thing: pikepdf.Object, operators: bytes = b"") -> None:
    """Put a thing into the resources of the first page under the name Bad, and use it."""
    page = pdf.pages[0]
    page.add_resource(thing, Name(kind), Name.Bad)
    page.contents_add(b"q " + (operators or b"/Bad Do") + b" Q")


def dot(pdf: pikepdf.Pdf, data: bytes, colours: pikepdf.Name) -> pikepdf.Stream:
    """A picture of one pixel."""
    kinds = Dictionary(Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8, ColorSpace=colours)
    return pikepdf.Stream(pdf, data, kinds)


BAD: dict[str, tuple[Callable[[pikepdf.Pdf], None], str]] = {
    "字体": (helvetica, "Helvetica没有嵌入"),
    "半透明": (see_through, "透明"),
    "蒙版": (soft_mask, "透明"),
    "透明组": (group, "透明"),
    "四色": (four_colours, "CMYK"),
    "JPEG2000": (jpeg_2000, "JPEG2000"),
    "不成对": (unpaired, "没有成对"),
    "无元数据": (no_xmp, "XMP"),
    "题名不同": (other_title, "XMP"),
    "无颜色特性": (no_intent, "OutputIntent"),
    "灰度特性": (grey_intent, "OutputIntent"),
    "脚本": (script, "脚本"),
    "夹带文件": (inner_file, "夹带"),
    "链接": (unprinted_link, "随页打印"),
    "影片": (film, "批注"),
    "图层": (layers, "图层"),
}

OURS_ALONE = ["不成对"]
"""What Preflight does not look at."""


def test_a_paper_of_the_program_has_no_problems(drawn: bytes) -> None:
    assert checking.problems(marked(drawn)) == ()


@pytest.mark.parametrize("fault", BAD)
def test_each_fault_is_found_and_named(drawn: bytes, fault: str) -> None:
    spoil, clause = BAD[fault]
    pdf = marked(drawn)
    spoil(pdf)
    found = checking.problems(pdf)
    assert found and any(clause in problem for problem in found), found


@preflight.needed
def test_preflight_passes_the_good_file_and_no_bad_one(drawn: bytes, tmp_path: Path) -> None:
    good = tmp_path / "好.pdf"
    good.write_bytes(saved(marked(drawn)))
    for fault, (spoil, _) in BAD.items():
        pdf = marked(drawn)
        spoil(pdf)
        (tmp_path / f"{fault}.pdf").write_bytes(saved(pdf))
    verdicts = preflight.validate(sorted(tmp_path.glob("*.pdf")))
    assert verdicts.pop(good) == []
    assert [path.stem for path, faults in verdicts.items() if not faults] == OURS_ALONE


def test_widths_that_are_not_those_of_the_face_are_found() -> None:
    """A composite font over a face of our own with two glyphs of half an em."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    face = pikepdf.Stream(pdf, two_glyphs())
    seen = pikepdf.Stream(pdf, b"\xc0")
    descriptor = Dictionary(Type=Name.FontDescriptor, FontName=Name("/ABCDEF+Two"), FontFile2=face, CIDSet=seen)
    inner = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, FontDescriptor=descriptor, CIDToGIDMap=Name.Identity)
    outer = Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=Name("/ABCDEF+Two"), DescendantFonts=[inner])
    outer.Encoding = Name("/Identity-H")
    page.obj.Resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(outer)))
    page.Contents = pdf.make_stream(b"BT /F1 9 Tf <0001> Tj ET")
    marking.mark(pdf, **WORDS)
    for widths, right in (([0, 1, 500], True), ([1, [500]], True), ([0, [500, 501]], True), ([1, [333]], False)):
        outer.DescendantFonts[0].W = Array(widths)
        assert (checking.problems(pdf) == ()) is right, widths
    outer.DescendantFonts[0].W = Array([0, 1, 500])
    for operators, right in (
        (b"<00010001>", True),
        (b"(\\000\\001)", True),
        (b"<00010000>", False),
        (b"(\0\0)", False),
    ):
        page.Contents = pdf.make_stream(b"BT /F1 9 Tf [" + operators + b" -20] TJ ET")
        assert any("没有的字" in each for each in checking.problems(pdf)) is not right, operators


def two_glyphs() -> bytes:
    """As much of a TrueType program as says that two glyphs are half an em wide."""
    held = {b"head": bytes(18) + b"\x03\xe8", b"hhea": bytes(34) + b"\0\1", b"maxp": bytes(4) + b"\0\2"}
    held[b"hmtx"] = b"\x01\xf4\0\0\0\0"
    data, start = b"", 12 + 16 * len(held)
    table = b"\0\1\0\0" + len(held).to_bytes(2, "big") + bytes(6)
    for tag, value in held.items():
        table += tag + bytes(4) + (start + len(data)).to_bytes(4, "big") + len(value).to_bytes(4, "big")
        data += value
    return table + data


def test_a_file_taken_back_claims_nothing_and_keeps_its_title(drawn: bytes) -> None:
    pdf = marked(drawn)
    marking.unmark(pdf)
    plain = opened(saved(pdf))
    assert b"pdfaid" not in plain.Root.Metadata.read_bytes()
    assert "/OutputIntents" not in plain.Root
    assert str(plain.docinfo["/Title"]) == "会议记录"


def test_the_file_is_pdf_1_4_without_object_streams_and_the_same_each_time(drawn: bytes) -> None:
    first, again = saved(marked(drawn)), saved(marked(drawn))
    assert first == again
    assert first.startswith(b"%PDF-1.4\n")
    assert b"/ObjStm" not in first and b"/XRef" not in first
    assert b"/Linearized" in first[:200]
    assert str(opened(first).Root.Lang) == "zh-CN"


NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
}


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_title_and_author_agree_in_both_metadata(title: str, author: str) -> None:
    pdf = pikepdf.new()
    marking.mark(pdf, title=title, author=author, subject="", day="2015-06-11")
    packet = etree.fromstring(pdf.Root.Metadata.read_bytes())
    info = pdf.trailer.Info
    for path, key in (("dc:title//", "/Title"), ("dc:creator//", "/Author"), ("pdf:Producer", "/Producer")):
        found = packet.findtext(f".//{path}" + ("{*}li" if path.endswith("//") else ""), None, NAMESPACES)
        assert (found or "") == str(info.get(key, "")).replace("\r\n", "\n").replace("\r", "\n")
    assert packet.findtext(".//xmp:CreateDate", None, NAMESPACES) == "2015-06-11T00:00:00+08:00"
    assert packet.findtext(".//pdfaid:part", None, NAMESPACES) == "1"


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="6月"):
        marking.mark(pikepdf.new(), title="", author="", subject="", day="6月")


def test_the_profile_is_one_that_pillow_takes_for_srgb() -> None:
    from PIL import Image, ImageCms

    profile = ImageCms.ImageCmsProfile(io.BytesIO(srgb()))
    patch = Image.new("RGB", (1, 1), (200, 40, 90))
    turned = ImageCms.profileToProfile(patch, ImageCms.createProfile("sRGB"), profile)
    assert turned is not None
    assert turned.getpixel((0, 0)) == pytest.approx((200, 40, 90), abs=1)


def test_a_page_with_a_word_that_is_no_operator_is_not_called_pdfa(drawn: bytes) -> None:
    pdf = marked(drawn)
    pdf.pages[0].contents_add(b"1 2 frobnicate")
    assert checking.problems(pdf) == ("第1页有不认识的绘图指令",)


def test_strings_comments_and_inline_pictures_are_not_taken_for_operators(drawn: bytes) -> None:
    pdf = marked(drawn)
    picture = b"BI /W 1 /H 1 /BPC 8 /CS /G ID k EI"
    pdf.pages[0].contents_add(b"q " + picture + b" Q % 0 0 0 1 k\n/Span <</ActualText (a\\) (k) K)>> BDC EMC")
    assert checking.problems(pdf) == ()
    pdf.pages[0].contents_add(b"q BI /W 1 /H 1 /BPC 8 /CS /CMYK ID abcd EI Q")
    assert checking.problems(pdf) == ("第1页使用了印刷四色（CMYK）",)


def test_a_layer_of_too_many_pages_is_named() -> None:
    pdf = pikepdf.new()
    page = Dictionary(Type=Name.Page, MediaBox=[0, 0, 9, 9], Resources=Dictionary())
    first = pdf.make_indirect(page)
    pdf.Root.Pages.Kids = Array([first] * 8192)
    pdf.Root.Pages.Count = 8192
    from exports.pdfa.checking import _is_crowded

    assert _is_crowded(pdf.Root.Pages)
