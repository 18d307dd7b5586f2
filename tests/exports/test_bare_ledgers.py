"""Submissions of ledgers in which there is nothing yet, or hardly anything."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pikepdf

from exports.job import ExportJob, ExportResult
from exports.page import Block, Pairs, Paragraph, Table
from exports.papers import paper_of
from exports.papers.binding import master_index
from exports.pipeline import run
from ledger.fields import Field, Text
from ledger.filing import arrange
from ledger.kinds import KINDS, Form
from ledger.snapshot import Snapshot
from tests.ledger.snapshots import QIDONG, filled, record, snapshot


def _bare(field: Field) -> object:
    """What a record cannot be without: a word, or a sample where no word is taken."""
    return "空" if type(field) is Text else field.sample


BARE = [
    record(kind.slug, kind.slug, **{field.name: _bare(field) for field in kind.fields if field.essential})
    for kind in KINDS
    if kind.form is not Form.DATA
]
"""One record of every kind of paper, with nothing in it that can be left out."""


def exported(given: Snapshot, folder: Path) -> ExportResult:
    return run(ExportJob(given, folder / "报送", bundled_only=True))


def test_an_empty_ledger_gives_cover_empty_index_gap_list_and_checksums(tmp_path: Path) -> None:
    result = exported(snapshot(), tmp_path)
    assert (result.volumes, result.items, result.pages) == (0, 0, 0)
    assert [gap.code for gap in result.gaps] == ["due"] * len(QIDONG.required)
    assert sorted(path.name for path in result.folder.iterdir()) == [
        *(f"00_总目录.{suffix}" for suffix in ("docx", "pdf", "xlsx")),
        *(f"99_备考表.{suffix}" for suffix in ("docx", "pdf")),
        "合订本.pdf",
        "校验清单.txt",
        "目录.html",
        *(f"缺项与疑点.{suffix}" for suffix in ("docx", "pdf")),
    ]
    with pikepdf.open(result.folder / "合订本.pdf") as bound:
        assert len(bound.pages) == result.bound.sides == 5, "cover, index and 备考表, each on a sheet of its own"
        assert [page.label for page in bound.pages] == ["封面1", "空白", "总目录1", "空白", "备考表1"]


def test_the_index_of_an_empty_ledger_is_a_head_without_rows() -> None:
    tables = [block for block in master_index(snapshot(), (), {}).blocks if isinstance(block, Table)]
    assert [(table.columns[4].head, table.rows) for table in tables] == [("题名", ())]


def test_a_roster_alone_gives_the_score_sheet(tmp_path: Path) -> None:
    result = exported(snapshot(record("person", "p", name="沈文君")), tmp_path)
    assert (result.volumes, result.items) == (1, 1)
    assert (result.folder / "90_评分与评议/0001_总得分表.pdf").is_file()


def test_records_with_nothing_but_a_name_give_a_paper_each(tmp_path: Path) -> None:
    result = exported(snapshot(*BARE), tmp_path)
    assert result.items == len(BARE) + 1
    # An undated finding cannot be overdue, but nothing says that it is closed.
    assert {gap.code for gap in result.gaps} == {"incomplete", "unsigned", "unproven", "missing", "open"}
    assert not [gap for gap in result.gaps if gap.code == "missing" and gap.required in ("plan", "group", "review")]


def words_of(block: Block) -> list[str]:
    match block:
        case Paragraph():
            return [block.lead, block.text]
        case Pairs():
            return [words for row in block.rows for pair in row for words in pair]
        case Table():
            return [cell for row in block.rows for cell in row]
    return []


def test_blanks_are_blank_on_paper() -> None:
    given = snapshot(*BARE)
    for volume in arrange(given):
        for item in volume.items:
            for block in paper_of(given, item).blocks:
                assert not [words for words in words_of(block) if "None" in words or "：。" in words]


def test_a_review_under_a_scheme_that_has_none_is_printed_with_its_counts() -> None:
    total = replace(QIDONG.node("daily"), key="total")
    scheme = replace(QIDONG, nodes=(total,), required=(), inspection="", root="total")
    counts = [{"group": "党政领导班子", "issued": 3, "returned": 2, "void": 0}]
    given = snapshot(filled("review", "r", groups=counts), scheme=scheme)
    item = next(item for volume in arrange(given) for item in volume.items if item.kind == "review")
    blocks = paper_of(given, item).blocks
    assert [block.rows for block in blocks if isinstance(block, Table)] == [(("党政领导班子", "3", "2", "0"),)]
    assert "活动方案不以民主评议计分。" in [block.text for block in blocks if isinstance(block, Paragraph)]
