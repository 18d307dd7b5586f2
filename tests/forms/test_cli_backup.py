"""`backup`: beside itself or elsewhere, while the library is open too."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from ledger.backup import backups
from ledger.book import Ledger
from ledger.library import Library
from tests.forms.cli_runs import Clerk


@pytest.fixture
def clerk(capsys: pytest.CaptureFixture[str]) -> Clerk:
    return Clerk(capsys)


@pytest.fixture
def library(clerk: Clerk, tmp_path: Path) -> Path:
    return clerk.library(tmp_path)


def test_it_tells_where_the_backup_is(clerk: Clerk, library: Path) -> None:
    said = clerk.done("backup", library).out
    (made,) = backups(Library(library))
    assert str(made.path) in said and "副本已核对" in said
    facts = clerk.done("backup", library, "--json").json
    assert Path(facts["file"]) == backups(Library(library))[0].path
    assert (facts["size"], facts["faults"]) == (made.size, [])


def test_it_works_while_somebody_writes(clerk: Clerk, library: Path, tmp_path: Path) -> None:
    with Ledger.open(library):
        clerk.done("backup", library)
        clerk.done("backup", library, tmp_path / "副本")


def test_a_copy_opens_by_itself(clerk: Clerk, library: Path, tmp_path: Path) -> None:
    facts = clerk.done("backup", library, tmp_path / "副本", "--json").json
    assert facts["folder"] == str(tmp_path / "副本")
    assert facts["files"] == sum(1 for path in (tmp_path / "副本").rglob("*") if path.is_file())
    assert clerk.done("list", tmp_path / "副本").out == clerk.done("list", library).out


def test_missing_attachments_are_findings(clerk: Clerk, library: Path, tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(tmp_path / "签字页.pdf")
    clerk.done("attach", library, clerk.uid(library, "opinion"), tmp_path / "签字页.pdf")
    with Ledger.open(library, read_only=True) as ledger:
        found = [each for record in ledger.records() for each in record.attachments]
    found[0].file.path.unlink()
    assert found[0].name in clerk.done("backup", library, code=1).out
    said = clerk.done("backup", library, tmp_path / "副本", code=1).out
    assert f"附件“{found[0].name}”没有复制" in said


def test_refusals(clerk: Clerk, library: Path, tmp_path: Path) -> None:
    (tmp_path / "副本").mkdir()
    clerk.refused(2, "backup", library, tmp_path / "副本", says="已经存在")
    clerk.refused(2, "backup", library, library / "副本", says="里面")
    clerk.refused(3, "backup", library, tmp_path / "没有" / "副本", says="没有这个文件或文件夹")
    clerk.refused(2, "backup", tmp_path / "副本", says="不是台帐库")
