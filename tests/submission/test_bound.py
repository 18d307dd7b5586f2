"""合订本.pdf against 总目录, both read back from disk: pages, titles, bookmarks, links, numbers, faces."""

from __future__ import annotations

import itertools
import re
import subprocess
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from tests.submission.index import bare, index_rows


def pages_text(path: Path) -> list[str]:
    """The text of each page without white space."""
    document = pypdfium2.PdfDocument(path)
    try:
        return ["".join(page.get_textpage().get_text_range().split()) for page in document]
    finally:
        document.close()


@pytest.fixture(scope="module")
def texts(submission: Path) -> list[str]:
    return pages_text(submission / "合订本.pdf")


@pytest.fixture(scope="module")
def labels(submission: Path) -> list[str]:
    """What a reader calls each side: its printed number, or the paper it belongs to."""
    with pikepdf.open(submission / "合订本.pdf") as pdf:
        return [page.label for page in pdf.pages]


@pytest.fixture(scope="module")
def places(labels: list[str]) -> dict[int, int]:
    """The place in the file, from 0, of each printed number."""
    found = [(int(label), place) for place, label in enumerate(labels) if label.isdigit()]
    assert len(dict(found)) == len(found)
    return dict(found)


def test_every_row_of_the_master_index_points_at_existing_files(submission: Path) -> None:
    rows = index_rows(submission)
    assert len(rows) >= 40
    for row in rows:
        for suffix in (".docx", ".pdf"):
            assert (submission / (row.file + suffix)).is_file(), row


def test_no_paper_in_the_folder_is_missing_from_the_master_index(submission: Path) -> None:
    papers = {path.relative_to(submission).with_suffix("").as_posix() for path in submission.glob("[0-9]*/[0-9]*.pdf")}
    indexes = {path for path in papers if path.endswith("/00_卷内目录")}
    assert papers - indexes == {row.file for row in index_rows(submission)}


def test_the_printed_page_carries_the_title_of_its_item(
    submission: Path, texts: list[str], places: dict[int, int]
) -> None:
    for row in index_rows(submission):
        assert bare(row.title) in texts[places[row.page]], row


def test_items_follow_one_another_from_1_without_holes_or_overlaps(submission: Path, places: dict[int, int]) -> None:
    rows = index_rows(submission)
    assert rows[0].page == 1
    for row, after in itertools.pairwise(rows):
        assert row.page + row.pages == after.page, (row, after)
    assert list(places) == list(range(1, rows[-1].page + rows[-1].pages))
    assert list(places.values()) == sorted(places.values())


def test_every_side_of_every_item_shows_the_number_that_the_index_gives(
    submission: Path, texts: list[str], places: dict[int, int]
) -> None:
    """The page number, the number within the item, and the paper's own number, on sides of papers and of scans."""
    for row in index_rows(submission):
        volume, number = re.match(r"(\d+)_.*/(\d{4})", row.file).groups()  # type: ignore[union-attr]
        for side in range(1, row.pages + 1):
            page = row.page + side - 1
            text = texts[places[page]]
            assert re.findall(r"—(\d+)—", text)[-1:] == [str(page)], (row, side)
            assert f"{side}{volume}-{number}{side}/{row.pages}" in text, (row, side)


def test_no_other_side_shows_a_number(texts: list[str], places: dict[int, int]) -> None:
    others = set(range(len(texts))) - set(places.values())
    assert len(others) > 10
    for place in others:
        assert not re.search(r"—\d+—", texts[place][-12:]), place


def test_every_paper_starts_on_the_front_of_a_sheet(
    submission: Path, labels: list[str], texts: list[str], places: dict[int, int]
) -> None:
    assert all(places[row.page] % 2 == 0 for row in index_rows(submission))
    blanks = [place for place, label in enumerate(labels) if label == "空白"]
    assert blanks and all(place % 2 == 1 and texts[place] == "" for place in blanks)
    assert [place for place, text in enumerate(texts) if not text] == blanks


