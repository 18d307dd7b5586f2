"""Rules of cases and of what is kept about them (B5), each with what was typed beside what comes of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from ledger.book import Ledger
from ledger.completeness import find_gaps
from ledger.entries import read_entries
from ledger.following import Standing, standing
from ledger.kinds import Form, kind_of
from ledger.kinds.case_notice import SORTS
from ledger.lookup import Lookup
from ledger.records import Record
from ledger.schemes.rules import RULES, rules_of_cases
from tests.ledger.books import new_book
from tests.ledger.kind_entries import doubts, entry, sample_doubts, unfilled
from tests.ledger.samples import add_sample
from tests.ledger.snapshots import QIDONG

KINDS = {
    "service_item": "R48",
    "case": "R49",
    "case_notice": "R50",
    "case_review": "R51",
    "case_transfer": "R52",
    "case_delay": "R53",
}
CASE = {
    "number": "JJ-1",
    "applicant": "某公司",
    "item": "减免税审批",
    "sort": "限时件",
    "window": "综合窗口",
    "handler": "沈文君",
    "received": "9.28",
    "papers": "9.28",
    "accepted": "9.28",
    "days": 5,
    "result": "在办",
}  # due on 10 October 2015, a Saturday worked for the National Day


@pytest.mark.parametrize(("slug", "number"), KINDS.items())
def test_each_is_numbered_and_grouped_and_its_sample_has_no_doubt(slug: str, number: str) -> None:
    kind = kind_of(slug)
    assert (kind.number, kind.group) == (number, "办件服务")
    assert sample_doubts(slug) == []


@pytest.mark.parametrize("slug", KINDS)
def test_registers_have_columns_that_fit_a_landscape_sheet(slug: str) -> None:
    kind = kind_of(slug)
    columns = [field for field in kind.fields if field.indexed and not field.private]
    assert kind.form is Form.EACH or len(columns) <= 12


@pytest.mark.parametrize(("slug", "names"), [("case", ("due",)), ("case_transfer", ("due", "late"))])
def test_what_is_left_blank_is_filled_as_the_sample_has_it(slug: str, names: tuple[str, ...]) -> None:
    filled, whole = unfilled(slug, *names), unfilled(slug)
    assert {name: filled[name] for name in names} == {name: whole[name] for name in names}


@pytest.mark.parametrize(
    ("rules", "due"),
    [({}, (10, 10)), ({"first_day": "include"}, (10, 9)), ({"clock_start": "accepted"}, (10, 12))],
)
def test_a_case_is_due_by_the_rules_in_force(rules: dict[str, str], due: tuple[int, int]) -> None:
    values = entry("case", rules=rules, **{**CASE, "accepted": "9.29"})
    assert values["due"] == dt.date(2015, *due)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"papers": "9.25"}, ["材料齐全日早于接件日"]),
        ({"accepted": "9.25"}, ["受理日早于接件日"]),
        (
            {"finished": "9.25", "result": "办结"},
            ["办结日早于接件日", "办结日早于受理日", "办结日早于材料齐全日"],
        ),
        ({"extended": "10.9"}, ["延期至的日子早于应办结日"]),
        ({"suspensions": [{"start": "9.30", "end": "9.29"}]}, ["中止计时的“止”早于“起”"]),
        ({"suspensions": [{"start": "9.27", "end": "9.29"}, {"start": "9.28"}]}, ["中止计时有两段重叠"]),
        ({"suspensions": [{"start": "9.28"}, {"start": "9.27"}]}, ["中止计时有两段重叠"]),
        ({"suspensions": [{"start": "9.28", "end": "9.29"}, {"start": "9.29"}]}, []),
        (
            {"suspensions": [{"start": "9.28"}], "result": "办结", "finished": "10.9"},
            ["已经办结，中止计时却没有写“止”"],
        ),
        ({"due": "9.25"}, ["应办结日早于接件日"]),
        ({"result": "办结"}, ["结果是办结，却没有办结日"]),
        ({"finished": "9.30"}, ["结果是在办，却填了办结日"]),
        ({"result": "不予受理"}, ["结果是不予受理，却填了受理日"]),
        ({"result": "办结", "finished": "9.29", "on_spot": "是"}, ["当场办结，办结日却不是接件当日"]),
        ({"sort": "即办件"}, ["即办件不应另有承诺工作日"]),
        ({"result": "办结", "finished": "10.12"}, []),  # late, but nothing contradicts it
    ],
)
def test_a_case_that_contradicts_itself_is_told(typed: dict[str, object], told: list[str]) -> None:
    assert doubts("case", **{**CASE, **typed}) == told


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"legal_days": 5, "days": 10, "sort": "限时件"}, ["承诺时限长于法定时限"]),
        ({"days": 1, "sort": "即办件"}, ["即办件不应另有承诺时限"]),
        ({"days": 0, "sort": "限时件"}, ["承诺时限是0个工作日，类别却不是即办件"]),
        ({"legal_days": 20, "days": 5, "sort": "限时件"}, []),  # A27: 20 shortened to 5
        ({"legal_days": 20, "days": 20, "sort": "并联件"}, []),
    ],
)
def test_a_promise_longer_than_the_law_allows_is_told(typed: dict[str, object], told: list[str]) -> None:
    assert doubts("service_item", name="事项", **typed) == told


@pytest.mark.parametrize(
    ("step", "received", "days", "due"),
    [
        ("分送材料", "9.30", 2, (10, 9)),  # A23: two working days, over the National Day
        ("联合年审", "9.14", 5, (9, 21)),  # A19: five, over a weekend
    ],
)
def test_a_step_has_the_limit_that_its_source_gives(step: str, received: str, days: int, due: tuple[int, int]) -> None:
    values = entry("case_transfer", step=step, received=received)
    assert (values["days"], values["due"], values["late"]) == (days, dt.date(2015, *due), None)


@pytest.mark.parametrize(("sent", "late"), [("9.17", "否"), ("9.18", "是")])
def test_a_step_is_late_when_it_went_on_after_its_limit(sent: str, late: str) -> None:
    assert entry("case_transfer", step="审核", received="9.16", days=1, sent=sent)["late"] == late


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"sent": "9.15", "status": "已转出"}, ["转出时间早于接收时间"]),
        ({"status": "已转出"}, ["状态是已转出，却没有转出时间"]),
        ({"sent": "9.17", "status": "办理中"}, ["填了转出时间，状态却不是已转出"]),
        ({"sent": "9.18", "status": "已转出", "late": "否"}, ["是否超时与时限、转出时间对不上"]),
        ({"sent": "9.17", "status": "已转出"}, []),
    ],
)
def test_a_step_that_contradicts_itself_is_told(typed: dict[str, object], told: list[str]) -> None:
    assert doubts("case_transfer", step="审核", received="9.16", days=1, **typed) == told


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"sort": "延期", "told": "10.9", "extended": "10.15"}, ["延期应当提前告知，告知日却晚于应办结日"]),
        ({"sort": "延期", "told": "9.30"}, ["延期却没有填延期至哪一天"]),
        ({"sort": "延期", "told": "9.30", "extended": "10.8"}, ["延期至的日子不晚于应办结日"]),
        (
            {"sort": "延期", "told": "9.30", "extended": "10.15", "approved": "10.1"},
            ["告知日早于批准日"],
        ),
        ({"sort": "超时", "told": "10.9"}, ["超时却没有填向领导报告的日期", "超时却没有记下怎样致歉和说明"]),
        ({"sort": "超时", "told": "10.9", "reported": "10.9", "apology": "当面致歉"}, []),
        ({"sort": "延期", "told": "10.8", "extended": "10.15"}, []),
    ],
)
def test_a_delay_is_told_in_advance_and_a_late_case_is_reported_and_excused(
    typed: dict[str, object], told: list[str]
) -> None:
    assert doubts("case_delay", reason="需外单位配合", due="10.8", **typed) == told


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"sort": "受理通知书", "delivered": "9.14"}, ["送达日早于出具日"]),
        (
            {"sort": "全程办税服务事项承诺书", "delivered": "9.15", "signed_off": "9.14"},
            ["办结签收日早于送达日"],
        ),
        ({"sort": "不予受理通知书"}, ["不予受理通知书没有写明理由"]),
        ({"sort": "一次性告知单"}, ["一次性告知单没有列出材料"]),
        ({"sort": "一次性告知单", "materials": "营业执照"}, []),
    ],
)
def test_a_notice_without_what_it_is_for_is_told(typed: dict[str, object], told: list[str]) -> None:
    assert doubts("case_notice", number="1", date="9.15", **typed) == told


def test_every_notice_that_the_sources_name_can_be_registered() -> None:
    assert len(SORTS) == len(set(SORTS)) == 15
    assert kind_of("case_notice").proof


@pytest.mark.parametrize(
    ("opinion", "mended", "told"),
    [
        ("一次性告知补正", None, ["意见是补正，却没有写明缺项"]),
        ("材料齐全，予以受理", "", ["意见是材料齐全，却有缺项还没有补正日期"]),
        ("材料齐全，予以受理", "9.13", ["补正日期早于审查日期"]),
        ("材料齐全，予以受理", "9.15", []),
    ],
)
def test_a_review_of_papers_says_every_defect_and_when_it_was_mended(
    opinion: str, mended: str | None, told: list[str]
) -> None:
    rows = [] if mended is None else [{"material": "报表", "defect": "缺第二季度", "mended": mended}]
    assert doubts("case_review", applicant="某公司", date="9.14", opinion=opinion, defects=rows) == told


def test_the_matters_on_the_list_and_their_windows_can_be_chosen_for_a_case(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        item = kind_of("case").field("item")
        assert book.context().choices("items") == ()
        add_sample(book, "service_item")
        add_sample(book, "service_item", number=2, name="延期申报审批")
        assert book.context().choices("items") == ("减免税审批", "延期申报审批")
        assert book.context().choices("windows") == ("综合窗口",)
        assert item.parse("清单以外的事项", book.context()) == "清单以外的事项"


def test_a_changed_limit_moves_the_due_day_but_not_one_that_was_typed(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        case = book.add("case", CASE)
        assert case["due"] == dt.date(2015, 10, 10)
        assert book.edit(case.uid, {"days": 4})["due"] == dt.date(2015, 10, 9)
        typed = book.add("case", {**CASE, "number": "JJ-2", "due": "10.20"})
        assert book.edit(typed.uid, {"days": 4})["due"] == dt.date(2015, 10, 20)


def overdue(book: Ledger, today: dt.date) -> list[str]:
    """What the ledger says about cases and steps that are late."""
    gaps = find_gaps(book.snapshot(), today)
    return [gap.sentence for gap in gaps if gap.code == "late" and "超期" in gap.sentence]


def test_a_case_is_followed_to_its_end_with_its_extension(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        case = book.add("case", CASE)
        assert standing(case, dt.date(2015, 9, 30)) is Standing.OPEN  # 8, 9 and 10 October are left
        assert standing(case, dt.date(2015, 10, 8)) is Standing.SOON
        assert standing(case, dt.date(2015, 10, 11)) is Standing.OVERDUE
        assert overdue(book, dt.date(2015, 10, 10)) == []
        (told,) = overdue(book, dt.date(2015, 10, 11))
        assert told == "办件“JJ-1 减免税审批”还没有办结，应办结日是2015年10月10日，已经超期。"
        extended = book.edit(case.uid, {"extended": "10.15"})
        assert standing(extended, dt.date(2015, 10, 11)) is Standing.OPEN
        assert "延期至是2015年10月15日" in overdue(book, dt.date(2015, 10, 16))[0]
        done = book.edit(case.uid, {"finished": "10.14", "result": "办结"})
        assert standing(done, dt.date(2015, 10, 16)) is Standing.CLOSED


def test_a_step_is_followed_until_it_went_on(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        step = add_sample(book, "case_transfer", sent="", late="", status="办理中")
        assert standing(step, dt.date(2015, 9, 21)) is Standing.SOON
        assert any(told.startswith("内部流转") for told in overdue(book, dt.date(2015, 9, 22)))


def test_the_rules_of_the_clock_and_of_the_rates_name_their_sources() -> None:
    names = (
        "clock_start", "first_day", "suspension", "instant", "on_time_base",
        "finish_base", "early_base", "promise_base", "fairly_satisfied",
    )  # fmt: skip
    rules = {rule.key: rule for rule in RULES}
    assert set(names) <= set(rules)
    assert rules["on_time_base"].default == "finished" and "A04" in rules["on_time_base"].source
    assert rules["clock_start"].default == "papers" and "A24" in rules["clock_start"].source
    assert rules_of_cases(QIDONG) == (), "a scheme without cases has no use for them"
    asking = replace(QIDONG, required=(replace(QIDONG.required[0], kind="case", where={}),))
    assert [rule.key for rule in rules_of_cases(asking)] == list(names)


def test_the_matters_are_read_once_however_many_cases_are_taken_together(tmp_path: Path) -> None:
    asked: list[str] = []
    with new_book(tmp_path) as book:
        add_sample(book, "service_item")

        def living(slug: str) -> tuple[Record, ...]:
            asked.append(slug)
            return book.records(slug)

        context = Lookup(book.scheme, living).context()
        read_entries(kind_of("case"), [{"number": str(number), "item": "事项"} for number in range(50)], context, set())
    assert asked.count("service_item") == 1
