"""目录.html: every link leads to a file that was written, whatever it is called."""

from __future__ import annotations

import html.parser
from urllib.parse import unquote, urlsplit

from exports.compose import Composition
from exports.contents_page import contents_page
from exports.names import BOUND
from exports.papers.binding import Place
from ledger.filing import Item, Volume
from ledger.filing_settings import FilingSettings
from tests.ledger.snapshots import snapshot

STRANGE = "01_卷/0001_50%的#问题?&“引”😀 <b>.pdf"


class Page(html.parser.HTMLParser):
    """Links with their labels, and all text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[list[str]] = []
        self.text = ""
        self._inside = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "a"
        if self._inside:
            self.links.append([dict(attrs)["href"] or "", ""])

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._inside:
            self.links[-1][1] += data


def page(item: Item, *files: str, index: tuple[str, ...] = (), others: tuple[str, ...] = (BOUND,)) -> Page:
    volume = Volume("01", "组织领导 & 其他", "1", "", (item,))
    composition = Composition((), (volume,), {item.key: Place(2, 7, "")}, (), (), FilingSettings())
    return Page(contents_page(snapshot(), composition, {item.key: files, "index:01": index}, others, {item.key: 12}))


ITEM = Item("record:a", 1, "关于<窗口>&“服务”的通知", None)


def test_links_survive_every_character_of_a_file_name() -> None:
    href = page(ITEM, STRANGE).links[-1][0]
    assert urlsplit(href)[3:] == ("", "") and urlsplit(href).scheme == ""
    assert unquote(href) == STRANGE


def test_titles_are_text_and_not_markup() -> None:
    seen = page(ITEM)
    assert "关于<窗口>&“服务”的通知" in seen.text
    assert "组织领导 & 其他" in seen.text


def test_the_page_number_opens_the_bound_pdf_where_that_number_is_printed() -> None:
    """Sides without a number come before: cover, indexes, and blank backs."""
    assert [unquote(link) + " " + words for link, words in page(ITEM).links] == [
        "合订本.pdf 合订本（PDF）",
        "合订本.pdf#page=12 7",
    ]


def test_a_link_says_what_opens() -> None:
    files = ("01/0001_通知.docx", "01/0001_通知.pdf", "01/附件/0001-01_扫描.pdf", "01/附件/0001-02_现场.jpg")
    seen = page(ITEM, *files, index=("01/00_卷内目录.xlsx",), others=("99_备考表.docx",))
    assert [words for _, words in seen.links] == [
        *("备考表（Word）", "卷内目录（Excel）", "7", "Word", "PDF", "0001-01_扫描.pdf", "0001-02_现场.jpg"),
    ]


def test_nothing_is_fetched_from_a_network() -> None:
    volume = Volume("01", "组织领导", "1", "", ())
    text = contents_page(snapshot(), Composition((), (volume,), {}, (), (), FilingSettings()), {"index:01": ()}, (), {})
    assert "http:" not in text and "https:" not in text and "src=" not in text and "default-src 'none'" in text
    assert text.startswith('<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">')
