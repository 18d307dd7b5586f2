"""The kinds of papers and registers, in the order they are listed: to add one, add its module and its line here."""

from __future__ import annotations

import importlib

from ledger.errors import InputError
from ledger.kinds.kind import Form, Kind

# Modules are named, not imported one by one, so that a kind is one line; the frozen program collects the whole package.
MODULES = (
    "person",
    "campaign_plan",
    "leading_group",
    "stage_task",
    "notice",
    "meeting",
    "minutes",
    "check_round",
    "finding",
    "opinion",
    "visit",
    "daily_assessment",
    "review",
    "ballot",
    "stage_summary",
    "situation_report",
    "filed_paper",
    "filing_plan",
    "holiday",
)

KINDS: tuple[Kind, ...] = tuple(importlib.import_module(f"ledger.kinds.{name}").KIND for name in MODULES)

_BY_SLUG = {kind.slug: kind for kind in KINDS}


class UnknownKind(InputError):
    """There is no kind of this name."""

    def __init__(self, slug: str) -> None:
        self.slug = slug
        known = "、".join(f"{kind.slug}（{kind.title}）" for kind in KINDS)
        super().__init__(f"没有“{slug}”这种记录；可用的有：{known}。")


def kind_of(slug: str) -> Kind:
    """The kind called `slug`; raises UnknownKind."""
    kind = _BY_SLUG.get(slug)
    if kind is None:
        raise UnknownKind(slug)
    return kind


def field_names() -> dict[str, tuple[str, ...]]:
    """Each kind's slug with the names of its fields: what a scheme may ask for."""
    return {kind.slug: tuple(field.name for field in kind.fields) for kind in KINDS}


__all__ = ["KINDS", "Form", "Kind", "UnknownKind", "field_names", "kind_of"]
