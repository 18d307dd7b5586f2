from __future__ import annotations

import re
from dataclasses import replace

import pytest

from exports.page import Grid, Halves, PageBreak, Paper
from exports.papers.prints import NothingToPrint, Wishes
from exports.papers.prints.ballots import ballots
from exports.typeset.faces import Faces
from exports.typeset.layout import lay_out
from tests.exports.prints import GROUPS, ISSUED, reviewed, said, unreviewed
from tests.ledger.snapshots import QIDONG, snapshot


def halves(paper: Paper) -> list[Halves]:
    return [block for block in paper.blocks if isinstance(block, Halves)]


def printed(paper: Paper) -> int:
    return sum(bool(sheet.left) + bool(sheet.right) for sheet in halves(paper))


def test_each_group_gets_as_many_ballots_as_were_issued_two_to_a_sheet() -> None:
    ledger, review = reviewed()
    *groups, codes = ballots(ledger, review, Wishes())
    assert [printed(paper) for paper in groups] == list(ISSUED)
    assert [len(lay_out(paper, Faces.bundled())) for paper in groups] == [2, 2, 3]
    assert all(paper.grid is Grid.TWO_UP for paper in groups)
    assert codes.title == "评议票票式对照表"


def test_a_count_that_is_asked_for_goes_before_the_number_issued() -> None:
    ledger, _ = reviewed()
    *groups, codes = ballots(ledger, None, Wishes(count=6))
    assert [printed(paper) for paper in groups] == [6, 6, 6]
    assert "合计|||18|" in said(codes)


def test_no_ballot_of_a_group_can_be_told_from_another() -> None:
    ledger, review = reviewed()
    for paper in ballots(ledger, review, Wishes(count=7))[:-1]:
        sides = [side for sheet in halves(paper) for side in (sheet.left, sheet.right) if side]
        assert len(sides) == 7
        assert all(side == sides[0] for side in sides)


def test_a_ballot_bears_the_code_of_its_group_and_not_its_name_and_asks_for_no_person() -> None:
    ledger, review = reviewed()
    *groups, codes = ballots(ledger, review, Wishes())
    for code, group, paper in zip("ABC", GROUPS, groups, strict=True):
        assert f"票式{code}" in said(paper)
        assert group.name not in said(paper)
        assert not re.search("编号|姓名：|签名", said(paper))
        assert f"{code}|{group.name}|{'、'.join(group.members)}|" in said(codes)


def test_a_ballot_shows_every_grade_of_the_scheme_with_its_scores() -> None:
    paper = ballots(unreviewed(), None, Wishes(count=1))[0]
    for row in ("满意|80—100分|", "基本满意|60—79分|", "不满意|0—59分|", "不了解|不打分|"):
        assert row in said(paper)
    assert "在“不了解”一行画“√”，不打分" in said(paper)


def test_without_grades_a_ballot_asks_for_one_score() -> None:
    nodes = tuple(replace(node, bands=()) for node in QIDONG.nodes)
    paper = ballots(snapshot(scheme=replace(QIDONG, nodes=nodes)), None, Wishes(count=1))[0]
    assert "得分|0—100分|" in said(paper)
    assert "不了解" not in said(paper)


def test_before_the_review_someone_must_say_how_many() -> None:
    with pytest.raises(NothingToPrint, match="写上每组的张数"):
        ballots(unreviewed(), None, Wishes())


def test_a_scheme_without_a_review_has_no_ballots() -> None:
    nodes = tuple(node for node in QIDONG.nodes if node.kind != "review")
    with pytest.raises(NothingToPrint, match="不以民主评议计分"):
        ballots(snapshot(scheme=replace(QIDONG, nodes=nodes)), None, Wishes(count=1))


def test_no_sheet_is_empty_behind_the_last_ballot() -> None:
    for paper in ballots(unreviewed(), None, Wishes(count=2))[:-1]:
        assert not isinstance(paper.blocks[-1], PageBreak)
        assert len(lay_out(paper, Faces.bundled())) == 1
