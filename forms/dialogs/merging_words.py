"""What merging would do, in the words and rows of the sheet; and where two texts differ."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass

from forms.moments import minute
from forms.widgets.listing import ListColumn, ListRow
from ledger.merging.ballots import WHOLE
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
from ledger.merging.records import DELETION

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
    ListColumn("kind", "种类", 5),
    ListColumn("title", "记录", 8, stretch=True),
    ListColumn("label", "栏目", 6),
)

_TONES = {NEW: "good", DELETED: "bad", RESTORED: "warn"}
_NOTES = {
    DELETION: "一边删除了这条，另一边又改了它。选用删除的一边，它就在回收站里；选另一边，它就留着。",
    WHOLE: "这张票两边都改过，选用哪一边的？票的内容保密，不显示。",
}
"""What choosing means where whole records are in question, by the end of the key."""
_TITLE = 30
"""Characters of a title that the heading repeats: that of a register's entry is all of its text."""
_LONGEST = 800
"""Characters up to which it is told where texts differ; the worst of them take a tenth of a second to compare."""


@dataclass(frozen=True)
class Marks:
    """The parts of a text that another has not, from and to in characters, and where the two first differ."""

    parts: tuple[tuple[int, int], ...] = ()
    first: int = 0


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
        title = self.title if len(self.title) <= _TITLE else f"{self.title[:_TITLE]}……"
        what = f"{self.kind}{in_quotes(title)}"
        return f"{what}的“{self.label}”" if self.of_one else what

    @property
    def marks(self) -> tuple[Marks, Marks]:
        """Where the texts of the two versions differ; of whole records they are no texts, and nothing is marked."""
        if not self.of_one or self.key.rpartition("/")[2] in _NOTES:
            return Marks(), Marks()
        return differing(self.ours.words, self.theirs.words)


def questions_of(comparison: Comparison) -> tuple[Question, ...]:
    """Everything that has to be chosen, whether it was or not."""
    return (*map(_of_conflict, comparison.conflicts), *map(_of_clash, comparison.clashes))


def _of_conflict(asked: Conflict) -> Question:
    note = _NOTES.get(asked.key.rpartition("/")[2], "")
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
    return f"{version.who}　{minute(version.at)}" if version.at is not None else "没有记下是谁改的"


def facts(comparison: Comparison) -> str:
    """What comes in besides records."""
    told = [
        f"新附件{comparison.files}个" if comparison.files else "",
        f"修改历史{comparison.entries}条" if comparison.entries else "",
        f"活动方案{comparison.scheme}" if comparison.scheme else "",
    ]
    words = "；".join(filter(None, told))
    return f"同时带来：{words}。" if words else ""


def differing(ours: str, theirs: str) -> tuple[Marks, Marks]:
    """The parts of either text that the other has not; where very much is otherwise, all between what is alike."""
    begin = _alike(ours, theirs)
    end = min(_alike(ours[::-1], theirs[::-1]), min(len(ours), len(theirs)) - begin)
    middles = tuple(text[begin : len(text) - end] for text in (ours, theirs))
    if max(map(len, middles)) > _LONGEST:
        mine, other = (Marks(((begin, begin + len(middle)),) if middle else (), begin) for middle in middles)
        return mine, other
    found = difflib.SequenceMatcher(a=middles[0], b=middles[1], autojunk=False).get_opcodes()
    others = [code for code in found if code[0] != "equal"]
    return (
        Marks(tuple((begin + code[1], begin + code[2]) for code in others if code[1] < code[2]), begin),
        Marks(tuple((begin + code[3], begin + code[4]) for code in others if code[3] < code[4]), begin),
    )


def _alike(one: str, other: str) -> int:
    """How many characters two texts have in common at their beginning."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
