"""Every shipped scheme with every record that it demands: no gap, no contradiction, and a folder that holds it all."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path

import openpyxl
import pikepdf
import pytest

from exports.job import ExportJob, ExportResult
from exports.manifest import verify
from exports.pipeline import run
from ledger.completeness import find_gaps
from ledger.consistency import find_problems
from ledger.kinds import Form
from ledger.results import result_of
from ledger.schemes.load import load_scheme, shipped
from ledger.snapshot import Snapshot
from tests.exports.reading import docx_words, pdf_words
from tests.submission.index import index_rows

SCHEMES = shipped()
MUCH_LATER = dt.date(2030, 1, 1)
QIDONG = {"total": 92, "daily": 92, "review": 92}
POST = {"inspection": 88, "third_party": 92, "standard": 90, "model": "90.4", "satisfaction": "88.5"}
SCORES = {
    "qidong-2015": QIDONG,
    "post-counter-2011": {"counter": 100, **POST},
    "post-delivery-2011": POST,
    "post-savings-2011": POST,
}
"""What the samples make of each formula: 88 and 92 have the mean 90, and 40 to 60 it is 90.4."""

Full = Callable[[str], Snapshot]
Submitted = Callable[[str], ExportResult]


@pytest.fixture(scope="module")
def submitted(full: Full, tmp_path_factory: pytest.TempPathFactory) -> Submitted:
    """The submission of a scheme's full library in every format; each is made once."""
    folder = tmp_path_factory.mktemp("submitted")
    return cache(lambda name: run(ExportJob(full(name), folder / name, bundled_only=True, workers=1)))


@pytest.mark.parametrize("scheme_id", SCHEMES)
def test_nothing_is_missing_and_nothing_contradicts(scheme_id: str, full: Full) -> None:
    snapshot = full(scheme_id)
    assert find_gaps(snapshot) == ()
    assert find_gaps(snapshot, MUCH_LATER) == ()
    assert find_problems(snapshot) == ()
    demanded = {each.kind for each in (*snapshot.scheme.required, *snapshot.scheme.duties) if each.kind}
    assert {record.kind for record in snapshot.records} <= demanded | {"person", "ballot", "case", "meeting"}
    named = Counter((snapshot.title(record), snapshot.day(record)) for _, record in snapshot.papers())
    assert not [name for name, times in named.items() if times > 1]


def test_four_schemes_give_points() -> None:
    assert {each for each in SCHEMES if load_scheme(each).scored} == set(SCORES)


@pytest.mark.parametrize("scheme_id", SCORES)
def test_the_formula_can_be_computed_to_the_end(scheme_id: str, full: Full) -> None:
    found = {node.key: node.exact for node in result_of(full(scheme_id)).nodes}
    assert found == {key: Fraction(score) for key, score in SCORES[scheme_id].items()}


@pytest.mark.parametrize("scheme_id", SCHEMES)
def test_every_paper_and_register_is_an_item_with_its_files(scheme_id: str, full: Full, submitted: Submitted) -> None:
    snapshot, result = full(scheme_id), submitted(scheme_id)
    papers = [record for record in snapshot.records if record.declared.form is Form.EACH]
    registers = {record.kind for record in snapshot.records if record.declared.form is Form.REGISTER}
    rows = index_rows(result.folder)
    assert result.items == len(rows) == len(papers) + len(registers) + snapshot.scheme.scored
    for row in rows:
        assert (result.folder / f"{row.file}.docx").is_file() and (result.folder / f"{row.file}.pdf").is_file(), row
    filed = [path for path in result.folder.glob("*/*.xlsx") if path.name[:4].isdigit()]
    assert len(filed) >= len(registers)
    attached = [path.name for path in result.folder.glob("*/附件/*")]
    assert len(attached) == sum(len(record.attachments) for record in snapshot.records)
    assert verify(result.folder) == ()


@pytest.mark.parametrize("scheme_id", SCHEMES)
def test_all_indexes_list_the_same_items(scheme_id: str, submitted: Submitted) -> None:
    folder = submitted(scheme_id).folder
    rows = index_rows(folder)
    assert [row.serial for row in rows] == [str(number) for number in range(1, len(rows) + 1)]
    book = openpyxl.load_workbook(folder / "00_总目录.xlsx", read_only=True)
    listed = [row for sheet in book for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert [(row[0], row[4], row[7], row[8]) for row in listed] == [
        (int(row.serial), row.title, row.pages, row.page) for row in rows
    ]
    book.close()


@pytest.mark.parametrize("scheme_id", SCHEMES)
def test_the_bound_file_holds_every_page(scheme_id: str, submitted: Submitted) -> None:
    result = submitted(scheme_id)
    with pikepdf.open(result.folder / "合订本.pdf") as pdf:
        labels = [page.label for page in pdf.pages]
    assert len(labels) == result.bound.sides
    numbers = [int(label) for label in labels if label.isdigit()]
    rows = index_rows(result.folder)
    assert numbers == list(range(1, rows[-1].page + rows[-1].pages))
    assert len(numbers) == result.pages == sum(row.pages for row in rows)


@pytest.mark.parametrize("scheme_id", SCHEMES)
def test_the_list_of_gaps_says_that_there_are_none(scheme_id: str, submitted: Submitted) -> None:
    result = submitted(scheme_id)
    assert (result.gaps, result.problems) == ((), ())
    words = docx_words(result.folder / "缺项与疑点.docx")
    assert words == pdf_words(result.folder / "缺项与疑点.pdf")
    assert "缺项0处，疑点0处" in words and "没有发现缺项。没有发现疑点。" in words


@pytest.mark.parametrize(
    ("scheme_id", "key", "sentence", "cost"),
    [
        ("post-counter-2011", "plan", "活动全程阶段缺“活动计划（通知）”", "折合总分1分"),
        ("qidong-2015", "summary-rectify", "检查整改阶段缺“检查整改阶段小结”", "最多影响30分"),
        ("jinhu-2013", "patrol", "督查整改阶段缺“督查、评议和巡查记录”", "活动方案不计分"),
    ],
)
def test_a_paper_taken_away_is_all_that_the_list_of_gaps_names(
    scheme_id: str, key: str, sentence: str, cost: str, full: Full, tmp_path: Path
) -> None:
    snapshot = full(scheme_id)
    required = next(each for each in snapshot.scheme.required if each.key == key)
    left = tuple(record for record in snapshot.records if not snapshot.fits(record, required))
    assert len(left) == len(snapshot.records) - 1
    job = ExportJob(replace(snapshot, records=left), tmp_path / "报送", ("pdf",), bundled_only=True, workers=1)
    run(job)
    words = pdf_words(tmp_path / "报送" / "缺项与疑点.pdf")
    assert "缺项1处，疑点0处" in words
    assert sentence in words and cost in words
