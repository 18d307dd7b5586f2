"""`verify`, `receive` and `receipt`: from the sender's library to a new one, and the receipt back."""

from __future__ import annotations

import io
import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from ledger.book import Ledger
from ledger.handover import Handover
from ledger.handovers import handovers, note_out
from tests.exports.bags import NAME, NOW, PAPER_PATH, UID, bag, change_info, rich_library, sha256, zipped
from tests.forms.cli_runs import Clerk, Run, tree
from tests.ledger.books import new_book

PASSPHRASE = "Rain&Shine 2015"


@pytest.fixture
def clerk(capsys: pytest.CaptureFixture[str]) -> Clerk:
    return Clerk(capsys)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A library, and a package of it."""
    sender = rich_library(tmp_path_factory.mktemp("移交方"))
    return sender, bag(tmp_path_factory.mktemp("U盘"), sender)


@pytest.fixture
def sender(made: tuple[Path, Path], tmp_path: Path) -> Path:
    """The sender's library, which remembers the package."""
    library = shutil.copytree(made[0], tmp_path / "移交方" / "台帐库")
    with Ledger.open(library) as ledger:
        note_out(
            ledger.session,
            Handover(
                package=UID,
                at=NOW,
                who="沈文君",
                purpose="colleague",
                digest=sha256(made[1] / "manifest-sha256.txt"),
                records=5,
                files=9,
                bytes=1,
                place="U盘",
            ),
        )
    return library


@pytest.fixture
def package(made: tuple[Path, Path], tmp_path: Path) -> Path:
    return shutil.copytree(made[1], tmp_path / "U盘" / NAME)


