"""What merging would do, as values to be shown: counts, every change, and what has to be chosen first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from ledger.errors import InputError

OURS, THEIRS = "ours", "theirs"
"""The two answers to whatever has to be chosen."""
CHOICES = {OURS: "本台帐", THEIRS: "对方"}
"""The answers, in words."""

NEW, UPDATED, DELETED, RESTORED = "new", "updated", "deleted", "restored"
WHAT = {NEW: "新增", UPDATED: "更新", DELETED: "移入回收站", RESTORED: "从回收站恢复"}
"""What can happen to a record here, in words."""


def in_quotes(words: str) -> str:
    """Words in quotes, those inside them single (GB/T 15834-2011, 4.8)."""
    return f"“{words.replace('“', '‘').replace('”', '’')}”"


_LONGEST = 40
"""Characters of a title that a sentence repeats."""


@dataclass(frozen=True)
class Shift:
    """A record that becomes otherwise here: what happens to it (a key of WHAT), and the labels of changed fields."""

    uid: str
    kind: str
    title: str
    what: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class Version:
    """One side's version of what is in question: its words, and who made it when (UTC), as far as that is known."""

    words: str = field(repr=False)  # what is written of a fault may be read by others
    who: str = ""
    at: dt.datetime | None = None


@dataclass(frozen=True)
class Conflict:
    """Something that both sides changed otherwise; `key` is what a choice is given under.

    `title` is the record's, `label` the field's, or what else is in question (是否删除, 活动方案).
    """

    key: str
    kind: str
    title: str
    label: str
    ours: Version
    theirs: Version

    @property
    def sentence(self) -> str:
        """What differs, for the clerk."""
        mine, other = (in_quotes(each.words or "空白") for each in (self.ours, self.theirs))
        return f"{self.what}两边改得不同：本台帐为{mine}，对方为{other}。"

    @property
    def what(self) -> str:
        """What is in question, without what either side says."""
        return f"{self.kind}{in_quotes(_cut(self.title))}的“{self.label}”"


@dataclass(frozen=True)
class Clash:
    """Two different records that may not both stand, as they share `words`: one of them goes to the recycle bin."""

    key: str
    kind: str
    label: str
    words: str
    ours: str
    theirs: str

    @property
    def sentence(self) -> str:
        """What clashes, for the clerk."""
        return f"两边各有一条{self.kind}的{self.label}是{in_quotes(self.words)}：选一条保留，另一条移入回收站。"

    @property
    def what(self) -> str:
        """What is in question, without what it says."""
        return f"两边各有一条{self.kind}的{self.label}相同"


@dataclass(frozen=True)
class MissingFile:
    """An attachment whose file the other library has not got, or has otherwise than it should be."""

    record: str
    name: str
    why: str

    @property
    def sentence(self) -> str:
        """What is wrong and what to do, for the clerk."""
        what = f"{in_quotes(self.record)}的附件“{self.name}”没有文件"
        return f"{what}：对方台帐库里的文件{self.why}。请向对方要来原件，再重新添加。"


@dataclass(frozen=True)
class Count:
    """How many records of a kind become what here; `same` are those that stay as they are."""

    kind: str
    new: int = 0
    updated: int = 0
    deleted: int = 0
    restored: int = 0
    same: int = 0
    conflicts: int = 0


