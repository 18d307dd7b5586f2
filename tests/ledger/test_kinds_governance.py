"""The registers of campaign governance (R01–R16): what they fill in and doubt, and the words of the sources."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from ledger.completeness import find_gaps
from ledger.consistency import find_problems, numbers
from ledger.document_numbers import year_of
from ledger.fields import Choice, Rows
from ledger.kinds import KINDS, Form, kind_of
from tests.ledger.books import new_book
from tests.ledger.samples import add_sample
from tests.ledger.snapshots import filled as filled_record
from tests.ledger.snapshots import record, snapshot
from tests.ledger.typed import doubted, kept, words, worked_out

REGISTERS = (
    "incoming",
    "morning_meeting",
    "publicity",
    "lecture",
    "volunteering",
    "media",
    "archive_list",
    "regulation",
)
PAPERS = ("training", "contest", "window_analysis", "pledge", "nomination", "emergency")
SIGNED = {"window_analysis", "pledge", "nomination"}


@pytest.mark.parametrize("slug", [*REGISTERS, *PAPERS])
def test_a_sample_is_whole_and_free_of_doubt(tmp_path: Path, slug: str) -> None:
    kind = kind_of(slug)
    with new_book(tmp_path) as book:
        for name in ("林晓岚", "沈文君", "周启明", "陆一鸣", "顾清和"):
            book.add("person", {"name": name})
        uid = add_sample(book, slug).uid
        given = book.snapshot()
    assert find_problems(given) == ()
    codes = {gap.code for gap in find_gaps(given) if uid in gap.records}
    assert codes == ({"unproven"} if kind.proof else set()) | ({"unsigned"} if slug in SIGNED else set())


def test_each_is_a_register_or_a_paper_of_the_group_with_its_number() -> None:
    assert {kind_of(slug).form for slug in REGISTERS} == {Form.REGISTER}
    assert {kind_of(slug).form for slug in PAPERS} == {Form.EACH}
    given = {kind.number for kind in KINDS if kind.group == "创建管理"}
    assert given >= {f"R{number:02d}" for number in range(1, 20)} - {"R13"}


def test_kinds_from_before_have_the_numbers_and_groups_of_the_digest() -> None:
    found = {slug: (kind_of(slug).number, kind_of(slug).group) for slug in ("meeting", "finding", "opinion", "person")}
    assert found == {
        "meeting": ("R05", "创建管理"),
        "finding": ("R21", "检查整改"),
        "opinion": ("R37", "评议满意"),
        "person": ("", "基础资料"),
    }


# R01


@pytest.mark.parametrize(
    ("number", "year"),
    [
        ("启发[2015]39号", 2015),
        ("金办发〔2013〕106号", 2013),
        ("金效发〔2013〕16号", 2013),
        ("启发【2015】39号", 2015),
        ("启发［２０１５］39号", 2015),
        ("启发（2015）39号", 2015),
        ("成安监函〔20*〕52号", None),
        ("成政中心〔20*〕32号", None),
        ("第39号", None),
    ],
)
def test_a_document_number_is_kept_as_written_in_all_shapes(number: str, year: int | None) -> None:
    assert kept("incoming", doc_no=number)["doc_no"] == number
    assert year_of(number) == year
    told = doubted("incoming", doc_no=number, issued="2014.3.1")
    assert bool(told) == (year is not None), "a masked year is not compared"


def test_a_document_number_of_its_own_year_with_paired_brackets_is_not_doubted() -> None:
    assert doubted("incoming", doc_no="启发[2015]39号", issued="2015.4.20") == []
    assert doubted("incoming", doc_no="启发[2015〕39号", issued="2015.4.20") == [], "two kinds of bracket, still a pair"
    assert doubted("incoming", doc_no="启发[2015 39号") == ["文号启发[2015 39号的括号不成对"]


@pytest.mark.parametrize(
    ("typed", "clause"),
    [
        ({"issued": "6.3", "received": "6.2"}, "收文日期早于成文日期"),
        ({"issued": "6.3", "deadline": "6.2"}, "报送时限早于成文日期"),
        ({"received": "6.8", "submitted": "6.7"}, "报送日期早于收文日期"),
        ({"deadline": "6.30", "submitted": "7.1"}, "报送日期晚于报送时限"),
    ],
)
def test_days_of_a_document_from_above_come_in_their_order(typed: dict[str, object], clause: str) -> None:
    assert doubted("incoming", **typed) == [clause]


def test_documents_and_rules_may_be_older_than_the_campaign() -> None:
    old = snapshot(
        record("incoming", "a", received="2014.12.3", title="意见"),
        record("regulation", "b", effective="2009.6.1", title="首问负责制度"),
    )
    assert [problem.code for problem in find_problems(old) if problem.code == "outside-campaign"] == []


def test_a_document_may_be_registered_and_filed_but_not_registered_twice() -> None:
    taken_in = [record("incoming", uid, title=uid, doc_no="启发[2015]39号") for uid in "ab"]
    filed = record("filed_paper", "c", title="意见", doc_no="启发〔2015〕39号")
    rules = [record("regulation", uid, title=uid, doc_no="海税五〔2015〕5号") for uid in "de"]
    assert list(numbers.duplicates(snapshot(taken_in[0], filed, *rules))) == []
    (twice,) = numbers.duplicates(snapshot(*taken_in, filed))
    assert twice.records == ("a", "b")


def test_masked_document_numbers_are_not_taken_for_the_same() -> None:
    masked = [record("incoming", uid, title=uid, doc_no="成安监函〔20*〕52号") for uid in "ab"]
    assert list(numbers.duplicates(snapshot(*masked))) == []


# R03, R04


def test_a_group_has_the_roles_of_its_office_and_its_inspectors() -> None:
    members = kind_of("leading_group").field("members")
    assert isinstance(members, Rows) and isinstance(members.columns[0], Choice)
    roles = "组长、副组长、办公室组长、办公室副组长、兼职监察员、首席代表"
    assert set(roles.split("、")) <= set(members.columns[0].choices)


def test_a_task_that_ends_before_it_begins_is_doubted() -> None:
    assert doubted("stage_task", start="5.6", due="5.5") == ["完成时限早于开始日期"]
    assert doubted("stage_task", start="5.6", due="5.20", done="5.5") == ["完成日期早于开始日期"]
    assert doubted("stage_task", start="5.6", due="5.20", done="5.15") == []


# R05


def test_all_kinds_of_meeting_that_the_sources_name_can_be_chosen() -> None:
    named = (
        "动员会、专题学习动员会、干部大会、领导小组会、局党组会、中心运行情况分析会、服务对象民主测评会、"
        "面对面三公开征询意见大会、用户座谈会、述职述廉会、评议会、并联（前置）审批协调会、初步设计会审、汇报会"
    )
    before = "工作例会、学习会、沟通联系会、座谈会、自查讲评会、总结会、其他"
    assert set(named.split("、")) | set(before.split("、")) <= set(words("meeting", "type"))


# R06


@pytest.mark.parametrize(("posted", "punctual"), [("8:20", "是"), ("8:21", "否"), ("8:35", "否")])
def test_on_post_ten_minutes_before_opening_is_filled_in(posted: str, punctual: str) -> None:
    assert worked_out("morning_meeting", posted=posted, opening="8:30")["punctual"] == punctual


def test_punctuality_is_left_open_where_a_time_is_unknown() -> None:
    assert worked_out("morning_meeting", posted="8:20")["punctual"] is None


@pytest.mark.parametrize(
    ("typed", "clause"),
    [
        ({"time": "8:30", "opening": "8:30"}, "开会时间不在开门营业之前"),
        ({"posted": "8:25", "opening": "8:30", "punctual": "是"}, "到岗比开门早5分钟，与“提前到岗”一栏不符"),
        ({"posted": "8:35", "opening": "8:30", "punctual": "是"}, "到岗时间晚于开门时间"),
        ({"present": "周启明、沈文君", "absent": "沈文君"}, "沈文君既在参加人里又在缺席人里"),
    ],
)
def test_a_morning_meeting_that_denies_itself_is_doubted(typed: dict[str, object], clause: str) -> None:
    assert doubted("morning_meeting", **typed) == [clause]


# R09


def test_publicity_knows_the_forms_of_the_sources() -> None:
    assert words("publicity", "form") == (
        "标语",
        "条幅",
        "展板",
        "宣传栏",
        "电子屏",
        "公益广告",
        "明白纸",
        "咨询活动",
        "推介",
        "其他",
    )


@pytest.mark.parametrize(
    ("own", "total", "share"),
    [("6", "30", Decimal(20)), ("1", "3", Decimal("33.33")), ("0", "5", Decimal(0)), ("6", "0", None), ("6", "", None)],
)
def test_the_share_of_public_service_advertisements_is_filled_in(own: str, total: str, share: Decimal | None) -> None:
    assert worked_out("publicity", advertisements=own, all_advertisements=total)["share"] == share


def test_counts_of_advertisements_that_cannot_be_are_doubted() -> None:
    assert doubted("publicity", advertisements="7", all_advertisements="6") == ["公益广告7条，多于广告总数6条"]
    given = {"advertisements": "6", "all_advertisements": "30"}
    assert doubted("publicity", **given, share="20") == []
    assert doubted("publicity", **given, share="25") == ["公益广告占比与条数算出的20%不一致"]


def test_quantities_are_kept_as_reports_write_them() -> None:
    values = kept("publicity", quantity="150余块", people="53人")
    assert (values["quantity"].written, values["quantity"].bound, values["people"].value) == ("150余块", "least", 53)


# R10


def test_a_lecture_is_one_session_and_counts_the_people_named() -> None:
    values = worked_out("lecture", present="林晓岚、周启明")
    assert (values["sessions"], values["attended"].written) == (1, "2人")
    values = worked_out("lecture", sessions="8", attended="100余人", present="林晓岚")
    assert (values["sessions"], values["attended"].written) == (8, "100余人")
    assert worked_out("lecture")["attended"] is None


def test_a_lecture_of_no_session_or_of_fewer_than_are_named_is_doubted() -> None:
    assert doubted("lecture", sessions="0") == ["场次是0"]
    assert doubted("lecture", present="林晓岚、周启明", attended="1人") == ["参加人数1人，少于列出的2人"]
    assert doubted("lecture", present="林晓岚、周启明", attended="约1人") == []


# R11


@pytest.mark.parametrize(
    ("people", "hours", "total"), [("6", "2.5", "15"), ("6人", "2小时", "12"), ("10余", "2", None), ("6", "", None)]
)
def test_hours_of_all_volunteers_are_filled_in_from_exact_numbers(people: str, hours: str, total: str | None) -> None:
    found = worked_out("volunteering", people=people, hours=hours)["total"]
    assert (found.written if found else None) == total


@pytest.mark.parametrize(
    ("typed", "clause"),
    [
        ({"people": "0"}, "参加人数是0"),
        ({"hours": "25"}, "每人时长25小时，超过一天"),
        ({"people": "6", "hours": "2.5", "total": "20"}, "总时长不是人数乘每人时长（15小时）"),
    ],
)
def test_volunteering_that_cannot_be_is_doubted(typed: dict[str, object], clause: str) -> None:
    assert doubted("volunteering", **typed) == [clause]


# R12


def test_media_have_three_levels_and_two_natures() -> None:
    assert words("media", "level") == ("省级以下", "省级", "中央")
    assert words("media", "nature") == ("正面", "曝光")


def test_an_exposure_needs_its_cause_and_what_was_done() -> None:
    assert doubted("media", nature="曝光") == ["性质是曝光，却没有写起因和处理"]
    assert doubted("media", nature="曝光", cause="久等未办") == ["性质是曝光，却没有写处理"]
    assert doubted("media", nature="曝光", cause="久等未办", handling="已道歉并增开窗口") == []
    assert doubted("media", nature="正面") == []
    assert doubted("media", date="8.5", handled="8.4") == ["处理日期早于报道日期"]


# R15


@pytest.mark.parametrize(
    ("typed", "missing"), [({}, "是"), ({"pages": "4"}, "否"), ({"path": "02/0003"}, "否"), ({"copies": "0"}, "是")]
)
def test_a_paper_that_is_nowhere_is_marked_missing(typed: dict[str, object], missing: str) -> None:
    assert worked_out("archive_list", **typed)["missing"] == missing


@pytest.mark.parametrize(
    ("typed", "clause"),
    [
        ({"missing": "是", "pages": "4"}, "标为缺项，却填了份数、页数或文件路径"),
        ({"missing": "否"}, "没有标为缺项，却没有份数、页数和文件路径"),
        ({"date": "6.25", "handed": "6.24"}, "移交日期早于材料日期"),
        ({"missing": "是", "handed": "6.30"}, "标为缺项，却填了移交日期"),
    ],
)
def test_an_entry_of_the_list_that_denies_itself_is_doubted(typed: dict[str, object], clause: str) -> None:
    assert doubted("archive_list", **typed) == [clause]


# R16


@pytest.mark.parametrize(
    ("typed", "clause"),
    [
        ({"effective": "6.1", "revised": "5.1"}, "修订日期早于生效日期"),
        ({"effective": "6.1", "repealed": "5.1", "status": "已废止"}, "废止日期早于生效日期"),
        ({"repealed": "6.1", "status": "现行"}, "填了废止日期，状态却不是已废止"),
        ({"status": "已修订"}, "状态是已修订，却没有修订日期"),
        ({"doc_no": "海税五〔2015 5号"}, "文号海税五〔2015 5号的括号不成对"),
    ],
)
def test_a_rule_that_denies_itself_is_doubted(typed: dict[str, object], clause: str) -> None:
    assert doubted("regulation", **typed) == [clause]


# What is followed until it is closed


@pytest.mark.parametrize(
    ("slug", "status", "told"),
    [
        ("incoming", "待办", "上级文件“关于开展创建活动的意见”还没有办结，报送时限是2015年6月30日，已经超期。"),
        ("incoming", "存档备查", ""),
        ("pledge", "兑现中", "承诺“周启明公开承诺书”还没有兑现，完成时限是2015年6月30日，已经超期。"),
        ("pledge", "部分兑现", "承诺“周启明公开承诺书”还没有兑现，完成时限是2015年6月30日，已经超期。"),
        ("pledge", "未兑现", ""),
    ],
)
def test_what_is_asked_and_pledged_is_late_after_its_day(slug: str, status: str, told: str) -> None:
    given = snapshot(filled_record(slug, "one", status=status, deadline="6.30"))
    late = [gap.sentence for gap in find_gaps(given, dt.date(2015, 7, 1)) if gap.code == "late"]
    assert late == ([told] if told else [])
    assert not [gap for gap in find_gaps(given, dt.date(2015, 6, 30)) if gap.code == "late"]


def test_a_value_that_was_typed_is_never_filled_over(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        star = add_sample(book, "nomination", period="2015年第二季度", bonus="600", per_head="600")
        assert (star["period"], star["bonus"]) == ("2015年第二季度", 600)
        exam = book.edit(add_sample(book, "contest", quarter="").uid, {"date": "12.1"})
        assert (exam["quarter"], exam["date"]) == ("第四季度", dt.date(2015, 12, 1))
