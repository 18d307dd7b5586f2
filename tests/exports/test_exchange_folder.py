"""The folder of an exchange: the right sides of the right sheets, for the printer, and nothing that leads elsewhere."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from exports.errors import TargetExists
from exports.exchange import plan
from exports.exchange_folder import cut, write_exchange
from exports.page import Paper, Title
from exports.typeset.faces import Faces
from tests.exports.stacks import Made, bound

ONE: Made = ("a", "02-0001", ("a1", "a2", "a3"))
TWO: Made = ("b", "02-0002", ("b1",))
CHANGED: Made = ("b", "02-0002", ("z1",))
LISTED = Paper("exchange", "抽换页清单", (Title("抽换页清单"),))


def numbered(path: Path, sides: int) -> Path:
    """A PDF whose sides are 100, 101 and so on points wide, each with a link to the first."""
    with pikepdf.new() as pdf:
        for side in range(sides):
            pdf.add_blank_page(page_size=(100 + side, 200))
        for page in pdf.pages:
            link = pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9],
                Dest=pikepdf.Array([pdf.pages[0].obj, pikepdf.Name.Fit]),
            )  # fmt: skip
            page.Annots = pikepdf.Array([link])
        pdf.save(path)
    return path


def sides_of(data: bytes) -> list[int]:
    """Which sides of `numbered` a PDF has, from 1."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [round(page.get_width()) - 99 for page in document]
    finally:
        document.close()


def test_both_sides_of_each_sheet_are_cut_in_the_order_of_the_stack(tmp_path: Path) -> None:
    new = bound([("a", "02-0001", ("x1", "a2", "a3")), TWO, ("c", "02-0003", ("c1", "c2"))])
    exchange = plan(bound([ONE, TWO]), new)
    assert sides_of(cut(exchange, numbered(tmp_path / "合.pdf", new.sides))) == [1, 2, 7, 8]


def test_the_last_sheet_of_the_book_gets_its_blank_back(tmp_path: Path) -> None:
    new = bound([ONE, CHANGED])
    assert new.sides == 5
    assert sides_of(cut(plan(bound([ONE, TWO]), new), numbered(tmp_path / "合.pdf", 5))) == [5, 5]


def test_printed_on_one_side_each_side_is_a_sheet(tmp_path: Path) -> None:
    old, new = (bound([ONE, paper], duplex=False) for paper in (TWO, CHANGED))
    assert sides_of(cut(plan(old, new), numbered(tmp_path / "合.pdf", 4))) == [4]


def test_no_link_brings_another_page_along(tmp_path: Path) -> None:
    exchange = plan(bound([ONE, TWO]), bound([ONE, CHANGED]))
    with pikepdf.open(io.BytesIO(cut(exchange, numbered(tmp_path / "合.pdf", 5)))) as pdf:
        assert sum(1 for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/MediaBox" in each) == 2
        assert all(pikepdf.Name.Annots not in page for page in pdf.pages)


def test_the_folder_has_the_sheets_and_the_list_the_same_bytes_each_time(tmp_path: Path) -> None:
    exchange, file = plan(bound([ONE, TWO]), bound([ONE, CHANGED])), numbered(tmp_path / "合.pdf", 5)
    for name in ("一", "二"):
        written = write_exchange(exchange, LISTED, file, tmp_path / name, Faces.bundled())
        assert (written.files, written.sheets) == (("抽换页.pdf", "抽换页清单.docx", "抽换页清单.pdf"), 1)
    for name in written.files:
        assert (tmp_path / "一" / name).read_bytes() == (tmp_path / "二" / name).read_bytes()
    with pytest.raises(TargetExists):
        write_exchange(exchange, LISTED, file, tmp_path / "一", Faces.bundled())


def test_when_sheets_only_come_out_there_is_nothing_to_print(tmp_path: Path) -> None:
    exchange = plan(bound([ONE, TWO]), bound([ONE]))
    written = write_exchange(exchange, LISTED, tmp_path / "没有.pdf", tmp_path / "出", Faces.bundled())
    assert written.files == ("抽换页清单.docx", "抽换页清单.pdf")
