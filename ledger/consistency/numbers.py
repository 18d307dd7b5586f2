"""Duplicate document numbers and archive numbers, gaps in item numbers, and links that lead nowhere."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from ledger.consistency.problem import Problem, problem
from ledger.fields import LinkTo
from ledger.filing import PARTS, Volume, arrange
from ledger.kinds import Form
from ledger.records import Record
from ledger.snapshot import Snapshot

_BRACKETS = str.maketrans("[]()【】", "〔〕〔〕〔〕")


def duplicates(snapshot: Snapshot) -> Iterator[Problem]:
    """The same 文号, or the same 档号, on two papers."""
    for records in _numbered(snapshot):
        doc_nos = ((_doc_no(record), record) for record in records)
        yield from _twice(snapshot, "duplicate-doc-no", "文号", doc_nos)
    by_uid = ((item.archive_no, snapshot.get(item.record)) for volume in arrange(snapshot) for item in volume.items)
    archive_nos = [(number, record) for number, record in by_uid if number and record]
    # Numbers that the program gave itself are equal only where the 件号 are, which is a problem of its own.
    typed = {record["archive_no"] for _, record in archive_nos}
    yield from _twice(snapshot, "duplicate-archive-no", "档号", (each for each in archive_nos if each[0] in typed))


def _numbered(snapshot: Snapshot) -> Iterable[list[Record]]:
    """The records with a 文号: papers together, and the entries of each register by themselves.

    A register lists papers that may be filed besides (R01); several rules may be issued in one document (R16).
    Masked digits (20*) may hide different ones.
    """
    apart: dict[str, list[Record]] = {}
    for record in snapshot.records:
        if record["doc_no"] and not {"*", "＊"} & {*record["doc_no"]} and record.kind != "regulation":
            register = record.kind if record.declared.form is Form.REGISTER else ""
            apart.setdefault(register, []).append(record)
    return apart.values()


def _doc_no(record: Record) -> str:
    """A 文号 to compare by: written with any brackets; one without 机关代字 counts within its kind only."""
    number = "".join(unicodedata.normalize("NFKC", record["doc_no"]).split()).translate(_BRACKETS)
    return f"{record.declared.title}{number}" if number.startswith("〔") else number


def _twice(snapshot: Snapshot, code: str, label: str, numbered: Iterable[tuple[str, Record]]) -> Iterator[Problem]:
    seen: dict[str, list[Record]] = {}
    for number, record in numbered:
        seen.setdefault(number, []).append(record)
    for number, records in seen.items():
        if len(records) > 1:
            titles = "、".join(f"{snapshot.named(record, 20)}" for record in records[:5])
            more = "等" if len(records) > 5 else ""
            yield problem(
                code,
                f"{label}{number}用了{len(records)}次：{titles}{more}。",
                f"核对原件上的{label}，改正其中写错的。",
                *records,
            )


def archive_pattern(snapshot: Snapshot) -> Iterator[Problem]:
    """The pattern of a filing plan must hold {件号}, or all papers get one 档号, and only parts that there are."""
    for plan in snapshot.of("filing_plan"):
        named = re.findall(r"\{(.*?)\}", plan["pattern"] or "{件号}")
        unknown = [part for part in named if part not in PARTS]
        if unknown or "件号" not in named:
            why = f"用了不认识的{'、'.join(unknown)}" if unknown else "没有{件号}，各件的档号会相同"
            yield problem(
                "archive-pattern",
                f"归档方案的档号样式“{plan['pattern']}”{why}。",
                f"改正档号样式，可用{''.join(f'{{{part}}}' for part in PARTS)}，其中{{件号}}必须有。",
                plan,
            )


def item_numbers(snapshot: Snapshot) -> Iterator[Problem]:
    """件号 runs from 0001 without gaps or repeats within a volume (DA/T 22-2015; DA/T 70-2018 completeness)."""
    for volume in arrange(snapshot):
        counts = Counter(item.number for item in volume.items)
        missing = [number for number in range(1, max(counts)) if number not in counts]
        twice = sorted(number for number, times in counts.items() if times > 1)
        if missing:
            yield _numbers(volume, "item-number-gap", f"缺件号{_four(missing)}", missing)
        if twice:
            yield _numbers(volume, "item-number-twice", f"件号{_four(twice)}重复", twice)


def _numbers(volume: Volume, code: str, words: str, numbers: list[int]) -> Problem:
    """A problem of the items that have one of the numbers, or the next after it."""
    near = {number + step for number in numbers for step in (0, 1)}
    records = tuple(item.record for item in volume.items if item.number in near and item.record)
    return Problem(
        code, f"{volume.name}卷{words}。", "核对归档文件登记表里填写的件号；没有编定的请空着，由程序顺序编号。", records
    )


def _four(numbers: list[int]) -> str:
    return "、".join(f"{number:04d}" for number in numbers[:10]) + ("等" if len(numbers) > 10 else "")


def broken_links(snapshot: Snapshot) -> Iterator[Problem]:
    """Links to records that have been deleted; one problem for all links of a kind to the same record."""
    broken: dict[tuple[str, str, str], list[Record]] = {}
    for record in snapshot.records:
        kind = record.declared
        for field in kind.fields:
            uid = record[field.name] if isinstance(field, LinkTo) else None
            if uid and snapshot.get(uid) is None:
                broken.setdefault((kind.title, field.label, uid), []).append(record)
    for (title, label, _), records in broken.items():
        what = f"“{snapshot.short(records[0], 40)}”" if len(records) == 1 else f"{len(records)}条{title}"
        yield problem("broken-link", f"{what}的“{label}”已经删除。", "从回收站恢复那条记录，或重新选择。", *records)
