"""A drafted report on paper: numbered headings, open places in 黑体 in both files, the sources never printed."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

from exports.page import Block, Heading, Imprint, Letterhead, Paper, Paragraph, Title
from exports.papers import paper_of
from exports.to_docx import write_docx
from exports.typeset.faces import Faces, Role
from exports.typeset.layout import lay_out
from exports.typeset.sheets import Words
from ledger.filing import arrange
from ledger.records import Record
from tests.exports.office import to_pdf_as_word_spaces_it
from tests.exports.official import pages, printed
from tests.ledger.snapshots import filled, snapshot

SAID = "全年召开会议15次，累计到会189人次。"
LEFT = "【待补：服务办件情况，台帐在这一时段没有登记】"
CHAPTERS = [
    {"title": "组织领导情况", "text": SAID},
    {"title": "二、服务办件情况", "text": f"{SAID}\n{LEFT}"},
]
SOURCES = [{"chapter": "组织领导情况", "figure": "出处里的数字", "kind": "会议记录", "count": "15"}]


def report(**changes: Any) -> Record:
    values = {
        "title": "2015年度创建活动工作总结",
        "sort": "年度总结",
        "period": "2015年度",
        "issued": "2015年12月28日",
        "addressee": "海滨市税务局",
        "opening": "现将有关情况报告如下。",
        "chapters": CHAPTERS,
        "ending": "特此报告。",
        "sources": SOURCES,
    }
    return filled("work_report", "report", **{**values, **changes})


def paper(**changes: Any) -> Paper:
    shot = snapshot(report(**changes))
    item = next(item for volume in arrange(shot) for item in volume.items if item.record == "report")
    return paper_of(shot, item)


def headings(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Heading)]


def test_chapters_are_numbered_whatever_the_clerk_wrote_before_them() -> None:
    assert headings(paper().blocks) == ["一、组织领导情况", "二、服务办件情况"]
    many = [{"title": f"第{number}项工作", "text": SAID} for number in range(1, 18)]
    assert headings(paper(chapters=many).blocks)[14:] == ["十五、第15项工作", "16、第16项工作", "17、第17项工作"]


def test_it_is_a_report_to_a_higher_body() -> None:
    blocks = paper(doc_no="海税五〔2015〕21号", signer="林晓岚").blocks
    assert isinstance(blocks[0], Letterhead) and blocks[0].signer == "林晓岚"
    assert isinstance(blocks[-1], Imprint)
    texts = [block.text for block in blocks if isinstance(block, Paragraph)]
    assert texts[0] == "海滨市税务局：" and texts[-1] == "2015年12月28日"
    assert "特此报告。" in texts
    assert isinstance(paper().blocks[0], Title)


def test_open_places_alone_are_set_in_hei() -> None:
    blocks = [block for block in paper().blocks if isinstance(block, Paragraph)]
    assert [block.text for block in blocks if block.strong] == [LEFT]
    made = paper()
    marks = [mark for sheet in lay_out(made, Faces.bundled()) for mark in sheet.marks if isinstance(mark, Words)]
    fonts = {words: {mark.font for mark in marks if words in mark.text} for words in ("待补", "组织领导", "全年")}
    assert fonts["待补"] == fonts["组织领导"] != fonts["全年"]


def test_the_docx_marks_them_too_and_prints_no_source() -> None:
    stream = io.BytesIO()
    write_docx(paper(), Faces.bundled(), stream)
    xml = zipfile.ZipFile(stream).read("word/document.xml").decode()
    assert "出处里的数字" not in xml
    said, left = (next(run for run in re.findall(r"<w:r>.*?</w:r>", xml) if words in run) for words in ("全年", "待补"))
    family = Faces.bundled().family(Role.HEI)
    assert family in left and family not in said


@pytest.mark.tool("soffice")
def test_both_programs_break_the_lines_alike(tmp_path: Path) -> None:
    long = [{"title": "组织领导情况", "text": "\n".join([SAID * 4, LEFT * 2, SAID * 3])}] * 6
    made = paper(chapters=long)
    with (tmp_path / "report.docx").open("wb") as stream:
        write_docx(made, Faces.bundled(), stream)
    to_pdf_as_word_spaces_it(tmp_path, tmp_path / "report.docx")
    shown = pages((tmp_path / "report.pdf").read_bytes())
    assert [page.lines() for page in shown] == [page.lines() for page in printed(made)]
