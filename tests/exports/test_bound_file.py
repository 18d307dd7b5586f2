"""The bound PDF as a file: sheets and backs, numbers, labels, links, bookmarks, its tree and its faces."""

from __future__ import annotations

import io
import itertools
import re
import subprocess
import zlib
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from exports.bound_file import BoundFile
from exports.compose import Leaf
from exports.page import Column, Grid, Link, Pairs, Table, Title
from exports.pdf.drawing import Drawn
from exports.pdfa import checking
from exports.typeset.sheets import MM
from ledger.filing_settings import Corner, FilingSettings
from tests.exports.bindings import bound, item, pages, sheet

ONE_SIDED = FilingSettings(duplex=False)
PLAIN = FilingSettings(corner=Corner.NONE, stamp=False)


def index(*keys: str) -> tuple[Table, ...]:
    """An index whose rows lead to these papers."""
    rows = tuple((str(number), key) for number, key in enumerate(keys, 1))
    return (Table((Column("序号", 1), Column("题名", 5)), rows, links=tuple(map(Link, keys))),)


def volume() -> list[Leaf]:
    """Cover, master index, divider, index, three items of 1, 3 and 2 sides, and 备考表."""
    rows = index("record:1", "record:2", "record:3")
    return [
        sheet("cover", (Title("台帐"),), Grid.COVER),
        sheet("index", rows, Grid.REGISTER),
        sheet("divider:01", (Title("组织领导"),), Grid.COVER),
        sheet("index:01", rows),
        item(1),
        item(2, 3),
        item(3, 2),
        sheet("notes"),
    ]


def read(data: bytes) -> list[str]:
    """The text of each side without white."""
    with pypdfium2.PdfDocument(data) as document:
        return ["".join(page.get_textpage().get_text_range().split()) for page in document]


def numbers(data: bytes) -> list[int]:
    """The page number printed on each side, 0 where there is none."""
    found = [re.findall(r"—(\d+)—", text) for text in read(data)]
    assert all(len(each) < 2 for each in found)
    return [int(each[0]) if each else 0 for each in found]


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def test_every_leaf_starts_on_a_fresh_sheet_and_blank_backs_are_not_counted() -> None:
    data, result = bound(*volume())
    firsts = [result.first[leaf.paper.key] for leaf in volume()]
    assert firsts == [1, 3, 5, 7, 9, 11, 15, 17]
    assert numbers(data) == [0] * 8 + [1, 0, 2, 3, 4, 0, 5, 6, 0]
    assert result.sides == len(read(data)) == 17


def test_a_blank_back_carries_nothing() -> None:
    data, _ = bound(*volume())
    with opened(data) as pdf:
        backs = [page for page, text in zip(pdf.pages, read(data), strict=True) if not text]
        assert len(backs) == 6
        for page in backs:
            assert pikepdf.parse_content_stream(page) == []
            assert "/Annots" not in page.obj
            assert page.label == "空白"


def test_printed_on_one_side_there_are_no_backs_and_all_numbers_are_right() -> None:
    data, result = bound(*volume(), settings=ONE_SIDED)
    assert numbers(data) == [0] * 4 + [1, 2, 3, 4, 5, 6, 0]
    assert result.sides == 11
    assert {side for side, _ in corners(data)} == {"right"}


def test_items_follow_on_the_back_of_the_one_before_where_no_fresh_sheet_is_wanted() -> None:
    data, result = bound(item(1), item(2, 3), item(3, 2), settings=FilingSettings(fresh_sheet=False))
    assert numbers(data) == [1, 2, 3, 4, 5, 6]
    assert [side for side, _ in corners(data)] == ["right", "left"] * 3
    assert result.first == {"record:1": 1, "record:2": 2, "record:3": 5}


def boxes(data: bytes, side: int) -> list[tuple[str, tuple[float, float, float, float]]]:
    """Every character of a side with its box: left, low, right, top in points."""
    with pypdfium2.PdfDocument(data) as document:
        text = document[side].get_textpage()
        return [(text.get_text_range(at, 1), text.get_charbox(at)) for at in range(text.count_chars())]


