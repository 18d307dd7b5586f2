"""登记表, 移交清单, 核验报告 and the page of a package: the facts are there in both formats, nothing is certified."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pikepdf
import pytest

from exports.handover import checks
from exports.handover.checks import Property
from exports.handover.facts import gigabytes, grouped
from exports.handover.layout import Purpose, read_info
from exports.handover.papers import spelled
from exports.handover.submission import Filed, Submission
from exports.manifest import Entry
from exports.page import Column, Paper, Table, Title
from exports.typeset.faces import Faces
from ledger.filing import Item, Volume
from tests.exports.handovers import library, packed
from tests.exports.reading import docx_words, pdf_words

PAPERS = ("电子档案移交与接收登记表", "移交清单", "核验报告")


@pytest.fixture(scope="module")
def bag(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package for a colleague of a library with telling names, only read."""
    place = library(tmp_path_factory.mktemp("库"), name="<b>创建</b> & “活动”", title="𠮷䶮“方案”<一> & 二")
    return packed(place, tmp_path_factory.mktemp("盘"), Purpose.COLLEAGUE).paths[0]


@pytest.fixture(scope="module")
def words(bag: Path) -> Callable[[str], str]:
    return lambda paper: pdf_words(bag / f"data/其他/{paper}.pdf")


@pytest.mark.parametrize("paper", PAPERS)
def test_docx_and_pdf_say_the_same(bag: Path, words: Callable[[str], str], paper: str) -> None:
    assert docx_words(bag / f"data/其他/{paper}.docx") == words(paper)


def test_the_register_is_filled_in_and_there_twice(bag: Path, words: Callable[[str], str]) -> None:
    info = read_info((bag / "data/其他/移交信息.json").read_bytes())
    text = words(PAPERS[0])
    assert "一式两份第1份（移交单位留存）" in text and "一式两份第2份（接收单位留存）" in text
    with pikepdf.open(bag / f"data/其他/{PAPERS[0]}.pdf") as pdf:
        assert len(pdf.pages) == 2
    for fact in (
        "交接工作名称第五税务分局2015年度<b>创建</b>&“活动”电子档案移交",
        f"{info.files}个文件",
        "".join(gigabytes(info.size).split()),
        "载体起止顺序号1至1",
        "移交载体类型、规格U盘，32GB",
        "算法：SHA-256",
        info.submission_digest,
        info.library_digest,
        *("准确性", "完整性", "可用性", "安全性", "载体外观"),
        *("填表人（签名）", "审核人（签名）", "单位（印章）"),
    ):
        assert text.count(fact) == 2, fact
    assert text.count("移交单位检验接收单位检验") == 2


def test_the_list_has_every_file_with_its_digest(bag: Path, words: Callable[[str], str]) -> None:
    text = words(PAPERS[1])
    listed = (bag / "data/电子档案/2015/校验清单.txt").read_text(encoding="utf-8")
    lines = re.findall(r"^([0-9a-f]{64})  (\d+)  (.+)$", listed, re.MULTILINE)
    assert len(lines) > 10
    for digest, size, path in lines:
        assert f"{''.join(path.split())}{size}{digest}" in text
    assert all(word in text for word in ("移交人", "接收人", "监交人", "版本/编号", "整个台帐库", "不带口令"))


def test_the_report_names_what_was_looked_at_and_certifies_nothing(words: Callable[[str], str]) -> None:
    text = words(PAPERS[2])
    assert [each.value for each in Property if each.value not in text] == []
    assert "不是检测结论" in text and "没有查的：病毒" in text and "缺项" in text
    assert not re.search("合格|通过检测|认证", text)


