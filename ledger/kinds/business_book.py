"""A check of the books that a post office keeps (业务管理簿册): there or not, in order, legible, last entry (R27)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ledger.fields import Choice, Context, Date, LongText, Person, Row, Rows, Score, Text, Whole
from ledger.kinds.kind import Kind, Values

BOOKS = (
    "台账",
    "班组长工作日记",
    "日戳打印簿",
    "邮资机使用登记簿",
    "进出口查验簿",
    "交接班登记簿",
    "业务摘抄登记簿",
)
"""The seven books that A02 6.1 names; its “等” leaves room for others."""

FULL = Decimal(5)
"""Full points of the item (A02 6.1); one point is taken for each failing book, and never more than all."""


def _fails(row: Row) -> bool:
    return row["present"] == "无" or "否" in (row.get("standard"), row.get("legible"))


def _fill(values: Values, context: Context) -> Values:
    rows = values.get("rows") or ()
    if not rows:
        return {}
    failed = sum(map(_fails, rows))
    return {"failed": failed, "deducted": min(FULL, Decimal(failed))}


def _doubts(values: Values) -> Iterator[str]:
    rows = values.get("rows") or ()
    if not rows:
        return
    names = [row["book"] for row in rows]
    for name in dict.fromkeys(name for name in names if names.count(name) > 1):
        yield f"“{name}”查了不止一行"
    left = [name for name in BOOKS if name not in names]
    if left:
        yield f"七种簿册里还没有检查{'、'.join(left)}"
    yield from _row_doubts(values, rows)
    computed = _fill(values, Context())
    for name, words in (("failed", "不合格簿册数"), ("deducted", "扣分")):
        if values.get(name) is not None and values[name] != computed[name]:
            yield f"{words}填{values[name]}，逐本数下来是{computed[name]}"


def _row_doubts(values: Values, rows: tuple[Row, ...]) -> Iterator[str]:
    """Rows that say more of a book than can be known, or what has not happened yet."""
    for row in rows:
        if row["present"] == "无" and (row.get("last") or "是" in (row.get("standard"), row.get("legible"))):
            yield f"“{row['book']}”没有这本簿册，却填了登记情况"
        if row.get("last") and values.get("date") and row["last"] > values["date"]:
            yield f"“{row['book']}”的最近登记日期晚于检查日期"


def _sample(book: str, last: str, legible: str = "是", problem: str = "") -> dict[str, str]:
    return {"book": book, "present": "有", "standard": "是", "legible": legible, "last": last, "problem": problem}


ROWS = Rows(
    name="rows",
    label="簿册检查情况",
    required=True,
    sample=[
        *(_sample(book, "7月21日") for book in BOOKS[:-1]),
        _sample(BOOKS[-1], "7月18日", "否", "两处涂改未盖章"),
    ],
    columns=(
        Choice(name="book", label="簿册", required=True, choices=BOOKS, other=True, width=18),
        Choice(name="present", label="有无", required=True, choices=("有", "无"), width=6),
        Choice(name="standard", label="规范", choices=("是", "否"), width=6),
        Choice(name="legible", label="清晰", choices=("是", "否"), width=6),
        Date(name="last", label="最近登记", width=11),
        Text(name="problem", label="问题", most=1000, width=22),
    ),
)

KIND = Kind(
    slug="business_book",
    title="业务管理簿册检查",
    paper="业务管理簿册检查表",
    number="R27",
    group="检查整改",
    date="date",
    subject="{window}业务管理簿册检查表",
    note="七种簿册逐本检查：有没有，规范不规范，清晰不清晰，最近登记到哪一天；每本不合格扣1分，最多扣5分。",
    fill=_fill,
    doubts=_doubts,
    fields=(
        Text(name="window", label="网点（窗口）", required=True, essential=True, sample="城中营业厅", width=16),
        Date(name="date", label="检查日期", required=True, sample="2015年7月22日", width=12),
        Person(name="checker", label="检查人", required=True, sample="沈文君"),
        ROWS,
        Whole(name="failed", label="不合格簿册数", hint="留空时自动统计", sample=1, width=8),
        Score(name="deducted", label="扣分", most=FULL, hint="每本不合格扣1分，最多5分", sample="1", width=7),
        LongText(name="note", label="备注", sample="当日补盖更正章"),
    ),
)
