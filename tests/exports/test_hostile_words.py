"""Words that a spreadsheet or a browser could take for orders stay words in every file that is written."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pikepdf
import pytest
from openpyxl import load_workbook

from exports.compose import Composition
from exports.contents_page import contents_page
from exports.look import look_into
from exports.page import Column, Content, Grid, Paper, Table
from exports.papers.binding import Place
from exports.to_xlsx import write_xlsx
from forms.sheet_export import write_list
from forms.sheet_template import template
from ledger.fields import Text
from ledger.filing import Item, Volume
from ledger.filing_settings import FilingSettings
from ledger.kept_files import KeptFile
from ledger.kinds import kind_of
from ledger.records import Attachment
from tests.exports.bindings import bound, item
from tests.exports.hostile_pdfs import acting
from tests.ledger.snapshots import snapshot

ORDERS = (
    "=1+1",
    "=cmd|'/c calc'!A1",
    '=HYPERLINK("http://127.0.0.1","点我")',
    "+8613800138000",
    "-2+3",
    "@SUM(1)",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    " =1+1",
    "\t=1+1",
    '"=1+1',
    "{=1+1}",
    "=1+1\n=2+2",
)


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name).decode("utf-8", "replace") for name in package.namelist()}


def has_formula(data: bytes) -> bool:
    """Whether a cell of any sheet holds a formula, or anything leads out of the file."""
    sheets = [xml for name, xml in parts(data).items() if name.startswith("xl/worksheets/")]
    assert sheets
    links = any(name.startswith(("xl/externalLinks", "xl/connections")) for name in parts(data))
    return links or any(re.search(r"<f[\s/>]|<hyperlink", xml) for xml in sheets)


def orders_paper(content: Content = Content.TEXT) -> Paper:
    columns = (Column("=1+1", 10), Column("@内容", 20, content=content))
    table = Table(columns, tuple((str(number), words) for number, words in enumerate(ORDERS)), caption="=1+1")
    return Paper("list", "=cmd", (table,), Grid.REGISTER)


@pytest.mark.parametrize("content", list(Content))
def test_no_cell_of_a_spreadsheet_is_a_formula(content: Content) -> None:
    stream = io.BytesIO()
    write_xlsx(orders_paper(content), stream)
    assert not has_formula(stream.getvalue())
    (sheet,) = load_workbook(io.BytesIO(stream.getvalue())).worksheets
    shown = {cell.value: cell.data_type for row in sheet.iter_rows() for cell in row}
    for words in ORDERS:
        assert shown[words] in ("s", "inlineStr"), words


def test_numbers_and_dates_beside_them_stay_numbers_and_dates() -> None:
    columns = (Column("数", 5, content=Content.NUMBER), Column("日", 9, content=Content.DATE))
    stream = io.BytesIO()
    write_xlsx(Paper("a", "表", (Table(columns, (("-12.5", "2015年6月1日"), ("=1", "=2")), caption="表"),)), stream)
    (sheet,) = load_workbook(io.BytesIO(stream.getvalue())).worksheets
    first, second = [[cell for cell in row] for row in sheet.iter_rows(min_row=sheet.max_row - 1)]
    assert first[0].value == -12.5 and first[1].is_date
    assert [cell.value for cell in second] == ["=1", "=2"] and {cell.data_type for cell in second} == {"s"}


def test_a_list_as_it_stands_on_the_screen_holds_no_formula(tmp_path: Path) -> None:
    write_list(tmp_path / "表.xlsx", "=表", ("=号", "话"), [(str(at), words) for at, words in enumerate(ORDERS)])
    data = (tmp_path / "表.xlsx").read_bytes()
    assert not has_formula(data)
    (sheet,) = load_workbook(io.BytesIO(data)).worksheets
    assert {
        words for words in ORDERS if words not in {cell.value for row in sheet.iter_rows() for cell in row}
    } == set()


def test_the_empty_sheet_of_a_register_of_ones_own_holds_no_formula() -> None:
    odd = Text(name="odd", label="=1+1", hint="=2+2", sample="=3+3")
    kind = replace(kind_of("visit"), title="=走访", fields=(odd, *kind_of("visit").fields))
    data = template(kind)
    assert not has_formula(data)
    assert load_workbook(io.BytesIO(data)).worksheets[0].cell(1, 1).value == "=1+1"


TITLES = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onload='alert(1)",
    "</title><script>alert(1)</script>",
    "--><script>alert(1)</script><!--",
    "&lt;script&gt;",
    "javascript:alert(1)",
)
FILES = ("javascript:alert(1).pdf", '01/"onmouseover="alert(1)".pdf', "01/#?%&=+ <b>'.docx", "data:text/html,x.xlsx")


class Seen(HTMLParser):
    """The elements of a page, their attributes, and its words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize("words", TITLES)
def test_no_word_of_a_ledger_becomes_an_element_of_the_contents(words: str) -> None:
    made = snapshot()
    made = replace(made, campaign=replace(made.campaign, name=words, unit=words))
    volume = Volume("01", words, "1", "", (Item("record:a", 1, words, None),))
    composition = Composition((), (volume,), {"record:a": Place(2, 7, "")}, (), (), FilingSettings())
    page = contents_page(made, composition, {"record:a": FILES, "index:01": ()}, FILES, {"record:a": 12})
    seen = Seen(page)
    assert not seen.tags & {"script", "img", "b", "iframe", "svg"}
    assert seen.attributes <= {"lang", "charset", "http-equiv", "content", "href", "class"}
    assert seen.words.count(words) >= 4
    assert all(re.fullmatch(r"[\w./%#=~-]*", link, re.ASCII) for link in seen.links)
    assert {unquote(link) for link in seen.links} >= set(FILES)


def test_what_a_scan_would_do_is_not_bound(tmp_path: Path) -> None:
    """Scripts, programs to be started and files inside stay behind: of a scan only what is seen is bound."""
    path = tmp_path / "扫描.pdf"
    path.write_bytes(acting())
    pages = look_into(path).pages
    data, _ = bound(
        item(
            1, 1, Attachment("a", "r", "signed", path.name, "0" * 64, "application/pdf", 1, pages, KeptFile(path), None)
        )
    )
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) == 2
        told = b"".join(each.unparse() for each in pdf.objects) + pdf.Root.unparse()
    for order in (b"JavaScript", b"/JS", b"/Launch", b"cmd.exe", b"EmbeddedFile", b"OpenAction", b"/AA", b"evil"):
        assert order not in told, order
