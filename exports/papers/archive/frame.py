"""What the archive's papers share: which unit, year and term they are for, and how they are headed."""

from __future__ import annotations

from collections.abc import Iterable

from exports.page import Block, Grid, Paper
from ledger.filing import RETENTION, Volume
from ledger.filing_settings import filing_plan
from ledger.snapshot import Snapshot

UNSET = "保管期限未定"
TERMS = (*RETENTION, "")
"""The terms in the order of their indexes; what has none comes last."""


def fonds_no(snapshot: Snapshot) -> str:
    """全宗号, blank until the archive has given one."""
    plan = filing_plan(snapshot)
    return (plan["fonds"] if plan else None) or ""


def fonds_name(snapshot: Snapshot) -> str:
    """全宗名称; the unit's name when the plan does not say."""
    plan = filing_plan(snapshot)
    return (plan["fonds_name"] if plan else None) or snapshot.campaign.unit


def by_term(volumes: Iterable[Volume]) -> dict[str, tuple[Volume, ...]]:
    """The volumes of each term that occurs, 永久 first, those without a term last."""
    listed = tuple(volumes)
    groups = {term: tuple(volume for volume in listed if volume.term == term) for term in TERMS}
    return {term: group for term, group in groups.items() if group}


def paper(snapshot: Snapshot, key: str, title: str, blocks: Iterable[Block], grid: Grid = Grid.FORM) -> Paper:
    """A paper of the archive: none of them shows a page number."""
    author, day = fonds_name(snapshot), snapshot.dated_to.isoformat()
    return Paper(f"archive:{key}", title, tuple(blocks), grid, author, day, numbered=False)
