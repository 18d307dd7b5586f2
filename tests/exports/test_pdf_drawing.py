"""The operators of a page: in the order that marks lie upon one another, compressed, and the same in every file."""

from __future__ import annotations

import zlib

from hypothesis import given
from hypothesis import strategies as st

from exports.page import Column, Paper, Table
from exports.pdf.drawing import Drawn, draw_artifact, draw_sheet, picture_name
from exports.typeset.face_fonts import program_of
from exports.typeset.faces import Faces, Role
from exports.typeset.layout import lay_out
from exports.typeset.sheets import Area, Drawing, Ink, Mark, Rule, Shade, Sheet, Words
from tests.exports.scans import picture

FACES = Faces.bundled()
BODY, SONG = FACES.pick(Role.BODY, "税")[0], FACES.pick(Role.SONG, "0")[0]
PHOTO = picture("seagreen")


def drawn(*marks: Mark, repeated: tuple[Mark, ...] = ()) -> Drawn:
    return draw_sheet(Sheet(600, 100, marks, repeated))


def operators(body: Drawn) -> str:
    return zlib.decompress(body.content).decode("ascii")


def code(font: str, text: str) -> str:
    return text.translate(program_of(font).codes)


def test_words_lie_on_rules_and_rules_on_shades_and_pictures_whatever_their_order() -> None:
    marks = (Words(1, 2, BODY, 16, "税"), Rule(0, 0, 9, 0), Drawing(0, 0, 40, 30, PHOTO), Shade(0, 0, 9, 9, 0.9))
    said = operators(drawn(*marks))
    places = [said.index(each) for each in (" Do Q", " re f", "S\n", " Tj")]
    assert places == sorted(places)
    assert said.startswith("q\n") and said.endswith("Q\n")


def test_the_operators_of_a_line_are_what_a_reader_expects() -> None:
    said = operators(drawn(Words(100, 50, BODY, 16, "税务", 0.25), Words(140.004, 50, SONG, 10.5, "2", ink=Ink.RED)))
    body, song = program_of(BODY).name, program_of(SONG).name
    assert said == (
        "q\n0 g BT\n"
        f"/{body} 16 Tf 0.2500 Tc 100.00 50.00 Td <{code(BODY, '税务')}> Tj\n"
        f"/{song} 10.5 Tf 0.0000 Tc 0.8 0 0 rg 40.00 0.00 Td <{code(SONG, '2')}> Tj\n"
        "ET\nQ\n"
    )


@given(st.lists(st.floats(0, 600, width=32), min_size=1, max_size=60))
def test_moves_do_not_add_up_what_rounding_takes(places: list[float]) -> None:
    said = operators(drawn(*(Words(x, 50, BODY, 16, "税") for x in places)))
    at = 0.0
    moves = [line.split(" Td")[0].split()[-2] for line in said.splitlines() if " Td " in line]
    for x, move in zip(places, moves, strict=True):
        at += float(move)
        assert abs(at - x) < 0.006


def test_rules_of_one_width_and_ink_are_drawn_at_once() -> None:
    rules = [Rule(0, y, 9, y) for y in range(5)] + [Rule(0, 0, 9, 0, 1.5), Rule(0, 1, 9, 1, ink=Ink.RED)]
    said = operators(drawn(*rules))
    assert said.count("S\n") == 3
    assert said.count(" m ") == said.count(" l\n") == 7
    assert "0 0 0 RG 2 J 0.50 w" in said and "0.8 0 0 RG 2 J 0.50 w" in said and "0 0 0 RG 2 J 1.50 w" in said


def test_what_a_body_refers_to_is_named_with_it() -> None:
    body = drawn(Words(0, 0, BODY, 16, "税务税"), Drawing(0, 0, 40, 30, PHOTO), repeated=(Words(0, 50, SONG, 9, "20"),))
    assert body.fonts == {BODY: "务税", SONG: "02"}
    assert body.pictures == {picture_name(PHOTO): PHOTO}
    assert f"/{picture_name(PHOTO)} Do" in operators(body)
    assert picture_name(PHOTO) != picture_name(picture("navy"))


def test_what_is_referred_to_stands_in_the_order_of_its_names_whatever_that_of_the_marks() -> None:
    """A paper from the cache must be bound into the same bytes as one just made."""
    photos = [picture(colour) for colour in ("seagreen", "navy", "red", "gold")]
    marks = [Drawing(0, 0, 9, 9, photo) for photo in photos] + [Words(0, 0, font, 9, "0") for font in (SONG, BODY)]
    there, back = drawn(*marks), drawn(*marks[::-1])
    assert list(there.pictures) == list(back.pictures) == sorted(map(picture_name, photos))
    assert list(there.fonts) == list(back.fonts) == sorted((SONG, BODY))


def test_areas_draw_nothing() -> None:
    body = drawn(Area(0, 0, 9, 9, "record:a"))
    assert operators(body) == ""
    assert not body.fonts and not body.pictures


def test_repeated_heads_and_artifacts_stand_apart_from_the_text() -> None:
    said = operators(drawn(Words(0, 0, BODY, 16, "税"), repeated=(Words(0, 50, BODY, 16, "务"),)))
    before, inside = said.split("/Artifact BMC\n")
    assert code(BODY, "税") in before and code(BODY, "务") in inside
    assert inside.endswith("EMC\n")
    number = operators(draw_artifact([Words(0, 0, SONG, 14, "3")]))
    assert number.startswith("/Artifact BMC\nq\n") and number.endswith("Q\nEMC\n")
    assert operators(draw_artifact([])) == ""


def test_a_side_of_a_paper_is_drawn_the_same_each_time() -> None:
    table = Table((Column("序号", 1), Column("题名", 5)), tuple((str(number), "方案") for number in range(60)))
    sheets = [lay_out(Paper("k", "表", (table,)), FACES) for _ in range(2)]
    first, second = ([draw_sheet(sheet) for sheet in each] for each in sheets)
    assert first == second and len(first) == 2
