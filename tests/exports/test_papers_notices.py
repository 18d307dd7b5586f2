"""The notices of a case: each says what it must, in its copies, on its page, from a record, a case, or blank."""

from __future__ import annotations

from pathlib import Path

import pytest

from exports.page import CutLine, Grid, PageBreak, Pairs, Paper, Signature, Table
from exports.papers import LAYOUTS
from exports.papers.notices import blocks_of, case_notice
from exports.papers.notices_review import case_review
from exports.papers.notices_words import FORMS, Copies
from exports.papers.prints import PRINTS, Wishes, print_of
from exports.papers.prints.cases import CASE_PRINTS
from exports.printing import write_prints
from exports.typeset.faces import Faces
from exports.typeset.layout import lay_out
from ledger.kinds.case_notice import SORTS
from ledger.records import Record
from ledger.schemes.rules import with_rules
from ledger.snapshot import Snapshot
from tests.exports.prints import said
from tests.exports.reading import docx_words, pdf_words
from tests.ledger.snapshots import QIDONG, record, snapshot

CASE = {
    "number": "JJ2015-0087",
    "applicant": "某纺织公司",
    "phone": "0513-12345678",
    "item": "减免税审批",
    "sort": "限时件",
    "window": "综合窗口",
    "received": "9.14",
    "papers": "9.15",
    "accepted": "9.16",
    "days": 10,
    "due": "10.8",
    "extended": "10.15",
    "result": "在办",
    "handler": "沈文君",
}
NOTICE = {
    "number": "2015第87号",
    "case": "case",
    "date": "9.16",
    "materials": "减免税申请表\n营业执照复印件",
    "reasons": "缺少主体资格",
    "departments": "税政科、征管科",
    "hotline": "12366",
    "issuer": "周启明",
    "delivered": "9.17",
    "way": "邮寄",
}
INSIDE = ("办理通知书", "并联审批办理通知书", "联合审批通知书")
OUTSIDE = tuple(sort for sort in SORTS if sort not in (*INSIDE, "税务文书传递单", "告知承诺书"))
of_each_sort = pytest.mark.parametrize("sort", SORTS)


def noticed(sort: str, **typed: object) -> tuple[Snapshot, Record]:
    """A ledger with one case and its notice."""
    notice = record("case_notice", "notice", sort=sort, **{**NOTICE, **typed})
    return snapshot(record("case", "case", **CASE), notice), notice


def paper(sort: str, **typed: object) -> Paper:
    """The paper of a notice."""
    return Paper("p", sort, case_notice(*noticed(sort, **typed)), Grid.FORM)


def cells(made: Paper) -> list[tuple[str, str]]:
    """The pairs of its ruled parts."""
    return [pair for block in made.blocks if isinstance(block, Pairs) for row in block.rows for pair in row]


def test_every_sort_has_its_words_and_a_print() -> None:
    assert tuple(FORMS) == SORTS
    assert {each.title for each in CASE_PRINTS} >= set(SORTS)
    assert set(CASE_PRINTS) <= set(PRINTS)
    assert {"case_notice", "case_review"} <= set(LAYOUTS)


@of_each_sort
def test_a_notice_names_its_case_its_number_and_who_it_is_for(sort: str) -> None:
    made = paper(sort)
    words = said(made)
    for each in (sort, "第五税务分局", "编号：2015第87号", "接件号：JJ2015-0087", "减免税审批", "某纺织公司"):
        assert each in words
    assert "12345678" not in words, "the applicant's phone number is private"
    assert "{" not in words and "None" not in words


@pytest.mark.parametrize("sort", OUTSIDE)
def test_a_notice_to_the_applicant_is_addressed_to_him(sort: str) -> None:
    assert "\n某纺织公司：\n" in said(paper(sort))


@pytest.mark.parametrize("sort", INSIDE)
def test_a_notice_inside_is_addressed_to_the_window_and_asks_for_an_answer(sort: str) -> None:
    notice, answer = said(paper(sort, addressee="税政科")).split(CutLine().text)
    assert "\n税政科：\n" in notice
    assert f"{sort}反馈单" in answer and "□同意" in answer and "负责人" in answer and "JJ2015-0087" in answer


