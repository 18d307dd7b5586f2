"""How papers are filed after DA/T 22-2015: which volume, in which order, under which 件号 and 档号."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ledger.filing_order import in_own_order, own_order
from ledger.filing_settings import filing_plan
from ledger.fixed_numbers import FixedNumber, fixed_numbers
from ledger.kinds import Form, Kind
from ledger.records import Record
from ledger.schemes import model
from ledger.snapshot import Snapshot

RETENTION = {"永久": "Y", "定期30年": "D30", "定期10年": "D10"}
"""Retention codes of a 档号 (国家档案局令第8号 art. 6; DA/T 22-2015)."""

PATTERN = "{全宗号}-{门类}·{年度}-{保管期限}-{机构}-{件号}"
"""How the parts of a 档号 are joined unless the unit's filing plan says otherwise (DA/T 22-2015, 5.4).

“-” joins a part to what it belongs to, “·” parts of the same rank. Explanations of DA/T 13-2022 join the whole 类别号
with “·”: such a unit writes {全宗号}-{门类}·{年度}·{保管期限}·{机构}-{件号}.
"""

PARTS = ("全宗号", "门类", "年度", "保管期限", "机构", "件号")
"""The parts that a 档号 may be joined from."""

CLASS = "WS"
"""门类 of 文书档案."""

SCORE_SHEET = "score"
"""The key of the compiled paper 总得分表."""


@dataclass(frozen=True)
class Item:
    """A paper to be filed (件).

    `key` is "record:<uid>", "register:<slug>" or "score". `number` is the 件号 within the volume, `record` the uid of
    the record it is made from ("" for a register or a compiled paper). `archive_no` is empty while a part is unknown.
    """

    key: str
    number: int
    title: str
    date: dt.date | None
    record: str = ""
    kind: str = ""
    doc_no: str = ""
    author: str = ""
    secrecy: str = ""
    archive_no: str = ""
    note: str = ""


@dataclass(frozen=True)
class Volume:
    """A volume of the submission with its items in filing order; `term` is its retention in words, "" when not set."""

    no: str
    name: str
    code: str
    term: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class _Draft:
    """A paper before it is numbered; `order` sorts it within its volume."""

    key: str
    kind: Kind | None
    title: str
    date: dt.date | None
    order: tuple[Any, ...]
    record: Record | None = None


def arrange(snapshot: Snapshot) -> tuple[Volume, ...]:
    """The volumes that hold papers, in the scheme's order, their items by time within subject (DA/T 22-2015, 5.3.1).

    A paper that follows another of its topic (minutes their meeting) goes into the same volume, right after it. Where
    the filing plan has an order of its own, items without a number follow that.
    """
    drafts: dict[str, list[_Draft]] = {volume.no: [] for volume in snapshot.scheme.volumes}
    for draft in _drafts(snapshot):
        drafts[_volume_of(snapshot, draft).no].append(draft)
    fixed, order = fixed_numbers(snapshot), own_order(snapshot)
    return tuple(
        _volume(snapshot, volume, _ordered(drafts[volume.no], order.get(volume.no, ())), fixed.get(volume.no, {}))
        for volume in snapshot.scheme.volumes
        if drafts[volume.no]
    )


def numbers_to_fix(snapshot: Snapshot) -> tuple[FixedNumber, ...]:
    """Every number given so far, those of papers that are gone too: what a filing plan keeps from now on."""
    kept = {(each.volume, each.paper): each for papers in fixed_numbers(snapshot).values() for each in papers.values()}
    for volume in arrange(snapshot):
        for item in volume.items:
            kept[(volume.no, item.key)] = FixedNumber(volume.no, item.key, item.title, item.number, item.archive_no)
    return tuple(sorted(kept.values(), key=lambda each: (each.volume, each.number, each.paper)))


def _drafts(snapshot: Snapshot) -> Iterator[_Draft]:
    topics = list(dict.fromkeys(_topic(kind) for kind in snapshot.kinds))
    subjects = {kind.slug: topics.index(_topic(kind)) for kind in snapshot.kinds}
    places = {record.uid: place for place, record in enumerate(snapshot.records)}
    for kind, record in snapshot.papers():
        leader = snapshot.followed(record)
        head, follows = (leader, 1) if leader else (record, 0)
        order = (
            subjects[kind.slug],
            *(snapshot.day(head) or dt.date.max, head.created, places[head.uid], follows),
            *(snapshot.day(record) or dt.date.max, record.created, places[record.uid]),
        )
        yield _Draft(f"record:{record.uid}", kind, snapshot.title(record), snapshot.day(record), order, record)
    for kind in snapshot.kinds:
        if kind.form is Form.REGISTER and (records := snapshot.of(kind.slug)):
            day = _last_day(snapshot, records)
            yield _Draft(f"register:{kind.slug}", kind, kind.paper, day, (subjects[kind.slug], day or dt.date.max))
    if snapshot.records and snapshot.scheme.scored:
        scored = _scored_from(snapshot.scheme)
        day = _last_day(snapshot, (record for slug in scored for record in snapshot.of(slug)))
        yield _Draft(SCORE_SHEET, None, "总得分表", day, (len(topics),))


def _scored_from(scheme: model.Scheme) -> tuple[str, ...]:
    """The kinds whose records the score comes from; the sheet goes to the volume of the first that a volume names."""
    sources = (node.source.partition(".")[0] for node in scheme.nodes if node.source)
    tables = ("acceptance",) if scheme.tables else ()
    return tuple(dict.fromkeys(("review", "daily_assessment", *tables, *sources)))


def _topic(kind: Kind) -> str:
    return kind.topic or kind.title


def _last_day(snapshot: Snapshot, records: Iterable[Record]) -> dt.date | None:
    return max((day for record in records if (day := snapshot.day(record))), default=None)


def _volume_of(snapshot: Snapshot, draft: _Draft) -> model.Volume:
    """The first volume that names the kind; else the volume of the record's stage, or of the stage that demands it."""
    volumes = snapshot.scheme.volumes
    slugs = (draft.kind.slug,) if draft.kind else _scored_from(snapshot.scheme)
    named = next((volume for slug in slugs for volume in volumes if slug in volume.kinds), None)
    if named is not None:
        return named
    key = _stage_key(snapshot, draft, slugs[0])
    return next((volume for volume in volumes if volume.stage == key), volumes[0])


