"""Plates: true millimetres in the PDF and in Word, cut marks off the label, the same words in both."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from exports.errors import MissingGlyphs
from exports.page import Paper, Paragraph
from exports.papers.archive.lettering import fitted, on_one_line
from exports.plates import Letters, Plate, PlateCell, PlateRow
from exports.preflight import check_blocks
from exports.to_docx import write_docx
from exports.to_pdf import write_pdf
from exports.typeset.faces import Faces
from exports.typeset.layout import lay_out
from exports.typeset.sheets import MM, Rule, Words
from tests.exports.reading import docx_words, pdf_words

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def label(name: str, width: float) -> tuple[PlateRow, ...]:
    half = width / 2
    return (
        PlateRow(20, (PlateCell(name, width, 12, Letters.NAME, double=True),)),
        PlateRow(30, (PlateCell("全宗号", half, 8, Letters.HEAD), PlateCell("A123", half, left=True))),
    )


PLATE = Plate((label("甲", 20), label("乙", 50)), gap_mm=6, cut=True)


def marks(plate: Plate) -> tuple[list[Words], list[Rule]]:
    (sheet,) = lay_out(Paper("k", "签", (plate,)), Faces.bundled())
    words = [mark for mark in sheet.marks if isinstance(mark, Words)]
    return words, [mark for mark in sheet.marks if isinstance(mark, Rule)]


def is_upright(rule: Rule) -> bool:
    return abs(rule.x0 - rule.x1) < 0.01


def distances(places: Iterator[float]) -> list[float]:
    found = sorted({round(place / MM, 2) for place in places})
    return [round(place - found[0], 2) for place in found]


def test_labels_are_as_broad_and_high_as_they_say() -> None:
    assert (PLATE.width_mm, PLATE.height_mm) == (76, 50)
    _, rules = marks(PLATE)
    drawn = [rule for rule in rules if rule.width > 0.3]
    assert distances(rule.x0 for rule in drawn if is_upright(rule)) == [0, 10, 20, 26, 51, 76]
    levels = distances(rule.y0 for rule in drawn if rule.y0 == rule.y1)
    assert levels[0] == 0 and levels[-1] == pytest.approx(50, abs=0.02)
    assert len(levels) == 4, "foot, the double rule between the rows, and the top"


def test_a_plate_stands_in_the_middle_of_the_text_area() -> None:
    _, rules = marks(Plate(PLATE.labels[:1]))
    left, right = min(rule.x0 for rule in rules), max(rule.x1 for rule in rules)
    assert (left + right) / 2 == pytest.approx((25 + 85) * MM)


def test_cut_marks_stand_off_the_label_and_off_its_neighbour() -> None:
    _, rules = marks(PLATE)
    cut = [rule for rule in rules if rule.width < 0.3]
    assert len(cut) == 2 * 8
    edges = sorted({round(rule.x0, 2) for rule in rules if rule.width > 0.3 and is_upright(rule)})
    labels = [(edges[0], edges[2]), (edges[3], edges[5])]
    top = max(rule.y0 for rule in rules if rule.width > 0.3)
    for rule in cut:
        beside = all(max(rule.x0, rule.x1) < left or min(rule.x0, rule.x1) > right for left, right in labels)
        above = min(rule.y0, rule.y1) > top or max(rule.y0, rule.y1) < top - 50 * MM
        assert beside or above


def test_words_stand_in_the_middle_of_their_cell_or_at_its_left() -> None:
    words, rules = marks(Plate((label("甲", 20),)))
    left, top = min(rule.x0 for rule in rules), max(rule.y0 for rule in rules)
    name = next(word for word in words if word.text == "甲")
    assert name.x + 6 == pytest.approx(left + 10 * MM, abs=0.5)
    assert name.y + 0.38 * 12 == pytest.approx(top - 10 * MM, abs=0.5)
    number = next(word for word in words if word.text.startswith("A"))
    assert number.x == pytest.approx(left + 10 * MM + 2, abs=0.5)


def written(tmp_path: Path, plate: Plate) -> tuple[Path, Path]:
    paper = Paper("k", "签", (Paragraph("沿线裁下。"), plate))
    one, two = tmp_path / "a.pdf", tmp_path / "a.docx"
    with one.open("wb") as stream:
        write_pdf(paper, lay_out(paper, Faces.bundled()), stream)
    with two.open("wb") as stream:
        write_docx(paper, Faces.bundled(), stream)
    return one, two


def test_word_and_pdf_say_the_same_words_in_the_same_order(tmp_path: Path) -> None:
    pdf, word = written(tmp_path, PLATE)
    assert pdf_words(pdf) == docx_words(word) == "沿线裁下。甲乙全宗号A123全宗号A123"


def test_in_word_rows_are_exactly_high_and_cells_exactly_broad() -> None:
    stream = io.BytesIO()
    write_docx(Paper("k", "签", (PLATE,)), Faces.bundled(), stream)
    (table,) = docx.Document(stream).tables
    heights = [row._tr.find(f"{W}trPr/{W}trHeight") for row in table.rows]
    assert [height.get(f"{W}hRule") for height in heights] == ["exact", "exact"]
    assert [int(height.get(f"{W}val")) / 56.693 for height in heights] == pytest.approx([20, 30], abs=0.02)
    cells = table.rows[1]._tr.findall(f"{W}tc/{W}tcPr/{W}tcW")
    assert [int(cell.get(f"{W}w")) / 56.693 for cell in cells] == pytest.approx([10, 10, 6, 25, 25], abs=0.02)
    grid = [int(column.get(f"{W}w")) for column in table._tbl.findall(f"{W}tblGrid/{W}gridCol")]
    assert sum(grid) / 56.693 == pytest.approx(76, abs=0.02)


def test_in_word_the_line_to_cut_along_is_dotted() -> None:
    stream = io.BytesIO()
    blank = Plate(((PlateRow(20, (PlateCell("甲", 60, ruled=""),)),),), cut=True)
    write_docx(Paper("k", "签", (blank,)), Faces.bundled(), stream)
    (table,) = docx.Document(stream).tables
    (borders,) = table._tbl.iter(f"{W}tcBorders")
    assert [border.get(f"{W}val") for border in borders] == ["dotted"] * 4


def test_a_character_without_a_face_is_found_on_a_plate_too() -> None:
    with pytest.raises(MissingGlyphs):
        check_blocks("签", (Plate((label("\ue000", 20),)),), Faces.bundled())


@pytest.mark.parametrize("text", ["W108", "组织领导", "人民满意服务示范窗口创建活动组织领导小组", "评分与\n评议"])
@pytest.mark.parametrize("width", [20, 30, 50])
def test_letters_are_as_large_as_their_cell_allows_and_never_leave_it(text: str, width: int) -> None:
    size = fitted(text, width, 38, 18)
    assert 5 <= size <= 18
    words, _ = marks(Plate(((PlateRow(40, (PlateCell(text, width, size),)),),)))
    lines = {round(word.y, 1) for word in words}
    assert len(lines) * 1.25 * size <= 40 * MM
    assert len(text) > 4 or size > 11


def test_a_name_stands_on_one_line_where_it_can_be_read() -> None:
    assert on_one_line("第五税务分局", 141, 36, 40, 24) == 40
    assert 24 <= on_one_line("海滨市税务局第五税务分局", 141, 36, 40, 24) < 40
    assert on_one_line("海滨市税务局" * 5, 141, 36, 40, 24) <= 24
