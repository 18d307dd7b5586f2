"""What a draft can be made of: sorts, periods in words, outlines, and whom a recommendation may be for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from forms.shell.page import Target
from ledger.fields import Choice
from ledger.reporting import (
    SORTS,
    StageSpan,
    as_kind,
    deeds_sources,
    draft,
    draft_deeds,
    kind_for,
    outlines,
    span_words,
)
from ledger.schemes.model import Scheme, Stage
from ledger.snapshot import Snapshot
from ledger.statistics import Period

DEEDS = "典型推荐表"
"""The sort by which the deeds of a recommendation are drafted instead of a report."""
YEARLY, OF_STAGE = "年度总结", "阶段小结"


@dataclass(frozen=True)
class Draft:
    """What is put before the clerk: a new record of a kind with its fields, to be read first as paragraphs."""

    kind: str
    values: dict[str, Any]
    shown: Mapping[str, Any] | None = None
    """What is read beforehand, where the form holds it otherwise."""
    sources: tuple[Mapping[str, str], ...] = ()
    missing: str = ""
    """What has to be said before it can be drafted."""

    @property
    def target(self) -> Target:
        """The form that it is to be opened in."""
        return Target(self.kind, preset=self.values, field="deeds" if self.kind == "nomination" else "title")

    @property
    def lines(self) -> list[tuple[str, str]]:
        """Its text as (role, words): role is "title", "head" or "text"."""
        if self.kind == "nomination":
            return [("title", f"{self.values.get('candidate', '')}主要事迹"), *_text(self.values.get("deeds", ""))]
        values = self.shown or self.values
        found = [("title", values["title"])]
        if values.get("addressee"):
            found.append(("text", f"{values['addressee']}："))
        found += _text(values["opening"])
        for chapter in values["chapters"]:
            found += [("head", chapter["title"]), *_text(chapter["text"])]
        return [*found, *_text(values["ending"])]


def _text(words: str) -> list[tuple[str, str]]:
    return [("text", line) for line in words.split("\n") if line]


def sorts() -> tuple[str, ...]:
    """What can be drafted."""
    return (*SORTS, DEEDS)


def periods(scheme: Scheme) -> dict[str, Period]:
    """The stages of the scheme, then the year and its halves, quarters and months, by the words they are chosen by."""
    spans: list[Period] = [StageSpan.of_stage(stage) for stage in scheme.stages]
    spans.append(Period(scheme.year))
    for span, parts in (("half", 2), ("quarter", 4), ("month", 12)):
        spans += [Period(scheme.year, span, part) for part in range(1, parts + 1)]
    return {span_words(span): span for span in spans}


def fitting(scheme: Scheme, sort: str, stage: Stage | None, day: dt.date) -> str:
    """The words of the period that a report of this sort is mostly about."""
    if sort == OF_STAGE:
        begun = [each for each in scheme.stages if each.first <= day] or list(scheme.stages)
        return span_words(StageSpan.of_stage(stage or begun[-1]))
    return span_words(Period(scheme.year))


def outline_names(scheme: Scheme, sort: str) -> dict[str, str]:
    """Names of the outlines with their keys, the fitting one first."""
    return {each.name: each.key for each in outlines(scheme, sort)}


def candidates(snapshot: Snapshot) -> tuple[str, ...]:
    """Whom a recommendation may be for: windows that are named in the ledger, then people."""
    windows = [each["window"] for slug in ("service_item", "appraisal") for each in snapshot.of(slug)]
    people = [each["name"] for each in snapshot.of("person") if each["state"] in (None, "在岗")]
    return tuple(dict.fromkeys(str(name) for name in (*windows, *people) if name))


def made(snapshot: Snapshot, sort: str, period: Period, by: str, today: dt.date) -> Draft:
    """The draft; `by` is the key of the outline, or the candidate of a recommendation."""
    if sort != DEEDS:
        report, kind = draft(snapshot, sort, period, by or None, today), kind_for(snapshot, sort, period)
        return Draft(kind, as_kind(report, kind), report, tuple(report["sources"]))
    if not by:
        return Draft("nomination", {}, missing="请先填推荐对象：一个人，或一个窗口。")
    deeds = draft_deeds(snapshot, by, period, today)
    values = {"candidate": by, "author": snapshot.campaign.unit, "deeds": deeds}
    return Draft("nomination", values, sources=tuple(deeds_sources(snapshot, by, period, today)))


def field_of(name: str, label: str, words: tuple[str, ...], *, other: bool = False) -> Choice:
    """A field of one of these words."""
    return Choice(name=name, label=label, choices=words, other=other)


def register_of(snapshot: Snapshot, title: str) -> str:
    """The slug of the kind of this title, which a source names; empty when there is none."""
    return next((kind.slug for kind in snapshot.kinds if kind.title == title), "")
