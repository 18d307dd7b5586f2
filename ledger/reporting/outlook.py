"""What is not done and what comes next: lines that the clerk can strike out, from what the ledger knows to be open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ledger.completeness import find_gaps
from ledger.records import Record
from ledger.reporting.closing import LOOPS, is_closed
from ledger.reporting.scope import Scope
from ledger.reporting.sentences import Figure, Sentence, day_words, listed, open_place
from ledger.reporting.service import unmet
from ledger.reporting.spans import stage_words
from ledger.schemes.model import Stage
from ledger.statistics import TargetResult

_NAMES = {"opinion": "意见建议", "complaint": "投诉", "stage_task": "阶段任务"}
_DONE = {"opinion": "答复", "complaint": "答复", "stage_task": "完成"}
_REPORTS = ("work_report",)
"""What the draft itself may become is not told as missing."""
_TOLD = 6
"""Open matters that are named one by one."""
_SHOWN = 30
_HAN = "一二三四五六七八九"


def problems(scope: Scope, results: tuple[TargetResult, ...]) -> list[Sentence]:
    """One line each: open findings by name, other open matters by number, targets missed, papers missing."""
    lines = [*_open_findings(scope), *_open_others(scope), *_missed(scope, results), *_missing(scope)]
    last = open_place("其他存在的问题及原因；与实际不符的上列各条请删去") if lines else open_place("存在的问题及原因")
    return [*_numbered(lines), last]


def plans(scope: Scope) -> list[Sentence]:
    """What is open and when it is due, then the tasks of the next stage, then what only the clerk knows."""
    lines: list[Sentence] = []
    for slug in LOOPS:
        left = _open(scope, slug)
        if left:
            dues = [each[LOOPS[slug].deadline] for each in left if each[LOOPS[slug].deadline]]
            ahead = [due for due in dues if due > scope.until]
            by = f"，最近的时限是{day_words(min(ahead), scope.period.year)}" if ahead else ""
            words = LOOPS[slug].steps.format(len(left))
            lines.append(Sentence(f"{words}{by}", (Figure(words, slug, len(left)),)))
    stage = _next_stage(scope)
    if stage is not None:
        begun = "继续" if stage.first <= scope.until else ""
        tasks = f"：{'；'.join(task.name for task in stage.tasks)}" if stage.tasks else ""
        lines.append(Sentence(f"按活动方案{begun}做好{stage_words(stage.name)}的工作{tasks}"))
    return [*_numbered(lines), open_place("下一步工作打算")]


def _numbered(lines: list[Sentence]) -> Iterator[Sentence]:
    """一是……。 each on a line of its own; a single one without its number."""
    for number, line in enumerate(lines):
        lead = f"{_HAN[number]}是" if len(lines) > 1 and number < len(_HAN) else ""
        yield Sentence(f"{lead}{line.text}。", line.figures)


def _open(scope: Scope, slug: str) -> list[Record]:
    """What was there by the end of what is told and not closed then, of earlier periods too."""
    loop_day = scope.snapshot.day
    records = (each for each in scope.snapshot.of(slug) if (day := loop_day(each)) is None or day <= scope.until)
    return [each for each in records if not is_closed(scope, each)]


def _open_findings(scope: Scope) -> Iterator[Sentence]:
    left = _open(scope, "finding")
    for each in left[:_TOLD]:
        words = (each["problem"] or "").rstrip("。")
        cut = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}……"
        deadline = each["deadline"]
        due = f"（整改时限{day_words(deadline, scope.period.year)}{_over(deadline, scope)}）" if deadline else ""
        yield Sentence(f"“{cut.replace('“', '‘').replace('”', '’')}”的问题还没有整改完成{due}")
    if len(left) > _TOLD:
        words = f"另有{len(left) - _TOLD}个问题没有整改完成"
        yield Sentence(words, (Figure(words, "finding", len(left) - _TOLD),))


def _over(deadline: dt.date, scope: Scope) -> str:
    return "，已超期" if deadline < scope.until else ""


def _open_others(scope: Scope) -> Iterator[Sentence]:
    for slug in _NAMES:
        left = _open(scope, slug)
        if left:
            words = f"{len(left)}{LOOPS[slug].unit}{_NAMES[slug]}还没有{_DONE[slug]}"
            named = listed([scope.snapshot.named(each, 20) for each in left], 3, LOOPS[slug].unit)
            yield Sentence(f"{words}（{named}）", (Figure(words, slug, len(left)),))


def _missed(scope: Scope, results: tuple[TargetResult, ...]) -> Iterator[Sentence]:
    for result in unmet(results):
        shown = result.rate.shown if result.rate else ""
        yield Sentence(f"目标“{result.target.name}”没有达到，要求{result.wanted}，实际{shown}")


def _missing(scope: Scope) -> Iterator[Sentence]:
    """Required papers that are not there although their stage is over, and what recurs and was not done."""
    gaps = find_gaps(scope.snapshot, scope.until)
    first, until = scope.period.first, scope.until
    ended = {
        stage.name
        for stage in scope.snapshot.scheme.stages
        if stage.first <= until and (stage.last is None or stage.last >= first)
    }
    reports = {each.key for each in scope.snapshot.scheme.required if each.kind in _REPORTS}
    papers = [gap.name for gap in gaps if gap.code == "missing" and gap.stage in ended and gap.required not in reports]
    duties = [gap.name for gap in gaps if gap.duty and gap.code == "late" and gap.by and first <= gap.by <= until]
    if papers:
        yield Sentence(f"活动方案要求的资料有{len(papers)}件没有形成：{_quoted(papers, '件')}")
    if duties:
        yield Sentence(f"经常性工作有{len(duties)}项没有按期做到或没有记录：{_quoted(duties, '项')}")


def _quoted(names: list[str], unit: str) -> str:
    return listed([f"“{name.replace('“', '‘').replace('”', '’')}”" for name in names], 5, unit)


def _next_stage(scope: Scope) -> Stage | None:
    """The stage that goes on after what is told, else the first one that begins then."""
    coming = [stage for stage in scope.snapshot.scheme.stages if stage.last is None or stage.last > scope.until]
    return min(coming, key=lambda stage: stage.first, default=None)
