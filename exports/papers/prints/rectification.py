"""整改通知书 with the receipt to be cut off, and 整改情况反馈 with the result of the second look below the cut."""

from __future__ import annotations

from collections.abc import Callable

from exports.page import Align, Block, CutLine, Grid, Pairs, Paper, Paragraph, Signature, Space, Title
from exports.papers.parts import linked_title
from exports.papers.prints.form import NothingToPrint, Wishes
from ledger.fields import chinese_date
from ledger.kinds import kind_of
from ledger.records import Record
from ledger.snapshot import Snapshot

NOTICE, FEEDBACK = "整改通知书", "整改情况反馈表"
_DONE = "已完成"
_NAMED = 40
"""Characters with which a slip names the problem."""
_GAP = 0.3
"""Lines of white between running text and a ruled form."""


def notices(snapshot: Snapshot, record: Record | None, wishes: Wishes) -> tuple[Paper, ...]:
    """The notice of one finding, or of every open one. Raises NothingToPrint when all are closed."""
    return _of_each(snapshot, record, NOTICE, _notice)


def feedback(snapshot: Snapshot, record: Record | None, wishes: Wishes) -> tuple[Paper, ...]:
    """The feedback sheet of one finding, or of every open one. Raises NothingToPrint when all are closed."""
    return _of_each(snapshot, record, FEEDBACK, _feedback)


def _of_each(
    snapshot: Snapshot,
    record: Record | None,
    title: str,
    blocks: Callable[[Snapshot, Record], tuple[Block, ...]],
) -> tuple[Paper, ...]:
    found = [record] if record else [each for each in snapshot.of("finding") if each["status"] != _DONE]
    if not found:
        raise NothingToPrint(title, "整改台帐里没有未完成的问题；已完成的请指明是哪一个")
    return tuple(
        Paper(
            f"{title}:{each.uid}",
            f"{title}{_serial(each)}",
            blocks(snapshot, each),
            Grid.FORM,
            snapshot.campaign.unit,
            (snapshot.day(each) or snapshot.as_of).isoformat(),
            numbered=False,
        )
        for each in found
    )


def _serial(record: Record) -> str:
    """The finding's number in the register (整改台帐); nothing where it has none."""
    return "" if record["number"] is None else f"（第{record['number']}号）"


def _notice(snapshot: Snapshot, record: Record) -> tuple[Block, ...]:
    """What was found, what is to be done by whom until when, and the receipt."""
    owner = _words(record, "owner")
    return (
        Title(NOTICE, 22),
        Paragraph(_serial(record), 0, Align.CENTER),
        Paragraph(f"{owner or '＿＿＿＿'}：", 0),
        Paragraph(f"{_occasion(snapshot, record)}发现下列问题，请按要求整改，并在时限前书面反馈整改情况。"),
        Space(_GAP),
        Pairs(
            (
                (("问题", _words(record, "problem")),),
                (("原因", _words(record, "cause")),),
                (("整改措施", _words(record, "measure")),),
                (("整改时限", _words(record, "deadline")), ("责任人", owner)),
            )
        ),
        Space(1),
        Paragraph(snapshot.campaign.unit, 0, Align.RIGHT, right=4, keep_with_next=True),
        Paragraph("年　　月　　日", 0, Align.RIGHT, right=4),
        *_receipt(snapshot, record),
    )


def _receipt(snapshot: Snapshot, record: Record) -> tuple[Block, ...]:
    """What is cut off and handed back: it says itself what it is a receipt for."""
    until = _words(record, "deadline") or "＿＿年＿月＿日"
    got = f"{snapshot.campaign.unit}：{NOTICE}{_serial(record)}已收到"
    return (
        Space(1),
        CutLine(),
        Title(f"{NOTICE}回执", 16),
        Paragraph(f"{got}，所列问题{snapshot.named(record, _NAMED)}将在{until}前整改完毕，并反馈整改情况。"),
        Signature(("签收人",)),
    )


def _feedback(snapshot: Snapshot, record: Record) -> tuple[Block, ...]:
    """What was done about a finding, blank where not yet recorded, and the second look."""
    return (
        Title(FEEDBACK, 22),
        Paragraph(_serial(record), 0, Align.CENTER),
        Space(_GAP),
        Pairs(
            (
                (("问题", _words(record, "problem")),),
                (("整改措施", _words(record, "measure")),),
                (("整改时限", _words(record, "deadline")), ("责任人", _words(record, "owner"))),
                (("完成日期", _words(record, "closed")), ("佐证材料", _words(record, "proof"))),
                (("整改情况", _words(record, "result") or "\n" * 5),),
            )
        ),
        Signature(("责任人", "单位负责人")),
        *_recheck(snapshot, record),
    )


def _recheck(snapshot: Snapshot, record: Record) -> tuple[Block, ...]:
    """What the second look found, below the cut."""
    return (
        Space(1),
        CutLine(),
        Title("整改复查意见", 16),
        Paragraph(f"对应{NOTICE}{_serial(record)}：{snapshot.short(record, _NAMED)}", 0),
        Space(_GAP),
        Pairs(
            (
                (("复查结果", "□已整改到位　　□部分整改到位　　□未整改"),),
                (("复查意见", "\n" * 3),),
                (("复查人", _words(record, "rechecker")), ("复查日期", _words(record, "rechecked"))),
            )
        ),
        Signature(("复查人",)),
    )


def _words(record: Record, name: str) -> str:
    return kind_of("finding").field(name).show(record[name])


def _occasion(snapshot: Snapshot, record: Record) -> str:
    """On what occasion it was found, such as 2015年6月25日自查（第一次自查自纠自查表）."""
    day = chinese_date(record["found"]) if record["found"] else ""
    checked = linked_title(snapshot, record["round"])
    return f"{day}{_words(record, 'source') or '检查'}{f'（{checked}）' if checked else ''}中"
