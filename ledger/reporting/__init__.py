"""Reports drafted from the records (工作汇报、小结、总结、申报材料、典型材料)."""

from __future__ import annotations

from ledger.kinds.work_report import SORTS
from ledger.reporting.deeds import deeds_sources, draft_deeds
from ledger.reporting.draft import draft
from ledger.reporting.outlines import UnknownOutline, outlines
from ledger.reporting.spans import StageSpan, UnknownPeriod, span_of, span_words
from ledger.reporting.stage_form import as_kind, kind_for

__all__ = [
    "SORTS",
    "StageSpan",
    "UnknownOutline",
    "UnknownPeriod",
    "as_kind",
    "deeds_sources",
    "draft",
    "draft_deeds",
    "kind_for",
    "outlines",
    "span_of",
    "span_words",
]