def test_numbers_are_upright_and_outside_on_every_side(submission: Path, places: dict[int, int]) -> None:
    """The dash beside a page number lies along the lower edge as the reader holds the page, turned scans too."""
    with pypdfium2.PdfDocument(submission / "合订本.pdf") as document:
        for number, place in places.items():
            page = document[place]
            assert page.get_rotation() == 0
            text, (width, _) = page.get_textpage(), page.get_size()
            characters = [(text.get_text_range(at, 1), text.get_charbox(at)) for at in range(text.count_chars())]
            dashes = [box for ch, box in characters if ch == "—" and box[3] < 110]
            assert dashes and all(right - left > 3 * (top - low) for left, low, right, top in dashes[-2:]), number
            corner = [box for ch, box in characters if ch.isdigit() and box[1] > page.get_size()[1] - 45]
            assert corner, number
            outside = [left > width - 90 if place % 2 == 0 else right < 90 for left, _, right, _ in corner]
            assert any(outside), (number, corner)


def test_the_stamp_is_on_the_first_side_of_an_item_or_of_its_scan(
    submission: Path, texts: list[str], places: dict[int, int]
) -> None:
    labels = ("全宗号", "年度", "件号", "机构（问题）", "保管期限", "页数")
    stamped = {place for place in places.values() if all(label in texts[place] for label in labels)}
    rows = index_rows(submission)
    firsts = {places[row.page] for row in rows}
    for row in rows:
        with pikepdf.open(submission / f"{row.file}.pdf") as own:
            scanned = len(own.pages)
        sides = [places[row.page + side] for side in range(row.pages)]
        assert stamped & set(sides) <= {sides[0], sides[min(scanned, row.pages - 1)]}, row
        assert len(stamped & set(sides)) <= 1, row
    assert len(stamped & firsts) > len(rows) / 2


def test_the_volume_indexes_name_the_same_pages(submission: Path) -> None:
    import docx

    pages = {bare(row.title) + row.file.split("/")[0]: row.page for row in index_rows(submission)}
    seen = 0
    for path in submission.glob("*/00_卷内目录.docx"):
        (table,) = docx.Document(str(path)).tables
        for row in table.rows[1:]:
            cells = [cell.text for cell in row.cells]
            assert pages[bare(cells[3]) + path.parent.name] == int(cells[5].split("-")[0])  # the last row has 起止页号
            seen += 1
    assert seen == len(pages)


def outline(pdf: pikepdf.Pdf) -> list[tuple[int, str, int]]:
    """Every bookmark as (level, title, page number)."""
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    found: list[tuple[int, str, int]] = []

    def walk(items: Any, level: int) -> None:
        for item in items:
            found.append((level, str(item.title), numbers[target(pdf, item.destination or item.action.D).objgen]))
            walk(item.children, level + 1)

    with pdf.open_outline() as tree:
        walk(tree.root, 0)
    return found


def target(pdf: pikepdf.Pdf, destination: Any) -> Any:
    """The page object of a destination, which may be named."""
    if isinstance(destination, pikepdf.Array):
        return destination[0]
    found = pdf.Root.Dests[str(destination) if isinstance(destination, pikepdf.Name) else "/" + str(destination)]
    array = found if isinstance(found, pikepdf.Array) else found.D
    return array[0]


def test_bookmarks_are_the_items_under_their_volumes(submission: Path, places: dict[int, int]) -> None:
    rows = index_rows(submission)
    with pikepdf.open(submission / "合订本.pdf") as pdf:
        marks = outline(pdf)
    items = [(title, page) for level, title, page in marks if level == 1]
    assert [(bare(title.split(" ", 1)[1]), page) for title, page in items] == [
        (bare(row.title), places[row.page] + 1) for row in rows
    ]
    volumes = [title for level, title, _ in marks if level == 0]
    assert volumes == [folder.replace("_", " ") for folder in dict.fromkeys(row.file.split("/")[0] for row in rows)]


