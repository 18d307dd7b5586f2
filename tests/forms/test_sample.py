"""The sample library holds what the demo promises, and its faults are the ones that were put there."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from forms.sample import build
from ledger.book import Ledger
from ledger.completeness import find_gaps
from ledger.consistency import find_problems
from ledger.results import result_of
from ledger.snapshot import Snapshot


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return built(tmp_path_factory.mktemp("sample"))


def built(folder: Path) -> Snapshot:
    build(folder / "台帐库")
    with Ledger.open(folder / "台帐库", read_only=True) as ledger:
        return ledger.snapshot()


def test_it_holds_what_the_demo_promises(sample: Snapshot) -> None:
    counts = Counter(record.kind for record in sample.records)
    promised = {"meeting": 15, "check_round": 4, "finding": 20, "opinion": 30, "visit": 12, "ballot": 90, "review": 1}
    assert {slug: counts[slug] for slug in promised} == promised
    assert sum(finding["status"] != "已完成" for finding in sample.of("finding")) == 2
    assert {stage.name for stage in sample.scheme.stages} == {
        stage.name for record in sample.records if (stage := sample.stage(record))
    }


def test_its_ballots_come_from_three_groups_with_unknown_and_void_ones(sample: Snapshot) -> None:
    ballots = sample.of("ballot")
    assert Counter(ballot["group"] for ballot in ballots).total() == 90
    assert len({ballot["group"] for ballot in ballots}) == 3
    marks = Counter(ballot["mark"] for ballot in ballots)
    assert (marks["不了解"], marks["弃权"], marks["无效"]) == (6, 2, 4)


def test_it_scores_as_computed_by_hand(sample: Snapshot) -> None:
    """Sums of the entered scores by group: 984 of 11, 1973 of 23, 3617 of 44; daily assessment 93.5."""
    nodes = result_of(sample)
    sums = {group.name: group.total for group in nodes.node("review").groups}
    assert list(sums.values()) == [984, 1973, 3617]
    # 984/11×25% + 1973/23×25% + 3617/44×50% = 84.9115…; 93.5×30% + 84.9115…×70% = 87.4880…
    assert nodes.node("review").shown == "84.91"
    assert nodes.node("total").shown == "87.49"


def test_its_gaps_are_those_put_there(sample: Snapshot) -> None:
    gaps = Counter(gap.code for gap in find_gaps(sample))
    assert gaps == {"missing": 1, "incomplete": 1, "unsigned": 1, "late": 2, "open": 2}


def test_its_contradictions_are_those_put_there(sample: Snapshot) -> None:
    assert sorted(problem.code for problem in find_problems(sample)) == [
        "attendance",
        "closed-before-found",
        "duplicate-doc-no",
        "item-number-gap",
        "minutes-before-notice",
        "not-on-roster",
        "outside-campaign",
    ]


def test_its_scans_are_of_every_shape(sample: Snapshot) -> None:
    attachments = [attachment for record in sample.records for attachment in record.attachments]
    assert {5} <= {attachment.pages for attachment in attachments}
    assert {"application/pdf", "image/jpeg"} == {attachment.media for attachment in attachments}
    assert any(attachment.role == "photo" for attachment in attachments)


def test_building_it_twice_gives_the_same_records(sample: Snapshot, tmp_path: Path) -> None:
    again = built(tmp_path)
    assert [(each.uid, each.values, each.changed) for each in sample.records] == [
        (each.uid, each.values, each.changed) for each in again.records
    ]
