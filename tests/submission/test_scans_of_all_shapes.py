"""A campaign with 300 scans of all shapes: every number that is stamped on them, read back from the bound PDF."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import docx
import pikepdf
import pytest

from exports.job import ExportJob, ExportResult
from exports.pdf.overlays import Pens, corner_marks, stamped_folio
from exports.pipeline import run
from exports.typeset.faces import Faces, Role
from exports.typeset.sheets import MM
from ledger.book import Ledger
from tests.exports import preflight
from tests.exports.scan_campaign import Entered, enter
from tests.exports.scan_reading import alone, around, differ, is_dark_on_white, placed, shows, sides_read
from tests.exports.scan_shapes import MAKERS, Shape, shape
from tests.exports.scan_unusable import UNUSABLE
from tests.submission.index import IndexRow, bare, index_rows

SCANS = 300
ALIKE = 2.0
"""The mean difference (of 255) that two pictures of one number may have: what smooths its edges."""


@dataclass(frozen=True)
class Campaign:
    """The library and the submission, with what was entered."""

    entered: Entered
    folder: Path
    result: ExportResult

    @property
    def bound(self) -> Path:
        return self.folder / "合订本.pdf"


@pytest.fixture(scope="module")
def campaign(tmp_path_factory: pytest.TempPathFactory) -> Campaign:
    root = tmp_path_factory.mktemp("campaign")
    entered = enter(root / "台帐库", root, [shape(serial) for serial in range(SCANS)])
    with Ledger.open(root / "台帐库", read_only=True) as ledger:
        snapshot = ledger.snapshot()
    result = run(ExportJob(snapshot, root / "报送", ("docx",), bundled_only=True, workers=1))
    return Campaign(entered, root / "报送", result)


def pens() -> Pens:
    faces = Faces.bundled()
    return Pens(faces.pick(Role.SONG, "0")[0], faces.pick(Role.SONG, "—")[0])


@dataclass(frozen=True)
class Expected:
    """A side with content by its page number: which side of its item it is, of how many, and the scan upon it."""

    row: IndexRow
    place: int
    scan: tuple[Shape, int, int] | None
    """The shape, its page (from 0), and its serial number."""
    leads: bool
    """Whether it is the first side with a scan of its item."""


@pytest.fixture(scope="module")
def expected(campaign: Campaign) -> dict[int, Expected]:
    """Every page number that 总目录 promises, in order."""
    shapes = campaign.entered.shapes
    serials = dict(zip(shapes, itertools.accumulate(map(len, shapes.values()), initial=0), strict=False))
    sides: dict[int, Expected] = {}
    for row in index_rows(campaign.folder):
        title = bare(row.title)
        numbered = enumerate(shapes.get(title, ()), serials.get(title, 0))
        scans = [(each, page, serial) for serial, each in numbered for page in range(len(each.sizes))]
        own = row.pages - len(scans)
        for place in range(1, row.pages + 1):
            scan = scans[place - own - 1] if place > own else None
            sides[row.page + place - 1] = Expected(row, place, scan, place == own + 1)
    return sides


def _shapes(campaign: Campaign) -> Iterator[Shape]:
    return (each for shapes in campaign.entered.shapes.values() for each in shapes)


def test_all_shapes_are_there_and_what_is_unusable_was_refused_with_a_sentence(campaign: Campaign) -> None:
    kept = [each.name for each in _shapes(campaign)]
    assert len(kept) == SCANS
    assert len(set(kept)) == len(MAKERS)
    assert len(campaign.entered.refused) == len(UNUSABLE)
    for each, sentence in zip(UNUSABLE, campaign.entered.refused, strict=True):
        assert sentence.startswith(f"“{each.name}”不能作为附件：") and each.word in sentence and sentence.endswith("。")


def test_the_indexes_count_every_side_without_a_hole(campaign: Campaign) -> None:
    first, pages = 1, {}
    for row in index_rows(campaign.folder):
        assert row.page == first
        shapes = campaign.entered.shapes.get(bare(row.title), ())
        assert row.pages > sum(len(each.sizes) for each in shapes)
        first += row.pages
        pages[row.file.split("/")[0], bare(row.title)] = row.page
    assert campaign.result.pages == first - 1
    assert _of_volumes(campaign.folder) == pages


def _of_volumes(folder: Path) -> dict[tuple[str, str], int]:
    """The 页号 of every 卷内目录 by folder and title; its last row has 起止页号."""
    found = {}
    for path in folder.glob("*/00_卷内目录.docx"):
        (table,) = docx.Document(str(path)).tables
        heads = ["".join(cell.text.split()) for cell in table.rows[0].cells]
        for row in table.rows[1:]:
            named = dict(zip(heads, (cell.text for cell in row.cells), strict=True))
            found[path.parent.name, bare(named["题名"])] = int(named["页号"].split("-")[0])
    return found


def test_every_number_is_read_upright_and_is_that_of_the_index(
    campaign: Campaign, expected: dict[int, Expected]
) -> None:
    numbers = []
    for at, side in enumerate(sides_read(campaign.bound)):
        folio, corner = side.folio, side.corner(front=at % 2 == 0)
        if folio is None:
            assert corner.text == "" or not corner.text.isdigit(), at
            continue
        number = int(folio.text.strip("—"))
        numbers.append(number)
        awaited = expected[number]
        assert (awaited.place > 1) or at % 2 == 0  # an item begins on a fresh sheet
        assert folio.upright and corner.upright, number
        assert corner.text == str(awaited.place), number
        assert f"{awaited.place}/{awaited.row.pages}" in side.within((0, 0, side.size[0], 8 * MM)).text
        if awaited.place == 1:
            assert bare(awaited.row.title) in side.characters.text
    assert numbers == list(expected)


def test_a_side_without_a_number_between_those_of_an_item_is_an_empty_back(
    campaign: Campaign, expected: dict[int, Expected]
) -> None:
    blank = 0
    for at, side in enumerate(sides_read(campaign.bound)):
        if side.characters.text == "":
            assert at % 2 == 1
            assert side.seen((0, 0, *side.size)).getextrema() == (255, 255)
            blank += 1
    assert blank > 10


def test_every_scan_lies_upright_where_its_number_says(campaign: Campaign, expected: dict[int, Expected]) -> None:
    seen = 0
    for side in sides_read(campaign.bound):
        awaited = expected[int(side.folio.text.strip("—"))] if side.folio else None
        if awaited and awaited.scan:
            sheet, _ = placed(*awaited.scan[:2])
            assert side.size == pytest.approx(sheet, abs=0.01)
            assert shows(side, *awaited.scan), (awaited.row.title, awaited.place, awaited.scan[0].name)
            seen += 1
    assert seen == sum(len(each.sizes) for each in _shapes(campaign))


def test_no_page_is_turned_or_cropped_and_the_file_opens_at_once(campaign: Campaign) -> None:
    with pikepdf.open(campaign.bound) as pdf:
        assert pdf.is_linearized
        for page in pdf.pages:
            assert "/Rotate" not in page.obj and "/CropBox" not in page.obj
            assert [float(each) for each in page.obj.MediaBox][:2] == [0, 0]


def test_every_number_on_a_scan_looks_as_it_does_alone(
    campaign: Campaign, expected: dict[int, Expected], tmp_path: Path
) -> None:
    """Rendered over whatever is on the scan, and compared with the same number on an empty page."""
    shown, drawn = [], []
    for at, side in enumerate(sides_read(campaign.bound)):
        if side.folio is None:
            continue
        number, front = int(side.folio.text.strip("—")), at % 2 == 0
        areas = around(side.folio.box), around(side.corner(front=front).box)
        pictures = [side.seen(area) for area in areas]
        assert all(map(is_dark_on_white, pictures)), number
        if expected[number].scan:
            corner = corner_marks(pens(), expected[number].place, side.size, upper=True, right=front, opaque=True)
            drawn.append((side.size, [*stamped_folio(pens(), number, side.size, 14, 11 * MM), *corner]))
            shown.append((number, areas, pictures))
    for (number, areas, pictures), side in zip(shown, sides_read(alone(drawn, tmp_path)), strict=True):
        for area, picture in zip(areas, pictures, strict=True):
            assert differ(picture, side.seen(area)) < ALIKE, number


def test_two_numbers_that_differ_in_one_digit_do_not_look_alike(tmp_path: Path) -> None:
    size = (595.0, 842.0)
    path = alone(((size, stamped_folio(pens(), number, size, 14, 11 * MM)) for number in range(130, 140)), tmp_path)
    area = (271.0, 29.0, 324.0, 43.0)
    looks = [side.seen(area) for side in sides_read(path)]
    assert all(differ(one, other) > ALIKE for one, other in itertools.combinations(looks, 2))


def test_the_filing_stamp_is_on_the_document_itself(campaign: Campaign, expected: dict[int, Expected]) -> None:
    stamped = []
    for side in sides_read(campaign.bound):
        if side.folio and "全宗号A123" in side.characters.text.replace("年度2015", ""):
            stamped.append(int(side.folio.text.strip("—")))
    on_scans = [number for number, each in expected.items() if each.leads and each.scan and "来件" in each.row.title]
    on_papers = [number for number, each in expected.items() if each.place == 1 and "来件" not in each.row.title]
    assert stamped == sorted(on_scans + on_papers)
    assert campaign.result.bound.unstamped == []


def test_scans_that_could_not_stay_as_they_were_are_named(campaign: Campaign) -> None:
    bound = campaign.result.bound
    assert sorted(_shape(name) for name in bound.redrawn) == sorted(
        each.name for each in _shapes(campaign) if each.converted
    )
    assert sorted(_shape(name) for name in bound.unread) == sorted(
        each.name for each in _shapes(campaign) if "识别文字" in each.name
    )


def _shape(name: str) -> str:
    """The shape that a file is named after."""
    return name.removesuffix(".pdf")[6:]


@preflight.needed
def test_the_whole_file_is_archival(campaign: Campaign) -> None:
    assert campaign.result.bound.archival and campaign.result.bound.problems == ()
    assert preflight.validate([campaign.bound]) == {campaign.bound: []}
