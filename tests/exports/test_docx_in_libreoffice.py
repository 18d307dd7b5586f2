from __future__ import annotations

from collections import Counter
from pathlib import Path

import pypdfium2
import pytest

from exports.page import Column, Grid, Paper, Paragraph, Table
from exports.to_docx import write_docx
from exports.typeset.faces import Faces
from tests.exports.office import to_pdf

pytestmark = pytest.mark.tool("soffice")

POINTS_PER_MM = 72 / 25.4


def shown(paper: Paper, place: Path) -> pypdfium2.PdfDocument:
    """The paper as LibreOffice shows it."""
    with (place / "paper.docx").open("wb") as stream:
        write_docx(paper, Faces.bundled(), stream)
    to_pdf(place, place / "paper.docx")
    return pypdfium2.PdfDocument((place / "paper.pdf").read_bytes())


def characters(page: pypdfium2.PdfPage) -> list[tuple[str, float, float, float, float]]:
    """(character, left, bottom, right, top) of everything printed on a page."""
    text = page.get_textpage()
    return [(text.get_text_range(n, 1), *text.get_charbox(n)) for n in range(text.count_chars())]


def test_an_official_page_holds_22_lines_of_28_characters_and_its_number_7_mm_below(tmp_path: Path) -> None:
    paper = Paper("grid", "版心", (Paragraph("国" * 28 * 30, indent=0),), Grid.OFFICIAL)
    document = shown(paper, tmp_path)
    first, second = (characters(page) for page in document)
    lines = Counter(round(bottom) for ch, _, bottom, _, _ in first if ch == "国")
    assert sorted(lines.values()) == [28] * 22
    assert sum(ch == "国" for ch, *_ in second) == 28 * 8
    dashes = [[box for ch, *box in page if ch == "—"] for page in (first, second)]
    middle = sum((bottom + top) / 2 for _, bottom, _, top in dashes[0]) / 2
    assert middle / POINTS_PER_MM == pytest.approx(297 - 37 - 225 - 7, abs=0.5)
    assert max(right for _, _, right, _ in dashes[0]) / POINTS_PER_MM == pytest.approx(
        210 - 26 - 14 / POINTS_PER_MM, abs=1
    )
    assert min(left for left, *_ in dashes[1]) / POINTS_PER_MM == pytest.approx(28 + 14 / POINTS_PER_MM, abs=1)
    document.close()


def test_no_word_of_a_long_register_is_cut_off_at_the_paper_edge(tmp_path: Path) -> None:
    columns = tuple(Column(head, share) for head, share in (("序号", 1), ("题名", 6), ("责任者", 2), ("备注", 3)))
    rows = tuple((str(n), f"第{n}件", "第五税务分局", "长" * (400 if n == 30 else 3)) for n in range(1, 61))
    document = shown(Paper("register", "目录", (Table(columns, rows),), Grid.REGISTER), tmp_path)
    printed = [character for page in document for character in characters(page)]
    assert sum(ch == "长" for ch, *_ in printed) == 400 + 59 * 3
    for ch, left, bottom, right, top in printed:
        assert not ch.strip() or (left > 15 * POINTS_PER_MM and right < 282 * POINTS_PER_MM and 0 < bottom < top < 596)
    heads = [sum(ch == "序" for ch, *_ in characters(page)) for page in document]
    assert heads == [1] * len(document)
    assert len(document) > 2
    document.close()
