"""归档文件目录 for each term, 全引目录 of the year, and the list of boxes with how they were reckoned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from exports.page import Align, Block, Column, Content, Grid, PageBreak, Paper, Paragraph, Space, Table, Title
from exports.papers.archive.frame import TERMS, UNSET, fonds_name, fonds_no, paper
from exports.papers.archive.lettering import fitted
from exports.papers.binding import Places
from exports.papers.index_table import IndexRow, index_table
from exports.plates import Letters, Plate, PlateCell, PlateRow
from ledger.boxes import BINDING, BULK, OWN_SHEETS, Box
from ledger.filing import Item, Volume
from ledger.filing_settings import FilingSettings
from ledger.snapshot import Snapshot

_COVER_LABEL, _COVER_VALUE, _COVER_ROW = 40, 110, 14
"""Millimetres of the lines on the cover of an index."""


def index_of_term(
    snapshot: Snapshot,
    term: str,
    volumes: Sequence[Volume],
    places: Places,
    boxes: Mapping[str, Box],
    settings: FilingSettings,
) -> Paper:
    """归档文件目录 of a year and a term with the cover of its bound copy (DA/T 22-2015, 5.5).

    `boxes` gives the box of each item by its key.
    """
    items = [item for volume in volumes for item in volume.items]
    rows = [_row(serial, item, boxes[item.key], places) for serial, item in enumerate(items, 1)]
    blocks: list[Block] = [*_cover(snapshot, "归档文件目录", term or UNSET, volumes), Title("归档文件目录", 18)]
    for volume in volumes:
        mine = [row for row in rows if row.volume is volume]
        caption = f"{snapshot.campaign.year}年度　{term or UNSET}　{_class(volume)}（{len(mine)}件）"
        blocks.append(index_table(settings.index, mine, Grid.REGISTER, caption))
    blocks.append(_sum(rows))
    key = f"index:{TERMS.index(term)}"
    return paper(snapshot, key, f"归档文件目录（{term or UNSET}）", blocks, Grid.REGISTER)


def whole_index(snapshot: Snapshot, boxes: Sequence[Box], places: Places, settings: FilingSettings) -> Paper:
    """全引目录: every item of the year, grouped by term and box."""
    volumes = tuple(dict.fromkeys(box.volume for box in boxes))
    terms = "、".join(dict.fromkeys(box.volume.term or UNSET for box in _in_order(boxes)))
    blocks: list[Block] = [*_cover(snapshot, "全引目录", terms, volumes), Title("全引目录", 18)]
    numbered: list[IndexRow] = []
    for box in _in_order(boxes):
        items = [_row(serial, item, box, places) for serial, item in enumerate(box.items, len(numbered) + 1)]
        numbered += items
        span = f"件号{box.first:04d}至{box.last:04d}"
        pages = sum(row.pages for row in items)
        head = f"{box.volume.term or UNSET}　{_class(box.volume)}　第{box.number}盒（{span}，{len(items)}件{pages}页）"
        blocks.append(index_table(settings.index, items, Grid.REGISTER, head))
    blocks.append(_sum(numbered))
    return paper(snapshot, "whole", "全引目录", blocks, Grid.REGISTER)


def _in_order(boxes: Sequence[Box]) -> list[Box]:
    return sorted(boxes, key=lambda box: (TERMS.index(box.volume.term), box.number))


def _row(serial: int, item: Item, box: Box, places: Places) -> IndexRow:
    place, volume = places[item.key], box.volume
    return IndexRow(serial, item, volume, place.pages, place.first, box.number, closes=item is volume.items[-1])


def _sum(rows: Sequence[IndexRow]) -> Paragraph:
    return Paragraph(f"以上共{len(rows)}件、{sum(row.pages for row in rows)}页。页数不含空白面。", indent=0)


def _class(volume: Volume) -> str:
    """机构（问题） with its code."""
    return f"{volume.name}（{volume.code}）" if volume.code else volume.name


def _cover(snapshot: Snapshot, title: str, terms: str, volumes: Sequence[Volume]) -> tuple[Block, ...]:
    """The cover of the bound copy with the five fields of DA/T 22-2015."""
    classes = "、".join(dict.fromkeys(volume.name for volume in volumes))
    fields = (
        ("全宗号", fonds_no(snapshot)),
        ("全宗名称", fonds_name(snapshot)),
        ("年度", str(snapshot.campaign.year)),
        ("保管期限", terms),
        ("机构（问题）", classes),
    )
    rows = tuple(
        PlateRow(
            _COVER_ROW,
            (
                PlateCell(label, _COVER_LABEL, 16, Letters.HEAD, ruled=""),
                PlateCell(value, _COVER_VALUE, fitted(value, _COVER_VALUE, _COVER_ROW, 16), ruled="b"),
            ),
        )
        for label, value in fields
    )
    return Space(2), Title(title, 36), Space(2), Plate((rows,)), PageBreak()


def box_list(snapshot: Snapshot, boxes: Sequence[Box], places: Places, settings: FilingSettings) -> Paper:
    """The boxes with what is in them, their estimated thickness, and how it was reckoned."""
    columns = (
        Column("盒号", 12, Align.CENTER, Content.NUMBER),
        Column("保管期限", 24, Align.CENTER),
        Column("机构（问题）", 50),
        Column("起止件号", 28, Align.CENTER),
        Column("件数", 14, Align.CENTER, Content.NUMBER),
        Column("页数", 14, Align.CENTER, Content.NUMBER),
        Column("张数", 14, Align.CENTER, Content.NUMBER),
        Column("估计厚度（毫米）", 24, Align.CENTER),
        Column("盒脊（毫米）", 20, Align.CENTER),
        Column("备注", 57),
    )
    rows = tuple(
        (
            str(box.number),
            box.volume.term,
            _class(box.volume),
            f"{box.first:04d}-{box.last:04d}",
            str(len(box.items)),
            str(sum(places[item.key].pages for item in box.items)),
            str(box.sheets),
            f"{box.thickness / 1000:.1f}",
            str(box.spine),
            f"件号{box.first:04d}一件就装不下，请分册装订后再装盒。" if box.overfull else "",
        )
        for box in boxes
    )
    blocks = (Title("装盒表", 18), Table(columns, rows), Paragraph(_reckoned(settings), indent=0))
    return paper(snapshot, "boxes", "装盒表", blocks, Grid.REGISTER)


def _reckoned(settings: FilingSettings) -> str:
    sheet = settings.paper_weight * BULK / 1000
    sides = "两面合一张" if settings.duplex else "一面一张"
    spines = "、".join(map(str, settings.boxes))
    return (
        f"厚度是估计的：纸重每平方米{settings.paper_weight}克，每张厚约{sheet:.3f}毫米，按{sides}计；"
        f"每件另加装订{BINDING / 1000:.1f}毫米，每盒另加盒内目录和备考表{OWN_SHEETS}张；"
        f"盒脊从{spines}毫米里取装得下的最薄一种。扫描件按打印件计，原件厚薄不同的，以实物为准。"
    )
