"""Official documents in LibreOffice: the pages of the PDF, line for line, and the foot in its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from exports.page import Grid, Imprint, Paper, Paragraph
from exports.to_docx import write_docx
from exports.typeset.faces import Faces
from tests.exports.office import to_pdf_as_word_spaces_it
from tests.exports.official import SENTENCE, UNIT, Page, documents, pages, paper, printed

pytestmark = pytest.mark.tool("soffice")

NAMES = tuple(name for name in documents() if name != "meeting")
BLANK = Paper(
    "blank", "题名", (Paragraph("国" * 28 * 43, indent=0), Imprint("分局", "2015年5月8日", "镇政府。")), Grid.OFFICIAL
)

HELD = SENTENCE * 2
"""The last words of a plan whose seal would stand alone but for the lines that are held to it."""


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Page, ...]]:
    """Every document as LibreOffice shows it."""
    place = tmp_path_factory.mktemp("office")
    papers = {**{name: paper(name) for name in NAMES}, "blank": BLANK, "held": paper("plan", requirements=HELD)}
    for name, made in papers.items():
        with (place / f"{name}.docx").open("wb") as stream:
            write_docx(made, Faces.bundled(), stream)
    to_pdf_as_word_spaces_it(place, *(place / f"{name}.docx" for name in papers))
    return {name: read(place / f"{name}.pdf") for name in papers}


def read(path: Path) -> tuple[Page, ...]:
    return pages(path.read_bytes())


@pytest.mark.parametrize("name", NAMES)
def test_every_page_has_the_lines_of_the_pdf(name: str, shown: dict[str, tuple[Page, ...]]) -> None:
    assert [len(page.lines()) for page in shown[name]] == [len(page.lines()) for page in printed(paper(name))]


@pytest.mark.parametrize("name", NAMES)
def test_every_page_begins_with_the_same_line_as_the_pdf(name: str, shown: dict[str, tuple[Page, ...]]) -> None:
    def first(page: Page) -> str:
        return page.lines()[0][:12]

    assert [first(page) for page in shown[name]] == [first(page) for page in printed(paper(name))]


def test_the_real_documents_fill_three_pages_and_more(shown: dict[str, tuple[Page, ...]]) -> None:
    assert sum(len(shown[name]) > 3 for name in NAMES) >= 3


@pytest.mark.parametrize("name", ["plan", "notice", "report"])
def test_the_head_stands_where_the_pdf_has_it(name: str, shown: dict[str, tuple[Page, ...]]) -> None:
    mark = shown[name][0].find(f"{UNIT}文件")
    assert min(glyph.top for glyph in mark) == pytest.approx(37 + 35, abs=0.5)
    number = shown[name][0].find("海税五")
    wanted = printed(paper(name))[0].find("海税五")
    assert number[0].top == pytest.approx(wanted[0].top, abs=0.8)
    assert number[0].left == pytest.approx(wanted[0].left, abs=0.8)


@pytest.mark.parametrize("name", ["plan", "notice", "minutes", "report", "blank"])
def test_the_imprint_stands_at_the_foot_of_the_last_page(name: str, shown: dict[str, tuple[Page, ...]]) -> None:
    page = shown[name][-1]
    assert len(shown[name]) % 2 == 0
    printed_on = page.find("日印发")
    assert 297 - 35 - 6 < printed_on[-1].bottom < 297 - 35
    assert printed_on[-1].right == pytest.approx(210 - 26 - 14 / 72 * 25.4, abs=3)


def test_a_blank_page_and_the_imprint_behind_it_show_no_number(shown: dict[str, tuple[Page, ...]]) -> None:
    numbers = ["".join(glyph.text for glyph in page.glyphs if glyph.text not in "国") for page in shown["blank"]]
    assert numbers == ["—1—", "—2—", "", "抄送：镇政府。分局2015年5月8日印发"]


def test_where_a_seal_would_stand_alone_text_goes_over_with_it(shown: dict[str, tuple[Page, ...]]) -> None:
    made = printed(paper("plan", requirements=HELD))
    for document in (made, shown["held"]):
        signed = next(page for page in document if f"{UNIT}2015年5月8日" in "".join(page.lines()))
        above = "".join(signed.lines()).partition("附件：")[0]
        assert above.endswith("责任人和完成时限。")
        assert len(above) > 28
