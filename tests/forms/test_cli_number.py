"""`number` from the command line: fixed numbers stay, whatever is entered or deleted afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.book import Ledger
from ledger.filing import arrange
from tests.forms.cli_runs import Clerk, written

PLAN = {"fonds": "A123", "retention": [{"volume": "宣传发动", "term": "定期10年"}]}


@pytest.fixture
def clerk(capsys: pytest.CaptureFixture[str]) -> Clerk:
    return Clerk(capsys)


def numbers(library: Path) -> dict[str, tuple[int, str]]:
    with Ledger.open(library, read_only=True) as ledger:
        volumes = arrange(ledger.snapshot())
    return {item.title: (item.number, item.archive_no) for volume in volumes for item in volume.items if item.record}


def paper(clerk: Clerk, folder: Path, library: Path, title: str, day: str) -> None:
    data = {"title": title, "sort": "宣传资料", "author": "第五税务分局", "date": day}
    clerk.done("add", library, "filed_paper", "--data", written(folder / "paper.json", data))


def test_papers_keep_their_numbers_and_new_ones_go_on(clerk: Clerk, tmp_path: Path) -> None:
    library = clerk.library(tmp_path)
    clerk.done("add", library, "filing_plan", "--data", written(tmp_path / "plan.json", PLAN))
    paper(clerk, tmp_path, library, "甲", "2015.5.20")
    paper(clerk, tmp_path, library, "乙", "2015.5.22")
    said = clerk.done("number", library).out
    assert said == "已编定4件，其中这次新编4件。以后件号、档号不再变动。\n"  # with the opinions and the score sheet
    paper(clerk, tmp_path, library, "丙", "2015.5.18")
    assert numbers(library) == {
        title: (number, f"A123-WS·2015-D10-XCFD-{number:04d}") for title, number in (("甲", 1), ("乙", 2), ("丙", 3))
    }
    again = clerk.done("number", library, "--json").json
    assert again["new"] == 1
    assert {row["title"]: row["number"] for row in again["fixed"] if row["volume"] == "02"} == {
        "甲": 1, "乙": 2, "丙": 3,
    }  # fmt: skip


def test_without_a_filing_plan_there_is_nowhere_to_keep_them(clerk: Clerk, tmp_path: Path) -> None:
    library = clerk.library(tmp_path)
    clerk.refused(2, "number", library, says="还没有登记归档方案.*filing_plan")
