"""The columns that an index of filed papers can have, and the two presets of the standards."""

from __future__ import annotations

import enum
from collections.abc import Iterable

from ledger.errors import InputError


class IndexColumn(enum.Enum):
    """What an index can say of an item; the value is the column's head."""

    SERIAL = "序号"
    """Running number in the index (DA/T 22-2015)."""
    ORDER = "顺序号"
    """Running number in the volume (GB/T 9705-2008)."""
    ITEM_NO = "件号"
    ARCHIVE_NO = "档号"
    DOC_NO = "文号"
    AUTHOR = "责任者"
    TITLE = "题名"
    DATE = "日期"
    SECRECY = "密级"
    PAGES = "页数"
    """Sides with text or pictures (DA/T 22-2015)."""
    PAGE_NO = "页号"
    """First page, of the last item first and last (GB/T 9705-2008 and the custom that goes with it)."""
    FIRST_PAGE = "起始页号"
    PAGE_SPAN = "起止页号"
    TERM = "保管期限"
    BOX = "盒号"
    NOTE = "备注"


DA_T_22 = (
    IndexColumn.SERIAL,
    IndexColumn.ARCHIVE_NO,
    IndexColumn.DOC_NO,
    IndexColumn.AUTHOR,
    IndexColumn.TITLE,
    IndexColumn.DATE,
    IndexColumn.SECRECY,
    IndexColumn.PAGES,
    IndexColumn.NOTE,
)
"""归档文件目录 (DA/T 22-2015, 5.5): nine columns in this order."""

GB_T_9705 = (
    IndexColumn.ORDER,
    IndexColumn.DOC_NO,
    IndexColumn.AUTHOR,
    IndexColumn.TITLE,
    IndexColumn.DATE,
    IndexColumn.PAGE_NO,
    IndexColumn.NOTE,
)
"""卷内文件目录 (GB/T 9705-2008): seven columns in this order."""

NUMBERS = (IndexColumn.SERIAL, IndexColumn.ORDER, IndexColumn.ITEM_NO, IndexColumn.ARCHIVE_NO)
"""An index needs one of these, or its rows could not be told from one another."""

WORDS = tuple(column.value for column in IndexColumn)


class UnusableIndex(InputError):
    """The columns chosen for an index do not make one: which, and what they should be."""

    def __init__(self, columns: Iterable[str], want: str) -> None:
        self.columns, self.want = tuple(columns), want
        super().__init__(f"目录不能用“{'、'.join(self.columns)}”这些栏目：{want}。")


def index_columns(words: Iterable[str]) -> tuple[IndexColumn, ...]:
    """The columns of an own preset in the order given.

    Raises UnusableIndex for an unknown or repeated column, without 题名, or without any number.
    """
    given = tuple(words)
    unknown = [word for word in given if word not in WORDS]
    if unknown:
        raise UnusableIndex(given, f"没有“{unknown[0]}”这一栏，只能从这些里选：{'、'.join(WORDS)}")
    twice = [word for word in given if given.count(word) > 1]
    if twice:
        raise UnusableIndex(given, f"“{twice[0]}”写了两次，请删去一个")
    columns = tuple(map(IndexColumn, given))
    if IndexColumn.TITLE not in columns:
        raise UnusableIndex(given, "没有题名，看不出是什么文件，请加上“题名”")
    if not any(column in NUMBERS for column in columns):
        listed = "、".join(column.value for column in NUMBERS)
        raise UnusableIndex(given, f"没有一栏是编号，对不上文件，请在{listed}中至少选一栏")
    return columns
