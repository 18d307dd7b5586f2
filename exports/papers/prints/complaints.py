"""投诉处理单, 投诉答复函 and 意见箱开箱记录: blank to be written by hand, or filled from what is recorded."""

from __future__ import annotations

from exports.page import Align, Block, Column, Grid, Heading, Pairs, Paper, Paragraph, Signature, Space, Table, Title
from exports.papers.parts import body, closing
from exports.papers.prints.form import Wishes
from ledger.kinds import kind_of
from ledger.records import Record
from ledger.snapshot import Snapshot

SLIP, REPLY, OPENING = "投诉处理单", "投诉答复函", "意见箱开箱记录"
_GAP = 0.3
"""Lines of white between running text and a ruled form."""
_SIGNED = "　" * 12 + "签名：　　　　　　　　年　　月　　日"
_LINES = "＿" * (26 + 28)
"""Two lines of a letter, the first one indented, to be written on."""
_SHEETS = 12
"""Lines at least for the sheets found in a box: one page."""
_BY = {"来信": "来信", "来访": "来访", "来电": "来电", "其他": ""}
"""How a reply names the way a complaint came, where it is not 通过 and the source."""


def slip(snapshot: Snapshot, record: Record | None, wishes: Wishes) -> tuple[Paper, ...]:
    """The slip that goes with a complaint from desk to desk, or a blank one. No phone number is printed on it."""
    words = _words("complaint", record)
    title = f"{SLIP}{_serial(record)}"
    blocks: tuple[Block, ...] = (
        Title(SLIP, 18),
        Pairs(_taken(words)),
        Pairs(_handled(words)),
        Paragraph("", 0, Align.CENTER, lead="回访与总结", keep_with_next=True),
        Pairs(
            (
                (("回访日期", words["called_back"]), ("回访人", words["caller"])),
                (("回访结果", words["verdict"] or "□满意　□基本满意　□不满意　□未联系上　□匿名未访"),),
                (("总结", words["lesson"] or "\n"),),
                (("承办人签名", ""), ("负责人签名", "")),
            )
        ),
    )
    return (_paper(snapshot, record, "complaint-slip", title, blocks),)


def _taken(words: dict[str, str]) -> tuple[tuple[tuple[str, str], ...], ...]:
    """What is written down when a complaint is taken."""
    return (
        (("编号", words["number"]), ("受理日期", words["date"])),
        (("来源", words["source"]), ("受理人", words["receiver"])),
        (("投诉人", words["complainant"]), ("联系电话", "")),
        (("涉及窗口", words["window"]), ("责任单位", words["unit"])),
        (("投诉内容", words["content"] or "\n" * 2),),
        (("复杂程度", words["complexity"] or "□一般　□复杂"), ("答复时限", words["deadline"])),
        (("重复升级", words["repeated"] or "□否　□重复　□升级"), ("上报日期", words["reported"])),
    )


def _handled(words: dict[str, str]) -> tuple[tuple[tuple[str, str], ...], ...]:
    """What is found out and done, with boxes for the opinions of who receives it and who leads."""
    return (
        (("拟办意见", f"\n\n{_SIGNED}"),),
        (("领导批示", f"\n\n{_SIGNED}"),),
        (("调查核实", words["cause"] or "\n"),),
        (("整改措施", words["measure"] or "\n"),),
        (("处理结果", words["result"] or "\n"),),
        (("整改完成", words["rectified"]), ("答复日期", words["replied"])),
    )


