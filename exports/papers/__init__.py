"""Compiled papers: an item of the ledger becomes a paper; a kind without a layout of its own gets the generic one."""

from __future__ import annotations

from collections.abc import Callable

from exports.page import Block, Grid, Paper
from exports.papers import (
    acceptance,
    accountability,
    appraisal,
    forms,
    generic,
    governance,
    governance_forms,
    inspections,
    meeting,
    notices,
    notices_review,
    official,
    official_reports,
    scores,
    service,
    statistics_reported,
)
from ledger.filing import SCORE_SHEET, Item
from ledger.kinds import Form
from ledger.records import Record
from ledger.snapshot import Snapshot

Layout = Callable[[Snapshot, Record], tuple[Block, ...]]

LAYOUTS: dict[str, tuple[Layout, Grid]] = {
    "campaign_plan": (official.plan, Grid.OFFICIAL),
    "minutes": (official.minutes, Grid.OFFICIAL),
    "notice": (official.notice, Grid.OFFICIAL),
    "stage_summary": (official.summary, Grid.OFFICIAL),
    "situation_report": (official.report, Grid.OFFICIAL),
    "work_report": (official_reports.work_report, Grid.OFFICIAL),
    "leading_group": (forms.leading_group, Grid.FORM),
    "meeting": (meeting.blocks, Grid.FORM),
    "training": (governance.training, Grid.FORM),
    "contest": (governance.contest, Grid.FORM),
    "window_analysis": (governance_forms.window_analysis, Grid.OFFICIAL),
    "pledge": (governance_forms.pledge, Grid.FORM),
    "nomination": (governance_forms.nomination, Grid.FORM),
    "emergency": (governance.emergency, Grid.FORM),
    "check_round": (forms.check_round, Grid.FORM),
    "acceptance": (acceptance.acceptance, Grid.FORM),
    "daily_assessment": (forms.daily_assessment, Grid.FORM),
    "tidiness": (inspections.tidiness, Grid.FORM),
    "business_book": (inspections.business_book, Grid.FORM),
    "accountability": (accountability.decision, Grid.FORM),
    "review": (scores.review, Grid.FORM),
    "duty_report": (appraisal.duty_report, Grid.FORM),
    "performance": (appraisal.performance, Grid.FORM),
    "window_statement": (statistics_reported.window_statement, Grid.FORM),
    "shift": (service.shift, Grid.REGISTER),
    "site_visit": (service.site_visit, Grid.FORM),
    "case_notice": (notices.case_notice, Grid.FORM),
    "case_review": (notices_review.case_review, Grid.FORM),
    "filed_paper": (forms.filed_paper, Grid.FORM),
}
"""Kinds with a layout of their own."""


def paper_of(snapshot: Snapshot, item: Item) -> Paper:
    """The paper of an item, titled as it is indexed."""
    blocks, grid = _blocks(snapshot, item)
    day = item.date.isoformat() if item.date else ""
    return Paper(item.key, item.title, blocks, grid, item.author, day)


def _blocks(snapshot: Snapshot, item: Item) -> tuple[tuple[Block, ...], Grid]:
    if item.key == SCORE_SHEET:
        return scores.score_sheet(snapshot), Grid.FORM
    kind = snapshot.kind(item.kind)
    if kind.form is Form.REGISTER:
        return generic.register_blocks(snapshot, kind), Grid.REGISTER
    record = snapshot.get(item.record)
    if record is None:
        raise KeyError(item.record)
    layout, grid = LAYOUTS.get(kind.slug, (generic.record_blocks, Grid.FORM))
    return layout(snapshot, record), grid
