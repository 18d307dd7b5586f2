"""What becomes different when the whole text of a scheme is replaced, and all changes of a scheme told in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ledger.schemes.changes import TEXT, SchemeChange, setting_name, setting_words
from ledger.schemes.errors import BadRuleValue, BadWeight, SchemeError, UnknownChange
from ledger.schemes.load import read_scheme
from ledger.schemes.model import Scheme

_NAMED = 5
"""Parts that are named one by one; of more only the count is told."""
_WORDS: tuple[tuple[str, str], ...] = (
    ("name", "名称"),
    ("basis", "依据"),
    ("goals", "宗旨"),
    ("root", "总得分"),
    ("assessor", "考核单位"),
    ("methods", "考核方式"),
    ("inspection", "查资料的计分项目"),
)
"""What stands once in a scheme, and what it is called."""
_PARTS: tuple[tuple[str, str, str, str], ...] = (
    ("stages", "阶段与任务", "key", "name"),
    ("standards", "创建标准", "key", "name"),
    ("required", "必备资料", "key", "name"),
    ("duties", "经常性工作", "key", "name"),
    ("lists", "名目", "key", "name"),
    ("targets", "指标", "key", "name"),
    ("rewards", "奖励", "key", "who"),
    ("vetoes", "一票否决", "key", "words"),
    ("figures", "来源所写的数字", "key", "name"),
    ("outlines", "报告提纲", "key", "name"),
    ("volumes", "报送分卷", "no", "name"),
    ("nodes", "计分项目", "key", "name"),
    ("tables", "检查表", "key", "name"),
    ("lost", "待补录", "place", "place"),
)
"""The lists of a scheme: where, what it is called, by what a part is known, and what it is called."""


@dataclass(frozen=True)
class Told:
    """A change of a scheme in words: when, by whom, of what, from what to what, and why.

    Where the `whole` text was replaced, `old` is empty and `new` says what became different.
    """

    at: dt.datetime
    who: str
    what: str
    old: str
    new: str
    reason: str
    whole: bool = False


def differences(old: Scheme, new: Scheme) -> str:
    """What differs between two schemes, in words: what was added, left out and changed in which part.

    Of another scheme altogether (another id) only that is told: nothing of it is as it was.
    """
    if old.id != new.id:
        return f"改用{_quoted(new.name)}（{new.basis}），原为{_quoted(old.name)}"
    told = [f"{words}改动" for name, words in _WORDS if getattr(old, name) != getattr(new, name)]
    for name, words, key, title in _PARTS:
        told += _part(words, _by(getattr(old, name), key), _by(getattr(new, name), key), title)
    before = {rule.key: rule for rule in old.rules}
    rules = [_quoted(rule.name) for rule in new.rules if rule.key in before and rule.value != before[rule.key].value]
    if rules:
        told.append(f"计分规则：改动{_listed(rules)}")
    if not told and [rule.source for rule in old.rules] != [rule.source for rule in new.rules]:
        told.append("计分规则的出处改动")
    return "；".join(told) or "没有实质改动"


def told_changes(scheme: Scheme, changes: Sequence[SchemeChange]) -> tuple[Told, ...]:
    """Every change in words, in its order; one made to an older text is told with the names of that text.

    `scheme` is the one in force. Where an older text can no longer be read, the settings' own keys are told.
    """
    told: list[Told] = []
    known: Scheme | None = scheme
    for change in reversed(changes):
        if change.key == TEXT:
            told.append(Told(change.at, change.who, "活动方案", "", change.new, change.reason, whole=True))
            known = _older(change.old, scheme)
        else:
            told.append(_setting(known, change))
    return tuple(reversed(told))


def _setting(scheme: Scheme | None, change: SchemeChange) -> Told:
    """A changed weight or rule, with the names of the scheme that it was made to."""
    what, old, new = change.key, change.old, change.new
    if scheme is not None:
        try:
            what = setting_name(scheme, change.key)
            old, new = (setting_words(scheme, change.key, value) for value in (change.old, change.new))
        except (UnknownChange, BadRuleValue, BadWeight):
            # A later program may have given up a rule that an earlier one had: its key says what it was.
            what = change.key
    return Told(change.at, change.who, what, old, new, change.reason)


def _older(text: str, scheme: Scheme) -> Scheme | None:
    try:
        return read_scheme(text, scheme.year)
    except SchemeError:
        return None


def _by(parts: Iterable[Any], key: str) -> dict[str, Any]:
    """The parts by what they are known by; several that are known alike (places of lost parts) are kept apart."""
    found: dict[str, Any] = {}
    for each in parts:
        name = str(getattr(each, key))
        found[name if name not in found else f"{name}\n{len(found)}"] = each
    return found


def _part(words: str, old: dict[str, Any], new: dict[str, Any], title: str) -> Iterator[str]:
    def named(keys: Iterable[str], among: dict[str, Any]) -> list[str]:
        return [_quoted(getattr(among[key], title)) for key in keys]

    acts: tuple[tuple[str, Callable[[], list[str]]], ...] = (
        ("增加", lambda: named((key for key in new if key not in old), new)),
        ("删去", lambda: named((key for key in old if key not in new), old)),
        ("改动", lambda: named((key for key in new if key in old and new[key] != old[key]), new)),
    )
    found = [f"{act}{_listed(names)}" for act, find in acts if (names := find())]
    if not found and list(old) != list(new):
        found = ["次序改动"]
    if found:
        yield f"{words}：{'，'.join(found)}"


def _quoted(words: str) -> str:
    """Words in quotes, those inside them single (GB/T 15834-2011, 4.8)."""
    return f"“{words.replace('“', '‘').replace('”', '’')}”"


def _listed(names: Sequence[str]) -> str:
    more = f"等{len(names)}项" if len(names) > _NAMED else ""
    return "、".join(names[:_NAMED]) + more