def corners(data: bytes) -> list[tuple[str, str]]:
    """Of each side with a number in a corner: in which one it stands."""
    found = []
    for side in range(len(read(data))):
        width, height = 210 * MM, 297 * MM
        digits = [box for ch, box in boxes(data, side) if ch.isdigit() and box[3] - box[1] > 7]
        for left, low, right, top in digits:
            if (left < 20 * MM or right > width - 20 * MM) and (low > height - 16 * MM or top < 16 * MM):
                found.append(("right" if left > width / 2 else "left", "upper" if low > height / 2 else "lower"))
    return found


@pytest.mark.parametrize("corner", [Corner.UPPER, Corner.LOWER])
def test_the_archival_number_is_outside_on_every_side_with_content(corner: Corner) -> None:
    data, _ = bound(*volume(), settings=FilingSettings(corner=corner, stamp=False))
    sides = ["right", "right", "left", "right", "right", "left"]
    assert corners(data) == [(side, corner.value) for side in sides]


def test_no_archival_number_stands_where_none_is_wanted() -> None:
    data, _ = bound(*volume(), settings=FilingSettings(corner=Corner.NONE))
    assert corners(data) == []


def test_the_archival_number_counts_anew_in_each_item() -> None:
    data, _ = bound(item(1, 2), item(2, 3), settings=FilingSettings(stamp=False))
    twins = [re.search(r"(\d)01-(\d{4})(\d)/(\d)$", text) for text in read(data)]
    shown = [tuple(map(int, twin.groups())) for twin in twins if twin]
    assert shown == [(1, 1, 1, 2), (2, 1, 2, 2), (1, 2, 1, 3), (2, 2, 2, 3), (3, 2, 3, 3)]


def test_the_wide_margin_and_the_number_change_sides_with_the_page() -> None:
    data, _ = bound(item(1, pages(3), grid=Grid.OFFICIAL), settings=PLAIN)
    official = [next(box for ch, box in boxes(data, side) if ch == "正")[0] for side in range(3)]
    indent = 2 * 442.2 / 28
    assert official[0] == official[2] == pytest.approx(28 * MM + indent, abs=1.5)
    assert official[1] == pytest.approx(26 * MM + indent, abs=1.5)
    dashes = [[box for ch, box in boxes(data, side) if ch == "—"] for side in range(3)]
    assert [each[1][2] for each in (dashes[0], dashes[2])] == pytest.approx([184 * MM - 14] * 2, abs=1)
    assert dashes[1][0][0] == pytest.approx(26 * MM + 14, abs=1)


def test_page_labels_are_the_printed_numbers() -> None:
    data, _ = bound(*volume())
    with opened(data) as pdf:
        labels = [page.label for page in pdf.pages]
    shown = [str(number) for number in numbers(data)]
    assert [label for label in labels if label.isdigit()] == [number for number in shown if number != "0"]
    assert all(label == number for label, number in zip(labels, shown, strict=True) if number != "0")
    assert labels[0] == "目录1"


def test_the_stamp_is_on_the_first_side_of_an_item_alone() -> None:
    data, result = bound(*volume())
    stamped = [number for number, text in zip(numbers(data), read(data), strict=True) if "全宗号" in text]
    assert stamped == [1, 2, 5]
    assert result.unstamped == []
    assert "全宗号" not in "".join(read(bound(*volume(), settings=FilingSettings(stamp=False))[0]))


def test_an_item_without_room_for_the_stamp_is_named() -> None:
    full = Pairs(((("登记表", "\n".join("服务无小事" * 30 for _ in range(30))),),))
    data, result = bound(item(1, (full,)), item(2))
    assert result.unstamped == ["材料1"]
    assert "".join(read(data)).count("全宗号") == 1


