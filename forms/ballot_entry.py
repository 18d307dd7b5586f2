"""Ballots entered from a pile: what was typed read as a ballot, and a sitting whose ballots go into the ledger."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from forms.actions import Action, Add, Delete, Outcome
from ledger.errors import InputError, LedgerError
from ledger.fields import Context, FieldError, Score
from ledger.fields.numbers import plain
from ledger.kinds import kind_of
from ledger.records import Record
from ledger.snapshot import Snapshot

MARKS: Mapping[str, str] = {"/": "不了解", "b": "不了解", "*": "弃权", "q": "弃权", "+": "无效", "w": "无效"}
"""The keys that stand for a ballot without a score: of the keypad, and letters beside each other."""
BACK = "-"
"""The key that takes the last ballot back."""
_SCORE = next(each for each in kind_of("ballot").fields if isinstance(each, Score))


class NotABallot(InputError):
    """What was typed is no ballot; nothing was stored."""

    def __init__(self, typed: str, why: str) -> None:
        shown = f"“{typed.strip()}”" if typed.strip() else "空白"
        super().__init__(f"{shown}没有存：{why}，请看原票重新输入。")


@dataclass(frozen=True)
class Cast:
    """What stands on one ballot: a score or the `mark` of one without; `identity` only where a scheme counts by it."""

    score: Decimal | None = None
    mark: str = ""
    identity: str = ""
    comment: str = ""

    @property
    def words(self) -> str:
        """The score as it is read aloud, or the mark."""
        return self.mark or ("" if self.score is None else plain(self.score))

    @property
    def counted(self) -> tuple[str, str]:
        """What two entries of a ballot must agree in."""
        return self.words, self.identity

    @property
    def said(self) -> str:
        """The words, with the identity where there is one."""
        return f"{self.words}（{self.identity}）" if self.identity else self.words


def cast_of(record: Record) -> Cast:
    """What stands on a ballot of the ledger; a mark stands above a score."""
    mark = record["mark"] or ""
    return Cast(None if mark else record["score"], mark, record["identity"] or "", record["comment"] or "")


def data_of(cast: Cast) -> dict[str, str]:
    """A ballot as it is typed into its fields, review, group and comment apart."""
    score = "" if cast.score is None else plain(cast.score)
    return {"score": score, "mark": cast.mark, "identity": cast.identity}


def is_key(typed: str) -> bool:
    """Whether what was typed is a whole ballot by itself, or takes one back: then no Enter is waited for."""
    text = _plain(typed)
    return text in MARKS or text == BACK


def is_back(typed: str) -> bool:
    """Whether the last ballot is to be taken back."""
    return _plain(typed) == BACK


def read_cast(typed: str, full: Decimal, identity: str = "", comment: str = "") -> Cast:
    """The ballot that was typed: a score of 0 to `full`, a key of MARKS or its word. Raises NotABallot."""
    text = _plain(typed)
    mark = MARKS.get(text) or (text if text in MARKS.values() else "")
    if mark:
        return Cast(None, mark, identity, comment)
    if not text:
        raise NotABallot(typed, "还没有输入分数")
    try:
        score = replace(_SCORE, most=min(full, _SCORE.most)).read(text, Context())
    except FieldError as error:
        raise NotABallot(typed, error.want) from error
    return Cast(score, "", identity, comment)


def _plain(typed: str) -> str:
    """What was typed in plain signs: an input method gives full-width ones, and 。 for the point."""
    return unicodedata.normalize("NFKC", typed).strip().lower().replace("。", ".")


Change = Callable[[Action, Callable[[Outcome], object], Callable[[Exception], object]], object]
"""Does an action off this thread, then calls the first with what was done or the second with why not."""


@dataclass
class Laid:
    """A ballot of a sitting: whether the clerk wants it, and whether the ledger has it (under `uid`)."""

    cast: Cast
    uid: str = ""
    wanted: bool = True
    kept: bool = False
    moving: bool = field(default=False, repr=False)


class Sitting:
    """One group's ballots in the order in which they were entered; that order is known here only, never to the ledger.

    What the clerk wants is brought into the ledger behind the typing, one action at a time; ballots that wait while
    one is under way go together. `told` is called after every change. `fault` is why the last action was refused.
    """

    def __init__(self, change: Change, review: str, group: str, told: Callable[[], object]) -> None:
        self.review, self.group, self.fault = review, group, ""
        self._change, self._told = change, told
        self._laid: list[Laid] = []

    @property
    def lines(self) -> list[Laid]:
        """The ballots that the clerk wants, first entered first."""
        return [each for each in self._laid if each.wanted]

    @property
    def kept(self) -> int:
        """How many of them the ledger has."""
        return sum(each.kept for each in self.lines)

    @property
    def waiting(self) -> int:
        """How many of them the ledger does not have yet."""
        return sum(not each.kept for each in self.lines)

    def lay(self, cast: Cast) -> None:
        """Take a ballot."""
        self._laid.append(Laid(cast))
        self.send()
        self._told()

    def take_back(self) -> Cast | None:
        """Take the last ballot back; None when there is none."""
        if not self.lines:
            return None
        last = self.lines[-1]
        last.wanted = False
        if not last.kept and not last.moving:
            self._laid.remove(last)
        self.send()
        self._told()
        return last.cast

    def follow(self, snapshot: Snapshot) -> None:
        """See which ballots were undone, redone, deleted, restored or corrected elsewhere."""
        for each in self._laid:
            if each.uid and not each.moving and each.kept == each.wanted:
                record = snapshot.get(each.uid)
                each.kept = each.wanted = record is not None
                each.cast = cast_of(record) if record is not None else each.cast

    def send(self, *, all_of_it: bool = False) -> None:
        """Bring the ledger to what is wanted; while an action is under way that waits, unless `all_of_it` must go."""
        if not all_of_it and any(each.moving for each in self._laid):
            return
        still = [each for each in self._laid if not each.moving]
        removing = [each for each in still if each.kept and not each.wanted]
        adding = [each for each in still if each.wanted and not each.kept]
        if removing:
            self._start(Delete(tuple(each.uid for each in removing)), removing)
        if adding and (all_of_it or not removing):
            self._start(Add("ballot", tuple(self._data(each.cast) for each in adding)), adding)

    def _data(self, cast: Cast) -> dict[str, str]:
        return {"review": self.review, "group": self.group, "comment": cast.comment, **data_of(cast)}

    def _start(self, action: Action, laid: list[Laid]) -> None:
        for each in laid:
            each.moving = True
        self._change(action, lambda outcome: self._done(outcome, laid), lambda error: self._refused(error, laid))

    def _done(self, outcome: Outcome, laid: list[Laid]) -> None:
        self.fault = ""
        if outcome.come:
            for each, record in zip(laid, outcome.come, strict=True):
                each.uid = record.uid
        for each in laid:
            each.kept, each.moving = bool(outcome.come), False
        self.send()
        self._told()

    def _refused(self, error: Exception, laid: list[Laid]) -> None:
        for each in laid:
            each.moving = False
        # One that was taken back meanwhile never came into the ledger.
        self._laid = [each for each in self._laid if each.wanted or each.kept or each.uid]
        if not isinstance(error, LedgerError):
            raise error
        self.fault = str(error)
        self._told()
