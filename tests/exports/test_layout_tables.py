"""Ruled tables and forms, charts and pictures on sheets: whole rows, closed rules, repeated heads, nothing lost."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from PIL import Image

from exports.page import (
    Align,
    Bar,
    Bars,
    Block,
    Column,
    Grid,
    Link,
    Pairs,
    Paper,
    Paragraph,
    Picture,
    Table,
)
from exports.typeset.faces import Faces, Role
from exports.typeset.layout import lay_out
from exports.typeset.layout.figures import UnreadablePicture
from exports.typeset.sheets import MM, Area, Drawing, Mark, Rule, Shade, Sheet, Words

LONG = "窗口人员对办事流程不熟悉，群众等候时间超过二十分钟——须在5个工作日内整改；" * 140
COLUMNS = (Column("序号", 1, Align.CENTER), Column("问题", 4), Column("整改措施", 6), Column("责任人", 2))


def laid(*blocks: Block, grid: Grid = Grid.FORM) -> tuple[Sheet, ...]:
    return lay_out(Paper("k", "题名", blocks, grid), Faces.bundled())


def said(marks: Sequence[Mark]) -> str:
    return "".join("".join(mark.text for mark in marks if isinstance(mark, Words)).split())


def body(sheets: Sequence[Sheet]) -> str:
    return "".join(said(sheet.marks) for sheet in sheets)


def level(sheet: Sheet) -> list[Rule]:
    return [mark for mark in (*sheet.marks, *sheet.repeated) if isinstance(mark, Rule) and mark.y0 == mark.y1]


def upright(sheet: Sheet) -> list[Rule]:
    return [mark for mark in (*sheet.marks, *sheet.repeated) if isinstance(mark, Rule) and mark.x0 == mark.x1]


def rows(count: int) -> tuple[tuple[str, ...], ...]:
    return tuple((str(number), f"第{number}个问题", f"措施{number}", "李明远") for number in range(1, count + 1))


def test_cells_are_read_row_by_row_and_line_by_line() -> None:
    (sheet,) = laid(Table(COLUMNS, (("1", "问" * 40, "措" * 60, "李明远"), ("2", "甲", "乙", "丙")), "第一季度"))
    assert said(sheet.marks) == "第一季度序号问题整改措施责任人1" + "问" * 40 + "措" * 60 + "李明远2甲乙丙"


def test_the_columns_fill_the_text_area_by_their_shares() -> None:
    (sheet,) = laid(Table(COLUMNS, rows(2)))
    edges = sorted({round((rule.x0 - 25 * MM) / (170 * MM), 4) for rule in upright(sheet)})
    assert edges == [round(share / 13, 4) for share in (0, 1, 5, 11, 13)]


def test_each_rule_is_drawn_once_in_one_piece() -> None:
    (sheet,) = laid(Table(COLUMNS, rows(3)))
    assert len(upright(sheet)) == 5
    assert len(level(sheet)) == 5
    assert {round(rule.y0 - rule.y1) for rule in upright(sheet)} == {4 * 21}


def test_the_head_stands_again_on_every_page_apart_from_the_text() -> None:
    sheets = laid(Table(COLUMNS, rows(100)))
    assert len(sheets) > 2
    assert [said(sheet.repeated) for sheet in sheets] == ["", *["序号问题整改措施责任人"] * (len(sheets) - 1)]
    assert body(sheets) == "序号问题整改措施责任人" + "".join("".join(row) for row in rows(100))
    for sheet in sheets:
        assert not any(said(sheet.marks).startswith(cell) for cell in ("第", "措施", "李"))


def test_a_cell_of_5000_characters_goes_over_pages_and_nothing_is_lost() -> None:
    assert len(LONG) > 5000
    sheets = laid(Table(COLUMNS, (*rows(1), ("2", "问题", LONG, "王晓岚"), ("3", "甲", "乙", "丙"))))
    assert len(sheets) > 3
    text = body(sheets).replace("王晓岚", "")
    assert text == "序号问题整改措施责任人" + "".join(rows(1)[0]) + "2问题" + LONG + "3甲乙丙"


def test_a_long_value_of_a_form_goes_over_pages_between_closed_rules() -> None:
    sheets = laid(Pairs(((("会议名称", "动员会"),), (("内容", LONG),))))
    assert len(sheets) > 2
    assert body(sheets) == "会议名称动员会内容" + LONG
    for sheet in sheets:
        words = [mark for mark in sheet.marks if isinstance(mark, Words)]
        heights = [rule.y0 for rule in level(sheet)]
        assert max(heights) > max(word.y + word.size * 0.8 for word in words)
        assert min(heights) < min(word.y for word in words)
        assert min(heights) >= (15 + 7) * MM - 0.1
        assert {round(min(rule.y1 for rule in upright(sheet)), 1)} == {round(min(heights), 1)}


def test_a_row_lower_than_a_third_of_the_page_is_moved_whole() -> None:
    filler = Paragraph("国" * 40 * 30, indent=0)
    sheets = laid(filler, Table(COLUMNS, (("1", "问", "措" * 150, "李明远"),) * 3))
    assert len(sheets) == 2
    assert all(said(sheet.marks).count("措" * 150) == said(sheet.marks).count("问措") for sheet in sheets)


def test_a_caption_and_a_head_stay_with_the_first_row() -> None:
    for filled in range(28, 35):
        sheets = laid(Paragraph("国" * 40 * filled, indent=0), Table(COLUMNS, rows(1), "整改台帐"))
        assert any("整改台帐序号问题整改措施责任人1第1个问题" in said(sheet.marks) for sheet in sheets)
        assert all(not sheet.repeated for sheet in sheets)


def test_newlines_in_a_cell_are_kept_and_short_cells_stand_in_the_middle() -> None:
    (sheet,) = laid(Table(COLUMNS, (("1", "甲\n乙\n丙", "措施", "李明远"),)))
    places = {mark.text: mark.y for mark in sheet.marks if isinstance(mark, Words)}
    assert places["甲"] - places["乙"] == pytest.approx(15)
    assert places["乙"] == pytest.approx(places["措施"]) == pytest.approx(places["1"])


def test_eight_narrow_columns_keep_their_words_between_their_rules() -> None:
    columns = tuple(
        Column(head, 1) for head in ("序号", "登记日期", "意见来源", "内容", "承办人", "期限", "结果", "备注")
    )
    cells = (
        "100",
        "2015-06-11",
        "意见箱",
        "abcdefghijklmnopqrstuvwxyz" * 2,
        "欧阳建国",
        "2015年6月30日前",
        "已办结",
        "无",
    )
    (sheet,) = laid(Table(columns, (cells,)))
    assert said(sheet.marks) == "".join(column.head for column in columns) + "".join(cells)
    edges = sorted({round(rule.x0, 2) for rule in upright(sheet)})
    for mark in sheet.marks:
        if isinstance(mark, Words):
            width = sum(Faces.bundled().pick(role, ch)[1] for role, ch in _drawn(mark)) * mark.size
            column = sum(edge <= mark.x for edge in edges) - 1
            assert mark.x + width + mark.spacing * (len(mark.text) - 1) <= edges[column + 1] + 0.01


def _drawn(mark: Words) -> list[tuple[Role, str]]:
    faces = Faces.bundled()
    role = Role.HEI if mark.font == faces.pick(Role.HEI, "国")[0] else Role.BODY
    return [(role, ch) for ch in mark.text]


def test_a_total_row_is_set_in_the_face_of_heads() -> None:
    (sheet,) = laid(Table(COLUMNS, (*rows(1), ("合计", "共1件", "", "")), total=True))
    fonts = {mark.text: mark.font for mark in sheet.marks if isinstance(mark, Words)}
    assert fonts["合计"] == fonts["序号"] != fonts["李明远"]


def test_a_link_covers_its_row_on_every_page_of_it() -> None:
    links = (None, Link("meeting-1"), Link("meeting-2"))
    sheets = laid(Table(COLUMNS, (*rows(2), ("3", "问题", LONG, "王晓岚")), links=links))
    areas = [[mark for mark in sheet.marks if isinstance(mark, Area)] for sheet in sheets]
    assert [area.target for area in areas[0]] == ["meeting-1", "meeting-2"]
    assert all([area.target for area in found] == ["meeting-2"] for found in areas[1:])
    first = areas[0][0]
    assert (first.x, first.width, first.height) == pytest.approx((25 * MM, 170 * MM, 21))


def test_a_form_sets_two_pairs_side_by_side() -> None:
    (sheet,) = laid(Pairs(((("时间", "3月11日"), ("地点", "三楼会议室")), (("缺席", ""),))))
    assert said(sheet.marks) == "时间3月11日地点三楼会议室缺席"
    places = {mark.text: mark.x for mark in sheet.marks if isinstance(mark, Words)}
    assert places["三楼会议室"] > places["地点"] > (25 + 85) * MM
    assert len({round(mark.y) for mark in sheet.marks if isinstance(mark, Words)}) == 2


def test_the_grey_of_a_bar_is_its_share_of_the_frame() -> None:
    bars = Bars("各组得分", (Bar("领导", 50, "50分"), Bar("代表", 120, "120分"), Bar("公众", -1, "-1分")))
    (sheet,) = laid(bars)
    assert said(sheet.marks) == "各组得分领导50分代表120分公众-1分"
    half, whole, none = [mark.width for mark in sheet.marks if isinstance(mark, Shade)]
    assert half == pytest.approx(whole / 2)
    assert none == 0
    assert max(rule.x1 - rule.x0 for rule in level(sheet)) == pytest.approx(whole)


def jpeg(width: int, height: int) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (width, height), (200, 210, 220)).save(stream, "JPEG")
    return stream.getvalue()


@pytest.mark.parametrize(("width", "height"), [(400, 300), (300, 400), (1000, 10), (10, 1000)])
def test_a_picture_keeps_its_proportions_and_its_caption(width: int, height: int) -> None:
    filler = Paragraph("国" * 40 * 33, indent=0)
    sheets = laid(filler, Picture(jpeg(width, height), "动员大会现场", height_mm=900))
    (drawing,) = [mark for mark in sheets[-1].marks if isinstance(mark, Drawing)]
    assert drawing.width / drawing.height == pytest.approx(width / height)
    assert drawing.width <= 140 * MM + 0.01
    assert said(sheets[-1].marks).endswith("动员大会现场")
    captions = [mark.y for mark in sheets[-1].marks if isinstance(mark, Words) and "动员" in mark.text]
    assert captions[0] < drawing.y


def test_a_damaged_picture_is_named() -> None:
    with pytest.raises(UnreadablePicture, match="动员大会现场"):
        laid(Picture(b"no picture", "动员大会现场"))
