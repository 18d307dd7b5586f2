"""The four self-checks of the sample library and the twenty findings that came of them and of others' opinions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from forms.sample import scans
from forms.sample.entry import YEAR, Entry
from forms.sample.people import CLERK, DEPUTY
from ledger.fields import chinese_date

_ROUNDS = (
    (
        "第一次",
        "6.25",
        "陆一鸣、顾清和",
        "大厅环境和服务礼仪总体符合标准；公示更新、AB岗落实和文书填写方面查出五个问题，已列入整改台帐。",
    ),
    ("第二次", "7.23", f"陆一鸣、{DEPUTY}", "上次的问题基本整改到位，公示栏更新有反复，另有两个新问题。"),
    (
        "第三次",
        "8.27",
        "陆一鸣、罗静姝",
        "学习记录和执法公开有改进，午间值班交接、文书签名和廉政谈话记录查出三个问题。",
    ),
    ("第四次", "9.24", f"陆一鸣、{CLERK}", "六条标准总体达到要求，遗留停车和叫号两个问题需要上级支持。"),
)
_FOUND = (
    {
        1: "学习笔记有三人缺记",
        3: "岗位职责牌有两块未更新",
        6: "AB岗公示中B岗空缺",
        10: "对企业联系不够经常",
        14: "公开栏内容停留在四月份",
    },
    {5: "注销登记超过承诺时限一天", 7: "个别窗口没有使用文明用语", 14: "公开栏更新有反复"},
    {3: "午间值班交接没有记录", 15: "两份文书缺经办人签名", 17: "廉政谈话记录不完整"},
    {11: "停车位不足，群众意见较多", 4: "叫号系统老化，时有故障"},
)
"""Which points each round found wanting, by their place among all points of the standards."""


def entries(points: Sequence[str], standards: Sequence[str]) -> list[Entry]:
    """The rounds over all `points` of the scheme, and the findings."""
    return [*(_round(number, points) for number in range(4)), *_findings(standards)]


def _round(number: int, points: Sequence[str]) -> Entry:
    name, day, checkers, summary = _ROUNDS[number]
    found = _FOUND[number]
    rows = []
    for place, point in enumerate(points):
        words = found.get(place, "")
        result = ("不符合" if place % 2 else "基本符合") if words else "符合"
        rows.append({"point": point, "result": result, "found": words})
    title = f"{name}自查自纠"
    data = {"title": title, "date": day, "method": "自查", "checkers": checkers, "rows": rows, "summary": summary}
    scan = scans.signed(f"{title}自查表", summary, f"2015年{day.replace('.', '月')}日", *checkers.split("、"))
    return Entry("check_round", data, (scan,))


_FINDINGS = (
    ("6.25", "自查", 1, 0, "三名干部学习笔记缺记", "督促不够", "补记笔记，每月检查一次", DEPUTY, "7.10", "7.3", "笔记已补齐"),
    ("6.25", "自查", 1, 1, "两块岗位职责牌没有更新", "人员调整后未及时更换", "重新制作并张贴", "邵子衿", "7.10", "7.6", "已更换"),
    ("6.25", "自查", 1, 1, "AB岗公示中B岗空缺", "人员休假未补", "明确各岗位B岗人员并公示", "顾清和", "7.10", "7.2", "已公示"),
    ("6.25", "自查", 1, 3, "与重点企业联系不够经常", "没有制定走访计划", "制定走访计划，分组落实", "许知远", "7.15", "7.8", "计划已执行"),
    ("6.25", "自查", 1, 4, "政务公开栏内容停留在四月份", "没有指定更新责任人", "指定专人，每周一更新并登记", "邵子衿", "7.5", "7.1", "已更新"),
    ("7.2", "意见建议", 0, 2, "大厅老花镜度数单一", "配置时考虑不周", "增配三种度数", "韩雨桐", "7.8", "7.6", "已增配"),
    ("7.10", "走访", 0, 3, "企业反映申报系统辅导不够", "集中辅导次数少", "分两批集中辅导", "许知远", "9.15", "9.10", "已辅导两批"),
    ("7.16", "意见建议", 0, 1, "午间无人值班", "值班安排不合理", "实行午间轮流值班", "顾清和", "7.25", "7.20", "已实行"),
    ("7.16", "意见建议", 0, 2, "意见箱开箱不及时", "没有固定时间", "每周五开箱并登记", "陆一鸣", "7.25", "7.24", "已固定"),
    ("7.23", "自查", 2, 1, "一件注销登记超过承诺时限一天", "材料内部传递慢", "设置流转登记，到期前一天提醒", "魏长青", "8.5", "8.3", "已设登记"),
    ("7.23", "自查", 2, 2, "个别窗口没有使用文明用语", "习惯没有养成", "开展礼仪训练并抽查", "顾清和", "8.10", "8.7", "抽查合格"),
    ("7.23", "自查", 2, 4, "政务公开栏更新有反复", "制度没有坚持", "建立更新登记，监察员每月核对", "邵子衿", "8.5", "7.31", "登记完整"),
    ("7.28", "明查暗访", 0, 2, "导税台一度无人", "人员临时离岗未交接", "离岗必须交接并放置桌签", "韩雨桐", "8.5", "7.30", "已落实"),
    ("8.12", "跟踪督查", 0, 3, "走访记录缺少答复栏", "表样设计不全", "改用统一走访台帐", CLERK, "8.20", "8.18", "已改用"),
    ("8.27", "自查", 3, 1, "午间值班交接没有记录", "没有交接簿", "设置交接登记簿", "顾清和", "9.5", "9.1", "已设置"),
    ("8.27", "自查", 3, 4, "两份文书缺经办人签名", "审核不严", "文书两人审核后发出", "罗静姝", "9.5", "9.2", "已补签并审核"),
    ("8.27", "自查", 3, 5, "廉政谈话记录不完整", "记录人更换未交接", "补齐记录，固定记录人", "陆一鸣", "9.10", "8.20", "记录已补齐"),
    ("9.8", "走访", 0, 2, "企业希望增加下午取号时间", "取号截止过早", "取号延长到下班前十分钟", "顾清和", "9.20", "9.15", "已延长"),
    ("9.24", "自查", 4, 3, "停车位不足", "场地有限", "与相邻单位协商共用停车场", DEPUTY, "10.31", "", ""),
    ("9.24", "自查", 4, 1, "叫号系统老化、时有故障", "设备超期使用", "申请更新设备，故障时人工叫号", "高云帆", "12.31", "", ""),
)  # fmt: skip


def _findings(standards: Sequence[str]) -> list[Entry]:
    """Deliberate contradiction: the seventeenth is closed before it was found. The last two are open, one overdue."""
    rounds = ("", *(f"{name}自查自纠自查表" for name, *_ in _ROUNDS))
    found = []
    for number, row in enumerate(_FINDINGS, 1):
        day, source, check, standard, problem, cause, measure, owner, deadline, closed, result = row
        data = {
            "number": number, "found": day, "source": source, "round": rounds[check], "standard": standards[standard],
            "problem": problem, "cause": cause, "measure": measure, "owner": owner, "deadline": deadline,
            "closed": closed, "result": result, "proof": "照片、登记簿" if closed else "",
            "rechecked": _week_later(closed), "rechecker": "陆一鸣" if closed else "",
            "status": "已完成" if closed else "整改中",
        }  # fmt: skip
        found.append(Entry("finding", data))
    return found


def _week_later(closed: str) -> str:
    """The day of the recheck, a week after the closing; none for what is open."""
    if not closed:
        return ""
    month, _, day = closed.partition(".")
    return chinese_date(dt.date(YEAR, int(month), int(day)) + dt.timedelta(days=7))
