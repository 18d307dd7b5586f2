"""案卷封面 of each volume, for units that file by volume (GB/T 9705-2008)."""

from __future__ import annotations

from collections.abc import Sequence

from exports.page import Block, PageBreak, Paper
from exports.papers.archive.frame import fonds_name, fonds_no, paper
from exports.papers.archive.lettering import fitted, on_one_line
from exports.papers.binding import Places
from exports.plates import Letters, Plate, PlateCell, PlateRow
from ledger.fields import chinese_date
from ledger.filing import Volume
from ledger.snapshot import Snapshot

_WIDTH = 170
_MARGIN = 15
_LEAST = 14
"""The size below which a long name is rather broken."""


def volume_covers(snapshot: Snapshot, volumes: Sequence[Volume], places: Places) -> Paper:
    """A cover for each volume. 类目名称 is its class; 归档号, 目录号 and 案卷号 are the archive's to give."""
    blocks: list[Block] = []
    for volume in volumes:
        blocks += [_cover(snapshot, volume, places), PageBreak()]
    return paper(snapshot, "covers", "案卷封面", blocks[:-1])


def _cover(snapshot: Snapshot, volume: Volume, places: Places) -> Plate:
    name, campaign = fonds_name(snapshot), snapshot.campaign
    title = f"{campaign.unit}\n{campaign.year}年{campaign.name}\n{volume.name}文件材料"
    pages = sum(places[item.key].pages for item in volume.items)
    head = ("全宗号", "目录号", "案卷号")
    rows = (
        PlateRow(12, (PlateCell("", _WIDTH, ruled=""),)),
        _alone(name, 22, 30, double=True),
        _alone(volume.name, 18, 20),
        _alone(title, 92, 26),
        _pairs("时间", _span(volume), "保管期限", volume.term),
        _pairs("件、页数", f"{len(volume.items)}件　{pages}页", "归档号", ""),
        PlateRow(22, (PlateCell("", _WIDTH, ruled=""),)),
        PlateRow(
            10, tuple(PlateCell(each, width, 12, Letters.HEAD) for each, width in zip(head, _ARCHIVE, strict=True))
        ),
        PlateRow(
            14,
            tuple(
                PlateCell(each, width, 14) for each, width in zip((fonds_no(snapshot), "", ""), _ARCHIVE, strict=True)
            ),
        ),
    )
    return Plate((rows,))


_ARCHIVE = (50, 60, 60)
"""档号 of a volume: 全宗号, 目录号, 案卷号."""


def _alone(text: str, height: int, most: float, *, double: bool = False) -> PlateRow:
    """Words alone in their row, as large as it allows."""
    inner = _WIDTH - 2 * _MARGIN
    side = PlateCell("", _MARGIN, ruled="")
    ruled = "b" if double else ""
    size = on_one_line(text, inner, height - 2, most, _LEAST)
    return PlateRow(height, (side, PlateCell(text, inner, size, Letters.NAME, ruled=ruled, double=double), side))


def _pairs(*texts: str) -> PlateRow:
    """Labels and values in turn."""
    widths = (26, 74, 28, 42)
    cells = (
        PlateCell(text, width, fitted(text, width, 16, 14), Letters.PLAIN if place % 2 else Letters.HEAD)
        for place, (text, width) in enumerate(zip(texts, widths, strict=True))
    )
    return PlateRow(16, tuple(cells))


def _span(volume: Volume) -> str:
    """The days of the first and the last dated item."""
    days = sorted(item.date for item in volume.items if item.date)
    return f"自{chinese_date(days[0])}\n至{chinese_date(days[-1])}" if days else ""
