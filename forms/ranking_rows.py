"""The ranking as the window lists it: who stands where, how far each has come, and how recent that is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from forms.place import Place as LibraryPlace
from forms.widgets.listing import ListColumn, ListRow
from ledger.book import Ledger
from ledger.fields.numbers import plain
from ledger.merging.branches import BranchFacts, branch_facts
from ledger.ranking import Place, Ranking, ranking
from ledger.snapshot import Snapshot

COLUMNS = (
    ListColumn("rank", "名次", 4, "center"),
    ListColumn("unit", "单位", 12, stretch=True),
    ListColumn("total", "得分", 5, "right"),
    ListColumn("passed", "是否达标", 5, "center"),
    ListColumn("gaps", "缺项", 4, "right"),
    ListColumn("risk", "最多影响", 6, "right"),
    ListColumn("records", "记录", 5, "right"),
    ListColumn("changed", "最后改动", 6),
    ListColumn("came", "首次收入", 6),
    ListColumn("why", "没有名次的原因", 18, stretch=True),
)


@dataclass(frozen=True)
class Standing:
    """The ranking, and the facts of each campaign in it."""

    ranking: Ranking
    facts: dict[str, BranchFacts]

    @property
    def branches(self) -> int:
        """How many branches were taken in."""
        return len(self.ranking.places) - 1


def standing(place: LibraryPlace, own: Snapshot, today: dt.date) -> Standing:
    """The ranking of the library at `place`, whose own ledger is `own`, as of `today`.

    Raises what opening a library raises.
    """
    with Ledger.open(place.folder, read_only=True, passphrase=place.passphrase) as ledger:
        return Standing(ranking(ledger.session, own, today), branch_facts(ledger.session))


def rows_of(found: Standing) -> list[ListRow]:
    """A row for each unit, one's own among them."""
    return [_row(place, found.facts.get(place.campaign.uid)) for place in found.ranking.places]


def _row(place: Place, facts: BranchFacts | None) -> ListRow:
    unit = f"{place.campaign.unit}（本单位）" if place.own else place.campaign.unit
    passed = "" if place.passed is None else "达标" if place.passed else "没有达标"
    changed = facts.changed if facts is not None else None
    came = facts.came if facts is not None and not place.own else None
    cells = (
        "" if place.rank is None else str(place.rank),
        unit,
        place.shown,
        passed,
        "" if place.gaps is None else str(place.gaps),
        "" if place.at_risk is None else plain(place.at_risk),
        "" if facts is None else str(facts.records),
        "" if changed is None else _day(changed),
        "" if came is None else _day(came),
        place.why,
    )
    keys = (
        place.rank, unit, place.total, passed or None, place.gaps, place.at_risk,
        facts.records if facts is not None else None, changed, came, place.why or None,
    )  # fmt: skip
    tone = "muted" if place.rank is None else "bad" if place.passed is False else ""
    return ListRow(place.campaign.uid, cells, keys, tone)


def _day(at: dt.datetime) -> str:
    """The day on the clock of this computer."""
    return f"{at.astimezone():%Y-%m-%d}"
