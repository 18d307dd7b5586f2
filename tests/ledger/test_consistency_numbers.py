"""Duplicate document and archive numbers, gaps and repeats of item numbers, and broken links."""

from __future__ import annotations

import pytest

from ledger.consistency import numbers
from ledger.records import Record
from tests.ledger.problems import found, one
from tests.ledger.snapshots import complete_but, filled, record, snapshot


def filed(uid: str, **typed: object) -> Record:
    return filled("filed_paper", uid, title=f"文件{uid}", date="5月20日", **typed)


@pytest.mark.parametrize("other", ["启发〔2015〕39号", "启发[2015]39号", "启发 ［2015］ 39号"])
def test_the_same_document_number_on_two_papers_is_told_however_it_is_written(other: str) -> None:
    plan = filled("campaign_plan", "plan", doc_no="启发〔2015〕39号")
    problem = one(numbers.duplicates, snapshot(plan, filed("甲", doc_no=other), filed("乙", doc_no="启发〔2015〕40号")))
    assert (problem.code, problem.records) == ("duplicate-doc-no", ("plan", "甲"))
    assert problem.sentence.startswith("文号启发〔2015〕39号用了2次：“") and "“文件甲”" in problem.sentence


def test_different_document_numbers_and_blank_ones_are_in_order() -> None:
    assert found(numbers.duplicates, snapshot(filed("甲", doc_no="启发〔2015〕39号"), filed("乙"), filed("丙"))) == ()


def test_a_number_without_the_issuer_counts_within_its_kind() -> None:
    minutes = [filled("minutes", uid, title=uid, doc_no="〔2015〕1号") for uid in "甲乙"]
    assert found(numbers.duplicates, snapshot(minutes[0], filed("丙", doc_no="〔2015〕1号"))) == ()
    assert one(numbers.duplicates, snapshot(*minutes)).records == ("甲", "乙")


@pytest.mark.parametrize(("times", "ending"), [(5, "“文件丁”、“文件戊”。"), (6, "“文件丁”、“文件戊”等。")])
def test_at_most_five_papers_are_named(times: int, ending: str) -> None:
    papers = [filed(uid, doc_no="启发〔2015〕39号") for uid in "甲乙丙丁戊己"[:times]]
    problem = one(numbers.duplicates, snapshot(*papers))
    assert problem.sentence.endswith(ending) and len(problem.records) == times


PLAN = filled("filing_plan", "fp", fonds="A123", retention=[{"volume": "宣传发动", "term": "定期10年"}])


def test_the_same_archive_number_on_two_papers_is_told() -> None:
    problem = one(numbers.duplicates, snapshot(*(filed(uid, archive_no="A123-WS·2015-D10-0007") for uid in "甲乙")))
    assert (problem.code, problem.records) == ("duplicate-archive-no", ("甲", "乙"))


def test_a_typed_archive_number_that_the_program_gives_another_paper_is_told() -> None:
    given = snapshot(PLAN, filed("甲"), filed("乙", archive_no="A123-WS·2015-D10-XCFD-0001"))
    assert one(numbers.duplicates, given).records == ("甲", "乙")
    apart = snapshot(PLAN, filed("甲"), filed("乙", archive_no="A123-WS·2015-D10-XCFD-0002"))
    assert found(numbers.duplicates, apart) == ()


@pytest.mark.parametrize(
    ("fixed", "code", "words"),
    [
        ((3, None), "item-number-gap", "宣传发动卷缺件号0002。"),
        ((1, 4), "item-number-gap", "宣传发动卷缺件号0002、0003。"),
        ((2, 2), "item-number-twice", "宣传发动卷件号0002重复。"),
        ((9999, None), "item-number-gap", "0010、0011等。"),
        ((12, None), "item-number-gap", "0010、0011。"),
    ],
)
def test_gaps_and_repeats_of_item_numbers_are_told(fixed: tuple[int | None, ...], code: str, words: str) -> None:
    papers = [filed(uid, item_no=number) for uid, number in zip("甲乙", fixed, strict=True)]
    problems = [each for each in found(numbers.item_numbers, snapshot(*papers)) if each.code == code]
    assert len(problems) == 1 and problems[0].sentence.endswith(words)
    assert set(problems[0].records) <= {"甲", "乙"}


@pytest.mark.parametrize("fixed", [(None, None), (2, None), (2, 1)])
def test_item_numbers_without_gaps_are_in_order(fixed: tuple[int | None, ...]) -> None:
    papers = [filed(uid, item_no=number) for uid, number in zip("甲乙", fixed, strict=True)]
    assert found(numbers.item_numbers, snapshot(*papers)) == ()


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("{全宗号}-{年度}", "没有{件号}，各件的档号会相同。"),
        ("{全宗号}-{卷号}-{件号}", "用了不认识的卷号。"),
    ],
)
def test_a_pattern_of_archive_numbers_needs_the_item_number_and_known_parts(pattern: str, words: str) -> None:
    problem = one(numbers.archive_pattern, snapshot(filled("filing_plan", "fp", pattern=pattern)))
    assert problem.code == "archive-pattern" and problem.sentence.endswith(words)
    assert "{全宗号}{门类}{年度}{保管期限}{机构}{件号}" in problem.next_step


@pytest.mark.parametrize("pattern", ["", "{全宗号}-{门类}·{年度}-{保管期限}-{机构}-{件号}", "WS-{件号}"])
def test_patterns_of_known_parts_are_in_order(pattern: str) -> None:
    assert found(numbers.archive_pattern, snapshot(filled("filing_plan", "fp", pattern=pattern))) == ()


def test_a_link_to_a_deleted_record_is_told() -> None:
    problem = one(numbers.broken_links, complete_but("mobilisation"))
    assert (problem.code, problem.records) == ("broken-link", ("minutes",))
    assert problem.sentence == "“创建活动动员会会议纪要”的“对应的会议记录”已经删除。"


def test_all_ballots_of_a_deleted_review_are_one_problem() -> None:
    problem = one(numbers.broken_links, complete_but("review"))
    assert problem.sentence == "3条评议票的“评议”已经删除。"
    assert len(problem.records) == 3


def test_links_that_stand_and_blank_links_are_in_order() -> None:
    finding = record("finding", "f", problem="公开栏没有更新", round="")
    assert found(numbers.broken_links, snapshot(finding)) == ()
    assert found(numbers.broken_links, complete_but()) == ()