def _stage_key(snapshot: Snapshot, draft: _Draft, slug: str) -> str:
    """The stage a paper is filed under; one that names none goes with the paper it follows."""
    record, kind = draft.record, draft.kind
    head = record
    if record and kind and not (kind.stage_field and record[kind.stage_field]):
        head = snapshot.followed(record) or record
    stage = snapshot.stage(head) if head else None
    if stage is not None:
        return stage.key
    alike = [each for each in snapshot.scheme.required if each.kind == slug]
    fitting = [each for each in alike if record is None or snapshot.fits(record, each)]
    if fitting or (alike and draft.date is None):
        return (fitting or alike)[0].stage
    return _nearest(snapshot, draft.date)


def _nearest(snapshot: Snapshot, day: dt.date | None) -> str:
    """The last stage that began on or before `day`, the first stage for anything earlier or undated."""
    begun = [stage for stage in snapshot.scheme.stages if day and stage.first <= day]
    return max(begun or snapshot.scheme.stages[:1], key=lambda stage: stage.first).key


def _ordered(drafts: list[_Draft], order: Sequence[str]) -> list[_Draft]:
    """By subject and time, but as `order` wants it."""
    by_key = {draft.key: draft for draft in sorted(drafts, key=lambda draft: draft.order)}
    return [by_key[key] for key in in_own_order(by_key, order)]


def _volume(snapshot: Snapshot, volume: model.Volume, drafts: list[_Draft], fixed: Mapping[str, FixedNumber]) -> Volume:
    plan = filing_plan(snapshot)
    terms = {row["volume"]: row["term"] for row in (plan["retention"] if plan else None) or ()}
    term = terms.get(volume.name, "")
    items = []
    for draft, number in zip(drafts, _numbers(drafts, fixed), strict=True):
        given = fixed[draft.key].archive_no if draft.key in fixed else ""
        items.append(_item(snapshot, draft, number, given or _archive_no(snapshot, plan, volume, term, number)))
    items.sort(key=lambda item: item.number)
    return Volume(volume.no, volume.name, volume.code, term, tuple(items))


def _numbers(drafts: list[_Draft], fixed: Mapping[str, FixedNumber]) -> list[int]:
    """件号: those typed or fixed are kept, the others take the numbers in order that no paper has or ever had."""
    given = [
        (draft.record["item_no"] if draft.record else None) or (fixed[draft.key].number if draft.key in fixed else 0)
        for draft in drafts
    ]
    taken = {number for number in given if number} | {each.number for each in fixed.values()}
    free = (number for number in range(1, len(drafts) + len(taken) + 1) if number not in taken)
    return [number or next(free) for number in given]


def _item(snapshot: Snapshot, draft: _Draft, number: int, archive_no: str) -> Item:
    record = draft.record
    title = f"[{draft.title}]" if record and record["own_title"] == "是" else draft.title
    copy = record["copy"] if record else None
    return Item(
        key=draft.key,
        number=number,
        title=title,
        date=draft.date,
        record=record.uid if record else "",
        kind=draft.kind.slug if draft.kind else "",
        doc_no=(record["doc_no"] if record else None) or "",
        author=(record[draft.kind.author] if record and draft.kind else None) or snapshot.campaign.unit,
        secrecy=(record["secrecy"] if record else None) or "",
        archive_no=(record["archive_no"] if record else None) or archive_no,
        note=copy if copy and copy != "原件" else "",
    )


def _archive_no(snapshot: Snapshot, plan: Record | None, volume: model.Volume, term: str, number: int) -> str:
    """The 档号 from its stored parts; empty while 全宗号 or retention is not known, because half a number is none."""
    fonds = (plan["fonds"] if plan else None) or ""
    if not fonds or not term:
        return ""
    values = (fonds, CLASS, str(snapshot.campaign.year), RETENTION[term], volume.code, f"{number:04d}")
    return join_archive_no((plan["pattern"] if plan else None) or PATTERN, dict(zip(PARTS, values, strict=True)))


def join_archive_no(pattern: str, parts: Mapping[str, str]) -> str:
    """The 档号 of these parts; a blank one (机构 of a unit without classes) goes with the mark before it."""
    for name, value in parts.items():
        place = "{" + name + "}"
        if not value:
            pattern = re.sub(rf"[-·]?{re.escape(place)}", "", pattern)
        pattern = pattern.replace(place, value)
    return pattern
