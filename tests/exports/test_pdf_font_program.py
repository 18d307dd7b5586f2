"""Embedded faces: subsets that any reader opens, with the right outlines and widths, and characters read back."""

from __future__ import annotations

import functools
import io
import re
import struct
import zlib
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageFont
from reportlab.pdfbase.ttfonts import TTFontFile

from exports.page import Paper
from exports.pdf.font_program import FontProgram, Subset
from exports.to_pdf import write_pdf
from exports.typeset.face_fonts import Face, program_of
from exports.typeset.faces import Faces, Role
from exports.typeset.sheets import Mark, Sheet, Words

FONTS = Path(__file__).parents[2] / "assets" / "fonts"
NAMES = sorted(path.stem for path in FONTS.glob("*.ttf"))
FACES = Faces.bundled()


def program(name: str) -> FontProgram:
    Face.of(FONTS / f"{name}.ttf", 0, name, font=name).register()
    return program_of(name)


def pdf_of(*pieces: tuple[str, str]) -> bytes:
    """A page with each (font, text) on a line of its own."""
    marks: list[Mark] = [Words(10, 80 - 20 * row, font, 16, text) for row, (font, text) in enumerate(pieces)]
    file = io.BytesIO()
    write_pdf(Paper("k", "字", ()), [Sheet(600, 100, tuple(marks))], file)
    return file.getvalue()