class _Page(HTMLParser):
    """The links, texts and tags of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]


def test_the_page_opens_offline_and_its_links_lead_to_files(bag: Path) -> None:
    text = (bag / "打开我.html").read_bytes().decode("utf-8")
    page = _Page()
    page.feed(text)
    assert len(page.links) > 8 and all((bag / unquote(link)).is_file() for link in page.links)
    assert not page.tags & {"script", "b", "img", "iframe", "link", "object"}
    assert "default-src 'none'" in text and "http:" not in text and "https:" not in text
    assert "<b>创建</b>" in unescape(text) and "<b>创建</b>" not in text


def test_characters_that_no_face_has_are_spelled_out() -> None:
    faces = Faces.bundled()
    table = Table((Column("文件", 1),), (("附件/😀 方案.pdf",),), "照片")
    paper = spelled(Paper("x", "清单", (Title("清单"), table)), faces)
    assert paper.blocks[1] == Table((Column("文件", 1),), (("附件/〔U+1F600〕 方案.pdf",),), "照片")
    whole = Paper("x", "清单", (Title("清单"),))
    assert spelled(whole, faces) is whole


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        (0, "0.000 GB（0字节）"),
        (13_224_666, "0.012 GB（13,224,666字节）"),
        (5 << 30, "5.000 GB（5,368,709,120字节）"),
    ],
)
def test_the_amount_is_in_gigabytes_with_three_decimals(size: int, shown: str) -> None:
    assert gigabytes(size) == shown


def test_a_digest_is_grouped_for_the_eye() -> None:
    digest = "".join(f"{number:08d}" for number in range(8))
    assert grouped(digest).split(" ") == [f"{number:08d}" for number in range(8)]
    assert grouped(digest, 2).count("\n") == 1 and grouped(digest, 2).replace("\n", " ") == grouped(digest)


ITEMS = (
    Item("a", 1, "会议记录", None, archive_no="W108-0001", author="分局", doc_no="分局发〔2015〕1号"),
    Item("b", 3, "会议记录", None, archive_no="W108-0001", author="分局", doc_no="分局发〔2015〕1号"),
    Item("c", 4, "\ue123\ue124的报告", None, author="分局"),
)


def found(entries: dict[str, bytes], folder: Path, items: tuple[Filed, ...] = ()) -> dict[str, tuple[str, ...]]:
    """What the checks find in a submission of these files, by what they look at."""
    for path, data in entries.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    given = Submission(folder, tuple(Entry(path, len(data), "") for path, data in entries.items()), "")
    looked = [*checks._authentic(given, items), *checks._usable(given, lambda *_: None), *checks._safe(given)]
    return {each.what: each.found for each in looked if each.found}


def test_numbers_and_titles_given_twice_and_private_characters_are_found(tmp_path: Path) -> None:
    volume = Volume("02", "宣传发动", "XCFD", "", ITEMS)
    told = found({}, tmp_path, tuple(Filed(volume, item, ()) for item in ITEMS))
    assert told == {
        "档号不重复": ("档号“W108-0001”用了2次",),
        "文号不重复": ("文号“分局 分局发〔2015〕1号”用了2次",),
        "同一卷里题名不重复": ("题名“02卷 会议记录”用了2次",),
        "题名、责任者、文号里没有各台电脑显示不一的自造字": ("“\ue123\ue124的报告”里有自造字",),
    }


def test_files_that_do_not_open_run_or_are_packed_are_found(tmp_path: Path) -> None:
    broken = {"a.pdf": b"%PDF-1.7 cut", "b.docx": b"PK", "c.JPG": b"\xff\xd8", "d.txt": b"\xff\xfe"}
    told = found({**broken, "e.exe": b"", "f.zip": b"", "g": b""}, tmp_path)
    assert told["文件能够打开"] == ("“a.pdf”打不开", "“b.docx”打不开", "“c.JPG”打不开", "“d.txt”打不开")
    assert told["没有会自己运行或带宏的文件（看扩展名）"] == ("“e.exe”可能会运行",)
    assert told["没有压缩包（档案部门接收前要求解压）"] == ("“f.zip”是压缩包",)
    assert told["都是本程序认得的格式"] == ("没有试着打开：exe 1个，zip 1个，没有扩展名 1个，请说明用什么软件看",)


def test_an_encrypted_pdf_is_found(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(tmp_path / "x.pdf", encryption=pikepdf.Encryption(owner="owner", user="user"))
    told = found({"y.pdf": (tmp_path / "x.pdf").read_bytes()}, tmp_path / "报送")
    assert told == {"文件能够打开": ("“y.pdf”有打开口令，档案部门要求解密",)}
