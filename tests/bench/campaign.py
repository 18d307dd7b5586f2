"""A generated campaign: as many papers as asked for, in a library made with the ledger, the same every time."""

from __future__ import annotations

import datetime as dt
import itertools
import uuid
from collections.abc import Mapping
from pathlib import Path

from ledger.book import Ledger
from ledger.fields import chinese_date
from ledger.filing import arrange
from tests.bench.words import Writer, day, names

FULL = {
    "campaign_plan": 10,
    "meeting": 200,
    "minutes": 200,
    "check_round": 60,
    "finding": 300,
    "opinion": 500,
    "visit": 120,
    "stage_task": 30,
    "daily_assessment": 6,
    "stage_summary": 24,
    "ballot": 5000,
}
"""Records in a full campaign of a thousand papers; what is lacking of the thousand are filed papers."""
_PEOPLE = names(40)
_POINTS = 40
_GROUPS = (
    "党政领导班子",
    "党代表、人大代表、政协委员、机关干部、老干部代表、村干部",
    "外商、民营企业主、个体工商户、普通群众",
)
_REVIEW = "2015年度民主评议汇总表"

Data = Mapping[str, object]


def build(library: Path, papers: int) -> None:
    """Make a library whose submission holds exactly `papers` papers, at least fifty, of a full campaign's mixture."""
    counts = {kind: max(1, count * papers // 1000) for kind, count in FULL.items()}
    minutes = itertools.count()
    uids = (uuid.uuid5(uuid.NAMESPACE_URL, f"taizhang-bench-{number}").hex for number in itertools.count())
    start = dt.datetime(2015, 12, 1, 9, tzinfo=dt.UTC)
    with Ledger.create(
        library,
        unit="海滨市税务局第五税务分局",
        year=2015,
        scheme_id="qidong-2015",
        clock=lambda: start + dt.timedelta(minutes=next(minutes)),
        new_uid=lambda: next(uids),
    ) as ledger:
        for kind, rows in _records(counts).items():
            ledger.add_many(kind, rows)
        made = sum(len(volume.items) for volume in arrange(ledger.snapshot()))
        ledger.add_many("filed_paper", _filed(papers - made))


def _records(counts: Mapping[str, int]) -> dict[str, list[Data]]:
    """The records of every kind but filed papers, in an order in which each finds what it links to."""
    return {
        "person": [{"name": name, "post": "科员", "state": "在岗"} for name in _PEOPLE],
        "filing_plan": [_filing_plan()],
        "leading_group": [_leading_group()],
        "campaign_plan": [_plan(number) for number in range(counts["campaign_plan"])],
        "stage_task": [_task(number, counts["stage_task"]) for number in range(counts["stage_task"])],
        "meeting": [_meeting(number, counts["meeting"]) for number in range(counts["meeting"])],
        "minutes": [_minutes(number, counts["minutes"]) for number in range(counts["minutes"])],
        "check_round": [_check(number, counts["check_round"]) for number in range(counts["check_round"])],
        "finding": [_finding(number, counts) for number in range(counts["finding"])],
        "opinion": [_opinion(number, counts["opinion"]) for number in range(counts["opinion"])],
        "visit": [_visit(number, counts["visit"]) for number in range(counts["visit"])],
        "daily_assessment": [_assessment(number) for number in range(counts["daily_assessment"])],
        "stage_summary": [_summary(number, counts["stage_summary"]) for number in range(counts["stage_summary"])],
        "review": [_review(counts["ballot"])],
        "ballot": [_ballot(number) for number in range(counts["ballot"])],
    }


def _date(number: int, of: int, later: int = 0) -> str:
    return chinese_date(day(number, of) + dt.timedelta(days=later))


def _filing_plan() -> Data:
    volumes = ("组织领导", "宣传发动", "检查整改", "考核评议", "评分与评议")
    terms = [{"volume": volume, "term": "定期10年"} for volume in volumes]
    return {"fonds": "W108", "fonds_name": "海滨市税务局", "retention": terms, "keeper": _PEOPLE[3]}


def _leading_group() -> Data:
    roles = ("组长", "副组长", *("成员",) * 8)
    members = [{"role": role, "person": name, "duty": "分工负责"} for role, name in zip(roles, _PEOPLE, strict=False)]
    return {"name": "创建活动领导小组", "established": "2015.5.6", "members": members, "signer": _PEOPLE[0]}


def _plan(number: int) -> Data:
    writer = Writer(f"plan {number}")
    prose = {name: _paragraphs(writer, 4) for name in ("guiding", "content", "steps", "methods", "requirements")}
    title = f"创建活动实施细则（第{number + 1}稿）"
    return {
        "title": title,
        "doc_no": f"海税五〔2015〕{number + 1}号",
        "issued": "2015.5.8",
        "signer": _PEOPLE[0],
        **prose,
    }


def _paragraphs(writer: Writer, count: int) -> str:
    return "\n".join(writer.prose(90) for _ in range(count))


def _task(number: int, of: int) -> Data:
    writer = Writer(f"task {number}")
    stage = ("宣传发动", "检查整改", "考核评议")[number * 3 // of]
    due = _date(number, of)
    return {"stage": stage, "task": writer.clause(), "owner": _PEOPLE[number % 40], "due": due, "status": "进行中"}


def _decisions(writer: Writer, number: int, of: int) -> list[Data]:
    due = _date(number, of, 14)
    return [{"item": writer.sentence(), "owner": writer.one(_PEOPLE), "deadline": due} for _ in range(3)]


def _meeting(number: int, of: int) -> Data:
    writer = Writer(f"meeting {number}")
    away = number % 40
    return {
        "title": f"第{number + 1}次工作例会",
        "type": "工作例会",
        "date": _date(number, of),
        "start": "14:30",
        "end": "16:10",
        "place": "三楼会议室",
        "host": _PEOPLE[0],
        "recorder": _PEOPLE[3],
        "notice_date": _date(number, of, -2),
        "expected": "、".join(_PEOPLE),
        "present": "、".join(name for name in _PEOPLE if name != _PEOPLE[away]),
        "leave": _PEOPLE[away],
        "agenda": "\n".join(f"{place}. {writer.clause()}" for place in range(1, 5)),
        "content": _paragraphs(writer, 5),
        "decisions": _decisions(writer, number, of),
    }


def _minutes(number: int, of: int) -> Data:
    writer = Writer(f"minutes {number}")
    title = f"第{number + 1}次工作例会"
    return {
        "title": title,
        "meeting": f"{title}会议记录",
        "doc_no": f"纪要〔2015〕{number + 1}号",
        "issued": _date(number, of, 3),
        "body": _paragraphs(writer, 4),
        "decisions": _decisions(writer, number, of),
        "present": "、".join(_PEOPLE[:12]),
        "signer": _PEOPLE[0],
    }


def _check(number: int, of: int) -> Data:
    writer = Writer(f"check {number}")
    rows = []
    for place in range(1, _POINTS + 1):
        bad = not writer.number(0, 5)
        found = writer.sentence() if bad else ""
        rows.append({"point": f"{place}. {writer.clause()}", "result": "不符合" if bad else "符合", "found": found})
    return {
        "title": f"第{number + 1}次自查自纠",
        "date": _date(number, of),
        "method": "自查",
        "checkers": "、".join(_PEOPLE[4:6]),
        "rows": rows,
        "summary": writer.prose(120),
    }


def _finding(number: int, counts: Mapping[str, int]) -> Data:
    writer, of = Writer(f"finding {number}"), counts["finding"]
    return {
        "number": number + 1,
        "found": _date(number, of),
        "source": "自查",
        "round": f"第{number * counts['check_round'] // of + 1}次自查自纠自查表",
        "problem": f"没有{writer.clause()}",
        "cause": writer.clause(),
        "measure": writer.sentence(),
        "owner": writer.one(_PEOPLE),
        "deadline": _date(number, of, 15),
        "closed": _date(number, of, 10),
        "result": writer.clause(),
        "rechecked": _date(number, of, 17),
        "rechecker": _PEOPLE[4],
        "status": "已完成",
    }


def _opinion(number: int, of: int) -> Data:
    writer = Writer(f"opinion {number}")
    return {
        "number": number + 1,
        "date": _date(number, of),
        "source": writer.one(("座谈会", "走访", "意见箱", "问卷", "电话")),
        "who": writer.firm(),
        "content": f"建议{writer.clause()}",
        "handler": writer.one(_PEOPLE),
        "reply": writer.sentence(),
        "replied": _date(number, of, 2),
        "status": "已答复",
    }


def _visit(number: int, of: int) -> Data:
    writer = Writer(f"visit {number}")
    return {
        "number": number + 1,
        "date": _date(number, of),
        "company": writer.firm(),
        "visitors": "、".join(_PEOPLE[5:7]),
        "content": writer.clause(),
        "request": f"希望{writer.clause()}",
        "reply": writer.sentence(),
    }


def _assessment(number: int) -> Data:
    writer = Writer(f"assessment {number}")
    rows = [{"item": "台帐资料", "reason": writer.sentence(), "points": "0.5"} for _ in range(6)]
    return {
        "title": f"2015年第{number + 1}次",
        "date": "2015.10.22",
        "assessor": "望潮镇人民政府",
        "score": "97",
        "deductions": rows,
        "comment": writer.prose(100),
    }


def _summary(number: int, of: int) -> Data:
    writer = Writer(f"summary {number}")
    prose = {name: _paragraphs(writer, 5) for name in ("achievements", "problems", "next_steps")}
    stage = ("宣传发动", "检查整改", "考核评议")[number * 3 // of]
    title = f"{stage}阶段工作小结（{number + 1}）"
    return {"title": title, "stage": stage, "issued": _date(number, of), "signer": _PEOPLE[0], **prose}


def _review(ballots: int) -> Data:
    shares = [len(range(place, ballots, 3)) for place in range(3)]
    rows = [
        {"group": group, "issued": count, "returned": count, "void": 0}
        for group, count in zip(_GROUPS, shares, strict=True)
    ]
    return {"title": "2015年度", "date": "2015.11.6", "organiser": "望潮镇人民政府", "groups": rows}


def _ballot(number: int) -> Data:
    return {"review": _REVIEW, "group": _GROUPS[number % 3], "score": str(80 + number * 7 % 20)}


def _filed(count: int) -> list[Data]:
    rows: list[Data] = []
    for number in range(count):
        writer = Writer(f"filed {number}")
        rows.append(
            {
                "title": f"{writer.title()}（{number + 1}）",
                "sort": writer.one(("上级文件", "会议通知", "签到表", "宣传资料", "规章制度")),
                "author": "望潮镇人民政府",
                "date": _date(number, count),
                "note": writer.prose(60),
            }
        )
    return rows
