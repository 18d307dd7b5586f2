"""What follows from a record (意见→整改, 议定事项→任务, 办件→文书): linked, not typed again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ledger.fields import Field, LinkTo, Rows
from ledger.kinds import Kind
from ledger.records import Record
from ledger.snapshot import Snapshot


@dataclass(frozen=True)
class FollowOn:
    """A record of kind `target` that may follow from one of `source`, and how its form is begun.

    `link` is the target's field that names the source, empty where only words are taken over. `words` are on the
    button. `copied` maps the target's fields to the source's whose words they take over, `fixed` to words of their
    own. With `rows`, one follows from each row of that table, and `copied` names its columns.
    """

    source: str
    target: str
    link: str
    words: str
    copied: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    rows: str = ""


_OPEN = {"status": "未整改"}

FOLLOW_ONS = (
    FollowOn(
        "meeting",
        "stage_task",
        "meeting",
        "议定事项转为任务",
        {"task": "item", "owner": "owner", "due": "deadline"},
        {"status": "未开始"},
        rows="decisions",
    ),
    FollowOn("meeting", "minutes", "meeting", "起草会议纪要", {"title": "title"}),
    FollowOn(
        "opinion",
        "finding",
        "opinion",
        "列入整改",
        {"problem": "content", "found": "date", "owner": "handler"},
        {"source": "意见建议", **_OPEN},
    ),
    FollowOn(
        "complaint",
        "finding",
        "complaint",
        "列入整改",
        {"problem": "content", "found": "date", "cause": "cause", "measure": "measure"},
        {"source": "投诉", **_OPEN},
    ),
    FollowOn(
        "patrol",
        "finding",
        "patrol",
        "列入整改",
        {"problem": "found", "found": "date"},
        {"source": "明查暗访", **_OPEN},
    ),
    FollowOn(
        "acceptance",
        "finding",
        "acceptance",
        "列入整改",
        {"problem": "grounds", "point": "point"},
        {"source": "日常考核", **_OPEN},
        rows="rows",
    ),
    FollowOn("visit", "opinion", "visit", "登记意见", {"content": "request", "date": "date", "who": "company"}),
    FollowOn("complaint", "accountability", "complaint", "追究责任", {"facts": "content"}),
    FollowOn("complaint", "callback", "complaint", "回访", {"service_date": "replied"}),
    FollowOn("service_item", "case", "", "登记办件", {"item": "name", "sort": "sort", "window": "window"}),
    FollowOn("case", "case_review", "case", "记材料审查", {"applicant": "applicant", "item": "item"}),
    FollowOn("case", "case_notice", "case", "出具文书", {"addressee": "applicant", "days": "days", "deadline": "due"}),
    FollowOn("case", "case_transfer", "case", "内部流转"),
    FollowOn("case", "case_delay", "case", "延期或致歉", {"due": "due"}),
    FollowOn("case", "site_visit", "case", "踏勘或协调", {"applicant": "applicant"}),
    FollowOn("case", "callback", "case", "回访", {"service_date": "finished", "item": "item", "person": "applicant"}),
)


def follow_ons(slug: str) -> tuple[FollowOn, ...]:
    """What may follow from a record of this kind."""
    return tuple(each for each in FOLLOW_ONS if each.source == slug)


def beginning(snapshot: Snapshot, follow_on: FollowOn, record: Record, row: int = 0) -> dict[str, str]:
    """What the new record has filled in, as it would be typed; `row` counts from 0 where one follows from each row.

    Raises IndexError for a row that there is not.
    """
    target = snapshot.kind(follow_on.target)
    begun = dict(follow_on.fixed)
    if follow_on.link:
        begun[follow_on.link] = record.uid
    for name, taken in follow_on.copied.items():
        words = _words(record, follow_on.rows, taken, row)
        if words and target.has(name):
            begun[name] = words
    number = _next_number(snapshot, follow_on.target)
    return {**number, **begun}


def _words(record: Record, rows: str, name: str, row: int) -> str:
    source: Field = record.declared.field(rows or name)
    if isinstance(source, Rows):
        column = next(each for each in source.columns if each.name == name)
        return column.show((record[rows] or ())[row].get(name))
    return source.show(record[name])


def _next_number(snapshot: Snapshot, slug: str) -> dict[str, str]:
    """The number after the highest, for registers that count their entries."""
    kind = snapshot.kind(slug)
    if not kind.has("number"):
        return {}
    numbers = [record["number"] for record in snapshot.of(slug)]
    if any(isinstance(number, str) for number in numbers):
        return {}
    whole = kind.field("number").dump(1) == 1
    return {"number": str(max((number or 0 for number in numbers), default=0) + 1)} if whole else {}


def choices_of(follow_on: FollowOn, record: Record) -> tuple[str, ...]:
    """One line of words for each row that something may follow from; empty when it follows from the whole record."""
    if not follow_on.rows:
        return ()
    table = record.declared.field(follow_on.rows)
    assert isinstance(table, Rows)
    first = table.columns[0]
    return tuple(first.show(row.get(first.name)) for row in record[follow_on.rows] or ())


def linked(snapshot: Snapshot, record: Record) -> tuple[Record, ...]:
    """The records that name this one, in listing order, and then those that it names itself."""
    named = [each for each in (snapshot.get(uid) for uid in _named(record)) if each is not None]
    return (*_naming(snapshot, record.kind).get(record.uid, ()), *named)


def looked_through(snapshot: Snapshot, slug: str) -> int:
    """How many records `linked` has to look into for one of this kind: none when it has before."""
    if slug in _known(snapshot):
        return 0
    return sum(len(snapshot.of(kind.slug)) for kind, _ in _linking(snapshot, slug))


def _named(record: Record) -> Iterator[Any]:
    for each in record.declared.fields:
        if isinstance(each, LinkTo) and record[each.name]:
            yield record[each.name]


def _linking(snapshot: Snapshot, slug: str) -> Iterator[tuple[Kind, tuple[str, ...]]]:
    """The kinds that may name records of a kind, with the fields in which they do."""
    for kind in snapshot.kinds:
        names = tuple(each.name for each in kind.fields if isinstance(each, LinkTo) and each.kind == slug)
        if names and not kind.secret:
            yield kind, names


def _known(snapshot: Snapshot) -> dict[str, dict[str, list[Record]]]:
    known: dict[str, dict[str, list[Record]]] = snapshot.__dict__.setdefault("_naming", {})
    return known


def _naming(snapshot: Snapshot, slug: str) -> dict[str, list[Record]]:
    """The records that name those of a kind, by the uid of the one they name; worked out once for a snapshot."""
    known = _known(snapshot)
    if slug not in known:
        found: dict[str, list[Record]] = {}
        for kind, names in _linking(snapshot, slug):
            for record in snapshot.of(kind.slug):
                for uid in dict.fromkeys(record[name] for name in names if record[name]):
                    found.setdefault(uid, []).append(record)
        known[slug] = found
    return known[slug]