@pytest.mark.parametrize("sort", [sort for sort in OUTSIDE if FORMS[sort].copies is Copies.STUB])
def test_a_stub_stands_alone_and_is_signed(sort: str) -> None:
    notice, stub = said(paper(sort)).split(CutLine().text)
    assert "存根" not in notice and f"{sort}存根" in stub
    for each in ("2015第87号", "JJ2015-0087", "某纺织公司", "减免税审批", "送达方式：邮寄", "送达日：2015年9月17日"):
        assert each in stub
    assert "签收人" in stub and "送达人" in stub


def test_the_pledge_of_time_has_two_copies_and_the_second_is_signed_as_finished() -> None:
    made = paper("全程办税服务事项承诺书")
    place = next(number for number, block in enumerate(made.blocks) if isinstance(block, PageBreak))
    first, second = (said(Paper("p", "t", blocks)) for blocks in (made.blocks[:place], made.blocks[place + 1 :]))
    assert "第一联" in first and "已办结" not in first
    assert "第二联" in second and "已办结" in second
    assert isinstance(made.blocks[-1], Signature) and made.blocks[-1].labels == ("申请人", "经办人")
    for copy in (first, second):
        assert "自材料补齐之日起10个工作日内办结，至迟于2015年10月8日答复" in copy
        assert "监督投诉：12366" in copy


@pytest.mark.parametrize(("sort", "label"), [
    ("不予受理通知书", "不予受理的理由"),
    ("退办通知书", "退办的理由"),
    ("否定备案书", "不予办理的理由"),
])  # fmt: skip
def test_a_refusal_gives_its_reasons_and_the_ways_against_it(sort: str, label: str) -> None:
    made = paper(sort)
    assert (label, "缺少主体资格") in cells(made)
    assert "60日内申请行政复议" in said(made) and "6个月内向人民法院提起行政诉讼" in said(made)


@pytest.mark.parametrize(("rule", "words"), [
    ("papers", "自材料补齐之日（2015年9月15日）起算"),
    ("accepted", "自受理之日（2015年9月16日）起算"),
])  # fmt: skip
def test_an_acceptance_says_from_which_day_the_limit_runs(rule: str, words: str) -> None:
    notice = record("case_notice", "notice", sort="受理通知书", **NOTICE)
    ruled = snapshot(record("case", "case", **CASE), notice, scheme=with_rules(QIDONG, {"clock_start": rule}))
    assert words in said(Paper("p", "t", case_notice(ruled, notice)))


def test_a_delay_is_told_with_both_days_and_an_apology() -> None:
    words = said(paper("延期办结告知书"))
    assert "原定于2015年10月8日办结" in words and "延期至2015年10月15日" in words and "歉意" in words
    assert "延期的原因：缺少主体资格" in words


@pytest.mark.parametrize("sort", ["接件通知书", "一次性告知单"])
def test_papers_are_listed_one_to_a_row_with_rows_to_add_to(sort: str) -> None:
    (table,) = (block for block in paper(sort).blocks if isinstance(block, Table))
    assert [row[:2] for row in table.rows[:3]] == [("1", "减免税申请表"), ("2", "营业执照复印件"), ("3", "")]


def test_the_slip_shows_the_steps_of_its_own_case_in_their_order() -> None:
    notice = record("case_notice", "notice", sort="税务文书传递单", **NOTICE)
    steps = [
        record("case_transfer", uid, case=of, number=number, step=step, received="9.16", days=3, sent=sent)
        for uid, of, number, step, sent in (
            ("b", "case", 2, "审核", "9.21"), ("a", "case", 1, "承办", "9.18"), ("c", "other", 3, "审批", None),
        )
    ]  # fmt: skip
    ledger = snapshot(record("case", "case", **CASE), notice, *steps)
    (table,) = (block for block in case_notice(ledger, notice) if isinstance(block, Table))
    assert [row[1] for row in table.rows[:3]] == ["承办", "审核", ""]
    assert table.rows[1][3:6] == ("2015年9月16日", "3", "2015年9月21日")


@of_each_sort
def test_a_notice_fits_its_page_from_a_record_from_a_case_and_blank(sort: str) -> None:
    ledger, notice = noticed(sort)
    sheets = 2 if FORMS[sort].copies is Copies.PAIR else 1
    for made in (notice, None), (None, ledger.get("case")), (None, None):
        case = ledger.get("case") if made[0] else made[1]
        blocks = blocks_of(ledger, sort, made[0], case)
        assert len(lay_out(Paper("p", sort, blocks), Faces.bundled())) == sheets


