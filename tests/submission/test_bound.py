"""合订本.pdf against 总目录, both read back from disk: pages, titles, bookmarks, links, numbers, faces."""

from __future__ import annotations

import itertools
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


def test_every_row_of_the_master_index_points_at_existing_files(submission: Path) -> None:
    rows = index_rows(submission)
    assert len(rows) >= 40
    for row in rows:
        for suffix in (".docx", ".pdf"):
            assert (submission / (row.file + suffix)).is_file(), row


def test_no_paper_in_the_folder_is_missing_from_the_master_index(submission: Path) -> None:
    papers = {path.relative_to(submission).with_suffix("").as_posix() for path in submission.glob("*/[0-9]*.pdf")}
    indexes = {path for path in papers if path.endswith("/00_卷内目录")}
    assert papers - indexes == {row.file for row in index_rows(submission)}


def test_the_printed_page_carries_the_title_of_its_item(submission: Path, texts: list[str]) -> None:
    for row in index_rows(submission):
        assert bare(row.title) in texts[row.page - 1], row


def test_items_follow_one_another_without_holes_or_overlaps(submission: Path, texts: list[str]) -> None:
    rows = index_rows(submission)
    for row, after in itertools.pairwise(rows):
        assert row.page + row.pages <= after.page
        same_volume = row.file.split("/")[0] == after.file.split("/")[0]
        assert not same_volume or row.page + row.pages == after.page, (row, after)
    assert rows[-1].page + rows[-1].pages == len(texts)  # one more sheet follows: 备考表


def test_a_page_that_shows_a_number_shows_its_own(texts: list[str], submission: Path) -> None:
    shown = 0
    for number, text in enumerate(texts, 1):
        if text.endswith(f"—{number}—"):
            shown += 1
        else:
            tail = text[-8:]
            assert "—" not in tail, (number, tail)
    items = sum(row.pages for row in index_rows(submission))
    assert shown == items


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


def test_bookmarks_are_the_items_under_their_volumes(submission: Path) -> None:
    rows = index_rows(submission)
    with pikepdf.open(submission / "合订本.pdf") as pdf:
        marks = outline(pdf)
    items = [(title, page) for level, title, page in marks if level == 1]
    assert [(bare(title.split(" ", 1)[1]), page) for title, page in items] == [
        (bare(row.title), row.page) for row in rows
    ]
    volumes = [title for level, title, _ in marks if level == 0]
    assert volumes == [folder.replace("_", " ") for folder in dict.fromkeys(row.file.split("/")[0] for row in rows)]


def test_every_index_row_is_a_link_to_its_page(submission: Path) -> None:
    rows = index_rows(submission)
    with pikepdf.open(submission / "合订本.pdf") as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        links = []
        for page in pdf.pages[1 : rows[0].page - 1]:
            for note in page.obj.get("/Annots", []):
                destination = note.get("/Dest") or note.A.D
                links.append(numbers[target(pdf, destination).objgen])
    in_master = links[: len(rows)]
    assert in_master == [row.page for row in rows]


def every_pdf(submission: Path) -> list[Path]:
    """The PDFs that the program made; scans under 附件 are the clerk's own."""
    return sorted(path for path in submission.rglob("*.pdf") if "附件" not in path.parts)


@pytest.mark.tool("qpdf")
def test_every_pdf_passes_qpdf(submission: Path) -> None:
    for path in every_pdf(submission):
        done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True)
        assert done.returncode == 0, (path, done.stdout, done.stderr)


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


def test_rare_characters_of_names_can_be_found_in_the_bound_pdf(texts: list[str]) -> None:
    together = "".join(texts)
    assert "𠮷" in together
    assert "䶮" in together
