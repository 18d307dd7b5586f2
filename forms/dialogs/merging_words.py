"""What merging would do, in the words and rows of the sheet; and where two texts differ."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from forms.moments import minute
from forms.widgets.listing import ListColumn, ListRow
from ledger.merging.comparison import (
    CHOICES,
    DELETED,
    NEW,
    RESTORED,
    WHAT,
    Clash,
    Comparison,
    Conflict,
    Version,
    in_quotes,
)

COUNTS = (
    ListColumn("kind", "种类", 12, stretch=True),
    *(ListColumn(what, words, len(words) + 3, "right") for what, words in WHAT.items()),
    ListColumn("conflicts", "要选", 5, "right"),
    ListColumn("same", "不变", 5, "right"),
)
SHIFTS = (
    ListColumn("what", "合并以后", 7),
    ListColumn("kind", "种类", 8),
    ListColumn("title", "记录", 18, stretch=True),
    ListColumn("fields", "变动的栏目", 12, stretch=True),
)
QUESTIONS = (
    ListColumn("answer", "选用", 4),
    ListColumn("kind", "种类", 6),
    ListColumn("title", "记录", 8, stretch=True),
    ListColumn("label", "栏目", 7),
)

_TONES = {NEW: "good", DELETED: "bad", RESTORED: "warn"}
_LONGEST = 4000
"""Characters of a text up to which it is told where it differs; longer ones take too long to compare."""


@dataclass(frozen=True)
class Question:
    """What has to be chosen, whether fields, deletions, schemes or records differ; `note` says what choosing means.

    `of_one` tells that both versions are of one record, else they are two records of which one stays.
    """

    key: str
    kind: str
    title: str
    label: str
    ours: Version
    theirs: Version
    note: str
    of_one: bool = True

    @property
    def heading(self) -> str:
        """What it is about."""
        what = f"{self.kind}{in_quotes(self.title)}"
        return f"{what}的“{self.label}”" if self.of_one else what


def questions_of(comparison: Comparison) -> tuple[Question, ...]:
    """Everything that has to be chosen, whether it was or not."""
    return (*map(_of_conflict, comparison.conflicts), *map(_of_clash, comparison.clashes))


def _of_conflict(asked: Conflict) -> Question:
    note = "两边改得不同，选用哪一边的？另一边的留在修改历史里。"
    if asked.label == "是否删除":
        note = "一边删除了这条，另一边又改了它。选用删除的一边，它就在回收站里；选另一边，它就留着。"
    return Question(asked.key, asked.kind, asked.title, asked.label, asked.ours, asked.theirs, note)


def _of_clash(asked: Clash) -> Question:
    ours, theirs = (Version(words) for words in (asked.ours, asked.theirs))
    title = f"{asked.label}：{asked.words}"
    return Question(asked.key, asked.kind, title, "重复", ours, theirs, asked.sentence, of_one=False)


def count_rows(comparison: Comparison) -> list[ListRow]:
    """A row for each kind; a nought is left blank."""
    rows = []
    for place, count in enumerate(comparison.counts):
        numbers = (*(getattr(count, what) for what in WHAT), count.conflicts, count.same)
        cells = (count.kind, *(str(number) if number else "" for number in numbers))
        touched = any(numbers[:-1])
        rows.append(ListRow(str(place), cells, (count.kind, *numbers), "" if touched else "muted"))
    return rows


def shift_rows(comparison: Comparison) -> list[ListRow]:
    """A row for each record that becomes otherwise."""
    return [
        ListRow(
            str(place),
            (WHAT[each.what], each.kind, each.title, "、".join(each.fields)),
            tone=_TONES.get(each.what, ""),
        )
        for place, each in enumerate(comparison.shifts)
    ]


def question_row(asked: Question, choices: Mapping[str, str]) -> ListRow:
    """The row of a question; one that is open stands out."""
    answer = choices.get(asked.key, "")
    words = {"": "要选", **CHOICES}[answer]
    return ListRow(asked.key, (words, asked.kind, asked.title, asked.label), tone="" if answer else "warn")


def by_whom(version: Version) -> str:
    """Who made a version and when, as far as that is known."""
    return f"{version.who}，{minute(version.at)}" if version.at is not None else "没有记下是谁改的"


def facts(comparison: Comparison) -> str:
    """What comes in besides records."""
    told = [
        f"新附件{comparison.files}个" if comparison.files else "",
        f"修改历史{comparison.entries}条" if comparison.entries else "",
        comparison.scheme,
    ]
    words = "；".join(filter(None, told))
    return f"同时带来：{words}。" if words else ""


def differing(ours: str, theirs: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The parts of either text, from and to in characters, that the other has not; none of very long ones."""
    if max(len(ours), len(theirs)) > _LONGEST:
        return [], []
    matcher = difflib.SequenceMatcher(None, ours, theirs, autojunk=False)
    return list(_parts(matcher, 1)), list(_parts(matcher, 3))


def _parts(matcher: difflib.SequenceMatcher[str], at: int) -> Iterator[tuple[int, int]]:
    for code in matcher.get_opcodes():
        start, end = code[at], code[at + 1]
        if code[0] != "equal" and isinstance(start, int) and isinstance(end, int) and start < end:
            yield start, end
