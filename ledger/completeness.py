"""What is missing, incomplete, unsigned or late against the scheme's required papers, and what it can cost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ledger.fields import chinese_date
from ledger.fields.numbers import plain
from ledger.kinds import Form, Kind, kind_of
from ledger.records import Record
from ledger.schemes.model import Required, Scheme, Stage
from ledger.snapshot import Snapshot


@dataclass(frozen=True)
class Gap:
    """Something required that is not there.

    `code` is "missing", "incomplete", "unsigned", "outside", "late", "open" or "due" (not there, but its stage is not
    over). `risk` is the most it can cost in points of the campaign's result, None when no part of the formula can be
    named; `risk_words` say how that is worked out.
    """

    code: str
    name: str
    stage: str
    sentence: str
    next_step: str
    records: tuple[str, ...] = ()
    required: str = ""
    node: str = ""
    risk: Decimal | None = None
    risk_words: str = ""


def find_gaps(snapshot: Snapshot, today: dt.date | None = None) -> tuple[Gap, ...]:
    """Every gap, as of `today` (the day of the ledger's last change when not given), in the order of the stages."""
    day = today or snapshot.as_of
    gaps: list[Gap] = []
    demanded: set[str] = set()
    for required in snapshot.scheme.required:
        matching = _matching(snapshot, required)
        demanded.update(record.uid for record in matching)
        gaps.extend(_required_gaps(snapshot, required, matching, day))
    for record in snapshot.records:
        if record.uid not in demanded:
            gaps.extend(_record_gaps(snapshot, record, None))
    gaps.extend(_open_findings(snapshot, day))
    return tuple(gaps)


def points_at_risk(gaps: tuple[Gap, ...], scheme: Scheme) -> Decimal:
    """The most that all gaps together can cost of the result; a part of the formula never costs more than it is worth."""
    total = Decimal(0)
    for node in scheme.nodes:
        risks = [gap.risk for gap in gaps if gap.node == node.key and gap.risk is not None]
        total += min(sum(risks, Decimal(0)), share_of(scheme, node.key))
    return min(total, scheme.node(scheme.root).full)


def share_of(scheme: Scheme, key: str) -> Decimal:
    """How many points of the result the node called `key` is worth; 0 when the result does not depend on it."""

    def share(node_key: str, worth: Decimal) -> Decimal:
        if node_key == key:
            return worth
        node = scheme.node(node_key)
        return max((share(part.key, worth * part.weight / 100) for part in node.parts), default=Decimal(0))

    return share(scheme.root, scheme.node(scheme.root).full)


def _matching(snapshot: Snapshot, required: Required) -> tuple[Record, ...]:
    """The records of its kind with its words; only those of its stage when another stage demands the same."""
    kind = kind_of(required.kind)
    records = [
        record
        for record in snapshot.of(required.kind)
        if all(kind.field(name).show(record[name]) == words for name, words in required.where.items())
    ]
    rivals = [each for each in snapshot.scheme.required if each.kind == required.kind and each.where == required.where]
    if len(rivals) > 1:
        records = [record for record in records if _stage_key(snapshot, record) == required.stage]
    return tuple(records)


def _stage_key(snapshot: Snapshot, record: Record) -> str:
    stage = snapshot.stage(record)
    return stage.key if stage else ""


def _required_gaps(snapshot: Snapshot, required: Required, records: tuple[Record, ...], day: dt.date) -> Iterator[Gap]:
    stage = _stage(snapshot.scheme, required.stage)
    if len(records) < required.least:
        yield _missing(snapshot.scheme, required, len(records), stage, day)
    for record in records:
        yield from _record_gaps(snapshot, record, required)
        yield from _time_gaps(snapshot, record, required, stage)


def _missing(scheme: Scheme, required: Required, have: int, stage: Stage, day: dt.date) -> Gap:
    over = stage.last is not None and day > stage.last
    count = f"，要求至少{required.least}份，现有{have}份" if required.least > 1 else ""
    when = "该阶段已经结束" if over else "该阶段尚未结束，还可以按时补上"
    kind = kind_of(required.kind)
    return _gap(
        scheme,
        required,
        code="missing" if over else "due",
        sentence=f"{stage.name}阶段缺“{required.name}”{count}；{when}。",
        next_step=f"新增一条“{kind.title}”记录{_where_words(kind, required)}，它用来证明：{required.proves}。",
    )


def _where_words(kind: Kind, required: Required) -> str:
    words = "、".join(f"{kind.field(name).label}填“{value}”" for name, value in required.where.items())
    return f"，{words}" if words else ""


def _record_gaps(snapshot: Snapshot, record: Record, required: Required | None) -> Iterator[Gap]:
    """Blank required fields and a signed scan that is not there."""
    kind = kind_of(record.kind)
    blank = [field.label for field in kind.fields if field.required and record[field.name] in (None, "", ())]
    title, name = snapshot.title(record), kind.paper
    if blank:
        yield _gap(
            snapshot.scheme,
            required,
            code="incomplete",
            name=name,
            record=record,
            stage=snapshot.stage(record),
            sentence=f"“{title}”还有{len(blank)}项没填：{'、'.join(blank)}。",
            next_step=f"打开这条{kind.title}，把空着的栏目补上。",
        )
    wanted = required.signed if required else kind.signed
    if wanted and kind.form is Form.EACH and not any(attachment.role == "signed" for attachment in record.attachments):
        yield _gap(
            snapshot.scheme,
            required,
            code="unsigned",
            name=name,
            record=record,
            stage=snapshot.stage(record),
            sentence=f"“{title}”没有签字（盖章）扫描件。",
            next_step="打印、签字（盖章）后扫描成PDF或图片，添加为这条记录的签字扫描件。",
        )


def _time_gaps(snapshot: Snapshot, record: Record, required: Required, stage: Stage) -> Iterator[Gap]:
    """A paper dated outside the stage that demands it."""
    day = snapshot.day(record)
    if day is None or stage.holds(day) or kind_of(record.kind).form is not Form.EACH:
        return
    late = stage.last is not None and day > stage.last
    words = f"晚于{stage.name}阶段（{stage.span}）" if late else f"早于{stage.name}阶段（{stage.span}）"
    yield _gap(
        snapshot.scheme,
        required,
        code="late" if late else "outside",
        record=record,
        sentence=f"“{snapshot.title(record)}”的日期是{chinese_date(day)}，{words}。",
        next_step="核对日期；日期属实的，在备考表或情况说明里写明原因，不要改写日期。",
    )


def _open_findings(snapshot: Snapshot, day: dt.date) -> Iterator[Gap]:
    """Findings that are not closed (闭环), overdue ones said so."""
    required = next((each for each in snapshot.scheme.required if each.kind == "finding"), None)
    for record in snapshot.of("finding"):
        if record["status"] == "已完成":
            continue
        deadline = record["deadline"]
        overdue = isinstance(deadline, dt.date) and day > deadline
        words = f"，整改时限是{chinese_date(deadline)}，已经超期" if overdue else ""
        yield _gap(
            snapshot.scheme,
            required,
            code="late" if overdue else "open",
            name="整改台帐",
            record=record,
            stage=snapshot.stage(record),
            sentence=f"问题“{_short(snapshot.title(record))}”还没有整改完成{words}。",
            next_step="落实整改后填写完成日期、整改结果、佐证材料和复查情况。",
        )


def _gap(
    scheme: Scheme,
    required: Required | None,
    *,
    code: str,
    sentence: str,
    next_step: str,
    name: str = "",
    record: Record | None = None,
    stage: Stage | None = None,
) -> Gap:
    risk, words = _risk(scheme, required)
    place = _stage(scheme, required.stage) if required else stage
    return Gap(
        code=code,
        name=required.name if required else name,
        stage=place.name if place else "",
        sentence=sentence,
        next_step=next_step,
        records=(record.uid,) if record else (),
        required=required.key if required else "",
        node=required.node if required else "",
        risk=risk,
        risk_words=words,
    )


def _risk(scheme: Scheme, required: Required | None) -> tuple[Decimal | None, str]:
    """The most a requirement can cost, and how that is known; the scheme may not say."""
    if required is None or not required.node:
        return None, "方案没有要求这份材料，不直接扣分"
    node, worth = scheme.node(required.node), share_of(scheme, required.node)
    if required.points is not None:
        risk = required.points * worth / node.full
        return risk, f"方案规定扣{node.name}{plain(required.points)}分，折合总分{plain(risk)}分"
    return worth, f"方案没有写单项扣分；属{node.name}，该项占总分{plain(worth)}分，最多影响{plain(worth)}分"


def _stage(scheme: Scheme, key: str) -> Stage:
    return next(stage for stage in scheme.stages if stage.key == key)


def _short(text: str, most: int = 20) -> str:
    return text if len(text) <= most else f"{text[:most]}……"
