"""Papers of appraisal: the record of a report on duty with its ballots, one person's sheet of work and points."""

from __future__ import annotations

from exports.page import Align, Block, Column, Content, Pairs, Signature, Table, Title
from exports.papers.columns import grid, headed
from exports.papers.parts import form
from exports.papers.slips import room, words
from ledger.fields.numbers import plain
from ledger.kinds.performance import WORKLOAD, earned
from ledger.records import Record
from ledger.snapshot import Snapshot

_VOTES = ("issued", "returned", "valid", "satisfied", "fairly", "unsatisfied", "unknown", "rate")
_VOTE = 5.7
"""The breadth of each of these columns, in characters."""


def duty_report(snapshot: Snapshot, record: Record) -> tuple[Block, ...]:
    """Who reported to whom, what was said, the ballots, and what follows from them."""
    head = ("person", "post", "date", "way", "place", "attended", "audience")
    kind = record.declared
    labels = [headed(kind.field(name).label, _VOTE) for name in _VOTES]
    columns = tuple(Column(label, _VOTE, Align.CENTER, Content.NUMBER) for label in labels)
    return (
        Title(snapshot.title(record), 18),
        form([kind.field(name) for name in head], record),
        Pairs(((("述职内容", room(words(record, "duty"), 4)),), (("述廉内容", room(words(record, "integrity"), 4)),))),
        Table(columns, (tuple(words(record, name) for name in _VOTES),), caption="测评票", row_mm=9),
        Pairs(
            (
                *(((("网上评廉人次", online),),) if (online := words(record, "online")) else ()),
                (("意见建议", room(words(record, "opinions"), 3)),),
                (("评廉结果\n与整改", room(words(record, "result"), 3)),),
            )
        ),
        Signature(("述职人", "监督人", "记录人")),
    )


def performance(snapshot: Snapshot, record: Record) -> tuple[Block, ...]:
    """The work of one person with its points, the score and what is tied to it."""
    kind = record.declared
    head = ("person", "post", "month", "span", "date", "source")
    table = grid(WORKLOAD, record)
    rows = [
        (*row[:-1], row[-1] or ("" if points is None else plain(points)))
        for row, points in zip(table.rows, map(earned, record["workload"] or ()), strict=True)
    ]
    rows.append(("", "合计", *("" for _ in table.columns[3:]), words(record, "score")))
    return (
        Title(snapshot.title(record), 18),
        form([kind.field(name) for name in head], record),
        Table(table.columns, tuple(rows), caption=table.caption, total=True, row_mm=9),
        Pairs(
            (
                (("考核得分", words(record, "score")), ("奖金（元）", words(record, "bonus"))),
                (("结果运用", words(record, "use")),),
                (("考核意见", room(words(record, "note"), 5)),),
            )
        ),
        Signature(("被考核人", "考核人", "负责人")),
    )
