"""What a report is about: a month, a quarter, half a year, a year, or a stage of the scheme."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ledger.errors import InputError
from ledger.schemes.model import Scheme, Stage
from ledger.statistics import BadPeriod, Period


class UnknownPeriod(InputError):
    """The words name neither a period nor a stage of the scheme."""

    def __init__(self, words: str, scheme: Scheme) -> None:
        stages = "、".join(stage.name for stage in scheme.stages)
        super().__init__(
            f"“{words}”不是报告期：请写成2015-07（月）、2015-Q3（季度）、2015-H2（半年）、2015（年），"
            f"或活动方案的一个阶段（{stages}）。"
        )


@dataclass(frozen=True)
class StageSpan(Period):
    """The days of a stage, looked at as a period; one with an open end lasts to the end of its year."""

    key: str = ""
    words: str = ""
    begin: dt.date = dt.date.min
    end: dt.date = dt.date.min
    within: Period | None = None
    """The period of which only the part that lies in the stage is meant."""

    @classmethod
    def of_stage(cls, stage: Stage, within: Period | None = None) -> StageSpan:
        """The span of `stage`, or the part of it that lies in a period that it meets."""
        first, last = stage.first, stage.last or dt.date(stage.first.year, 12, 31)
        if within is not None:
            first, last = max(first, within.first), min(last, within.last)
        return cls(stage.first.year, "year", 1, stage.key, stage.name, first, last, within)

    @property
    def first(self) -> dt.date:
        """The first day."""
        return self.begin

    @property
    def last(self) -> dt.date:
        """The last day."""
        return self.end

    @property
    def previous(self) -> Period:
        """As many days just before the stage."""
        before = self.begin - dt.timedelta(days=1)
        return StageSpan(before.year, "year", 1, "", "", before - (self.end - self.begin), before)

    @property
    def name(self) -> str:
        """检查整改阶段."""
        return stage_words(self.words)

    @property
    def short(self) -> str:
        """The stage's name, as `span_of` takes it."""
        return self.words


def stage_words(name: str) -> str:
    """A stage as a text calls it: 检查整改阶段; 活动全程 stays as it is."""
    return name if name.endswith(("阶段", "全程")) else f"{name}阶段"


def span_of(words: str, scheme: Scheme) -> Period:
    """The stage of that name or key, else the period of 2015-07, 2015-Q3, 2015-H2, 2015. Raises UnknownPeriod."""
    wanted = words.strip()
    for stage in scheme.stages:
        if wanted in (stage.key, stage.name, stage_words(stage.name)):
            return StageSpan.of_stage(stage)
    try:
        return Period.read(wanted)
    except BadPeriod as error:
        raise UnknownPeriod(words, scheme) from error


def span_words(period: Period) -> str:
    """What a title calls the period: 2015年度, 2015年第三季度, 2015年7月, 检查整改阶段."""
    if isinstance(period, StageSpan):
        return period.name
    if period.span == "year":
        return f"{period.year}年度"
    if period.span == "quarter":
        return f"{period.year}年第{'一二三四'[period.part - 1]}季度"
    return period.name
