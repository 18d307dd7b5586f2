"""The submission laid out: which papers, in which order, on which pages, with which files."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from exports.cache import Cache
from exports.compose import Composition, compose
from exports.names import utf16_length
from exports.press import Press
from exports.typeset.faces import Faces
from ledger.kept_files import KeptFile
from ledger.records import Attachment, Record
from ledger.snapshot import Snapshot
from tests.exports.scans import picture
from tests.ledger.snapshots import complete, filled, record, snapshot

FACES = Faces.bundled()


def composed(given: Snapshot, formats: tuple[str, ...] = ("docx", "pdf", "xlsx"), gaps: bool = True) -> Composition:
    """The submission laid out; its files are gone with the cache, all else is known."""
    with tempfile.TemporaryDirectory() as folder:
        return compose(given, Press(FACES, Cache(Path(folder)), bundled_only=True, workers=1), formats, gaps)


def files(composition: Composition) -> list[str]:
    return [leaf.file for leaf in composition.leaves if leaf.item]


def photo(name: str, normal: Path) -> Attachment:
    return Attachment(
        name, "m", "photo", name, "0" * 64, "image/jpeg", 1, 1, KeptFile(Path("original.jpg")), KeptFile(normal)
    )


def test_items_alone_are_numbered_from_1_and_each_stands_where_its_place_says() -> None:
    composition = composed(snapshot(*complete().values()))
    first = 1
    for leaf in composition.leaves:
        if leaf.item:
            place = composition.places[leaf.paper.key]
            assert (place.first, place.pages, place.file) == (first, leaf.pages, leaf.file)
            first += leaf.pages
    assert composition.pages == first - 1 == sum(place.pages for place in composition.places.values())


ARCHIVE = ["02_全引目录", "03_装盒表", "04_案卷封面", "05_盒内备考表", "06_盒面签", "07_盒脊签"]


def test_the_order_is_cover_index_volumes_notes_and_what_is_not_bound_comes_last() -> None:
    composition = composed(snapshot(*complete().values()))
    keys = [leaf.paper.key for leaf in composition.leaves if leaf.bound]
    assert keys[:4] == ["cover", "index", "divider:01", "index:01"]
    assert keys[-1] == "notes"
    apart = [leaf for leaf in composition.leaves if not leaf.bound]
    assert list(composition.leaves[-len(apart) :]) == apart
    assert apart[-1].paper.key == "gaps"
    assert all(leaf.file.startswith("归档/") for leaf in apart[:-1])
    assert [leaf.paper.key for leaf in composed(snapshot(), gaps=False).leaves] == ["cover", "index", "notes"]


def test_the_papers_of_the_archive_are_in_a_folder_of_their_own() -> None:
    composition = composed(snapshot(*complete().values()))
    names = [leaf.file.removeprefix("归档/") for leaf in composition.leaves if leaf.file.startswith("归档/")]
    assert names == sorted(names)
    assert [name for name in names if not name.startswith("01_")] == ARCHIVE
    assert all(name.startswith("01_归档文件目录_") for name in names[:-6])


def test_the_cover_tells_the_pages_of_the_whole() -> None:
    composition = composed(snapshot(*complete().values()))
    said = [getattr(block, "text", "") for block in composition.leaves[0].paper.blocks]
    assert f"共{len(composition.volumes)}卷　{len(composition.places)}件　{composition.pages}页" in said


def test_an_index_that_grows_over_a_page_moves_no_number() -> None:
    few, many = (
        composed(snapshot(*(filled("filed_paper", f"p{number}", title=f"第{number}份材料") for number in range(count))))
        for count in (3, 60)
    )
    assert len(few.leaves[1].made.sides) == 1 < len(many.leaves[1].made.sides)
    places = list(many.places.values())
    assert places[0].first == 1
    assert [place.first for place in places[:3]] == [place.first for place in few.places.values()][:3]
    assert all(after.first == place.first + place.pages for place, after in pairwise(places))


def test_every_item_has_a_number_of_its_own_with_the_count_of_its_scans() -> None:
    composition = composed(snapshot(*complete().values()))
    items = [leaf for leaf in composition.leaves if leaf.item]
    assert [leaf.paper.mark for leaf in items if leaf.volume and leaf.volume.no == "02"][:2] == ["02-0001", "02-0002"]
    assert len({leaf.paper.mark for leaf in items}) == len(items)
    for leaf in items:
        assert leaf.paper.follows == sum(scan.pages for scan in leaf.scans)
    assert not [leaf for leaf in composition.leaves if leaf.paper.mark and not leaf.item]


def test_a_second_composition_makes_no_paper_anew(tmp_path: Path) -> None:
    given, cache = snapshot(*complete().values()), Cache(tmp_path)
    first, second = (Press(FACES, cache, bundled_only=True, workers=1) for _ in range(2))
    cold, warm = compose(given, first), compose(given, second)
    assert len(first.made) == len(cold.leaves)
    assert second.made == []
    assert warm == cold


def test_every_piece_of_work_is_said_before_it_is_done(tmp_path: Path) -> None:
    given, said = snapshot(filled("campaign_plan", "plan")), []
    for _ in range(2):
        compose(given, Press(FACES, Cache(tmp_path), bundled_only=True, workers=1), step=said.append)
    titles = [words.partition("：")[2] for words in said]
    half = len(said) // 2
    assert titles[:half] == titles[half:]
    assert {words.partition("：")[0] for words in said[:half]} == {"排版"}
    assert {words.partition("：")[0] for words in said[half:]} == {"沿用"}


@pytest.mark.parametrize(
    ("formats", "master", "plan", "register"),
    [
        (("docx", "pdf", "xlsx"), ("docx", "pdf", "xlsx"), ("docx", "pdf"), ("docx", "pdf", "xlsx")),
        (("docx",), ("docx",), ("docx",), ("docx",)),
        (("xlsx",), ("xlsx",), (), ("xlsx",)),
    ],
)
def test_only_lists_are_spreadsheets_and_the_index_names_no_file_that_is_not_written(
    formats: tuple[str, ...], master: tuple[str, ...], plan: tuple[str, ...], register: tuple[str, ...]
) -> None:
    composition = composed(snapshot(filled("campaign_plan", "plan"), filled("opinion", "o")), formats)
    written = {leaf.paper.key: leaf.formats for leaf in composition.leaves}
    assert (written["index"], written["record:plan"], written["register:opinion"]) == (master, plan, register)
    assert written["cover"] == ()
    for key, place in composition.places.items():
        assert bool(place.file) == bool(written[key])


def test_two_items_of_one_number_and_title_have_files_of_their_own() -> None:
    twins = [filled("filed_paper", uid, title="材料", item_no=3, files=("annex:单.pdf",)) for uid in ("a", "b")]
    composition = composed(snapshot(*twins))
    assert [name.rpartition("/")[2] for name in files(composition)[:2]] == ["0003_材料", "0003_2_材料"]
    extras = [name.rpartition("/")[2] for leaf in composition.leaves for name, _ in leaf.extras]
    assert extras == ["0003-01_单.pdf", "0003_2-01_单.pdf"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("CON", "0001_CON"),
        ("..", "0001_"),
        ("a/b", "0001_a_b"),
        ("说明：“一”<二>", "0001_说明：“一”＜二＞"),
        ("题" * 200, "0001_" + "题" * 55),
    ],
)
def test_any_title_makes_a_safe_file_name(title: str, name: str) -> None:
    file = files(composed(snapshot(filled("filed_paper", "p", title=title))))[0]
    assert file.rpartition("/")[2] == name
    assert utf16_length(file + ".docx") <= 120


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("材料" * 60 + ".PDF", "0001-01_" + "材料" * 18 + ".pdf"),
        ("6.11会议", "0001-01_6.11会议.pdf"),
        ("..pdf", "0001-01_未命名.pdf"),
    ],
)
def test_the_original_keeps_the_suffix_it_opens_with(given: str, kept: str) -> None:
    paper = filled("filed_paper", "p", files=())
    scan = Attachment("s", "p", "signed", given, "0" * 64, "application/pdf", 1, 1, KeptFile(Path("ab.pdf")), None)
    (extra,) = composed(snapshot(replace(paper, attachments=(scan,)))).leaves[4].extras
    assert extra[0].rpartition("/")[2] == kept


def meeting_with(*photos: Attachment) -> Record:
    rows = [{"file": "会场.jpg", "time": "6月10日", "place": "会议室", "theme": "会场"}]
    return replace(record("meeting", "m", title="学习会", date="6月10日", photos=rows), attachments=photos)


def test_a_photo_that_stands_in_the_paper_is_not_bound_again_and_any_other_is(tmp_path: Path) -> None:
    for name in ("red", "blue"):
        (tmp_path / f"{name}.jpg").write_bytes(picture(name))
    shown, other = photo("会场.jpg", tmp_path / "red.jpg"), photo("会后.jpg", tmp_path / "blue.jpg")
    composition = composed(snapshot(meeting_with(shown, other)))
    leaf = next(leaf for leaf in composition.leaves if leaf.paper.key == "record:m")
    assert leaf.scans == (other,)
    assert [attachment for _, attachment in leaf.extras] == [shown, other]


def test_the_files_of_every_entry_of_a_register_follow_it_in_order() -> None:
    entries = [filled("opinion", f"o{number}", number=number, files=(f"annex:{number}.pdf",)) for number in (1, 2, 3)]
    composition = composed(snapshot(*entries))
    (leaf,) = [leaf for leaf in composition.leaves if leaf.paper.key == "register:opinion"]
    assert [scan.name for scan in leaf.scans] == ["1.pdf", "2.pdf", "3.pdf"]
    assert leaf.pages == len(leaf.made.sides) + 3
