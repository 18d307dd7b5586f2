from __future__ import annotations

from pathlib import Path

import pytest

from exports.papers.prints import PRINTS
from tests.forms.cli_runs import Clerk
from tests.ledger.books import closed_book, new_book, sample


@pytest.fixture
def clerk(capsys: pytest.CaptureFixture[str]) -> Clerk:
    return Clerk(capsys)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return closed_book(tmp_path)


def test_the_list_names_every_form_with_the_kind_it_is_made_from(clerk: Clerk) -> None:
    printed = clerk.done("print", "--list").out
    assert [line.split("　")[0] for line in printed.splitlines()] == [form.slug for form in PRINTS]
    listed = clerk.done("print", "--list", "--json").json["forms"]
    assert listed[0]["form"] == "ballots" and listed[0]["kind"] == "review" and listed[0]["options"] == ["count"]


def test_a_form_is_printed_to_a_new_folder_in_both_formats(clerk: Clerk, library: Path, tmp_path: Path) -> None:
    done = clerk.done("print", library, "sign-in", tmp_path / "印", "--bundled-fonts", "--json").json
    assert done["files"] == ["1_会议签到表.docx", "1_会议签到表.pdf"]
    assert (done["form"], done["papers"], done["pages"]) == ("sign-in", 1, 1)
    assert sorted(path.name for path in (tmp_path / "印").iterdir()) == sorted(done["files"])


def test_a_record_that_is_named_fills_the_form(clerk: Clerk, tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        finding = book.add("finding", sample("finding", number=7, status="已完成"))
        path = book.path
    words = ("print", path, "rectification", tmp_path / "印", "--formats", "pdf", "--bundled-fonts")
    clerk.refused(2, *words, says="没有未完成的问题")
    clerk.done(*words, "--record", finding.uid)
    assert [file.name for file in (tmp_path / "印").iterdir()] == ["1_整改通知书（第7号）.pdf"]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("LIB",), "写台帐库、表名和目标文件夹；用 print --list"),
        (("LIB", "sign-in"), "写台帐库、表名和目标文件夹"),
        (("LIB", "票", "印"), "没有“票”这种表；可印的有"),
        (("LIB", "sign-in", "印", "--record", "abc"), "编号为“abc”的记录没有找到"),
        (("LIB", "sign-in", "印", "--record", "UID"), "“签到表”要用“会议记录”的编号，给的是一条“意见建议”"),
        (("LIB", "sign-in", "印", "--count", "3"), "“签到表”用不着 --count"),
        (("LIB", "ballots", "印", "--per", "6"), "“民主评议票”用不着 --per"),
        (("LIB", "photos", "印", "--per", "5"), "--per “5”的内容不对：应是4或6"),
        (("LIB", "ballots", "印", "--count", "0"), "应是1到5000的整数"),
        (("LIB", "ballots", "印", "--count", "三"), "应是1到5000的整数"),
        (("LIB", "ballots", "印", "--formats", "xlsx"), "只能从docx、pdf里选"),
        (("LIB", "ballots", "印"), "还不知道各组发出多少张"),
        (("LIB", "photos", "印"), "会议还没有照片"),
        (("LIB", "review-result", "印"), "还没有登记民主评议"),
    ],
)
def test_what_cannot_be_printed_is_said_in_one_sentence_and_leaves_nothing(
    clerk: Clerk, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (uid,) = [record["uid"] for record in clerk.done("list", library, "opinion", "--json").json["records"]]
    known = {"LIB": str(library), "UID": uid}
    clerk.refused(2, "print", *(known.get(word, word) for word in words), says=says)
    assert [path.name for path in tmp_path.iterdir()] == ["台帐库"]


def test_a_folder_that_is_there_is_left_as_it_is(clerk: Clerk, library: Path, tmp_path: Path) -> None:
    (tmp_path / "印").mkdir()
    clerk.refused(2, "print", library, "sign-in", tmp_path / "印", says="已经存在")
    assert not list((tmp_path / "印").iterdir())


def test_the_ledger_is_only_read(clerk: Clerk, tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        book.add("finding", sample("finding", status="整改中"))
        path = book.path
    before = (path / "ledger.db").read_bytes()
    clerk.done("print", path, "recheck", tmp_path / "印", "--bundled-fonts")
    assert (path / "ledger.db").read_bytes() == before
