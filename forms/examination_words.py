"""What an examination and a repair found, as the window lists and says it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from forms.moments import minute
from forms.preferences import Preferences
from forms.widgets.listing import ListColumn, ListRow
from ledger.doctor.findings import REPAIR, Examination, Finding, Severity
from ledger.doctor.losses import Fate, Outcome, Repaired

FINDINGS = (
    ListColumn("severity", "程度", 4),
    ListColumn("sentence", "发现了什么", 24, stretch=True),
    ListColumn("next", "怎么办", 12, stretch=True),
)
OUTCOMES = (
    ListColumn("fate", "结果", 5),
    ListColumn("sort", "种类", 7),
    ListColumn("sentence", "说明", 24, stretch=True),
)
_SOUND = "没有发现问题。"
_SCREEN = "doctor"
_MOST = 10
"""Libraries of which it is remembered when they were examined."""
_TONES = {Severity.DAMAGE: "bad", Severity.FAULT: "warn", Severity.NOTE: "muted"}
_FATES = {Fate.LOST: "bad", Fate.KEPT: "warn", Fate.MENDED: "", Fate.REGAINED: "good"}
_REPAIR_HERE = "按“在副本上修复”，或从最近的备份恢复"
_STEPS = {"no-backup": "在“备份与恢复”里按“现在备份”，最好再选一个第二处。"}
"""Next steps that are taken otherwise in the window than on the command line."""


def next_step(finding: Finding) -> str:
    """What to do about a finding, in the window."""
    return _STEPS.get(finding.code, finding.next_step.replace(REPAIR, _REPAIR_HERE))


def rows_of(findings: Iterable[Finding]) -> Iterator[ListRow]:
    """A row for each finding; its place is the uid."""
    for place, each in enumerate(findings):
        cells = (each.severity.word, each.sentence, next_step(each))
        yield ListRow(str(place), cells, (-each.severity, *cells[1:]), _TONES[each.severity])


def summary(found: Examination) -> str:
    """What was looked at, and how much was found, in a sentence."""
    counts = "、".join(f"{words}{number}" for words, number in found.counts)
    return f"查了{counts}，{_found(Counter(each.severity for each in found.findings))}"


def _found(numbers: Mapping[Severity, int]) -> str:
    parts = [f"{numbers[each]}处{each.word}" for each in sorted(numbers, reverse=True) if numbers[each]]
    return f"有{'、'.join(parts)}。" if parts else _SOUND


def outcome_rows(made: Repaired) -> Iterator[ListRow]:
    """A row for each thing that was not whole, what was lost first."""
    ordered = [each for fate in _FATES for each in made.of(fate)]
    for place, each in enumerate(ordered):
        yield ListRow(str(place), _outcome(each), tone=_FATES[each.fate])


def _outcome(each: Outcome) -> tuple[str, str, str]:
    return each.fate.value, each.sort, each.sentence


def repaired_summary(made: Repaired) -> str:
    """What a repair did, in a sentence."""
    counts = "，".join(f"{fate.value}{len(made.of(fate))}项" for fate in Fate if made.of(fate))
    return f"已修复到“{made.folder}”，原来的台帐库没有改动。{counts or '没有什么要补的'}。"


def state_after(made: Repaired) -> str:
    """What the examination of the copy says."""
    worst = made.after.worst
    if worst is Severity.DAMAGE:
        return "修复后再检查，副本的数据库仍有损坏，不能用：请从备份恢复，或联系维护人员。"
    if worst is Severity.FAULT:
        return "修复后再检查：副本能打开，还有一些问题，打开以后可以再体检一次看清楚。"
    return "修复后再检查：副本完好，能打开。"


def with_examined(preferences: Preferences, found: Examination, at: dt.datetime) -> Preferences:
    """It is remembered when a library was examined (UTC), and what was found."""
    others = [(name, kept) for name, kept in _remembered(preferences).items() if name != str(found.library)]
    numbers = Counter(each.severity.name for each in found.findings)
    latest: dict[str, Any] = {"at": at.isoformat(), **numbers}
    return preferences.with_screen(_SCREEN, libraries=dict([*others, (str(found.library), latest)][-_MOST:]))


def last_examined(preferences: Preferences, folder: Path) -> str:
    """When a library was examined last, and what was found; it may never have been."""
    match _remembered(preferences).get(str(folder)):
        case {"at": str(at), **numbers}:
            try:
                moment = minute(dt.datetime.fromisoformat(at))
            except ValueError:  # somebody changed the file
                return "还没有体检过。"
            known = {each: numbers.get(each.name, 0) for each in Severity}
            return f"上次体检：{moment}，{_found({each: n for each, n in known.items() if isinstance(n, int)})}"
    return "还没有体检过。"


def _remembered(preferences: Preferences) -> dict[str, Any]:
    kept = preferences.screens.get(_SCREEN, {}).get("libraries")
    return kept if isinstance(kept, dict) else {}
