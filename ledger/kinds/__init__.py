"""The kinds of papers and registers, in the order they are listed: to add one, add its module and its line here."""

from __future__ import annotations

import importlib
from collections.abc import Iterable

from ledger.errors import InputError
from ledger.kinds.kind import Form, Kind

# Modules are named, not imported one by one, so that a kind is one line; the frozen program collects the whole package.
MODULES = (
    "person",
    "incoming",
    "campaign_plan",
    "leading_group",
    "stage_task",
    "notice",
    "meeting",
    "minutes",
    "morning_meeting",
    "training",
    "contest",
    "publicity",
    "lecture",
    "volunteering",
    "media",
    "window_analysis",
    "archive_list",
    "regulation",
    "pledge",
    "nomination",
    "emergency",
    "check_round",
    "finding",
    "opinion",
    "visit",
    "daily_assessment",
    "acceptance",
    "patrol",
    "tidiness",
    "stocktaking",
    "amenity",
    "business_book",
    "timing",
    "attendance",
    "post_duty",
    "review",
    "ballot",
    "appraisal",
    "satisfaction",
    "questionnaire",
    "callback",
    "evaluator",
    "disclosure",
    "duty_report",
    "service_star",
    "performance",
    "points_card",
    "praise",
    "stage_summary",
    "situation_report",
    "work_report",
    "complaint",
    "suggestion_box",
    "accountability",
    "service_item",
    "case",
    "case_notice",
    "case_review",
    "case_transfer",
    "case_delay",
    "special_service",
    "consultation",
    "fee",
    "window_statement",
    "visitor_flow",
    "shift",
    "site_visit",
    "filed_paper",
    "filing_plan",
    "holiday",
    "own_register",
)

KINDS: tuple[Kind, ...] = tuple(importlib.import_module(f"ledger.kinds.{name}").KIND for name in MODULES)

SCANNED = frozenset(kind.slug for kind in KINDS if kind.scanned)
"""The kinds whose paper comes from elsewhere: the scan is the document."""

SECRET = frozenset(kind.slug for kind in KINDS if kind.secret)
"""The kinds whose records cannot be traced."""

_BY_SLUG = {kind.slug: kind for kind in KINDS}


class UnknownKind(InputError):
    """There is no kind of this name."""

    def __init__(self, slug: str, among: Iterable[Kind] = ()) -> None:
        self.slug = slug
        known = "、".join(f"{kind.slug}（{kind.title}）" for kind in among or KINDS)
        super().__init__(f"没有“{slug}”这种记录；可用的有：{known}。")


def kind_of(slug: str) -> Kind:
    """The kind called `slug`; raises UnknownKind."""
    kind = _BY_SLUG.get(slug)
    if kind is None:
        raise UnknownKind(slug)
    return kind


def named(slug: str, among: Iterable[Kind]) -> Kind:
    """The kind called `slug` of these; raises UnknownKind."""
    listed = tuple(among)
    for kind in listed:
        if kind.slug == slug:
            return kind
    raise UnknownKind(slug, listed)


def field_names(own: Iterable[Kind] = ()) -> dict[str, tuple[str, ...]]:
    """Each kind's slug with the names of its fields, the clerk's own too: what a scheme may ask for."""
    return {kind.slug: tuple(field.name for field in kind.fields) for kind in (*KINDS, *own)}


__all__ = ["KINDS", "SCANNED", "SECRET", "Form", "Kind", "UnknownKind", "field_names", "kind_of", "named"]
