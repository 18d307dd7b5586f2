"""Papers that are signed or sealed: the pledge (承诺书), the recommendation (推荐表), the analysis of a window."""

from __future__ import annotations

import math

from exports.breadth import characters
from exports.page import Align, Block, Pairs, Paragraph, Signature, Space, Title
from exports.papers.governance import lines, words
from exports.papers.parts import HAN, chapters, closing, kept
from ledger.kinds.nomination import WON
from ledger.kinds.window_analysis import DIMENSIONS
from ledger.records import Record
from ledger.snapshot import Snapshot

_DEEDS, _OPINION, _ABOVE = 9, 4, 5
"""Lines of the boxes for the deeds, the opinion of the unit, and the decision from above, when little is in them."""
_BOX = 32
"""Characters to a line of a box."""
_ENDS = ("。", "；", "！", "？")
_SEAL = "　" * 12 + "（盖章）　　年　　月　　日"


def pledge(snapshot: Snapshot, record: Record) -> tuple[Block, ...]:
    """A pledge in the first person, its lines numbered, to be signed; below it what became of it."""
    post = words(record, "post")
    where = f"在{post}岗位上，" if post else ""
    deadline, ways = words(record, "deadline"), words(record, "publicity")
    until = f"以上各项在{deadline}前做到" if deadline else "以上各项说到做到"
    shown = f"，并通过{ways}公开" if ways else ""
    return (
        Title(words(record, "sort") or "公开承诺书", 22),
        Space(0.5),
        Paragraph(f"为让前来办事的群众满意，本人{where}作出如下承诺："),
        *pledged(record),
        Paragraph(f"{until}{shown}，请大家监督；没有做到的，愿意接受单位处理。"),
        Space(1),
        Signature(("承诺人",)),
        Space(1),
        Title("承诺兑现情况", 16),
        Space(0.3),
        Pairs(
            (
                (("承诺人", words(record, "person")), ("岗位", post)),
                (("承诺日期", words(record, "date")), ("完成时限", deadline)),
                (("兑现结果", words(record, "status")), ("兑现日期", words(record, "fulfilled"))),
                (("兑现情况", _roomy(words(record, "outcome"), 3)),),
            )
        ),
        Signature(("核实人",)),
    )


def pledged(record: Record) -> tuple[Paragraph, ...]:
    """The lines of a pledge, numbered 一、二、三 when there are several."""
    found = [line if line.endswith(_ENDS) else f"{line}。" for line in lines(record["content"])]
    if len(found) < 2:
        return tuple(Paragraph(line) for line in found)
    numbers = (HAN[place] if place < len(HAN) else str(place + 1) for place in range(len(found)))
    return tuple(Paragraph(f"{number}、{line}") for number, line in zip(numbers, found, strict=True))


def nomination(snapshot: Snapshot, record: Record) -> tuple[Block, ...]:
    """The recommendation form: whom and for what, the deeds, and boxes for the seals of the unit and of those above."""
    won = record["result"] == WON
    decided = f"{words(record, 'result')}　{words(record, 'decided')}".strip() if record["decided"] else ""
    bonus = f"{words(record, 'bonus')}元" if won and record["bonus"] is not None else ""
    score = f"{words(record, 'score')}分" if record["score"] is not None else ""
    rank = f"第{record['rank']}名" if record["rank"] is not None else ""
    return (
        Title(f"{words(record, 'sort')}推荐表", 22),
        Paragraph(f"推荐期：{words(record, 'period')}　　推荐日期：{words(record, 'date')}", 0, Align.CENTER),
        Space(0.3),
        Pairs(
            (
                (("推荐对象", words(record, "candidate")), ("推荐类别", words(record, "sort"))),
                (("岗位或职务", words(record, "post")), ("工种", words(record, "trade"))),
                (("推荐单位", words(record, "author")),),
                (("综合得分", score), ("同工种名次", rank)),
                (("主要事迹", _roomy(words(record, "deeds"), _DEEDS)),),
                (("推荐单位意见", f"{_roomy(words(record, 'opinion'), _OPINION)}\n{_SEAL}"),),
                (("报送对象", words(record, "recipient")), ("上报日期", words(record, "reported"))),
                (("上级审批意见", f"{_roomy('', _ABOVE)}\n{_SEAL}"),),
                (("评定结果", decided or words(record, "result")), ("奖金", bonus)),
            )
        ),
    )


def window_analysis(snapshot: Snapshot, record: Record) -> tuple[Block, ...]:
    """The analysis of a window under its five headings (A04), on the page of official documents."""
    window, cadre, author = words(record, "window"), words(record, "cadre"), words(record, "author")
    parts = [(label, record[name]) for name, label in DIMENSIONS]
    parts.append(("改进建议", record["suggestions"]))
    signed = f"（包抓干部：{cadre}）" if cadre else ""
    return (
        Title(snapshot.title(record)),
        Space(1),
        Paragraph(_opening(record, window)),
        *kept(chapters(parts)),
        Space(1),
        *closing(author or snapshot.campaign.unit, record["issued"], sealed=False, keep=bool(signed)),
        *([Paragraph(signed)] if signed else []),
    )


def _opening(record: Record, window: str) -> str:
    """Since when and how the window was looked into, and its size; blank facts are left out."""
    since = f"{words(record, 'since')}起" if record["since"] else ""
    ways = f"，采取{words(record, 'methods')}的方式" if record["methods"] else ""
    size = [
        f"{label}{words(record, name)}{unit}"
        for name, label, unit in (("staff", "工作人员", "人"), ("items", "审批服务项目", "项"))
        if record[name]
    ]
    told = f"该窗口有{'、'.join(size)}。" if size else ""
    return (
        f"按照干部包抓窗口的分工，{since}对{window or '本窗口'}的运行情况作了调查分析{ways}。{told}现将情况报告如下。"
    )


def _roomy(text: str, least: int) -> str:
    """The text with blank lines below it, so that a box with little in it is still a box."""
    taken = sum(max(1, math.ceil(characters(line) / _BOX)) for line in text.split("\n"))
    return text + "\n" * max(0, least - taken)
