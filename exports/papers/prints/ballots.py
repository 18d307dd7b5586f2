"""Blank ballots two to a sheet, alike inside each group, and the tellers' list of the codes."""

from __future__ import annotations

from exports.page import (
    Align,
    Block,
    Column,
    Grid,
    Halves,
    PageBreak,
    Pairs,
    Paper,
    Paragraph,
    Signature,
    Space,
    Table,
    Title,
)
from exports.papers.prints.form import NothingToPrint, Wishes
from exports.papers.prints.groups import Coded, coded_groups, dated_by, review_node, reviewed
from ledger.fields.numbers import plain
from ledger.records import Record
from ledger.schemes.model import Band, Node
from ledger.snapshot import Snapshot

TITLE = "民主评议票"
_SCORE_MM = 12
_COMMENT_LINES = 8
_GAP = 0.3
"""Lines of white between running text and a ruled form."""


def ballots(snapshot: Snapshot, record: Record | None, wishes: Wishes) -> tuple[Paper, ...]:
    """The ballots of each group, as many as were issued or are wished for, and the list of codes.

    Raises NothingToPrint where neither says how many.
    """
    node = review_node(snapshot, TITLE)
    review = reviewed(snapshot, record)
    numbered = [
        (coded, wishes.count if wishes.count is not None else coded.number("issued") or 0)
        for coded in coded_groups(node, review)
    ]
    if not any(number for _, number in numbered):
        raise NothingToPrint(TITLE, "还不知道各组发出多少张，请写上每组的张数，或先在“民主评议”里登记发出数")
    day = dated_by(snapshot, review)
    papers = [_paper(snapshot, node, coded, number, day) for coded, number in numbered if number]
    return (*papers, _codes(snapshot, numbered, day))


def _paper(snapshot: Snapshot, node: Node, coded: Coded, number: int, day: str) -> Paper:
    """The ballots of one group; the half left over when their number is odd stays blank."""
    ballot = _ballot(snapshot, node, coded)
    blocks: list[Block] = []
    for first in range(0, number, 2):
        blocks += [Halves(ballot, ballot if first + 1 < number else ()), PageBreak()]
    title = f"{TITLE}（票式{coded.code}，{number}张）"
    return Paper(f"ballots:{coded.code}", title, tuple(blocks[:-1]), Grid.TWO_UP, snapshot.campaign.unit, day, False)


def _ballot(snapshot: Snapshot, node: Node, coded: Coded) -> tuple[Block, ...]:
    """One ballot: nothing on it tells one ballot of a group from another (secret ballot)."""
    campaign = snapshot.campaign
    columns = (Column("等次", 30, Align.CENTER), Column("分数范围", 36, Align.CENTER), Column("填写处", 58))
    rows = tuple((band.name, _range(band), "") for band in node.bands) or (("得分", f"0—{plain(node.full)}分", ""),)
    return (
        Paragraph(f"票式{coded.code}", 0, Align.RIGHT),
        Title(TITLE, 18),
        Paragraph(f"{campaign.year}年度{campaign.name}", 0, Align.CENTER),
        Space(_GAP),
        Pairs(((("被评单位", campaign.unit),),)),
        Table(columns, rows, row_mm=_SCORE_MM),
        *(Paragraph(line, 0, lead=f"{place}.", lead_plain=True, hang=True) for place, line in _directions(node)),
        Space(_GAP),
        Pairs(((("意见和建议", "\n" * (_COMMENT_LINES - 1)),),)),
    )


def _range(band: Band) -> str:
    if band.least is None or band.most is None:
        return "不打分"
    return f"{plain(band.least)}—{plain(band.most)}分"


def _directions(node: Node) -> list[tuple[int, str]]:
    """How to fill in a ballot, in words that fit the grades of the scheme."""
    free = [band.name for band in node.bands if band.least is None]
    lines = ["只填一行：在所选等次的填写处写一个该范围内的分数。" if node.bands else "在填写处写一个该范围内的分数。"]
    lines += [f"{name}的，在“{name}”一行画“√”，不打分。" for name in free]
    lines.append("不写姓名和单位，不作任何记号，填好后投入票箱。")
    return list(enumerate(lines, 1))


def _codes(snapshot: Snapshot, numbered: list[tuple[Coded, int]], day: str) -> Paper:
    """Which code stands for which group: for those who hand out and count, never handed out with the ballots."""
    columns = (
        Column("票式", 10, Align.CENTER),
        Column("组别", 54),
        Column("身份类别", 54),
        Column("印制张数", 20, Align.CENTER),
        Column("备注", 22),
    )
    rows = [
        (coded.code, coded.group.name, "、".join(coded.group.members), str(number), "") for coded, number in numbered
    ]
    rows.append(("合计", "", "", str(sum(number for _, number in numbered)), ""))
    campaign = snapshot.campaign
    blocks: tuple[Block, ...] = (
        Title("评议票票式对照表", 18),
        Paragraph(f"{campaign.unit}　{campaign.year}年度　{campaign.name}", 0, Align.CENTER),
        Space(_GAP),
        Table(columns, tuple(rows), total=True, row_mm=12),
        Paragraph("本表供发票、唱票、计票时辨认组别，由监票人保管，不随评议票发放。同一组的票完全相同，没有编号。", 0),
        Signature(("监票人", "保管人")),
    )
    return Paper("ballot-codes", "评议票票式对照表", blocks, Grid.FORM, campaign.unit, day)
