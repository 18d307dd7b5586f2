"""The ballot on the service star of a month and the roster of stars (服务之星评议票、星级台帐)."""

from __future__ import annotations

from collections import Counter

from exports.page import Align, Block, Column, Grid, Pairs, Paper, Paragraph, Signature, Space, Table, Title
from exports.papers.prints.form import Wishes
from exports.papers.slips import GAP, day_of, one_up, two_up, words
from ledger.kinds.service_star import STARS, WON
from ledger.records import Record
from ledger.snapshot import Snapshot

BALLOT, ROSTER = "服务之星评议票", "星级台帐"
_KIND = "service_star"
_BLANK, _MOST = 8, 12
"""Lines of a ballot without candidates, and candidates up to which a ballot takes half a sheet."""


def star_ballots(snapshot: Snapshot, record: Record | None, wishes: Wishes) -> tuple[Paper, ...]:
    """Blank ballots two to a sheet with the candidates of the record's month, or with lines for them."""
    month = words(record, "month")
    rivals = [each for each in snapshot.of(_KIND) if month and words(each, "month") == month]
    seen = {each["person"].name: each for each in rivals}
    names = [(name, words(each, "window"), "□") for name, each in seen.items()] or [("", "", "□")] * _BLANK
    columns = (
        Column("序号", 8, Align.CENTER),
        Column("候选人", 22, Align.CENTER),
        Column("窗口", 34),
        Column("评议", 12, Align.CENTER),
    )
    rows = tuple((str(number), *each) for number, each in enumerate(names, 1))
    ballot: tuple[Block, ...] = (
        Title(BALLOT, 18),
        Paragraph(f"{snapshot.campaign.unit}　{month or '＿＿＿＿年＿＿月'}", 0, Align.CENTER),
        Space(GAP),
        Paragraph("本票不记名。请在所选候选人的评议一栏画“√”，每月只评一名，多选无效。"),
        Table(columns, rows, row_mm=8.5),
        Space(GAP),
        Pairs(((("意见和建议", "\n" * 3),),)),
    )
    number = 2 if wishes.count is None else wishes.count
    small = len(rows) <= _MOST
    blocks = two_up([ballot] * number) if small else one_up([ballot] * number)
    grid = Grid.TWO_UP if small else Grid.FORM
    key, day = f"star-ballot:{month}", day_of(snapshot, record)
    return (Paper(key, f"{month}{BALLOT}", blocks, grid, snapshot.campaign.unit, day, numbered=False),)


def star_roster(snapshot: Snapshot, record: Record | None, wishes: Wishes) -> tuple[Paper, ...]:
    """Everyone with the stars last given, the most stars first, how often each was star of a month, and the counts."""
    last: dict[str, Record] = {}
    won: Counter[str] = Counter()
    for each in snapshot.of(_KIND):
        if each["stars"]:
            last[each["person"].name] = each
        won[each["person"].name] += each["won"] == WON
    ordered = sorted(last.items(), key=lambda held: -STARS.index(held[1]["stars"]))
    rows = [
        (str(number), name, words(each, "window"), each["stars"], words(each, "month"), str(won[name]), "")
        for number, (name, each) in enumerate(ordered, 1)
    ]
    columns = (
        Column("序号", 10, Align.CENTER),
        Column("姓名", 20, Align.CENTER),
        Column("窗口", 40),
        Column("星级", 16, Align.CENTER),
        Column("评定月份", 26, Align.CENTER),
        Column("当选月数", 20, Align.CENTER),
        Column("备注", 30),
    )
    blocks: tuple[Block, ...] = (
        Title(ROSTER, 20),
        Paragraph(f"{snapshot.campaign.unit}　{snapshot.campaign.year}年度", 0, Align.CENTER),
        Space(GAP),
        Table(columns, tuple(rows) or (("",) * len(columns),) * _MOST, row_mm=9),
        Paragraph(_counted([each["stars"] for each in last.values()]), 0),
        Signature(("负责人", "填表人")),
    )
    return (Paper("star-roster", ROSTER, blocks, Grid.FORM, snapshot.campaign.unit, day_of(snapshot, None)),)


def _counted(stars: list[str]) -> str:
    """How many people hold how many stars: the parts make up the whole (A06: 12 = 1 + 7 + 4)."""
    if not stars:
        return "共＿＿名：" + "、".join(f"{grade}＿＿名" for grade in reversed(STARS)) + "。"
    counts = Counter(stars)
    return f"共{len(stars)}名：" + "、".join(f"{grade}{counts[grade]}名" for grade in reversed(STARS)) + "。"
