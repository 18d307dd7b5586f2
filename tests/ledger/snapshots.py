"""Snapshots made by hand: records typed as a clerk types them, without a library on disk."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from ledger import kinds
from ledger.fields import Context
from ledger.kept_files import KeptFile
from ledger.kinds import kind_of
from ledger.lookup import Lookup
from ledger.records import Attachment, Campaign, Record
from ledger.schemes.load import load_scheme
from ledger.schemes.model import Scheme
from ledger.snapshot import Snapshot

QIDONG = load_scheme("qidong-2015")
NOON = dt.datetime(2015, 12, 31, 12, 0, tzinfo=dt.UTC)
"""When records are entered unless a test says otherwise: after the campaign."""


def record(
    slug: str,
    uid: str,
    *,
    files: tuple[str, ...] = (),
    created: dt.datetime = NOON,
    changed: dt.datetime | None = None,
    **typed: object,
) -> Record:
    """A record of what was typed; `files` are attachments as role:name. Links are given by uid."""
    kind = kind_of(slug)
    assert not set(typed) - {field.name for field in kind.fields}, "a field of another kind"
    context = Context(year=2015, choices=Lookup(QIDONG, lambda kind: ()).choices)
    values = {field.name: field.parse(typed.get(field.name), context) for field in kind.fields}
    return Record(uid, slug, values, created, changed or created, 1, attachments=tuple(map(_attachment, files)))


def _attachment(words: str) -> Attachment:
    role, name = words.split(":")
    return Attachment(name, "", role, name, "0" * 64, "application/pdf", 1, 1, KeptFile(Path(name)), None)


def filled(slug: str, uid: str, *, files: tuple[str, ...] = ("signed:扫描件.pdf",), **typed: object) -> Record:
    """A record with a sample in every required field, a signed scan, and what was typed."""
    samples = {field.name: field.sample for field in kind_of(slug).fields if field.required}
    return record(slug, uid, files=files, **{**samples, **typed})


def snapshot(*records: Record, scheme: Scheme = QIDONG) -> Snapshot:
    """The records in listing order: kind, date (undated ones last), time of entry, order given."""
    slugs = [kind.slug for kind in kinds.KINDS]

    def key(each: Record) -> tuple[int, dt.date, dt.datetime]:
        kind = kind_of(each.kind)
        day = each[kind.date] if kind.date else None
        return slugs.index(each.kind), day or dt.date.max, each.created

    campaign = Campaign("campaign", scheme.name, "第五税务分局", scheme.year, scheme.id)
    return Snapshot(campaign, scheme, (), tuple(sorted(records, key=key)))


def complete() -> dict[str, Record]:
    """By uid, one record for every paper that the Qidong scheme requires: nothing is missing, nothing contradicts."""
    names = "林晓岚、沈文君、周启明"
    groups = [
        {"group": group.name, "issued": 1, "returned": 1, "void": 0} for node in QIDONG.nodes for group in node.groups
    ]
    meetings = {
        "mobilisation": ("动员会", "5月15日"),
        "study": ("学习会", "6月10日"),
        "liaison": ("沟通联系会", "7月1日"),
    }
    tasks = {"task-1": ("宣传发动", "5月20日"), "task-2": ("检查整改", "7月20日"), "task-3": ("考核评议", "10月20日")}
    summaries = {"sum-1": ("宣传发动", "5月29日"), "sum-2": ("检查整改", "9月28日"), "sum-3": ("考核评议", "11月20日")}
    records = [
        *(filled("person", name, name=name) for name in ("林晓岚", "沈文君", "周启明")),
        filled("campaign_plan", "plan"),
        filled("leading_group", "group"),
        filled("minutes", "minutes", meeting="mobilisation"),
        filled("check_round", "check"),
        filled("finding", "finding", closed="7月6日", result="已更新", proof="公开栏照片"),
        filled("visit", "visit"),
        filled("opinion", "opinion"),
        filled("daily_assessment", "daily"),
        filled("review", "review", groups=groups),
    ]
    records += [
        filled("meeting", uid, title=kind, type=kind, date=day, expected=names, present=names)
        for uid, (kind, day) in meetings.items()
    ]
    records += [filled("stage_task", uid, stage=stage, due=day) for uid, (stage, day) in tasks.items()]
    records += [
        filled("stage_summary", uid, stage=stage, issued=day, title=f"{stage}阶段小结")
        for uid, (stage, day) in summaries.items()
    ]
    for node in QIDONG.nodes:
        for group in node.groups:
            records.append(record("ballot", f"ballot-{group.key}", review="review", group=group.name, score="88"))
    return {each.uid: each for each in records}


def complete_but(*without: str, **instead: Record) -> Snapshot:
    """The complete ledger without some records and with others put in their place, by uid."""
    records = complete()
    for uid in without:
        del records[uid]
    return snapshot(*{**records, **{each.uid: each for each in instead.values()}}.values())