@dataclass(frozen=True)
class Comparison:
    """What merging the library of `unit` would do here, with the choices that were made so far.

    `scheme` says what happens to the scheme, and is empty when nothing does. `open` are the keys of what has to be
    chosen still; `entries` counts the entries of the history that come in, `files` the attachments.
    """

    unit: str
    campaign: str
    counts: tuple[Count, ...]
    shifts: tuple[Shift, ...]
    conflicts: tuple[Conflict, ...]
    clashes: tuple[Clash, ...]
    open: tuple[str, ...]
    scheme: str
    entries: int
    files: int
    changes: bool
    """Whether anything at all would become otherwise here."""
    missing: tuple[MissingFile, ...] = ()
    first: bool = False
    """Whether it is a branch that comes for the first time."""
    left_out: tuple[str, ...] = ()
    """The units that a branch took in for its part: they do not come along."""

    @property
    def sentence(self) -> str:
        """The whole in a sentence, and a second one when something stays behind."""
        if not self.left_out:
            return self._said
        units = "、".join(self.left_out)
        return f"{self._said}{in_quotes(self.unit)}收入的下级台帐（{units}）不一起收入：需要时请分别收入它们的移交包。"

    @property
    def _said(self) -> str:
        if not self.changes and not self.open:
            return f"“{self.unit}”的台帐里没有本台帐还没有的内容。"
        told = [
            f"{WHAT[what]}{sum(getattr(count, what) for count in self.counts)}条"
            for what in WHAT
            if any(getattr(count, what) for count in self.counts)
        ]
        told += [f"新附件{self.files}个"] if self.files else []
        told += ["活动方案改动"] if self.scheme else []
        told += [f"{len(self.open)}处要先选择"] if self.open else []
        return f"合并“{self.unit}”的台帐：{'，'.join(told) or ('还没有记录' if self.first else '补上修改记录')}。"


def with_branches(own: Comparison, branches: Iterable[Comparison]) -> Comparison:
    """The comparison of one's own records, with what becomes of branches; theirs are told with the unit in front."""
    whole = own
    for each in branches:
        front = f"{each.unit}　"
        whole = replace(
            whole,
            counts=(*whole.counts, *(replace(count, kind=front + count.kind) for count in each.counts)),
            shifts=(*whole.shifts, *(replace(shift, kind=front + shift.kind) for shift in each.shifts)),
            conflicts=(*whole.conflicts, *(replace(asked, kind=front + asked.kind) for asked in each.conflicts)),
            clashes=(*whole.clashes, *(replace(asked, kind=front + asked.kind) for asked in each.clashes)),
            open=(*whole.open, *each.open),
            entries=whole.entries + each.entries,
            files=whole.files + each.files,
            changes=True,
        )
    return whole


def _cut(title: str) -> str:
    """As much of a title as tells which record is meant: of some kinds it is the whole text."""
    return title if len(title) <= _LONGEST else f"{title[:_LONGEST]}……"


class Undecided(InputError):
    """Some of what differs was not chosen yet, so nothing was merged; `comparison` lists it."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison
        asked: tuple[Conflict | Clash, ...] = (*comparison.conflicts, *comparison.clashes)
        first = next(each.what for each in asked if each.key in comparison.open)
        more = f"等{len(comparison.open)}处" if len(comparison.open) > 1 else ""
        # Without what either side says: a sentence of an error may be logged, and it may be a phone number.
        super().__init__(f"没有合并，有内容要先选用哪一边：{first}{more}。请看预览，逐处选定后再合并。")


class BadChoice(InputError):
    """A choice is neither of the two answers."""

    def __init__(self, key: str, answer: object) -> None:
        self.key = key
        super().__init__(
            f"选择“{key}: {answer}”用不上：请按预览列出的编号填写，内容只填 ours（本台帐）或 theirs（对方）。"
        )


class OtherCampaign(InputError):
    """The other library is of another campaign."""

    def __init__(self, unit: str, campaign: str) -> None:
        super().__init__(
            f"“{unit}”的台帐是另一次活动{in_quotes(campaign)}，不能并入本台帐的记录：如果是下级单位的台帐，请作为下级台帐收入。"
        )


class OwnCampaign(InputError):
    """What was to be taken in as a branch is of this library's own campaign."""

    def __init__(self, unit: str) -> None:
        super().__init__(f"“{unit}”的台帐与本台帐是同一次活动，不是下级台帐：请改用合并。")


class MixedUp(InputError):
    """The other library calls something of its own by a uid that stands for something else here."""

    def __init__(self, uid: str) -> None:
        self.uid = uid
        super().__init__(
            f"对方台帐里编号“{uid}”的内容，在本台帐库里是另一样东西，没有合并：请核对来源，不要手工改动台帐库。"
        )


def refuse_bad(choices: Mapping[str, str], otherwise: str) -> None:
    """Raise BadChoice for an answer that is none. One to what is in question no more does no harm."""
    for key, answer in {**choices, **({"*": otherwise} if otherwise else {})}.items():
        if answer not in CHOICES:
            raise BadChoice(key, answer)
