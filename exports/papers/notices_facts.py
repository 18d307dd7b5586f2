"""What a notice of a case knows: its own record, the case it belongs to, and blanks to be written by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from ledger.clocks import Readings, start_of
from ledger.fields import chinese_date
from ledger.records import Record
from ledger.schemes.rules import RULES
from ledger.snapshot import Snapshot

_LINE, _DAY = "＿＿＿＿＿＿", "＿＿＿＿年＿＿月＿＿日"
"""What stands in running text where something is still to be written."""

_DAYS = ("received", "papers", "accepted", "start", "due", "extended", "deadline", "date", "delivered")

LABELS: Mapping[str, str] = {
    "applicant": "申请人",
    "case_no": "接件号",
    "item": "事项",
    "received": "接件日",
    "accepted": "受理日",
    "papers": "材料齐全日",
    "days": "承诺时限",
    "deadline": "办结期限",
    "due": "原办结期限",
    "extended": "延期至",
    "window": "窗口",
    "issuer": "经办人",
    "departments": "并联部门",
    "reasons": "理由",
    "note": "说明",
    "materials": "材料",
    "way": "送达方式",
    "delivered": "送达日",
    "date": "出具日期",
    "hotline": "咨询监督",
    "number": "文书编号",
}
"""The labels of cells in the ruled part of a notice."""


@dataclass(frozen=True)
class Facts:
    """Words by name; a name that is not there is blank. `case` is the record they are about, None for a blank paper."""

    words: Mapping[str, str]
    case: Record | None

    def cell(self, name: str) -> str:
        """The words of a ruled cell, empty where they are to be written by hand."""
        return self.words.get(name, "")

    def said(self, text: str) -> str:
        """`text` with the names in braces put in; what is not known is a line to write on."""
        blanks = {name: _DAY if name in _DAYS else _LINE for name in (*LABELS, *_DAYS, "to", "counted")}
        blanks["days"] = "＿＿个工作日"
        return text.format_map({**blanks, **{name: words for name, words in self.words.items() if words}})

    def lines(self, name: str) -> tuple[str, ...]:
        """The lines of a longer text, such as a list of papers."""
        return tuple(line.strip() for line in self.cell(name).split("\n") if line.strip())


def facts_of(snapshot: Snapshot, notice: Record | None, case: Record | None) -> Facts:
    """What is known of a notice that is on record, of one made straight from a case, or of a blank one."""
    words = {"unit": snapshot.campaign.unit, "counted": _counted_from(snapshot)}
    if case is not None:
        words |= _of_case(snapshot, case)
    if notice is not None:
        words |= {name: shown for name, shown in _of_notice(notice).items() if shown}
    words["to"] = words.get("addressee") or words.get("applicant", "")
    return Facts(words, case)


def _counted_from(snapshot: Snapshot) -> str:
    """The day from which limits run, in the words of the rule in force."""
    rule = next(each for each in RULES if each.key == "clock_start")
    return rule.choices[snapshot.scheme.rule(rule.key)]


def _of_case(snapshot: Snapshot, case: Record) -> dict[str, str]:
    start = start_of(case.values, Readings.of(snapshot.scheme.rule))
    return {
        "applicant": case["applicant"] or "",
        "case_no": case["number"] or "",
        "item": case["item"] or "",
        "window": case["window"] or "",
        "issuer": case["handler"].name if case["handler"] else "",
        "days": _workdays(case["days"]),
        "received": _date(case["received"]),
        "papers": _date(case["papers"]),
        "accepted": _date(case["accepted"]),
        "start": _date(start),
        "due": _date(case["due"]),
        "extended": _date(case["extended"]),
        "deadline": _date(case["due"]),
    }


def _of_notice(notice: Record) -> dict[str, str]:
    names = ("number", "addressee", "materials", "reasons", "departments", "hotline", "way", "note")
    texts = {name: notice[name] or "" for name in names}
    days = {name: _date(notice[name]) for name in ("date", "deadline", "delivered")}
    issuer = notice["issuer"].name if notice["issuer"] else ""
    return {**texts, **days, "days": _workdays(notice["days"]), "issuer": issuer}


def _workdays(days: int | None) -> str:
    return "" if days is None else f"{days}个工作日"


def _date(day: dt.date | None) -> str:
    return chinese_date(day) if day else ""
