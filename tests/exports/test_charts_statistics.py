"""The diagrams of the statement: bars over months and the map of the hours, alike in PDF and Word."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from exports.diagrams import BarSeries, HeatMap, HeatRow, UprightBars
from exports.page import Block, Grid, Paper, Paragraph
from exports.papers.prints import Wishes, print_of
from exports.papers.statistics_charts import trends
from exports.papers.statistics_rates import flow_map
from exports.to_docx import write_docx
from exports.to_pdf import write_pdf
from exports.typeset.faces import Faces
from exports.typeset.layout import lay_out
from exports.typeset.sheets import Rule, Shade, Sheet, Words
from ledger.records import Record
from ledger.statistics import Facts, Period, facts_of, flow
from tests.exports.reading import docx_words, pdf_words
from tests.ledger.cases import case, reported
from tests.ledger.snapshots import record, snapshot

Q3 = Period(2015, "quarter", 3)
BARS = UprightBars(
    "各月办结（件）",
    "月份",
    ("7月", "8月"),
    (BarSeries("本期", (40, 10), ("40", "10")), BarSeries("上期", (None, 20), ("—", "20"))),
)
MAP = HeatMap("客流分布", "时段", ("周一", "周二"), (HeatRow("8:00—9:00", (8, 0)), HeatRow("9:00—10:00", (2, 4))))


def laid(*blocks: Block) -> Sheet:
    (sheet,) = lay_out(Paper("k", "题名", blocks), Faces.bundled())
    return sheet


def word(*blocks: Block) -> bytes:
    stream = io.BytesIO()
    write_docx(Paper("k", "题名", blocks), Faces.bundled(), stream)
    return stream.getvalue()


def facts(*records: Record, period: Period = Q3) -> Facts:
    return facts_of(snapshot(*records), period)


@pytest.mark.parametrize("grid", [Grid.FORM, Grid.REGISTER, Grid.OFFICIAL])
def test_word_and_pdf_say_the_same_and_the_same_twice(grid: Grid, tmp_path: Path) -> None:
    paper = Paper("k", "统计", (BARS, Paragraph("其间。", indent=0), MAP), grid)
    made = []
    for turn in range(2):
        docx, pdf = tmp_path / f"{turn}.docx", tmp_path / f"{turn}.pdf"
        with docx.open("wb") as stream:
            write_docx(paper, Faces.bundled(), stream)
        with pdf.open("wb") as stream:
            write_pdf(paper, lay_out(paper, Faces.bundled()), stream)
        assert docx_words(docx) == pdf_words(pdf)
        made.append((docx.read_bytes(), pdf.read_bytes()))
    assert made[0] == made[1]
    assert "月份7月8月本期4010上期—20其间。" in pdf_words(tmp_path / "0.pdf")


def test_bars_are_as_high_as_their_values_and_series_are_told_apart_by_their_fill() -> None:
    sheet = laid(BARS)
    dark = [mark for mark in sheet.marks if isinstance(mark, Shade)]
    high, low, swatch = dark
    assert high.height == pytest.approx(4 * low.height)
    assert (high.y, high.width) == (low.y, low.width)
    assert high.grey == swatch.grey < 0.5
    hatched = [mark for mark in sheet.marks if isinstance(mark, Rule) and mark.x0 != mark.x1 and mark.y0 != mark.y1]
    above = [mark for mark in hatched if mark.y0 >= high.y - 0.01]
    assert above and max(mark.y1 for mark in above) == pytest.approx(high.y + high.height / 2, abs=4)
    assert min(mark.x0 for mark in above) > low.x  # none where the value is not known


def test_the_table_of_word_is_cut_where_a_bar_ends() -> None:
    table = Document(io.BytesIO(word(BARS))).tables[0]
    heights = [row.height.twips for row in table.rows[:3] if row.height is not None]
    assert heights[0] == heights[1] + heights[2] and heights[1] == heights[2]  # to 40, from 20 to 10, and the rest
    fills = [[shade.get(qn("w:val")) for shade in row._tr.iter(qn("w:shd"))] for row in table.rows[:3]]
    assert fills == [["clear"], ["clear", "thinDiagStripe"], ["clear", "clear", "thinDiagStripe"]]


def test_word_tells_what_the_pictures_show() -> None:
    told = [
        each.get(qn("w:val")) for each in Document(io.BytesIO(word(BARS, MAP))).element.iter(qn("w:tblDescription"))
    ]
    assert told == [
        "本期：7月40，8月10；上期：7月—，8月20",
        "客流分布，颜色越深数越大，最大8：周一8:00—9:00",
    ]


def test_the_more_visitors_the_darker_and_nothing_is_white() -> None:
    sheet = laid(MAP)
    legend, cells = 5, [mark.grey for mark in sheet.marks if isinstance(mark, Shade)]
    assert [words for _, words in MAP.legend] == ["0", "1—2", "3—4", "5—6", "7—8"]
    greys = cells[:legend]
    assert greys == sorted(greys, reverse=True) and len(set(greys)) == legend
    assert cells[legend:] == [greys[4], greys[1], greys[2]]


def test_few_visitors_have_no_shade_that_none_can_have() -> None:
    assert [words for _, words in HeatMap("", "", ("周一",), (HeatRow("8", (2,)),)).legend] == ["0", "1", "2"]


def test_the_map_stays_with_the_remark_below_it() -> None:
    white = [Paragraph("行", indent=0)] * 31
    for count in range(24, 32):
        sheets = lay_out(Paper("k", "题名", (*white[:count], MAP, Paragraph("最忙的时段", indent=0))), Faces.bundled())
        texts = ["".join(mark.text for mark in sheet.marks if isinstance(mark, Words)) for sheet in sheets]
        assert sum("客流分布" in text and "最忙的时段" in text for text in texts) == 1
    map_of_word = Document(io.BytesIO(word(MAP, Paragraph("最忙的时段", indent=0)))).tables[1]
    assert all(paragraph.paragraph_format.keep_with_next for paragraph in map_of_word.rows[-1].cells[0].paragraphs)


def test_a_picture_of_nothing_is_none() -> None:
    sheet = laid(UprightBars("无", "月份", (), ()), HeatMap("无", "时段", ("周一",), ()))
    assert not sheet.marks
    assert docx_tables(UprightBars("无", "月份", ("1月",), ())) == 0


def docx_tables(*blocks: Block) -> int:
    return len(Document(io.BytesIO(word(*blocks))).tables)


def test_months_stand_beside_those_of_the_period_before() -> None:
    (received, finished) = trends(facts(case(1, "4月7日", finished="7月1日"), case(2, "7月6日"), case(3, "9月2日")))
    assert received.heads == ("7月\n上期4月", "8月\n上期5月", "9月\n上期6月")
    assert [(each.name, each.shown) for each in received.series] == [
        ("2015年第3季度", ("1", "0", "1")),
        ("2015年第2季度", ("1", "0", "0")),
    ]
    assert [each.values for each in finished.series] == [(1, 0, 0)]


def test_a_year_before_the_ledger_leaves_one_picture_of_what_came_in_and_went_out() -> None:
    (chart,) = trends(facts(case(1, "4月7日", finished="5月4日"), period=Period(2015)))
    assert chart.caption == "各月办件（件）"
    assert [each.name for each in chart.series] == ["接件", "办结（含退办）"]
    assert [each.shown[3:5] for each in chart.series] == [("1", "0"), ("0", "1")]


def test_what_was_reported_for_the_year_is_in_no_month_and_a_month_that_is_only_about_known_says_so() -> None:
    assert not list(trends(facts(reported(received="1170"), period=Period(2015))))
    month = reported("july", title="月报", sort="月报", first="7月1日", last="7月31日", received="40余")
    (chart,) = trends(facts(month))
    assert chart.series[0].shown == ("至少40", "—", "—")
    assert chart.series[0].values == (40, None, None)


def test_nothing_to_count_is_not_drawn() -> None:
    assert not list(trends(facts(case(1, "1月6日", finished="1月7日"))))
    assert not list(trends(facts(case(1, "7月6日"), period=Period(2015, "month", 7))))


def test_the_statement_has_the_bars_and_the_map() -> None:
    visits = [
        record("visitor_flow", f"v{day}", date=f"7月{day}日", hour="8", count="3", window="一号窗口") for day in (6, 7)
    ]
    shown = snapshot(case(1, "7月6日"), *visits)
    (paper, *_) = print_of("statement").papers(shown, None, Wishes(period=Q3))
    assert [type(block) for block in paper.blocks if isinstance(block, UprightBars | HeatMap)] == [UprightBars, HeatMap]
    drawn = flow_map(flow(shown, Q3))
    assert drawn in paper.blocks and list(drawn.lines)[1] == ("8:00—9:00", "3", "3", "0", "0", "0", "0", "0", "6")
