"""A list of the window as a spreadsheet (.xlsx), as it stands on the screen."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from exports.breadth import characters
from exports.errors import CannotWrite, TargetExists
from exports.page import Align, Column, Content, Grid, Paper, Table
from exports.preflight import check_target
from exports.to_xlsx import write_xlsx
from ledger.durable import replace_file
from ledger.errors import InputError

_ALIGN = {Content.TEXT: Align.LEFT, Content.DATE: Align.CENTER, Content.NUMBER: Align.RIGHT}
_LEAST, _MOST = 3.0, 30.0
"""Characters that a column takes, however short or long its words are."""
_LOOKED_AT = 200
"""Rows by which columns are measured."""


class NotASheetName(InputError):
    """A list was to be written under a name that says it is something else."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"导出的文件名“{path.name}”应以 .xlsx 结尾，请改名后再导出。")


def write_list(
    path: Path,
    title: str,
    labels: Sequence[str],
    rows: Sequence[Sequence[str]],
    contents: Sequence[Content] = (),
    *,
    replace: bool = False,
) -> None:
    """Write the words of `rows` under `labels` to `path`; columns are text where `contents` does not say otherwise.

    Words are never taken for a formula; in a column of dates or numbers those that are such are real ones. What is at
    `path` stays unless `replace` says that the clerk has agreed.

    Raises what write_sheet raises; then nothing was written.
    """
    write_sheet(path, _paper(title, labels, rows, contents), replace=replace)


def write_sheet(path: Path, paper: Paper, *, replace: bool = False) -> None:
    """Write the tables of `paper` to `path`; what is there stays unless `replace` says that the clerk has agreed.

    Raises NotASheetName, TargetExists, TargetInLibrary, NothingToTabulate, CannotWrite; then nothing was written.
    """
    if path.suffix.lower() != ".xlsx":
        raise NotASheetName(path)
    if path.exists() and not replace:
        raise TargetExists(path)
    check_target(path)
    stream = io.BytesIO()
    write_xlsx(paper, stream)
    try:
        replace_file(path, stream.getvalue())
    except OSError as error:
        raise CannotWrite(path, error) from error


def _paper(title: str, labels: Sequence[str], rows: Sequence[Sequence[str]], contents: Sequence[Content]) -> Paper:
    """The list as a paper of one table."""
    held = tuple(contents) or (Content.TEXT,) * len(labels)
    columns = tuple(
        Column(label, _width(label, [row[number] for row in rows[:_LOOKED_AT]]), _ALIGN[content], content)
        for number, (label, content) in enumerate(zip(labels, held, strict=True))
    )
    return Paper("list", title, (Table(columns, tuple(map(tuple, rows)), caption=title),), Grid.REGISTER)


def _width(label: str, cells: Sequence[str]) -> float:
    """The characters of the longest line in a column, within what a column takes."""
    lines = (line for words in (label, *cells) for line in words.split("\n"))
    return min(max(_LEAST, max(map(characters, lines)) + 1), _MOST)
