"""`exports`, `exchange` and `twin`, and what `export` says of the one before."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pikepdf
import pytest

from ledger.book import Ledger
from ledger.library import Library
from ledger.lock import acquire
from tests.forms.cli_runs import Clerk, Run, written
from tests.ledger.books import START, as_plain_user


@pytest.fixture
def clerk(capsys: pytest.CaptureFixture[str]) -> Clerk:
    return Clerk(capsys)


@pytest.fixture
def library(clerk: Clerk, tmp_path: Path) -> Path:
    return clerk.library(tmp_path)


def export(clerk: Clerk, library: Path, name: str, *options: str) -> Run:
    """An export of the library into a folder beside it; the gaps of a small ledger are no matter here."""
    return clerk.done("export", library, library.parent / name, "--formats", "pdf", "--bundled-fonts", *options, code=1)


def add_paper(clerk: Clerk, library: Path, title: str) -> None:
    data = {"title": title, "sort": "宣传资料", "author": "第五税务分局", "date": "2015.5.21"}
    clerk.done("add", library, "filed_paper", "--data", written(library.parent / "资料.json", data))


def test_every_export_is_noted_with_who_and_where_to(clerk: Clerk, library: Path) -> None:
    assert clerk.done("exports", library).out == "共0次。\n"
    first = export(clerk, library, "报送一", "--json").json
    assert (first["export"], first["changes"]) == (1, None)
    assert export(clerk, library, "报送二", "--json").json["export"] == 2
    listed = clerk.done("exports", library, "--json").json["exports"]
    assert [each["number"] for each in listed] == [1, 2]
    assert listed[0]["folder"] == str((library.parent / "报送一").resolve())
    assert listed[0]["sha256"] == listed[1]["sha256"]
    assert [paper["mark"] for paper in listed[0]["papers"] if paper["mark"]] == ["03-0001", "90-0001"]
    lines = clerk.done("exports", library).out.splitlines()
    assert lines[0].startswith("第1次　20") and "　2件" in lines[0] and lines[0].endswith("报送一”")
    assert lines[-1] == "共2次。"


def test_nothing_of_the_memory_reaches_a_paper(clerk: Clerk, library: Path) -> None:
    for name in ("报送一", "报送二"):
        export(clerk, library, name)
    folders = [library.parent / name for name in ("报送一", "报送二")]
    files = [
        {path.relative_to(each): path.read_bytes() for path in each.rglob("*") if path.is_file()} for each in folders
    ]
    assert files[0] == files[1]


def test_an_export_says_what_changed_since_the_one_before(clerk: Clerk, library: Path) -> None:
    assert "导出相比" not in export(clerk, library, "报送一").out
    assert "与第1次导出相比，各件都没有变化。" in export(clerk, library, "报送二").out
    add_paper(clerk, library, "告知手册")
    run = export(clerk, library, "报送三")
    assert "与第2次导出相比：新增1件（“告知手册”），" in run.out
    assert "只是件号或页码变动" in run.out
    uid = clerk.uid(library, "filed_paper")
    clerk.done("edit", library, uid, "--data", written(library.parent / "改.json", {"title": "告知书"}))
    changes = export(clerk, library, "报送四", "--json").json["changes"]
    assert changes["since"] == 3
    assert [(each["before"], each["title"]) for each in changes["retitled"]] == [("告知手册", "告知书")]
    clerk.done("delete", library, uid)
    assert "撤去1件（“告知书”）" in export(clerk, library, "报送五").out


@pytest.mark.parametrize("json", [False, True])
def test_an_export_beside_a_writer_stands_and_says_that_it_was_not_noted(
    clerk: Clerk, library: Path, json: bool
) -> None:
    lock = acquire(Library(library).lock, who="周启明", now=START)
    try:
        run = clerk.run("export", library, library.parent / "报送", "--bundled-fonts", *(["--json"] if json else []))
    finally:
        lock.release()
    assert run.code == 1
    assert run.err.startswith("导出已经完成，只是没有记进台帐库，以后不能拿它做抽换页和装订核对：")
    assert run.err.count("\n") == 1
    assert (library.parent / "报送" / "合订本.pdf").is_file()
    assert not json or run.json["export"] is None
    assert clerk.done("exports", library).out == "共0次。\n"


def test_an_export_from_a_folder_that_is_read_only_stands_all_the_same(clerk: Clerk) -> None:
    with tempfile.TemporaryDirectory() as name:  # one that anybody may enter
        library = clerk.library(Path(name))
        Path(name).chmod(0o777)
        for path in (library, *library.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        with as_plain_user():
            run = clerk.run("export", library, Path(name) / "报送", "--bundled-fonts", "--formats", "pdf")
        assert run.code == 1, run
        assert "没有记进台帐库" in run.err and "只能读，不能写" in run.err
        assert (Path(name) / "报送" / "合订本.pdf").is_file()


def test_the_exchange_has_the_sheets_and_the_list(clerk: Clerk, library: Path) -> None:
    export(clerk, library, "报送一")
    add_paper(clerk, library, "告知手册")
    export(clerk, library, "报送二")
    place = library.parent
    done = clerk.done("exchange", library, place / "报送二", place / "换", "--bundled-fonts", "--json").json
    assert (done["old"], done["new"]) == (1, 2)
    assert done["files"] == ["抽换页.pdf", "抽换页清单.docx", "抽换页清单.pdf"]
    assert sorted(path.name for path in (place / "换").iterdir()) == sorted(done["files"])
    with pikepdf.open(place / "换" / "抽换页.pdf") as pdf:
        assert len(pdf.pages) == 2 * done["sheets"]
    words = {(each["words"], each["title"]) for each in done["swaps"]}
    assert {("新增", "告知手册"), ("随之更新", "总目录")} <= words
    assert done["moved"]
    told = clerk.done("exchange", library, place / "报送二", place / "再换", "--bundled-fonts").out
    assert f"“抽换页.pdf”{done['sheets']}张" in told and "只是页码顺延，没有列入" in told
    every = clerk.done(
        "exchange", library, place / "报送二", place / "全换", "--numbers", "--bundled-fonts", "--json"
    ).json
    assert every["moved"] == [] and every["sheets"] > done["sheets"]


def test_the_same_again_needs_no_exchange_and_writes_nothing(clerk: Clerk, library: Path) -> None:
    for name in ("报送一", "报送二"):
        export(clerk, library, name)
    dest = library.parent / "换"
    words = ("exchange", library, library.parent / "报送二", dest, "--bundled-fonts")
    assert clerk.done(*words).out == "第2次与第1次导出相比，没有要抽换的页，没有写入任何内容。\n"
    none = clerk.done(*words, "--json").json
    assert (none["folder"], none["files"], none["swaps"]) == (None, [], [])
    assert not dest.exists()


def test_an_earlier_export_can_be_named(clerk: Clerk, library: Path) -> None:
    export(clerk, library, "报送一")
    add_paper(clerk, library, "告知手册")
    for name in ("报送二", "报送三"):
        export(clerk, library, name)
    words = ("exchange", library, library.parent / "报送三", library.parent / "换", "--bundled-fonts")
    assert "没有要抽换的页" in clerk.done(*words).out
    assert clerk.done(*words, "--since", "1", "--json").json["old"] == 1


@pytest.mark.parametrize(
    ("options", "code", "says"),
    [
        (("报送一", "换"), 2, "第1次导出以前没有记下别的导出"),
        (("报送二", "换", "--since", "2"), 2, "--since “2”应早于新的这一次，新的是第2次导出"),
        (("报送二", "换", "--since", "9"), 2, "没有第9次导出，记下的是第1次到第2次"),
        (("报送二", "换", "--since", "零"), 2, "--since “零”的内容不对：应是1以上的整数"),
        (("没有", "换"), 3, "读不了“.*合订本.pdf”"),
        (("报送一", "报送一"), 2, "第1次导出以前没有记下别的导出"),
        (("报送二", "报送一"), 2, "已经存在"),
        (("报送二", "台帐库/换"), 2, "在台帐库“.*”里面"),
        (("改过", "换"), 2, "合订本.pdf不是这个台帐库记下的任何一次导出"),
    ],
)
def test_what_cannot_be_exchanged_is_refused(
    clerk: Clerk, library: Path, options: tuple[str, ...], code: int, says: str
) -> None:
    export(clerk, library, "报送一")
    add_paper(clerk, library, "告知手册")
    export(clerk, library, "报送二")
    place = library.parent
    (place / "改过").mkdir()
    (place / "改过" / "合订本.pdf").write_bytes((place / "报送一" / "合订本.pdf").read_bytes() + b"\n")
    new, dest, *rest = options
    clerk.refused(code, "exchange", library, place / new, place / dest, "--bundled-fonts", *rest, says=says)
    assert not (place / "换").exists()


def numbers(library: Path, number: int) -> list[str]:
    """The last tiny number of each paper of an export, as a clerk reads them off the stack."""
    with Ledger.open(library, read_only=True) as ledger:
        papers = ledger.exports()[number - 1].bound.papers
    return [f"{paper.mark} {paper.last}/{len(paper.sides)}" for paper in papers if paper.mark]


def test_a_whole_stack_is_confirmed(clerk: Clerk, library: Path) -> None:
    export(clerk, library, "报送")
    file = library.parent / "小号.txt"
    file.write_text("\n".join(numbers(library, 1)), encoding="utf-8")
    told = clerk.done("twin", library, "--data", file)
    assert told.out == "对照第1次导出的2件：不缺件，末尾不缺张，次序都对。\n"
    assert clerk.done("twin", library, "--data", file, "--json").json == {"export": 1, "papers": 2, "findings": []}


def test_what_is_wrong_with_a_stack_is_told_with_its_line(clerk: Clerk, library: Path) -> None:
    export(clerk, library, "报送一")
    add_paper(clerk, library, "告知手册")
    export(clerk, library, "报送二")
    file = library.parent / "小号.txt"
    marks = numbers(library, 2)
    file.write_text("\n".join([marks[-1], "写错了", marks[0]]), encoding="utf-8")
    run = clerk.done("twin", library, "--data", file, code=1)
    assert run.out.splitlines() == [
        f"第1行 {marks[-1].split()[0]}“总得分表”放错了位置：请移到{marks[0].split()[0]}之后。",
        "第2行“写错了”不是这次导出里的小号：请对照纸上的小号重新抄写，如 01-0003 5/5。",
        f"缺 {marks[1].split()[0]}“意见台帐”（共1面）：请找回或补印。",
        "对照第2次导出的3件，有3处不符。",
    ]
    findings = clerk.done("twin", library, "--data", file, "--json", code=1).json["findings"]
    assert [each["trouble"] for each in findings] == ["misplaced", "unread", "missing"]
    file.write_text("\n".join(numbers(library, 1)), encoding="utf-8")
    clerk.done("twin", library, "--data", file, "--export", "1")


def test_without_an_export_there_is_no_stack(clerk: Clerk, library: Path) -> None:
    file = written(library.parent / "小号.txt", "")
    clerk.refused(2, "twin", library, "--data", file, says="还没有记下任何一次")
    clerk.refused(2, "twin", library, "--data", file, "--export", "0", says="应是1以上的整数")
    clerk.refused(2, "twin", library, says="缺少--data")
