"""The scheme of a campaign that is merged: who is ahead, or, where both changed it, which one is chosen as a whole."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from ledger.kept_scheme import KeptScheme
from ledger.merging.comparison import CHOICES, OURS, Conflict, Version
from ledger.merging.draft import Choosing
from ledger.merging.side import Side
from ledger.schemes.changes import TEXT, SchemeChange, setting_name, setting_words, settings
from ledger.schemes.dump import text_of
from ledger.schemes.model import Scheme
from ledger.schemes.replacing import differences
from ledger.store.merging import Entry

SCHEME = "scheme"
"""The subject of the scheme's history, and the key of the question which scheme is chosen."""


@dataclass(frozen=True)
class MergedScheme:
    """The scheme's text and its changes after merging; `words` say what becomes different, empty when nothing does.

    `entry` tells of a choice in the history; `asked` is what has to be chosen.
    """

    text: str
    changes: tuple[SchemeChange, ...]
    words: str = ""
    entry: Entry | None = None
    asked: Conflict | None = None


def merged_scheme(ours: Side, theirs: Side, kept: KeptScheme, other: KeptScheme, choosing: Choosing) -> MergedScheme:
    """The scheme after merging, where `kept` and `other` are the schemes of the two sides."""
    mine, his = Counter(ours.scheme_changes), Counter(theirs.scheme_changes)
    same = text_of(kept.in_force()) == text_of(other.in_force())
    if (mine == his and same) or his < mine:
        return MergedScheme(ours.scheme_text, ours.scheme_changes)
    if mine < his:
        words = "" if same else differences(kept.in_force(), other.in_force())
        return MergedScheme(theirs.scheme_text, theirs.scheme_changes, words or "补上改动的记录")
    both = tuple(sorted([*ours.scheme_changes, *(his - mine).elements()], key=lambda each: each.at))
    if same:
        text = text_of(kept.in_force())
        last = max(each.at for each in both)
        # Made of what both have, so that it is the same on either side.
        alike = SchemeChange(last, "", TEXT, text, "两边改得一样", "合并")
        return MergedScheme(text, (*both, alike), "补上改动的记录")
    return _chosen(both, (mine - his, his - mine), kept, other, choosing)


def _chosen(
    both: tuple[SchemeChange, ...],
    parted: tuple[Counter[SchemeChange], Counter[SchemeChange]],
    kept: KeptScheme,
    other: KeptScheme,
    choosing: Choosing,
) -> MergedScheme:
    mine, his = kept.in_force(), other.in_force()
    asked = Conflict(
        SCHEME,
        "活动方案",
        mine.name,
        "权重、规则和条文",
        _version(differences(his, mine), parted[0], mine),
        _version(differences(mine, his), parted[1], his),
    )
    answer = choosing.of(asked)
    if not answer:
        return MergedScheme(kept.text(), both, asked=asked)
    chosen = kept if answer == OURS else other
    told = differences(mine, his) if answer != OURS else f"不采用对方的改动：{differences(mine, his)}"
    reason = f"合并时选用{CHOICES[answer]}的方案"
    at = max(choosing.at, *(each.at for each in both)) if both else choosing.at
    made = SchemeChange(at, choosing.who, TEXT, kept.text(), told, reason)
    entry = choosing.entry(SCHEME, "scheme", field=TEXT, new=told, reason=reason)
    return MergedScheme(chosen.text(), (*both, made), told, entry, asked)


def _version(words: str, changes: Counter[SchemeChange], scheme: Scheme) -> Version:
    """What one side made of the scheme: weights and rules with their values, and in words where the text is another."""
    known = settings(scheme)
    told = [
        f"{setting_name(scheme, each.key)}改为{setting_words(scheme, each.key, each.new)}（{each.reason}）"
        for each in sorted(changes, key=_moment)
        if each.key in known
    ]
    if len(told) < changes.total() or not told:
        told.insert(0, words)
    last = max(changes, key=_moment, default=None)
    return Version("；".join(told), last.who, last.at) if last else Version(words)


def _moment(change: SchemeChange) -> dt.datetime:
    return change.at