@pytest.mark.parametrize("sort", [sort for sort in SORTS if FORMS[sort].copies in (Copies.STUB, Copies.RETURNED)])
@pytest.mark.parametrize("lines", [3, 6, 12, 40])
def test_what_is_cut_off_stays_in_one_piece_however_long_the_notice_is(sort: str, lines: int) -> None:
    long = "\n".join(f"第{number}份材料或者理由" for number in range(1, lines + 1))
    sheets = lay_out(paper(sort, materials=long, reasons=long, departments="部门、" * lines), Faces.bundled())
    texts = ["".join(mark.text for mark in sheet.marks if hasattr(mark, "text")) for sheet in sheets]
    end, last = ("存根", "签收人") if FORMS[sort].copies is Copies.STUB else ("反馈单", "负责人")
    assert f"{sort}{end}" in texts[-1] and last in texts[-1] and "接件号" in texts[-1]
    assert not any(f"{sort}{end}" in text for text in texts[:-1])


@of_each_sort
def test_straight_from_a_case_it_is_filled_and_without_one_it_is_a_form_to_write_on(sort: str) -> None:
    ledger, _ = noticed(sort)
    form = next(each for each in CASE_PRINTS if each.title == sort)
    (filled,) = form.papers(ledger, ledger.get("case"), Wishes())
    (blank,) = form.papers(ledger, None, Wishes())
    assert filled.title == f"{sort}（JJ2015-0087 减免税审批）" and "某纺织公司" in said(filled)
    assert blank.title == sort and "某纺织公司" not in said(blank) and "编号：＿＿" in said(blank)
    assert "{" not in said(filled) + said(blank)


def test_the_review_of_papers_shows_every_defect_and_marks_the_opinion() -> None:
    rows = [{"material": "财务会计报表", "defect": "缺第二季度", "demand": "补交", "mended": "9.15"}]
    review = record(
        "case_review", "r", case="case", applicant="某纺织公司", item="减免税审批", date="9.14",
        materials="申请表", defects=rows, opinion="一次性告知补正", reviewer="沈文君", completed="9.15",
    )  # fmt: skip
    made = Paper("p", "t", case_review(snapshot(record("case", "case", **CASE), review), review))
    words = said(made)
    assert "1|财务会计报表|缺第二季度|补交|2015年9月15日" in words
    assert "■一次性告知补正" in words and "□不予受理" in words and "接件号：JJ2015-0087" in words
    assert isinstance(made.blocks[-1], Signature) and made.blocks[-1].labels == ("审查人", "申请人")


def test_a_guide_has_the_six_fields_of_its_matter_and_an_instant_one_has_no_days() -> None:
    common = {"window": "综合窗口", "procedure": "申请、办理", "fee_basis": "不收费", "date": "6.1"}
    limited = record(
        "service_item", "a", number=1, name="减免税审批", sort="限时件", legal_days=20, days=5,
        materials="申请表\n执照", basis="某法第一条", **common,
    )  # fmt: skip
    instant = record("service_item", "b", number=2, name="完税证明", sort="即办件", materials="申请表", **common)
    first, second = print_of("service-guide").papers(snapshot(limited, instant), None, Wishes())
    shown = dict(cells(first))
    for label, words in (
        ("项目名称", "减免税审批"), ("申报材料", "1. 申请表\n2. 执照"), ("办理程序", "申请、办理"),
        ("承诺时限", "5个工作日"), ("法定时限", "20个工作日"), ("收费依据", "不收费"), ("项目依据", "某法第一条"),
    ):  # fmt: skip
        assert shown[label] == words
    assert dict(cells(second))["承诺时限"] == "当日（当场）办结"
    (blank,) = print_of("service-guide").papers(snapshot(), None, Wishes())
    assert dict(cells(blank))["项目名称"] == ""


@of_each_sort
def test_docx_and_pdf_say_the_same_words(sort: str, tmp_path: Path) -> None:
    done = write_prints((paper(sort),), tmp_path / "印", ("docx", "pdf"), Faces.bundled())
    docx, pdf = (tmp_path / "印" / name for name in done.files)
    assert docx_words(docx) == pdf_words(pdf) != ""


def test_a_notice_is_dated_by_its_record_and_a_blank_one_by_hand() -> None:
    assert "（盖章）\n2015年9月16日" in said(paper("受理通知书"))
    ledger, _ = noticed("受理通知书")
    blank = Paper("p", "t", blocks_of(ledger, "受理通知书", None, None))
    assert "（盖章）\n年　　月　　日" in said(blank)
