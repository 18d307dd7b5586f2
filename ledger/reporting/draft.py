"""A report drafted from the records: title, opening, chapters, ending, and where each figure comes from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from ledger.fields import chinese_date
from ledger.reporting.chapters import Drafted, chapters
from ledger.reporting.outlines import PRAISING, outline_of
from ledger.reporting.scope import Scope
from ledger.reporting.sentences import Sentence, counted, day_words, joined
from ledger.reporting.spans import StageSpan, span_words
from ledger.snapshot import Snapshot
from ledger.statistics import Period

_TITLES = {
    "工作汇报": "关于{period}{campaign}工作情况的汇报",
    "阶段小结": "{campaign}{period}工作小结",
    "年度总结": "{period}{campaign}工作总结",
    "申报材料": "{period}{campaign}申报材料",
    "典型材料": "{period}{campaign}典型材料",
    "情况说明": "关于{period}{campaign}有关情况的说明",
}
_ANNOUNCED = {
    "工作汇报": "现将{span}的工作情况汇报如下。",
    "阶段小结": "现将{span}的工作情况小结如下。",
    "年度总结": "现将{span}的工作情况总结如下。",
    "申报材料": "现将{span}的创建情况申报如下。",
    "典型材料": "现将{span}的主要做法和成效介绍如下。",
    "情况说明": "现将{span}的有关情况说明如下。",
}
_ENDINGS = {
    "工作汇报": "特此报告。",
    "年度总结": "特此报告。",
    "申报材料": "以上材料，请予审核。",
    "情况说明": "特此说明。",
}
_TAILS = ("年度总结", "工作总结", "年度工作", "工作汇报", "工作小结", "总结", "汇报", "工作")
_OPENED = "开头"
"""What the sources call the opening."""


def draft(
    snapshot: Snapshot, sort: str, period: Period, outline: str | None = None, today: dt.date | None = None
) -> dict[str, Any]:
    """The fields of a `work_report`, as a form takes them: the clerk reads, completes and signs it.

    `outline` is the key of one of `outlines(scheme, sort)`, the fitting one when not given; what lies after `today`
    (the day of the ledger's last change when not given) is not told. The day of signing and the number stay blank,
    and whom it goes to is taken from the last report. Raises UnknownOutline.
    """
    scope = Scope(snapshot, period, today or snapshot.as_of)
    made = chapters(scope, outline_of(snapshot.scheme, sort, outline), sort)
    opening = _opening(scope, sort)
    whole = (Drafted(_OPENED, (opening,)), *made)
    return {
        "title": _TITLES[sort].format(period=span_words(period), campaign=_subject(snapshot.campaign.name)),
        "sort": sort,
        "period": span_words(period),
        **_sent(snapshot),
        **({"stage": period.words} if isinstance(period, StageSpan) else {}),
        "opening": opening.text,
        "chapters": [{"title": each.title, "text": each.text} for each in made],
        "ending": _ENDINGS.get(sort, ""),
        "sources": sources_of(snapshot, whole),
    }


def _subject(campaign: str) -> str:
    """What a title is about: the campaign, without the sort of report that its name may end in."""
    return next((campaign.removesuffix(tail) for tail in _TAILS if campaign.endswith(tail)), campaign)


def _opening(scope: Scope, sort: str) -> Sentence:
    """Why there is a report and of which days, and how many people work in the unit."""
    campaign, scheme = scope.snapshot.campaign, scope.snapshot.scheme
    basis = f"按照活动方案（{scheme.basis}）的要求，" if scheme.basis else "按照活动方案的要求，"
    people = sum(each["state"] == "在岗" for each in scope.of("person"))
    had = sort in ("年度总结", *PRAISING) and people
    first = scope.period.first
    span = f"{chinese_date(first)}至{day_words(scope.until, first.year)}"
    return joined(
        [
            Sentence(f"{basis}{campaign.unit}开展{campaign.name if '活动' in campaign.name else '各项工作'}。"),
            joined([counted(f"现有在岗人员{people}人", "person", people)]) if had else Sentence(""),
            Sentence(_ANNOUNCED[sort].format(span=span)),
        ],
        "",
        "",
    )


def _sent(snapshot: Snapshot) -> dict[str, str]:
    """Whom the last report was sent to; nothing where there is none."""
    reports = [*snapshot.of("work_report"), *snapshot.of("situation_report")]
    sent = [each for each in reports if each["addressee"]]
    if not sent:
        return {}
    last = max(sent, key=lambda each: (snapshot.day(each) or dt.date.min, each.created))
    return {"addressee": last["addressee"]}


def sources_of(snapshot: Snapshot, whole: Iterable[Drafted]) -> list[dict[str, str]]:
    """A row for each figure: the heading, the figure as it is written, the register, and the number of records."""
    return [
        {
            "chapter": chapter.title,
            "figure": figure.words,
            "kind": snapshot.kind(figure.kind).title if figure.kind else "",
            "count": str(figure.count),
        }
        for chapter in whole
        for paragraph in chapter.paragraphs
        for figure in paragraph.figures
    ]
