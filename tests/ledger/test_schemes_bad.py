"""Bad scheme files: each is refused in one sentence that names the file, the place and the reason; nothing changes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from ledger.book import Ledger
from ledger.errors import LedgerError
from ledger.schemes.errors import SchemeError
from ledger.schemes.files import MOST, CannotReadScheme, read_scheme_file
from ledger.schemes.load import scheme_text
from tests.ledger.books import as_plain_user, new_book

QIDONG = scheme_text("qidong-2015")
COUNTER = scheme_text("post-counter-2011")

BAD: dict[str, tuple[str, str, str, str]] = {
    "unknown key": (QIDONG, 'id = "', 'colour = "red"\nid = "', "的“colour”不认识，此处可以写：id、name"),
    "unknown key of a stage": (QIDONG, 'span = "', 'when = "', "的“stages[1].when”不认识"),
    "key left out": (QIDONG, 'basis = "', 'goals2 = "', "的“goals2”不认识"),
    "no name": (QIDONG, 'name = "', 'nom = "', "的“nom”不认识"),
    "weights": (QIDONG, "weight = 30 ", "weight = 31 ", "的“nodes.total.parts”各部分权重之和是 101，不等于 100"),
    "weight in words": (QIDONG, "weight = 30 ", 'weight = "30" ', "weight”写法不对，应为数字"),
    "weight below 0": (QIDONG, "weight = 30 ", "weight = -30 ", "weight”写法不对，应为不小于 0 的数字"),
    "weight that is no number": (QIDONG, "weight = 30 ", "weight = nan ", "weight”写法不对，应为数字"),
    "weight beyond all": (QIDONG, "weight = 30 ", "weight = 1e999999999 ", "应为小于1万亿的数字，小数不超过12位"),
    "weight of endless places": (QIDONG, "weight = 30 ", "weight = 1e-999999999 ", "应为小于1万亿的数字"),
    "count beyond all": (COUNTER, "\nleast = 2", f"\nleast = {10**30}", "least”写法不对，应为小于1万亿的整数"),
    "circle": (QIDONG, 'key = "daily", weight', 'key = "total", weight', "nodes.total.parts”绕了一圈又用到自己"),
    "unknown node": (QIDONG, 'key = "daily", weight', 'key = "weekly", weight', "指向“weekly”，但没有它，现有：total"),
    "node twice": (COUNTER, '[[nodes]]\nkey = "inspection"', '[[nodes]]\nkey = "counter"', "的“nodes”中“counter”重复"),
    "root": (QIDONG, 'root = "total"', 'root = "sum"', "的“root”指向“sum”，但没有它"),
    "unknown kind": (QIDONG, 'kind = "visit"', 'kind = "dream"', ".kind”指向“dream”，但没有它"),
    "unknown field": (QIDONG, "where = { type =", "where = { sort =", ".where.sort”指向“sort”，但没有它"),
    "words that no record has": (
        QIDONG,
        '{ type = "动员会" }',
        '{ type = "舞会" }',
        "写作“舞会”，但“会议种类”只有：",
    ),
    "own register": (QIDONG, 'kind = "visit"', 'kind = "own-umbrella"', "代号为“umbrella”的自建登记簿，本台帐"),
    "stage twice": (
        QIDONG,
        '[[stages]]\nkey = "rectify"',
        '[[stages]]\nkey = "mobilise"',
        "的“stages”中“mobilise”重复",
    ),
    "span": (QIDONG, 'span = "5月"', 'span = "五月"', "span”不对：“五月”看不懂"),
    "paper twice": (QIDONG, 'key = "visits"', 'key = "opinions"', "的“required”中“opinions”重复"),
    "points of no node": (COUNTER, 'proves = "', 'points = 3\nproves = "', ".points”须同时写明 node"),
    "stage without volume": (
        QIDONG,
        'code = "XCFD"\nstage = "mobilise"',
        'code = "XCFD"',
        "的“volumes”没有收纳阶段“mobilise”的卷",
    ),
    "rule": (QIDONG, "half-up", "half-odd", "的“rules.rounding”不能取“half-odd”，可取：half-up"),
    "deduction unknown": (COUNTER, 'kind = "flat", amount = 2', 'kind = "half", amount = 2', "kind”写法不对，应为each"),
    "deduction without points": (COUNTER, 'kind = "flat", amount = 2', 'kind = "flat"', "amount”须写明扣分值"),
    "points of a veto": (COUNTER, 'kind = "veto"', 'kind = "veto", amount = 2', "amount”不用于 kind"),
    "percentage missing": (COUNTER, ", target = 100", "", "target”须写明应达到的百分数"),
    "item without points": (COUNTER, 'group = "组织管理"\nfull = 2', 'group = "组织管理"', "items[1].full”缺少"),
    "items do not sum": (
        COUNTER,
        'group = "组织管理"\nfull = 2',
        'group = "组织管理"\nfull = 3',
        "之和是 101，不等于满分 100",
    ),
    "item twice": (COUNTER, 'no = "1.2"', 'no = "1.1"', "的“tables.counter.items”中“1.1”重复"),
    "item twice but for a blank": (COUNTER, 'no = "1.2"', 'no = " 1.1 "', "的“tables.counter.items”中“1.1”重复"),
    "table unused": (COUNTER, 'table = "counter"', 'table = "window"', "table”指向“window”，但没有它"),
    "no TOML": (QIDONG, "[[stages]]", "[[stages]", "不合 TOML 写法"),
    "an id twice in the text": (QIDONG, 'id = "', 'id = "a"\nid = "', "不合 TOML 写法"),
    "private character": (QIDONG, "宣传发动", "宣传\ue000发动", "行有自造字或乱码（U+E000）"),
    "spoilt character": (QIDONG, "宣传发动", "宣传\ufffd发动", "行有自造字或乱码（U+FFFD）"),
}
"""What is wrong: in which scheme, what stands there, what is written instead, and what is told."""


@pytest.mark.parametrize("what", BAD)
def test_a_bad_scheme_is_refused_in_one_sentence_and_nothing_changes(tmp_path: Path, what: str) -> None:
    text, old, new, told = BAD[what]
    assert old in text, "原文里没有要改的地方"
    file = tmp_path / "县方案.toml"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with new_book(tmp_path) as book:
        before = book.scheme, book.scheme_text(), book.scheme_changes(), book.history("scheme")
        read = read_scheme_file(file)
        with pytest.raises(SchemeError) as refused:
            book.replace_scheme(read.text, "县里下发", source=read.source)
        assert (book.scheme, book.scheme_text(), book.scheme_changes(), book.history("scheme")) == before
    sentence = str(refused.value)
    assert sentence.startswith("方案“县方案.toml”") and sentence.endswith("，请改正后再用。"), sentence
    assert told in sentence and "\n" not in sentence and sentence.count("。") == 1, sentence
    with pytest.raises(SchemeError):
        Ledger.create(tmp_path / "新库", unit="第五税务分局", year=2015, scheme_id=read)
    assert not (tmp_path / "新库").exists()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (QIDONG.encode("gb18030"), "方案“县方案.toml”第1行起不是UTF-8编码的文字，另存为UTF-8编码，请改正后再用。"),
        (QIDONG.encode("utf-16"), "方案“县方案.toml”第1行起不是UTF-8编码的文字，另存为UTF-8编码，请改正后再用。"),
        (b"PK\x03\x04\xff", "方案“县方案.toml”第1行起不是UTF-8编码的文字，另存为UTF-8编码，请改正后再用。"),
        (b"#" * (MOST + 1), "方案“县方案.toml”超过2MB，不像方案文件，请改正后再用。"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes, told: str) -> None:
    file = tmp_path / "县方案.toml"
    file.write_bytes(content)
    with pytest.raises(SchemeError) as refused:
        read_scheme_file(file)
    assert str(refused.value) == told


@pytest.mark.parametrize("content", ["", "# 空的\n", "x" * 100, "[" * 100_000, "\0"])
def test_what_is_no_scheme_is_refused(tmp_path: Path, content: str) -> None:
    with new_book(tmp_path) as book, pytest.raises(SchemeError, match="^方案“新方案”"):
        book.replace_scheme(content, "县里下发")


def test_a_mark_of_utf8_and_line_ends_of_windows_are_taken(tmp_path: Path) -> None:
    file = tmp_path / "县方案.toml"
    file.write_bytes(b"\xef\xbb\xbf" + QIDONG.replace("宣传发动", "发动").replace("\n", "\r\n").encode())
    with new_book(tmp_path) as book:
        assert book.replace_scheme(read_scheme_file(file).text, "县里下发").stages[0].name == "发动"
        assert "\r" not in book.scheme_text()


def test_a_file_that_cannot_be_read_is_an_error_of_the_disk(tmp_path: Path) -> None:
    for path in (tmp_path / "没有.toml", tmp_path):
        with pytest.raises(CannotReadScheme, match="读不了方案文件") as refused:
            read_scheme_file(path)
        assert isinstance(refused.value, LedgerError) and refused.value.exit_code == 3


@pytest.mark.skipif(sys.platform == "win32", reason="文件权限的测试只在 Linux 上做")
def test_a_locked_file_is_told(tmp_path: Path) -> None:
    file = tmp_path / "县方案.toml"
    file.write_text(QIDONG, encoding="utf-8")
    file.chmod(0)
    with as_plain_user(), pytest.raises(CannotReadScheme):
        read_scheme_file(file)
