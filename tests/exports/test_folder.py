"""The files of a submission in each set of formats: the index, the contents page and the disk agree."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import openpyxl
import pytest

from exports.errors import DamagedScan
from exports.folder import _copy
from exports.job import ExportJob
from exports.pipeline import run
from exports.sink import FolderSink
from ledger.kept_files import KeptFile
from ledger.records import Attachment
from tests.ledger.snapshots import record, snapshot

GIVEN = snapshot(
    record("campaign_plan", "plan", title="创建活动实施细则"),
    record("opinion", "o", number=1, date="2015.7.2", source="座谈会", content="建议增加午间值班窗口"),
)
ALWAYS = {"合订本.pdf", "目录.html", "校验清单.txt"}


def exported(folder: Path, *formats: str) -> set[str]:
    run(ExportJob(GIVEN, folder / "报送", formats, bundled_only=True))
    return {path.relative_to(folder / "报送").as_posix() for path in (folder / "报送").rglob("*") if path.is_file()}


@pytest.mark.parametrize("chosen", ["docx", "pdf", "xlsx"])
def test_the_papers_are_in_the_chosen_format_and_the_bound_pdf_is_always_there(tmp_path: Path, chosen: str) -> None:
    found = exported(tmp_path, chosen)
    assert found >= ALWAYS
    assert {name.rpartition(".")[2] for name in found - ALWAYS} == {chosen}


@pytest.mark.parametrize("chosen", ["docx", "pdf", "xlsx"])
def test_the_contents_page_links_to_every_file_of_the_volumes_and_to_nothing_else(tmp_path: Path, chosen: str) -> None:
    """The papers of the archive go to the boxes, and not to those who read the submission."""
    found = {name for name in exported(tmp_path, chosen) if not name.startswith("归档/")}
    page = (tmp_path / "报送/目录.html").read_text(encoding="utf-8")
    linked = {unquote(path.partition("#")[0]) for path in re.findall(r'href="([^"]+)"', page)}
    assert linked == found - {"目录.html", "校验清单.txt"}


def test_an_index_beside_spreadsheets_alone_names_only_the_spreadsheets(tmp_path: Path) -> None:
    found = exported(tmp_path, "xlsx")
    sheets = openpyxl.load_workbook(tmp_path / "报送/00_总目录.xlsx").worksheets
    rows = [row for sheet in sheets for row in sheet.iter_rows(values_only=True)]
    named = [str(cell) for row in rows for cell in row if re.match(r"\d\d_.+/\d{4}_", str(cell))]
    assert named == ["03_检查整改/0001_意见台帐"]
    assert "03_检查整改/0001_意见台帐.xlsx" in found


def test_a_scan_that_vanishes_on_the_way_is_named(tmp_path: Path) -> None:
    gone = Attachment(
        "a", "r", "signed", "签字.pdf", "0" * 64, "application/pdf", 1, 1, KeptFile(tmp_path / "没有.pdf"), None
    )
    with pytest.raises(DamagedScan, match="“签字.pdf”"), FolderSink(tmp_path / "报送") as sink:
        _copy(gone, sink, "附件/签字.pdf")
    assert list(tmp_path.iterdir()) == []
