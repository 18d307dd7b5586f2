"""The notices of a case, one by one: to whom each goes, what it says, and which copies it has."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Copies(enum.Enum):
    """What is kept of a notice."""

    STUB = "stub"
    """A stub below the cut, signed by who received it."""
    RETURNED = "returned"
    """An answer below the cut, written and handed back by the window that was asked."""
    PAIR = "pair"
    """Two whole copies; the second is signed when all is done (A24)."""
    ONE = "one"
    """Nothing but itself."""


@dataclass(frozen=True)
class Listed:
    """A table of papers: the heads of its columns behind the serial number, the first of which is filled in."""

    heads: tuple[str, ...]
    widths: tuple[int, ...]


@dataclass(frozen=True)
class Form:
    """One notice. `opening` and `closing` are paragraphs with names in braces, `rows` the cells of its ruled part.

    `source` is the scheme that names it. `labels` are other labels for cells than the usual ones.
    """

    source: str
    opening: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    closing: tuple[str, ...] = ()
    copies: Copies = Copies.STUB
    listed: Listed | None = None
    labels: tuple[tuple[str, str], ...] = ()


_REMEDY = (
    "对本决定不服的，可以自收到本文书之日起60日内申请行政复议，也可以在6个月内向人民法院提起行政诉讼；"
    "法律、法规另有规定的，从其规定。"
)
_ASK = "咨询和监督：{hotline}。"
_COMMON = (("applicant",), ("item",))
_PAPERS = Listed(("材料名称", "份数", "原件或复印件", "备注"), (34, 8, 14, 20))
_DEFECTS = Listed(("需补正的材料和要求", "补正日期", "收件人"), (52, 16, 12))

FORMS: dict[str, Form] = {
    "受理通知书": Form(
        "A21",
        ("你（单位）于{received}提出的“{item}”申请，经审查，材料齐全，符合规定的形式，现予受理。",),
        (("case_no", "accepted"), *_COMMON, ("days", "deadline"), ("window", "issuer")),
        (
            "办理时限按工作日计算，自{counted}（{start}）起算。请凭本通知书查询进度、领取结果。",
            _ASK,
        ),
    ),
    "办理通知书": Form(
        "A21",
        (
            "申请人{applicant}的“{item}”申请已于{accepted}受理，现将申请材料转给你处。请在{deadline}以前办完，"
            "并把结果反馈{window}。",
        ),
        (("case_no", "days"), *_COMMON, ("accepted", "deadline"), ("materials",)),
        ("不能按期办完的，在期限届满以前提出延期；认为不应准予的，一次写清全部理由。",),
        Copies.RETURNED,
        labels=(("days", "办理时限"), ("deadline", "应办结日"), ("materials", "转送材料")),
    ),
    "不予受理通知书": Form(
        "A21",
        ("你（单位）于{received}提出的“{item}”申请，经审查，决定不予受理。",),
        (("case_no", "received"), *_COMMON, ("reasons",), ("materials",), ("window", "issuer")),
        (_REMEDY, _ASK),
        labels=(("reasons", "不予受理的理由"), ("materials", "退还材料")),
    ),
    "退办通知书": Form(
        "A21",
        ("你（单位）的“{item}”申请已于{accepted}受理。经审查，不符合准予的条件，现予退办，全部理由一次告知如下。",),
        (("case_no", "accepted"), *_COMMON, ("reasons",), ("materials",), ("window", "issuer")),
        (_REMEDY, _ASK),
        labels=(("reasons", "退办的理由"), ("materials", "退还材料")),
    ),
    "并联审批受理通知书": Form(
        "A21",
        (
            "你（单位）于{received}提出的“{item}”申请，材料齐全，符合规定的形式，现予受理。"
            "本件由{departments}并联审批，{window}牵头。",
        ),
        (("case_no", "accepted"), *_COMMON, ("departments",), ("days", "deadline"), ("window", "issuer")),
        ("各部门同时审查，不需要你（单位）另向其他窗口提交材料；结果由牵头窗口一并答复。", _ASK),
        labels=(("window", "牵头窗口"),),
    ),
    "并联审批办理通知书": Form(
        "A21",
        (
            "申请人{applicant}的“{item}”申请已于{accepted}受理，由{window}牵头并联审批。现将申请材料的复印件送你处，"
            "请同时审查，在{deadline}以前办完并反馈。",
        ),
        (("case_no", "days"), *_COMMON, ("accepted", "deadline"), ("departments",), ("materials",)),
        ("审查意见请写在下面的反馈单上，连同附件交回牵头窗口。不同意的，一次写清全部理由。",),
        Copies.RETURNED,
        labels=(("days", "办理时限"), ("deadline", "反馈期限"), ("materials", "送审材料")),
    ),
    "接件通知书": Form(
        "A27",
        ("你（单位）为办理“{item}”提交的下列材料已经收到。",),
        (("case_no", "received"), ("item",), ("window", "issuer")),
        ("本通知书只证明收到材料。是否受理，在{deadline}以前另行告知。", _ASK),
        listed=_PAPERS,
    ),
    "一次性告知单": Form(
        "A24",
        ("你（单位）申请办理“{item}”，下列材料还需要补正，现一次告知。",),
        (("case_no", "received"), ("item",), ("window", "issuer")),
        ("请在{deadline}以前补齐；当场能更正的，可以当场更正。办理时限自{counted}起算。", _ASK),
        listed=_DEFECTS,
    ),
    "全程办税服务事项承诺书": Form(
        "A24",
        (
            "你（单位）申请的“{item}”，材料已于{papers}补齐。我单位承诺自{counted}起{days}内办结，至迟于{deadline}答复。",
        ),
        (("case_no", "papers"), *_COMMON, ("days", "deadline"), ("window", "issuer"), ("hotline",)),
        (
            "由受理的窗口负责答复，内部各环节由我单位自行流转。",
            "不能按期办结的，事先告知并说明原因；超过承诺时限的，向你（单位）致歉说明，没有正当理由的，追究有关人员责任。",
        ),
        Copies.PAIR,
        labels=(("hotline", "监督投诉"),),
    ),
    "否定备案书": Form(
        "A24",
        ("你（单位）于{received}申请的“{item}”，不属于受理范围或者不符合规定的条件，不予办理，现当场告知，并予备案。",),
        (("case_no", "received"), *_COMMON, ("reasons",), ("materials",), ("window", "issuer")),
        (_REMEDY, _ASK),
        labels=(("reasons", "不予办理的理由"), ("materials", "退还材料")),
    ),
    "税务文书传递单": Form(
        "A24",
        (),
        (("case_no", "received"), *_COMMON, ("days", "deadline"), ("materials",)),
        ("每一环节在本环节时限内办完，签名后连同材料转给下一环节；最后环节转回受理窗口，由窗口核对并答复申请人。",),
        Copies.ONE,
        labels=(("materials", "随单材料"),),
    ),
    "项目审批承诺件": Form(
        "A23",
        (
            "你单位的“{item}”已由{window}统一受理，涉及{departments}。各部门在各自承诺的时限内办结，"
            "全部手续至迟于{deadline}办完，由{window}统一答复。",
        ),
        (("case_no", "accepted"), *_COMMON, ("departments",), ("days", "deadline"), ("window", "issuer")),
        ("需要现场踏勘的，时间另行通知。项目内容有变动的，请及时告知窗口。", _ASK),
        labels=(("applicant", "项目单位"), ("item", "项目（事项）"), ("departments", "审批部门")),
    ),
    "联合审批通知书": Form(
        "A23",
        (
            "{applicant}的“{item}”已于{accepted}受理，需要你处联合审批。现送去申请材料，请按下列安排参加踏勘，"
            "在承诺的时限内办结，并反馈{window}。",
        ),
        (("case_no", "accepted"), *_COMMON, ("reasons",), ("departments",), ("days", "deadline"), ("materials",)),
        ("本通知书和材料应当自受理之日起2个工作日内送到。",),
        Copies.RETURNED,
        labels=(
            ("applicant", "项目单位"),
            ("item", "项目（事项）"),
            ("reasons", "踏勘安排"),
            ("departments", "参加部门"),
            ("materials", "随送材料"),
        ),
    ),
    "告知承诺书": Form(
        "A19、A23",
        ("“{item}”实行告知承诺：我单位写明条件和要求，申请人书面承诺符合的，在承诺的时限内作出决定。",),
        (("case_no", "received"), *_COMMON, ("reasons",), ("materials",), ("days", "deadline"), ("window", "issuer")),
        (),
        Copies.ONE,
        labels=(("reasons", "应符合的条件"), ("materials", "应提交的材料")),
    ),
    "延期办结告知书": Form(
        "A21",
        (
            "你（单位）的“{item}”申请，原定于{due}办结。因下列原因不能按期办结，经批准延期至{extended}，特此事先告知。"
            "给你（单位）带来不便，谨致歉意。",
        ),
        (("case_no", "accepted"), *_COMMON, ("reasons",), ("due", "extended"), ("window", "issuer")),
        (_ASK,),
        labels=(("reasons", "延期的原因"),),
    ),
}
"""Every notice by its name (A19, A21, A23, A24, A27)."""
