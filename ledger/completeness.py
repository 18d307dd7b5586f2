"""What is missing, incomplete, unsigned or late against the scheme's required papers, and what it can cost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from ledger.duties import Undone, gaps_of_duties, undone
from ledger.faults import faults_of
from ledger.fields import chinese_date
from ledger.following import FOLLOWED, Standing, standing
from ledger.gap import Gap
from ledger.kinds import Form, Kind
from ledger.records import Record
from ledger.risk import at_risk, risk_of
from ledger.schemes.model import Required, Scheme, Stage
from ledger.schemes.provisions import ONCE, Duty
from ledger.snapshot import Snapshot

_NAMED = 40
"""Characters with which a record is named."""


def find_gaps(snapshot: Snapshot, today: dt.date | None = None) -> tuple[Gap, ...]:
    """Every gap, as of `today` (the day of the ledger's last change when not given), in the order of the stages.

    What belongs to no stage comes last. What a required paper and a duty ask for alike is told once.
    """
    day = today or snapshot.as_of
    gaps: list[Gap] = []
    turned = undone(snapshot, day)
    demands: dict[str, list[Required]] = {}
    for required in snapshot.scheme.required:
        records = matching(snapshot, required)
        for record in records:
            demands.setdefault(record.uid, []).append(required)
        stage = _stage(snapshot.scheme, required.stage)
        once = None if records else _once(required, turned)
        turned = tuple(each for each in turned if each is not once)
        if not (records and _is_told(required, turned)):
            gaps.extend(_missing(snapshot, required, stage, len(records), day, once))
        gaps.extend(_out_of_time(snapshot, required, stage, records))
    for record in snapshot.records:
        gaps.extend(_faults(snapshot, record, demands.get(record.uid, ())))
    gaps.extend(_unclosed(snapshot, day))
    gaps.extend(gaps_of_duties(snapshot, turned, day))
    order = {stage.name: place for place, stage in enumerate(snapshot.scheme.stages)}
    return tuple(sorted(gaps, key=lambda gap: order.get(gap.stage, len(order))))


def points_at_risk(gaps: tuple[Gap, ...], scheme: Scheme) -> Decimal:
    """The most that all gaps together can cost of the result; no part of the formula costs more than it is worth."""
    losses: dict[str, Decimal] = {}
    for gap in gaps:
        if gap.risk is not None:
            losses[gap.node] = losses.get(gap.node, Decimal(0)) + gap.risk
    return at_risk(scheme, losses)


def matching(snapshot: Snapshot, required: Required) -> tuple[Record, ...]:
    """The records that satisfy it; only those of its stage when another stage demands the same."""
    records = (record for record in snapshot.of(required.kind) if snapshot.fits(record, required))
    rivals = [each for each in snapshot.scheme.required if each.kind == required.kind and each.where == required.where]
    if len(rivals) > 1:
        return tuple(record for record in records if _stage_key(snapshot, record) == required.stage)
    return tuple(records)


def _alike(required: Required, duty: Duty) -> bool:
    """Whether both ask for the same records."""
    return (required.kind, required.where) == (duty.kind, duty.where)


def _is_told(required: Required, turned: Sequence[Undone]) -> bool:
    """Whether a duty names the periods that lack a paper which costs no points: “下半年” says more than “现有1份”."""
    return not required.node and any(_alike(required, each.duty) for each in turned)


def _once(required: Required, turned: Sequence[Undone]) -> Undone | None:
    """The undone duty that asks once for the same paper, and says by when."""
    return next((each for each in turned if each.duty.every in ONCE and _alike(required, each.duty)), None)


def _missing(
    snapshot: Snapshot, required: Required, stage: Stage, have: int, day: dt.date, once: Undone | None
) -> Iterator[Gap]:
    """Fewer papers than the scheme demands, by the day that a duty names where that comes before the stage's end."""
    if have >= required.least:
        return
    by = once.turn.last if once and (stage.last is None or once.turn.last < stage.last) else None
    last = by or stage.last
    over = last is not None and day > last
    count = f"，要求至少{required.least}份，现有{have}份" if required.least > 1 else ""
    kind = snapshot.kind(required.kind)
    gap = _gap(
        snapshot,
        required,
        code="missing" if over else "due",
        sentence=f"{stage.name}阶段缺“{required.name}”{count}；{_when(stage, by, day, over=over)}。",
        next_step=f"新增一条“{kind.title}”记录{_where_words(kind, required)}，它用来证明：{required.proves}。",
    )
    yield replace(gap, by=by)


def _when(stage: Stage, by: dt.date | None, day: dt.date, *, over: bool) -> str:
    """Whether there is still time for a paper."""
    if by is not None:
        return f"最迟{chinese_date(by)}，{'已经过期' if over else '还可以按时补上'}"
    if over:
        return "该阶段已经结束"
    return "该阶段尚未结束，还可以按时补上" if day >= stage.first else "该阶段还没有开始"


def _where_words(kind: Kind, required: Required) -> str:
    words = "、".join(f"{kind.field(name).label}填“{value}”" for name, value in required.where.items())
    return f"，{words}" if words else ""


def _out_of_time(snapshot: Snapshot, required: Required, stage: Stage, records: Sequence[Record]) -> Iterator[Gap]:
    """Too few of the records lie within the stage: the ones nearest to it would have to.

    More records than are demanded may lie anywhere, and an undated one is incomplete, not late.
    """
    kind = snapshot.kind(required.kind)
    if kind.form is Form.REGISTER:
        yield from _register_out_of_time(snapshot, required, stage, records)
        return
    dated = [(day, record) for record in records if (day := snapshot.day(record)) is not None]
    outside = sorted((each for each in dated if not stage.holds(each[0])), key=lambda each: _distance(stage, each[0]))
    wanting = required.least - (len(records) - len(outside))
    for day, record in outside[: max(wanting, 0)]:
        late = day > stage.first
        words = f"{'晚' if late else '早'}于{stage.name}阶段（{stage.span}）"
        yield _gap(
            snapshot,
            required,
            code="late" if late else "outside",
            record=record,
            stage=stage,
            sentence=f"{snapshot.named(record)}的日期是{chinese_date(day)}，{words}。",
            next_step="核对日期；日期属实的，在备考表或情况说明里写明原因，不要改写日期。",
        )


def _register_out_of_time(
    snapshot: Snapshot, required: Required, stage: Stage, records: Sequence[Record]
) -> Iterator[Gap]:
    """Entries enough, but too few of them in the stage."""
    kind = snapshot.kind(required.kind)
    outside = [each for each in records if _is_outside(snapshot, each, stage)]
    inside = len(records) - len(outside)
    if len(records) < required.least or inside >= required.least:
        return
    late = all(day > stage.first for record in outside if (day := snapshot.day(record)) is not None)
    yield _gap(
        snapshot,
        required,
        code="late" if late else "outside",
        record=outside[0],
        stage=stage,
        sentence=f"{kind.paper}的{len(records)}条里，属于{stage.name}阶段（{stage.span}）的有{inside}条，"
        f"要求至少{required.least}条。",
        next_step="核对日期；阶段内做过的补登记，没有做的在备考表或情况说明里写明原因，不要改写日期。",
    )


def _is_outside(snapshot: Snapshot, record: Record, stage: Stage) -> bool:
    """Whether a dated record lies in another stage; stages may overlap, and a record may name its own."""
    day = snapshot.day(record)
    return day is not None and not stage.holds(day) and _stage_key(snapshot, record) != stage.key


def _distance(stage: Stage, day: dt.date) -> dt.timedelta:
    """How far a day outside the stage lies from it."""
    return stage.first - day if day < stage.first or stage.last is None else day - stage.last


def _faults(snapshot: Snapshot, record: Record, demands: Sequence[Required]) -> Iterator[Gap]:
    """What one record lacks, as gaps of what first demands it."""
    signed = record.declared.signed or any(each.signed for each in demands)
    for fault in faults_of(record, snapshot.short(record, _NAMED), signed=signed):
        yield _gap(
            snapshot,
            demands[0] if demands else None,
            code=fault.code,
            record=record,
            sentence=fault.sentence,
            next_step=fault.next_step,
        )


def _unclosed(snapshot: Snapshot, day: dt.date) -> Iterator[Gap]:
    """Findings and opinions that are not closed (闭环), and tasks that are overdue."""
    for each in FOLLOWED:
        for record in snapshot.of(each.slug):
            stands = standing(record, day, snapshot.calendar)
            overdue = stands is Standing.OVERDUE
            if stands is Standing.CLOSED or (each.only_overdue and not overdue):
                continue
            due = snapshot.kind(each.slug).field(each.deadline_field(record))
            words = f"，{due.label}是{chinese_date(record[due.name])}，已经超期" if overdue else ""
            demands = (required for required in snapshot.scheme.required if snapshot.fits(record, required))
            yield _gap(
                snapshot,
                next(demands, None),
                code="late" if overdue else "open",
                record=record,
                sentence=f"{each.what}{snapshot.named(record, 20)}还没有{each.wants}{words}。",
                next_step=each.next_step,
            )


def _gap(
    snapshot: Snapshot,
    required: Required | None,
    *,
    code: str,
    sentence: str,
    next_step: str,
    record: Record | None = None,
    stage: Stage | None = None,
) -> Gap:
    """A gap of a record, of what is required, or of both; of `stage`, else the record's, else the demanding one."""
    scheme = snapshot.scheme
    risk = risk_of(scheme, required, missing=code in ("missing", "due"))
    if stage is None and record:
        stage = snapshot.stage(record)
    if stage is None and required:
        stage = _stage(scheme, required.stage)
    name = required.name if required else record.declared.paper if record else ""
    return Gap(
        code=code,
        name=name,
        stage=stage.name if stage else "",
        sentence=sentence,
        next_step=next_step,
        records=(record.uid,) if record else (),
        required=required.key if required else "",
        node=risk.node,
        risk=risk.points,
        risk_words=risk.words,
    )


def _stage(scheme: Scheme, key: str) -> Stage:
    return next(stage for stage in scheme.stages if stage.key == key)


def _stage_key(snapshot: Snapshot, record: Record) -> str:
    stage = snapshot.stage(record)
    return stage.key if stage else ""


__all__ = ["Gap", "find_gaps", "matching", "points_at_risk"]
