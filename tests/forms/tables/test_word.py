"""The tables of a Word document are read as they are seen: captions, merged cells, numbered lists, nested tables."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.sheet_cells import NotASpreadsheet, Table
from forms.tables.word import document_tables
from tests.forms.tables.documents import GOOD, HEADS, table_in

PATH = Path("意见.docx")


def tables(made: Any) -> tuple[Table, ...]:
    """The tables of a document, by way of its bytes."""
    buffer = io.BytesIO()
    made.save(buffer)
    return document_tables(PATH, buffer.getvalue())


def rows(table: Table) -> list[list[str]]:
    """The words of a table, "" for blank cells up to the last filled one."""
    wide = max((max(row) for row in table.grid.values()), default=0)
    return [
        [table.grid.get(number, {})[column].value if column in table.grid.get(number, {}) else "" for column in
         range(1, wide + 1)]
        for number in range(1, max(table.grid, default=0) + 1)
    ]  # fmt: skip


def test_each_table_is_called_by_the_heading_above_it_else_by_the_words() -> None:
    made = docx.Document()
    made.add_heading("意见台帐", 2)
    made.add_paragraph("单位：第五税务分局")
    table_in(made, HEADS, GOOD)
    made.add_paragraph("表二 走访")
    made.add_paragraph("")
    table_in(made, ("走访对象",), ("某公司",))
    table_in(made, ("甲",))
    found = tables(made)
    assert [(table.number, table.title) for table in found] == [(1, "意见台帐"), (2, "表二 走访"), (3, "")]
    assert rows(found[0]) == [list(HEADS), list(GOOD)]
    assert found[0].place(2) == "第2"


def test_merged_cells_stand_in_each_of_their_places() -> None:
    made = docx.Document()
    table = table_in(
        made, ("序号", "基本情况", "", "备注"), ("", "日期", "来源", ""), ("1", "7月2日", "走访", ""), ("2",)
    )
    for first, last in (((0, 0), (1, 0)), ((0, 1), (0, 2)), ((0, 3), (1, 3)), ((2, 1), (3, 1)), ((2, 2), (3, 3))):
        table.cell(*first).merge(table.cell(*last))
    (found,) = tables(made)
    assert [[words.strip() for words in row] for row in rows(found)] == [
        ["序号", "基本情况", "基本情况", "备注"],
        ["序号", "日期", "来源", "备注"],
        ["1", "7月2日", "走访", "走访"],
        ["2", "7月2日", "走访", "走访"],
    ]
    assert found.grid[1][2] is found.grid[1][3]


def test_cells_left_out_at_the_side_and_merged_the_old_way() -> None:
    made = docx.Document()
    table = table_in(made, ("一", "二", "三"), ("", "乙", "丙"))
    row = table.rows[1]._tr
    row.remove(row.findall(qn("w:tc"))[0])
    row.get_or_add_trPr().append(parse_xml(f'<w:gridBefore {nsdecls("w")} w:val="1"/>'))
    row.findall(qn("w:tc"))[1].get_or_add_tcPr().append(parse_xml(f"<w:hMerge {nsdecls('w')}/>"))
    assert rows(tables(made)[0]) == [["一", "二", "三"], ["", "乙", "乙"]]


def test_nested_tables_are_tables_of_their_own() -> None:
    made = docx.Document()
    outer = table_in(made, ("填表说明", ""))
    cell = outer.cell(0, 1)
    cell.text = "见下表"
    table_in(cell, HEADS, GOOD)
    first, second = tables(made)
    assert rows(first) == [["填表说明", "见下表"]]
    assert rows(second) == [list(HEADS), list(GOOD)]
    assert second.title == "见下表"


def test_only_what_is_seen_is_read() -> None:
    made = docx.Document()
    table = table_in(made, ("甲", "乙", "丙", "丁"))
    w = nsdecls("w")
    paragraphs = [cell.paragraphs[0] for cell in table.rows[0].cells]
    paragraphs[0].add_run("藏").font.hidden = True
    paragraphs[1]._p.append(parse_xml(f"<w:del {w}><w:r><w:delText>删</w:delText></w:r></w:del>"))
    paragraphs[2]._p.append(parse_xml(f"<w:ins {w}><w:r><w:t>添</w:t><w:br/><w:t>行</w:t></w:r></w:ins>"))
    paragraphs[3]._p.append(
        parse_xml(f"<w:sdt {w}><w:sdtContent><w:r><w:noBreakHyphen/><w:t>控件</w:t></w:r></w:sdtContent></w:sdt>")
    )
    assert rows(tables(made)[0]) == [["甲", "乙", "丙添\n行", "丁-控件"]]


def test_a_row_that_was_deleted_while_changes_were_tracked_is_not_read() -> None:
    made = docx.Document()
    table = table_in(made, ("姓名", "职务"), ("甲", "科员"), ("乙", "科员"))
    w = nsdecls("w")
    table.rows[1]._tr.get_or_add_trPr().append(parse_xml(f'<w:del {w} w:id="1" w:author="沈文君"/>'))
    table.rows[2]._tr.get_or_add_trPr().append(parse_xml(f'<w:ins {w} w:id="2" w:author="沈文君"/>'))
    assert rows(tables(made)[0]) == [["姓名", "职务"], ["", ""], ["乙", "科员"]]


def test_numbers_that_word_writes_itself_are_read_where_a_cell_holds_nothing_else() -> None:
    made = docx.Document()
    table = table_in(made, ("序号", "姓名"), ("", "甲"), ("", "乙"), ("9", "丙"))
    for row in table.rows[1:]:
        paragraph = row.cells[0].paragraphs[0]._p
        numbering = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="{_decimal(made)}"/></w:numPr>'
        paragraph.get_or_add_pPr().append(parse_xml(numbering))
    assert rows(tables(made)[0]) == [["序号", "姓名"], ["1", "甲"], ["2", "乙"], ["9", "丙"]]


def _decimal(made: Any) -> str:
    """The id of a list of the document's model that is numbered by digits."""
    numbering = made.part.numbering_part.element
    for each in numbering.findall(qn("w:num")):
        wanted = each.find(qn("w:abstractNumId")).get(qn("w:val"))
        model = next(a for a in numbering.findall(qn("w:abstractNum")) if a.get(qn("w:abstractNumId")) == wanted)
        if model.find(f"{qn('w:lvl')}/{qn('w:numFmt')}").get(qn("w:val")) == "decimal":
            return str(each.get(qn("w:numId")))
    raise AssertionError("the model has no numbered list")


TEXT = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), whitelist_characters="\n\t", blacklist_characters="\ufffe\uffff"),
    max_size=30,
)


@settings(max_examples=40)
@given(cells=st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=4))
def test_any_text_comes_back(cells: list[tuple[str, str]]) -> None:
    made = docx.Document()
    table_in(made, ("序号", "备注"), *cells)
    grid = tables(made)[0].grid
    for number, row in enumerate(cells, 2):
        kept = {place: words for place, words in enumerate(row, 1) if words.strip()}
        assert {place: cell.value for place, cell in grid.get(number, {}).items()} == kept


def test_a_document_without_a_table_is_told() -> None:
    with pytest.raises(NotASpreadsheet, match="文档里没有表格"):
        tables(docx.Document())
