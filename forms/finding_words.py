"""What is wrong with a package, as a list shows it: sorted, each sort by a word."""

from __future__ import annotations

from collections.abc import Iterable

from exports.handover.findings import (
    Altered,
    Finding,
    Missing,
    NotAPackage,
    Unexpected,
    Unreadable,
    Unsafe,
    WrongCount,
    WrongName,
)
from forms.widgets.listing import ListColumn, ListRow

COLUMNS = (
    ListColumn("sort", "问题", 6),
    ListColumn("path", "文件", 14, stretch=True),
    ListColumn("sentence", "说明", 24, stretch=True),
)

_SORTS: dict[type, str] = {
    Unsafe: "不安全",
    NotAPackage: "不是移交包",
    Altered: "内容被改动",
    Missing: "缺少文件",
    Unexpected: "多出文件",
    WrongName: "名称不对",
    WrongCount: "数目不符",
    Unreadable: "读不出来",
}
"""The worst first."""


def rows_of(findings: Iterable[Finding]) -> list[ListRow]:
    """A row for each finding; its place is the uid."""
    order = list(_SORTS)
    found = sorted(findings, key=lambda each: order.index(type(each)))
    return [
        ListRow(str(place), (_SORTS[type(each)], each.path, each.sentence), tone="bad")
        for place, each in enumerate(found)
    ]


def summary(name: str, findings: tuple[Finding, ...]) -> str:
    """How many there are of each sort, and why nothing is received."""
    if len(findings) == 1 and isinstance(findings[0], NotAPackage):
        return findings[0].sentence
    counted = [
        f"{words}{count}处"
        for sort, words in _SORTS.items()
        if (count := sum(1 for each in findings if type(each) is sort))
    ]
    return (
        f"移交包“{name}”核对发现{len(findings)}处问题：{'、'.join(counted)}。"
        "里面的内容可能不完整或被人改过，所以不能接收，也没有改动任何内容。请按每一处的说明处理，再重新核对。"
    )
