"""Papers that hold the submission together: cover, master index, volume index, divider, 备考表."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from exports.page import (
    Align,
    Block,
    Column,
    Content,
    Grid,
    Link,
    Pairs,
    Paper,
    Paragraph,
    Signature,
    Space,
    Table,
    Title,
)
from exports.papers.index_table import IndexRow, index_grid, index_table
from exports.papers.parts import index_date
from ledger.completeness import Gap
from ledger.fields import chinese_date
from ledger.filing import Volume
from ledger.filing_settings import filing_plan, settings_of
from ledger.snapshot import Snapshot

_GAP = 0.3
"""Lines of white between the line under a title and a table."""
COVER, MASTER, INDEX, NOTES = "cover", "index", "index:", "notes"
"""Keys of the cover, the master index, the indexes of volumes (with the number of the volume) and the 备考表."""


@dataclass(frozen=True)
class Place:
    """Where an item stands: sides with content (页数), its first page in 合订本.pdf, and its file without suffix."""

    pages: int
    first: int
    file: str


Places = Mapping[str, Place]
"""Item key to place."""


def cover(snapshot: Snapshot, volumes: tuple[Volume, ...], pages: int) -> Paper:
    """The cover of the bound PDF."""
    campaign = snapshot.campaign
    items = sum(len(volume.items) for volume in volumes)
    terms = "、".join(dict.fromkeys(volume.term for volume in volumes if volume.term))
    blocks: tuple[Block, ...] = (
        Title(campaign.name, 26),
        Title("工作台帐", 36),
        _centred(f"{campaign.year}年度"),
        _centred(f"共{len(volumes)}卷　{items}件　{pages}页"),
        *([_centred(f"保管期限：{terms}")] if terms else []),
        *_fonds(snapshot),
        _centred(campaign.unit),
        _centred(_month(snapshot)),
    )
    return Paper(COVER, "封面", blocks, Grid.COVER, campaign.unit, snapshot.as_of.isoformat(), numbered=False)


def _fonds(snapshot: Snapshot) -> tuple[Paragraph, ...]:
    """The number of the fonds if the archive has assigned one (DA/T 22-2015: the index's cover names it)."""
    plan = filing_plan(snapshot)
    return (_centred(f"全宗号：{plan['fonds']}"),) if plan and plan["fonds"] else ()


def divider(snapshot: Snapshot, volume: Volume, places: Places) -> Paper:
    """The sheet in front of a volume."""
    pages = sum(places[item.key].pages for item in volume.items)
    blocks: tuple[Block, ...] = (
        Title(volume.no, 26),
        Title(volume.name, 32),
        _centred(f"{len(volume.items)}件　{pages}页"),
        *([_centred(f"保管期限：{volume.term}")] if volume.term else []),
    )
    day = snapshot.dated_to.isoformat()
    return Paper(f"divider:{volume.no}", volume.name, blocks, Grid.COVER, snapshot.campaign.unit, day, numbered=False)


def master_index(snapshot: Snapshot, volumes: tuple[Volume, ...], places: Places) -> Paper:
    """总目录: the nine columns of DA/T 22-2015, with the page in 合订本.pdf and the file of every item."""
    columns = (
        Column("序号", 10.5, Align.CENTER, Content.NUMBER),
        Column("档号", 39),
        Column("文号", 25),
        Column("责任者", 26),
        Column("题名", 46),
        Column("日期", 18.5, Align.CENTER, Content.DATE),
        Column("密级", 10.5, Align.CENTER),
        Column("页数", 10.5, Align.CENTER, Content.NUMBER),
        Column("页号", 10.5, Align.CENTER, Content.NUMBER),
        Column("文件", 46),
        Column("备注", 14),
    )
    blocks: list[Block] = [Title("总目录", 18), _under(snapshot)]
    serial = 0
    for volume in volumes:
        rows, links = [], []
        for item in volume.items:
            serial += 1
            place = places[item.key]
            rows.append(
                (
                    str(serial),
                    item.archive_no,
                    item.doc_no,
                    item.author,
                    item.title,
                    index_date(item.date),
                    item.secrecy,
                    str(place.pages),
                    str(place.first),
                    place.file,
                    item.note,
                )
            )
            links.append(Link(item.key))
        blocks.append(Table(columns, tuple(rows), f"{volume.no}　{volume.name}（{len(rows)}件）", tuple(links)))
    if not volumes:
        blocks.append(Table(columns, ()))
    total = sum(places[item.key].pages for volume in volumes for item in volume.items)
    blocks.append(Paragraph(f"以上共{serial}件、{total}页。页号是合订本.pdf的页码，页数不含空白面。", indent=0))
    return _index_paper(snapshot, MASTER, "总目录", tuple(blocks))


def volume_index(snapshot: Snapshot, volume: Volume, places: Places) -> Paper:
    """卷内目录 with the columns of the filing plan, else those of GB/T 9705-2008; 页号 counts in 合订本.pdf.

    Raises UnusableIndex.
    """
    columns = settings_of(snapshot).volume_index
    page = index_grid(columns)
    rows = [
        IndexRow(
            serial, item, volume, places[item.key].pages, places[item.key].first, closes=serial == len(volume.items)
        )
        for serial, item in enumerate(volume.items, 1)
    ]
    blocks = (
        Title("卷内目录", 18),
        _centred(f"{volume.no}　{volume.name}"),
        Space(_GAP),
        index_table(columns, rows, page, linked=True),
    )
    return _index_paper(snapshot, f"index:{volume.no}", "卷内目录", blocks, page)


def notes(snapshot: Snapshot, volumes: tuple[Volume, ...], places: Places, gaps: tuple[Gap, ...]) -> Paper:
    """备考表, the last sheet: counts, what is known to be missing, room to write, two signatures with two dates.

    It states facts only; whether the volume is complete is for the people who sign (design §6).
    """
    items = [item for volume in volumes for item in volume.items]
    pages = sum(places[item.key].pages for item in items)
    copies = [item for item in items if item.note]
    missing = [gap for gap in gaps if gap.code in ("missing", "due", "unsigned")]
    plan = filing_plan(snapshot)
    facts = [f"本台帐共{len(volumes)}卷{len(items)}件{pages}页。"]
    facts += [_numbers(volume) for volume in volumes]
    facts += [f"“{item.title}”是{item.note}。" for item in copies]
    if missing:
        facts.append(
            f"截至{chinese_date(snapshot.as_of)}，登记在“缺项与疑点”中的缺件、缺签字扫描件共{len(missing)}处。"
        )
    if plan and plan["note"]:
        facts.append(plan["note"])
    blocks = (
        Title("备考表", 18),
        Pairs(((("盒内文件情况说明", "\n".join(facts)),), (("缺损、修改、补充、移出、销毁等情况", "\n" * 12),))),
        Space(1),
        Signature(("整理人", "检查人")),
    )
    day = snapshot.as_of.isoformat()
    return Paper(NOTES, "备考表", blocks, Grid.FORM, snapshot.campaign.unit, day, numbered=False)


def _numbers(volume: Volume) -> str:
    """The 件号 of a volume with those that no item has."""
    numbers = [item.number for item in volume.items]
    free = [f"{number:04d}" for number in range(1, numbers[-1]) if number not in numbers]
    less = f"，缺{'、'.join(free[:_NAMED])}{'等' if len(free) > _NAMED else ''}" if free else ""
    return f"{volume.no} {volume.name}：{len(numbers)}件，件号{numbers[0]:04d}至{numbers[-1]:04d}{less}。"


_NAMED = 10
"""Missing numbers that are named one by one."""


def _index_paper(
    snapshot: Snapshot, key: str, title: str, blocks: tuple[Block, ...], page: Grid = Grid.REGISTER
) -> Paper:
    return Paper(key, title, blocks, page, snapshot.campaign.unit, snapshot.dated_to.isoformat(), numbered=False)


def _under(snapshot: Snapshot) -> Paragraph:
    campaign = snapshot.campaign
    return Paragraph(f"{campaign.unit}　{campaign.year}年度　{campaign.name}", indent=0, align=Align.CENTER)


def _centred(text: str) -> Paragraph:
    return Paragraph(text, indent=0, align=Align.CENTER)


def _month(snapshot: Snapshot) -> str:
    return f"{snapshot.as_of.year}年{snapshot.as_of.month}月"
