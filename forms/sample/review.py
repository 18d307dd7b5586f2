"""The daily assessment, the democratic review and its ninety ballots."""

from __future__ import annotations

from collections.abc import Sequence

from forms.sample import scans
from forms.sample.entry import TOWN, Entry

TITLE = "2015年度"
_SCORES = (
    (96, 95, 93, 92, 90, 90, 88, 87, 86, 85, 82),
    (97, 95, 94, 93, 92, 91, 90, 90, 89, 88, 88, 87, 86, 85, 85, 84, 83, 82, 80, 78, 76, 72, 68),
    (98, 97, 96, 95, 95, 94, 93, 92, 92, 91, 90, 90, 90, 89, 88, 88, 88, 87, 86, 86, 85, 85, 84, 84, 83, 82, 82, 81, 80,
     80, 79, 78, 77, 76, 75, 74, 72, 70, 68, 65, 62, 60, 58, 52),
)  # fmt: skip
_MARKS = (("不了解",), ("不了解", "不了解", "弃权", "无效", "无效"), ("不了解",) * 3 + ("弃权",) + ("无效",) * 2)
_ISSUED = (12, 30, 52)


def entries(groups: Sequence[str]) -> list[Entry]:
    """The assessment and the review with one row for each of the scheme's three `groups`."""
    rows = [
        {
            "group": group,
            "issued": issued,
            "returned": len(scores) + len(marks),
            "void": marks.count("无效"),
        }
        for group, issued, scores, marks in zip(groups, _ISSUED, _SCORES, _MARKS, strict=True)
    ]
    assessment = {
        "title": TITLE,
        "date": "10.22",
        "assessor": TOWN,
        "methods": "检查台帐资料、现场察看、明查暗访",
        "score": "93.5",
        "deductions": [
            {"item": "台帐资料", "reason": "检查整改阶段没有阶段小结", "points": "2"},
            {"item": "窗口环境", "reason": "叫号系统有一次故障未及时处理", "points": "1.5"},
            {"item": "业务工作", "reason": "一件事项超过承诺时限", "points": "3"},
        ],
        "comment": "创建工作有部署、有检查、有整改，台帐较为齐全，服务有明显改进。",
    }
    review = {
        "title": TITLE,
        "date": "11.6",
        "place": "镇政府大会堂",
        "organiser": TOWN,
        "groups": rows,
        "tellers": "丁若谷、夏明远",
        "callers": "吴佩文",
        "scrutineers": "孙立恒、钱望舒",
        "note": "评议票当场发放、当场收回，未收回的四张已注销。",
    }
    checked = scans.signed("日常考核评分表", str(assessment["comment"]), "2015年10月22日", "钱望舒", author=TOWN)
    counted = scans.signed(
        "民主评议汇总表", str(review["note"]), "2015年11月6日", "吴佩文", "丁若谷", "孙立恒", author=TOWN
    )
    return [Entry("daily_assessment", assessment, (checked,)), Entry("review", review, (counted,))]


def ballots(groups: Sequence[str]) -> list[dict[str, object]]:
    """Ninety ballots without names."""
    found: list[dict[str, object]] = []
    for group, scores, marks in zip(groups, _SCORES, _MARKS, strict=True):
        found += [{"review": f"{TITLE}民主评议汇总表", "group": group, "score": score} for score in scores]
        found += [{"review": f"{TITLE}民主评议汇总表", "group": group, "mark": mark} for mark in marks]
    return found
