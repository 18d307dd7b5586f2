"""What a scheme says besides plan and formula, read from its tables and checked."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection

from ledger.schemes.checks import Kinds, known, once
from ledger.schemes.errors import BadSpan, SchemeError, WrongType
from ledger.schemes.provisions import (
    EVERY,
    OPERATORS,
    Chapter,
    Duty,
    Figure,
    Lost,
    Outline,
    Provisions,
    Reward,
    Target,
    Veto,
    WordList,
)
from ledger.schemes.spans import days_of
from ledger.schemes.table import Table

DUTY_KEYS = ("key", "name", "every", "kind", "where", "least", "by", "span", "basis")
LIST_KEYS = ("key", "name", "words", "lost")
TARGET_KEYS = ("key", "name", "op", "value", "words", "unit", "rate", "basis", "lost")
REWARD_KEYS = ("key", "who", "count", "amount", "unit", "basis")
VETO_KEYS = ("key", "words", "basis")
FIGURE_KEYS = ("key", "name", "value", "unit", "basis")
LOST_KEYS = ("place", "words")
OUTLINE_KEYS = ("key", "name", "headings")


def provisions(root: Table) -> Provisions:
    """Duties, lists, targets, rewards, vetoes, figures, lost parts and outlines. Raises SchemeError."""
    return Provisions(
        duties=root.rows("duties", DUTY_KEYS, _duty),
        lists=root.rows("lists", LIST_KEYS, _list),
        targets=root.rows("targets", TARGET_KEYS, _target),
        rewards=root.rows("rewards", REWARD_KEYS, _reward),
        vetoes=root.rows("vetoes", VETO_KEYS, _veto),
        figures=root.rows("figures", FIGURE_KEYS, _figure),
        lost=root.rows("lost", LOST_KEYS, _lost),
        outlines=root.rows("outlines", OUTLINE_KEYS, _outline),
    )


def verify_provisions(given: Provisions, source: str, year: int, kinds: Kinds | None) -> None:
    """Raise the first SchemeError: a key twice, a kind or field that does not exist, a day or span that is none."""
    for name in ("duties", "lists", "targets", "rewards", "vetoes", "figures", "outlines"):
        once(source, name, (each.key for each in getattr(given, name)))
    for duty in given.duties:
        _verify_duty(duty, source, year, kinds)
    for outline in given.outlines:
        for chapter in outline.headings:
            for kind in chapter.kinds if kinds is not None else ():
                known(source, f"outlines.{outline.key}.kinds", kind, kinds or {})


def _verify_duty(duty: Duty, source: str, year: int, kinds: Kinds | None) -> None:
    place = f"duties.{duty.key}"
    if duty.every == "once" and not duty.by:
        raise SchemeError(source, f"{place}.by", "缺少，只做一次的事要写明哪一天之前")
    if duty.least < 1:
        raise SchemeError(source, f"{place}.least", "至少为 1")
    if duty.span:
        try:
            days_of(duty.span, year)
        except ValueError as error:
            raise BadSpan(source, f"{place}.span", f"不对：{error}") from None
    if duty.kind and kinds is not None:
        known(source, f"{place}.kind", duty.kind, kinds)
        for name in duty.where:
            known(source, f"{place}.where.{name}", name, kinds[duty.kind])


def _duty(row: Table) -> Duty:
    return Duty(
        key=row.text("key"),
        name=row.text("name"),
        every=_word(row, "every", EVERY),
        kind=row.text("kind", ""),
        where=row.words("where"),
        least=row.whole("least", 1),
        by=_day(row, "by"),
        span=row.text("span", ""),
        basis=row.text("basis", ""),
    )


def _word(row: Table, key: str, among: Collection[str]) -> str:
    word = row.text(key)
    known(row.source, row.place(key), word, among)
    return word


def _day(row: Table, key: str) -> str:
    """A month and day, such as 10-31; empty when absent."""
    text = row.text(key, "")
    if not text:
        return ""
    try:
        dt.date.fromisoformat(f"2000-{text}")  # a leap year: 02-29 is a day
    except ValueError:
        raise WrongType(row.source, row.place(key), "“月-日”，如 10-31") from None
    if not re.fullmatch(r"\d\d-\d\d", text):
        raise WrongType(row.source, row.place(key), "“月-日”，如 10-31")
    return text


def _list(row: Table) -> WordList:
    return WordList(row.text("key"), row.text("name"), row.texts("words"), row.text("lost", ""))


def _target(row: Table) -> Target:
    value, words = row.number_or_none("value"), row.text("words", "")
    if value is None and not words and not row.text("lost", ""):
        raise SchemeError(row.source, row.place("value"), "缺少，写明数值；来源没有数值的写 words 或 lost")
    return Target(
        key=row.text("key"),
        name=row.text("name"),
        op=_word(row, "op", OPERATORS) if "op" in row.data else "=",
        value=value,
        words=words,
        unit=row.text("unit", ""),
        rate=row.text("rate", ""),
        basis=row.text("basis", ""),
        lost=row.text("lost", ""),
    )


def _reward(row: Table) -> Reward:
    count = row.whole("count", 0) if "count" in row.data else None
    unit, basis = row.text("unit", ""), row.text("basis", "")
    return Reward(row.text("key"), row.text("who"), count, row.number_or_none("amount"), unit, basis)


def _veto(row: Table) -> Veto:
    return Veto(row.text("key"), row.text("words"), row.text("basis", ""))


def _figure(row: Table) -> Figure:
    unit, basis = row.text("unit", ""), row.text("basis", "")
    return Figure(row.text("key"), row.text("name"), row.text("value"), unit, basis)


def _lost(row: Table) -> Lost:
    return Lost(row.text("place"), row.text("words"))


def _outline(row: Table) -> Outline:
    headings = row.rows("headings", ("title", "kinds"), lambda each: Chapter(each.text("title"), each.texts("kinds")))
    return Outline(row.text("key"), row.text("name"), headings)
