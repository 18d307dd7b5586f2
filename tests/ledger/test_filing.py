"""How papers are filed: volumes, order, 件号 and 档号."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.completeness import find_gaps
from ledger.consistency import find_problems
from ledger.filing import PATTERN, Item, Volume, arrange, join_archive_no, numbers_to_fix
from ledger.records import Record
from ledger.snapshot import Snapshot
from tests.ledger.snapshots import NOON, complete, complete_but, filled, record, snapshot


def volume(given: Snapshot, no: str) -> Volume:
    return next(each for each in arrange(given) if each.no == no)


def uids(given: Snapshot, no: str) -> list[str]:
    return [item.record or item.key for item in volume(given, no).items]


def only_item(*records: Record) -> Item:
    """The one item beside the score sheet."""
    (item,) = [item for each in arrange(snapshot(*records)) for item in each.items if item.key != "score"]
    return item


def test_the_complete_ledger_fills_the_volumes_of_the_scheme() -> None:
    filed = {each.no: [item.record or item.key for item in each.items] for each in arrange(complete_but())}
    assert filed == {
        "01": ["plan", "group", "register:stage_task"],
        "02": ["mobilisation", "minutes", "sum-1"],
        "03": ["study", "liaison", "check", "register:finding", "register:opinion", "register:visit", "sum-2"],
        "04": ["sum-3"],
        "90": ["daily", "review", "score"],
    }


def test_item_numbers_run_from_one_in_every_volume() -> None:
    for each in arrange(complete_but()):
        assert [item.number for item in each.items] == list(range(1, len(each.items) + 1))


def test_an_empty_ledger_has_no_volumes() -> None:
    assert arrange(snapshot()) == ()


def test_a_roster_alone_is_no_paper_but_the_score_sheet() -> None:
    (only,) = arrange(snapshot(record("person", "p", name="沈文君")))
    assert (only.no, [item.key for item in only.items]) == ("90", ["score"])


def meeting(uid: str, day: str, **typed: object) -> Record:
    return filled("meeting", uid, title=uid, date=day, **typed)


def minutes(uid: str, of: str, day: str, **typed: object) -> Record:
    return filled("minutes", uid, title=uid, meeting=of, issued=day, **typed)


def test_papers_of_a_subject_stand_in_order_of_time() -> None:
    given = snapshot(meeting("c", "5月25日"), meeting("a", "5月5日"), meeting("b", "5月15日"))
    assert uids(given, "02") == ["a", "b", "c"]


def test_minutes_stand_right_after_their_meeting() -> None:
    given = snapshot(
        minutes("n1", "m1", "5月20日"),
        minutes("n2", "m2", "5月13日"),
        meeting("m1", "5月11日"),
        meeting("m2", "5月12日"),
    )
    assert uids(given, "02") == ["m1", "n1", "m2", "n2"]


def test_several_papers_that_follow_a_meeting_stand_in_order_of_time() -> None:
    given = snapshot(
        meeting("m", "5月11日"),
        minutes("late", "m", "5月20日", created=NOON),
        minutes("early", "m", "5月12日", created=NOON.replace(hour=13)),
    )
    assert uids(given, "02") == ["m", "early", "late"]


def test_two_meetings_of_one_day_keep_their_minutes_apart() -> None:
    given = snapshot(
        meeting("m1", "5月11日"),
        meeting("m2", "5月11日"),
        minutes("n1", "m1", "5月12日"),
        minutes("n2", "m2", "5月12日"),
    )
    assert uids(given, "02") == ["m1", "n1", "m2", "n2"]


def test_minutes_issued_in_the_next_stage_are_filed_with_their_meeting() -> None:
    given = snapshot(meeting("m", "5月30日"), minutes("n", "m", "6月2日"))
    assert uids(given, "02") == ["m", "n"]


def test_minutes_that_name_their_stage_are_filed_there() -> None:
    given = snapshot(meeting("m", "5月30日"), minutes("n", "m", "6月2日", stage="检查整改"))
    assert (uids(given, "02"), uids(given, "03")) == (["m"], ["n"])


def test_minutes_of_a_deleted_meeting_stand_by_their_own_date() -> None:
    assert uids(snapshot(minutes("n", "gone", "6月2日"), meeting("m", "6月1日")), "03") == ["m", "n"]


def test_an_undated_record_stands_last_in_its_subject_and_in_the_volume_that_demands_it() -> None:
    given = snapshot(meeting("u", "", type="学习会"), meeting("m", "9月1日"), minutes("n", "m", "9月2日"))
    assert uids(given, "03") == ["m", "n", "u"]
    assert volume(given, "03").items[2].date is None


def test_an_undated_record_without_the_words_demanded_goes_where_its_kind_does() -> None:
    assert uids(snapshot(filled("check_round", "c", date="", method="")), "03") == ["c"]


def test_an_undated_record_that_nothing_demands_goes_to_the_first_stage() -> None:
    assert uids(snapshot(filled("filed_paper", "f", date="")), "02") == ["f"]


@pytest.mark.parametrize(
    ("day", "no"), [("2015-04-02", "02"), ("2015-05-31", "02"), ("2015-09-30", "03"), ("2016-01-05", "04")]
)
def test_a_record_outside_all_stages_goes_to_the_nearest_before(day: str, no: str) -> None:
    assert uids(snapshot(filled("filed_paper", "f", date=day)), no) == ["f"]


def test_the_stage_that_a_record_names_goes_before_its_date() -> None:
    assert uids(snapshot(filled("filed_paper", "f", date="10月8日", stage="宣传发动")), "02") == ["f"]


def test_fixed_item_numbers_are_kept_and_the_others_fill_up() -> None:
    papers = [
        filled("filed_paper", uid, date=f"5月{day}日", item_no=no)
        for uid, day, no in (("a", 3, ""), ("b", 4, 1), ("c", 5, ""))
    ]
    assert uids(snapshot(*papers), "02") == ["b", "a", "c"]
    taken = replace(papers[2], values={**papers[2].values, "item_no": 7})
    items = volume(snapshot(*papers[:2], taken), "02").items
    assert [(item.record, item.number) for item in items] == [("b", 1), ("a", 2), ("c", 7)]


PLAN = filled("filing_plan", "fp", fonds="A123", retention=[{"volume": "宣传发动", "term": "定期30年"}])


def test_archive_numbers_are_joined_from_their_parts() -> None:
    given = snapshot(PLAN, filled("filed_paper", "f", date="5月3日"))
    assert volume(given, "02").term == "定期30年"
    assert volume(given, "02").items[0].archive_no == "A123-WS·2015-D30-XCFD-0001"


@pytest.mark.parametrize(("term", "code"), [("永久", "Y"), ("定期30年", "D30"), ("定期10年", "D10")])
def test_the_pattern_is_the_units_own_and_terms_have_codes(term: str, code: str) -> None:
    plan = filled(
        "filing_plan",
        "fp",
        fonds="A123",
        pattern="{全宗号}-{门类}·{年度}·{保管期限}·{机构}-{件号}",
        retention=[{"volume": "宣传发动", "term": term}],
    )
    item = volume(snapshot(plan, filled("filed_paper", "f", date="5月3日")), "02").items[0]
    assert item.archive_no == f"A123-WS·2015·{code}·XCFD-0001"


@pytest.mark.parametrize(
    ("pattern", "joined"),
    [
        (PATTERN, "A123-WS·2015-D10-0007"),
        ("{全宗号}-{门类}·{年度}·{保管期限}·{机构}-{件号}", "A123-WS·2015·D10-0007"),
        ("{全宗号}-{门类}·{年度}·{机构}·{保管期限}-{件号}", "A123-WS·2015·D10-0007"),
    ],
)
def test_a_unit_without_classes_has_no_empty_place_in_its_archive_numbers(pattern: str, joined: str) -> None:
    parts = {"全宗号": "A123", "门类": "WS", "年度": "2015", "保管期限": "D10", "机构": "", "件号": "0007"}
    assert join_archive_no(pattern, parts) == joined


@pytest.mark.parametrize(
    "typed", [{"fonds": ""}, {"retention": []}, {"retention": [{"volume": "检查整改", "term": "永久"}]}]
)
def test_half_an_archive_number_is_none(typed: dict[str, object]) -> None:
    plan = filled("filing_plan", "fp", **{"fonds": "A123", "retention": PLAN["retention"], **typed})
    assert volume(snapshot(plan, filled("filed_paper", "f", date="5月3日")), "02").items[0].archive_no == ""


def test_an_archive_number_that_is_fixed_is_kept() -> None:
    fixed = filled("filed_paper", "f", date="5月3日", archive_no="A123-WS·2014-Y-0007")
    assert only_item(PLAN, fixed).archive_no == "A123-WS·2014-Y-0007"


def test_an_own_title_stands_in_brackets() -> None:
    assert only_item(filled("filed_paper", "f", title="动员会照片", own_title="是")).title == "[动员会照片]"
    assert only_item(filled("filed_paper", "f", title="动员会照片", own_title="否")).title == "动员会照片"


def test_an_item_tells_number_author_secrecy_and_copy() -> None:
    item = only_item(
        filled("filed_paper", "f", doc_no="启发〔2015〕39号", author="中共某市委员会", secrecy="内部", copy="复印件")
    )
    assert (item.doc_no, item.author, item.secrecy, item.note) == (
        "启发〔2015〕39号",
        "中共某市委员会",
        "内部",
        "复印件",
    )
    assert (item.date, item.kind, item.key) == (dt.date(2015, 4, 20), "filed_paper", "record:f")
    assert only_item(filled("filed_paper", "f", copy="原件")).note == ""


def test_the_author_is_who_made_the_paper_and_else_the_unit() -> None:
    assert only_item(filled("meeting", "m")).author == "第五税务分局"
    assert only_item(filled("campaign_plan", "p", author="")).author == "第五税务分局"
    assert only_item(filled("daily_assessment", "d", assessor="某镇人民政府")).author == "某镇人民政府"
    assert only_item(filled("review", "r", organiser="某镇人民政府")).author == "某镇人民政府"


def test_a_register_is_one_item_dated_by_its_last_entry() -> None:
    item = only_item(*(filled("visit", f"v{day}", number=day, date=f"7月{day}日") for day in (3, 9, 5)))
    assert (item.key, item.title, item.date, item.record) == ("register:visit", "走访台帐", dt.date(2015, 7, 9), "")
    assert item.kind == "visit"


def test_the_score_sheet_is_last_and_dated_by_what_it_counts() -> None:
    score = volume(complete_but(), "90").items[-1]
    assert (score.title, score.date, score.kind) == ("总得分表", dt.date(2015, 11, 6), "")
    assert volume(complete_but("daily", "review"), "90").items[-1].date is None


def fixing(given: Snapshot, **typed: object) -> Record:
    """The filing plan of a ledger after its numbers were fixed."""
    return filled(
        "filing_plan", "fp", **{**PLAN.values, **typed, "fixed": [each.row() for each in numbers_to_fix(given)]}
    )


def numbered(given: Snapshot) -> dict[str, tuple[int, str]]:
    return {item.record: (item.number, item.archive_no) for item in volume(given, "02").items if item.record}


def test_a_number_that_was_fixed_never_changes_and_a_new_paper_gets_the_next() -> None:
    first, third = (filled("filed_paper", uid, date=f"5月{day}日") for uid, day in (("a", 3), ("c", 5)))
    plan = fixing(snapshot(PLAN, first, third))
    new = filled("filed_paper", "b", date="5月4日")
    assert numbered(snapshot(PLAN, first, new, third))["c"][0] == 3
    assert numbered(snapshot(plan, first, new, third)) == {
        "a": (1, "A123-WS·2015-D30-XCFD-0001"),
        "c": (2, "A123-WS·2015-D30-XCFD-0002"),
        "b": (3, "A123-WS·2015-D30-XCFD-0003"),
    }


def test_a_fixed_archive_number_outlives_a_change_of_the_pattern() -> None:
    paper = filled("filed_paper", "a", date="5月3日")
    plan = fixing(snapshot(PLAN, paper), pattern="{全宗号}-{件号}")
    new = filled("filed_paper", "b", date="5月4日")
    assert numbered(snapshot(plan, paper, new)) == {"a": (1, "A123-WS·2015-D30-XCFD-0001"), "b": (2, "A123-0002")}


def test_the_number_of_a_paper_that_is_gone_is_given_to_no_other() -> None:
    papers = [filled("filed_paper", uid, date=f"5月{day}日") for uid, day in (("a", 3), ("b", 4))]
    plan = fixing(snapshot(PLAN, *papers))
    given = snapshot(plan, papers[1], filled("filed_paper", "c", date="5月5日"))
    assert {uid: number for uid, (number, _) in numbered(given).items()} == {"b": 2, "c": 3}
    again = fixing(given)
    assert numbered(snapshot(again, *papers))["a"][0] == 1


def test_a_number_fixed_before_the_fonds_was_known_gets_its_archive_number_later() -> None:
    paper = filled("filed_paper", "a", date="5月3日")
    early = [each.row() for each in numbers_to_fix(snapshot(paper))]
    assert {row["archive_no"] for row in early} == {""}
    plan = filled("filing_plan", "fp", fonds="A123", retention=PLAN["retention"], fixed=early)
    assert numbered(snapshot(plan, paper)) == {"a": (1, "A123-WS·2015-D30-XCFD-0001")}


def entered(uid: str, day: int | None, minute: int, kind: str) -> Record:
    """A paper of May, entered at its own minute."""
    date = f"5月{day}日" if day else ""
    created = NOON + dt.timedelta(minutes=minute)
    typed = {"issued": date, "meeting": f"p{minute - 1}"} if kind == "minutes" else {"date": date}
    return filled(kind, uid, title=uid, created=created, **typed)


PAPERS = st.lists(
    st.tuples(st.none() | st.integers(1, 31), st.sampled_from(["meeting", "minutes", "filed_paper"])),
    min_size=1,
    max_size=12,
).map(lambda rows: [entered(f"p{place}", day, place, kind) for place, (day, kind) in enumerate(rows)])


@given(PAPERS, st.randoms(use_true_random=False))
def test_the_order_of_entry_does_not_matter_beyond_its_times(papers: list[Record], random: Random) -> None:
    turned = list(papers)
    random.shuffle(turned)
    assert arrange(snapshot(*turned)) == arrange(snapshot(*papers))


@given(PAPERS)
def test_every_paper_is_filed_once_and_numbers_have_no_gap(papers: list[Record]) -> None:
    volumes = arrange(snapshot(*papers))
    filed = [item.record for each in volumes for item in each.items if item.record]
    assert sorted(filed) == sorted(paper.uid for paper in papers)
    for each in volumes:
        assert [item.number for item in each.items] == list(range(1, len(each.items) + 1))


@given(PAPERS, st.lists(st.integers(1, 40), unique=True))
def test_fixed_numbers_that_differ_never_collide(papers: list[Record], fixed: list[int]) -> None:
    chosen = [paper for paper in papers if paper.kind == "filed_paper"][: len(fixed)]
    numbers = {paper.uid: number for paper, number in zip(chosen, fixed, strict=False)}
    given = [replace(each, values={**each.values, "item_no": numbers.get(each.uid)}) for each in papers]
    for each in arrange(snapshot(*given)):
        counted = [item.number for item in each.items]
        assert len(set(counted)) == len(counted)
        assert all(item.number == numbers[item.record] for item in each.items if item.record in numbers)


def test_ten_thousand_records_are_arranged_and_checked_in_seconds() -> None:
    papers = list(complete().values())
    papers += [filled("filed_paper", f"f{n}", date=f"7月{n % 31 + 1}日", title=f"文件{n}") for n in range(4000)]
    papers += [filled("opinion", f"o{n}", number=n, handler=f"某人{n}") for n in range(3000)]
    papers += [filled("meeting", f"m{n}", host="顾清和", title=f"例会{n}") for n in range(3000)]
    given = snapshot(*papers)
    start = time.perf_counter()
    volumes = arrange(given)
    found = (*find_gaps(given), *find_problems(given))
    assert sum(len(each.items) for each in volumes) > 7000 and found
    # A loop within a loop over ten thousand takes minutes.
    assert time.perf_counter() - start < 20
