"""Every kind of record, and a register of one's own, through the command line: kept, found, checked, printed, filed."""

from __future__ import annotations

import contextlib
import functools
import io
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf
import pytest
from docx import Document
from openpyxl import load_workbook

import forms.sheet_template
from forms.spreadsheets import importable
from ledger.fields import LinkTo, LongText, Rows
from ledger.kinds import KINDS, Form, Kind
from ledger.own_registers import kind_from
from tests.forms.cli_runs import Clerk, written
from tests.ledger.samples import sample_of

PEOPLE = ("林晓岚", "沈文君", "周启明", "陆一鸣", "顾清和")
LONG = "窗口人员一次告知，不来回跑。\n\n" * 312 + "到此办结，全文完。"
"""5,000 characters and more, in many paragraphs."""
OWN_DATA: dict[str, Any] = {
    "title": "消防检查",
    "code": "fire",
    "paper": "消防检查登记簿",
    "proof": "照片",
    "columns": [
        {"label": "部位", "type": "文字", "required": "是"},
        {"label": "日期", "type": "日期", "required": "是"},
        {"label": "结果", "type": "单选", "required": "是", "choices": "正常、异常"},
        {"label": "灭火器", "type": "约数"},
    ],
}
OWN_ENTRY = {"部位": "办税大厅东侧", "日期": "2015年7月3日", "结果": "正常", "灭火器": "10余"}
OWN = kind_from({**OWN_DATA, "columns": OWN_DATA["columns"]})
EVERY = (*KINDS, OWN)
PAPER = tuple(kind for kind in EVERY if kind.form is not Form.DATA)
of_every_kind = pytest.mark.parametrize("kind", EVERY, ids=lambda kind: kind.slug)
of_every_paper = pytest.mark.parametrize("kind", PAPER, ids=lambda kind: kind.slug)


@pytest.fixture
def clerk(capsys: pytest.CaptureFixture[str]) -> Clerk:
    return Clerk(capsys)


class Taken(NamedTuple):
    """What was printed."""

    out: str
    err: str


class Quiet:
    """What was printed since it was last asked, where pytest's own taking is only for single tests."""

    def __init__(self) -> None:
        self.streams = io.StringIO(), io.StringIO()

    def readouterr(self) -> Taken:
        taken = Taken(*(stream.getvalue() for stream in self.streams))
        for stream in self.streams:
            stream.seek(0)
            stream.truncate()
        return taken


@contextlib.contextmanager
def typist() -> Iterator[Clerk]:
    """Somebody at the keyboard for a whole file of tests."""
    quiet = Quiet()
    with contextlib.redirect_stdout(quiet.streams[0]), contextlib.redirect_stderr(quiet.streams[1]):
        yield Clerk(quiet)  # type: ignore[arg-type]


def founded(clerk: Clerk, folder: Path) -> Path:
    """A library of 2015 with a roster and a register of its own."""
    library = folder / "台帐库"
    clerk.done("init", library, "--scheme", "qidong-2015", "--unit", "第五税务分局", "--year", "2015")
    for kind, data in (("person", [{"name": name} for name in PEOPLE[1:]]), ("own_register", OWN_DATA)):
        clerk.done("add", library, kind, "--data", written(folder / "data.json", data))
    return library


def entry_of(kind: Kind) -> dict[str, Any]:
    """What is typed for a whole record."""
    return dict(OWN_ENTRY) if kind is OWN else sample_of(kind.slug)


def in_order() -> list[Kind]:
    """The kinds, each behind those that its sample links to."""
    known = {kind.slug: kind for kind in EVERY}
    placed: dict[str, Kind] = {}

    def place(kind: Kind) -> None:
        for field in kind.fields:
            if isinstance(field, LinkTo) and field.sample and field.kind not in placed:
                place(known[field.kind])
        placed.setdefault(kind.slug, kind)

    for kind in EVERY:
        place(kind)
    return list(placed.values())


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A library with the sample of every kind, and the uid of each by its kind."""
    folder = tmp_path_factory.mktemp("whole")
    uids: dict[str, str] = {}
    with typist() as clerk:
        library = founded(clerk, folder)
        for kind in in_order():
            data = written(folder / "data.json", entry_of(kind))
            (uids[kind.slug],) = clerk.done("add", library, kind.slug, "--data", data, "--json").json["uids"]
    return library, uids


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], list[dict[str, Any]]]:
    """The uids of records in which only stands what they cannot be without, and the gaps of their library."""
    folder = tmp_path_factory.mktemp("bare")
    uids: dict[str, str] = {}
    with typist() as clerk:
        library = founded(clerk, folder)
        for kind in in_order():
            entry, needed = entry_of(kind), [field.name for field in kind.fields if field.essential]
            data = written(folder / "data.json", {name: entry[name] for name in needed})
            (uids[kind.slug],) = clerk.done("add", library, kind.slug, "--data", data, "--json").json["uids"]
        gaps = clerk.done("gaps", library, "--json", code=1).json["gaps"]
    return uids, gaps


@pytest.fixture(scope="module")
def submission(whole: tuple[Path, dict[str, str]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The submission of the library with every kind."""
    dest = tmp_path_factory.mktemp("out") / "报送"
    with typist() as clerk:
        run = clerk.run("export", whole[0], dest, "--bundled-fonts", "--json")  # a slow one tells its progress
    assert run.code == 1, run
    return dest


