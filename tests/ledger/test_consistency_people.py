"""People who do not stand on the roster, and a leading group without a leader."""

from __future__ import annotations

import pytest

from ledger.consistency import people
from tests.ledger.problems import found, one
from tests.ledger.snapshots import complete_but, filled, record, snapshot


@pytest.mark.parametrize(
    ("slug", "typed"),
    [
        ("campaign_plan", {"title": "细则", "signer": "顾清和"}),
        ("check_round", {"title": "自查", "checkers": "顾清和"}),
        ("meeting", {"title": "例会", "decisions": [{"item": "学习", "owner": "顾清和"}]}),
        ("leading_group", {"name": "小组", "members": [{"role": "组长", "person": "顾清和"}]}),
        ("filing_plan", {"keeper": "顾清和"}),
    ],
)
def test_a_name_that_is_not_on_the_roster_is_told_wherever_it_stands(slug: str, typed: dict[str, object]) -> None:
    problem = one(people.not_on_roster, snapshot(record(slug, "x", **typed)))
    assert (problem.code, problem.records) == ("not-on-roster", ("x",))
    assert problem.sentence.startswith("人员名册里没有顾清和，却出现在“")
    known = record("person", "p", name="顾清和")
    assert found(people.not_on_roster, snapshot(record(slug, "x", **typed), known)) == ()


def test_one_problem_names_all_papers_of_a_stranger_once_each() -> None:
    papers = [
        record("meeting", uid, title=f"第{uid}次例会", host="顾清和", recorder="顾清和", present="顾清和")
        for uid in "一二三四"
    ]
    problem = one(people.not_on_roster, snapshot(*papers))
    assert problem.records == ("一", "二", "三", "四")
    assert problem.sentence == (
        "人员名册里没有顾清和，却出现在“第一次例会会议记录”、“第二次例会会议记录”、“第三次例会会议记录”等4处。"
    )


def test_three_papers_of_a_stranger_are_all_named() -> None:
    papers = [record("meeting", uid, title=uid, host="顾清和") for uid in "一二三"]
    sentence = one(people.not_on_roster, snapshot(*papers)).sentence
    assert sentence == "人员名册里没有顾清和，却出现在“一会议记录”、“二会议记录”、“三会议记录”。"


def test_each_stranger_is_told_apart() -> None:
    papers = record("meeting", "m", title="例会", host="顾清和", recorder="陆一鸣")
    assert len(found(people.not_on_roster, snapshot(papers))) == 2


def test_names_that_differ_in_one_variant_character_are_different_names() -> None:
    known = record("person", "p", name="张喆")
    assert found(people.not_on_roster, snapshot(known, record("meeting", "m", title="例会", host="张哲")))


def member(name: str, role: str) -> dict[str, str]:
    return {"person": name, "role": role}


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ([member("林晓岚", "副组长")], "没有组长。"),
        ([member("林晓岚", "组长"), member("沈文君", "组长")], "有2名组长（林晓岚、沈文君）。"),
    ],
)
def test_a_leading_group_has_one_head(members: list[dict[str, str]], words: str) -> None:
    problem = one(people.leader, snapshot(filled("leading_group", "g", members=members)))
    assert (problem.code, problem.records) == ("leader", ("g",))
    assert problem.sentence.endswith(words)


def test_one_head_or_no_members_yet_is_in_order() -> None:
    assert found(people.leader, complete_but()) == ()
    assert found(people.leader, snapshot(filled("leading_group", "g", members=[]))) == ()
