"""An empty spreadsheet for a kind: its head to be filled under, and a sheet that explains every column."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.xml.functions import tostring

from exports.docx.zipping import read_package, write_package
from exports.errors import CannotWrite, TargetExists
from forms.spreadsheets import importable
from ledger.errors import InputError
from ledger.fields import BoundedNumber, Choice, Choices, Date, Field, LinkTo, Month, People, Rows, Time
from ledger.kinds import Kind

NOTES = "填写说明"
ROWS = 1000
"""Rows below the head that are prepared for typing."""

_LIST_LIMIT = 255
"""Characters that Excel takes in a list of choices written out."""
_UNDATED = dt.datetime(2000, 1, 1)
_HEAD_FILL = PatternFill("solid", fgColor="DDE6F0")
_HOW: dict[type[Field], str] = {
    Date: "如2015年6月11日、20150611或6月11日",
    Month: "如2015年6月、6月上旬",
    Time: "如14:30",
    People: "几个人用顿号隔开",
    LinkTo: "填所关联记录的名称",
    BoundedNumber: "可以是约数，如40余、约13、90%以上",
}
_NOTE_HEADS = ("栏目", "类型", "要求", "怎样填", "例")
_NOTE_WIDTHS = (18, 12, 10, 60, 40)


class NotXlsx(InputError):
    """A template was to be written under a name that says it is something else."""

    def __init__(self, target: Path) -> None:
        super().__init__(f"空白表的文件名“{target.name}”应以 .xlsx 结尾，请改名后再试。")


def write_template(kind: Kind, target: Path) -> None:
    """Write the empty sheet of `kind` to the new file `target`. Raises NotXlsx, TargetExists, CannotWrite."""
    if target.suffix.lower() != ".xlsx":
        raise NotXlsx(target)
    if target.exists():
        raise TargetExists(target)
    data = template(kind)
    part = target.with_name(f".{target.name}.part")
    try:
        part.write_bytes(data)
        part.rename(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise CannotWrite(target, error) from error


def template(kind: Kind) -> bytes:
    """The workbook: a sheet named like the kind to be filled in, and one with notes; the same bytes every time."""
    book = Workbook()
    book.properties.title, book.properties.creator, book.properties.language = f"{kind.title}空白表", "台帐", "zh-CN"
    book.properties.created = book.properties.modified = _UNDATED
    _write_form(book.active, kind)
    _write_notes(book.create_sheet(NOTES), kind)
    buffer = io.BytesIO()
    book.save(buffer)
    members = read_package(buffer.getvalue())
    book.properties.modified = _UNDATED  # openpyxl sets the time of saving
    members["docProps/core.xml"] = tostring(book.properties.to_tree())
    package = io.BytesIO()
    write_package(members, package)
    return package.getvalue()


def _write_form(sheet: Any, kind: Kind) -> None:
    sheet.title = kind.title
    sheet.freeze_panes = "A2"
    sheet.row_dimensions[1].height = 24
    for number, field in enumerate(importable(kind), 1):
        letter = get_column_letter(number)
        _write_head(sheet.cell(1, number, field.label))
        sheet.column_dimensions[letter].width = max(len(field.label) * 2.2 + 2, min(field.width * 1.4, 50))
        for row in range(2, ROWS + 2):
            cell = sheet.cell(row, number)
            cell.number_format = "@"  # 6.10 and 007 stay as they were typed
            cell.alignment = Alignment(vertical="top", wrap_text=True)
        sheet.add_data_validation(_validation(field, f"{letter}2:{letter}{ROWS + 1}"))


def _validation(field: Field, cells: str) -> DataValidation:
    """The words shown when a cell is chosen, and the list of choices where there is one."""
    listed = ",".join(field.choices) if isinstance(field, Choice) else ""
    offered = listed and len(listed) <= _LIST_LIMIT and '"' not in listed
    validation = DataValidation(
        type="list" if offered else None,
        formula1=f'"{listed}"' if offered else None,
        allow_blank=True,
        showErrorMessage=bool(offered) and not (isinstance(field, Choice) and field.other),
        errorTitle=field.label,
        error="请从下拉的选项里选一个。",
        showInputMessage=True,
        promptTitle=field.label[:32],
        prompt=f"{_need(field)}。{_how(field)}"[:_LIST_LIMIT],
    )
    validation.add(cells)
    return validation


def _write_notes(sheet: Any, kind: Kind) -> None:
    sheet.freeze_panes = "A2"
    for number, (head, width) in enumerate(zip(_NOTE_HEADS, _NOTE_WIDTHS, strict=True), 1):
        _write_head(sheet.cell(1, number, head))
        sheet.column_dimensions[get_column_letter(number)].width = width
    lines = [(field.label, field.type_name, _need(field), _how(field), str(field.sample)) for field in importable(kind)]
    lines += [
        (field.label, field.type_name, "不在此表", "一格放不下，不能从表格导入；导入后在台帐里逐条补填。", "")
        for field in kind.fields
        if isinstance(field, Rows)
    ]
    lines.append(("", "", "", f"在“{kind.title}”表里从第2行起填写，一行一条；有一处不对，整张表都不导入。", ""))
    for row, line in enumerate(lines, 2):
        for number, words in enumerate(line, 1):
            cell = sheet.cell(row, number, words)
            cell.data_type = "s"  # words are words, also those that begin with “=”
            cell.alignment = Alignment(vertical="top", wrap_text=True)


def _write_head(cell: Any) -> None:
    cell.data_type = "s"  # a register of one's own may call a column “=…”
    side = Side(style="thin", color="808080")
    cell.font = Font(name="黑体", size=11, charset=134)
    cell.fill = _HEAD_FILL
    cell.border = Border(bottom=side, right=side)
    cell.alignment = Alignment(horizontal="center", vertical="center")


def _need(field: Field) -> str:
    return "必填" if field.essential else "应填" if field.required else "可以空着"


def _how(field: Field) -> str:
    """How a field is filled in, in words."""
    parts = [field.hint]
    if isinstance(field, Choice | Choices):
        several = "可填几个，用顿号隔开" if isinstance(field, Choices) else "填一个"
        source = "、".join(field.choices) or "活动方案里的名称"
        parts.append(f"{several}：{source}{'，也可另写' if field.other else ''}")
    parts.append(_HOW.get(type(field), ""))
    return "；".join(part.rstrip("。") for part in parts if part) + ("。" if any(parts) else "")
