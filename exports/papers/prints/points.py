"""What a person earned in the year: the points card of a party member, the month's sheet of scores and bonuses."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from exports.page import Align, Block, Column, Content, Grid, Pairs, Paper, Paragraph, Signature, Space, Table, Title
from exports.papers.prints.form import Wishes
from exports.papers.slips import GAP, day_of, room, two_up, words
from ledger.fields.numbers import plain
from ledger.kinds import kind_of
from ledger.kinds.points_card import PARTS, QUARTERS
from ledger.records import Record
from ledger.snapshot import Snapshot

CARD, SHEET = "党员积分卡", "工作量化考核汇总表"
_BLANK = 12
_NOTED = 18
"""Characters of a quarter's note that a card has room for."""
_NOTES = 4
"""Entries whose notes a card has room for."""


def points_cards(snapshot: Snapshot, record: Record | None, wishes: Wishes) -> tuple[Paper, ...]:
    """The card of one member, or of every member with points, two to a sheet; a blank one where there are none."""
    by_person: dict[str, list[Record]] = {}
    for each in snapshot.of("points_card"):
        by_person.setdefault(each["person"].name, []).append(each)
    names = [record["person"].name] if record else list(by_person)
    cards = [_card(snapshot, name, by_person.get(name, ())) for name in names] or [_card(snapshot, "", ())]
    blocks = two_up(cards if len(cards) > 1 else cards * 2)
    title = f"{CARD}（{names[0]}）" if len(names) == 1 else CARD
    day = day_of(snapshot, record)
    return (
        Paper(
            f"points-card:{record.uid if record else ''}",
            title,
            blocks,
            Grid.TWO_UP,
            snapshot.campaign.unit,
            day,
            False,
        ),
    )


def _card(snapshot: Snapshot, name: str, records: Sequence[Record]) -> tuple[Block, ...]:
    """Four kinds of points by quarter with the sums of both; a quarter without an entry stays white."""
    columns = (
        Column("项目", 24),
        *(Column(quarter, 18, Align.CENTER, Content.NUMBER) for quarter in QUARTERS),
        Column("全年", 18, Align.CENTER, Content.NUMBER),
    )
    rows = [_row(kind_of("points_card").field(part).label, records, part) for part in PARTS]
    rows.append(_row("合计", records, "total"))
    noted = [each for each in records if each["note"] and each["period"]]
    notes = "\n".join(f"{each['period']}：{_short(each['note'])}" for each in noted[:_NOTES])
    return (
        Paragraph(snapshot.campaign.unit, 0, Align.CENTER),
        Title(CARD, 20),
        Space(GAP),
        Pairs(((("姓名", name), ("年度", f"{snapshot.campaign.year}年")),)),
        Space(GAP),
        Table(columns, tuple(rows), total=True, row_mm=11),
        Space(GAP),
        Pairs(((("主要表现", room(notes, 5, _NOTED + 4)),), (("年度考核意见", "\n" * 2),))),
        Signature(("党组织负责人",)),
    )


def _short(note: str) -> str:
    """A note of one line that fits the card; in full it stands in the register."""
    line = " ".join(note.split())
    return line if len(line) <= _NOTED else f"{line[: _NOTED - 2]}……"


def _row(label: str, records: Sequence[Record], name: str) -> tuple[str, ...]:
    cells = [_sum([each[name] for each in records if each["period"] == quarter]) for quarter in QUARTERS]
    return (label, *cells, _sum([each[name] for each in records if each["period"]]))


def _sum(points: Sequence[Decimal | None]) -> str:
    known = [each for each in points if each is not None]
    return plain(sum(known, Decimal(0))) if known else ""


def score_sheet(snapshot: Snapshot, record: Record | None, wishes: Wishes) -> tuple[Paper, ...]:
    """Scores and bonuses of a month, the highest first: of the record's month or of the last one."""
    all_of = snapshot.of("performance")
    of = record or max((each for each in all_of if each["month"]), key=lambda each: each["month"], default=None)
    month = words(of, "month")
    found = [each for each in all_of if of and each["month"] == of["month"] and each["span"] == of["span"]]
    found.sort(key=lambda each: (each["score"] is None, -(each["score"] or 0)))
    columns = (
        Column("名次", 10, Align.CENTER),
        Column("姓名", 20, Align.CENTER),
        Column("岗位", 36),
        Column("考核得分", 22, Align.RIGHT, Content.NUMBER),
        Column("奖金（元）", 26, Align.RIGHT, Content.NUMBER),
        Column("备注", 40),
    )
    rows = [
        (_rank(found, each), words(each, "person"), words(each, "post"), words(each, "score"), words(each, "bonus"), "")
        for each in found
    ]
    blocks: tuple[Block, ...] = (
        Title(SHEET, 20),
        Paragraph(f"{snapshot.campaign.unit}　{month or '＿＿＿＿年＿＿月'}", 0, Align.CENTER),
        Space(GAP),
        Table(columns, tuple(rows) or (("",) * len(columns),) * _BLANK, row_mm=9),
        Paragraph(_spread([each["bonus"] for each in found]), 0),
        Signature(("负责人", "考核人")),
    )
    return (
        Paper(
            f"score-sheet:{month}", f"{month}{SHEET}", blocks, Grid.FORM, snapshot.campaign.unit, day_of(snapshot, of)
        ),
    )


def _rank(found: Sequence[Record], record: Record) -> str:
    """The place by score, the same for equal scores; none without a score."""
    if record["score"] is None:
        return ""
    return str(1 + sum(each["score"] is not None and each["score"] > record["score"] for each in found))


def _spread(bonuses: Sequence[Decimal | None]) -> str:
    """The highest and lowest bonus and what lies between them (A06: 700元)."""
    known = [each for each in bonuses if each is not None]
    if not known:
        return "奖金最高＿＿元，最低＿＿元，相差＿＿元。"
    high, low = max(known), min(known)
    return f"共{len(bonuses)}人；奖金最高{plain(high)}元，最低{plain(low)}元，相差{plain(high - low)}元。"
