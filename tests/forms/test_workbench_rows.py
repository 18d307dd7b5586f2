"""What the first screen lists of a ledger."""

from __future__ import annotations

import datetime as dt

from forms.desk import figures_of
from forms.screens.workbench_rows import latest, worklist
from ledger.kinds import kind_of
from tests.ledger.snapshots import filled, snapshot

NOON = dt.datetime(2015, 12, 31, 12, tzinfo=dt.UTC)
DAY = dt.date(2015, 12, 1)


def test_records_edited_last_come_first_and_secret_ones_never() -> None:
    people = [
        filled("person", f"p{number}", name=f"张{number}", changed=NOON + dt.timedelta(days=number % 7))
        for number in range(40)
    ]
    secret = filled("ballot", "b", changed=NOON + dt.timedelta(days=99))
    rows = latest(snapshot(*people, secret))
    assert len(rows) == 30 and "b" not in {row.uid for row in rows}
    assert [row.cells[1] for row in rows] == sorted((row.cells[1] for row in rows), reverse=True)
    assert rows[0].cells[0].startswith(kind_of("person").title)


def test_the_worklist_has_a_row_for_every_gap_and_problem() -> None:
    given = snapshot(filled("finding", "f", deadline="2015.6.10", status="整改中"))
    figures = figures_of(given, DAY)
    found = worklist(figures, given)
    assert len(found.rows) == len(found.entries) == len(figures.gaps) + len(figures.problems)
    assert [found.entries[row.uid].sentence for row in found.rows] == [row.cells[3] for row in found.rows]
    late = next(entry for entry in found.entries.values() if entry.target.uid == "f" and entry.code == "late")
    assert late.days == (dt.date(2015, 6, 10) - DAY).days
    assert [due.day for due in found.dues] == [dt.date(2015, 6, 10)]
    assert "已过期" in found.counted