@pytest.fixture(scope="module")
def copied(whole: tuple[Path, dict[str, str]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the library with every kind, to import into."""
    return Path(shutil.copytree(whole[0], tmp_path_factory.mktemp("copied") / "台帐库"))


def test_the_kinds_of_a_library_are_listed_with_its_own(clerk: Clerk, whole: tuple[Path, dict[str, str]]) -> None:
    listed = clerk.done("kinds", "--lib", whole[0], "--json").json["kinds"]
    assert [each["slug"] for each in listed[: len(KINDS)]] == [kind.slug for kind in KINDS]
    assert OWN.slug in [each["slug"] for each in listed]
    assert "  部位　部位　文字　必有" in clerk.done("kinds", OWN.slug, "--lib", whole[0]).out
    clerk.refused(2, "kinds", OWN.slug, says="没有“own-fire”这种记录")


@of_every_kind
def test_it_is_kept_whole_and_listed(clerk: Clerk, whole: tuple[Path, dict[str, str]], kind: Kind) -> None:
    library, uids = whole
    records = clerk.done("list", library, kind.slug, "--json").json["records"]
    record = next(each for each in records if each["uid"] == uids[kind.slug])
    asked = entry_of(kind)
    assert [name for name, value in record["values"].items() if name in asked and value in (None, "", [])] == []
    assert f"{record['uid']}　{kind.title}　" in clerk.done("list", library, kind.slug).out


@of_every_kind
def test_it_is_found_by_its_words(clerk: Clerk, whole: tuple[Path, dict[str, str]], kind: Kind) -> None:
    library, uids = whole
    words = kind.title_of({}) if kind.secret else title_in(clerk, library, uids[kind.slug])
    hits = clerk.done("find", library, *words.split(), "--json").json["hits"]
    assert (uids[kind.slug] in [hit["uid"] for hit in hits]) is not kind.secret, "a ballot is never found"


def title_in(clerk: Clerk, library: Path, uid: str) -> str:
    records = clerk.done("list", library, "--json").json["records"]
    return next(str(each["title"]) for each in records if each["uid"] == uid)


@of_every_kind
def test_what_is_missing_is_named(bare: tuple[dict[str, str], list[dict[str, Any]]], kind: Kind) -> None:
    uids, gaps = bare
    own = {gap["code"]: gap["sentence"] for gap in gaps if uids[kind.slug] in gap["records"]}
    blank = [field.label for field in kind.fields if field.required and not field.essential]
    named = re.search("还有(\\d+)项没填：(.*)。", own.get("incomplete", ""))
    # What is worked out of the rest may have filled a blank; nothing else may be passed over.
    worked = {field.label for field in kind.fields} if kind.fill else set()
    assert set(blank) - set(named[2].split("、") if named else ()) <= worked
    assert named is None or (set(named[2].split("、")) <= set(blank) and int(named[1]) == len(named[2].split("、")))
    assert bool(blank) or "incomplete" not in own
    assert (kind.proof in own.get("unproven", "")) if kind.proof else "unproven" not in own
    assert not kind.signed or "unsigned" in own


def test_a_whole_record_lacks_only_its_scan(clerk: Clerk, whole: tuple[Path, dict[str, str]]) -> None:
    library, uids = whole
    gaps = clerk.done("gaps", library, "--json", code=1).json["gaps"]
    own = [gap for gap in gaps if set(gap["records"]) & set(uids.values())]
    odd = [gap["sentence"] for gap in own if gap["code"] not in ("unproven", "unsigned", "open", "late", "outside")]
    assert odd == []


@of_every_paper
def test_its_sheet_is_filled_in_and_imported(
    clerk: Clerk, whole: tuple[Path, dict[str, str]], copied: Path, kind: Kind, tmp_path: Path, monkeypatch: Any
) -> None:
    monkeypatch.setattr(forms.sheet_template, "ROWS", 1)
    sheet = tmp_path / "表.xlsx"
    clerk.done("template", kind.slug, sheet, "--lib", whole[0])
    long = {field.name: LONG for field in importable(kind) if isinstance(field, LongText)}
    fill_in(sheet, {**entry_of(kind), **long})
    uid = whole[1][kind.slug]
    if kind.unique:
        clerk.done("delete", copied, uid)
    (added,) = clerk.done("import", copied, kind.slug, sheet, "--json").json["uids"]
    records = {each["uid"]: each["values"] for each in clerk.done("list", copied, "--json").json["records"]}
    was = {each["uid"]: each["values"] for each in clerk.done("list", whole[0], kind.slug, "--json").json["records"]}
    held = [field.name for field in importable(kind)]
    assert {name: records[added][name] for name in held} == {name: was[uid][name] for name in held} | long
    clerk.done("delete", copied, added)
    if kind.unique:
        clerk.done("undelete", copied, uid)


def fill_in(sheet: Path, entry: dict[str, Any]) -> None:
    """Write an entry under the heads, as a clerk does who reads which column is which."""
    book = load_workbook(sheet)
    page = book.worksheets[0]
    kind = next(kind for kind in EVERY if kind.title == page.title)
    by_label = {field.label: field.name for field in kind.fields}
    assert {cell.value for cell in page[1]} == {field.label for field in kind.fields if not isinstance(field, Rows)}
    for cell in page[1]:
        page.cell(2, cell.column, entry.get(by_label[cell.value]))
    book.save(sheet)


@of_every_paper
def test_its_paper_is_printed_as_docx_and_pdf(
    clerk: Clerk, whole: tuple[Path, dict[str, str]], kind: Kind, tmp_path: Path
) -> None:
    library, uids = whole
    what = uids[kind.slug] if kind.form is Form.EACH else f"register:{kind.slug}"
    done = clerk.done("paper", library, what, tmp_path / "印", "--bundled-fonts", "--json").json
    docx, pdf = (tmp_path / "印" / name for name in done["files"])
    with pikepdf.open(pdf) as opened:
        assert len(opened.pages) == done["pages"] > 0
    assert shown(docx), "a paper with words on it"
    assert "None" not in shown(docx)


def shown(docx: Path) -> str:
    """The words of a document, of its tables too."""
    return "".join(node.text or "" for node in Document(str(docx)).element.body.iter() if node.tag.endswith("}t"))


@pytest.mark.parametrize("kind", [kind for kind in EVERY if kind.form is Form.DATA], ids=lambda kind: kind.slug)
def test_what_becomes_no_paper_says_so(
    clerk: Clerk, whole: tuple[Path, dict[str, str]], kind: Kind, tmp_path: Path
) -> None:
    library, uids = whole
    for what in (uids[kind.slug], f"register:{kind.slug}"):
        clerk.refused(2, "paper", library, what, tmp_path / "印", says=f"“{kind.title}”没有单独的纸面，不能打印")


@of_every_paper
def test_it_stands_in_the_submission_and_its_index(
    clerk: Clerk, whole: tuple[Path, dict[str, str]], submission: Path, kind: Kind
) -> None:
    library, uids = whole
    title = kind.paper if kind.form is Form.REGISTER else title_in(clerk, library, uids[kind.slug])
    assert title in index_of(submission)
    for suffix in ("docx", "pdf"):
        assert [path.name for path in submission.glob(f"*/*.{suffix}") if title[:12] in path.name], suffix


@functools.cache
def index_of(submission: Path) -> frozenset[str]:
    """The titles in the indexes of the volumes."""
    pages = [load_workbook(index).worksheets[0] for index in submission.glob("*/00_卷内目录.xlsx")]
    return frozenset(str(cell.value) for page in pages for row in page.iter_rows() for cell in row if cell.value)


@pytest.mark.parametrize(
    ("what", "says"),
    [
        ("register:票", "没有“票”这种记录"),
        ("register:meeting", "“会议记录”一条一份，没有汇成台帐"),
        ("OPINION", "“意见建议”登记在“意见台帐”里，没有单独的一份：请改写 register:opinion"),
        ("abc", "编号为“abc”的记录没有找到"),
        ("register:visit", "“走访台帐”里还没有登记内容"),
    ],
)
def test_a_paper_that_cannot_be_is_refused(clerk: Clerk, tmp_path: Path, what: str, says: str) -> None:
    library = clerk.library(tmp_path)
    named = clerk.uid(library, "opinion") if what == "OPINION" else what
    clerk.refused(2, "paper", library, named, tmp_path / "印", says=says)
    assert not (tmp_path / "印").exists()


def test_finding_wants_a_word_and_says_when_there_is_nothing(clerk: Clerk, tmp_path: Path) -> None:
    library = clerk.library(tmp_path)
    clerk.refused(2, "find", library, " ", says="至少写一个字")
    assert clerk.done("find", library, "没有的词").out == "共0条。\n"
    assert json.loads(clerk.done("find", library, "窗口", "--json").out)["hits"][0]["kind"] == "opinion"
