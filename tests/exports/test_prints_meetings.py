from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from exports.page import PageBreak, Photos, Table
from exports.papers.meeting import photos
from exports.papers.prints import NothingToPrint, Wishes
from exports.papers.prints.photo_sheets import photo_sheets
from exports.papers.prints.signing_in import sign_in
from exports.typeset.faces import Faces
from exports.typeset.layout import lay_out
from ledger.kept_files import KeptFile
from ledger.records import Attachment, Record
from tests.exports.prints import jpeg, said, tables
from tests.ledger.snapshots import record, snapshot

MEETING = {"title": "动员会", "date": "5月15日", "start": "14:30", "place": "三楼会议室", "host": "林晓岚"}


def photo(folder: Path, name: str, size: tuple[int, int]) -> Attachment:
    (folder / name).write_bytes(jpeg(*size))
    return Attachment(
        name, "m", "photo", name, "0" * 64, "image/jpeg", 1, 1, KeptFile(folder / name), KeptFile(folder / name)
    )


def meeting(folder: Path, count: int) -> Record:
    """A meeting with photos of all shapes, only the first of them captioned."""
    caption = {"file": "1.jpg", "time": "5月16日", "place": "大厅", "people": "全体干部", "theme": "宣誓"}
    sizes = ((1200, 800), (800, 1200), (1600, 500), (500, 1600))
    attached = tuple(photo(folder, f"{number + 1}.jpg", sizes[number % 4]) for number in range(count))
    return replace(record("meeting", "m", photos=[caption], **MEETING), attachments=attached)


def test_everyone_expected_stands_on_the_sheet_with_unit_and_post_and_guests_have_lines() -> None:
    people = (
        record("person", "p1", name="林晓岚", post="分局长", state="在岗"),
        record("person", "p2", name="钱望舒", post="主任", state="外单位"),
    )
    held = record("meeting", "m", expected="林晓岚、钱望舒、马临川", **MEETING)
    (paper,) = sign_in(snapshot(held, *people), held, Wishes())
    (table,) = tables(paper)
    assert paper.title == "动员会签到表"
    assert table.rows[0] == ("1", "林晓岚", "第五税务分局", "分局长", "", "")
    assert table.rows[1] == ("2", "钱望舒", "", "主任", "", "")
    assert table.rows[2] == ("3", "马临川", "", "", "", "")
    assert [row[0] for row in table.rows[3:]] == ["4", "5", "6", "7", "8", "9"]
    assert not any(cell for row in table.rows[3:] for cell in row[1:])
    assert "应到3人" in said(paper) and "时间：14:30" in said(paper)


def test_there_is_room_to_sign_and_the_head_stands_again_on_the_next_sheet() -> None:
    names = "、".join(f"人员{number}" for number in range(40))
    held = record("meeting", "m", expected=names, **MEETING)
    (paper,) = sign_in(snapshot(held), held, Wishes())
    assert tables(paper)[0].row_mm >= 9
    first, *later = lay_out(paper, Faces.bundled())
    assert not first.repeated and later and all(sheet.repeated for sheet in later)


def test_a_sheet_without_a_meeting_is_one_blank_page() -> None:
    (paper,) = sign_in(snapshot(), None, Wishes())
    assert len(lay_out(paper, Faces.bundled())) == 1
    assert "应到＿＿人" in said(paper)
    assert not any(cell for row in tables(paper)[0].rows for cell in row[1:])


@pytest.mark.parametrize(
    ("count", "per", "sheets"), [(4, 4, 1), (5, 4, 2), (6, 6, 1), (7, 6, 2), (12, 6, 2), (1, 4, 1)]
)
def test_a_sheet_holds_as_many_photos_as_asked_for(tmp_path: Path, count: int, per: int, sheets: int) -> None:
    held = meeting(tmp_path, count)
    (paper,) = photo_sheets(snapshot(held), held, Wishes(per=per))
    assert len(lay_out(paper, Faces.bundled())) == sheets
    assert sum(len(block.pictures) for block in paper.blocks if isinstance(block, Photos)) == count
    assert not isinstance(paper.blocks[-1], PageBreak)


def test_a_caption_says_when_where_who_what_and_why_and_the_meeting_fills_in(tmp_path: Path) -> None:
    held = meeting(tmp_path, 2)
    (paper,) = photo_sheets(snapshot(held), None, Wishes())
    first, second = next(block for block in paper.blocks if isinstance(block, Photos)).pictures
    assert first.caption == "时间：2015年5月16日\n地点：大厅\n人物：全体干部\n主题：宣誓\n事由：动员会"
    assert second.caption == "时间：2015年5月15日\n地点：三楼会议室\n事由：动员会"


def test_a_ledger_without_photos_has_no_sheets() -> None:
    with pytest.raises(NothingToPrint, match="先给会议添加照片"):
        photo_sheets(snapshot(record("meeting", "m", **MEETING)), None, Wishes())


def test_the_record_shows_attached_photos_and_lists_the_captions_of_the_others(tmp_path: Path) -> None:
    rows = [{"file": "1.jpg", "theme": "宣誓"}, {"file": "丢失.jpg", "theme": "签字"}]
    held = replace(record("meeting", "m", photos=rows, **MEETING), attachments=(photo(tmp_path, "1.jpg", (1200, 800)),))
    captions, shown = photos(held)
    assert isinstance(shown, Photos) and isinstance(captions, Table)
    assert [picture.caption.split("\n")[-2:] for picture in shown.pictures] == [["主题：宣誓", "事由：动员会"]]
    assert [row[1] for row in captions.rows] == ["丢失.jpg"]
