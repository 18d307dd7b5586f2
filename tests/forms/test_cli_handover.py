"""`handover`: a package on the stick, noted in the library; its passphrase is never an argument."""

from __future__ import annotations

import io
import re
import subprocess
from pathlib import Path

import bagit
import pytest

from forms.cli import main
from ledger.handovers import handovers
from ledger.identity import utc_now
from ledger.library import Library
from ledger.session import Session
from tests.exports import handovers as handovers_of_2015
from tests.forms.cli_runs import OPINION, Clerk, Run, written

pytestmark = pytest.mark.usefixtures("cheap_passphrases")
PASSPHRASE = "Rain&Shine 2015"


@pytest.fixture
def clerk(capsys: pytest.CaptureFixture[str]) -> Clerk:
    return Clerk(capsys)


@pytest.fixture
def library(clerk: Clerk, tmp_path: Path) -> Path:
    return clerk.library(tmp_path)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    place = tmp_path / "盘"
    place.mkdir()
    return place


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    """What stands on standard input."""
    data = "".join(f"{line}\n" for line in lines).encode()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


def packed(clerk: Clerk, *words: str | Path) -> Run:
    """Run `handover`, which finds the gaps of the small library; a slow computer also shows how far it is."""
    run = clerk.run("handover", *words, "--bundled-fonts")
    assert run.code == 1 and re.fullmatch(r"( *\d+%　.+\n)*", run.err), run
    return run


def test_it_says_what_was_made_and_that_it_may_be_pulled_out(clerk: Clerk, library: Path, stick: Path) -> None:
    said = packed(clerk, library, stick).out
    (made,) = stick.iterdir()
    assert bagit.Bag(str(made)).validate()
    assert str(made) in said and "可以拔出" in said and "核验报告里有" in said
    assert "台帐库不带口令" not in said


def test_a_package_is_noted_in_the_library(clerk: Clerk, library: Path, stick: Path) -> None:
    facts = packed(clerk, library, stick, "--purpose", "branch", "--medium", "U盘，32GB", "--json").json
    session = Session.open(Library(library), who="", read_only=True, now=utc_now())
    (noted,) = handovers(session)
    session.close()
    assert facts["noted"] and facts["library"]
    assert (noted.package, noted.digest, noted.purpose) == (facts["package"], facts["manifest"], "branch")
    assert (noted.files, noted.bytes, noted.records) == (facts["files"], facts["bytes"], 2)
    assert [noted.place] == facts["paths"] and noted.direction == "out"
    assert "U盘，32GB" in (stick / facts["name"] / "data/说明文件.TXT").read_text(encoding="utf-8-sig")


@pytest.mark.tool("7z")
def test_the_passphrase_comes_from_standard_input(
    clerk: Clerk, library: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, PASSPHRASE)
    words = ["--encrypt", "--volume-mb", "1", "--library", "--password-stdin"]
    said = packed(clerk, library, stick, *words).out
    assert PASSPHRASE not in said and "解密、解压" in said and "打开方法.txt" in said
    first = min(stick.glob("*.zip*"))
    assert first.name.endswith((".zip", ".zip.001"))
    assert subprocess.run(["7z", "t", f"-p{PASSPHRASE}", str(first)], capture_output=True).returncode == 0


def test_without_a_line_on_standard_input_nothing_is_made(
    clerk: Clerk, library: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch)
    clerk.refused(2, "handover", library, stick, "--encrypt", "--password-stdin", says="移交包的口令")
    clerk.refused(2, "handover", library, stick, "--encrypt", says="移交包的口令")
    assert list(stick.iterdir()) == []


def test_a_weak_passphrase_is_refused_without_being_repeated(
    clerk: Clerk, library: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, "1234567")
    run = clerk.refused(2, "handover", library, stick, "--encrypt", "--password-stdin", says="不到8个字符")
    assert "1234567" not in run.err
    assert list(stick.iterdir()) == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--purpose", "theft"], "archive、colleague、branch"),
        (["--volume-mb", "5"], "--encrypt"),
        (["--submission", "没有的文件夹"], "找不到"),
        (["--passphrase", "x"], "不认识"),
    ],
)
def test_what_is_asked_wrongly_is_refused(
    clerk: Clerk, library: Path, stick: Path, words: list[str], says: str
) -> None:
    clerk.refused(2, "handover", library, stick, *words, says=says)
    assert list(stick.iterdir()) == []


def test_volumes_of_no_size_are_refused(
    clerk: Clerk, library: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for size in ("-1", "4096"):
        typed(monkeypatch, PASSPHRASE)
        words = ["handover", library, stick, "--encrypt", "--volume-mb", size, "--password-stdin"]
        clerk.refused(2, *words, says="1到4095")
    assert list(stick.iterdir()) == []


def test_a_stick_that_is_not_there_is_said(clerk: Clerk, library: Path, stick: Path) -> None:
    clerk.refused(3, "handover", library, stick / "没有", says="插好U盘")


def test_a_submission_made_before_goes_into_the_package(clerk: Clerk, stick: Path, tmp_path: Path) -> None:
    place = handovers_of_2015.library(tmp_path / "旧")
    assert clerk.run("export", place, tmp_path / "报送", "--bundled-fonts", "--formats", "docx").code == 1
    packed(clerk, place, stick, "--submission", tmp_path / "报送")
    (made,) = stick.iterdir()
    bound = made / "data/电子档案/2015/合订本.pdf"
    assert bound.read_bytes() == (tmp_path / "报送/合订本.pdf").read_bytes()
    clerk.done("add", place, "opinion", "--data", written(tmp_path / "三.json", {**OPINION, "number": 3}))
    clerk.refused(2, "handover", place, stick, "--submission", tmp_path / "报送", says="以后台帐又有改动")


def test_a_library_that_is_being_written_is_packed_and_only_not_noted(clerk: Clerk, library: Path, stick: Path) -> None:
    session = Session.open(Library(library), who="周启明", read_only=False, now=utc_now())
    try:
        run = clerk.run("handover", library, stick, "--bundled-fonts", "--json")
    finally:
        session.close()
    assert run.code == 1 and not run.json["noted"]
    assert "没有记进台帐库" in run.err and "周启明" in run.err
    assert bagit.Bag(str(next(stick.iterdir()))).validate()


def test_a_protected_library_leaves_its_passphrase_at_home(
    clerk: Clerk, library: Path, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, "library passphrase 1")
    assert main(["protect", str(library), "--password-stdin"]) == 0
    typed(monkeypatch, "library passphrase 1")
    said = packed(clerk, library, stick, "--purpose", "colleague", "--password-stdin").out
    assert "台帐库不带口令" in said
    (made,) = stick.iterdir()
    inside = made / "data/其他/台帐库"
    typed(monkeypatch)
    assert clerk.done("list", inside, "opinion", "--json").json["records"][0]["values"]["content"] == OPINION["content"]
    assert not (library / "cache").exists() or not any((library / "cache").iterdir())