def reply(snapshot: Snapshot, record: Record | None, wishes: Wishes) -> tuple[Paper, ...]:
    """The letter that answers a complaint, or one with lines to be filled in."""
    words = _words("complaint", record)
    whom = words["complainant"] if words["complainant"] not in ("", "匿名") else "投诉人"
    day, way = words["date"] or "＿＿＿＿年＿＿月＿＿日", words["source"]
    by = _BY.get(way, f"通过{way}") if way else "＿＿＿＿"
    parts = (
        ("一、反映的问题", (words["content"],)),
        ("二、调查核实情况", (words["cause"],)),
        ("三、处理和整改情况", (words["result"], words["measure"])),
    )
    text: list[Block] = []
    for head, said in parts:
        sentences = [_sentence(each) for each in said if each] or [_LINES]
        text += [Heading(head, 1), *(block for each in sentences for block in body(each))]
    blocks: tuple[Block, ...] = (
        Title(REPLY),
        Space(1),
        Paragraph(f"{whom if record else '＿＿＿＿＿＿＿＿'}：", 0),
        Paragraph(f"您（单位）{day}{by}反映的问题已经收到。经调查核实，现答复如下。"),
        *text,
        Paragraph("对以上答复有不同意见的，请与我单位联系。感谢对我单位服务工作的监督。", keep_with_next=True),
        Space(2),
        *_signed(snapshot, record),
    )
    return (_paper(snapshot, record, "complaint-reply", f"{REPLY}{_serial(record)}", blocks, Grid.OFFICIAL),)


def _signed(snapshot: Snapshot, record: Record | None) -> tuple[Block, ...]:
    """The unit and the day of the reply, or room for it."""
    day = record["replied"] if record else None
    if day:
        return closing(snapshot.campaign.unit, day)
    return (
        Paragraph(snapshot.campaign.unit, 0, Align.RIGHT, right=4, keep_with_next=True),
        Paragraph("年　　月　　日", 0, Align.RIGHT, right=4),
    )


def opening(snapshot: Snapshot, record: Record | None, wishes: Wishes) -> tuple[Paper, ...]:
    """The record of an opening with a line for each sheet found; the lines are written by hand at the box."""
    words = _words("suggestion_box", record)
    lines = max(_SHEETS, record["count"] or 0 if record else 0)
    columns = (
        Column("序号", 3, Align.CENTER),
        Column("类别", 6, Align.CENTER),
        Column("内容摘要", 20),
        Column("署名", 6, Align.CENTER),
        Column("承办人", 5, Align.CENTER),
        Column("登记序号", 6, Align.CENTER),
    )
    counted = "，".join(
        f"{label}{words[name] or '＿＿'}份"
        for name, label in (("opinions", "意见建议"), ("complaints", "投诉"), ("praises", "表扬"), ("others", "其他"))
    )
    blocks: tuple[Block, ...] = (
        Title(OPENING, 18),
        Pairs(
            (
                (("开箱日期", words["date"]), ("种类", words["sort"] or "□意见箱　□意见簿")),
                (("位置", words["place"]), ("开箱人", words["openers"])),
            )
        ),
        Table(columns, tuple((str(line), *[""] * 5) for line in range(1, lines + 1)), row_mm=11),
        Paragraph(f"共取出{words['count'] or '＿＿'}份：{counted}。", 0),
        Paragraph("类别填意见建议、投诉、表扬或其他；意见和投诉分别登记，并写登记簿的序号。", 0),
        Pairs(((("处理情况", words["handling"] or "\n" * 2),),)),
        Signature(("开箱人", "监督人"), dated=False),
    )
    return (_paper(snapshot, record, "box-opening", OPENING, blocks),)


def _words(slug: str, record: Record | None) -> dict[str, str]:
    """What stands on paper for each field, blank without a record."""
    return {field.name: field.show(record[field.name]) if record else "" for field in kind_of(slug).fields}


def _serial(record: Record | None) -> str:
    """The complaint's number in the register; nothing where it has none."""
    return f"（第{record['number']}号）" if record and record["number"] is not None else ""


def _sentence(text: str) -> str:
    """The text with a full stop at its end."""
    return text if text.endswith(("。", "？")) else f"{text}。"


def _paper(
    snapshot: Snapshot,
    record: Record | None,
    key: str,
    title: str,
    blocks: tuple[Block, ...],
    grid: Grid = Grid.FORM,
) -> Paper:
    day = (snapshot.day(record) if record else None) or snapshot.as_of
    named = f"{key}:{record.uid}" if record else key
    return Paper(named, title, blocks, grid, snapshot.campaign.unit, day.isoformat(), numbered=False)
