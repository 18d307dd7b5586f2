"""计票汇总表: valid, void and unknown ballots of each group with the identities that they must satisfy."""

from __future__ import annotations

from exports.page import Align, Block, Column, Grid, Paper, Paragraph, Signature, Table, Title
from exports.papers.prints.form import Wishes
from exports.papers.prints.groups import Coded, coded_groups, dated_by, head, review_node
from exports.papers.prints.issuing import said, total
from exports.papers.scores import reconciled
from ledger.records import Record
from ledger.results import last_review, result_of
from ledger.schemes.model import Node
from ledger.scoring.numbers import plain
from ledger.scoring.result import GroupResult
from ledger.snapshot import Snapshot

TITLE = "计票汇总表"


def tally(snapshot: Snapshot, record: Record | None, wishes: Wishes) -> tuple[Paper, ...]:
    """The summary, blank, or filled from the ballots of the review when one is named."""
    node = review_node(snapshot, TITLE)
    counted = _counted(snapshot, node, record)
    groups = coded_groups(node, record)
    cells = [_cells(node, coded, counted.get(coded.group.key)) for coded in groups]
    rows = [
        (coded.code, coded.group.name, *map(said, numbers), points, mean)
        for coded, (numbers, points, mean) in zip(groups, cells, strict=True)
    ]
    sums = [said(total([numbers[place] for numbers, _, _ in cells])) for place in range(len(cells[0][0]))]
    rows.append(("合计", "", *sums, "", ""))
    blocks: tuple[Block, ...] = (
        Title(TITLE, 18),
        head(snapshot, record),
        Table(_columns(node), tuple(rows), total=True, row_mm=10),
        *(Paragraph(line, 0) for line in _identities(node, groups, counted)),
        Signature(("唱票人", "计票人", "监票人")),
    )
    return (Paper("ballot-tally", TITLE, blocks, Grid.REGISTER, snapshot.campaign.unit, dated_by(snapshot, record)),)


def _counted(snapshot: Snapshot, node: Node, record: Record | None) -> dict[str, GroupResult]:
    """The results of the groups when `record` is the review that counts and its ballots could be counted."""
    last = last_review(snapshot)
    if record is None or last is None or last.uid != record.uid:
        return {}
    return {group.key: group for group in result_of(snapshot).node(node.key).groups}


def _columns(node: Node) -> tuple[Column, ...]:
    names = ("发出", "收回", "无效", "有效", *_grades(node), "弃权")
    return (
        Column("票式", 14, Align.CENTER),
        Column("组别", 47),
        *(Column(name, 20, Align.CENTER) for name in names),
        Column("分数合计", 22, Align.CENTER),
        Column("平均分", 20, Align.CENTER),
    )


def _grades(node: Node) -> tuple[str, ...]:
    return tuple(band.name for band in node.bands) or ("计分",)


def _cells(node: Node, coded: Coded, group: GroupResult | None) -> tuple[tuple[int | None, ...], str, str]:
    """The counts of a group in the order of the columns, the sum of its scores and their mean."""
    if group is None:
        written = tuple(coded.number(name) for name in ("issued", "returned", "void"))
        return (*written, *(None for _ in range(len(_grades(node)) + 2))), "", ""
    bands = tuple(number for _, number in group.bands) or (group.scored,)
    numbers = (group.issued, group.returned, group.void, group.valid, *bands, group.abstained)
    return numbers, plain(group.total), group.shown


def _identities(node: Node, groups: tuple[Coded, ...], counted: dict[str, GroupResult]) -> tuple[str, ...]:
    """发出≥收回, 收回＝有效＋无效, 有效＝各等次＋弃权: with the numbers of each group, or as what is to be checked.

    A group whose ballots do not match its counts has no numbers, whatever the others have.
    """
    told = [(coded.code, counted[coded.group.key]) for coded in groups if coded.group.key in counted]
    lines = tuple(f"票式{code}：{reconciled(group)}" for code, group in told)
    if len(told) == len(groups):
        return lines
    parts = "＋".join((*_grades(node), "弃权"))
    rule = f"核对：发出≥收回；收回＝有效＋无效；有效＝{parts}。平均分＝分数合计÷计分票张数。"
    left = "、".join(f"票式{coded.code}" for coded in groups if coded.group.key not in counted)
    return (*lines, f"{left}的票与登记的张数不符，没有计入；{rule}" if told else f"每组{rule}")