def links(data: bytes) -> list[tuple[int, int, tuple[float, ...], list[Any]]]:
    """Every link: the side it is on, the side it leads to (from 1), its rectangle, and how it is shown."""
    found = []
    with opened(data) as pdf:
        places = {page.obj.objgen: place for place, page in enumerate(pdf.pages, 1)}
        for place, page in enumerate(pdf.pages, 1):
            for note in page.obj.get("/Annots", []):
                assert (note.Subtype, int(note.F), [int(each) for each in note.Border]) == ("/Link", 4, [0, 0, 0])
                rect = tuple(float(each) for each in note.Rect)
                shown = [None if each is None else str(each) for each in list(note.Dest)[1:]]
                found.append((place, places[note.Dest[0].objgen], rect, shown))
    return found


def test_every_row_leads_to_its_paper_and_every_number_back_to_the_row_of_its_volume() -> None:
    data, _ = bound(*volume())
    found = links(data)
    assert [(place, to) for place, to, _, _ in found if place in (3, 7)] == [
        *((3, 9), (3, 11), (3, 15)),
        *((7, 9), (7, 11), (7, 15)),
    ]
    back = [(place, to) for place, to, _, _ in found if place not in (3, 7)]
    assert back == [(place, 7) for place in (9, 11, 12, 13, 15, 16)]


def test_a_number_leads_to_the_upper_edge_of_the_row_and_lies_under_its_words() -> None:
    data, _ = bound(*volume())
    rows = {to: rect for place, to, rect, _ in links(data) if place == 7}
    back = [(place, rect, shown) for place, to, rect, shown in links(data) if to == 7]
    for place, rect, shown in back:
        row = rows[max(to for to in rows if to <= place)]
        assert shown[0] == "/XYZ" and float(shown[2] or 0) == pytest.approx(row[3], abs=0.02)
        dashes = [box for ch, box in boxes(data, place - 1) if ch == "—"]
        assert rect[0] <= dashes[0][0] + 0.1 and rect[2] >= dashes[1][2] - 0.1
        assert rect[1] < dashes[0][1] and rect[3] > dashes[0][3]


def test_a_row_on_the_back_of_a_sheet_moves_with_it() -> None:
    """The area of a link and what it lies on are moved by the same."""
    rows = (*pages(2), *index("record:1"))
    data, _ = bound(sheet("index:01", rows, Grid.OFFICIAL), item(1))
    ((place, to, rect, _),) = [each for each in links(data) if each[1] == 3]
    assert (place, to) == (2, 3)
    row = next(box for ch, box in boxes(data, 1) if ch == "r")
    assert rect[0] < row[0] < rect[2] and rect[1] < row[1] < rect[3]
    assert rect[0] == pytest.approx(26 * MM, abs=3)


def test_a_row_without_its_paper_leads_nowhere() -> None:
    data, _ = bound(sheet("index:01", index("record:9")), item(1))
    assert links(data) == []


def test_bookmarks_are_volumes_with_their_items() -> None:
    data, _ = bound(*volume())
    with opened(data) as pdf, pdf.open_outline() as outline:
        places = {page.obj.objgen: place for place, page in enumerate(pdf.pages, 1)}
        (root,) = outline.root
        assert (root.title, places[root.destination[0].objgen]) == ("01 组织领导", 5)
        assert [(mark.title, places[mark.destination[0].objgen]) for mark in root.children] == [
            ("0001 材料1", 9),
            ("0002 材料2", 11),
            ("0003 材料3", 15),
        ]
        assert pdf.Root.PageMode == "/UseOutlines"


def test_numbers_and_stamp_are_artifacts_in_a_stream_of_their_own() -> None:
    data, _ = bound(*volume())
    with opened(data) as pdf:
        for page, number in zip(pdf.pages, numbers(data), strict=True):
            streams = [each.read_bytes() for each in page.obj.Contents]
            apart = [each for each in streams if each.startswith(b"/Artifact BMC")]
            assert len(apart) == (1 if number else 0)
            assert not apart or (streams[-1] == apart[0] and apart[0].rstrip().endswith(b"EMC"))


