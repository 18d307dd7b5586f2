"""Forms of opinion: the questionnaire, the ballot on a report of duty, the slip of a callback."""

from __future__ import annotations

from collections.abc import Sequence

from exports.page import Align, Block, Grid, Pairs, Paper, Paragraph, Signature, Space, Title
from exports.papers.prints.form import Wishes
from exports.papers.slips import GAP, boxes, day_of, graded, room, two_up, words
from ledger.kinds.callback import LEAST, MOST
from ledger.records import Record
from ledger.snapshot import Snapshot

SURVEY, SLIP, BALLOT = "满意度调查问卷", "电话回访记录单", "述职述廉测评表"
_SURVEYED = (
    "服务态度和用语",
    "业务熟练程度",
    "材料一次告知清楚",
    "按承诺时限办结",
    "程序和收费公开",
    "环境和便民设施",
    "廉洁自律",
    "总体评价",
)
_JUDGED = ("履行岗位职责", "服务群众和企业", "依法依规办事", "工作作风和效率", "廉洁自律", "总体评价")
_OUTLINE = (
    "说明身份，核对办理的业务和日期。",
    "工作人员的服务态度怎么样，材料和时限是否一次说清。",
    "请打分，10分为非常满意；不是10分的，请说说哪里可以改进。",
    "还有什么意见和建议。感谢配合。",
)
_SURVEY_MM, _BALLOT_MM = 8.5, 11
"""Rows that are ticked, high enough to be told apart at arm's length."""
_BOTH = 2
"""Alike forms on one sheet when nobody asks for a number."""


def surveys(snapshot: Snapshot, record: Record | None, wishes: Wishes) -> tuple[Paper, ...]:
    """Blank questionnaires two to a sheet, as many as are wished for; without names and all alike."""
    head: tuple[Block, ...] = (
        Title(SURVEY, 18),
        Paragraph(words(record, "name") or f"{snapshot.campaign.year}年度{snapshot.campaign.name}", 0, Align.CENTER),
        Space(GAP),
        Pairs(((("被评单位", snapshot.campaign.unit),), (("办理业务", ""), ("办理日期", "")))),
        Space(GAP),
        Paragraph("本问卷不记名。请在每行所选的格内画“√”，填好后投入意见箱或交给发放人。"),
    )
    return _handed_out(snapshot, record, SURVEY, (*head, graded(_SURVEYED, "评价内容", _SURVEY_MM)), 4, wishes.count)


def duty_ballots(snapshot: Snapshot, record: Record | None, wishes: Wishes) -> tuple[Paper, ...]:
    """Blank ballots on a report of duty two to a sheet, for the person who reports or with the name left open."""
    head: tuple[Block, ...] = (
        Title(BALLOT, 18),
        Paragraph(f"{snapshot.campaign.year}年度　{snapshot.campaign.unit}", 0, Align.CENTER),
        Space(GAP),
        Pairs(((("述职人", words(record, "person")), ("职务", words(record, "post"))),)),
        Space(GAP),
        Paragraph("本表不记名。请在每行所选的格内画“√”，每行只选一格，填好后投入票箱。"),
    )
    return _handed_out(snapshot, record, BALLOT, (*head, graded(_JUDGED, "测评内容", _BALLOT_MM)), 6, wishes.count)


def _handed_out(
    snapshot: Snapshot, record: Record | None, title: str, above: Sequence[Block], lines: int, count: int | None
) -> tuple[Paper, ...]:
    """A form to hand out with `lines` of white for opinions; all are alike, so that no one is told by it."""
    form = (*above, Space(GAP), Pairs(((("意见和建议", room("", lines)),),)))
    blocks = two_up([form] * (_BOTH if count is None else count))
    key = f"{title}:{record.uid if record else ''}"
    return (Paper(key, title, blocks, Grid.TWO_UP, snapshot.campaign.unit, day_of(snapshot, record), numbered=False),)


def callback_slips(snapshot: Snapshot, record: Record | None, wishes: Wishes) -> tuple[Paper, ...]:
    """The slip of one call as far as it is recorded, or a blank one to be filled in while calling."""
    score = words(record, "score")
    scale = [str(number) for number in range(int(MOST), int(LEAST) - 1, -1)]
    blocks: tuple[Block, ...] = (
        Title(SLIP, 20),
        Paragraph(f"{snapshot.campaign.unit}　{snapshot.campaign.year}年度", 0, Align.CENTER),
        Space(GAP),
        Pairs(
            (
                (("业务日期", words(record, "service_date")), ("应回访日期", words(record, "due"))),
                (("办理业务", words(record, "item")), ("受理号", words(record, "accepted_as"))),
                (("被访人", words(record, "person")), ("联系电话", "")),
                (("回访方式", words(record, "method")), ("回访日期", words(record, "date"))),
            )
        ),
        Space(GAP),
        Paragraph("回访提纲", 0, keep_with_next=True),
        *(Paragraph(line, 0, lead=f"{number}.", lead_plain=True, hang=True) for number, line in enumerate(_OUTLINE, 1)),
        Space(GAP),
        Pairs(
            (
                (("评分", _scored(score, scale)),),
                (("意见和建议", room(words(record, "opinion"), 6)),),
                (("处理情况", room(words(record, "handling"), 6)),),
                (("备注", room(words(record, "note"), 2)),),
            )
        ),
        Signature(("回访人", "负责人")),
    )
    title = f"{SLIP}（{words(record, 'person')}）" if record else SLIP
    key = f"callback-slip:{record.uid if record else ''}"
    return (Paper(key, title, blocks, Grid.FORM, snapshot.campaign.unit, day_of(snapshot, record), numbered=False),)


def _scored(score: str, scale: Sequence[str]) -> str:
    """The scale with the score ticked; a score between two marks is written behind it."""
    between = f"　（{score}分）" if score and score not in scale else ""
    return f"{boxes(scale, score)}{between}\n10分为非常满意"