def read_back(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as document:
        text: str = document[0].get_textpage().get_text_range()
    return text.replace("\r\n", "\n")


class Tables:
    """The tables of a TrueType file, read without the help of what wrote it."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        count = struct.unpack_from(">H", data, 4)[0]
        self.records = {
            tag.decode(): (checksum, offset, length)
            for tag, checksum, offset, length in struct.iter_unpack(">4sLLL", data[12 : 12 + 16 * count])
        }
        self.glyphs = struct.unpack_from(">H", self["maxp"], 4)[0]
        self.broad = struct.unpack_from(">H", self["hhea"], 34)[0]
        is_long = struct.unpack_from(">h", self["head"], 50)[0]
        places = struct.unpack(f">{self.glyphs + 1}{'L' if is_long else 'H'}", self["loca"])
        self.loca = places if is_long else tuple(2 * place for place in places)

    def __getitem__(self, tag: str) -> bytes:
        _, offset, length = self.records[tag]
        return self.data[offset : offset + length]

    def outline(self, glyph: int) -> bytes:
        return self["glyf"][self.loca[glyph] : self.loca[glyph + 1]]

    def metrics(self, glyph: int) -> tuple[int, int]:
        """Advance and left bearing, in the face's own units."""
        (advance,) = struct.unpack_from(">H", self["hmtx"], 4 * min(glyph, self.broad - 1))
        place = 4 * glyph + 2 if glyph < self.broad else 4 * self.broad + 2 * (glyph - self.broad)
        (bearing,) = struct.unpack_from(">h", self["hmtx"], place)
        return advance, bearing


@functools.cache
def source(name: str) -> Tables:
    """The tables of the face that a subset is taken from."""
    return Tables((FONTS / f"{name}.ttf").read_bytes())


def tables(subset: Subset) -> Tables:
    return Tables(zlib.decompress(subset.program))


def parts(outline: bytes) -> list[int]:
    """The glyphs that a composed one is made of, each with an offset of two bytes and no scale."""
    assert struct.unpack_from(">h", outline)[0] < 0
    found, place, flags = [], 10, 0x20
    while flags & 0x20:
        flags, glyph = struct.unpack_from(">HH", outline, place)
        assert not flags & 0xC8
        found.append(glyph)
        place += 8 if flags & 1 else 6
    return found


def checksum(data: bytes) -> int:
    return sum(struct.unpack(f">{len(data) // 4}L", data)) & 0xFFFFFFFF


def scaled(path: Path, units: int, full_entries: int) -> io.BytesIO:
    """A font with other units per em, whose last glyphs share the advance of entry `full_entries - 1`."""
    data = bytearray(path.read_bytes())

    def table(tag: bytes) -> int:
        return int(struct.unpack_from(">L", data, data.index(tag, 12) + 8)[0])

    struct.pack_into(">H", data, table(b"head") + 18, units)
    struct.pack_into(">H", data, table(b"hhea") + 34, full_entries)
    return io.BytesIO(bytes(data))


def test_characters_beyond_the_basic_plane_are_read_back() -> None:
    text = "张𠮷𬭊𫖯三"
    assert read_back(pdf_of(*FACES.runs(Role.BODY, text))).replace("\n", "") == text


def test_characters_that_share_a_glyph_are_told_apart() -> None:
    kai = program("GwKai-Regular")
    glyphs = kai.face.charToGlyph
    assert glyphs[ord("~")] == glyphs[ord("∼")]
    assert kai.code(ord("~")) == glyphs[ord("~")]
    assert kai.code(ord("∼")) >= kai.face.numGlyphs
    assert read_back(pdf_of((kai.name.replace("GwKai", "GwKai-"), "甲~乙∼丙"))) == "甲~乙∼丙"


@pytest.mark.parametrize("name", NAMES)
def test_every_character_of_a_face_has_a_code_of_its_own(name: str) -> None:
    face = program(name)
    points = [point for point, glyph in face.face.charToGlyph.items() if glyph]
    codes = {face.code(point) for point in points}
    assert len(codes) == len(points)
    assert min(codes) > 0 and max(codes) < 0x10000
    assert all(face.codes[point] == f"{face.code(point):04x}" for point in points[:50])


def test_a_character_that_the_face_lacks_is_the_glyph_for_missing_ones_and_a_no_break_space_a_space() -> None:
    song = program("GwSong-Regular")
    assert song.code(0x10FFFD) == 0
    rare = program("GwRare-Regular")
    assert 0xA0 not in rare.face.charToGlyph
    assert rare.code(0xA0) == rare.code(0x20)


def test_composed_glyphs_bring_their_parts() -> None:
    kai = program("GwKai-Regular")
    subset = kai.subset("´")
    found = tables(subset)
    used = parts(found.outline(kai.code(ord("´"))))
    assert used
    present = zlib.decompress(subset.present)
    for glyph in used:
        assert found.outline(glyph).rstrip(b"\0") == source("GwKai-Regular").outline(glyph).rstrip(b"\0") != b""
        assert present[glyph >> 3] & 0x80 >> (glyph & 7)
    with pypdfium2.PdfDocument(pdf_of(("GwKai-Regular", "´"))) as document:
        page: Image.Image = document[0].render(scale=4).to_pil().convert("L")
    dark = page.crop((0, 0, 200, 120)).point(lambda value: 255 if value < 128 else 0).getbbox()
    assert dark, "an accent without its parts draws nothing"


@pytest.mark.parametrize("name", NAMES)
def test_the_program_of_a_subset_is_a_whole_truetype_file(name: str) -> None:
    face = program(name)
    points = sorted(point for point, glyph in face.face.charToGlyph.items() if glyph)[5::997]
    found = tables(face.subset(map(chr, points)))
    assert {"glyf", "head", "hhea", "hmtx", "loca", "maxp"} <= set(found.records)
    assert sorted(found.records) == list(found.records), "tables stand in the order of their tags"
    assert checksum(found.data) == 0xB1B0AFBA
    for tag, (said, offset, length) in found.records.items():
        table = bytearray(found[tag])
        if tag == "head":
            table[8:12] = bytes(4)
        assert offset % 4 == 0
        assert said == checksum(bytes(table) + bytes(-length % 4)), tag
    assert list(found.loca) == sorted(found.loca) and found.loca[-1] == len(found["glyf"])
    assert ImageFont.truetype(io.BytesIO(found.data), 20).getname()[0] is None  # FreeType reads it; names are left out


@given(st.sets(st.sampled_from("税务窗口一“”，。—…·2015aW①㎡龘䶮～ "), min_size=1))
def test_outlines_and_advances_are_those_of_the_face(text: set[str]) -> None:
    face = program("GwSong-Regular")
    found = tables(face.subset(text))
    wanted = {face.code(ord(ch)): face.face.charToGlyph.get(ord(ch), 0) for ch in text}
    for code, glyph in wanted.items():
        outline = source("GwSong-Regular").outline(glyph)
        assert found.outline(code) == outline + bytes(-len(outline) % 4)
        assert found.metrics(code) == source("GwSong-Regular").metrics(glyph)
    empty = set(range(found.glyphs)) - wanted.keys() - {0}
    assert not any(found.outline(code) for code in empty)
    assert found.glyphs == max(wanted) + 1


@pytest.mark.parametrize("name", NAMES)
def test_the_lines_are_set_with_the_widths_that_the_file_states(name: str) -> None:
    """The widths that lines are broken by, those of the PDF, and those of the program must be one."""
    face = program(name)
    points = sorted(point for point, glyph in face.face.charToGlyph.items() if glyph and point >= 0x20)
    measured = Face.of(FONTS / f"{name}.ttf", 0, name, font=name)
    widths = [face.width(chr(point)) * 1000 for point in points]
    assert [measured.width(chr(point)) for point in points] == pytest.approx(widths, abs=1e-6)
    some = points[::101]
    subset = face.subset(map(chr, some))
    stated, found = dict(subset.widths), tables(subset)
    for point in some:
        code = face.code(point)
        assert stated.get(code, 1000) == measured.width(chr(point)) == found.metrics(code)[0]


def test_glyphs_behind_the_full_entries_share_the_last_advance_in_the_units_of_the_face() -> None:
    file = scaled(FONTS / "GwFang-Regular.ttf", 2000, 500)
    shared = Tables(file.getvalue()).metrics(499)[0]
    face = FontProgram("scaled", TTFontFile(file))
    last = max(face.face.charToGlyph, key=lambda point: face.face.charToGlyph[point])
    assert face.face.charToGlyph[last] > 499
    assert face.width(chr(last)) == shared / 2000
    subset = face.subset(chr(last))
    assert dict(subset.widths) == {face.code(last): shared / 2}
    found = tables(subset)
    assert found.metrics(face.code(last))[0] == shared
    assert found.broad == found.glyphs, "every glyph of the subset has an entry of its own"


def test_a_monospaced_tail_has_a_bearing_for_each_glyph() -> None:
    """The faces of rare characters give one advance for all glyphs and, behind it, bearings only."""
    face = program("GwRare-Regular")
    assert source("GwRare-Regular").broad == 1
    found = tables(face.subset("𠮷𬭊𫖯"))
    for ch in "𠮷𬭊𫖯":
        advance, bearing = found.metrics(face.code(ord(ch)))
        left = struct.unpack_from(">h", found.outline(face.code(ord(ch))), 2)[0]
        assert (advance, bearing) == (1000, left)


@pytest.mark.parametrize("text", ["", "税", "税务——“窗口”2015"])
def test_the_same_characters_give_the_same_bytes_in_any_order(text: str) -> None:
    song = program("GwSong-Regular")
    again = FontProgram("GwSong-Regular", TTFontFile(str(FONTS / "GwSong-Regular.ttf")))
    assert song.subset(text) == again.subset(reversed(text * 2))


def test_other_characters_give_another_name() -> None:
    song = program("GwSong-Regular")
    names = {song.subset(text).name for text in ("税", "务", "税务", "")}
    assert len(names) == 4
    assert all(re.fullmatch(r"[A-Z]{6}\+[A-Za-z-]+", name) for name in names)


def cmap(subset: Subset) -> str:
    return zlib.decompress(subset.to_unicode).decode("ascii")


def test_characters_are_mapped_by_utf_16_in_blocks_of_a_hundred_at_most() -> None:
    han = program("GwSong-Regular")
    text = "".join(map(chr, range(0x4E00, 0x5000)))
    known = sum(han.code(ord(ch)) > 0 for ch in text)
    said = cmap(han.subset(text))
    counts = [int(count) for count in re.findall(r"(\d+) beginbfchar", said)]
    assert sum(counts) == known > 200 and max(counts) == 100
    assert said.count("endbfchar") == len(counts)
    rare = program("GwRare-Regular")
    assert f"<{rare.code(0x20BB7):04x}> <d842dfb7>\n" in cmap(rare.subset("𠮷"))


def test_a_code_without_a_character_is_not_mapped() -> None:
    said = cmap(program("GwSong-Regular").subset("\U0010fffd"))
    assert "bfchar" not in said and "<0000> <0000>" not in said


def test_the_set_of_codes_names_the_glyphs_of_the_program() -> None:
    face = program("GwSong-Regular")
    text = "税务窗口2015"
    present = zlib.decompress(face.subset(text).present)
    bits = {8 * place + bit for place, byte in enumerate(present) for bit in range(8) if byte & 0x80 >> bit}
    assert bits == {0, *(face.code(ord(ch)) for ch in text)}


def test_two_files_of_one_postscript_name_are_two_fonts(tmp_path: Path) -> None:
    """A computer's own SimHei may carry the name of ours, and must not be drawn with its outlines."""
    data = (FONTS / "GwHei-Medium.ttf").read_bytes()
    (tmp_path / "simhei.ttf").write_bytes(data + b"\0\0\0\0")
    one, other = FACES.pick(Role.HEI, "税")[0], Faces.installed([tmp_path]).pick(Role.HEI, "税")[0]
    assert one != other and program_of(one).name != program_of(other).name
    file = pdf_of((one, "税"), (other, "务"))
    assert read_back(file).replace("\n", "") == "税务"
    with pikepdf.open(io.BytesIO(file)) as pdf:
        fonts = list(pdf.pages[0].Resources.Font.values())
        assert len({str(font.BaseFont) for font in fonts}) == len(fonts) == 2


def test_a_font_that_nobody_has_read_is_not_drawn_with_another() -> None:
    with pytest.raises(KeyError, match="no-such-face"):
        program_of("no-such-face")
