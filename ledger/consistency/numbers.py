"""Duplicate document numbers and archive numbers, gaps in item numbers, and links that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from ledger.consistency.problem import Problem, problem
from ledger.fields import LinkTo
from ledger.filing import Volume, arrange
from ledger.kinds import kind_of
from ledger.records import Record
from ledger.snapshot import Snapshot


def duplicates(snapshot: Snapshot) -> Iterator[Problem]:
    """The same 文号, or the same 档号, on two papers."""
    for name, label in (("doc_no", "文号"), ("archive_no", "档号")):
        seen: dict[str, list[Record]] = {}
        for record in snapshot.records:
            if record[name]:
                seen.setdefault(record[name], []).append(record)
        for words, records in seen.items():
            if len(records) > 1:
                titles = "、".join(f"“{snapshot.title(record)}”" for record in records)
                yield problem(
                    f"duplicate-{name.replace('_', '-')}",
                    f"{label}{words}用了{len(records)}次：{titles}。",
                    f"核对原件上的{label}，改正其中写错的。",
                    *records,
                )


def item_numbers(snapshot: Snapshot) -> Iterator[Problem]:
    """件号 runs from 0001 without gaps or repeats within a volume (DA/T 22-2015; DA/T 70-2018 completeness)."""
    for volume in arrange(snapshot):
        numbers = sorted(item.number for item in volume.items)
        missing = sorted(set(range(1, max(numbers, default=0) + 1)) - set(numbers))
        twice = sorted({number for number in numbers if numbers.count(number) > 1})
        if missing:
            yield _numbers(volume, "item-number-gap", f"缺件号{_four(missing)}", missing)
        if twice:
            yield _numbers(volume, "item-number-twice", f"件号{_four(twice)}重复", twice)


def _numbers(volume: Volume, code: str, words: str, numbers: list[int]) -> Problem:
    near = {number + step for number in numbers for step in (0, 1)}
    records = tuple(item.record for item in volume.items if item.number in near and item.record)
    return Problem(
        code, f"{volume.name}卷{words}。", "核对归档文件登记表里填写的件号；没有编定的请空着，由程序顺序编号。", records
    )


def _four(numbers: list[int]) -> str:
    return "、".join(f"{number:04d}" for number in numbers[:10]) + ("等" if len(numbers) > 10 else "")


def broken_links(snapshot: Snapshot) -> Iterator[Problem]:
    """A link to a record that has been deleted."""
    for record in snapshot.records:
        for field in kind_of(record.kind).fields:
            if isinstance(field, LinkTo) and record[field.name] and snapshot.get(record[field.name]) is None:
                yield problem(
                    "broken-link",
                    f"“{snapshot.title(record)}”的“{field.label}”已经删除。",
                    "从回收站恢复那条记录，或重新选择。",
                    record,
                )
