"""Word documents with tables, made for tests."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx

HEADS = ("序号", "日期", "来源", "意见建议内容", "承办人", "状态")
GOOD = ("1", "2015.7.2", "座谈会", "建议增加午间值班窗口", "沈文君", "办理中")


def table_in(parent: Any, *rows: Sequence[str]) -> Any:
    """A new table with these rows in a document or a cell."""
    table = parent.add_table(len(rows), max(map(len, rows)))
    for number, row in enumerate(rows):
        for column, words in enumerate(row):
            table.cell(number, column).text = words
    return table


def document(path: Path, *rows: Sequence[str], title: str = "意见台帐") -> Path:
    """A document with a heading and one table."""
    made = docx.Document()
    made.add_heading(title, 1)
    table_in(made, *rows)
    made.save(str(path))
    return path