def typed(monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    """A line on standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"{line}\n".encode()), encoding="utf-8"))


def remembered(library: Path) -> tuple[Handover, ...]:
    with Ledger.open(library, read_only=True) as ledger:
        return handovers(ledger.session)


def test_a_whole_package_is_said_to_be_whole(clerk: Clerk, package: Path) -> None:
    said = clerk.done("verify", package).out
    assert "第五税务分局　2015年度" in said and "交给接手的同事" in said
    assert "意见建议2条" in said and "回收站1条" in said and "核对无误" in said
    facts = clerk.done("verify", package, "--json").json
    assert facts["whole"] and facts["findings"] == [] and facts["inside"]["package"] == UID
    assert facts["inside"]["records"]["意见建议"] == 2 and facts["counts"]["hashed"] == facts["counts"]["files"]


def test_findings_are_told_one_by_one(clerk: Clerk, package: Path) -> None:
    (package / PAPER_PATH).unlink()
    (package / "data" / "工具.exe").write_bytes(b"MZ")
    said = clerk.done("verify", package, code=1).out
    assert "2处问题" in said and f"缺少文件“{PAPER_PATH}”" in said and "多出文件“data/工具.exe”" in said
    facts = clerk.done("verify", package, "--json", code=1).json
    assert ("Missing", PAPER_PATH) in [(each["finding"], each["path"]) for each in facts["findings"]]
    assert facts["inside"] is None and not facts["whole"]


def test_of_thousands_of_findings_the_first_are_printed(clerk: Clerk, package: Path) -> None:
    for number in range(120):
        (package / "data" / f"{number}.txt").touch()
    said = clerk.done("verify", package, code=1).out
    assert "120处问题" in said and said.count("多出文件") == 100 and "另有20处" in said
    assert len(clerk.done("verify", package, "--json", code=1).json["findings"]) == 120


def test_what_is_no_package_ends_with_two(clerk: Clerk, tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    assert "bagit.txt" in clerk.done("verify", tmp_path / "空", code=2).out
    assert "没有这个文件" in clerk.done("verify", tmp_path / "没有.zip", code=2).out
    assert clerk.done("verify", tmp_path / "没有.zip", "--json", code=2).json["findings"][0]["finding"] == "NotAPackage"


def test_from_the_package_to_a_library_and_back_to_the_sender(
    clerk: Clerk, sender: Path, package: Path, tmp_path: Path
) -> None:
    before = tree(package)
    said = clerk.done("receive", package, tmp_path / "新台帐库").out
    library = tmp_path / "新台帐库"
    (receipt,) = tmp_path.glob("移交回执_*.json")
    assert "全部重新读出核对过" in said and receipt.name in said
    assert tree(package) == before
    assert clerk.done("list", library).out == clerk.done("list", sender).out
    (taken,) = remembered(library)
    assert (taken.package, taken.direction, taken.result) == (UID, "in", "核对无误，另行打开，记录5、文件10")
    said = clerk.done("receipt", sender, receipt).out
    assert "已登记移交回执" in said and "第五税务分局" in said
    (sent,) = remembered(sender)
    assert sent.received_at is not None and sent.result == taken.result
    unchanged = tree(sender)
    assert "以前登记过" in clerk.done("receipt", sender, receipt).out
    assert clerk.done("receipt", sender, receipt, "--json").json["known"] is True
    assert tree(sender) == unchanged


def test_an_encrypted_package_asks_for_its_passphrase(
    clerk: Clerk, package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = zipped(package, tmp_path / f"{NAME}.zip", passphrase=PASSPHRASE)
    clerk.refused(2, "verify", archive, says="移交包的口令")
    typed(monkeypatch, PASSPHRASE)
    assert "核对无误" in clerk.done("verify", archive, "--password-stdin").out
    typed(monkeypatch, "wrong one")
    assert (
        "wrong one" not in clerk.refused(2, "receive", archive, tmp_path / "新", "--password-stdin", says="打不开").err
    )
    typed(monkeypatch, PASSPHRASE)
    clerk.done("receive", archive, tmp_path / "新", "--password-stdin")
    assert (tmp_path / "新" / "ledger.db").is_file()


def test_a_preview_changes_nothing(clerk: Clerk, package: Path, tmp_path: Path) -> None:
    before = tree(tmp_path)
    assert "意见建议2条" in clerk.done("receive", package, tmp_path / "新", "--preview").out
    facts = clerk.done("receive", package, tmp_path / "新", "--preview", "--json").json
    assert facts["inside"]["unit"] == "第五税务分局"
    assert tree(tmp_path) == before


def test_nothing_is_taken_of_a_package_that_is_not_whole(clerk: Clerk, package: Path, tmp_path: Path) -> None:
    (package / PAPER_PATH).write_bytes(b"x")
    for more in ((), ("--preview",)):
        said = clerk.done("receive", package, tmp_path / "新", *more, code=1).out
        assert "没有接收任何内容" in said and PAPER_PATH in said
    assert clerk.done("receive", package, tmp_path / "新", "--json", code=1).json["whole"] is False
    assert not (tmp_path / "新").exists()


def test_a_library_that_is_there_is_not_touched(clerk: Clerk, package: Path, tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        library = book.path
    before = tree(library)
    clerk.refused(2, "receive", package, library, says="已经是一个台帐库")
    clerk.refused(2, "receive", package, library / "里面", says="里面")
    assert tree(library) == before


def receipt_of(clerk: Clerk, package: Path, folder: Path) -> dict[str, Any]:
    clerk.done("receive", package, folder / "新台帐库")
    (path,) = folder.glob("移交回执_*.json")
    facts: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return facts


def test_receipts_that_are_none_of_this_library_are_refused(
    clerk: Clerk, sender: Path, package: Path, tmp_path: Path
) -> None:
    facts = receipt_of(clerk, package, tmp_path)
    (tmp_path / "别处").mkdir()
    (good,) = tmp_path.glob("移交回执_*.json")
    before = tree(sender)

    def refused(data: object, says: str) -> Run:
        bad = tmp_path / "回执.json"
        bad.write_bytes(data if isinstance(data, bytes) else json.dumps(data, ensure_ascii=False).encode())
        return clerk.refused(2, "receipt", sender, bad, says=says)

    refused({**facts, "verified": False}, "被改动过")
    refused({**facts, "by": "别人"}, "被改动过")
    refused({**facts, "more": 1}, "栏目不对")
    refused({**facts, "receipt": 2}, "不是移交回执")
    refused([], "栏目不对")
    refused(b"{", "JSON")
    refused(b"[" * 90_000, "JSON")
    refused(b" " * 300_000, "太大")
    refused(good.read_bytes().replace(b'"receipt": 1,', b'"receipt": 1, "receipt": 1,'), "写了两遍")
    clerk.refused(3, "receipt", sender, tmp_path / "没有.json", says="没有这个文件")
    clerk.refused(2, "receipt", clerk.library(tmp_path / "别处"), good, says="另一个台帐库的移交回执")
    with new_book(tmp_path / "又一处") as same:  # a copy from before the package was made
        library = same.path
    clerk.refused(2, "receipt", library, good, says="不是从本台帐库移交的")
    assert tree(sender) == before


def test_a_receipt_for_other_content_is_refused(clerk: Clerk, sender: Path, package: Path, tmp_path: Path) -> None:
    change_info(package, by="别人")
    receipt_of(clerk, package, tmp_path)
    (receipt,) = tmp_path.glob("移交回执_*.json")
    before = tree(sender)
    clerk.refused(2, "receipt", sender, receipt, says="校验值.*不一致")
    assert tree(sender) == before


def test_a_package_takes_the_place_of_a_library_which_is_kept_before(
    clerk: Clerk, package: Path, tmp_path: Path
) -> None:
    mine = tmp_path / "接收方"
    with Ledger.create(mine, unit="第六税务分局", year=2015, scheme_id="qidong-2015") as book:
        book.add("person", {"name": "原来的人"})
    before = tree(mine)
    told = clerk.done("receive", package, mine, "--replace", "--preview").out
    assert "会消失1条（“原来的人”）" in told and "这是另一个台帐库的" in told
    assert tree(mine) == before
    said = clerk.done("receive", package, mine, "--replace").out
    assert "已恢复：现在有" in said and "恢复前的状态留在“替换前_" in said and "回执写在" in said
    with Ledger.open(mine, read_only=True) as book:
        assert [each.package for each in handovers(book.session)] == [UID]
        assert book.file_faults(hashed=True) == ()
        assert "原来的人" not in [record["name"] for record in book.records("person")]
    safety = next((mine / "backups").glob("替换前_*.db"))
    clerk.done("restore", mine, safety)
    with Ledger.open(mine, read_only=True) as book:
        assert [record["name"] for record in book.records("person")] == ["原来的人"]
