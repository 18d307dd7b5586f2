"""The sixty kinds of records R01–R60 that the sources describe: all are kept, in their groups, with what is asked."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from ledger.kinds import KINDS, Form, kind_of
from ledger.kinds.kind import GROUPS
from tests.ledger.books import new_book
from tests.ledger.samples import add_sample

ASKED = {
    "R01": {"incoming": "doc_no title author issued relation demands deadline attached"},
    "R02": {
        "campaign_plan": "title doc_no guiding scope targets content steps methods requirements attached author issued"
        " drafter checker signer printed",
        "notice": "title doc_no body issued signer",
    },
    "R03": {"leading_group": "name members duties established doc_no"},
    "R04": {"stage_task": "stage start due task owner done proof status"},
    "R05": {
        "meeting": "type date start place host recorder expected present leave agenda content decisions photos",
        "minutes": "meeting body decisions signer",
    },
    "R06": {"morning_meeting": "date host present appearance topics content time posted opening punctual"},
    "R07": {"training": "date form title lecturer present hours results"},
    "R08": {"contest": "title date results quarter"},
    "R09": {"publicity": "date form place quantity owner advertisements all_advertisements share units people"},
    "R10": {"lecture": "date title speaker attended sessions"},
    "R11": {"volunteering": "date team project people hours served"},
    "R12": {"media": "date medium level title nature cause handling"},
    "R13": {
        "work_report": "period sort chapters sources addressee submitted",
        "stage_summary": "stage achievements problems next_steps",
        "situation_report": "achievements problems next_steps addressee issued",
    },
    "R14": {"window_analysis": "cadre window process single_track authorisation charging problems issued"},
    "R15": {"archive_list": "stage number title copies pages date owner path missing handed"},
    "R16": {"regulation": "title doc_no category effective revised status master"},
    "R17": {"pledge": "person post content deadline publicity outcome"},
    "R18": {"nomination": "sort candidate deeds score author reported result bonus rank per_head heads"},
    "R19": {"emergency": "situation procedure owner actions"},
    "R20": {"check_round": "rows score summary", "finding": "round point problem measure owner deadline"},
    "R21": {"finding": "source problem cause measure owner deadline closed rechecked"},
    "R22": {"acceptance": "table rows checkers date methods", "daily_assessment": "score deductions date methods"},
    "R23": {"patrol": "date sort pair by inspectors object found handling"},
    "R24": {"tidiness": "date area rows absences"},
    "R25": {"stocktaking": "month total needed unneeded destroyed filed handler sort transferred"},
    "R26": {"amenity": "name count place intact replaced"},
    "R27": {"business_book": "rows deducted"},
    "R28": {"timing": "date period window business started ended count amount standard passed"},
    "R29": {"attendance": "date person shift state sort substitute"},
    "R30": {"post_duty": "post holder deputy duties powers chief"},
    "R31": {"review": "title groups", "ballot": "review group identity score mark comment"},
    "R32": {"appraisal": "window trade date inspection third_party mean weighted"},
    "R33": {"satisfaction": "period sample score"},
    "R34": {"questionnaire": "date issued returned valid satisfied fairly unsatisfied rate"},
    "R35": {"callback": "service_date accepted_as person phone score opinion caller handling"},
    "R36": {"evaluator": "date window excellent satisfied fairly unsatisfied total"},
    "R37": {"opinion": "date source content reply replied deadline"},
    "R38": {"visit": "date company visitors content request reply"},
    "R39": {"disclosure": "date content form term reviewer handling sort"},
    "R40": {"duty_report": "date person duty integrity issued returned valid satisfied result"},
    "R41": {"service_star": "month person votes score won stars"},
    "R42": {"performance": "month span person workload score bonus"},
    "R43": {"points_card": "person duty life campaign help period total"},
    "R44": {"praise": "date source sort content count"},
    "R45": {
        "complaint": "date source complainant content unit receiver deadline replied result repeated measure lesson"
    },
    "R46": {"suggestion_box": "date openers count handling"},
    "R47": {"accountability": "date person reason treatment basis"},
    "R48": {"service_item": "name materials procedure days legal_days fee_basis basis window sort public"},
    "R49": {
        "case": "number applicant item sort received accepted papers days due finished result extended handler window"
    },
    "R50": {"case_notice": "number case date copies delivered received_by sort signed_off reasons"},
    "R51": {"case_review": "case defects opinion completed"},
    "R52": {"case_transfer": "case step received sent days post late"},
    "R53": {"case_delay": "case reason told approver apology"},
    "R54": {"special_service": "date sort applicant reason approver condition result minutes kilometres"},
    "R55": {"consultation": "date method content answer first count"},
    "R56": {"fee": "month item amount unit"},
    "R57": {
        "window_statement": "visitors received accepted finished instant on_time early returned refused satisfaction"
    },
    "R58": {"visitor_flow": "weekday hour window count"},
    "R59": {"shift": "date plan reserves rotation"},
    "R60": {"site_visit": "date project opinions conclusion"},
}
"""Per number the fields that part B of the digest of schemes names; R20 keeps measures with the findings it links."""

LAST = {19: "创建管理", 30: "检查整改", 44: "评议满意", 47: "投诉监督", 60: "办件服务"}
"""The groups of part B by the last number of each."""


def group_of(number: str) -> str:
    return next(group for last, group in LAST.items() if int(number[1:]) <= last)


def test_every_number_from_1_to_60_is_kept_and_none_else() -> None:
    assert {kind.number for kind in KINDS if kind.number} == {f"R{number:02d}" for number in range(1, 61)} == set(ASKED)


def test_every_number_is_kept_by_the_kinds_that_this_table_names() -> None:
    for number, fields in ASKED.items():
        own = {kind.slug for kind in KINDS if kind.number == number}
        assert own == {slug for slug in fields if kind_of(slug).number == number}


def test_groups_are_the_headings_of_part_b() -> None:
    assert [*LAST.values()] == list(GROUPS[:5])
    assert [(kind.slug, kind.group) for kind in KINDS if kind.number and kind.group != group_of(kind.number)] == []
    assert {kind.group for kind in KINDS if not kind.number} <= set(GROUPS[5:])


@pytest.mark.parametrize(
    ("slug", "name"),
    [(slug, name) for fields in ASKED.values() for slug, names in fields.items() for name in names.split()],
)
def test_what_the_sources_ask_for_has_a_field(slug: str, name: str) -> None:
    assert kind_of(slug).has(name)


def test_every_number_becomes_paper() -> None:
    printed = {kind.number for kind in KINDS if kind.form is not Form.DATA}
    assert printed >= set(ASKED)


@pytest.mark.parametrize(
    ("slug", "given", "filled"),
    [
        # R06: on post ten minutes before the doors open (A02 3.2)
        ("morning_meeting", {"posted": "7:50", "opening": "8:00", "punctual": ""}, {"punctual": "是"}),
        ("morning_meeting", {"posted": "7:51", "opening": "8:00", "punctual": ""}, {"punctual": "否"}),
        # R32: the mean from 85, the weighted score from 90, the third party at 60 % (A02)
        (
            "appraisal",
            {"inspection": "80", "third_party": "90", "mean": "", "standard": "", "weighted": "", "model": ""},
            {"mean": Decimal(85), "standard": "达到", "weighted": Decimal(86), "model": "未达到"},
        ),
        # R33: 86 twice a year (A02)
        ("satisfaction", {"score": "85.9", "passed": ""}, {"passed": "未达到"}),
        ("satisfaction", {"score": "86", "passed": ""}, {"passed": "达到"}),
        # R34: 85 % (A02 8.2)
        (
            "questionnaire",
            {"issued": "210", "returned": "200", "valid": "200", "satisfied": "170", "fairly": "0", "unsatisfied": "30"}
            | {"unknown": "0", "rate": "", "reached": ""},
            {"rate": Decimal(85), "reached": "是"},
        ),
        # R35: the next working day; 10 July 2015 was a Friday (A13)
        (
            "callback",
            {"service_date": "7月10日", "date": "7月13日", "due": "", "kept": ""},
            {"due": dt.date(2015, 7, 13), "kept": "按时"},
        ),
        # R45: three days, a complex one five working days (A02, A24)
        (
            "complaint",
            {"date": "7月10日", "complexity": "一般", "deadline": "", "replied": "7月13日"},
            {"deadline": dt.date(2015, 7, 13)},
        ),
        (
            "complaint",
            {"date": "7月10日", "complexity": "复杂", "deadline": "", "replied": "7月17日"},
            {"deadline": dt.date(2015, 7, 17)},
        ),
        # R56: units 元 and 万元, bounded amounts (A04)
        ("fee", {"amount": "2546万余元", "unit": "", "yuan": ""}, {"unit": "万元", "yuan": Decimal(25460000)}),
    ],
)
def test_rules_of_the_sources_fill_what_is_left_blank(
    tmp_path: Path, slug: str, given: dict[str, str], filled: dict[str, object]
) -> None:
    with new_book(tmp_path) as book:
        record = add_sample(book, slug, **given)
        assert {name: record[name] for name in filled} == filled


@pytest.mark.parametrize(
    ("slug", "given", "doubt"),
    [
        ("post_duty", {"holder": "沈文君", "deputy": "沈文君"}, "同一个人"),  # R30
        ("special_service", {"sort": "上门", "condition": ""}, "三个条件"),  # R54 (A21)
        ("special_service", {"sort": "延时", "condition": "", "approver_role": ""}, "大厅负责人"),  # R54 (A21)
        ("shift", {"reserves": "林晓岚、沈文君、周启明"}, "应留1至2名"),  # R59 (A17)
        ("case_delay", {"sort": "延期", "due": "7月10日", "told": "7月13日"}, "提前告知"),  # R53 (A21)
        ("case_notice", {"sort": "不予受理通知书", "reasons": ""}, "没有写明理由"),  # R50 (A21)
        ("case_review", {"opinion": "一次性告知补正", "defects": []}, "没有写明缺项"),  # R51 (A21)
        ("media", {"nature": "曝光", "cause": "", "handling": ""}, "起因"),  # R12 (A02 8.2)
        ("evaluator", {"finished": "1", "unrated": "", "total": "", "rate": ""}, "多于办结"),  # R36 (A21)
    ],
)
def test_what_the_rules_of_the_sources_forbid_is_doubted(
    tmp_path: Path, slug: str, given: dict[str, object], doubt: str
) -> None:
    with new_book(tmp_path) as book:
        record = add_sample(book, slug, **given)
    kind = record.declared
    assert kind.doubts is not None
    assert [words for words in kind.doubts(dict(record.values)) if doubt in words]
