"""Each repair of reportlab: what would be wrong without it, and that it is right with it."""

from __future__ import annotations

import io
import re
import struct
from pathlib import Path

import pikepdf
import pypdfium2
from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfgen.canvas import Canvas

from exports.typeset import reportlab_repairs
from exports.typeset.faces import Faces, Role

FONTS = Path(__file__).parents[2] / "assets" / "fonts"
FACES = Faces.bundled()


def pdf_of(text: str, role: Role = Role.BODY) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(600, 100), invariant=True)
    x = 10.0
    for font, piece in FACES.runs(role, text):
        canvas.setFont(font, 16)
        canvas.drawString(x, 50, piece)
        x += pdfmetrics.stringWidth(piece, font, 16)
    canvas.save()
    return file.getvalue()


def test_repairs_are_put_in_force_once() -> None:
    reportlab_repairs.install()
    before = ttfonts.TTFontFile.extractInfo
    reportlab_repairs.install()
    assert ttfonts.TTFontFile.extractInfo is before
    assert ttfonts.makeToUnicodeCMap is reportlab_repairs.to_unicode_cmap


def test_characters_beyond_the_basic_plane_are_mapped_by_surrogate_pairs() -> None:
    cmap = reportlab_repairs.to_unicode_cmap("F", [0x56FD, 0x20BB7])
    assert "<00> <56FD>\n<01> <D842DFB7>" in cmap
    assert "/CMapName /F def" in cmap


def test_codes_that_are_not_used_are_not_mapped() -> None:
    cmap = reportlab_repairs.to_unicode_cmap("F", [0, 0x20, 0])
    assert "1 beginbfchar\n<01> <0020>\nendbfchar" in cmap
    assert "<0000>" not in cmap
    assert "bfchar" not in reportlab_repairs.to_unicode_cmap("F", [0])


def test_a_block_of_mappings_holds_at_most_a_hundred() -> None:
    cmap = reportlab_repairs.to_unicode_cmap("F", list(range(0x4E00, 0x4F00)))
    assert [int(count) for count in re.findall(r"(\d+) beginbfchar", cmap)] == [100, 100, 56]
    assert cmap.count("endbfchar") == 3
    assert cmap.count("\n<") == 256 + 2  # and the range of codes, and the dictionary


def test_rare_characters_are_read_back_from_a_page() -> None:
    with pypdfium2.PdfDocument(pdf_of("张𠮷𬭊𫖯三")) as document:
        assert document[0].get_textpage().get_text_range() == "张𠮷𬭊𫖯三"


def test_a_file_names_only_embedded_fonts() -> None:
    """A page starts with a font that is embedded; Helvetica is not."""
    with pikepdf.open(io.BytesIO(pdf_of("税"))) as pdf:
        fonts = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"]
        assert fonts
        for font in fonts:
            assert "/FontFile2" in font.FontDescriptor
            assert "Helvetica" not in str(font.BaseFont)
    assert rl_config.canvas_basefontname == FACES.pick(Role.BODY, "税")[0]


def scaled(path: Path, units: int, full_entries: int) -> io.BytesIO:
    """A font with other units per em, whose last glyphs share the advance of entry `full_entries - 1`."""
    data = bytearray(path.read_bytes())

    def table(tag: bytes) -> int:
        return int(struct.unpack_from(">L", data, data.index(tag, 12) + 8)[0])

    struct.pack_into(">H", data, table(b"head") + 18, units)
    struct.pack_into(">H", data, table(b"hhea") + 34, full_entries)
    return io.BytesIO(bytes(data))


def test_glyphs_that_share_an_advance_keep_it_in_the_units_of_the_font() -> None:
    face = ttfonts.TTFontFile(scaled(FONTS / "GwFang-Regular.ttf", 2000, 500))
    shared = face.hmetrics[499][0]
    assert {advance for advance, _ in face.hmetrics[499:]} == {shared}
    last = max(face.charToGlyph, key=lambda point: face.charToGlyph[point])
    assert face.charToGlyph[last] > 499
    assert face.charWidths[last] == shared / 2
    subset = face.makeSubset([last])
    advances = subset[struct.unpack_from(">L", subset, subset.index(b"hmtx") + 8)[0] :]
    assert struct.unpack(">H", advances[:2])[0] == face.hmetrics[0][0]
    assert shared in struct.unpack(">4H", advances[:8])


def test_a_face_read_without_its_characters_needs_no_repair() -> None:
    assert ttfonts.TTFontFile(FONTS / "GwHei-Medium.ttf", charInfo=0).charToGlyph is None


def test_two_files_of_one_postscript_name_are_two_fonts(tmp_path: Path) -> None:
    """Of two such fonts reportlab takes the second for the first, and draws the one when asked for the other."""
    data = (FONTS / "GwHei-Medium.ttf").read_bytes()
    (tmp_path / "simhei.ttf").write_bytes(data + b"\0\0\0\0")
    one, other = FACES.pick(Role.HEI, "税")[0], Faces.installed([tmp_path]).pick(Role.HEI, "税")[0]
    assert one != other
    assert pdfmetrics.getFont(one).face.name != pdfmetrics.getFont(other).face.name
    assert pdfmetrics.getFont(other).fontName == other


def test_the_same_text_gives_the_same_bytes() -> None:
    assert pdf_of("税务——“窗口”𠮷") == pdf_of("税务——“窗口”𠮷")
