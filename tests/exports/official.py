"""Official documents for tests, as a clerk would type them, and what their pages say and where."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2
from pypdfium2 import raw

from exports.page import Paper
from exports.papers import paper_of
from exports.to_pdf import write_pdf
from exports.typeset.faces import Faces
from exports.typeset.layout import lay_out
from exports.typeset.sheets import MM
from ledger.filing import arrange
from ledger.records import Record
from tests.ledger.snapshots import filled, snapshot

UNIT = "海滨市税务局第五税务分局"
SENTENCE = (
    "会议指出，要把创建活动与日常业务一起部署、一起检查，做到不缺项、不漏项，目录清晰、资料齐全。"
    "各岗位对照六条标准于2015年6月25日前完成自查，查出的问题逐条登记，明确措施、责任人和完成时限。"
)
CHAPTERS = "\n".join(
    ("（一）学习扎实深入", SENTENCE * 2, "（二）办事高效快捷", SENTENCE * 3, "（三）服务优质便民", SENTENCE * 2)
)
PEOPLE = "、".join(name + given for name in "赵钱孙李周吴" for given in ("一鸣", "若溪", "静姝", "云帆"))


def documents() -> dict[str, Record]:
    """One of each kind of official document, all with a 文号 but the summary; `meeting` is what the minutes tell of."""
    return {
        "plan": filled(
            "campaign_plan", "plan", title=f"{UNIT}“人民满意服务示范窗口”创建活动实施细则", author=UNIT,
            doc_no="海税五〔2015〕3号", basis=SENTENCE, content=CHAPTERS, steps=CHAPTERS, requirements=SENTENCE * 4,
            attached="创建活动领导小组名册\n创建活动阶段任务表",
            annexes=[
                {"title": "创建活动领导小组名册", "text": "组长：林晓岚\n副组长：沈文君"},
                {"title": "创建活动阶段任务表", "text": CHAPTERS},
            ],
            copies="望潮镇人民政府，海滨市税务局机关党委，海滨市税务局纳税服务科，海滨市创建活动领导小组办公室",
        ),
        "notice": filled(
            "notice", "notice", title="关于召开“人民满意服务示范窗口”创建活动动员会的通知", author=UNIT,
            doc_no="海税五〔2015〕4号", addressee="各股室、办税服务厅", copies="望潮镇党政办公室",
            body="现将有关事项通知如下。\n一、时间：2015年5月15日14:30\n二、地点：三楼会议室\n三、有关要求\n请准时参加。",
        ),
        "minutes": filled(
            "minutes", "minutes", meeting="meeting", title="创建活动动员会", doc_no="〔2015〕2号", body=SENTENCE * 4,
            present=PEOPLE, leave="赵一鸣", guests="镇党政办公室主任钱望舒",
            decisions=[{"item": SENTENCE[:40], "owner": "赵一鸣", "deadline": "10.25"}] * 4,
        ),
        "summary": filled(
            "stage_summary", "summary", author="第五分局", achievements=CHAPTERS, problems=SENTENCE, sealed="否"
        ),
        "report": filled(
            "situation_report", "report", author=UNIT, doc_no="海税五〔2015〕9号", addressee="海滨市税务局",
            opening=SENTENCE, achievements=f"{CHAPTERS}\n{CHAPTERS}", problems=SENTENCE * 2, next_steps=SENTENCE * 3,
            copies="望潮镇人民政府",
        ),
        "meeting": filled("meeting", "meeting"),
    }  # fmt: skip


def paper(name: str, **typed: object) -> Paper:
    """The paper of one of the documents, or of one that is typed otherwise."""
    records = documents()
    if typed:
        record = records[name]
        base = {field: value for field, value in record.values.items() if value is not None and field not in typed}
        changed = filled(record.kind, name, **typed)
        values = {**base, **{field: changed.values[field] for field in typed}}
        records[name] = Record(name, record.kind, {**changed.values, **values}, record.created, record.changed, 1)
    given = snapshot(*records.values())
    (item,) = [item for volume in arrange(given) for item in volume.items if item.record == name]
    return paper_of(given, item)


class Glyph(NamedTuple):
    """A printed character and its ink, in mm from the left and from the upper edge of the paper."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


class Page(NamedTuple):
    """The characters and the rules of a page."""

    glyphs: tuple[Glyph, ...]
    rules: tuple[Glyph, ...]

    def find(self, words: str) -> tuple[Glyph, ...]:
        """The characters of the first place that says `words`; those without ink are passed over."""
        start = "".join(glyph.text for glyph in self.glyphs).index(words)
        return self.glyphs[start : start + len(words)]

    def lines(self) -> list[str]:
        """What each line says, from the top; characters stand in one line when their middles are close."""
        rows: list[tuple[float, list[Glyph]]] = []
        for glyph in sorted(self.glyphs, key=lambda glyph: glyph.bottom):
            if rows and glyph.bottom - rows[-1][0] < 3:
                rows[-1][1].append(glyph)
            else:
                rows.append((glyph.bottom, [glyph]))
        return ["".join(glyph.text for glyph in sorted(row, key=lambda glyph: glyph.left)) for _, row in rows]


def printed(made: Paper) -> tuple[Page, ...]:
    """The pages of its PDF, as PDFium reads them."""
    stream = io.BytesIO()
    write_pdf(made, lay_out(made, Faces.bundled()), stream)
    return pages(stream.getvalue())


def pages(pdf: bytes) -> tuple[Page, ...]:
    """The pages of a PDF."""
    with pypdfium2.PdfDocument(pdf) as document:
        return tuple(Page(tuple(_glyphs(page)), tuple(_rules(page))) for page in document)


def _glyphs(page: pypdfium2.PdfPage) -> Iterator[Glyph]:
    text, height = page.get_textpage(), page.get_height()
    for number in range(text.count_chars()):
        character = text.get_text_range(number, 1)
        if character.strip():
            yield _measured(character, text.get_charbox(number), height)


def _rules(page: pypdfium2.PdfPage) -> Iterator[Glyph]:
    """Every straight line, as broad as it is drawn."""
    for each in page.get_objects((raw.FPDF_PAGEOBJ_PATH,)):
        width = ctypes.c_float()
        raw.FPDFPageObj_GetStrokeWidth(each.raw, width)
        points = [_point(raw.FPDFPath_GetPathSegment(each.raw, n)) for n in range(raw.FPDFPath_CountSegments(each.raw))]
        for (x0, y0), (x1, y1) in zip(points[::2], points[1::2], strict=True):
            half = width.value / 2
            yield _measured("", (min(x0, x1), min(y0, y1) - half, max(x0, x1), max(y0, y1) + half), page.get_height())


def _point(segment: Any) -> tuple[float, float]:
    x, y = ctypes.c_float(), ctypes.c_float()
    raw.FPDFPathSegment_GetPoint(segment, x, y)
    return x.value, y.value


def _measured(text: str, box: tuple[float, float, float, float], height: float) -> Glyph:
    left, bottom, right, top = box
    return Glyph(text, left / MM, (height - top) / MM, right / MM, (height - bottom) / MM)
