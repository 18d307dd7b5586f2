"""The papers printed on their own, blank or filled from a record: to add one, add its module and its line here."""

from __future__ import annotations

from exports.page import Grid, Paper
from exports.papers import scores
from exports.papers.prints.acceptance import sheets
from exports.papers.prints.appraisal import callback_slips, duty_ballots, surveys
from exports.papers.prints.ballots import ballots
from exports.papers.prints.calling import calling
from exports.papers.prints.cases import CASE_PRINTS
from exports.papers.prints.complaints import opening, reply, slip
from exports.papers.prints.disclosures import disclosed, supervised
from exports.papers.prints.form import NothingToPrint, Print, Wishes
from exports.papers.prints.groups import reviewed
from exports.papers.prints.inspections import desk, timing
from exports.papers.prints.issuing import issuing
from exports.papers.prints.photo_sheets import photo_sheets
from exports.papers.prints.pledge_cards import pledge_cards
from exports.papers.prints.points import points_cards, score_sheet
from exports.papers.prints.rectification import feedback, notices
from exports.papers.prints.service import approvals, flow
from exports.papers.prints.signing_in import sign_in, training_sign_in
from exports.papers.prints.stars import star_ballots, star_roster
from exports.papers.prints.statement import statements
from exports.papers.prints.tally import tally
from exports.papers.statistics import NAME
from ledger.errors import InputError
from ledger.records import Record
from ledger.snapshot import Snapshot


def _result(snapshot: Snapshot, record: Record | None, wishes: Wishes) -> tuple[Paper, ...]:
    """The result sheet of a review as it stands in the submission."""
    review = reviewed(snapshot, record)
    if review is None:
        raise NothingToPrint("民主评议结果", "还没有登记民主评议")
    title, day = snapshot.title(review), snapshot.day(review) or snapshot.as_of
    blocks = scores.review(snapshot, review)
    return (Paper(f"review:{review.uid}", title, blocks, Grid.FORM, snapshot.campaign.unit, day.isoformat()),)


PRINTS: tuple[Print, ...] = (
    Print("ballots", "民主评议票", "review", ballots, "按最近一次评议的发出数，或 --count 的张数", ("count",)),
    Print("ballot-register", "评议票发放回收登记表", "review", issuing, "空白表"),
    Print("ballot-calling", "唱票记录", "review", calling, "每组一份空白表"),
    Print("ballot-tally", "计票汇总表", "review", tally, "空白表"),
    Print("review-result", "民主评议结果", "review", _result, "最近一次评议"),
    Print("sign-in", "签到表", "meeting", sign_in, "空白表"),
    Print("training-sign-in", "培训签到表", "training", training_sign_in, "空白表"),
    Print("pledge-card", "承诺卡", "pledge", pledge_cards, "每个公开承诺一张"),
    Print("photos", "照片页", "meeting", photo_sheets, "每次有照片的会议", ("per",)),
    Print("rectification", "整改通知书", "finding", notices, "每个未完成的问题"),
    Print("recheck", "整改情况反馈表", "finding", feedback, "每个未完成的问题"),
    Print("acceptance-sheet", "验收评分表（空白）", "acceptance", sheets, "每张检查表一份空白表"),
    Print("desk-check", "定置检查表", "tidiness", desk, "空白表"),
    Print("timing-sheet", "现场测时表", "timing", timing, "空白表"),
    Print("complaint-slip", "投诉处理单", "complaint", slip, "空白表"),
    Print("complaint-reply", "投诉答复函", "complaint", reply, "空白函"),
    Print("box-opening", "意见箱开箱记录", "suggestion_box", opening, "空白表"),
    Print("survey-form", "满意度调查问卷", "questionnaire", surveys, "空白问卷两份，或 --count 的份数", ("count",)),
    Print("callback-slip", "电话回访记录单", "callback", callback_slips, "空白单"),
    Print("disclosure-book", "政务公开登记簿", "disclosure", disclosed, "登记过的各条；没有登记的为空白簿"),
    Print("supervision-book", "民主评议监督簿", "disclosure", supervised, "登记过的各条；没有登记的为空白簿"),
    Print("duty-ballot", "述职述廉测评表", "duty_report", duty_ballots, "空白表两份，或 --count 的份数", ("count",)),
    Print("star-ballot", "服务之星评议票", "service_star", star_ballots, "空白票两张，或 --count 的张数", ("count",)),
    Print("star-roster", "星级台帐", "service_star", star_roster, "每人最近一次的星级"),
    Print("score-sheet", "工作量化考核汇总表", "performance", score_sheet, "最近一个考核月份"),
    Print("points-card", "党员积分卡", "points_card", points_cards, "每名党员一张"),
    Print("service-approval", "特色服务审批单", "special_service", approvals, "延时、上门空白单各一张"),
    Print("statement", NAME, "window_statement", statements, "全年，或 --period 的时段", ("period",)),
    Print("visitor-table", "客流时段分布表", "visitor_flow", flow, "全部窗口"),
    *CASE_PRINTS,
)


class UnknownPrint(InputError):
    """There is no form of this name."""

    def __init__(self, slug: str) -> None:
        self.slug = slug
        known = "、".join(f"{each.slug}（{each.title}）" for each in PRINTS)
        super().__init__(f"没有“{slug}”这种表；可印的有：{known}。")


def print_of(slug: str) -> Print:
    """The print called `slug`; raises UnknownPrint."""
    for each in PRINTS:
        if each.slug == slug:
            return each
    raise UnknownPrint(slug)


__all__ = ["PRINTS", "NothingToPrint", "Print", "UnknownPrint", "Wishes", "print_of"]