def test_a_side_is_in_the_bound_file_as_it_is_in_its_own() -> None:
    leaf = item(1, 2)
    data, _ = bound(leaf)
    with opened(data) as pdf:
        for page, side in zip(pdf.pages, leaf.made.sides, strict=True):
            assert zlib.decompress(side.drawn.content) in [each.read_bytes() for each in page.obj.Contents]


def test_every_face_is_embedded_and_none_twice() -> None:
    data, _ = bound(*volume())
    with opened(data) as pdf:
        fonts = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font"]
        wholes = [str(font.BaseFont).partition("+")[2] for font in fonts if font.Subtype == "/Type0"]
        assert len(wholes) >= 3 and len(set(wholes)) == len(wholes)
        assert all("/FontFile2" in font.FontDescriptor for font in fonts if font.Subtype != "/Type0")
        programs = [each for each in pdf.objects if isinstance(each, pikepdf.Stream) and "/Length1" in each]
        assert len(programs) == len(wholes)
        assert len({page.Resources.Font.objgen for page in pdf.pages}) == 1


def test_the_same_leaves_give_the_same_bytes() -> None:
    assert bound(*volume())[0] == bound(*volume())[0]


def test_the_file_is_fit_for_an_archive() -> None:
    data, result = bound(*volume())
    assert result.archival and result.redrawn == []
    with opened(data) as pdf:
        assert checking.problems(pdf) == ()


@pytest.mark.tool("qpdf")
def test_the_file_is_linearised(tmp_path: Path) -> None:
    """A reader shows the first page before the rest has come from a slow disk."""
    path = tmp_path / "合订本.pdf"
    path.write_bytes(bound(*volume())[0])
    for option in ("--check", "--check-linearization"):
        done = subprocess.run(["qpdf", option, path], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
    assert "linearized" in subprocess.run(["qpdf", "--check", path], capture_output=True, text=True).stdout


def nodes(node: pikepdf.Object, above: int = 0) -> tuple[int, int, list[pikepdf.Object]]:
    """How many nodes stand upon each other, the broadest, and the pages; counts and parents are checked."""
    if node.Type == "/Page":
        return above, 0, [node]
    deepest, broadest, below = above, len(node.Kids), []
    for kid in node.Kids:
        assert kid.Parent.objgen == node.objgen
        depth, breadth, found = nodes(kid, above + 1)
        deepest, broadest = max(deepest, depth), max(broadest, breadth)
        below += found
    assert int(node.Count) == len(below)
    return deepest, broadest, below


@pytest.mark.parametrize(("count", "depth"), [(1, 1), (32, 1), (33, 2), (1024, 2), (3000, 3)])
def test_a_page_is_found_over_few_steps_with_few_branches(count: int, depth: int) -> None:
    file = BoundFile()
    for _ in range(count):
        file.add_blank((595, 842))
    pdf = file.finish()
    deepest, broadest, below = nodes(pdf.Root.Pages)
    assert (deepest, len(below)) == (depth, count)
    assert broadest <= 32
    assert [page.objgen for page in below] == [page.obj.objgen for page in pdf.pages]


def test_a_file_without_pages_can_be_written_and_read() -> None:
    stream = io.BytesIO()
    BoundFile().finish().save(stream)
    with pikepdf.open(stream) as pdf:
        assert len(pdf.pages) == 0


def test_titles_that_repeat_are_counted_in_the_labels() -> None:
    file = BoundFile()
    leaf = sheet("index", pages(2))
    empty = Drawn(zlib.compress(b""), {}, {})
    for name, side in itertools.product(("总目录", "卷内目录"), leaf.made.sides):
        file.add_side(side, 0.0, empty, name, numbered=False)
    for number, side in enumerate(leaf.made.sides, 1):
        file.add_side(side, 0.0, empty, str(number), numbered=True)
    assert [page.label for page in file.finish().pages] == ["总目录1", "总目录2", "卷内目录1", "卷内目录2", "1", "2"]
