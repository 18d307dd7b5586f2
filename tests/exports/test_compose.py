"""The submission laid out: which papers, in which order, on which pages, with which files."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from exports.compose import Composition, compose
from exports.errors import NotWhole
from exports.names import utf16_length
from exports.typeset.faces import Faces
from ledger.records import Attachment, Record
from ledger.snapshot import Snapshot
from tests.exports.scans import picture
from tests.ledger.snapshots import complete, filled, record, snapshot

FACES = Faces.bundled()


def composed(given: Snapshot, formats: tuple[str, ...] = ("docx", "pdf", "xlsx"), gaps: bool = True) -> Composition:
    return compose(given, FACES, formats, gaps)


def files(composition: Composition) -> list[str]:
    return [leaf.file for leaf in composition.leaves if leaf.item]


def photo(name: str, normal: Path) -> Attachment:
    return Attachment(name, "m", "photo", name, "0" * 64, "image/jpeg", 1, 1, Path("original.jpg"), normal)


def test_pages_run_on_from_the_cover_and_each_item_stands_where_its_place_says() -> None:
    composition = composed(snapshot(*complete().values()))
    first = 1
    for leaf in composition.leaves:
        if leaf.item:
            place = composition.places[leaf.paper.key]
            assert (place.first, place.pages, place.file) == (first, leaf.pages, leaf.file)
        first += leaf.pages if leaf.bound else 0
    assert composition.pages == first - 1


def test_the_order_is_cover_index_volumes_notes_and_the_gap_list_is_not_bound() -> None:
    composition = composed(snapshot(*complete().values()))
    keys = [leaf.paper.key for leaf in composition.leaves]
    assert keys[:4] == ["cover", "index", "divider:01", "index:01"]
    assert keys[-2:] == ["notes", "gaps"]
    assert [leaf.paper.key for leaf in composition.leaves if not leaf.bound] == ["gaps"]
    assert [leaf.paper.key for leaf in composed(snapshot(), gaps=False).leaves] == ["cover", "index", "notes"]


def test_the_cover_tells_the_pages_of_the_whole() -> None:
    composition = composed(snapshot(*complete().values()))
    said = [getattr(block, "text", "") for block in composition.leaves[0].paper.blocks]
    assert f"共{len(composition.volumes)}卷　{len(composition.places)}件　{composition.pages}页" in said


def test_an_index_that_grows_over_a_page_moves_every_item_behind_it() -> None:
    many = [filled("filed_paper", f"p{number}", title=f"第{number}份材料") for number in range(60)]
    composition = composed(snapshot(*many))
    assert len(composition.leaves[1].sheets) > 1
    places = list(composition.places.values())
    assert places[0].first == 1 + sum(leaf.pages for leaf in composition.leaves[:4])
    assert all(after.first == place.first + place.pages for place, after in pairwise(places[:-1]))


def test_page_numbers_that_do_not_settle_are_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("exports.compose._ROUNDS", 1)
    with pytest.raises(NotWhole, match="页号没有排定"):
        composed(snapshot(*complete().values()))


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
    (file, _) = files(composed(snapshot(filled("filed_paper", "p", title=title))))
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
    scan = Attachment("s", "p", "signed", given, "0" * 64, "application/pdf", 1, 1, Path("ab.pdf"), None)
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
    assert leaf.pages == len(leaf.sheets) + 3
