"""备考表 of each box: facts about what is in it, and room for what only people can say and sign."""

from __future__ import annotations

from collections.abc import Sequence

from exports.page import Align, Block, PageBreak, Pairs, Paper, Paragraph, Space, Title
from exports.papers.archive.frame import UNSET, fonds_no, paper
from exports.papers.binding import Places
from ledger.boxes import Box
from ledger.snapshot import Snapshot

_DATE = "　　　　年　　月　　日"
_ROOM, _LEAST = 26, 8
"""Lines of the facts and, below them, to write on: 缺损, 修改, 补充, 移出, 销毁; and what these have at least."""
_NAMED = 10
"""Missing numbers that are named one by one."""


def box_notes(snapshot: Snapshot, boxes: Sequence[Box], places: Places) -> Paper:
    """A sheet for each box, to lie behind its items (DA/T 22-2015, 5.7).

    Whether the box is complete is for the people who sign: nothing is said of it.
    """
    blocks: list[Block] = []
    for box in boxes:
        blocks += [*_sheet(snapshot, box, places), PageBreak()]
    return paper(snapshot, "notes", "盒内备考表", blocks[:-1])


def _sheet(snapshot: Snapshot, box: Box, places: Places) -> tuple[Block, ...]:
    fonds = f"全宗号{number}　" if (number := fonds_no(snapshot)) else ""
    which = f"{fonds}{snapshot.campaign.year}年度　{box.volume.term or UNSET}　{box.volume.name}　第{box.number}盒"
    facts = _facts(box, places)
    return (
        Title("备考表", 18),
        Paragraph(which, indent=0, align=Align.CENTER),
        Space(0.3),
        Pairs(
            (
                (("盒内文件情况说明", "\n".join(facts)),),
                (("缺损、修改、补充、移出、销毁等情况", "\n" * max(_ROOM - len(facts), _LEAST)),),
                (("整理人", "\n"), ("整理日期", _DATE)),
                (("检查人", "\n"), ("检查日期", _DATE)),
            )
        ),
    )


def _facts(box: Box, places: Places) -> list[str]:
    pages = sum(places[item.key].pages for item in box.items)
    numbers = {item.number for item in box.items}
    free = [f"{number:04d}" for number in range(box.first, box.last) if number not in numbers]
    facts = [f"本盒共{len(box.items)}件{pages}页，件号{box.first:04d}至{box.last:04d}。"]
    if free:
        facts.append(f"没有件号{'、'.join(free[:_NAMED])}{'等' if len(free) > _NAMED else ''}。")
    facts += [f"{item.number:04d}“{item.title}”是{item.note}。" for item in box.items if item.note]
    return facts