Jump = tuple[int, int, float | None, tuple[float, ...]]
"""From which place to which, to which height of the page, and where it is to be clicked."""


@pytest.fixture(scope="module")
def jumps(submission: Path) -> list[Jump]:
    """Every link of the bound PDF."""
    found: list[Jump] = []
    with pikepdf.open(submission / "合订本.pdf") as pdf:
        numbers = {page.obj.objgen: place for place, page in enumerate(pdf.pages)}
        for place, page in enumerate(pdf.pages):
            for note in page.obj.get("/Annots", []):
                destination = list(note.get("/Dest") or note.A.D)
                top = float(destination[3]) if destination[1] == "/XYZ" else None
                rect = tuple(float(edge) for edge in note.Rect)
                found.append((place, numbers[target(pdf, note.get("/Dest") or note.A.D).objgen], top, rect))
    return found


@pytest.mark.parametrize("index", ["总目录", "卷内目录"])
def test_every_index_row_is_a_link_to_its_page(
    submission: Path, labels: list[str], places: dict[int, int], jumps: list[Jump], index: str
) -> None:
    leads = [to for place, to, _, _ in jumps if labels[place].startswith(index)]
    assert leads == [places[row.page] for row in index_rows(submission)]


def test_every_page_number_leads_back_to_the_row_of_its_item(
    submission: Path, labels: list[str], places: dict[int, int], jumps: list[Jump]
) -> None:
    rows = {to: (place, rect) for place, to, _, rect in jumps if labels[place].startswith("卷内目录")}
    back = {place: (to, top) for place, to, top, _ in jumps if labels[place].isdigit()}
    assert len(back) == sum(labels[place].isdigit() for place, _, _, _ in jumps), "one link a side"
    for row in index_rows(submission):
        page, rect = rows[places[row.page]]
        for number in range(row.page, row.page + row.pages):
            assert back[places[number]] == (page, pytest.approx(rect[3], abs=0.02)), (row, number)


def every_pdf(submission: Path) -> list[Path]:
    """The PDFs that the program made; scans under 附件 are the clerk's own."""
    return sorted(path for path in submission.rglob("*.pdf") if "附件" not in path.parts)


@pytest.mark.tool("qpdf")
def test_every_pdf_passes_qpdf(submission: Path) -> None:
    for path in every_pdf(submission):
        done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
        assert done.returncode == 0, (path, done.stdout, done.stderr)


@pytest.mark.tool("qpdf")
def test_the_bound_pdf_is_linearised(submission: Path) -> None:
    done = subprocess.run(["qpdf", "--check-linearization", submission / "合订本.pdf"], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert "no linearization errors" in done.stdout


def fonts(pdf: pikepdf.Pdf) -> list[tuple[str, bool]]:
    """Every font of the file with whether its program is embedded."""
    found = []
    for thing in pdf.objects:
        if (
            isinstance(thing, pikepdf.Dictionary)
            and thing.get("/Type") == "/Font"
            and thing.get("/Subtype") != "/Type0"
        ):
            held = thing.get("/FontDescriptor", pikepdf.Dictionary())
            found.append(
                (str(thing.get("/BaseFont")), any(key in held for key in ("/FontFile", "/FontFile2", "/FontFile3")))
            )
    return found


def test_all_fonts_are_embedded(submission: Path) -> None:
    for path in every_pdf(submission):
        with pikepdf.open(path) as pdf:
            named = fonts(pdf)
            assert named and all(embedded for _, embedded in named), (path, named)


def test_no_face_is_in_a_pdf_twice(submission: Path) -> None:
    for path in every_pdf(submission):
        with pikepdf.open(path) as pdf:
            faces = [name.partition("+")[2] for name, _ in fonts(pdf)]
            assert len(set(faces)) == len(faces), (path, faces)


def test_rare_characters_of_names_can_be_found_in_the_bound_pdf(texts: list[str]) -> None:
    together = "".join(texts)
    assert "𠮷" in together
    assert "䶮" in together
