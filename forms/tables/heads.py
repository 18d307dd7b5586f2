"""The head of a table: where it stands, what it says, and which field of a kind each of its columns is."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from forms.sheet_cells import Cell, Grid
from ledger.fields import Date, Field, Rows
from ledger.kinds import Kind
from ledger.search import folded

HEAD_WITHIN = 10
"""Rows from the top among which the head may stand: titles and notes may be above it."""
SERIALS = ("序号", "编号", "顺序号", "顺序", "项次", "no")
"""Heads of running numbers, which are no loss where a kind counts none."""
_HABITS: Mapping[str, tuple[str, ...]] = {
    "number": ("序号", "编号", "顺序号", "顺序", "项次", "no"),
    "date": ("日期", "时间", "年月日", "登记日期", "登记时间"),
    "title": ("名称", "标题", "题名", "主题"),
    "name": ("姓名", "名称", "人员姓名", "人员"),
    "post": ("职务", "职位", "岗位"),
    "place": ("地点", "地址", "场所"),
    "phone": ("电话", "联系电话", "手机", "手机号", "手机号码", "联系方式", "电话号码"),
    "content": ("内容", "主要内容", "具体内容", "事项"),
    "owner": ("责任人", "负责人", "承办人", "整改责任人"),
    "handler": ("承办人", "经办人", "办理人", "责任人"),
    "deadline": ("期限", "时限", "办理时限", "完成时限", "整改期限", "要求完成时间"),
    "result": ("结果", "办理结果", "处理结果", "办理情况"),
    "reply": ("答复", "答复情况", "答复内容", "反馈情况", "办理情况"),
    "status": ("状态", "进展", "办理状态", "办理进度"),
    "window": ("窗口", "窗口名称", "窗口号"),
    "unit": ("单位", "单位名称"),
    "measure": ("措施", "整改措施"),
    "note": ("备注", "备考", "附注", "说明"),
}
"""What older papers mostly call a field of this name, whatever its label is in a kind."""
_BRACKETS = re.compile(r"[(\[【〔〈<{][^()\[\]【】〔〕〈〉<>{}]*[)\]】〕〉>}]")
_MARKS = "*:_·•,;,、。."


@dataclass(frozen=True)
class Head:
    """The rows of a head (`top` is `bottom` when it is one), its words by column, and the fields that are known.

    `doubled` are columns that name a field outright which another column has.
    """

    top: int
    bottom: int
    words: Mapping[int, str]
    names: Mapping[int, str]
    doubled: tuple[int, ...] = ()
    known: int = 0
    """How many columns are known, those asked for among them."""


def importable(kind: Kind) -> tuple[Field, ...]:
    """The fields that fit into one cell: all but tables."""
    return tuple(field for field in kind.fields if not isinstance(field, Rows))


def plain(words: object) -> str:
    """Words of a head as they are compared: simplified, half width, without blanks and the marks at their ends."""
    return "".join(folded(str(words)).split()).strip(_MARKS)


def bare(words: object) -> str:
    """`plain` words without what stands in brackets, such as units; all of them when nothing else is left."""
    whole = plain(words)
    return _BRACKETS.sub("", whole).strip(_MARKS) or whole


def field_named(words: str, kind: Kind) -> str | None:
    """The name of the field that a head names, None when it names none."""
    found = _match(words, kind)
    return found[1] if found else None


def known_heads(row: Sequence[str], kind: Kind) -> int:
    """How many of these words name a field."""
    return len({name for words in row if words.strip() and (name := field_named(words, kind))})


def find_head(grid: Grid, kind: Kind, asked: Iterable[str] = ()) -> Head | None:
    """The row near the top, or two of them, with the most columns that are known; None when none has any.

    Two rows are a head together when a cell of the upper one is merged across columns that differ in the lower one,
    or when they know more together than each of them. `asked` words are known, too.
    """
    wanted = {plain(words) for words in asked}
    heads = [_head(grid, kind, top, bottom, wanted) for top, bottom in _places(grid, kind)]
    best = max(heads, key=lambda head: (head.known, _joined(grid, head), -head.bottom), default=None)
    return best if best is not None and best.known else None


def first_row(grid: Grid) -> Head | None:
    """The row near the top that most looks like a head, with nothing known of it; None without two cells in a row."""
    rows = [number for number in sorted(grid) if number <= HEAD_WITHIN]
    number = max(rows, key=lambda each: (len(set(map(id, grid[each].values()))), -each), default=None)
    if number is None or len(set(map(id, grid[number].values()))) < 2:
        return None
    return Head(number, number, _words(grid, number, number), {})


def _places(grid: Grid, kind: Kind) -> Iterable[tuple[int, int]]:
    """Where a head may stand: each row, and each with the next unless what is below is a record of what is above."""
    rows = [number for number in sorted(grid) if number <= HEAD_WITHIN]
    yield from ((number, number) for number in rows)
    for number in rows[:-1]:
        upper, lower = grid[number], grid.get(number + 1, {})
        recorded = any(
            field_named(_said(cell), kind)
            for column, cell in upper.items()
            if upper.get(column + 1) is not cell is not upper.get(column - 1) and lower.get(column, cell) is not cell
        )
        if lower and not recorded:
            yield number, number + 1


def _joined(grid: Grid, head: Head) -> bool:
    """Whether a cell of the upper row, not that of a title, is merged across cells that differ below."""
    if head.top == head.bottom:
        return False
    upper, lower = grid[head.top], grid[head.bottom]
    said = [_said(cell) for cell in set(lower.values())]
    if len(set(said)) == len(said) and not any(lower.get(column) is cell for column, cell in upper.items()):
        return False  # a title, or groups that are not needed to tell the columns apart
    return any(
        upper[column] is upper[column + 1] and _said(lower[column]) != _said(lower[column + 1])
        for column in upper
        if column + 1 in upper and column in lower and column + 1 in lower
    )


def _words(grid: Grid, top: int, bottom: int) -> dict[int, str]:
    """What the head says of each column; words of two rows with a dot between."""
    upper, lower = grid[top], grid[bottom]
    if top == bottom:
        return {column: _said(cell) for column, cell in lower.items()}
    words: dict[int, str] = {}
    over: Cell | None = None
    for column in range(1, max(*upper, *lower) + 1):
        # In a table without merged cells the upper words stand over the first of their columns only.
        over = upper.get(column, over if column in lower else None)
        below = lower.get(column)
        said = [_said(cell) for cell in (over if over is not below else None, below) if cell is not None]
        if said:
            words[column] = "·".join(dict.fromkeys(said))
    return words


def _said(cell: Cell) -> str:
    return " ".join(str(cell.value).split())


def _head(grid: Grid, kind: Kind, top: int, bottom: int, wanted: Set[str]) -> Head:
    """The head in these rows: each field goes to the column that names it best, the first of those alike."""
    words = _words(grid, top, bottom)
    found = sorted(
        (match[0], column, match[1]) for column, said in words.items() if (match := _match_either(said, kind))
    )
    if _is_title(grid, bottom):
        found = [each for each in found if each[0] == 0]
    names: dict[int, str] = {}
    doubled = []
    for rank, column, name in found:
        if name not in names.values():
            names[column] = name
        elif rank == 0:
            doubled.append(column)
    asked = {column for column, said in words.items() if wanted & {plain(said), plain(said.rpartition("·")[2])}}
    return Head(top, bottom, words, dict(sorted(names.items())), tuple(doubled), len(asked | set(names)))


def _is_title(grid: Grid, row: int) -> bool:
    """Whether a row near the top has one cell only while others have several: loosely any title may name a field."""
    near = [len(set(map(id, cells.values()))) for number, cells in grid.items() if number <= HEAD_WITHIN]
    return len(set(map(id, grid[row].values()))) == 1 and max(near) > 1


def _match_either(said: str, kind: Kind) -> tuple[int, str] | None:
    """The field that all words of a column name, or those of its lower row."""
    found = [match for words in dict.fromkeys((said, said.rpartition("·")[2])) if (match := _match(words, kind))]
    return min(found, default=None)


def _match(words: str, kind: Kind) -> tuple[int, str] | None:
    """How well (0 is best) words name a field, and which."""
    outright, loose = _known(
        tuple((each.name, each.label, each.aliases, isinstance(each, Date)) for each in importable(kind))
    )
    return outright.get(plain(words)) or loose.get(bare(words))


def _dates(label: str) -> tuple[str, ...]:
    """Other words for the label of a date: 走访时间 for 走访日期, 接件日期 and 接件时间 for 接件日."""
    stem = label.removesuffix("期").removesuffix("日") if label.endswith(("日", "日期")) else ""
    return (f"{stem}日期", f"{stem}时间", f"{stem}日") if stem else (label.replace("日期", "时间"),)


Known = dict[str, tuple[int, str]]
"""How well words name a field, and which."""


@functools.cache
def _known(fields: tuple[tuple[str, str, tuple[str, ...], bool], ...]) -> tuple[Known, Known]:
    """What names fields (name, label, aliases, whether a date): whole words, and words without their brackets.

    0 is the label or the name, 1 an alias of the field, 2 those without brackets, 3 what such fields are mostly called.
    """
    outright: Known = {}
    loose: Known = {}
    for name, label, _, _ in fields:
        for words in (label, name):
            outright.setdefault(plain(words), (0, name))
    for name, _, aliases, _ in fields:
        for words in aliases:
            outright.setdefault(plain(words), (1, name))
    for name, label, aliases, _ in fields:
        for words in (label, *aliases):
            loose.setdefault(bare(words), (2, name))
    for name, label, _, dated in fields:
        for words in (*(_dates(label) if dated else ()), *_HABITS.get(name, ())):
            loose.setdefault(bare(words), (3, name))
    return outright, loose
