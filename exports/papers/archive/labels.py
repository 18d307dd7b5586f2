"""Labels of boxes in their true size: the name for the front, and the spine as broad as the box."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exports.page import Block, PageBreak, Paper, Paragraph
from exports.papers.archive.frame import fonds_name, fonds_no, paper
from exports.papers.archive.lettering import fitted, on_one_line
from exports.plates import Letters, Plate, PlateCell, PlateRow
from ledger.boxes import Box
from ledger.snapshot import Snapshot

_FRONT = (165, 60)
_FRONTS = 3
"""Width and height of a front label in mm, and how many stand on a sheet; a box is 220 mm broad and 310 mm high."""
_ACROSS = 170
_GAP = 6
_HEAD = 8
"""Height of a head on a spine label, in mm."""


def front_labels(snapshot: Snapshot, boxes: Sequence[Box]) -> Paper:
    """全宗名称 over a double rule for the front of each box (DA/T 22-2015).

    The front is 310 x 220 mm and no A4 sheet covers it, so the label is cut out and pasted on.
    """
    words = (
        f"盒面签，宽{_FRONT[0]}毫米、高{_FRONT[1]}毫米，共{len(boxes)}张，每盒一张。按实际大小打印，沿裁切线裁下，"
        "贴在盒面（310毫米×220毫米）上部正中。"
    )
    blocks: list[Block] = []
    for batch in _batches(boxes, _FRONTS):
        blocks += [Paragraph(words, indent=0), *(_front(fonds_name(snapshot)) for _ in batch), PageBreak()]
    return paper(snapshot, "fronts", "盒面签", blocks[:-1])


def _front(name: str) -> Plate:
    width, height = _FRONT
    side, inner = 12, width - 24
    size = on_one_line(name, inner, 36, 40, 24)
    middle = (
        PlateCell("", side, ruled=""),
        PlateCell(name, inner, size, Letters.NAME, ruled="b", double=True),
        PlateCell("", side, ruled=""),
    )
    blank = PlateCell("", width, ruled="")
    return Plate(((PlateRow(4, (blank,)), PlateRow(40, middle), PlateRow(height - 44, (blank,))),), cut=True)


def spine_labels(snapshot: Snapshot, boxes: Sequence[Box]) -> Paper:
    """The spine of each box, as broad as the box: 全宗号, 年度, 保管期限, 机构(问题), 起止件号, 盒号 (DA/T 22-2015)."""
    blocks: list[Block] = []
    for spine in sorted({box.spine for box in boxes}):
        alike = [box for box in boxes if box.spine == spine]
        for batch in _batches(alike, (_ACROSS + _GAP) // (spine + _GAP)):
            labels = tuple(tuple(_spine(snapshot, box)) for box in batch)
            plate = Plate(labels, _GAP, cut=True)
            words = (
                f"盒脊签，宽{spine}毫米、高{plate.height_mm:.0f}毫米，用于盒脊{spine}毫米的第{_numbers(batch)}盒。"
                "按实际大小打印，沿裁切线裁下，贴在盒脊。"
            )
            blocks += [Paragraph(words, indent=0), plate, PageBreak()]
    return paper(snapshot, "spines", "盒脊签", blocks[:-1])


def _batches(boxes: Sequence[Box], size: int) -> Iterator[Sequence[Box]]:
    """As many boxes at a time as have their labels on one sheet."""
    return (boxes[start : start + size] for start in range(0, len(boxes), size))


def _numbers(boxes: Sequence[Box]) -> str:
    return "、".join(str(box.number) for box in boxes)


def _spine(snapshot: Snapshot, box: Box) -> Iterator[PlateRow]:
    """The rows of a spine label: each head with its value below, the first 件号 above the last."""
    fields: tuple[tuple[str, tuple[str, ...], int], ...] = (
        ("全宗号", (fonds_no(snapshot),), 20),
        ("年度", (str(snapshot.campaign.year),), 20),
        ("保管期限", (box.volume.term,), 24),
        ("机构（问题）", (box.volume.name,), 40),
        ("起止件号", (f"{box.first:04d}", f"{box.last:04d}"), 18),
        ("盒号", (str(box.number),), 20),
    )
    for head, values, height in fields:
        size = on_one_line(head, box.spine, _HEAD, 10.5, 5)
        yield PlateRow(_HEAD, (PlateCell(head, box.spine, size, Letters.HEAD),))
        for value in values:
            yield PlateRow(height, (PlateCell(value, box.spine, fitted(value, box.spine, height - 2, 18)),))
