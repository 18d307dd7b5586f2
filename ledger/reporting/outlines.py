"""The headings that a draft is written under: the scheme's own, one for each stage, or those of the house."""

from __future__ import annotations

from ledger.errors import InputError
from ledger.reporting.spans import stage_words
from ledger.schemes.model import Scheme, Stage
from ledger.schemes.provisions import Chapter, Outline

HOUSE, STAGES = "house", "stages"
"""Keys of the outlines that no scheme has to write."""
STAGE_SORT = "阶段小结"
PRAISING = ("申报材料", "典型材料")
"""Sorts of reports that tell of merits alone."""
_PROBLEMS, _PLANS = ("问题", "不足"), ("下一步", "打算", "计划", "规划")

_HOUSE = Outline(
    HOUSE,
    "通用提纲",
    (
        Chapter(
            "组织领导情况",
            (
                "incoming", "campaign_plan", "leading_group", "notice", "meeting", "minutes", "stage_task",
                "regulation", "post_duty", "duty_report", "accountability", "archive_list",
            ),
        ),
        Chapter(
            "宣传学习情况",
            (
                "training", "morning_meeting", "contest", "lecture", "publicity", "media", "volunteering", "pledge",
                "disclosure",
            ),
        ),
        Chapter(
            "自查整改情况",
            (
                "check_round", "patrol", "tidiness", "business_book", "attendance", "daily_assessment", "acceptance",
                "window_analysis", "finding",
            ),
        ),
        Chapter(
            "服务办件情况",
            (
                "service_item", "case", "case_notice", "case_review", "case_transfer", "case_delay", "consultation",
                "special_service", "site_visit", "visitor_flow", "timing", "shift", "amenity", "emergency", "fee",
                "window_statement", "performance", "points_card", "stocktaking",
            ),
        ),
        Chapter(
            "评议投诉情况",
            (
                "review", "appraisal", "satisfaction", "questionnaire", "evaluator", "callback", "visit", "opinion",
                "suggestion_box", "complaint", "praise", "service_star", "nomination",
            ),
        ),
    ),
)  # fmt: skip


class UnknownOutline(InputError):
    """No outline has this key."""

    def __init__(self, key: str, known: tuple[Outline, ...]) -> None:
        named = "、".join(f"{each.key}（{each.name}）" for each in known)
        super().__init__(f"没有叫“{key}”的提纲：请写{named}中的一个。")


def outlines(scheme: Scheme, sort: str) -> tuple[Outline, ...]:
    """The outlines to choose from, the one that fits this sort of report first."""
    stages = Outline(STAGES, "按活动阶段", tuple(Chapter(_stage_title(stage)) for stage in scheme.stages))
    own = (*scheme.outlines, _HOUSE)
    return (stages, *own) if sort == STAGE_SORT and len(scheme.stages) > 1 else (*own, stages)


def outline_of(scheme: Scheme, sort: str, key: str | None) -> Outline:
    """The outline of that key, the fitting one without a key. Raises UnknownOutline."""
    known = outlines(scheme, sort)
    found = known[0] if not key else next((each for each in known if each.key == key), None)
    if found is None:
        raise UnknownOutline(key or "", known)
    return found


def house() -> Outline:
    """The outline of the house."""
    return _HOUSE


def tells_of_problems(title: str) -> bool:
    """Whether a heading is the place for what is not done."""
    return any(word in title for word in _PROBLEMS)


def tells_of_plans(title: str) -> bool:
    """Whether a heading is the place for what comes next."""
    return any(word in title for word in _PLANS)


def stage_of_title(scheme: Scheme, title: str) -> Stage | None:
    """The stage that a heading of the outline by stages names."""
    return next((stage for stage in scheme.stages if _stage_title(stage) == title), None)


def _stage_title(stage: Stage) -> str:
    return stage_words(stage.name)
